"""What is known about articles besides their text: reading it, changing it, zones by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import orjson

from annotator.app.session import Session
from annotator.model.article import Article, ArticleSource
from annotator.model.identity import fixed_entity
from annotator.model.moments import iso, milliseconds
from annotator.problems import UserProblem
from annotator.store.lines import item_content
from annotator.store.particulars import common_values, particulars, used_values
from annotator.store.rows import ARTICLE
from annotator.text.canonical import canonical
from annotator.text.day import read_day
from annotator.text.words import words
from annotator.text.zone import Role, Zone
from annotator.text.zones import find_zones
from annotator.text.zones_by_hand import with_role, zones_of

Field = Literal["title", "outlet", "byline", "published", "language", "url", "reference"]
FIELDS: tuple[Field, ...] = (
    "title", "outlet", "byline", "published", "language", "url", "reference",
)  # fmt: skip
LONGEST = 2_000
"""Code points of a value."""
_ADDRESSES = ("http://", "https://")
_LONGEST_LANGUAGE = 35
_DAY_AND_TIME = re.compile(r"\d{4}-\d\d-\d\dT")
"""Days are compared as text, so they are written in this one of the ways that ISO 8601 knows."""
_MOST_SUGGESTED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What one person says of an article. ``edited`` is when, “” if it is as it was taken in."""

    annotator: str
    values: Mapping[Field, str]
    edited: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDetails:
    """All that is known of an article; ``said`` has first whose particulars count."""

    id: str
    values: Mapping[Field, str]
    said: tuple[Particulars, ...]
    source: ArticleSource | None
    characters: int
    words: int
    zones: tuple[Zone, ...]
    own_zones: bool
    """Whether there are zones, and others than the program finds."""


class Details:
    """The verbs about particulars. Everybody may give their own; what was edited last counts."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, article: str) -> ArticleDetails:
        """Give what is known about an article.

        Raises:
            UnknownNameError: there is none.
        """
        session = self._session
        number = session.article_number(article)
        with session.database.reading() as connection:
            found = self._article(number)
            said = particulars(connection, session.database.coder, number)
        return ArticleDetails(
            id=found.id,
            values=_values(found),
            said=tuple(
                Particulars(
                    annotator=one.annotator,
                    values={field: str(one.body.get(field) or "") for field in FIELDS},
                    edited=str(one.body.get("edited") or ""),
                )
                for one in said
            ),
            source=found.source,
            characters=len(found.text),
            words=len(words(found.text)),
            zones=found.zones,
            own_zones=bool(found.zones) and found.zones not in _found_zones(found),
        )

    def values(self, articles: Sequence[str]) -> dict[Field, str | None]:
        """Give what several articles have in common, by field; None where they differ."""
        session = self._session
        numbers = session.article_numbers(articles)
        with session.database.reading() as connection:
            found = common_values(connection, numbers, FIELDS)
        return {field: found[field] for field in FIELDS}

    def used(self, field: Field) -> list[str]:
        """List the values that a field has in the project, the most frequent first."""
        with self._session.database.reading() as connection:
            return used_values(connection, field, _MOST_SUGGESTED)

    def change(
        self,
        articles: Sequence[str],
        values: Mapping[Field, str],
        progress: Callable[[int], None] = lambda _: None,
    ) -> int:
        """Give articles other particulars, as one step; give how many became others.

        What is not named stays. An article's text, annotations and other people's word stay.
        ``progress`` is told the number of articles so far; what it raises leaves all as it was.

        Raises:
            UserProblem: a value cannot be one of its field, or there is no such article.
        """
        tidy = {field: checked(field, value) for field, value in values.items()}
        said: dict[str, object] = {field: value or None for field, value in tidy.items()}
        return self._write(articles, lambda _: said, "Edit details", progress)

    def set_zones(self, article: str, roles: Sequence[Role | None] | None) -> int:
        """Give the paragraphs of an article their roles by hand.

        Args:
            article: its id.
            roles: one for each paragraph (`paragraphs` of its text); None where there is no word.
                None altogether takes what the program finds.

        Raises:
            UserProblem: there is no such article, or there are not as many roles as paragraphs.
        """

        def zoned(number: int) -> dict[str, object]:
            found = self._article(number)
            if roles is None:
                zones = find_zones(found.text, title=found.title)
            else:
                zones = zones_of(found.text, roles)
            return {"zones": [list(zone) for zone in zones]}

        return self._write([article], zoned, "Change zones" if roles else "Find zones again")

    def give_role(self, article: str, start: int, end: int, role: Role) -> bool:
        """Give the paragraphs that a stretch of an article touches a role; tell if any had another.

        Args:
            article: its id.
            start, end: the stretch, in code points, end exclusive; an empty one touches the
                paragraph that it stands in.
            role: what they are to be.

        Raises:
            UserProblem: there is no such article, or it has no such stretch.
        """
        return self.give_roles(article, [Zone(start, end, role)])

    def give_roles(self, article: str, stretches: Sequence[Zone]) -> bool:
        """Give the paragraphs of several stretches their roles, as one step; see `give_role`.

        Raises:
            UserProblem: there is no such article, or it has no such stretch.
        """

        def zoned(number: int) -> dict[str, object]:
            found = self._article(number)
            zones = found.zones
            for start, end, role in stretches:
                if not 0 <= start <= end <= len(found.text):
                    raise UserProblem(
                        f"There is no stretch {start:,}–{end:,} in this article: it has "
                        f"{len(found.text):,} characters."
                    )
                zones = with_role(found.text, zones, start, end, role)
            return {"zones": [list(zone) for zone in zones]}

        return bool(self._write([article], zoned, "Change zones"))

    def _article(self, number: int) -> Article:
        found = self._session.articles.get(number)
        assert found is not None
        return found

    def _write(
        self,
        articles: Sequence[str],
        change: Callable[[int], Mapping[str, object]],
        title: str,
        progress: Callable[[int], None] = lambda _: None,
    ) -> int:
        session = self._session
        numbers = session.article_numbers(articles)
        me = session.annotator.name
        changed = 0
        with session.operation(title + " of articles" * (len(numbers) > 1)) as writer:
            for count, number in enumerate(numbers, 1):
                progress(count)
                (counts, *_) = particulars(writer.connection, writer.coder, number)
                wanted = dict(counts.body) | dict(change(number))
                if _same(wanted, counts.body):
                    continue
                # A moment is kept to the millisecond: of two edits the later one has to be later.
                before = str(counts.body.get("edited") or "")
                wanted["edited"] = max(iso(writer.at), _next_moment(before))
                entity = fixed_entity("article", writer.coder.article_id(number), me)
                writer.put(ARTICLE, entity, item_content(wanted), article=number, author=me)
                changed += 1
        return changed


def checked(field: Field, value: str) -> str:
    """Check and tidy what somebody typed into a field; “” takes the value away.

    Raises:
        UserProblem: it cannot be such a value.
    """
    tidy = " ".join(canonical(value).text.split())
    if len(tidy) > LONGEST:
        raise UserProblem(f"At most {LONGEST:,} characters; this has {len(tidy):,}.")
    if not tidy:
        if field == "title":
            raise UserProblem("An article needs a title.")
        return ""
    if field == "published":
        if _is_moment(tidy):
            return tidy
        found, why = read_day(tidy)
        if found is None:
            raise UserProblem(
                f"No date: {why}." if why else "Type a day, a month or a year: 9 Feb 2026, 2026-02."
            )
        return found
    if field == "url" and not tidy.lower().startswith(_ADDRESSES):
        raise UserProblem("An address begins with http:// or https://.")
    if field == "url" and " " in tidy:
        raise UserProblem("An address holds no spaces.")
    if field == "language" and not (
        len(tidy) <= _LONGEST_LANGUAGE
        and tidy.isascii()
        and all(part.isalnum() for part in tidy.split("-"))
        and 2 <= len(tidy.split("-")[0]) <= 3
    ):
        raise UserProblem("Type a language's short name: en, uk, ar, pt-BR.")
    return tidy


def _is_moment(text: str) -> bool:
    """Tell whether a text is a day and a time as ISO 8601 writes them."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return _DAY_AND_TIME.match(text) is not None


def _found_zones(article: Article) -> tuple[tuple[Zone, ...], ...]:
    """Find the zones of an article, knowing its title and not: a plain text says none at first."""
    return find_zones(article.text, title=article.title), find_zones(article.text)


def _values(article: Article) -> dict[Field, str]:
    return {field: getattr(article, field) or "" for field in FIELDS}


def _same(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Tell whether two bodies say the same, whenever it was said."""
    sides = [
        {key: value for key, value in body.items() if key != "edited" and value is not None}
        for body in (one, other)
    ]
    return orjson.dumps(sides[0], option=orjson.OPT_SORT_KEYS) == orjson.dumps(
        sides[1], option=orjson.OPT_SORT_KEYS
    )


def _next_moment(text: str) -> str:
    """Give the moment a millisecond later; “” for what is none."""
    try:
        return iso(milliseconds(text) + 1) if text else ""
    except ValueError:
        return ""
