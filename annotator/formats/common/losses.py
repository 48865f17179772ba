"""What formats cannot hold, in words that all of them share: rows of the honesty sheet."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from annotator.model.records import AnnotationRecord, ArticleRecord, Loss, LossKind

INNER = LossKind(
    "overlapping", "Spans inside other spans",
    "the outer one is written, the inner one is not", "left out",
)  # fmt: skip
CROSSING = LossKind(
    "overlapping", "Spans that cross others",
    "the first one is written, the other is not", "left out",
)  # fmt: skip
IDENTICAL = LossKind(
    "identical", "Spans that are there twice", "one of them is written", "left out"
)
FRAGMENTS_APART = LossKind(
    "discontinuous", "Fragments of one span", "written as spans of their own, without a link",
    "changed",
)  # fmt: skip
FRAGMENTS_TIED = LossKind(
    "discontinuous", "Fragments of one span",
    "written as spans of their own, which only this program puts together again", "changed",
)  # fmt: skip
WIDENED = LossKind(
    "not-token-aligned", "Edges inside a word", "widened to the whole word", "changed"
)
TRIMMED = LossKind(
    "not-token-aligned", "Edges in white space", "moved to the nearest word", "changed"
)
NO_TOKEN = LossKind(
    "not-token-aligned", "Spans of white space alone", "left out: there is no word", "left out"
)
LABEL = LossKind(
    "label-charset", "Names of labels with signs that the format has no place for",
    "written under another name, which the table beside the files explains", "changed",
)  # fmt: skip
RELATION = LossKind("relation", "Links between annotations", "left out", "beside")
RELATION_ACROSS = LossKind(
    "relation", "Links between annotations of two people", "left out", "beside"
)
ATTRIBUTES = LossKind("attribute", "Values of annotations", "left out", "beside")
NOTE = LossKind("note", "Notes on annotations", "left out", "beside")
EMPTY = LossKind("empty", "Articles without annotations", "not written", "beside")
BOOKKEEPING = LossKind(
    "other", "Who marked it, when and how surely",
    "left out; this is said once an article", "beside",
)  # fmt: skip
ARTICLE = LossKind(
    "other", "What is known of an article besides its text",
    "left out; this is said once an article", "beside",
)  # fmt: skip
REVIEW = LossKind("other", "Verdicts and comments", "left out", "beside")

_ARTICLE_FIELDS = {
    "text": "its text",
    "title": "its title",
    "url": "its address",
    "outlet": "its outlet",
    "byline": "its byline",
    "published": "when it appeared",
    "language": "its language",
    "zones": "its zones",
    "reference": "its id elsewhere",
    "source": "where its text came from",
    "states": "what annotators say of it",
    "none": "which labels they found none of",
}
_ANNOTATION_FIELDS = {
    "id": "ids",
    "annotator": "annotators",
    "certainty": "certainty",
    "origin": "origins",
    "created": "when they were made",
    "modified": "when they were changed",
    "made_from": "what the consensus was made from",
}


def across_people(article: ArticleRecord) -> Iterator[Loss]:
    """Tell what a format loses that keeps each person's annotations apart, a span a fragment."""
    owners: dict[str, str] = {}
    for one in article["annotations"]:
        owners[one["id"]] = one["annotator"]
        if len(one["fragments"]) > 1:
            yield FRAGMENTS_TIED.of(one["id"], article["id"])
    for relation in article["relations"]:
        if owners[relation["from"]] != owners[relation["to"]]:
            detail = f"{relation['type']} {relation['to']}"
            yield RELATION_ACROSS.of(relation["from"], article["id"], detail)


def unheld(article: ArticleRecord, held: Collection[str]) -> Iterator[Loss]:
    """Give the losses of an article and of its annotations, as far as fields are concerned.

    Args:
        article: what is written.
        held: the names of what the format holds: fields of `ArticleRecord`; fields of
            `AnnotationRecord` (``id``, ``annotator``, ``certainty``, ``origin``, ``created``,
            ``modified``, ``made_from``, ``attributes``, ``note``); ``relations``, ``verdicts``,
            ``comments``. Spans, labels and quotes are every format's own matter.
    """
    identity, annotations = article["id"], article["annotations"]
    of_article = [key for key in _ARTICLE_FIELDS if key not in held and article.get(key)]
    if of_article:
        words = ", ".join(_ARTICLE_FIELDS[key] for key in of_article)
        yield ARTICLE.of(None, identity, f"left out: {words}")
    missing = [key for key in _ANNOTATION_FIELDS if key not in held]
    of_all = [key for key in missing if any(key in one for one in annotations)]
    if of_all:
        words = ", ".join(_ANNOTATION_FIELDS[key] for key in of_all)
        yield BOOKKEEPING.of(None, identity, f"left out: {words}")
    if "attributes" not in held or "note" not in held:
        for one in annotations:
            yield from _of_annotation(one, identity, held)
    yield from _of_ties(article, held)


def _of_ties(article: ArticleRecord, held: Collection[str]) -> Iterator[Loss]:
    identity = article["id"]
    if "relations" not in held:
        for relation in article["relations"]:
            yield RELATION.of(relation["from"], identity, f"{relation['type']} {relation['to']}")
    if "verdicts" not in held:
        for verdict in article["verdicts"]:
            cited = verdict["cites"][0] if verdict["cites"] else None
            yield REVIEW.of(cited, identity, f"verdict of {verdict['reviewer']}: left out")
    if "comments" not in held:
        for comment in article.get("comments", ()):
            yield REVIEW.of(comment["about"], identity, f"comment of {comment['author']}: left out")


def _of_annotation(one: AnnotationRecord, article: str, held: Collection[str]) -> Iterator[Loss]:
    if "attributes" not in held and one["attributes"]:
        keys = ", ".join(one["attributes"])
        yield ATTRIBUTES.of(one["id"], article, f"left out: {keys}")
    if "note" not in held and one["note"]:
        yield NOTE.of(one["id"], article)
