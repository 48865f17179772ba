"""Finding every place where some words stand, with what is tagged there by now."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence

from annotator.app.asking import Asking
from annotator.app.session import Session
from annotator.app.silences import Silences
from annotator.model.inconsistency import string_key
from annotator.model.occurrence import ArticleHits, Occurrence, Occurrences, Reason
from annotator.model.search import LineMark
from annotator.problems import UserProblem
from annotator.store import occurrences as stored
from annotator.store.concordance import marks_in
from annotator.text.finding import finder
from annotator.text.paragraphs import paragraph_starts
from annotator.text.zone import Role, Zone

_BATCH = 200
"""Articles that are read at a time."""
CONTEXT = 60
"""Code points of the text that are kept at each side of a hit."""
LONGEST = 1_000
"""Code points of words that can be looked for everywhere."""
_FLAT = {ord(one): " " for one in "\t\n\x0b\x0c\r\x1c\x1d\x1e\x85\u00a0\u2028\u2029\u202f"}
_SHORT_NAMES = {
    "headline": "head", "deck": "deck", "byline": "by", "dateline": "date", "caption": "cap.",
    "boilerplate": "foot",
}  # fmt: skip

Span = tuple[int, int]


class Finding:
    """The verbs that look for words to tag, and change nothing."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(
        self,
        words: str,
        label: str,
        *,
        articles: Sequence[str] | None = None,
        match_case: bool = True,
        whole_words: bool = True,
        progress: Callable[[int], None] = lambda _: None,
    ) -> Occurrences:
        """Find words in articles; what is tagged there is told from whoever works and a label.

        Args:
            words: what is looked for; see `annotator.text.finding.find_all`.
            label: the key of the label that is to be put on them; “” for none yet.
            articles: ids; None looks in all.
            match_case: whether capitals count.
            whole_words: whether a part of a longer word is no hit.
            progress: hears how many articles were looked at; what it raises stops the search.

        Raises:
            UserProblem: there is nothing to look for, too much, or no such article.
        """
        if not words.strip():
            raise UserProblem("Say which words to look for.")
        if len(words) > LONGEST:
            raise UserProblem(
                f"Words that are looked for everywhere have at most {LONGEST:,} characters; "
                f"these have {len(words):,}."
            )
        spans_in = finder(words, match_case=match_case, whole_words=whole_words)
        return self._look(words, label, spans_in, self._numbers(words, articles), progress)

    def judge(self, article: str, spans: Sequence[Span], label: str) -> Occurrences:
        """Tell of given spans of one article what `find` tells of its hits.

        Raises:
            UnknownNameError: there is no such article.
        """
        number = self._session.article_number(article)
        found = sorted(set(spans))
        return self._look("", label, lambda text: _inside(found, text), [number], lambda _: None)

    def _numbers(self, words: str, articles: Sequence[str] | None) -> list[int]:
        session = self._session
        among = None if articles is None else [session.article_number(one) for one in articles]
        if among is not None and len(among) == 1:
            return among  # to read it is quicker than to ask the index
        with session.database.reading() as connection:
            return stored.candidates(connection, session.database.coder, words, among)

    def _look(
        self,
        words: str,
        label: str,
        spans_in: Callable[[str], list[Span]],
        numbers: Sequence[int],
        progress: Callable[[int], None],
    ) -> Occurrences:
        session = self._session
        hits: list[Occurrence] = []
        heads: dict[int, ArticleHits] = {}
        sees = Asking(session).eyes()
        for at in range(0, len(numbers), _BATCH):
            with session.database.reading() as connection:
                coder = session.database.coder
                found = [
                    (article, spans)
                    for article in stored.read(connection, numbers[at : at + _BATCH])
                    if (spans := spans_in(article.text))
                ]
                numbers_found = [article.number for article, _ in found]
                marks = marks_in(connection, coder, numbers_found, session.merges())
                judge = self._judge(words, label)
            for article, spans in found:
                number = article.number
                seen = [one for one in marks.get(number, ()) if sees(number, one.annotator)]
                hits += _hits(article, spans, seen, judge)
                heads[number] = ArticleHits(article.id, article.title, len(spans))
            progress(min(at + _BATCH, len(numbers)))
        return Occurrences(hits, heads)

    def _judge(self, words: str, label: str) -> _Judge:
        session = self._session
        suggesters = {one.name for one in session.items.annotators() if one.kind == "suggester"}
        key = string_key(words)
        intended = {
            (one.article, one.start)
            for one in Silences(session).all()
            if words
            and one.subject.about == "untagged"
            and one.subject.string == key
            and one.subject.label in ("", label)
        }
        return _Judge(session.annotator.name, label, suggesters, intended)


class _Judge:
    """Tells of one place after the other what is there."""

    def __init__(
        self,
        me: str,
        label: str,
        suggesters: Collection[str],
        intended: Collection[tuple[str | None, int | None]],
    ) -> None:
        self._me = me
        self._label = label
        self._suggesters = suggesters
        self._intended = intended

    def __call__(
        self, article: str, start: int, end: int, marks: Iterable[LineMark]
    ) -> tuple[Reason, str, bytes | None]:
        """Tell what is at a span: the reason, what it speaks of, one's own annotation."""
        best: tuple[int, Reason, str, bytes | None] = (_ORDER[""], "", "", None)
        for mark in marks:
            reason, other = self._reason(start, end, mark)
            entity = mark.entity if reason == "tagged" else None
            best = min(best, (_ORDER[reason], reason, other, entity), key=lambda one: one[0])
        if best[0] > _ORDER["intended"] and (
            (article, start) in self._intended or (None, None) in self._intended
        ):
            return "intended", "", None
        return best[1:]

    def _reason(self, start: int, end: int, mark: LineMark) -> tuple[Reason, str]:
        same = (mark.start, mark.end) == (start, end)
        label = mark.label
        if mark.annotator in self._suggesters:
            return "suggested", mark.annotator
        if mark.annotator != self._me:
            return ("theirs", mark.annotator) if same else ("", "")
        if label != self._label:
            return ("labelled" if same else "crosses"), label
        if same:
            return "tagged", label
        if mark.start <= start and end <= mark.end:
            return "inside", label
        return ("around" if start <= mark.start and mark.end <= end else "overlaps"), label


_BY_WEIGHT: tuple[Reason, ...] = (
    "tagged", "inside", "around", "overlaps", "labelled", "intended", "suggested", "theirs",
    "crosses", "",
)  # fmt: skip
_ORDER = {one: number for number, one in enumerate(_BY_WEIGHT)}


def _hits(
    article: stored.ArticleText, spans: Sequence[Span], marks: Sequence[LineMark], judge: _Judge
) -> Iterable[Occurrence]:
    text, places = article.text, _Places(article.text, article.zones)
    marks = sorted(marks, key=lambda one: one.start)
    reaching: list[LineMark] = []
    at = 0
    for start, end in spans:
        while at < len(marks) and marks[at].start < end:
            reaching.append(marks[at])
            at += 1
        if reaching:
            reaching = [one for one in reaching if one.end > start]
        role, place = places.at(start)
        yield Occurrence(
            article.number,
            start,
            end,
            role,
            place,
            # What stands in another paragraph says nothing of this place.
            text[max(0, start - CONTEXT) : start].rpartition("\n")[2].translate(_FLAT),
            text[start:end].translate(_FLAT),
            text[end : end + CONTEXT].partition("\n")[0].translate(_FLAT),
            *judge(article.id, start, end, [one for one in reaching if one.start < end]),
        )


class _Places:
    """Says in a few letters where a place of one text is."""

    def __init__(self, text: str, zones: Sequence[Zone]) -> None:
        self._zones = [zone for zone in zones if zone.start < zone.end]
        self._ends = [zone.end for zone in self._zones]
        self._text = text
        self._starts: list[int] = []
        self._numbers: list[int] = []

    def at(self, position: int) -> tuple[Role, str]:
        """Give the role and the name of the paragraph at a code point."""
        role = self._role(position)
        if role != "body":
            return role, _SHORT_NAMES[role]
        if not self._starts:
            self._count()
        return role, f"¶{self._numbers[bisect_right(self._starts, position) - 1]}"

    def _role(self, position: int) -> Role:
        index = bisect_right(self._ends, position)
        if index < len(self._zones) and self._zones[index].start <= position:
            return self._zones[index].role
        return "body"

    def _count(self) -> None:
        self._starts = paragraph_starts(self._text)
        number = 0
        for start, words in zip(self._starts, self._text.split("\n"), strict=True):
            number += bool(words.strip()) and self._role(start) == "body"
            self._numbers.append(number)


def _inside(spans: Sequence[Span], text: str) -> list[Span]:
    return [(start, end) for start, end in spans if 0 <= start < end <= len(text)]
