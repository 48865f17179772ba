"""The bar that finds words in the article."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotator.problems import UserProblem
from annotator.ui.editor.finder import Finder, Wanted
from annotator.ui.editor.view import ArticleView
from annotator.ui.i18n import tr
from annotator.ui.look import CENTRE, STRONG, look, metrics, paint_ground, paint_text, sans
from annotator.ui.soon import Soon
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.search_field import SearchField
from annotator.ui.widgets.telling import tell
from annotator.ui.widgets.text import Text

_HEIGHT = 44
_FAULT = 24
"""Pixels of the line that says what is wrong with a pattern."""
_FIELD_WIDTH = 280
_QUIET = 60
"""Milliseconds of quiet typing after which is searched."""
_MOST_BEFORE = 20
"""Searches that are remembered."""


class FindBar(QWidget):
    """Finds on the stored text; Enter and F3 lead on, Esc closes and stays at the hit.

    What was looked for before comes back with the arrow keys up and down.

    Args:
        view: where is looked.
        parent: holds it.
        tags: whether all that was found can be tagged.

    Signals:
        closed(): it is hidden; the focus belongs to the text.
        tag_wanted(words, spans): tag all that was found (code points).
    """

    closed = Signal()
    tag_wanted = Signal(str, object)

    def __init__(
        self, view: ArticleView, parent: QWidget | None = None, *, tags: bool = True
    ) -> None:
        super().__init__(parent)
        self._view = view
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.field = SearchField(tr("Find in the text"), tr("Find in this article"))
        self.field.setMaximumWidth(_FIELD_WIDTH)
        self.count = Text(px=metrics.TEXT_SMALL, role="muted")
        self.case = _Option("Aa", tr("Match case"))
        self.whole = _Option("a|b", tr("Whole words"))
        self.pattern = _Option(".*", tr("Regular expression"))
        self.tag = IconButton("tag", tr("Tag all of these"))
        self.fault = Text(px=metrics.TEXT_SMALL, role="danger")
        self._lay_out()
        self.tag.setVisible(tags)
        self._finder = Finder(self)
        self._finder.found.connect(self._on_found)
        self._finder.failed.connect(self._on_failed)
        self._steps = 0
        """How far to go on once what is being looked for is found."""
        self._before: list[str] = []
        """What was looked for before, the latest last."""
        self._hit: tuple[int, int] | None = None
        """What this bar has selected last."""
        self._quiet = Soon(self._search, self, _QUIET)
        self.field.changed.connect(lambda _: self._quiet.start())
        self.field.submitted.connect(lambda _: self.step(forward=True))
        self.field.edit.installEventFilter(self)
        for option in (self.case, self.whole, self.pattern):
            option.toggled.connect(self._search)
        self.tag.clicked.connect(self._on_tag)
        self.hide()

    def _lay_out(self) -> None:
        before = IconButton("up", tr("Hit before"), "Shift F3")
        after = IconButton("down", tr("Next hit"), "F3")
        close = IconButton("x", tr("Close"), "Esc")
        column = QVBoxLayout(self)
        column.setContentsMargins(metrics.SPACE_EDGE, 0, metrics.SPACE_EDGE, 1)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(metrics.SPACE)
        column.addLayout(row, 1)
        column.addWidget(self.fault)
        self.fault.hide()
        row.addWidget(self.field, 2)
        row.addWidget(before)
        row.addWidget(after)
        row.addWidget(self.count, 1)
        row.addWidget(self.case)
        row.addWidget(self.whole)
        row.addWidget(self.pattern)
        row.addSpacing(metrics.SPACE)
        row.addWidget(self.tag)
        row.addWidget(close)
        before.clicked.connect(lambda: self.step(forward=False))
        after.clicked.connect(lambda: self.step(forward=True))
        close.clicked.connect(self.close_bar)

    def hints(self) -> list[tuple[str, str]]:
        """Give the keys that matter while words are typed, the most important last; else none."""
        if not self.field.edit.hasFocus():
            return []
        return [
            ("Esc", tr("text")),
            ("↑ ↓", tr("sought before")),
            ("Shift Enter", tr("hit before")),
            ("Enter", tr("next hit")),
        ]

    def open_bar(self) -> None:
        """Show the bar; what is selected is looked for."""
        scene = self._view.scene
        if scene.selected is not None:
            start, end = scene.selected
            words = scene.display.text[start:end]
            if "\n" not in words:
                self.field.set_text(words)
        self.show()
        self.field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.edit.selectAll()
        self._search()

    def close_bar(self) -> None:
        """Hide the bar; the hit stays selected."""
        self._search_at_once()
        self._remember()
        self._finder.stop()
        self.hide()
        self._show_found([])
        self.closed.emit()

    def refresh(self) -> None:
        """Search again: another article is on view."""
        if self.isVisible():
            self._search()

    def step(self, *, forward: bool) -> None:
        """Go to the next hit, or the one before; round at the ends. A closed bar is opened."""
        if not self.isVisible():
            here = self._view.scene.selected
            self.open_bar()
            if self._view.scene.selected != here:
                return
        self._search_at_once()
        self._remember()
        scene = self._view.scene
        if self._finder.busy:
            self._steps += 1 if forward else -1
            return
        if not scene.found:
            return
        scene.found_at = (scene.found_at + (1 if forward else -1)) % len(scene.found)
        self._go()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Shift+Enter and Esc from the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and shift:
                self.step(forward=False)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._recall(-1 if event.key() == Qt.Key.Key_Up else 1)
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the line below."""
        paint_ground(self, look().win, "below")

    def _search_at_once(self) -> None:
        """Search for what has just been typed, instead of in a moment."""
        if self._quiet.isActive():
            self._quiet.stop()
            self._search()

    def _search(self) -> None:
        self._steps = 0
        wanted = Wanted(
            self.field.text(),
            self.case.isChecked(),
            self.whole.isChecked(),
            self.pattern.isChecked(),
        )
        self._finder.look(self._view.scene.display.text, wanted)
        if self._finder.busy:
            self._tell(tr("Looking…"))

    def _on_found(self, found: list[tuple[int, int]]) -> None:
        if self.isHidden():
            return
        scene = self._view.scene
        self._show_found(found)
        if found:
            scene.found_at = (scene.found_at + self._steps) % len(found)
            self._go()
        else:
            self._let_go()

    def _let_go(self) -> None:
        """Let go of what was found before; a digit must not tag it by mistake."""
        selected = self._view.scene.selected
        if selected is not None and selected == self._hit:
            self._view.clear_selection()

    def _on_failed(self, problem: UserProblem) -> None:
        self._show_found([])
        self._let_go()
        self._tell("")
        self.fault.setText(str(problem))
        tell(self.field.edit, str(problem))
        self.fault.show()
        self.setFixedHeight(_HEIGHT + _FAULT)

    def _on_tag(self) -> None:
        if self._view.scene.found:
            self.tag_wanted.emit(self.field.text(), tuple(self._view.scene.found))

    def _remember(self) -> None:
        words = self.field.text()
        if words.strip() and words not in self._before[-1:]:
            others = [one for one in self._before if one != words]
            self._before = [*others[-_MOST_BEFORE:], words]

    def _recall(self, by: int) -> None:
        """Put what was looked for before (or after that) into the field."""
        here = self.field.text()
        at = self._before.index(here) if here in self._before else len(self._before)
        if 0 <= at + by < len(self._before):
            self.field.set_text(self._before[at + by])
            self.field.edit.selectAll()
        elif at + by >= len(self._before):
            self.field.set_text("")

    def _show_found(self, found: list[tuple[int, int]]) -> None:
        """Begin at the first hit behind the caret."""
        scene = self._view.scene
        caret = scene.selected[0] if scene.selected else scene.selection.caret
        scene.found = found
        scene.found_at = next((i for i, (start, _) in enumerate(found) if start >= caret), 0)
        self._say()
        self._view.viewport().update()

    def _go(self) -> None:
        scene = self._view.scene
        self._say()
        self._hit = scene.found[scene.found_at]
        self._view.select_span(*self._hit)

    def _say(self) -> None:
        scene = self._view.scene
        if scene.found:
            text = tr("{n} of {all}", n=scene.found_at + 1, all=f"{len(scene.found):,}")
        else:
            text = tr("Not found") if self.field.text().strip() else ""
        self._tell(text)

    def _tell(self, words: str) -> None:
        self.count.setText(words)
        if words:
            tell(self.field.edit, words)
        self.fault.hide()
        self.setFixedHeight(_HEIGHT)
        self.tag.setEnabled(bool(self._view.scene.found))


class _Option(IconButton):
    """A way to look for something, which is on or off."""

    def __init__(self, letters: str, name: str) -> None:
        super().__init__("", name)
        self._letters = letters
        self.setCheckable(True)

    def paint_sign(self, painter: QPainter, rect: QRectF, colour: QColor) -> None:
        """Paint the letters into the middle of the square."""
        paint_text(painter, rect, self._letters, sans(metrics.TEXT_SMALL, STRONG), colour, CENTRE)
