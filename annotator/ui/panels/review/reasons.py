"""The menu of reasons why nothing belongs there: a digit each, and own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, look, metrics, paint_box, paint_picked, paint_text, sans
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.key_cap import paint_key_cap
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.painted_button import PaintedButton
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.tab_circle import walk
from annotator.ui.widgets.text import Text

if TYPE_CHECKING:
    from annotator.model.scheme import Reason

_WIDTH = 284
_ROW = 30
_WORDS_AT = 42


class RejectMenu(QWidget):
    """Asks why; leaving it leaves the difference as it is.

    Signals:
        chosen(reason, note): the key of a reason, or “” with words of one's own.
    """

    chosen = Signal(str, str)

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._shortcuts: dict[str, ReasonRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, metrics.SPACE, 0, metrics.SPACE)
        self._column.setSpacing(0)
        head = QHBoxLayout()
        set_margins(head, metrics.SPACE_EDGE, 2, metrics.SPACE_GROUPS, 6, within=self)
        head.addWidget(
            Text(tr("Reject because"), px=metrics.TEXT_SMALL, weight=STRONG, role="muted")
        )
        head.addStretch(1)
        head.addWidget(Text(tr("Esc keeps it open"), px=metrics.TEXT_CAPTION, role="muted"))
        self._column.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._column.addLayout(self._rows)
        self.own = Field(tr("Why nothing belongs there"), tr("Why, in your words; Enter rejects"))
        self.own.submitted.connect(self._on_words)
        self._own_row = QWidget()
        row = QHBoxLayout(self._own_row)
        row.setContentsMargins(metrics.SPACE_GROUPS, 2, metrics.SPACE_GROUPS, 2)
        row.addWidget(self.own)
        self._column.addWidget(self._own_row)
        self.setFixedWidth(_WIDTH - 2)
        self.popover = Popover(self, window, tr("Reject because"), radius=metrics.RADIUS_MENU)
        self.popover.closed.connect(self._on_closed)
        self._button: QPushButton | None = None

    def open(self, button: QPushButton, reasons: Sequence[Reason]) -> None:
        """Open below a button."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._shortcuts.clear()
        first: ReasonRow | None = None
        for reason in reasons:
            row = ReasonRow(reason.name, reason.shortcut)
            row.clicked.connect(lambda _=False, key=reason.key: self._choose(key, ""))
            self._rows.addWidget(row)
            first = first or row
            if reason.shortcut:
                self._shortcuts[reason.shortcut] = row
        words = ReasonRow(tr("write a reason"), "w")
        words.clicked.connect(self.write)
        self._rows.addWidget(words)
        self._write_row = words
        self.own.set_text("")
        self._own_row.hide()
        self._button = button
        self.popover.open_for(button, focus=first or words)
        # Only now: a button that loses the focus comes up.
        button.setDown(True)

    def hints(self) -> list[tuple[str, str]]:
        """Give the keys that matter while one writes, the most important last; else none."""
        if not self.own.edit.hasFocus():
            return []
        return [("Esc", tr("keep it open")), ("Enter", tr("reject"))]

    def write(self) -> None:
        """Ask for words of one's own."""
        self._write_row.hide()
        self._own_row.show()
        self.own.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a digit, ``w``, and the arrow keys."""
        row = self._shortcuts.get(event.text())
        if row is not None:
            row.click()
        elif event.text().lower() == "w":
            self.write()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            walk(self, forward=event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _on_closed(self) -> None:
        if self._button is not None:
            self._button.setDown(False)

    def _choose(self, key: str, note: str) -> None:
        self.popover.hide()
        self.chosen.emit(key, note)

    def _on_words(self, words: str) -> None:
        if words.strip():
            self._choose("", words.strip())


class ReasonRow(PaintedButton):
    """A reason with its key; signals are those of QPushButton."""

    ring_outside = False

    def __init__(self, name: str, key: str) -> None:
        super().__init__()
        self._key = key
        self.set_words(name)
        self.setAccessibleName(f"{name}, {key}" if key else name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give the height of a row, and any width."""
        return QSize(120, _ROW)

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the key and the words."""
        theme = look()
        ground = rect.adjusted(6, 0, -6, 0)
        if self.hasFocus():
            paint_picked(painter, ground, metrics.RADIUS_FIELD)
        elif (fill := self.ground(raised=True)) is not None:
            paint_box(painter, ground, metrics.RADIUS_FIELD, fill=fill)
        if self._key:
            y = rect.center().y() - metrics.KEY_CAP / 2
            paint_key_cap(painter, 14, y, self._key)
        words = rect.adjusted(_WORDS_AT, 0, -metrics.SPACE_GROUPS, 0)
        paint_text(painter, words, self.text(), sans(), theme.text)
