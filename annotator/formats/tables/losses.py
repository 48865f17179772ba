"""What a table of annotations has no column for."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.formats.common.losses import EMPTY, RELATION
from annotator.model.records import ArticleRecord, Loss, LossKind

_NOT_HELD = {
    "text": "text",
    "zones": "zones",
    "what annotators say of the article": "states",
    "which labels they found none of": "none",
    "verdicts": "verdicts",
    "comments": "comments",
    "its id elsewhere": "reference",
    "where its text came from": "source",
}
"""What an article has besides, by the words of a loss report."""

NO_COLUMN = LossKind(
    "other", "Texts of articles, their zones, verdicts and comments",
    "left out, there is no column for them; “texts=yes” adds columns for all", "beside",
)  # fmt: skip


def not_in_columns(article: ArticleRecord) -> Iterator[Loss]:
    """Give what the rows of `columns.ANNOTATIONS` leave out of an article."""
    identity = article["id"]
    if not article["annotations"]:
        yield EMPTY.of(None, identity, "an article without annotations has no row")
    names = [name for name, key in _NOT_HELD.items() if article.get(key)]
    if any("made_from" in one for one in article["annotations"]):
        names.append("what the consensus was made from")
    if names:
        yield NO_COLUMN.of(None, identity, f"no column for: {', '.join(names)}")
    for relation in article["relations"]:
        yield RELATION.of(relation["from"], identity, f"{relation['type']} {relation['to']}")
