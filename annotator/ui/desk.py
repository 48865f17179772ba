"""The desk: which article lies open, which annotation is selected, which label is picked.

Panels do not know each other; they meet here. What is on the desk follows the project: a change, by
this window or another program, arrives through the hub and is passed on in small steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.model.changes import ChangeSet
from annotator.model.identity import entity_bytes
from annotator.model.listing import ReadingPlace
from annotator.model.mark import Mark
from annotator.ui.editor.display import DisplayText
from annotator.ui.editor.filtering import SHOWS_ALL, MarkFilter
from annotator.ui.editor.folding import Folds
from annotator.ui.editor.mark_index import MarkIndex
from annotator.ui.editor.scene import Scene, label_looks
from annotator.ui.editor.styles import Paragraphs
from annotator.ui.hub import Hub
from annotator.ui.soon import Soon

if TYPE_CHECKING:
    from annotator.app.project import Project
    from annotator.model.article import Article

_AT_ONCE = 1_000
"""Annotations up to which all are read before an article is shown."""
_IN_VIEW = 8_000
"""Code points around the place of reading whose annotations are read first, if there are more."""
_LATER = 1_000
"""Milliseconds after which a place is written that could not be, as somebody else wrote."""
_FEW = 200
"""Changed annotations up to which each is passed on by itself."""
_START = ReadingPlace(0, 0, 0)


class Desk(QObject):
    """What the window is about at the moment.

    Signals:
        leaving(): the open article is about to be put away; note where one was.
        place_kept(article): it is written down where that article was left.
        article_changed(): another article lies open, or none; ``place`` says where to begin.
        mark_changed(old, new): one annotation (`Mark`) came, changed or went; None is none.
        marks_reset(): all annotations of the article were read anew.
        active_changed(entity, reveal): another annotation is selected, or none.
        selected_changed(): other annotations are selected; of one, it comes after the above.
        picked_changed(): another label is picked, or none.
        filter_changed(): other annotations of theirs are painted.
        lanes_changed(): other annotators are shown, or they are in another order.
        labels_changed(): the scheme has changed.
    """

    leaving = Signal()
    place_kept = Signal(str)
    article_changed = Signal()
    mark_changed = Signal(object, object)
    marks_reset = Signal()
    active_changed = Signal(object, bool)
    selected_changed = Signal()
    picked_changed = Signal()
    filter_changed = Signal()
    lanes_changed = Signal()
    labels_changed = Signal()

    def __init__(self, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.article: Article | None = None
        self.scene = Scene.empty()
        self.place = _START
        self.picked: str | None = None
        self.last_label = ""
        """The label that was used last."""
        self.hidden: set[str] = set()
        """Annotators whose lanes are not shown."""
        self.filter = SHOWS_ALL
        """Which of the others' annotations, and of one's own, are painted."""
        self._announced: bytes | None = None
        """The annotation that everybody knows to be selected; the text view marks it first."""
        self._told: tuple[bytes, ...] = ()
        """The annotations that everybody knows to be selected."""
        self._partial = False
        """Whether everybody knows only the annotations in view."""
        self._blind = False
        """Whether others' work on the article is kept from who works."""
        self._left: dict[str, ReadingPlace] = {}
        """Where articles were left, by article, as far as it is not written down yet."""
        self._keeping = Soon(self._keep, self)
        self._keeping_later = Soon(self._keep, self, _LATER)
        hub.opened.connect(self._on_opened)
        hub.changed.connect(self._on_changed)

    # The article

    def open_article(self, article: str | None, *, place: ReadingPlace | None = None) -> None:
        """Lay an article open where it was left; None clears the desk."""
        if self.article is not None:
            self.leaving.emit()
        if article is None or not self._hub.run(lambda it: self._lay_open(it, article, place)):
            self.article, self.scene, self.place = None, Scene.empty(), _START
        self._partial = not self.scene.marks.is_whole
        self.article_changed.emit()
        self.set_active(None)
        if self._partial:
            QTimer.singleShot(0, self, self._complete)

    def keep_place(self, caret: int, top: int, reached: int) -> None:
        """Remember where the article was left; the next article does not wait for the disk."""
        if self.article is not None:
            self._left[self.article.id] = ReadingPlace(caret, top, reached)
            self._keeping.start()

    def keep_now(self) -> None:
        """Write down the places that are still to be remembered."""
        self._keep(waits=True)

    def _keep(self, *, waits: bool = False) -> None:
        """Write places down; while somebody else writes, an import say, later if one can wait."""
        self._keeping.stop()
        self._keeping_later.stop()
        left, self._left = self._left, {}
        for article, place in left.items():
            if self._hub.run(partial(_keep_place, article, place, waits)) is False:
                self._left[article] = place
                self._keeping_later.start()
            else:
                self.place_kept.emit(article)

    # The annotation

    @property
    def active(self) -> Mark | None:
        """The selected annotation."""
        return self.scene.marks.get(self.scene.active)

    @property
    def selected(self) -> tuple[bytes, ...]:
        """All selected annotations, in the order in which they were; the active one is in it."""
        return self.scene.chosen

    def set_active(self, entity: bytes | None, *, reveal: bool = False) -> None:
        """Select an annotation alone, or none; ``reveal`` brings it into view."""
        self._select(() if entity is None else (entity,), entity, reveal=reveal)

    def select(
        self, entities: Iterable[bytes], active: bytes | None = None, *, reveal: bool = False
    ) -> None:
        """Select several annotations of the article; what is not there is left out.

        Args:
            entities: the annotations, each once.
            active: the one that the form shows; else the one that is active by now, or the last.
            reveal: brings the active one into view.
        """
        marks = self.scene.marks
        chosen = tuple(one for one in dict.fromkeys(entities) if marks.get(one) is not None)
        if active not in chosen:
            here = self.scene.active
            active = here if here in chosen else (chosen[-1] if chosen else None)
        self._select(chosen, active, reveal=reveal)

    def _select(self, chosen: tuple[bytes, ...], active: bytes | None, *, reveal: bool) -> None:
        self.scene.choose(chosen, active)
        if active != self._announced or reveal:
            self._announced = active
            self.active_changed.emit(active, reveal)
        if self.scene.chosen != self._told:
            self._told = self.scene.chosen
            self.selected_changed.emit()

    # Labels and lanes

    def pick(self, label: str | None) -> None:
        """Pick a label, so that a selection is tagged at once; the same again lets go of it."""
        self.picked = None if label == self.picked else label
        self.picked_changed.emit()

    def annotators(self) -> list[str]:
        """List everybody with annotations in the project, whoever works first."""
        project = self._hub.project
        if project is None:
            return []
        own = project.annotator.name
        everybody = [member.annotator.name for member in project.team.members()]
        return [own, *(name for name in everybody if name != own)]

    def show_lane(self, annotator: str, *, shown: bool) -> None:
        """Show or hide an annotator's annotations."""
        (self.hidden.discard if shown else self.hidden.add)(annotator)
        self.refresh_lanes()

    def set_filter(self, wanted: MarkFilter) -> None:
        """Paint only some annotations; what is not painted is not selected."""
        wanted = self._with_discussed(wanted)
        if wanted != self.filter:
            self.filter = self.scene.filter = wanted if wanted.is_on else SHOWS_ALL
            self._let_go_of_hidden()
            self.filter_changed.emit()

    def discussed(self) -> frozenset[bytes]:
        """Find the annotations of the open article that are to be discussed."""
        article = self.article
        if article is None:
            return frozenset()
        states = self._hub.run(lambda project: project.discussing.states(article.id)) or {}
        open_ones = (about for about, state in states.items() if state in ("open", "asking"))
        return frozenset(entity_bytes(about) for about in open_ones)

    def _with_discussed(self, wanted: MarkFilter) -> MarkFilter:
        asked = "discuss" in wanted.states
        return replace(wanted, discussed=self.discussed() if asked else frozenset())

    def show_everything(self) -> None:
        """Paint everybody's annotations, all of them."""
        self.set_filter(SHOWS_ALL)
        if self.hidden:
            self.hidden.clear()
            self.refresh_lanes()

    def _let_go_of_hidden(self) -> None:
        marks = [self.scene.marks.get(entity) for entity in self.scene.chosen]
        shown = [mark.entity for mark in marks if mark is not None and self.scene.shows(mark)]
        if len(shown) < len(marks):
            self.select(shown)

    def refresh_lanes(self) -> None:
        """Work out anew whose lanes are shown, and in which order."""
        self.scene.lanes = self._lanes()
        project = self._hub.project
        self.scene.annotator = project.annotator.name if project else ""
        self._let_go_of_hidden()
        self.lanes_changed.emit()
        if project is not None:
            self._see_anew(project)

    # Following the project

    def _lay_open(self, project: Project, article: str, place: ReadingPlace | None) -> bool:
        found = project.article(article)
        self.place = (
            place or self._left.get(found.id) or project.corpus.reading_place(found.id) or _START
        )
        self.scene = self._scene_of(project, found)
        self.article = found
        if "discuss" in self.filter.states:
            self.filter = self.scene.filter = self._with_discussed(self.filter)
        self._blind = project.team.hides(found.id)
        return True

    def _scene_of(self, project: Project, article: Article) -> Scene:
        again = self.article is not None and self.article.id == article.id
        display = self.scene.display if again else DisplayText(article.text)
        paragraphs = Paragraphs(display, article.zones)
        folds = Folds(display, paragraphs)
        if again:
            folds.open_as(self.scene.folds)
        return Scene(
            display,
            paragraphs,
            folds,
            self._marks_of(project, article, display),
            language=article.language,
            labels=label_looks(project.labels),
            annotator=project.annotator.name,
            lanes=self._lanes(),
            filter=self.filter,
        )

    def _marks_of(self, project: Project, article: Article, display: DisplayText) -> MarkIndex:
        """Read the annotations, of a long article only those in view at first."""
        annotating = project.annotating
        if annotating.count(article.id) <= _AT_ONCE:
            return MarkIndex(display.starts, annotating.marks(article.id))
        top = self.place.top
        near = range(max(0, top - _IN_VIEW), top + _IN_VIEW)
        return MarkIndex(
            display.starts,
            annotating.marks(article.id, near),
            lambda: annotating.marks(article.id),
        )

    def _complete(self) -> None:
        """Read the annotations that are not in view, and tell even if somebody has read them."""
        if self._partial:
            self._partial = False
            self._hub.run(lambda _: self.scene.marks.complete())
            self.marks_reset.emit()

    def _lanes(self) -> Sequence[str]:
        return [name for name in self.annotators() if name not in self.hidden]

    def _on_opened(self) -> None:
        self.picked = None
        self.filter = SHOWS_ALL
        self.hidden.clear()
        self.picked_changed.emit()
        # It belongs to the project before.
        self.article = None
        self.open_article(None)

    def _on_changed(self, changes: ChangeSet) -> None:
        project, article = self._hub.project, self.article
        if project is None:
            return
        if changes.touches("scheme"):
            self.scene.labels = label_looks(project.labels)
            self._drop_retired(project)
            self.labels_changed.emit()
        if changes.touches("annotator") or changes.touches("team"):
            self.refresh_lanes()
        if article is None:
            return
        if project.corpus.number(article.id) is None:
            # Its import was undone, here or, since what is told of now, by another program: nothing
            # about it can be read any more.
            self.article = None
            self.open_article(None)
        else:
            self._follow_article(project, article, changes)

    def _follow_article(self, project: Project, article: Article, changes: ChangeSet) -> None:
        """Take over what has changed about the open article."""
        if changes.touches("comment", article.id):
            self.set_filter(self.filter)
        if changes.touches("status", article.id):
            self._see_anew(project)
        if changes.touches("scheme"):
            # Others' annotations may be read with another label, and any be a problem now.
            self._follow(project, (), many=True)
        elif changes.touches("annotation", article.id):
            self._follow(project, changes.of("annotation", article.id), many=changes.many)
        if changes.touches("article", article.id):
            # With what is known of it now.
            self.open_article(article.id)

    def _drop_retired(self, project: Project) -> None:
        """Let go of labels that take no annotations any more."""
        usable = {label.key for label in project.labels if not label.retired}
        if self.last_label not in usable:
            self.last_label = ""
        if self.picked is not None and self.picked not in usable:
            self.pick(None)

    def _follow(self, project: Project, entities: Sequence[bytes], *, many: bool) -> None:
        """Take over changed annotations of the open article."""
        assert self.article is not None
        self._complete()
        scene = self.scene
        if many or len(entities) > _FEW:
            scene.marks = MarkIndex(scene.display.starts, project.annotating.marks(self.article.id))
            self.marks_reset.emit()
        else:
            for entity in entities:
                old, new = scene.marks.get(entity), project.annotating.mark(entity)
                if new is None:
                    scene.marks.discard(entity)
                else:
                    scene.marks.put(new)
                self.mark_changed.emit(old, new)
        if any(scene.marks.get(entity) is None for entity in scene.chosen):
            self.select(scene.chosen)

    def _see_anew(self, project: Project) -> None:
        """Read the annotations anew if others' work has come into view, or was put away.

        So it is when people begin or stop to work blind, when one is done with an article, and when
        somebody else goes on.
        """
        article = self.article
        if article is None or project.corpus.number(article.id) is None:
            return
        before, self._blind = self._blind, project.team.hides(article.id)
        if before or self._blind:
            self._follow(project, (), many=True)


def _keep_place(article: str, place: ReadingPlace, waits: bool, project: Project) -> bool:
    return project.corpus.keep_reading_place(article, place, waits=waits)
