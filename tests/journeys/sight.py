"""The eyes that go with a hand: where words stand, what is selected, what the parts say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QListView, QMenu, QWidget

from annotator.ui.widgets.row_view import RowView
from annotator.ui.window import Window

from .eye import Tag, ground_of, tags_in
from .program import Program

_Widget = TypeVar("_Widget", bound=QWidget)


class Sight:
    """Looks at one window."""

    def __init__(self, program: Program, window: Window) -> None:
        self._program = program
        self.window = window
        self.view = window.tagging.view

    # The project and its article

    @property
    def path(self) -> Path:
        """The project file."""
        path = self.window.hub.path()
        assert path is not None, "no project is open"
        return path

    @property
    def text(self) -> str:
        """The article as it is stored."""
        return self.view.scene.display.text

    @property
    def caret(self) -> int:
        """Where the caret stands, in code points."""
        return self.view.scene.selection.caret

    def title(self) -> str:
        """Give the title of the open article."""
        article = self.window.desk.article
        return "" if article is None else article.title or ""

    def tags(self) -> list[Tag]:
        """Read from the file what is tagged in the open article."""
        article = self.window.desk.article
        return tags_in(self.path, article.id if article else None)

    def mode(self) -> str:
        """Name the page that is shown."""
        return self.window.verbs.modes.mode

    def active(self) -> Tag | None:
        """Give the selected annotation."""
        mark = self.window.desk.active
        return None if mark is None else (mark.label, self.text[mark.start : mark.end])

    def selected(self) -> str:
        """Give the words that are selected."""
        span = self.view.scene.selected
        return "" if span is None else self.text[slice(*span)]

    # Places in the text

    def span(self, words: str, nth: int = 0) -> tuple[int, int]:
        """Give where words stand in the text, in code points."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return start, start + len(words)

    def place_of(self, words: str, nth: int = 0) -> QPoint:
        """Give the place of the letter in the middle of words, on the screen."""
        start, end = self.span(words, nth)
        self.reveal(start, end)
        letter = (start + end - 1) // 2
        return self.view.viewport().mapToGlobal(self.view.box_of(letter, letter + 1).center())

    def ground(self, words: str, nth: int = 0) -> QColor:
        """Give the colour that words of the text stand on, the first one of them at least."""
        start, _ = self.span(words, nth)
        end = start + len(words.split(maxsplit=1)[0])
        self.reveal(start, end)
        return ground_of(self.picture(self.view.viewport()), self.view.box_of(start, end))

    def in_view(self, words: str, nth: int = 0) -> bool:
        """Tell whether words are in view as it is."""
        box = self.view.box_of(*self.span(words, nth))
        return box.isValid() and box.top() >= 0 and box.bottom() < self.view.viewport().height()

    def reveal(self, start: int, end: int) -> None:
        """Scroll until a span is in view."""
        view = self.view
        for _ in range(200):
            box, height = view.box_of(start, end), view.viewport().height()
            if box.isValid() and box.top() >= 0 and box.bottom() < height:
                return
            down = not box.isValid() or box.top() >= 0
            bar = view.verticalScrollBar()
            bar.setValue(bar.value() + (1 if down else -1) * height // 3)
            self.settle()
        raise AssertionError(f"{self.text[start:end]!r} does not come into view")

    # The parts around it

    def message(self) -> str:
        """Give what the message bar says."""
        bar = self.window.messages
        return bar.text() if bar.isVisible() else ""

    def status(self) -> list[str]:
        """Give what the status bar says."""
        self.settle()
        return self.window.bottom.words.texts()

    def focus(self) -> str:
        """Give the name of what has the focus."""
        widget = QApplication.focusWidget()
        if isinstance(widget, QAbstractButton) and not widget.accessibleName():
            return widget.text()
        return "" if widget is None else widget.accessibleName()

    def articles(self) -> list[str]:
        """Give the rows of the article list."""
        return rows_of(self.window.tagging.articles.view)

    def annotations(self) -> list[str]:
        """Give the rows of the list of annotations, as a screen reader says them."""
        return rows_of(self.window.tagging.annotations.view)

    def offered(self, name: str) -> list[str]:
        """Give the rows of a list in which one types, such as the palette."""
        return rows_of(self.find(RowView, name))

    def menu(self) -> QMenu:
        """Give the menu that is open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), "no menu is open"
        return menu

    def rows(self) -> list[str]:
        """Give the words of the rows of the menu that is open."""
        return [row.text() for row in self.menu().actions() if not row.isSeparator()]

    def find(self, kind: type[_Widget], name: str = "") -> _Widget:
        """Find the one visible part of a kind, by its accessible name or words."""
        found = self.all(kind, name)
        assert len(found) == 1, f"{len(found)} × {kind.__name__} “{name}”"
        return found[0]

    def all(self, kind: type[_Widget], name: str = "") -> list[_Widget]:
        """Find the visible parts of a kind."""
        self.settle()
        return [one for one in self.window.frame.findChildren(kind) if _is(one, name)]

    def picture(self, widget: QWidget | None = None) -> QImage:
        """Give what the window, or one part of it, shows."""
        self.settle()
        return (widget or self.window.frame).grab().toImage()

    # Time

    def settle(self) -> None:
        """Let what follows a key or a click happen."""
        self._program.settle()

    def wait(self, until: Callable[[], object]) -> None:
        """Wait until something is so."""
        self._program.wait(until)


def rows_of(view: QListView) -> list[str]:
    """Give the words of a list's rows."""
    model = view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def _is(widget: QWidget, name: str) -> bool:
    if not widget.isVisible():
        return False
    words = getattr(widget, "text", None)
    said = widget.accessibleName() or (str(words()) if callable(words) else "")
    return not name or said == name
