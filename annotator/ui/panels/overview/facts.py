"""What the overview shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from annotator.model.listing import LabelOutline
from annotator.model.tally import Tallies
from annotator.model.team import PersonProgress, TeamState
from annotator.model.unit import DifferenceKind


class ArticleFact(NamedTuple):
    """An article, how it stands for the team, and how many differences are open in it.

    ``people`` are those who are compared in it: with all of them has each difference to do.
    """

    id: str
    title: str
    state: TeamState
    open: Mapping[DifferenceKind, int]
    people: frozenset[str] = frozenset()

    @property
    def open_in_all(self) -> int:
        """Give the number of its open differences."""
        return sum(self.open.values())


class Subject(NamedTuple):
    """Values of an attribute that can be looked at, in parts.

    Attributes:
        label, attribute: the keys of both.
        title: what people call it.
        parts: the values of each part by its name, in the scheme's order; None is that none was
            given.
        opposed: there are two parts, and the second is the contrary of the first; what is neither
            is not counted.
    """

    label: str
    attribute: str
    title: str
    parts: Mapping[str, frozenset[str | None]]
    opposed: bool = False


class Stopped(NamedTuple):
    """Where the one who works stopped: the article, and what is to do in it."""

    article: ArticleFact
    reviewing: bool


class Facts(NamedTuple):
    """What the overview shows; it is read in stages, and what is not known yet is at its default.

    Attributes:
        articles: in the order they came.
        people: how far everybody is.
        done: articles marked done by week (its Monday), in all.
        left: articles that somebody has still to mark done; None if it is not known who has to.
        stopped: where to go on; None in an empty project, and as long as it is not known.
        tallies: what the annotations say, counted; None as long as they are not.
        labels: the labels of the scheme.
        subjects: the attributes whose values can be looked at.
        compared: whether it is known what is open in the articles; until then all that would be in
            review, or settled, are done.
        blind: who looks, if others' work is kept from them until they are done with an article.
    """

    articles: Sequence[ArticleFact] = ()
    people: Sequence[PersonProgress] = ()
    done: Mapping[str, int] = MappingProxyType({})
    left: int | None = None
    stopped: Stopped | None = None
    tallies: Tallies | None = None
    labels: Sequence[LabelOutline] = ()
    subjects: Sequence[Subject] = ()
    compared: bool = False
    blind: str = ""

    def keeps(self, person: str) -> bool:
        """Tell whether it is kept from who looks how much a person has tagged."""
        return self.blind not in ("", person)

    def of_state(self, state: TeamState) -> list[ArticleFact]:
        """List the articles of a state."""
        return [one for one in self.articles if one.state == state]

    def open_of(self, person: str) -> list[ArticleFact]:
        """List the articles with open differences in which a person took part, most first."""
        found = [one for one in self.articles if one.open_in_all and person in one.people]
        return sorted(found, key=lambda one: one.open_in_all, reverse=True)

    def open_by_kind(self) -> Counter[DifferenceKind]:
        """Count all open differences by kind."""
        total: Counter[DifferenceKind] = Counter()
        for one in self.articles:
            total.update(one.open)
        return total
