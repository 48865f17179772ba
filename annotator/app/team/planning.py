"""Planning who does which article: balanced, repeatable, and mindful of what is begun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from hashlib import sha256
from typing import Any, NamedTuple

from annotator.problems import UserProblem


class Share(NamedTuple):
    """What a plan gives somebody: new articles, all they then have of those planned, their length.

    ``characters`` is the length of all of them together.
    """

    annotator: str
    new: int
    articles: int
    characters: int


class AssignmentPlan(NamedTuple):
    """Who is to do what; nothing is written before it is applied.

    Attributes:
        pairs: what is new: an article's id and who is to do it.
        shares: what everybody then has, in the order in which they were named.
        articles: how many articles were planned.
        shared: how many of them are then done by more than one.
        kept: how many of the shares were assigned or begun before.
        seed: what the plan can be made again with.
    """

    pairs: tuple[tuple[str, str], ...]
    shares: tuple[Share, ...]
    articles: int
    shared: int
    kept: int
    seed: int

    def as_json(self) -> dict[str, Any]:
        """Give the JSON that ``assign --json`` prints."""
        return {
            "articles": self.articles,
            "shared": self.shared,
            "seed": self.seed,
            "new": [{"article": article, "annotator": name} for article, name in self.pairs],
            "people": [share._asdict() for share in self.shares],
        }


class PlanGround(NamedTuple):
    """What a plan stands on.

    Attributes:
        lengths: the characters of every article, by id in the order they came.
        assigned: by article's id, to whom it is assigned.
        begun: by article's id, who has tagged something in it or said something of it.
        unassigned: ids of articles that are assigned to nobody.
    """

    lengths: dict[str, int]
    assigned: dict[str, set[str]]
    begun: dict[str, set[str]]
    unassigned: tuple[str, ...]


def make_plan(
    lengths: Mapping[str, int],
    people: Sequence[str],
    assigned: Mapping[str, AbstractSet[str]],
    begun: Mapping[str, AbstractSet[str]],
    *,
    per_article: int | None = 1,
    overlap: float | None = None,
    seed: int = 0,
) -> AssignmentPlan:
    """Give every article to as many people as it needs, each time to those who have least.

    Whoever has an article keeps it, whoever has begun one gets it, and both count. Where nothing
    was begun, nobody has more than one article more than another; who has as many gets the longer
    ones by turns, so that the characters are balanced as a second aim. Neither the order of the
    articles nor that of the people matters.

    Args:
        lengths: the articles to plan, by id, with their characters.
        people: to whom.
        assigned: by article's id, who has it.
        begun: by article's id, who has begun it.
        per_article: by how many each article is done; None is all of them.
        overlap: then only this share of the articles (0 to 1, rounded, one at least if above 0) is
            done by so many, and each of the others by one.
        seed: decides which articles are shared, and among equals.

    Raises:
        UserProblem: there are too few people, or a number makes no sense.
    """
    several = _several(people, per_article, overlap)
    order = sorted(lengths, key=lambda article: _draw(seed, article))
    everybody = set(people)
    kept = {
        article: {*assigned.get(article, ()), *begun.get(article, ())} & everybody
        for article in lengths
    }
    pairs = [
        (article, name)
        for article, of in kept.items()
        for name in of - {*assigned.get(article, ())}
    ]
    if overlap is None:
        need = dict.fromkeys(order, several)
    else:
        # What is shared already counts among those that are to be.
        number = _rounded(overlap, len(order))
        first = sorted(order, key=lambda article: -min(several, max(1, len(kept[article]))))
        need = {article: several if at < number else 1 for at, article in enumerate(first)}
    begun_before = sum(map(len, kept.values()))
    has = {name: sum(name in of for of in kept.values()) for name in people}
    characters = {
        name: sum(lengths[article] for article, of in kept.items() if name in of) for name in people
    }
    # Long ones first, so that the short ones even out; those for several first of all.
    order.sort(key=lambda article: (-need[article], -lengths[article]))
    for article in order:
        free = [name for name in people if name not in kept[article]]
        free.sort(key=lambda name: (has[name], characters[name], _draw(seed, article, name)))
        for name in free[: max(0, need[article] - len(kept[article]))]:
            pairs.append((article, name))
            kept[article].add(name)
            has[name] += 1
            characters[name] += lengths[article]
    new = {name: sum(to == name for _, to in pairs) for name in people}
    place = {article: at for at, article in enumerate(lengths)}
    return AssignmentPlan(
        pairs=tuple(sorted(pairs, key=lambda pair: (place[pair[0]], pair[1]))),
        shares=tuple(Share(name, new[name], has[name], characters[name]) for name in people),
        articles=len(lengths),
        kept=begun_before,
        shared=sum(len(of) > 1 for of in kept.values()),
        seed=seed,
    )


def _several(people: Sequence[str], per_article: int | None, overlap: float | None) -> int:
    """Check what was asked for; give by how many an article is done that is shared."""
    if not people:
        raise UserProblem("Name at least one person to assign articles to.")
    several = len(people) if per_article is None else per_article
    if several < 1:
        raise UserProblem("An article is done by one person at least.")
    if several > len(people):
        raise UserProblem(
            f"Each article is to be done by {several} people, and only {len(people)} "
            f"{'is' if len(people) == 1 else 'are'} named. Name more people, or a smaller number."
        )
    if overlap is not None and not 0 <= overlap <= 1:
        raise UserProblem("The share of articles for several people lies between 0 and 1.")
    return several


def _rounded(share: float, number: int) -> int:
    """Give a share of a number: halves are rounded up, and one at least unless it is nothing."""
    return max(int(share * number + 0.5), 1 if share and number else 0)


def _draw(seed: int, *what: str) -> bytes:
    """Draw lots: the same on every machine and for every version of Python."""
    return sha256("\x1f".join((str(seed), *what)).encode(errors="replace")).digest()
