"""Finding the words: in the open article at once, everywhere in the background."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from annotator.model.occurrence import Occurrences
from annotator.problems import UserProblem
from annotator.ui.apart import Apart
from annotator.ui.desk import Desk
from annotator.ui.dialogs.tag_all import looking
from annotator.ui.dialogs.tag_all.looking import Sought
from annotator.ui.dialogs.tag_all.seed import Seed
from annotator.ui.hub import Hub
from annotator.ui.jobs import Latest

_LONG = 200_000
"""Code points of an article above which it is searched in the background."""
NONE = Occurrences([], {})


class Search(QObject):
    """Holds what was found.

    Signals:
        found(): all is found.
        looked(count): how many articles were looked at so far.
    """

    found = Signal()
    looked = Signal(int)

    def __init__(self, hub: Hub, desk: Desk, seed: Seed, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._desk = desk
        self._seed = seed
        self._search = Latest(self)
        self.here = NONE
        """The hits in the open article."""
        self.knows_here = False
        """Whether they are known: a long article is searched with all others."""
        self.everywhere: Occurrences | None = None
        """The hits in all articles; None until they are known."""

    def look(self, sought: Sought, *, anew: bool = False) -> None:
        """Look for the words; what was found before stands until then, unless all is ``anew``."""
        article, spans = self._desk.article, self._seed.spans
        if anew:
            self.everywhere, self.knows_here = None, False
        if article is None:
            return
        if spans:
            judged = self._hub.run(
                lambda project: project.finding.judge(article.id, spans, sought.label)
            )
            self.here = self.everywhere = judged or NONE
            self.knows_here = True
            return
        if len(article.text) <= _LONG:
            found = self._hub.run(
                lambda project: looking.find_in(project, sought, [article.id], lambda _: None)
            )
            self.here, self.knows_here = found or NONE, True
        self._look_everywhere(sought)

    def stop(self) -> None:
        """Give up what is being looked for."""
        self._search.stop()

    def number(self) -> int | None:
        """Give the file's own number of the open article."""
        article = self._desk.article
        if article is None:
            return None
        return self._hub.run(lambda project: project.corpus.number(article.id))

    def _look_everywhere(self, sought: Sought) -> None:
        project = self._hub.project
        if project is not None:
            work = partial(looking.find, Apart.of(project), sought)
            self._search.start(work, self._on_found, self._on_failed, self.looked.emit)

    def _on_found(self, found: Occurrences) -> None:
        self.everywhere, self.knows_here = found, True
        article, number = self._desk.article, self.number()
        if article is not None and len(article.text) > _LONG:
            hits = [hit for hit in found.hits if hit.article == number]
            heads = {number: found.articles[number]} if hits and number is not None else {}
            self.here = Occurrences(hits, heads)
        self.found.emit()

    def _on_failed(self, problem: UserProblem) -> None:
        self.everywhere, self.knows_here = NONE, True
        self._hub.problem.emit(str(problem))
        self.found.emit()
