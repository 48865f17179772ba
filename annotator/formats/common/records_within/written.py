"""What is kept of articles, annotations and relations in places of other formats, as JSON values.

Where a format has fields of its own for some of it, these are left out here. Offsets are code
points unless the format counts otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, cast

from annotator.model.records import AnnotationRecord, ArticleRecord, RelationRecord

_SELDOM = frozenset({"certainty", "made_from"})
FIELDS = ("title", "url", "outlet", "byline", "published", "language")
"""What is known of an article that is one text each."""
TEXTS = (*FIELDS, "reference")
"""The same, with the id that it has elsewhere."""
TIES = ("zones", "source", "states", "none", "relations", "verdicts", "comments")
"""What else belongs to it."""
HELD = frozenset(
    {
        "text", "zones", "reference", "states", "none", "verdicts", "comments", "relations", "id",
        "annotator", "certainty", "origin", "created", "modified", "made_from", "attributes",
        "note", "source", *FIELDS,
    }
)  # fmt: skip
"""What these fields hold, in the words of `unheld`; relations where the format has them."""


def beside(article: ArticleRecord, without: Collection[str] = ()) -> dict[str, Any]:
    """Give what belongs to an article besides its text and its spans, as far as it says something.

    It is a line of our own JSONL without these.

    Args:
        article: what is written.
        without: keys that are kept elsewhere.
    """
    fields = cast("dict[str, Any]", article)
    keys = [key for key in (*TEXTS, *TIES) if key not in without]
    return {key: fields[key] for key in keys if fields.get(key)}


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
