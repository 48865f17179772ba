"""Versions of articles: which there are, how they differ, and what was tagged carried over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from annotator.app.session import Session
from annotator.app.versions import carrying
from annotator.app.versions.carrying import CarryPlan, CarryReport, Compared, Version
from annotator.app.versions.offers import Offer, offers
from annotator.model.identity import fixed_entity
from annotator.problems import UserProblem
from annotator.store.versions import Link, link_as_newer, links
from annotator.text.diffing import Diff, diff
from annotator.text.reanchoring import Fragments

Progress = Callable[[int], None]


class Versions:
    """The verbs about versions of articles."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def links(self) -> list[Link]:
        """List which article is a newer version of which, in the order that was said."""
        with self._session.database.reading() as connection:
            return links(connection, self._session.database.coder)

    def groups(self) -> list[list[str]]:
        """List the articles that are versions of each other, by their ids, the oldest first."""
        newer: defaultdict[str, set[str]] = defaultdict(set)
        near: defaultdict[str, set[str]] = defaultdict(set)
        for link in self.links():
            newer[link.older].add(link.newer)
            near[link.older].add(link.newer)
            near[link.newer].add(link.older)
        found: list[list[str]] = []
        seen: set[str] = set()
        for first in near:
            if first in seen:
                continue
            group = _reached(first, near)
            seen |= group
            found.append(_oldest_first(group, newer))
        return found

    def of(self, article: str) -> list[Version]:
        """List the versions of an article, itself among them, the oldest first; [] without any.

        Raises:
            UnknownNameError: there is no such article.
        """
        session = self._session
        here = session.database.coder.article_id(session.article_number(article))
        group = next((one for one in self.groups() if here in one), [])
        return self._read([group])[0]

    def all(self) -> list[list[Version]]:
        """List the versions of all articles of which there are several, the oldest first."""
        return self._read(self.groups())

    def _read(self, groups: Sequence[Sequence[str]]) -> list[list[Version]]:
        session = self._session
        with session.database.reading():
            numbers = session.articles.numbers_of([one for group in groups for one in group])
            rows = {
                row.id: Version(row.id, row.title, row.published, row.annotations)
                for row in session.articles.rows(
                    list(numbers.values()), session.annotator.name, blind=session.is_blind
                )
            }
        return [[rows[one] for one in group if one in rows] for group in groups]

    def leads(self) -> dict[int, int]:
        """Give, by the number of an article of which there are several versions, the newest's."""
        number = self._session.articles.number
        with self._session.database.reading():
            found = [[number(one) for one in group] for group in self.groups()]
        return {one: group[-1] for group in found for one in group if one is not None and group[-1]}

    def declare(self, newer: str, older: str) -> None:
        """Say that an article is a newer version of another one. Saying it twice says it once.

        Raises:
            UserProblem: there is no such article, both are one, or it was said the other way round.
        """
        self.declare_all([(newer, older)])

    def declare_all(self, pairs: Sequence[tuple[str, str]]) -> int:
        """Say of several pairs, each a newer and an older article, that they are versions.

        It is one step; gives how many pairs were new.

        Raises:
            UserProblem: as `declare` raises it.
        """
        session = self._session
        numbers = [tuple(map(session.article_number, pair)) for pair in pairs]
        ids = session.database.coder.article_id
        known = {(one.newer, one.older) for one in self.links()}
        wanted: list[tuple[int, str]] = []
        for newer, older in dict.fromkeys(numbers):
            if newer == older:
                raise UserProblem("These are one article. Name an older and a newer version.")
            if (ids(older), ids(newer)) in known:
                raise UserProblem(
                    "It was said already that these are versions, the other way round. Take that "
                    "back first if it is wrong."
                )
            if (ids(newer), ids(older)) not in known:
                wanted.append((newer, ids(older)))
        if not wanted:
            return 0
        title = "Link 1 version" if len(wanted) == 1 else f"Link {len(wanted):,} versions"
        with session.operation(title) as writer:
            for newer, id_ in wanted:
                link_as_newer(writer, newer, id_, session.annotator)
        return len(wanted)

    def take_back(self, newer: str, older: str) -> None:
        """Say that two articles are no versions of each other, as one has said before.

        Raises:
            UserProblem: nobody said that they are, or somebody else did.
        """
        session = self._session
        ids = session.database.coder.article_id
        pair = tuple(ids(session.article_number(one)) for one in (newer, older))
        link = next((one for one in self.links() if (one.newer, one.older) == pair), None)
        if link is None:
            raise UserProblem("Nobody said that these articles are versions of each other.")
        if link.by != session.annotator.name:
            raise UserProblem(
                f"{link.by} said that these are versions, and only {link.by} takes that back."
            )
        with session.operation("Take back a link of versions") as writer:
            writer.remove([fixed_entity("version", *pair)])

    def offers(self, articles: Iterable[str], progress: Progress = lambda _: None) -> list[Offer]:
        """Find of which articles here some others may be versions; nothing is written."""
        return offers(self._session, articles, progress)

    def diff(self, old: str, new: str) -> Diff:
        """Tell how the text of an article became that of another.

        Raises:
            UnknownNameError: there is no such article.
        """
        session = self._session
        return diff(*(session.text(session.article_number(one)) for one in (old, new)))

    def plan(self, old: str, new: str, progress: Progress = lambda _: None) -> CarryPlan:
        """Look for one's own annotations of an article in another version of it.

        Raises:
            UserProblem: there is no such article, or both are one.
        """
        return carrying.plan(self._session, old, new, progress)

    def compare(
        self, older: Version, newer: Version, progress: Progress = lambda _: None
    ) -> Compared:
        """Find all that a sheet shows of two versions; nothing is written.

        Raises:
            UserProblem: one of them is not there any more.
        """
        return carrying.compare(self._session, older, newer, progress)

    def carry(self, old: str, new: str, places: Mapping[str, Fragments]) -> CarryReport:
        """Make annotations in the other version where they were found and confirmed, as one step.

        Doing it again makes nothing new. See `annotator.app.versions.carrying.carry`.
        """
        return carrying.carry(self._session, old, new, places)


def _reached(first: str, near: Mapping[str, set[str]]) -> set[str]:
    group = {first}
    pending = [first]
    while pending:
        for other in near[pending.pop()] - group:
            group.add(other)
            pending.append(other)
    return group


def _oldest_first(group: set[str], newer: Mapping[str, set[str]]) -> list[str]:
    """Put versions in order: none before one it is newer than, as far as people agree."""
    waits = {one: sum(one in newer.get(other, ()) for other in group) for one in group}
    ordered: list[str] = []
    while waits:
        # Who say each other's is the newer one have made a ring: then the first by its id goes on.
        one = min(waits, key=lambda id_: (waits[id_], id_))
        del waits[one]
        ordered.append(one)
        for other in newer.get(one, ()):
            if other in waits:
                waits[other] -= 1
    return ordered
