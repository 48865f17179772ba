"""What people say of articles for the project's own lists, as own JSONL holds it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from annotator.app.session import Session
from annotator.model.export import Selection
from annotator.model.inconsistency import Silence
from annotator.model.records import ArticleRecord, IntendedRecord
from annotator.store.silences import silences


class ArticleWords:
    """Gives flags, what is no copy, who retired an article, and what is intended in it.

    Args:
        session: the open project, in a snapshot.
        selection: whose words, of which labels.
    """

    def __init__(self, session: Session, selection: Selection) -> None:
        self._whose = frozenset(selection.annotators)
        self._labels = frozenset(selection.labels)
        self._by_name: dict[int, dict[str, dict[str, Any]]] = defaultdict(dict)
        articles = session.articles
        for key, walk in (
            ("flags", articles.flagged()),
            ("no_copy_of", articles.apart()),
            ("retired", articles.shelved()),
        ):
            for number, name, said in walk:
                if not self._whose or name in self._whose:
                    self._by_name[number].setdefault(key, {})[name] = said
        connection, coder = session.database.connection, session.database.coder
        self._everywhere: list[Silence] = []
        self._intended: dict[str, list[Silence]] = defaultdict(list)
        for one in silences(connection, coder, session.merges()):
            if self._is_chosen(one):
                here = self._everywhere if one.article is None else self._intended[one.article]
                here.append(one)

    def add_to(self, record: ArticleRecord, number: int) -> None:
        """Add what is said of an article; the first one has what is intended everywhere as well."""
        fields: dict[str, Any] = self._by_name.get(number, {})
        for key, said in fields.items():
            record[key] = said  # type: ignore[literal-required]
        intended = [*self._everywhere, *self._intended.get(record["id"], ())]
        self._everywhere = []
        if intended:
            record["intended"] = [_record(one) for one in intended]

    def _is_chosen(self, one: Silence) -> bool:
        label = one.subject.label
        return (not self._whose or one.author in self._whose) and (
            not self._labels or not label or label in self._labels
        )


def _record(one: Silence) -> IntendedRecord:
    return {
        "id": one.id,
        "author": one.author,
        "about": one.subject.about,
        "string": one.subject.string,
        "label": one.subject.label or None,
        "attribute": one.subject.attribute or None,
        "start": one.start,
        "end": one.end,
        "reason": one.reason,
        "created": one.created,
    }
