"""Gathers what is exported: articles with all that belongs to them, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar, cast

from annotator.app.export.article_words import ArticleWords
from annotator.app.export.pseudonyms import Pseudonyms
from annotator.app.export.reviews import InStep, ReviewRecords
from annotator.app.session import Session
from annotator.model.export import Selection
from annotator.model.records import (
    AnnotationRecord,
    ArticleRecord,
    Loss,
    LossKind,
    RelationRecord,
)

_Said = TypeVar("_Said")

TORN = LossKind("relation", "Links to what is not exported", "left out", "beside")


def gathered(
    session: Session,
    selection: Selection,
    articles: frozenset[str] | None,
    dropped: Callable[[Loss], None],
    *,
    pseudonyms: Pseudonyms | None = None,
) -> Iterator[ArticleRecord]:
    """Walk articles with what belongs to each; some queries in step, never all in memory.

    Args:
        session: the open project, in a snapshot.
        selection: whose annotations, of which labels.
        articles: the ids of those that are taken; None for all.
        dropped: told what is left out because something else is.
        pseudonyms: what annotators are called instead.
    """
    for record in _records(session, selection, articles, dropped):
        yield record if pseudonyms is None else pseudonyms.apply(record)


def _records(
    session: Session,
    selection: Selection,
    chosen: frozenset[str] | None,
    dropped: Callable[[Loss], None],
) -> Iterator[ArticleRecord]:
    reviews = ReviewRecords(session, selection, dropped)
    annotations = InStep(
        session.annotations.records(annotators=reviews.authors, labels=selection.labels)
    )
    relations = InStep(session.items.relation_records())
    states = _of(selection, session.articles.states())
    none = _of(selection, session.articles.found_none())
    words = ArticleWords(session, selection)
    with_retired = chosen is not None or selection.retired
    for number, article in session.articles.walk(with_retired=with_retired):
        if chosen is not None and article.id not in chosen:
            continue
        here, tied = annotations.of(number), relations.of(number)
        record = cast("ArticleRecord", article.as_json())
        if selection.consensus:
            settled = reviews.settled(number, here)
            record["annotations"] = settled.entries
            record["relations"] = settled.relations(article.id, tied)
            record["verdicts"] = []
            yield record
            continue
        review = reviews.of(number, here)
        if number in states:
            record["states"] = states[number]
        if number in none:
            record["none"] = none[number]
        record["annotations"] = here
        record["relations"] = list(_whole(here, tied, article.id, dropped))
        record["verdicts"] = review.verdicts
        if review.comments:
            record["comments"] = review.comments
        words.add_to(record, number)
        yield record


def _of(
    selection: Selection, said: Mapping[int, Mapping[str, _Said]]
) -> dict[int, dict[str, _Said]]:
    """Keep of what annotators say of articles that of those who are exported.

    Whoever is done with an article and marked nothing would seem to have missed all of it.
    """
    found: dict[int, dict[str, _Said]] = {}
    for number, by_name in said.items():
        chosen = {
            name: one
            for name, one in by_name.items()
            if not selection.annotators or name in selection.annotators
        }
        if chosen:
            found[number] = chosen
    return found


def _whole(
    annotations: list[AnnotationRecord],
    relations: list[RelationRecord],
    article: str,
    dropped: Callable[[Loss], None],
) -> Iterator[RelationRecord]:
    """Give the relations whose both ends are among the annotations; note the others."""
    if not relations:
        return
    present = {annotation["id"] for annotation in annotations}
    for relation in relations:
        if relation["from"] in present and relation["to"] in present:
            yield relation
        else:
            detail = f"{relation['type']}: one of its ends is not in the selection"
            dropped(TORN.of(relation["from"], article, detail))
