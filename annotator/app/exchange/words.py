"""What a merge says in words: revisions without effect and why, and the sides of a conflict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from annotator.model.canonical import plain
from annotator.model.exchange import Conflict, ConflictSide, Ignored
from annotator.model.identity import entity_text
from annotator.model.listing import LabelOutline
from annotator.model.moments import iso
from annotator.store.coding import Coder
from annotator.store.lines import body_of
from annotator.store.rows import (
    ANNOTATION,
    ANNOTATOR,
    ARTICLE,
    ASSIGNMENT,
    COMMENT,
    KINDS,
    MEMBER,
    RELATION,
    SCHEME,
    SHELVED,
    SILENCE,
    STATUS,
    TEAM,
    VERDICT,
    VERSION,
    Revision,
)
from annotator.text.shortening import shortened

_LONGEST = 60
"""Code points of a value that are shown."""
_UNSAID = ("created", "origin", "cites", "made_from", "consensus", "after")
"""What a body holds besides what it says."""
_NEWER = "written by a newer version of Annotator"

_EDITS: Mapping[int, tuple[str, str, str]] = {
    ANNOTATION: (
        "edit of {owner}'s annotations",
        "edits of {owner}'s annotations",
        "only the author revises; a reviewer gives verdicts",
    ),
    RELATION: (
        "edit of {owner}'s relations",
        "edits of {owner}'s relations",
        "only the author revises; a reviewer gives verdicts",
    ),
    VERDICT: (
        "change to {owner}'s verdicts",
        "changes to {owner}'s verdicts",
        "every reviewer gives verdicts of their own",
    ),
    COMMENT: (
        "change to {owner}'s comments",
        "changes to {owner}'s comments",
        "only the author changes a comment",
    ),
    SILENCE: (
        "change to what {owner} said is intended",
        "changes to what {owner} said is intended",
        "only {owner} takes that back",
    ),
    ARTICLE: (
        "change to {owner}'s details of articles",
        "changes to {owner}'s details of articles",
        "only who imported an article changes them",
    ),
    SHELVED: (
        "change to which articles {owner} retired",
        "changes to which articles {owner} retired",
        "only {owner} brings them back",
    ),
    STATUS: (
        "change to what {owner} is done with",
        "changes to what {owner} is done with",
        "only {owner} says that",
    ),
    ANNOTATOR: (
        "change to how {owner} is shown",
        "changes to how {owner} is shown",
        "only {owner} changes that",
    ),
    SCHEME: (
        "change to the scheme",
        "changes to the scheme",
        "only the project lead, {lead}, changes labels",
    ),
    MEMBER: (
        "change of roles",
        "changes of roles",
        "only the project lead, {lead}, gives roles",
    ),
    TEAM: (
        "change to the team's settings",
        "changes to the team's settings",
        "only the project lead, {lead}, changes them",
    ),
    ASSIGNMENT: (
        "change of assignments",
        "changes of assignments",
        "only who assigned an article, or the project lead, {lead}, changes that",
    ),
}
_OTHER = ("change to {owner}'s work", "changes to {owner}'s work", "only the author revises")


def ignored_words(
    counts: Mapping[tuple[int | str, str, str], int], lead: str
) -> tuple[Ignored, ...]:
    """Say which revisions have no effect and why, the most frequent first.

    Args:
        counts: how many there are, by kind of entity, whose it is, and who revised it.
        lead: the name of the project's lead.
    """
    numbers: dict[tuple[int | str, str], int] = {}
    for (kind, owner, _), number in counts.items():
        # That two people link the same versions of an article is no news to anybody.
        if kind != VERSION:
            numbers[kind, owner] = numbers.get((kind, owner), 0) + number
    said: dict[tuple[str, str, str], int] = {}
    for (kind, owner), number in numbers.items():
        one, several, why = (
            words.format(owner=owner or "somebody", lead=lead)
            for words in (_EDITS.get(kind, _OTHER) if isinstance(kind, int) else _OTHER)
        )
        said[one, several, why] = said.get((one, several, why), 0) + number
    return tuple(
        Ignored(one if number == 1 else several, why, number)
        for (one, several, why), number in sorted(said.items(), key=lambda it: (-it[1], it[0]))
    )


def conflict_words(
    coder: Coder,
    heads: Sequence[Revision],
    labels: Mapping[str, LabelOutline],
    places: Mapping[int, str],
) -> Conflict:
    """Say what the heads of an entity say, each in short.

    Args:
        coder: knows the file's words.
        heads: the heads, the provisional winner first.
        labels: what is known of the labels, by key.
        places: the titles of articles, by the numbers of their texts.
    """
    top = heads[0]
    bodies = [_body(coder, row) for row in heads]
    shown = next((body for body in bodies if body), {})
    annotation = top.kind == ANNOTATION
    return Conflict(
        entity=entity_text(top.entity),
        kind=KINDS.get(top.kind) or coder.word(top.kind),
        author=coder.word(top.author),
        article=None if top.article is None else coder.article_id(top.article),
        label=str(shown.get("label", "")) if annotation else "",
        quote=str(shown.get("quote", "")) if annotation else "",
        place="" if top.article is None else places.get(top.article, ""),
        sides=tuple(
            ConflictSide(
                row.digest.hex(),
                _NEWER if row.put and row.line is not None else _side(body, bodies, labels),
                coder.word(row.replica),
                iso(row.at),
                bool(row.put),
            )
            for row, body in zip(heads, bodies, strict=True)
        ),
    )


def _body(coder: Coder, row: Revision) -> dict[str, Any]:
    """Read what a revision says; nothing of a removal, nor of what a newer program wrote."""
    if not row.put or row.line is not None:
        return {}
    body: dict[str, Any] = plain(orjson.loads(body_of(coder, row)))
    return {key: value for key, value in body.items() if key not in _UNSAID}


def _side(
    body: Mapping[str, Any],
    bodies: Sequence[Mapping[str, Any]],
    labels: Mapping[str, LabelOutline],
) -> str:
    """Say what one side says otherwise than the others; all of it if there is nothing to compare.

    An annotation's label, words and values come without their names, as a reader sees them.
    """
    if not body:
        return "removed"
    others = [one for one in bodies if one and one is not body]
    flat, flats = _flat(body), [_flat(one) for one in others]
    keys = [
        key for key in flat if not others or any(other.get(key) != flat[key] for other in flats)
    ]
    if "quote" in keys:
        keys = [key for key in keys if key != "fragments"]
    parts = [_part(key, flat[key], labels) for key in keys]
    gone = sorted({key for other in flats for key in other if key not in flat})
    parts += [
        "sure" if key == "certainty" else f"no {key.removeprefix('attributes.')}" for key in gone
    ]
    return ", ".join(part for part in parts if part) or "as it was"


def _flat(body: Mapping[str, Any]) -> dict[str, Any]:
    """Spread the attributes, and leave out what says nothing; labels and words come first."""
    flat: dict[str, Any] = {key: body[key] for key in ("label", "quote") if key in body}
    flat |= {f"attributes.{key}": value for key, value in body.get("attributes", {}).items()}
    flat |= {key: value for key, value in body.items() if key not in ("attributes", *flat)}
    return {key: value for key, value in flat.items() if value not in (None, "", [], {})}


def _part(key: str, value: Any, labels: Mapping[str, LabelOutline]) -> str:
    match key:
        case "label":
            return labels[value].name if value in labels else str(value)
        case "quote" | "text":
            return f"“{_short(value)}”"
        case "fragments":
            return " and ".join(f"{start}–{end}" for start, end in value)
        case "state" | "decision" | "role" | "title" | "name" | "certainty":
            return _short(value)
        case "labels" if isinstance(value, list) and value and isinstance(value[0], dict):
            return f"labels: {_short(', '.join(str(one.get('key')) for one in value))}"
    return f"{key.removeprefix('attributes.')}: {_short(value_words(value))}"


def value_words(value: Any) -> str:
    """Write a value in short, for people."""
    match value:
        case bool():
            words = "yes" if value else "no"
        case int() | float():
            words = f"{value:,}"
        case {"value": number, "unit": unit}:
            words = f"{value_words(number)} {unit}"
        case {"name": str(name)} if name:
            words = name
        case dict():
            words = ", ".join(f"{key} {value_words(one)}" for key, one in value.items())
        case list():
            words = ", ".join(map(value_words, value))
        case _:
            words = str(value)
    return words


def _short(value: object) -> str:
    return shortened(str(value), _LONGEST)
