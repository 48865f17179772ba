"""Articles that are nearly the same: a wire report that several outlets print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import orjson

from annotator.app.session import Session
from annotator.model.identity import fixed_entity
from annotator.store.lines import item_content
from annotator.store.rows import STATUS
from annotator.text.near_duplicates import NearDuplicates, alike

_KEPT = "copies"
_EVERY = 20
"""Articles between two words on how far the search is."""


class Copy(NamedTuple):
    """One of several articles that are nearly the same.

    ``alike`` is the share of runs of five words that it has in common with the first of them.
    """

    id: str
    title: str
    outlet: str | None
    published: str | None
    characters: int
    annotations: int
    alike: float
    retired: bool


class Copies:
    """The verbs about copies: found once for the whole project, and remembered in its file."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, progress: Callable[[int], None] = lambda _: None) -> list[list[str]]:
        """Look through all articles; give the ids of those that are nearly the same, by group.

        ``progress`` is told the number of articles looked at; what it raises ends the search.
        Retired articles are left out. It writes nothing: see `keep`.
        """
        found = NearDuplicates()
        ids: list[str] = []
        with self._session.database.reading():
            for _, article in self._session.articles.walk():
                found.add(article.id, article.text)
                ids.append(article.id)
                if len(ids) % _EVERY == 0:
                    progress(len(ids))
        groups: dict[str, list[str]] = {}
        for one in ids:
            groups.setdefault(found.group(one), []).append(one)
        return [group for group in groups.values() if len(group) > 1]

    def keep(self, groups: Iterable[Sequence[str]]) -> None:
        """Remember what was found; a read-only project forgets."""
        if not self._session.database.read_only:
            kept = orjson.dumps([list(group) for group in groups]).decode()
            self._session.database.keep_value(_KEPT, kept)

    @property
    def looked(self) -> bool:
        """Tell whether it has ever been looked for."""
        return self._session.database.value(_KEPT) is not None

    def groups(self) -> list[list[str]]:
        """Give the groups that were found, without what was said to be no copy."""
        kept = self._session.database.value(_KEPT)
        found = orjson.loads(kept) if kept else []
        apart = self._apart()
        groups = [_parted([str(one) for one in group], apart) for group in found]
        return [part for parts in groups for part in parts if len(part) > 1]

    def leads(self) -> dict[int, int]:
        """Give, by the number of an article, that of the first of its group."""
        leads: dict[int, int] = {}
        with self._session.database.reading():
            coder = self._session.database.coder
            for group in self.groups():
                found = [coder.text_number(bytes.fromhex(one)) for one in group]
                numbers = [one for one in found if one is not None]
                leads.update(dict.fromkeys(numbers, min(numbers, default=0)))
        return leads

    def of(self, article: str) -> list[Copy]:
        """List the copies of an article, itself among them, the earliest first; [] without any."""
        session = self._session
        here = session.database.coder.article_id(session.article_number(article))
        group = next((one for one in self.groups() if here in one), [])
        with session.database.reading():
            numbers = [number for one in group if (number := session.articles.number(one))]
            rows = session.articles.rows(numbers, session.annotator.name, blind=session.is_blind)
        rows.sort(key=lambda row: (row.published or "~", row.number))
        if len(rows) < 2:
            return []
        first = session.text(rows[0].number)
        return [
            Copy(
                row.id,
                row.title,
                row.outlet,
                row.published,
                row.characters,
                row.annotations,
                1.0 if row is rows[0] else alike(first, session.text(row.number)),
                row.retired,
            )
            for row in rows
        ]

    def say_apart(self, article: str, others: Sequence[str]) -> None:
        """Say that an article is no copy of some others; it is whoever works who says so.

        Raises:
            UnknownNameError: there is no such article.
        """
        session = self._session
        number = session.article_number(article)
        coder = session.database.coder
        ids = {coder.article_id(session.article_number(one)) for one in others}
        with session.operation("Say it is no copy") as writer:
            me = session.annotator.name
            old = session.articles.status(number, me)
            ids |= set(old.get("apart", ()))
            body = {"state": "open"} | old | {"apart": sorted(ids - {coder.article_id(number)})}
            entity = fixed_entity("status", coder.article_id(number), me)
            writer.put(STATUS, entity, item_content(body), article=number, author=me)

    def _apart(self) -> Mapping[str, set[str]]:
        """Give what anybody said is no copy, both ways."""
        found: dict[str, set[str]] = {}
        with self._session.database.reading():
            coder = self._session.database.coder
            for number, _, others in self._session.articles.apart():
                article = coder.article_id(number)
                for other in others:
                    found.setdefault(article, set()).add(other)
                    found.setdefault(other, set()).add(article)
        return found


def _parted(group: Sequence[str], apart: Mapping[str, set[str]]) -> list[list[str]]:
    """Part a group where somebody said so: each goes to the first part with none it is no copy of.

    Args:
        group: ids of articles.
        apart: by an article's id, those it is no copy of.
    """
    members = set(group)
    if all(members.isdisjoint(apart.get(one, ())) for one in group):
        return [list(group)]
    parts: list[list[str]] = []
    for one in group:
        no_copies = apart.get(one, set())
        part = next((part for part in parts if not no_copies.intersection(part)), None)
        if part is None:
            parts.append([one])
        else:
            part.append(one)
    return parts
