"""How the popover's parts stand together: head, scope, hits, what to copy, answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotator.ui.dialogs.tag_all.hit_delegate import HitDelegate
from annotator.ui.dialogs.tag_all.hit_list import HitList
from annotator.ui.dialogs.tag_all.words import NameOf, doing_words
from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, look, metrics, paint_line, smooth_painter
from annotator.ui.models.occurrences import Doing, OccurrenceModel
from annotator.ui.widgets.chip import Chip
from annotator.ui.widgets.drop_button import DropButton
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.placement import Placement
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.segmented import Segment, Segmented
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tick_box import TickBox

_WIDTH = 600
_ROWS = 6
_LEAST_ROWS = 2
_LIST_AIR = 6
GAP = 20
"""Pixels between the words and the popover."""
_AT_THE_EDGE = 16


class TagAllPanel(QWidget):
    """What lies on the popover; it knows nothing of a project.

    Signals:
        agreed(): do it.
        left(): close.
        digit(text): a digit was pressed.
    """

    agreed = Signal()
    left = Signal()
    digit = Signal(str)

    def __init__(
        self, model: OccurrenceModel, name_of: NameOf, articles: int, *, listed: bool
    ) -> None:
        super().__init__()
        self.articles = articles
        self.has_listed = listed
        """Whether the articles that the list shows can be chosen."""
        self.chip = Chip("", "slate")
        self.title = Text(px=metrics.TEXT_TITLE, weight=STRONG)
        self.label = DropButton(tr("Label"))
        self.doing = DropButton(px=metrics.TEXT_SMALL, role="muted")
        self.close_button = IconButton("x", tr("Close"), "Esc")
        scopes = [Segment(tr("This article")), Segment(tr("All {n} articles", n=f"{articles:,}"))]
        if listed:
            scopes.append(Segment(tr("Listed")))
        self.scope = Segmented(scopes, tr("Where to look"))
        self.whole = TickBox(tr("Whole words"))
        self.whole.setChecked(True)
        self.case = TickBox(tr("Match case"))
        self.case.setChecked(True)
        self.zones = DropButton(tr("Zones"), px=metrics.TEXT_SMALL, role="muted")
        self.zones.setAccessibleName(tr("Zones to tick"))
        self.master = TickBox(px=metrics.TEXT_BODY)
        self.master.setTristate(True)
        self.count = Text(weight=STRONG)
        self.aside = Text(px=metrics.TEXT_CAPTION, role="muted")
        self.list = HitList(model, tr("Places"))
        self.delegate = HitDelegate(self.list, name_of)
        self.list.setItemDelegate(self.delegate)
        self.copy = TickBox()
        self.copy.setChecked(True)
        self.undo = Text(tr("One undo takes all of it back."), px=metrics.TEXT_SMALL, role="muted")
        self.cancel = PushButton(tr("Cancel"))
        self.answer = PushButton("", "primary")
        self._lines: list[QWidget] = []
        self._arrange()
        self.list.agreed.connect(self.agreed)
        self.list.digit.connect(self.digit)
        self.answer.clicked.connect(self.agreed)
        self.cancel.clicked.connect(self.left)
        self.close_button.clicked.connect(self.left)

    def fit(self, room: QSize) -> None:
        """Take as much of a window's room as is needed, and put the scope over the rest."""
        width = min(_WIDTH, room.width())
        self.setFixedWidth(width)
        wanted = self._options.sizeHint().width() + 2 * _AT_THE_EDGE
        narrow = wanted > width
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._option_row.setDirection(way)
        self._give_air(narrow=narrow)
        row = metrics.TALL_ROW
        self.list.setFixedHeight(_ROWS * row)
        over = self.sizeHint().height() - room.height()
        if over > 0:
            self.list.setFixedHeight(max(_LEAST_ROWS * row, _ROWS * row - over))

    def say_label(self, name: str, colour: str, pattern: str) -> None:
        """Show the label; “” if there is none yet."""
        self.chip.setVisible(bool(name))
        if name:
            self.chip.set_label(name, colour)
            self.delegate.label = (colour, pattern)

    def set_copied(self, said: str) -> None:
        """Offer values to copy; “” has none."""
        self.copy.setVisible(bool(said))
        self._copy_row.setVisible(bool(said))
        self.copy.set_words(said)

    def copies(self) -> bool:
        """Tell whether the values are to be copied."""
        return not self._copy_row.isHidden() and self.copy.isChecked()

    def say_doing(self, doing: Doing, *, shown: bool) -> None:
        """Name what is to be done, if something else can be."""
        self.doing.setVisible(shown)
        self.doing.setText(doing_words(doing))
        self.doing.setAccessibleName(tr("What to do: {what}", what=doing_words(doing)))

    def say_ticks(self, ticked: int, free: int, count: int, *, searching: bool) -> None:
        """Say how many hits are ticked, of those that can be and of all."""
        said = tr("{n} of {all} ticked", n=f"{ticked:,}", all=f"{count:,}")
        self.count.setText(tr("Looking…") if searching else said)
        self.master.setAccessibleName(self.count.text())
        self.master.setEnabled(free > 0)
        partly = Qt.CheckState.PartiallyChecked if ticked else Qt.CheckState.Unchecked
        self.master.setCheckState(Qt.CheckState.Checked if 0 < ticked == free else partly)

    def set_working(self, *, on: bool) -> None:
        """Let nothing be changed while it is being done; Cancel stops it."""
        parts = (self.list, self.scope, self.whole, self.case, self.zones, self.master, self.copy)
        for part in (*parts, self.answer, self.label, self.doing):
            part.setEnabled(not on)
        if on:
            self.cancel.setFocus()

    def say_done(self, count: int, of: int) -> None:
        """Say how much is done."""
        self.count.setText(tr("{n} of {all} done", n=f"{count:,}", all=f"{of:,}"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Agree at Enter wherever the keyboard is, and take digits."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.agreed.emit()
        elif "1" <= event.text() <= "9":
            self.digit.emit(event.text())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines between the parts."""
        del event
        painter = smooth_painter(self)
        for part in self._lines:
            paint_line(painter, 0, part.geometry().top(), self.width(), look().line)
        painter.end()

    # How

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self._options_row())
        column.addWidget(self._line())
        column.addWidget(self._master_row())
        column.addWidget(self.list)
        column.addSpacing(_LIST_AIR)
        column.addWidget(self._line())
        self._copy_row = _row([self.copy, None], (_AT_THE_EDGE, 12, _AT_THE_EDGE, 0))
        column.addWidget(self._copy_row)
        foot = _row([self.undo, None, self.cancel, self.answer], (_AT_THE_EDGE, 12) * 2)
        foot.setContentsMargins(0, 0, 0, 4)
        column.addWidget(foot)

    def _head(self) -> QWidget:
        head = _row(
            [self.chip, self.title, self.label, None, self.doing, self.close_button],
            (_AT_THE_EDGE, 12, 12, 4),
        )
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return head

    def _options_row(self) -> QWidget:
        ticks = _row([self.whole, self.case, None, self.zones], (0, 0, 0, 0), gap=20)
        self._options = QWidget()
        self._option_row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._options)
        self._option_row.setContentsMargins(0, 0, 0, 0)
        self._option_row.setSpacing(20)
        self._option_row.addWidget(self.scope)
        self._option_row.addWidget(ticks, 1)
        row = QWidget()
        self._options_air = QHBoxLayout(row)
        self._give_air(narrow=False)
        self._options_air.addWidget(self._options)
        return row

    def _give_air(self, *, narrow: bool) -> None:
        # Beside the scope, what is last there has air of its own.
        after = _AT_THE_EDGE if narrow else 12
        set_margins(self._options_air, _AT_THE_EDGE, 6, after, 10, within=self)

    def _master_row(self) -> QWidget:
        row = _row([self.master, self.count, None, self.aside], (_AT_THE_EDGE, 6, 16, 6), gap=12)
        row.setMinimumHeight(metrics.TALL_ROW)
        return row

    def _line(self) -> QWidget:
        line = QWidget()
        line.setFixedHeight(metrics.HAIRLINE)
        self._lines.append(line)
        return line


class TagAllPopover(Popover):
    """The popover: it stands in the middle of the text, and its keys are its own."""

    def __init__(self, panel: TagAllPanel, window: QWidget) -> None:
        super().__init__(panel, window, tr("Tag every place of these words"), tail=True)
        self._holds_shortcuts = True
        self.column = QRect()
        """The text, in pixels of the window."""

    def lose_tail(self) -> None:
        """Point at nothing any more: the words have moved."""
        if self._has_tail:
            self._has_tail = False
            self._place()

    def _beside_anchor(self, size: QSize, bounds: QRect) -> Placement:
        placement = super()._beside_anchor(size, bounds)
        if self.column.isNull():
            return placement
        left = self.column.center().x() - size.width() // 2
        left = max(bounds.left(), min(left, bounds.right() + 1 - size.width()))
        rect = QRect(placement.rect)
        rect.moveLeft(left)
        return placement._replace(rect=rect)


def _row(
    parts: Sequence[QWidget | None],
    margins: tuple[int, ...],
    *,
    gap: int = metrics.SPACE,
) -> QWidget:
    """Put parts side by side; None takes the room that is left."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(*margins)
    layout.setSpacing(gap)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        else:
            layout.addWidget(part)
    return row
