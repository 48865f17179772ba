"""What a format of JSON has no field for, of annotations and articles: kept in fields of ours.

Tools of that kind leave fields alone that they do not know; `extras_back` takes them back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

from annotator.model.records import AnnotationRecord, ArticleRecord, RelationRecord

_SELDOM = frozenset({"certainty", "made_from"})
FIELDS = ("title", "url", "outlet", "byline", "published", "language")
"""What is known of an article that is one text each."""
HELD = frozenset(
    {
        "text", "zones", "reference", "states", "none", "verdicts", "comments", "relations", "id",
        "annotator", "certainty", "origin", "created", "modified", "made_from", "attributes",
        "note", "source", *FIELDS,
    }
)  # fmt: skip
"""What these fields hold, in the words of `unheld`; relations where the format has them."""


def extras_of(annotation: AnnotationRecord, *besides: str) -> dict[str, Any]:
    """Give what an annotation has besides span, label and quote, without the fields named."""
    found: dict[str, Any] = {
        key: annotation[key]
        for key in ("id", "annotator", "attributes", "note", "origin", "created", "modified")
        if annotation[key]
    }
    found |= {key: value for key, value in annotation.items() if key in _SELDOM}
    for key in besides:
        found.pop(key, None)
    return found


def numbered(fragments: list[list[int]]) -> Iterator[tuple[list[int], dict[str, Any]]]:
    """Give each fragment with what says which one it is: nothing if there is one."""
    if len(fragments) == 1:
        yield fragments[0], {}
        return
    for number, fragment in enumerate(fragments, 1):
        yield fragment, {"fragment": [number, len(fragments)]}


def relation_extras(relation: RelationRecord, owner: str) -> dict[str, Any]:
    """Give what a relation has besides its type and ends; the owner's name goes without saying."""
    found: dict[str, Any] = {"id": relation["id"]}
    if relation["annotator"] != owner:
        found["annotator"] = relation["annotator"]
    if relation["note"]:
        found["note"] = relation["note"]
    return found | {"created": relation["created"], "modified": relation["modified"]}


def people(article: ArticleRecord) -> list[str]:
    """Name who has annotated an article, or is done with it and found nothing."""
    states = article.get("states", {})
    names = [one["annotator"] for one in article["annotations"]]
    return list(dict.fromkeys([*names, *(name for name in states if states[name] == "done")]))


def fields_of(article: ArticleRecord) -> dict[str, str]:
    """Give what is known of an article that is one text each."""
    record = cast("dict[str, Any]", article)
    return {key: record[key] for key in FIELDS if record[key]}


def article_extras(
    article: ArticleRecord, position: Callable[[int], int] = lambda at: at
) -> dict[str, Any]:
    """Give what an article has besides its text, those fields, spans and relations.

    Args:
        article: what is written.
        position: turns code points into the file's unit, in which zones are written too.
    """
    found: dict[str, Any] = {
        "zones": [
            {"start": position(zone["start"]), "end": position(zone["end"]), "role": zone["role"]}
            for zone in article["zones"]
        ],
        "source": article.get("source"),
    }
    for key in ("reference", "states", "none", "verdicts", "comments"):
        if value := article.get(key):
            found[key] = value
    return found
