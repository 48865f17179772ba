"""Editors in rows: names in a column of their own, values after it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.panels.form.editor import Editor
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tooltip import set_tooltip

GAP = 4
"""Pixels between a name and its value; fields keep ten more inside."""


def name_width() -> int:
    """Give the width of the column of names in pixels."""
    return metrics.FIELD_NAME_COLUMN - 10 - GAP


class EditorGrid(QWidget):
    """Lays editors out below each other; Enter leads from one to the next.

    Signals:
        ended(): Enter in the last one.
        escaped(): Esc in one of them.
        resized(): it needs more or less height.
    """

    ended = Signal()
    escaped = Signal()
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.editors: list[Editor] = []
        self._names: dict[Editor, QWidget] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setColumnMinimumWidth(0, name_width())
        self._grid.setColumnStretch(1, 1)

    def add(self, editor: Editor, name: str = "", *, required: bool = False) -> None:
        """Add a row; without a name it goes on with the one above, or takes the whole width."""
        row = self._grid.rowCount()
        if name:
            words = Text(
                f"{name} *" if required else name, px=metrics.TEXT_SMALL, role="muted", lines=2
            )
            words.setFixedHeight(metrics.CONTROL)
            words.setFixedWidth(name_width())
            if required:
                set_tooltip(words, tr("{name} is required.", name=name))
            self._grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignTop)
            self._names[editor] = words
        self._grid.addWidget(editor, row, 1)
        self._take(editor)

    def add_wide(self, editor: Editor) -> None:
        """Add a row of the whole width."""
        self._grid.addWidget(editor, self._grid.rowCount(), 0, 1, 2)
        self._take(editor)

    def show_row(self, editor: Editor, *, shown: bool) -> None:
        """Show or hide a row."""
        editor.setVisible(shown)
        if editor in self._names:
            self._names[editor].setVisible(shown)

    def _take(self, editor: Editor) -> None:
        self.editors.append(editor)
        editor.stepped.connect(lambda: self._step(editor))
        editor.escaped.connect(self.escaped)
        editor.resized.connect(self.resized)

    def first(self) -> Editor | None:
        """Give the editor to begin with."""
        return next((one for one in self._open()), None)

    def flush(self) -> bool:
        """Save what was typed everywhere; tell whether nothing is left to save."""
        done = [editor.flush() for editor in self.editors]
        return all(done)

    def _open(self) -> Sequence[Editor]:
        return [
            one
            for one in self.editors
            if one.isVisibleTo(self) and one.stop().focusPolicy() & Qt.FocusPolicy.TabFocus
        ]

    def _step(self, editor: Editor) -> None:
        following = [] if editor.ends else self._open()
        at = following.index(editor) + 1 if editor in following else len(following)
        if at < len(following):
            following[at].enter()
        else:
            self.ended.emit()
