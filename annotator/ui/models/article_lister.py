"""Lists the articles of a project as somebody looks at them; very many in the background."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from annotator.model.listing import ArticleListing, ArticleView
from annotator.problems import ProjectFileError, UserProblem
from annotator.ui.apart import Apart
from annotator.ui.hub import Hub
from annotator.ui.jobs import Job

if TYPE_CHECKING:
    from annotator.app.project import Project

_LONG = 10_000
"""Articles from which on a list is put in order in the background, if that may take long."""
_QUICK = ("came", "length", "annotations")
"""Orders of 100,000 articles in which they are there before the eye sees a difference."""
_LETTERS = 3
"""Letters that a word has which not nearly every title has."""
_NONE = ArticleListing([], [])


class Listed(NamedTuple):
    """Articles as a view shows them, or what is wrong with what was typed."""

    view: ArticleView
    listing: ArticleListing = _NONE
    fault: str = ""


class ArticleLister(QObject):
    """Answers the last question that was asked; what was asked before it is not answered any more.

    Signals:
        listed(found): the articles (a `Listed`).
    """

    listed = Signal(object)

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._most = 0
        """The most articles that were listed of this project."""
        self._job: Job[Listed] | None = None
        self._wanted: ArticleView | None = None
        self._is_asked = False
        """Whether the job on its way answers what is wanted."""

    @property
    def is_long(self) -> bool:
        """Whether the project has so many articles that what asks of all of them takes long."""
        return self._most >= _LONG

    def forget(self) -> None:
        """Know nothing of how long lists are: another project is open."""
        self._most, self._wanted, self._is_asked = 0, None, False

    def list(self, view: ArticleView, *, awaited: bool = True) -> None:
        """List the articles anew: at once, or later if they are very many.

        ``awaited`` says that somebody asked for it; else it follows what was done elsewhere.
        """
        self._wanted, self._is_asked = view, False
        if not self.is_long or (awaited and _is_quick(view)):
            self._take(self._hub.run(lambda project: _listed(project, view)) or Listed(view))
        elif self._job is None:
            self._begin(view)

    def _begin(self, view: ArticleView) -> None:
        project = self._hub.project
        if project is None:
            return
        apart = Apart.of(project)

        def work(_report: Callable[[int], None]) -> Listed:
            with apart.reading() as own:
                return _listed(own, view)

        self._is_asked = True
        self._job = job = Job(work, self)
        job.succeeded.connect(self._on_succeeded)
        job.failed.connect(lambda problem: self._hub.problem.emit(str(problem)))
        job.finished.connect(self._on_finished)
        job.start()

    def _on_succeeded(self, found: Listed) -> None:
        if self._is_asked:
            self._take(found)

    def _on_finished(self) -> None:
        self._job = None
        if self._wanted is not None and not self._is_asked:
            self._begin(self._wanted)

    def _take(self, found: Listed) -> None:
        self._wanted = None
        self._most = max(self._most, len(found.listing.numbers))
        self.listed.emit(found)


def _is_quick(view: ArticleView) -> bool:
    """Tell whether very many articles are listed so at once: as they came, or by one plain word.

    SQL itself knows the case of ASCII alone; other words, and several, take longer, as does what
    nearly all have.
    """
    usual = view.showing == "kept" and not view.grouping and view.sorting in _QUICK
    text = view.text
    return usual and (not text or (len(text) >= _LETTERS and text.isascii() and text.isalnum()))


def _listed(project: Project, view: ArticleView) -> Listed:
    try:
        return Listed(view, project.lists.listed(view))
    except ProjectFileError:
        raise
    except UserProblem as problem:
        # It is still being typed: said where the rows would be, and no more.
        return Listed(view, fault=str(problem))
