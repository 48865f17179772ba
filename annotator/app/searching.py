"""Looking for words and annotations in the whole project: articles, and lines of a concordance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice, pairwise

from annotator.app.asking import Asked, Asking, Completion
from annotator.app.example_queries import ExampleQuery, example_queries
from annotator.app.inconsistencies import Inconsistencies
from annotator.app.session import Session
from annotator.app.sorting_lines import sorted_lines
from annotator.model.inconsistency import Inconsistency, Silence
from annotator.model.query import Near, Term
from annotator.model.query_words import holds, positive, tokens
from annotator.model.search import ArticleHead, Concordance, Hit, Line, LineMark, Piece, SortKey
from annotator.problems import UserProblem
from annotator.store.concordance import annotations_of, heads_of, marks_in, zones_of
from annotator.store.search import hit_at, places, search

MOST_LINES = 50_000
"""Lines that are kept of a concordance; what is found besides is counted."""
CONTEXT = 100
"""Code points of the text that a line shows at each side of its hit."""
_FIRST_PIECE = 64
_LARGEST_PIECE = 2_000
_Places = Iterator[tuple[int, str, list[tuple[int, int, bytes | None]]]]

# One character for one: what is shown keeps its places.
_FLAT = {ord(one): " " for one in "\t\n\x0b\x0c\r\x1c\x1d\x1e\x85\u00a0\u2028\u2029\u202f"}


class Searching:
    """The verbs of looking for something; all take the language of `annotator.model.query`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._asking = Asking(session)

    def articles(self, query: str, limit: int = 50) -> tuple[list[Hit], int]:
        """Find articles, best first; give the first ones and how many there are.

        Raises:
            UserProblem: there is no word in the query, or something in it is wrong.
        """
        asked = self._asking.read(query)
        if asked.narrows_places and not asked.wants_annotations and not _has_words(asked):
            raise UserProblem(
                "zone: and labels that are left out say at which words to look: add a word to find."
            )
        session = self._session
        with session.database.reading() as connection:
            coder = session.database.coder
            if not (asked.wants_annotations or asked.narrows_places):
                return search(connection, coder, asked.words, asked.articles, limit)
            hits: list[Hit] = []
            count = 0
            for number, text, found in self._places(asked):
                count += 1
                if len(hits) < limit:
                    head = heads_of(connection, coder, [number])[number]
                    spans = [(start, end) for start, end, _ in found]
                    hits.append(hit_at(head.id, head.title, text, *spans[0], spans))
            return hits, count

    def concordance(
        self, query: str, sort: SortKey = "article", *, backwards: bool = False
    ) -> Concordance:
        """Find every place and line them up, in an order (see `sorted_lines`).

        Raises:
            UserProblem: there is no word and no label in the query, or something in it is wrong.
        """
        lines: list[Line] = []
        heads: dict[int, ArticleHead] = {}
        hits = 0
        for piece, found in self.pieces(query):
            lines += piece.lines
            heads.update(piece.heads)
            hits = found
        return Concordance(sorted_lines(lines, heads, sort, backwards=backwards), heads, hits)

    def pieces(self, query: str) -> Iterator[tuple[Piece, int]]:
        """Walk the lines of a concordance by article, in pieces that grow; tell the hits so far.

        The first piece is small, so that there is something to look at.

        Raises:
            UserProblem: there is no word and no label in the query, or something in it is wrong.
        """
        asked = self._asking.read(query)
        if asked.words is None and not asked.wants_annotations:
            raise UserProblem(
                "Lines stand around words: add a word to look for, or a label as in label:figure."
            )
        if not asked.wants_annotations and not _has_words(asked):
            raise UserProblem("Say at least one word to find besides those to leave out.")
        return self._pieces(lambda: self._places(asked))

    def pieces_of(
        self, row: Inconsistency | Silence, *, everywhere: bool = False
    ) -> Iterator[tuple[Piece, int]]:
        """Walk the lines of a row of the lists of what is not tagged alike, as `pieces` does.

        Args:
            row: all its places; of what is intended at one place, that place alone.
            everywhere: as in `Inconsistencies.untagged`.
        """
        if isinstance(row, Silence) and row.article is not None:
            number = self._session.article_number(row.article)
            text = self._session.text(number)
            span = (row.start or 0, min(row.end or 0, len(text)), None)
            return self._pieces(lambda: iter([(number, text, [span])]))
        listed = Inconsistencies(self._session)
        return self._pieces(lambda: listed.places(row.subject, everywhere=everywhere))

    def check(self, query: str) -> None:
        """Read a query and look for nothing.

        Raises:
            UserProblem: there is no word in the query, or something in it is wrong.
        """
        self._asking.read(query)

    def completions(self, text: str, at: int | None = None) -> list[Completion]:
        """Offer what may stand where somebody types a query; see `Asking.complete`."""
        return self._asking.complete(text, at)

    def examples(self) -> list[ExampleQuery]:
        """Give some queries to begin with, which find something."""
        return example_queries(self._session)

    def marks_on(
        self, article: int, spans: Sequence[tuple[int, int]]
    ) -> list[tuple[LineMark, ...]]:
        """Give what is tagged on spans of an article (its number), as it stands now."""
        session = self._session
        with session.database.reading() as connection:
            found = marks_in(connection, session.database.coder, [article], session.merges()).get(
                article, []
            )
        sees = self._asking.eyes()
        seen = [one for one in found if sees(article, one.annotator)]
        return [_on(start, end, seen) for start, end in spans]

    def _pieces(self, look: Callable[[], _Places]) -> Iterator[tuple[Piece, int]]:
        session, sees = self._session, self._asking.eyes()
        size, hits, kept = _FIRST_PIECE, 0, 0
        with session.database.reading() as connection:
            coder = session.database.coder
            walk = look()
            while True:
                batch: list[tuple[int, str, list[tuple[int, int, bytes | None]]]] = []
                room = size
                for one in walk:
                    batch.append(one)
                    room -= len(one[2])
                    if room <= 0:
                        break
                if not batch:
                    break
                numbers = [number for number, _, _ in batch]
                hits += sum(len(found) for _, _, found in batch)
                if kept < MOST_LINES:
                    marks = {
                        number: [one for one in of if sees(number, one.annotator)]
                        for number, of in marks_in(
                            connection, coder, numbers, session.merges()
                        ).items()
                    }
                    lines = [
                        _line(number, text, span, marks.get(number, ()))
                        for number, text, found in batch
                        for span in found
                    ]
                    lines = lines[: MOST_LINES - kept]
                    kept += len(lines)
                    yield Piece(lines, heads_of(connection, coder, numbers)), hits
                else:
                    yield Piece([], {}), hits
                size = min(size * 2, _LARGEST_PIECE)

    def _places(self, asked: Asked) -> _Places:
        """Walk the articles with what is found in them."""
        walk = self._annotations(asked) if asked.wants_annotations else self._words(asked)
        if not asked.zones:
            yield from walk
            return
        session = self._session
        for number, text, found in walk:
            zones = zones_of(session.database.connection, number)
            kept = [one for one in found if asked.is_in_zone(zones, one[0])]
            if kept:
                yield number, text, kept

    def _words(self, asked: Asked) -> _Places:
        assert asked.words is not None
        session = self._session
        connection, coder = session.database.connection, session.database.coder
        terms = list(positive(asked.words))
        walk = (
            (number, text, _in_a_row(text, spans, terms))
            for number, text, spans in places(connection, asked.words, asked.articles)
        )
        if not asked.leaves_out:
            for number, text, spans in walk:
                yield number, text, [(start, end, None) for start, end in spans]
            return
        sees = self._asking.eyes()
        while batch := list(islice(walk, 100)):
            marks = marks_in(
                connection, coder, [number for number, _, _ in batch], session.merges()
            )
            for number, text, spans in batch:
                seen = [one for one in marks.get(number, ()) if sees(number, one.annotator)]
                unwanted = [one for one in seen if asked.leaves(one)]
                left = [span for span in spans if not _on(*span, unwanted)]
                if left:
                    yield number, text, [(start, end, None) for start, end in left]

    def _annotations(self, asked: Asked) -> _Places:
        session, words = self._session, asked.words
        fits = cache(lambda quote: words is None or holds(quote, words))
        found = annotations_of(
            session.database.connection,
            session.database.coder,
            asked.articles,
            labels=(asked.labels, asked.without_labels),
            annotators=(asked.annotators, asked.without_annotators),
            rest=asked.rest,
            fits=fits,
            sees=self._asking.eyes(),
        )
        number, spans = -1, list[tuple[int, int, bytes | None]]()
        for one in found:
            if one.article != number:
                if spans:
                    yield number, session.text(number), spans
                number, spans = one.article, []
            spans.append((one.start, one.end, one.entity))
        if spans:
            yield number, session.text(number), spans


def _has_words(asked: Asked) -> bool:
    """Tell whether there are words to find, and not just some to leave out."""
    return any(True for _ in positive(asked.words))


def _in_a_row(
    text: str, spans: list[tuple[int, int]], terms: Sequence[Term | Near]
) -> list[tuple[int, int]]:
    """Make one hit of words that stand in the text next to each other as in the query."""
    if len(terms) < 2:
        return spans
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        last = joined[-1] if joined else (0, 0)
        beside = start - last[1] == 1 and text[last[1]] in " \u00a0" and joined
        if beside and _follow(text[slice(*last)], text[start:end], terms):
            joined[-1] = (last[0], end)
        else:
            joined.append((start, end))
    return joined


def _follow(one: str, other: str, terms: Sequence[Term | Near]) -> bool:
    """Tell whether a query has two words one after the other."""
    last, first = tokens(one)[-1:], tokens(other)[:1]
    return any(
        isinstance(before, Term)
        and isinstance(behind, Term)
        and _is_word(last, before, tokens(before.text)[-1:])
        and _is_word(first, behind, tokens(behind.text)[:1])
        for before, behind in pairwise(terms)
    )


def _is_word(said: list[str], term: Term, asked: list[str]) -> bool:
    if not (said and asked and term.prefix):
        return said == asked
    return said[0].startswith(asked[0])


def _line(
    number: int, text: str, span: tuple[int, int, bytes | None], marks: Iterable[LineMark]
) -> Line:
    start, end, entity = span
    return Line(
        number,
        start,
        end,
        text[max(0, start - CONTEXT) : start].translate(_FLAT),
        text[start : min(end, start + 3 * CONTEXT)].translate(_FLAT),
        text[end : end + CONTEXT].translate(_FLAT),
        # The annotation that was found comes before others that lie there.
        tuple(sorted(_on(start, end, marks), key=lambda one: one.entity != entity)),
        entity,
    )


def _on(start: int, end: int, marks: Iterable[LineMark]) -> tuple[LineMark, ...]:
    """Give the annotations that lie on a span or over a part of it, each once."""
    found: dict[bytes, LineMark] = {}
    for one in marks:
        if one.start < end and one.end > start:
            found.setdefault(one.entity, one)
    return tuple(found.values())
