"""The list of articles as somebody looks at it: filtered by a query, in order, in groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, get_args

import orjson

from annotator.app.session import Session
from annotator.model.listing import (
    ArticleGroup,
    ArticleListing,
    ArticleView,
    Grouping,
    Sorting,
)
from annotator.problems import UserProblem
from annotator.store.article_list import Wanted, listed
from annotator.store.article_sql import folded

if TYPE_CHECKING:
    from annotator.model.query import Condition, Node

_KEPT = "article_view"
_NOTHING_TYPED: tuple[Node | None, Node | None, tuple[Condition, ...]] = (None, None, ())


class ArticleLists:
    """Lists articles by their numbers, for a list that reads its rows when they are seen."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def listed(self, view: ArticleView) -> ArticleListing:
        """Give the numbers of the articles that a view shows, in its order, and its groups.

        Words are looked for in titles, outlets and labels, whatever their case: as they stand, and
        where nothing holds them so, each by itself. Fields are those of the search
        (``outlet:reuters status:open``). Groups by copies know only what was looked for
        before, see `Copies`.

        Raises:
            UserProblem: a field is misspelt, or a value is none that it can have.
        """
        session = self._session
        words, joined, conditions = _NOTHING_TYPED
        if view.text or view.showing not in ("kept", "mine"):
            # The language of queries is not loaded for a list that shows everything.
            from annotator.app.list_query import read  # noqa: PLC0415 - as just said

            words, joined, conditions = read(view)
        labels = tuple(_names(conditions, "label", self._labels))
        people = tuple(_names(conditions, "annotator", self._people))
        rest = [one for one in conditions if one.field.of == "article"]
        with session.database.reading() as connection:
            mine = session.team.queue(session.annotator.name) if view.showing == "mine" else None
            wanted = Wanted(
                view,
                joined,
                tuple(rest),
                labels,
                people,
                mine,
                session.annotator.name,
                blind=session.is_blind,
            )
            found = listed(connection, session.database.coder, wanted)
            if not found.numbers and wanted.words != words:
                found = listed(connection, session.database.coder, wanted._replace(words=words))
        if view.grouping in ("copies", "versions"):
            return self._by_leads(found.numbers, view.grouping)
        if mine is not None and view.sorting == "came" and not view.grouping:
            # First those that are not done.
            kept = set(found.numbers)
            order = [number for number in mine if number in kept]
            return ArticleListing(order[::-1] if view.backwards else order, [])
        return found

    def ids(self, query: str) -> list[str]:
        """Give the ids of the articles that a query finds, in the order they came; see `listed`.

        Raises:
            UserProblem: it finds none, or cannot be read.
        """
        numbers = self.listed(ArticleView(text=query.strip())).numbers
        if not numbers:
            raise UserProblem(f"No article has “{query.strip()}”.")
        with self._session.database.reading():
            found = self._session.articles.ids(numbers)
        return [found[number] for number in numbers]

    def kept_view(self) -> ArticleView:
        """Give how the list was looked at last; what is typed is not kept."""
        kept = self._session.database.value(_KEPT)
        try:
            fields = orjson.loads(kept or "{}")
        except orjson.JSONDecodeError:
            return ArticleView()
        if not isinstance(fields, dict):
            return ArticleView()
        sorting: Sorting = "came"
        grouping: Grouping = ""
        for one in get_args(Sorting):
            sorting = one if one == fields.get("sorting") else sorting
        for one in get_args(Grouping):
            grouping = one if one == fields.get("grouping") else grouping
        backwards = fields.get("backwards") is True
        return ArticleView(sorting=sorting, backwards=backwards, grouping=grouping)

    def keep_view(self, view: ArticleView) -> None:
        """Remember order and groups for the next time; a read-only project forgets."""
        database = self._session.database
        if not database.read_only and view._replace(text="", showing="kept") != self.kept_view():
            fields = view._asdict()
            kept = {one: fields[one] for one in ("sorting", "backwards", "grouping")}
            database.keep_value(_KEPT, orjson.dumps(kept).decode())

    def _by_leads(self, numbers: list[int], grouping: Grouping) -> ArticleListing:
        """Put copies or versions together, the largest groups first; all others are hidden."""
        from annotator.app.copies import Copies  # noqa: PLC0415 - only when it is asked for
        from annotator.app.versions.versions import Versions  # noqa: PLC0415 - as above

        session = self._session
        leads = Copies(session).leads() if grouping == "copies" else Versions(session).leads()
        counts = Counter(leads[number] for number in numbers if number in leads)
        several = {lead for lead, count in counts.items() if count > 1}
        shown = [number for number in numbers if leads.get(number) in several]
        shown.sort(key=lambda number: (-counts[leads[number]], leads[number]))
        order = dict.fromkeys(leads[number] for number in shown)
        return ArticleListing(shown, [ArticleGroup(str(lead), counts[lead]) for lead in order])

    def _labels(self, said: str) -> tuple[str, ...]:
        known = self._session.outlines
        return tuple(k for k, one in known.items() if said in (folded(k), folded(one.name)))

    def _people(self, said: str) -> tuple[str, ...]:
        with self._session.database.reading():
            people = self._session.items.annotators()
        return tuple(one.name for one in people if folded(one.name) == said)


def _names(
    conditions: Sequence[Condition], field: str, look_up: Callable[[str], tuple[str, ...]]
) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Look up what is named in one of the fields of annotations.

    Raises:
        UserProblem: there is no such thing.
    """
    for one in conditions:
        if one.field.name != field:
            continue
        found: list[str] = []
        for value in one.values:
            names = look_up(value.casefold())
            if not names:
                raise UserProblem(f"There is no {field} “{value}”.")
            found += names
        yield tuple(found), not one.negated
