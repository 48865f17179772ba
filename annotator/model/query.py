"""The language in which articles, words and annotations are looked for.

Lives here: what a query says, as plain values. What it finds is worked out where it is asked.
Light: lists and the palette read queries while somebody types.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as kept
from typing import Literal, NamedTuple

from annotator.problems import QueryProblem

FieldOf = Literal["article", "annotation", "place"]
"""What a field says something about: the article, an annotation, or where in the text a hit is."""

NEAR = 10
"""Words that may stand between two words that are near each other, unless it is said."""
FARTHEST = 1_000
_DEEPEST = 20
"""Brackets within brackets; those further in are left alone."""
_LONGEST = 10_000
"""Characters (code points) of a query; longer patterns are refused by SQLite."""
_MOST = 250
"""Words and values of a query: each is several conditions, of which SQLite takes a thousand."""


class Field(NamedTuple):
    """A field of the language: ``outlet:reuters``."""

    name: str
    of: FieldOf
    says: str
    aliases: tuple[str, ...] = ()


_FIELDS = (
    Field("label", "annotation", "annotations of a label whose words hold the rest"),
    Field("annotator", "annotation", "annotations of a person", ("by",)),
    Field("quote", "annotation", "annotations of just these words"),
    Field("value", "annotation", "annotations one of whose values holds this"),
    Field("certainty", "annotation", "sure or unsure annotations"),
    Field("zone", "place", "words in the headline, the body, the boilerplate …"),
    Field("outlet", "article", "articles of an outlet"),
    Field("title", "article", "articles whose title holds this"),
    Field("byline", "article", "articles by somebody", ("author",)),
    Field("reference", "article", "the id an article has elsewhere"),
    Field("date", "article", "published on a day, in a month or between two", ("published",)),
    Field("status", "article", "open, begun, done or look", ("state",)),
    Field("language", "article", "articles in a language", ("lang",)),
    Field("url", "article", "articles whose address holds this"),
    Field("article", "article", "one article by its id", ("id",)),
    Field("flag", "article", "articles you flagged: any, none, or what the flag says"),
    Field("note", "article", "articles with notes: any, none, or what they say"),
    Field("assigned", "article", "articles assigned to somebody, or to none"),
    Field("retired", "article", "retired articles: yes or no"),
)
FIELDS: Mapping[str, Field] = {name: one for one in _FIELDS for name in (one.name, *one.aliases)}
"""The fields of the search in the project, by name; several names may lead to one."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word, the beginning of one (``prefix``), or words in a row."""

    text: str
    prefix: bool = False
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Terms with at most so many words between them."""

    terms: tuple[Term, ...]
    within: int = NEAR


@dataclass(frozen=True, slots=True)
class Group:
    """Parts that all have to be found, or any of them."""

    parts: tuple[Node, ...]
    any: bool = False


@dataclass(frozen=True, slots=True)
class Without:
    """What must not be found."""

    part: Node


Node = Term | Near | Group | Without


@dataclass(frozen=True, slots=True)
class Condition:
    """What a field must say: one of some values, or none of them.

    ``at`` is where it stands in the query: start and end in code points.
    """

    field: Field
    values: tuple[str, ...]
    negated: bool = False
    at: tuple[int, int] = kept(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for: words in a text, and what fields must say."""

    words: Node | None = None
    conditions: tuple[Condition, ...] = ()

    def of(self, kind: FieldOf) -> tuple[Condition, ...]:
        """Give the conditions on one kind of thing."""
        return tuple(one for one in self.conditions if one.field.of == kind)

    def wants_annotations(self) -> bool:
        """Tell whether annotations are looked for, and not just any words."""
        return any(not one.negated for one in self.of("annotation"))


_QUOTES = '"“”„‟«»'
_TOKEN = re.compile(
    rf"""\s*(?:
        (?P<near>near\() |
        (?P<minus>[-−](?=[^\s)])) |
        (?P<open>\() | (?P<close>\)) |
        [{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?:[{_QUOTES}]|$)(?P<star>\*?) |
        (?P<field>[^\W\d]\w*):(?=\S) |
        (?P<word>[^\s(){_QUOTES}]+)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_VALUE = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]*)(?:[{_QUOTES}]|$)|([^\s,(){_QUOTES}]+)")
_DIGITS = 9
"""Of a distance; Python refuses to read numbers of thousands of them."""
_WITHIN = re.compile(r"\s*,\s*(\d+)\s*\)|\s*\)")


def parse(text: str, fields: Mapping[str, Field] = FIELDS) -> Query:
    """Read a query; what is only left open or stands too much is forgiven.

    ``fields`` are those that may be named. A word before a colon that is no field is a word.

    Raises:
        QueryProblem: a field is misspelt, ``OR`` stands between what it cannot join, or it is far
            too long.
    """
    if len(text) > _LONGEST:
        raise QueryProblem(
            f"A query has at most {_LONGEST:,} characters; this has {len(text):,}.",
            _LONGEST,
            len(text),
        )
    query = _Reader(text.replace("\0", " "), fields).query()
    size = _size(query.words) + sum(len(one.values) for one in query.conditions)
    if size > _MOST:
        raise QueryProblem(
            f"A query has at most {_MOST:,} words and values; this has {size:,}.", 0, len(text)
        )
    return query


def phrase(words: str) -> str:
    """Write words as a phrase of a query; quotation marks among them are left out."""
    bare = words.translate(dict.fromkeys(map(ord, _QUOTES), " "))
    return f'"{" ".join(bare.split())}"'


class _Reader:
    """Reads one query from its beginning to its end."""

    def __init__(self, text: str, fields: Mapping[str, Field]) -> None:
        self._text = text
        self._fields = fields
        self._at = 0
        self._depth = 0

    def query(self) -> Query:
        """Read all of it."""
        items = self._items(inside=False)
        words = [one for one in items if not isinstance(one, Condition)]
        conditions = tuple(one for one in items if isinstance(one, Condition))
        return Query(_all_of(words), conditions)

    def _items(self, *, inside: bool) -> list[Node | Condition]:
        """Read up to the bracket that closes this group, or to the end."""
        items: list[Node | Condition] = []
        joins = False
        for found in self._tokens():
            if found["close"]:
                if inside:
                    break
                continue
            if found["word"] == "OR" and items and self._goes_on():
                joins = True
                continue
            item = self._item(found)
            if item is None:
                continue
            if inside and isinstance(item, Condition):
                raise QueryProblem(
                    f"Fields cannot stand in brackets; write {item.field.name}: outside of them.",
                    *item.at,
                )
            if joins:
                items.append(_either(items.pop(), item))
                joins = False
            else:
                items.append(item)
        return items

    def _tokens(self) -> Iterator[re.Match[str]]:
        while found := _TOKEN.match(self._text, self._at):
            self._at = found.end()
            yield found

    def _goes_on(self) -> bool:
        """Tell whether something follows that can be joined."""
        rest = self._text[self._at :].strip()
        return bool(rest) and not rest.startswith(")")

    def _item(self, found: re.Match[str]) -> Node | Condition | None:
        if found["minus"]:
            return self._without()
        if found["near"]:
            return self._near()
        if found["open"]:
            return self._group()
        if found["field"]:
            return self._field(found)
        if found["phrase"] is not None:
            return _term(found["phrase"], phrase=True, prefix=bool(found["star"]))
        word = found["word"]
        # “label:” is still being typed.
        return None if word.endswith(":") and word[:-1].lower() in self._fields else _word(word)

    def _without(self) -> Node | Condition | None:
        following = _TOKEN.match(self._text, self._at)
        while following is not None and following["minus"]:
            self._at = following.end()
            following = _TOKEN.match(self._text, self._at)
        if following is None or following["close"]:
            return None
        self._at = following.end()
        item = self._item(following)
        if isinstance(item, Condition):
            return replace(item, negated=True)
        return None if item is None else Without(item)

    def _group(self) -> Node | None:
        if self._depth == _DEEPEST:
            return None
        self._depth += 1
        parts = [one for one in self._items(inside=True) if not isinstance(one, Condition)]
        self._depth -= 1
        return _all_of(parts)

    def _near(self) -> Node | None:
        terms: list[Term] = []
        within = NEAR
        while self._at < len(self._text):
            if end := _WITHIN.match(self._text, self._at):
                self._at = end.end()
                within = min(int(end[1][:_DIGITS]), FARTHEST) if end[1] else NEAR
                break
            found = _TOKEN.match(self._text, self._at)
            if found is None:
                break
            self._at = found.end()
            if found["phrase"] is not None:
                term = _term(found["phrase"], phrase=True, prefix=bool(found["star"]))
            else:
                said = found["word"] or ""
                # A comma belongs to the number behind it, with a space or without.
                words = re.sub(r",(\d*)$", "", said)
                self._at -= len(said) - len(words) if words else 0
                term = _word(words)
            if term is not None:
                terms.append(term)
        if len(terms) < 2:
            return terms[0] if terms else None
        return Near(tuple(terms), within)

    def _field(self, found: re.Match[str]) -> Node | Condition | None:
        name = found["field"].lower()
        field = self._fields.get(name)
        if field is None:
            from difflib import get_close_matches  # noqa: PLC0415 - for a wrong query alone

            close = get_close_matches(name, self._fields, 1, 0.75)
            if close and len(name) > 2:
                raise QueryProblem(
                    f"There is no field “{name}”. Did you mean {close[0]}: ? "
                    f'To look for these words, put them into quotes: "{name}:…".',
                    *found.span("field"),
                )
            rest = _TOKEN.match(self._text, self._at)
            if rest is None or rest["word"] is None:
                return _word(found["field"])
            self._at = rest.end()
            return _word(f"{found['field']}:{rest['word']}")
        values: list[str] = []
        while value := _VALUE.match(self._text, self._at):
            self._at = value.end()
            said = value[1] if value[1] is not None else value[2]
            if said.strip():
                values.append(said.strip())
            if not self._text.startswith(",", self._at):
                break
            self._at += 1
        at = (found.start("field"), self._at)
        return Condition(field, tuple(values), at=at) if values else None


def _size(part: Node | None) -> int:
    """Count the words and phrases of a part of a query."""
    match part:
        case None:
            return 0
        case Group():
            return sum(map(_size, part.parts))
        case Near():
            return len(part.terms)
        case Without():
            return _size(part.part)
        case Term():
            return 1


def _word(text: str) -> Term | None:
    bare = text.strip("*")
    return _term(bare, prefix=text.endswith("*"))


def _term(text: str, *, prefix: bool = False, phrase: bool = False) -> Term | None:
    clean = " ".join(text.split()) if phrase else text
    if not any(map(_can_be_found, clean)):
        return None
    return Term(clean, prefix, phrase)


def _can_be_found(sign: str) -> bool:
    """Tell whether a sign is a letter, a digit or a picture, and not just punctuation."""
    return sign.isalnum() or (sign > "\x7f" and unicodedata.category(sign)[0] == "S")


def _all_of(parts: list[Node]) -> Node | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    return Group(tuple(parts))


def _either(one: Node | Condition, other: Node | Condition) -> Node | Condition:
    """Join what stands on both sides of OR.

    Raises:
        QueryProblem: one is a field and the other is not, or the fields are not the same.
    """
    if isinstance(one, Condition) and isinstance(other, Condition):
        if one.field is not other.field or one.negated or other.negated:
            raise QueryProblem(
                f"OR cannot join {one.field.name}: and {other.field.name}: here. It joins words, "
                "or several values of one field.",
                one.at[0],
                other.at[1],
            )
        return replace(one, values=one.values + other.values, at=(one.at[0], other.at[1]))
    lone = one if isinstance(one, Condition) else other
    if isinstance(lone, Condition):
        name = lone.field.name
        raise QueryProblem(
            f"OR cannot join {name}: and words. It joins words, or several values of one "
            f"field, as in {name}:one,other.",
            *lone.at,
        )
    assert not isinstance(one, Condition)
    assert not isinstance(other, Condition)
    if isinstance(one, Group) and one.any:
        return Group((*one.parts, other), any=True)
    return Group((one, other), any=True)
