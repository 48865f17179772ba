"""The sheet of two versions of an article: what changed, and one's annotations to carry over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from annotator.app.versions.carrying import Compared
from annotator.model.listing import LabelOutline
from annotator.ui.dialogs.parted import bar
from annotator.ui.dialogs.sheet import SheetGround, column_of
from annotator.ui.dialogs.versions.carry_list import CarryList
from annotator.ui.dialogs.versions.carry_rows import CarryModel
from annotator.ui.dialogs.versions.changes import Changes
from annotator.ui.dialogs.versions.column_heads import ColumnHeads
from annotator.ui.dialogs.versions.words import carry_words, sum_words
from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, look, metrics, smooth_painter
from annotator.ui.panels.dates import short_date
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.key_hints import KeyHints
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.segmented import Segment, Segmented
from annotator.ui.widgets.text import Text

_SIZE = (1240, 820)
_HEADER = 72
_TOOLS = 48
_FOOTER = 72
_NARROW = 760
"""Pixels of the sheet below which its keys are not shown."""


class _Ground(SheetGround):
    """Paints the lines between its parts."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = look()
        painter = smooth_painter(self)
        tools = _HEADER + _TOOLS
        # The text has a ground of its own, which begins below the tools.
        for y in (_HEADER, tools - 1, self.height() - _FOOTER):
            painter.fillRect(QRectF(0, y, self.width(), 1), theme.line)
        painter.end()


class VersionsSheet(QObject):
    """Compares two versions; nothing is written until one says so. Freed when it closes.

    Signals:
        accepted(places): carry over: fragments in the newer version by the annotation's id.
        refused(): it was closed without that.
        beside_changed(beside): the versions are shown beside each other now, or in one text.
    """

    accepted = Signal(object)
    refused = Signal()
    beside_changed = Signal(bool)

    def __init__(
        self,
        window: QWidget,
        compared: Compared,
        labels: Sequence[LabelOutline],
        *,
        beside: bool = True,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._compared = compared
        self._accepted = False
        self.changes = Changes(compared.old, compared.new, compared.rows, beside=beside)
        self.model = CarryModel(compared.carried, compared.old, compared.new)
        self.list = CarryList(self.model, {one.key: one for one in labels})
        self._ground = content = _Ground()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, stretch in (
            (self._header(), 0), (self._tools(), 0), (self._parts(), 1), (self._footer(), 0),
        ):  # fmt: skip
            column.addWidget(part, stretch)
        content.go.connect(self.accept)
        self.model.chosen_changed.connect(self._say)
        self.changes.walked.connect(self._on_walked)
        self.changes.beside_wanted.connect(self.beside.click)
        self.changes.all_wanted.connect(self.everything.click)
        for one in (self.changes, self.list):
            one.part_wanted.connect(self._lead_to)
        self._fit()
        window.installEventFilter(self)
        self.popover = Popover(content, window, tr("Versions of the article"), scrim=True)
        self.popover.closed.connect(self._on_closed)
        self._show_part(0)
        self._say()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def open(self) -> None:
        """Show the sheet with what changed."""
        top = max(metrics.SPACE_EDGE, (self._window.height() - _SIZE[1]) // 2)
        self.popover.open_centred(top, focus=self.changes)

    def accept(self) -> None:
        """Carry over what is ticked."""
        if self.answer.isEnabled():
            self._accepted = True
            self.popover.hide()

    def _fit(self) -> None:
        room = self._window.size() - QSize(2 * metrics.SPACE_EDGE, 2 * metrics.SPACE_EDGE)
        size = QSize(*_SIZE).boundedTo(room)
        self._ground.setFixedSize(size)
        self._hints.setVisible(size.width() >= _NARROW)

    def _header(self) -> QWidget:
        header, row = bar(_HEADER)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        title = self._compared.newer.title or tr("Untitled")
        words.addWidget(Text(title, px=18, weight=STRONG))
        older, newer = _which(self._compared)
        said = tr("{older}  →  {newer}", older=older, newer=newer)
        words.addWidget(Text(said, px=metrics.TEXT_SMALL, role="muted"))
        words.addStretch(1)
        row.addLayout(words, 1)
        return header

    def _tools(self) -> QWidget:
        tools, row = bar(_TOOLS)
        self.switch = Segmented(
            [
                Segment(tr("What changed"), f"{self.changes.number:,}"),
                Segment(tr("Your annotations"), f"{self.model.rowCount():,}"),
            ],
            tr("What is shown"),
        )
        self.switch.picked.connect(self._show_part)
        row.addWidget(self.switch)
        row.addStretch(1)
        same = "" if self.changes.number else tr("The two texts are the same.")
        self._where = Text(same, px=metrics.TEXT_SMALL, role="muted")
        row.addWidget(self._where)
        self.before = IconButton("up", tr("Change before (p)"))
        self.before.clicked.connect(lambda: self.changes.walk(-1))
        self.behind = IconButton("down", tr("Next change (n)"))
        self.behind.clicked.connect(lambda: self.changes.walk(1))
        self.all = PushButton(tr("Tick all that were found"), "link")
        self.all.clicked.connect(lambda: self.model.tick_all(ticked=True))
        self.none = PushButton(tr("Tick none"), "link")
        self.none.clicked.connect(lambda: self.model.tick_all(ticked=False))
        self.beside = IconButton("side", tr("Side by side"), "s")
        self.beside.setCheckable(True)
        self.beside.setChecked(self.changes.beside)
        self.beside.toggled.connect(self._on_beside)
        self.everything = IconButton("unfold", tr("All of the text"), "a")
        self.everything.setCheckable(True)
        self.everything.toggled.connect(lambda on: self.changes.show_all(everything=on))
        for part in (
            self.before, self.behind, self.beside, self.everything, self.all, self.none,
        ):  # fmt: skip
            row.addWidget(part)
        return tools

    def _parts(self) -> QWidget:
        self._stack = QStackedWidget()
        self._heads = ColumnHeads(*_which(self._compared))
        self._stack.addWidget(column_of([self._heads, self.changes], spacing=0))
        self._heads.setVisible(self.changes.beside)
        if self.model.rowCount():
            self._stack.addWidget(self.list)
        else:
            empty = EmptyState(
                tr("Nothing of yours is tagged in the older version."),
                tr("Teammates carry over their own annotations."),
            )
            self._stack.addWidget(empty)
            # A list without rows is on no page, and goes with the sheet all the same.
            self.list.setParent(self._stack)
            self.list.hide()
        return self._stack

    def _footer(self) -> QWidget:
        footer, row = bar(_FOOTER)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        rows = self.model.rows()
        there = sum(one.carried.there is not None for one in rows)
        gone = sum(not one.places and one.carried.there is None for one in rows)
        words.addWidget(Text(sum_words(len(rows), there, gone)))
        self._hints = KeyHints(ground="raised", align=Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self._hints)
        words.addStretch(1)
        row.addLayout(words, 1)
        self.refuse = PushButton(tr("Close"), keys="Esc", tall=True)
        self.refuse.clicked.connect(self._close)
        row.addWidget(self.refuse)
        self.answer = PushButton("", "primary", keys="Ctrl Enter", tall=True)
        self.answer.clicked.connect(self.accept)
        row.addWidget(self.answer)
        return footer

    def _show_part(self, part: int) -> None:
        self._stack.setCurrentIndex(part)
        is_text = part == 0
        has_rows = self.model.rowCount() > 0
        self._where.setVisible(is_text)
        for one in (self.before, self.behind, self.beside, self.everything):
            one.setVisible(is_text)
        self.all.setVisible(not is_text and has_rows)
        self.none.setVisible(not is_text and has_rows)
        self._hints.set_hints(
            [
                ("n|p", tr("next, before")),
                ("s", tr("side by side")),
                ("a", tr("all of it")),
                ("2", tr("your annotations")),
            ]
            if is_text
            else [("Space", tr("tick")), ("←|→", tr("another place")), ("1", tr("what changed"))]
        )

    def _lead_to(self, part: int) -> None:
        """Show a part and give it the focus, as its key does."""
        self.switch.set_current(part)
        self._show_part(part)
        shown = self.list if part and self.model.rowCount() else self.changes
        if shown.isVisible():
            shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _say(self) -> None:
        count = len(self.model.chosen())
        self.answer.set_face(carry_words(count), "Ctrl Enter")
        self.answer.setAccessibleName(carry_words(count))
        self.answer.setEnabled(count > 0)

    def _on_walked(self, number: int) -> None:
        self._where.setText(tr("{n} of {all}", n=number, all=f"{self.changes.number:,}"))

    def _on_beside(self, beside: bool) -> None:
        self._heads.setVisible(beside)
        self.changes.set_beside(beside=beside)
        self.beside_changed.emit(beside)

    def _close(self) -> None:
        self.popover.hide()

    def _on_closed(self) -> None:
        if self._accepted:
            self.accepted.emit(self.model.chosen())
        else:
            self.refused.emit()
        self.popover.deleteLater()
        self.deleteLater()


def _which(compared: Compared) -> tuple[str, str]:
    """Name both versions: by their days, or by the files that they came as."""
    older, newer = (
        short_date(version.published) if version.published else file
        for version, file in zip((compared.older, compared.newer), compared.files, strict=True)
    )
    return (
        tr("Older: {which}", which=older) if older else tr("Older"),
        tr("Newer: {which}", which=newer) if newer else tr("Newer"),
    )
