"""Tagging every place where some words stand, or changing or removing what is tagged there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Signal
from PySide6.QtWidgets import QWidget

from annotator.text.shortening import shortened
from annotator.ui.desk import Desk
from annotator.ui.editor.selecting import Span
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.pages.tagging import TaggingPage
from annotator.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from annotator.app.project import Project
    from annotator.model.mark import Mark
    from annotator.ui.dialogs.tag_all.seed import Seed
    from annotator.ui.dialogs.tag_all.session import TagAllSession

_SHOWN = 28
"""Characters of the words that a menu names."""


class TagAllVerbs(QObject):
    """Opens the popover for an annotation, for selected words, or for what was found.

    Signals:
        noted(text): something was done; the status bar says it.
        told(): the keys that matter may be others.
    """

    noted = Signal(str)
    told = Signal()

    def __init__(self, hub: Hub, desk: Desk, page: TaggingPage, window: QWidget) -> None:
        super().__init__(window)
        self._hub = hub
        self._desk = desk
        self._page = page
        self._window = window
        self.session: TagAllSession | None = None
        """What is open."""

    def tag_all(self) -> None:
        """Begin with the selected words, or else with the selected annotation."""
        scene = self._desk.scene
        if scene.spans:
            if len(scene.spans) > 1:
                self.noted.emit(tr("Select words in one piece to look for them."))
                return
            self.tag_words(scene.spans[0])
        elif (mark := self._desk.active) is not None:
            self.tag_mark(mark)

    def tag_words(self, span: Span) -> None:
        """Begin with words; the picked label is the one to put on them."""
        from annotator.ui.dialogs.tag_all.seed import Seed  # noqa: PLC0415 - not before it is asked for

        self._open(Seed(self._words(span), span, self._desk.picked or ""))

    def tag_mark(self, mark: Mark) -> None:
        """Begin with an annotation: its words, its label, its values."""
        from annotator.ui.dialogs.tag_all.seed import Seed  # noqa: PLC0415 - as above

        if len(mark.pieces) > 1:
            self.noted.emit(tr("Words in several fragments cannot be looked for."))
            return
        span = mark.start, mark.end
        values: dict[str, Any] = (
            self._hub.run(lambda project: project.annotating.get(mark.id).attributes) or {}
        )
        label = self._usable(mark.label)
        self._open(Seed(self._words(span), span, label, fixed=bool(label), values=values))

    def tag_found(self, words: str, spans: Sequence[Span]) -> None:
        """Begin with spans of the open article that were found in another way."""
        from annotator.ui.dialogs.tag_all.seed import Seed  # noqa: PLC0415 - as above

        found = tuple(sorted(set(spans)))
        if found:
            first = self._desk.scene.selected
            span = first if first in found else found[0]
            self._open(Seed(words, span, self._desk.picked or "", spans=found))

    def add_rows(self, menu: Menu, mark: Mark) -> None:
        """Offer in the menu of an annotation to tag its words everywhere."""
        if len(mark.pieces) == 1:
            short = shortened(self._words((mark.start, mark.end)), _SHOWN)
            row = menu.add_row(tr("Tag every “{words}”…", words=short), icon="layers", keys=".")
            row.triggered.connect(lambda: self.tag_mark(mark))

    def why_not(self) -> str:
        """Say why nothing can be tagged everywhere now; “” if it can."""
        project = self._hub.project
        if self._page.asleep:
            return tr("only while tagging")
        if self._desk.active is None and not self._desk.scene.spans:
            return tr("no words are selected")
        return tr("the project is read-only") if project and project.read_only else ""

    def hints(self) -> list[tuple[str, str]]:
        """Give the keys that matter while the popover is open; none if it is not."""
        session = self.session
        if session is None:
            return []
        keys = [("Esc", tr("cancel")), ("↑ ↓", tr("walk"))]
        if session.model.free_count():
            keys = [("Esc", tr("cancel")), ("Ctrl A", tr("all")), ("↑ ↓", tr("walk"))]
            keys.append(("Space", tr("tick")))
        if does := session.answer_words():
            keys.append(("Enter", does))
        return keys

    def _open(self, seed: Seed) -> None:
        from annotator.ui.dialogs.tag_all.session import TagAllSession  # noqa: PLC0415 - as above

        project, article = self._hub.project, self._desk.article
        if project is None or article is None or self.session is not None:
            return
        if not seed.words.strip():
            self.noted.emit(tr("There are no words to look for."))
            return
        session = TagAllSession(self._hub, self._desk, self._page, seed, self._window)
        session.closed.connect(self._on_closed)
        session.noted.connect(self.noted)
        session.told.connect(self.told)
        self.session = session
        self._page.view.scrolling.reveal(*seed.span)
        session.open(self._anchor(seed.span), self._column())
        self.noted.emit(tr("Preview, nothing done yet"))

    def _on_closed(self) -> None:
        session, self.session = self.session, None
        if session is not None:
            if not session.done:
                self.noted.emit("")
            session.deleteLater()
        self.told.emit()

    def _anchor(self, span: Span) -> QRect:
        view = self._page.view
        box = view.box_of(*span)
        corner = view.viewport().mapTo(self._window, box.topLeft())
        return QRect(corner, box.size())

    def _column(self) -> QRect:
        view = self._page.view.viewport()
        return QRect(view.mapTo(self._window, QPoint(0, 0)), QSize(view.width(), view.height()))

    def _words(self, span: Span) -> str:
        return self._desk.scene.display.text[slice(*span)]

    def _usable(self, label: str) -> str:
        """Give a label if it takes new annotations, “” if not."""

        def usable(project: Project) -> bool:
            return any(one.key == label and not one.retired for one in project.labels)

        return label if self._hub.run(partial(usable)) else ""
