"""What is on the table in review: the article's units, the current one, whose names are hidden.

The panels of the review page do not know each other; they meet here, as those of the tagging page
meet at the `Desk`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from annotator.model.annotator import Annotator
from annotator.model.changes import ChangeSet, Kind, Place
from annotator.model.mark import Fragment
from annotator.ui.apart import Apart
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.jobs import Latest
from annotator.ui.review.count import ReviewCount
from annotator.ui.review.units import (
    NOTHING,
    between,
    index_of,
    is_open,
    is_open_difference,
    listed,
    spliced,
    unit_at,
)
from annotator.ui.soon import Soon

if TYPE_CHECKING:
    from annotator.model.unit import ArticleReview, ReviewUnit

_AT_ONCE = 1_500
"""Annotations up to which an article's units are worked out while the key waits."""
_NEAR = 4_000
"""Code points around the place of reading whose units come first in a longer one."""
_ABOUT = 600
"""Code points around a change within which units may be others than before."""
_REVIEWED: tuple[Kind, ...] = ("annotation", "verdict", "comment", "status", "version")
_TEAM: tuple[Kind, ...] = ("team", "member", "scheme", "annotator")


class Draft(NamedTuple):
    """What the proposal of the current unit is being changed to; None stays as proposed."""

    label: str
    fragments: tuple[Fragment, ...]
    attributes: Mapping[str, Any] | None = None


class ReviewDesk(QObject):
    """Follows the desk while the review page is on view; asleep, it reads nothing.

    Signals:
        reviewed(): the units were read anew, or there are none now.
        current_changed(reveal): another unit is current, or none; whether to bring it into view.
        names_changed(): names are hidden now, or shown.
        lanes_changed(): other lanes are shown.
        draft_changed(): the proposal of the current unit is being edited, or not any more.
    """

    reviewed = Signal()
    current_changed = Signal(bool)
    names_changed = Signal()
    lanes_changed = Signal()
    draft_changed = Signal()

    def __init__(self, hub: Hub, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._desk = desk
        self.awake = False
        self.review: ArticleReview = NOTHING
        self.whole = True
        """Whether all units of the article are known, and not only those near the reader."""
        self.names_hidden = False
        self.hidden_lanes: set[str] = set()
        """Annotators (and the consensus) whose lanes are not shown."""
        self.draft: Draft | None = None
        """What the current proposal is being edited to; None while it is not."""
        self.count = ReviewCount(hub, self)
        self._units: dict[str, ReviewUnit] = {}
        self._keys: dict[int, str] = {}
        """Keys by the identity of the unit, which `review` holds."""
        self._current: str | None = None
        self._disguises: dict[str, str] = {}
        self._reading = Latest(self)
        self._begin = Soon(self._read_first, self)
        hub.opened.connect(self._on_opened)
        hub.changed.connect(self._on_changed)
        desk.article_changed.connect(self._on_article_changed)

    # Being looked at

    def wake(self) -> None:
        """Begin to follow the desk."""
        self.awake = self.count.awake = True
        self._on_article_changed()

    def sleep(self) -> None:
        """Let go of the units: somebody else is on view."""
        self.set_draft(None)
        self.awake = self.count.awake = False
        self._stop()
        self._show(NOTHING)

    # The units

    @property
    def units(self) -> Sequence[ReviewUnit]:
        """All units, by position."""
        return self.review.units

    @property
    def current(self) -> ReviewUnit | None:
        """The unit that the keys act on."""
        return None if self._current is None else self._units.get(self._current)

    @property
    def current_key(self) -> str | None:
        """The key of the current unit."""
        return self._current if self._current in self._units else None

    def unit(self, key: str) -> ReviewUnit | None:
        """Give a unit by its key."""
        return self._units.get(key)

    def key_of(self, one: ReviewUnit) -> str:
        """Give the key of a unit; quicker than working it out, which asks all its annotations."""
        return self._keys.get(id(one)) or one.unit.key

    def number_open(self) -> int:
        """Count what is not settled."""
        return sum(is_open(one) for one in listed(self.review))

    def agreed(self) -> list[str]:
        """List the keys of what everybody says alike and nobody has taken yet."""
        return [
            self.key_of(one)
            for one in listed(self.review)
            if one.unit.kind == "same" and one.state == "open"
        ]

    def select(self, key: str | None, *, reveal: bool = True) -> None:
        """Make a unit current."""
        if key is not None and key not in self._units:
            key = None
        if key != self._current:
            self.set_draft(None)
        self._current = key
        self.current_changed.emit(reveal)

    def step(self, *, forward: bool) -> bool:
        """Go to the next open difference, from the last one to the first; tell if there is one."""
        key = self.beside(forward=forward)
        if key is not None:
            self.select(key)
        return key is not None

    def beside(self, *, forward: bool) -> str | None:
        """Give the open difference after (or before) the current one; None if there is no other."""
        units, here = self.units, self.current
        at = -1 if forward else len(units)
        if here is not None:
            at = index_of(units, here)
        # From here to the end, and then round: with thousands of units the next one is near.
        count, step = len(units), 1 if forward else -1
        places = ((at + step * distance) % count for distance in range(1, count + (here is None)))
        found = (units[place] for place in places)
        return next((self.key_of(one) for one in found if is_open_difference(one)), None)

    def find_at(self, place: Place) -> str | None:
        """Give the unit at a place of the article."""
        return unit_at(self.units, place)

    # People

    def worker(self) -> str:
        """Give the name of whoever works."""
        project = self._hub.project
        return "" if project is None else project.annotator.name

    def people(self) -> list[str]:
        """List the annotators in the order of their lanes; hidden ones as they were shuffled."""
        people = list(self.review.people)
        return sorted(people, key=self._number) if self.names_hidden else people

    def name_of(self, annotator: str) -> str:
        """Name an annotator as they are to be shown now."""
        if not self.names_hidden:
            return annotator
        return self._disguises.get(annotator, tr("somebody"))

    def author_of(self, annotator: str) -> str:
        """Name who wrote a comment; with hidden names that is nobody's business."""
        return tr("Somebody") if self.names_hidden else annotator

    def author_initials(self, annotator: str) -> str:
        """Give the letters of the circle of who wrote a comment."""
        return "·" if self.names_hidden else self.initials_of(annotator)

    def initials_of(self, annotator: str) -> str:
        """Give the letters of an annotator's circle."""
        if self.names_hidden:
            return self._disguises.get(annotator, "?")
        firsts = [name[:1].upper() for name in self.review.people]
        if annotator in self.review.people and firsts.count(annotator[:1].upper()) == 1:
            return annotator[:1].upper()
        return Annotator(name=annotator).monogram

    def hide_names(self, *, hidden: bool) -> None:
        """Hide who is who, or show it again."""
        self.names_hidden = hidden
        self._disguise()
        self.names_changed.emit()

    def show_lane(self, annotator: str, *, shown: bool) -> None:
        """Show or hide somebody's lane."""
        (self.hidden_lanes.discard if shown else self.hidden_lanes.add)(annotator)
        self.lanes_changed.emit()

    def set_draft(self, draft: Draft | None) -> None:
        """Edit the current proposal, or (None) leave that."""
        if draft != self.draft:
            self.draft = draft
            self.draft_changed.emit()

    def why_not_settle(self) -> str:
        """Say why whoever works cannot decide here; “” if they can."""
        project = self._hub.project
        if project is None:
            return tr("no project is open")
        if project.read_only:
            return tr("the project is read-only")
        if not project.team.may("settle"):
            return tr("only reviewers and leads settle differences")
        return ""

    # Following

    def _on_opened(self) -> None:
        self._stop()
        self.names_hidden = False
        self.hidden_lanes.clear()

    def _on_article_changed(self) -> None:
        if not self.awake:
            return
        self._stop()
        self.set_draft(None)
        article = self._desk.article
        self._current = None
        if article is None:
            self._show(NOTHING)
            return
        count = self._hub.run(lambda project: project.annotating.count(article.id)) or 0
        if count <= _AT_ONCE:
            self._read()
            self._select_first()
        else:
            # The lanes are painted before the units are known.
            self.whole = False
            self._show(NOTHING)
            self._begin.start()

    def _on_changed(self, changes: ChangeSet) -> None:
        article = self._desk.article
        if not self.awake or article is None:
            return
        told = any(changes.touches(kind, article.id) for kind in _REVIEWED)
        if not told and not any(changes.touches(kind) for kind in _TEAM):
            return
        place = changes.place
        if len(self.units) <= _AT_ONCE:
            if not self._reading.busy and self.whole:
                some = any(map(is_open_difference, self.units))
                self._read()
                if not some and self.current is None:
                    # A bundle was merged, or others' work is not hidden any more.
                    self._select_first()
            else:
                self._read_all()
        elif told and place is not None and not changes.many and place.article == article.id:
            self._read_near(place.start, place.end)
        else:
            self._read_all()

    def _select_first(self) -> None:
        """Begin at the first open difference."""
        self._current = None
        first = next((self.key_of(one) for one in self.units if is_open_difference(one)), None)
        self.select(first)

    def _read(self) -> None:
        article = self._desk.article
        if article is None:
            return
        found = self._hub.run(lambda project: project.reviewing.article(article.id))
        self.whole = True
        self._show(found or NOTHING)

    def _read_first(self) -> None:
        """Work out the units near the reader, and then all of them in the background."""
        article = self._desk.article
        if article is None:
            return
        top = self._desk.place.top
        near = range(max(0, top - _NEAR // 4), top + _NEAR)
        found = self._hub.run(lambda project: project.reviewing.article(article.id, starts=near))
        self._show(found or NOTHING)
        if found is not None:
            self._select_first()
            self._read_all()

    def _read_near(self, start: int, end: int) -> None:
        """Work out the units about a change anew; all others stay."""
        article = self._desk.article
        assert article is not None
        about = range(max(0, start - _ABOUT), end + _ABOUT)
        found = self._hub.run(lambda project: project.reviewing.article(article.id, starts=about))
        if found is not None:
            # Only the keys that change are worked out: of 10,000 units that takes a while.
            units = dict(self._units)
            for one in between(self.review.units, about):
                units.pop(self.key_of(one), None)
            units |= {one.unit.key: one for one in between(found.units, about)}
            self._show(spliced(self.review, found, about), units)

    def _read_all(self) -> None:
        """Work out all units in the background."""
        self._stop()
        project, article = self._hub.project, self._desk.article
        if project is None or article is None:
            return
        self._reading.start(
            partial(_reviewed, Apart.of(project), article.id),
            self._on_all,
            lambda problem: self._hub.problem.emit(str(problem)),
        )

    def _on_all(self, review: ArticleReview) -> None:
        self.whole = True
        self._show(review)
        if self.current is None:
            self._select_first()

    def _stop(self) -> None:
        self._begin.stop()
        self._reading.stop()

    def _show(self, review: ArticleReview, units: dict[str, ReviewUnit] | None = None) -> None:
        before = self.current
        self.review = review
        if units is None:
            units = {one.unit.key: one for one in review.units}
        self._units = units
        self._keys = {id(one): key for key, one in units.items()}
        self._disguise()
        if before is not None and self._current not in self._units:
            # Its first annotation went: whatever lies there now.
            here = Place(review.article, before.unit.start, before.unit.end)
            self._current = unit_at(review.units, here)
        if review.article and self.whole:
            kinds = Counter(one.unit.kind for one in review.units if is_open(one))
            self.count.set_open(review.article, kinds)
        self.reviewed.emit()

    def _disguise(self) -> None:
        self._disguises = {}
        review = self.review
        if self.names_hidden and review.article:
            found = self._hub.run(
                lambda project: project.reviewing.disguises(review.article, review.people)
            )
            self._disguises = dict(found or {})

    def _number(self, annotator: str) -> int:
        return int(self._disguises.get(annotator, "0"))


def _reviewed(apart: Apart, article: str, report: Callable[[int], None]) -> ArticleReview:
    with apart.reading() as project:
        report(0)
        return project.reviewing.article(article)
