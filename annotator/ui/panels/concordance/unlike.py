"""The list of strings that are not tagged alike, and of what is said to be intended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedLayout,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.model.inconsistency import Inconsistency, Silence, Subject
from annotator.model.listing import LabelOutline
from annotator.ui.i18n import tr
from annotator.ui.look import (
    RIGHT,
    STRONG,
    label_colours,
    look,
    metrics,
    paint_ground,
    paint_mark,
    paint_text,
    sans,
    text_width,
)
from annotator.ui.models.row_list import ROW, RowList
from annotator.ui.models.unlike_list import UnlikeRow, words_of
from annotator.ui.panels.dates import short_moment
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tick_box import TickBox

if TYPE_CHECKING:
    from annotator.model.attributes import Attribute

_HEAD = 48
_WORDS_AT = 24
_SHARE = 0.34
_GAP = 16
_COUNT = 96
_LABEL = 112


class UnlikeView(RowView):
    """The rows.

    Signals:
        intended_wanted(): say of the row that it is intended, or take that back.
    """

    intended_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take ``i``."""
        if event.key() == Qt.Key.Key_I and not event.modifiers():
            self.intended_wanted.emit()
        else:
            super().keyPressEvent(event)


class Unlike(QWidget):
    """Shows one of the two lists, or what is intended of it.

    Signals:
        opened(row): show the places of a row (an `Inconsistency` or a `Silence`).
        intended_wanted(row): say that a row is intended (`Inconsistency`), or take it back
            (`Silence`).
        silenced_wanted(shown): show what is intended, or what is still to be looked at.
        everywhere_wanted(everywhere): let articles count that nobody has begun with.
    """

    opened = Signal(object)
    intended_wanted = Signal(object)
    silenced_wanted = Signal(bool)
    everywhere_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model: RowList[UnlikeRow] = RowList(words_of, parent=self)
        self.view = UnlikeView(tr("Strings that are not tagged alike"))
        self.view.setModel(self.model)
        self.delegate = UnlikeDelegate(self.view)
        self.view.setItemDelegate(self.delegate)
        self.about = Text(px=metrics.TEXT_SMALL, role="muted", lines=2)
        self._about = self._progress = ""
        self._reason = Qt.FocusReason.OtherFocusReason
        self.wait = PushButton(tr("Stop"), "ghost")
        self.silenced = TickBox(tr("What is intended"))
        self.everywhere = TickBox(tr("Also articles not begun"))
        self.intended = PushButton(tr("Intended"), keys="I")
        self.empty = EmptyState("", icon="check")
        self.looking = EmptyState("", icon="search")
        head = _Head()
        row = QHBoxLayout(head)
        set_margins(row, metrics.SPACE_SECTIONS, 0, metrics.SPACE_EDGE, 1, within=self)
        row.setSpacing(metrics.SPACE_EDGE)
        row.addWidget(self.about, 1)
        row.addWidget(self.wait)
        row.addWidget(self.everywhere)
        row.addWidget(self.silenced)
        row.addWidget(self.intended)
        rows = QWidget()
        self._stack = QStackedLayout(rows)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.looking)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(rows, 1)
        for signal in (self.view.activated, self.view.doubleClicked):
            signal.connect(lambda _: self._on_opened())
        self.view.intended_wanted.connect(self._on_intended)
        self.intended.clicked.connect(self._on_intended)
        self.silenced.toggled.connect(self.silenced_wanted)
        self.everywhere.toggled.connect(self.everywhere_wanted)
        self.setFocusProxy(self.view)

    def show_waiting(self, title: str, sentence: str = "") -> None:
        """Say that there are no rows yet."""
        self.model.show_rows(())
        self._about = ""
        self._say()
        self.looking.set_words(title, sentence)
        self._stack.setCurrentWidget(self.looking)
        self.intended.setEnabled(False)

    def show_rows(self, rows: Sequence[UnlikeRow], about: str, title: str, sentence: str) -> None:
        """Show rows; ``title`` and ``sentence`` say it if there are none."""
        here, row = self.view.currentIndex().row(), self.current()
        self.model.show_rows(rows)
        self._about = about
        self._say()
        self.empty.set_words(title, sentence)
        self._stack.setCurrentWidget(self.view if rows else self.empty)
        if self.view.hasFocus():
            # What waited for the rows has handed it on, and does not know how one came.
            self.view.setFocus(self._reason)
        self.intended.setEnabled(bool(rows))
        words = tr("Take it back") if self.silenced.isChecked() else tr("Intended")
        self.intended.set_face(words, "I")
        if rows:
            # On the same row again; if it has gone, on the one in its place.
            same = next((at for at, one in enumerate(rows) if row and _is_same(one, row)), here)
            index = self.model.index(max(0, min(same, len(rows) - 1)))
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.view.selectionModel().setCurrentIndex(index, flag)
            self.view.scrollTo(index)

    def forget_row(self) -> None:
        """Begin at the first of the rows that are shown next: they are another list."""
        self.view.selectionModel().clear()

    def take_focus(self, reason: Qt.FocusReason) -> None:
        """Take the focus, now or once there are rows."""
        self._reason = reason
        self.view.setFocus(reason)

    def show_progress(self, words: str) -> None:
        """Say how far the search is; “” says what the rows are again."""
        self._progress = words
        self._say()

    def _say(self) -> None:
        self.about.setText(self._progress or self._about)

    def current(self) -> UnlikeRow | None:
        """Give the row that the keyboard is on."""
        return self.model.row(self.view.currentIndex().row())

    def _on_opened(self) -> None:
        row = self.current()
        if row is not None:
            self.opened.emit(row)

    def _on_intended(self) -> None:
        row = self.current()
        if row is not None:
            self.intended_wanted.emit(row)


def _is_same(one: UnlikeRow, other: UnlikeRow) -> bool:
    """Tell whether two rows are about the same, whatever their numbers are."""
    if isinstance(one, Silence) or isinstance(other, Silence):
        return one == other
    return one.subject == other.subject


class _Head(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_HEAD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_ground(self, look().win, "below")


class UnlikeDelegate(RowDelegateBase):
    """Paints a string, how it is tagged, and in how many articles."""

    row_height = metrics.TALL_ROW

    def __init__(self, view: RowView) -> None:
        super().__init__(view)
        self.labels: Mapping[str, LabelOutline] = {}
        self.attributes: Mapping[tuple[str, str], Attribute] = {}
        """The attributes of the scheme, by the keys of label and attribute."""

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint one row."""
        del option
        row: UnlikeRow | None = index.data(ROW)
        if row is None:
            return
        theme = look()
        wide = rect.width() * _SHARE
        words = QRectF(rect.x() + _WORDS_AT, rect.y(), wide - _GAP, rect.height())
        shown = row.words if isinstance(row, Inconsistency) else row.subject.string
        paint_text(painter, words, shown, sans(weight=STRONG), theme.text)
        ways = QRectF(words.right() + _GAP, rect.y(), 0, rect.height())
        ways.setRight(rect.right() - _COUNT - _GAP)
        count = QRectF(rect.right() - _COUNT - _WORDS_AT, rect.y(), _COUNT, rect.height())
        meta = sans(metrics.TEXT_CAPTION)
        if isinstance(row, Silence):
            said = tr("{who}, {when}", who=row.author, when=short_moment(row.created))
            paint_text(painter, count.adjusted(-60, 0, 0, 0), said, meta, theme.muted, RIGHT)
            ways.setRight(count.left() - 60 - _GAP)
            self._paint_silence(painter, ways, row)
            return
        number = row.articles
        said = tr("one article") if number == 1 else tr("{n} articles", n=f"{number:,}")
        paint_text(painter, count, said, meta, theme.muted, RIGHT)
        self._paint_ways(painter, ways, row)

    def _paint_ways(self, painter: QPainter, rect: QRectF, row: Inconsistency) -> None:
        """Paint each way in which the string is tagged, with its number."""
        theme = look()
        subject = row.subject
        if subject.about == "untagged":
            self._paint_label(painter, rect, subject.label)
            rest = rect.adjusted(_LABEL, 0, 0, 0)
            said = tr("{n} tagged", n=f"{row.tagged:,}")
            paint_text(painter, rest, said, sans(), theme.muted)
            rest.adjust(_COUNT, 0, 0, 0)
            said = tr("{n} not", n=f"{row.untagged:,}")
            paint_text(painter, rest, said, sans(weight=STRONG), theme.text)
            return
        x = rect.x()
        if subject.about == "values":
            x = self._paint_label(painter, rect, subject.label)
            rest = rect.adjusted(x - rect.x(), 0, 0, 0)
            name, _ = self._names(subject)
            x += paint_text(painter, rest, name, sans(), theme.muted) + _GAP
        for one in row.variants:
            rest = QRectF(x, rect.y(), rect.right() - x, rect.height())
            if rest.width() < _GAP * 2:
                return
            if subject.about == "labels":
                x = self._paint_label(painter, rest, one.name)
            else:
                _, values = self._names(subject)
                said = values.get(one.name, one.name)
                x += paint_text(painter, rest, said, sans(), theme.text) + 6
            rest = QRectF(x, rect.y(), rect.right() - x, rect.height())
            x += paint_text(painter, rest, f"{one.number:,}", sans(weight=STRONG), theme.text)
            x += _GAP

    def _paint_silence(self, painter: QPainter, rect: QRectF, row: Silence) -> None:
        theme = look()
        x = rect.x()
        if row.subject.label:
            x = self._paint_label(painter, rect, row.subject.label)
        where = tr("at one place") if row.article else tr("everywhere")
        said = f"{where}: {row.reason}" if row.reason else where
        if row.subject.attribute:
            said = f"{self._names(row.subject)[0]}, {said}"
        rest = QRectF(x, rect.y(), rect.right() - x, rect.height())
        paint_text(painter, rest, said, sans(), theme.muted)

    def _names(self, subject: Subject) -> tuple[str, dict[str, str]]:
        """Give the name of an attribute, and those of the values that can be chosen, by key."""
        attribute = self.attributes.get((subject.label, subject.attribute))
        if attribute is None:
            return subject.attribute, {}
        choices = attribute.choices if attribute.kind == "choice" else ()
        return attribute.name.lower(), {one.key: one.name for one in choices}

    def _paint_label(self, painter: QPainter, rect: QRectF, key: str) -> float:
        """Paint a label's mark and name; give where what follows begins."""
        known = self.labels.get(key)
        name = known.name if known else key
        colour, pattern = (known.colour, known.pattern) if known else ("slate", "solid")
        top = rect.center().y() - metrics.MARK_HEIGHT / 2
        paint_mark(painter, rect.x(), top, label_colours(colour).line, pattern)
        paint_text(painter, rect.adjusted(10, 0, 0, 0), name, sans(), look().text)
        return rect.x() + 10 + text_width(name, sans()) + 8
