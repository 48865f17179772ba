"""Queries to begin with, made of what the project itself holds."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from annotator.app.asking import Asking
from annotator.model.query import phrase
from annotator.store.concordance import heads_of, some_quotes

if TYPE_CHECKING:
    from annotator.app.session import Session

_LOOKED_AT = 300
"""Annotations that are looked at: this is for the window's own time."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_SHORTEST = 5
"""Letters of a word that is worth being found by its beginning."""
_LONGEST = 32
"""Code points of words that are offered."""


class ExampleQuery(NamedTuple):
    """A query, and what it finds."""

    query: str
    says: str


def example_queries(session: Session) -> list[ExampleQuery]:
    """Give some queries of different kinds; none while nothing is tagged."""
    sees = Asking(session).eyes()
    merges = session.merges()
    labels: Counter[str] = Counter()
    strings: Counter[str] = Counter()
    where: dict[str, int] = {}
    with session.database.reading() as connection:
        coder = session.database.coder
        for article, author, label, quote in some_quotes(connection, coder, _LOOKED_AT):
            if sees(article, author):
                labels[merges.get(label, label)] += 1
                if len(string := " ".join(quote.split())) <= _LONGEST:
                    strings[string] += 1
                    where[string] = article
        outlets = {
            number: head.outlet
            for number, head in heads_of(connection, coder, set(where.values())).items()
        }
    found: list[ExampleQuery] = []
    tagged = [string for string, _ in strings.most_common()]
    words = next((all_of for one in tagged if len(all_of := _WORD.findall(one)) > 1), [])
    if words:
        said = next(one for one in tagged if _WORD.findall(one) == words)
        found.append(ExampleQuery(phrase(said), "the words in this order"))
        found.append(
            ExampleQuery(f"near({words[0]} {words[-1]}, 5)", "with at most five words between them")
        )
    single = next((one for one in tagged if _WORD.fullmatch(one)), words[-1] if words else "")
    if len(single) >= _SHORTEST:
        found.append(ExampleQuery(f"{single[: _SHORTEST - 1]}*", "words that begin so"))
    if labels:
        label = labels.most_common(1)[0][0]
        found.append(ExampleQuery(f"label:{label}", "all annotations of this label"))
        if single:
            found.append(ExampleQuery(f"{single} -label:{label}", "where this label is not on it"))
    if outlet := outlets.get(where.get(single, -1)):
        found.append(
            ExampleQuery(f"{single} outlet:{phrase(outlet)}", "in the articles of one outlet")
        )
    return found
