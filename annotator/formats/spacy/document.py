"""An article as spaCy sees it: tokens that make up the text again, spans on them, and the rest.

Tokens and blanks give the text back to the last character, as spaCy wants it: one blank belongs to
the token before it, other white space is a token of its own. Tokens are cut where a span begins or
ends inside one, so that every span is held exactly. What spaCy has no place for (annotators,
values, notes, links, fragments that belong together …) is our own record, kept beside.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from annotator.formats.common.losses import WIDENED
from annotator.formats.common.tokens import Tokens, token_spans
from annotator.model.records import AnnotationRecord, ArticleRecord, Loss, LossKind, LossReason

GROUP = "sc"
"""The group of spans that spaCy's span categoriser learns from."""
KEPT = "annotator"
"""The name under which our record lies among the data of others: ``doc._.annotator``."""
Edges = Literal["cut", "widen"]

FRAGMENTS = LossKind(
    "discontinuous", "Fragments of one span",
    "spans of their own in spaCy; Annotator puts them together again", "changed",
)  # fmt: skip
OVERLAPPING = LossKind(
    "overlapping", "Spans that overlap longer ones",
    "in doc.spans, not in doc.ents, which has room for the longest only", "beside",
)  # fmt: skip
TWICE = LossKind(
    "identical", "Spans that are there twice",
    "each in doc.spans, one of them in doc.ents", "beside",
)  # fmt: skip
CUT = LossKind(
    "not-token-aligned", "Edges inside a word",
    "the token is cut there; spaCy does not learn from such spans", "beside",
)  # fmt: skip
TRIMMED = LossKind(
    "not-token-aligned", "Spans that begin or end with white space",
    "without it in spaCy; Annotator has it again", "changed",
)  # fmt: skip
BLANK = LossKind(
    "not-token-aligned", "Spans of white space alone",
    "not in doc.spans; Annotator has them again", "left out",
)  # fmt: skip
CANNOT_HOLD: tuple[LossReason, ...] = (
    "discontinuous", "overlapping", "identical", "not-token-aligned",
)  # fmt: skip

_Span = tuple[int, int]


class Marked(NamedTuple):
    """A span that begins and ends where tokens do, in code points."""

    start: int
    end: int
    label: str
    annotation: str
    """The id of the annotation that it is of, or a fragment of."""
    concept: str
    """Its id in a knowledge base, “” if it has none."""


class Document(NamedTuple):
    """An article as spaCy sees it."""

    tokens: list[_Span]
    blanks: list[bool]
    """Of each token, whether one blank follows that belongs to it."""
    spans: list[Marked]
    entities: list[Marked]
    """Those spans that do not overlap, by their place."""
    kept: dict[str, Any]
    losses: list[Loss]


def document(article: ArticleRecord, edges: Edges) -> Document:
    """Lay an article out for spaCy.

    Args:
        article: what is written.
        edges: whether tokens are cut where spans begin and end, or spans widened to whole tokens.
    """
    words = token_spans(article["text"])
    cuts: dict[int, list[int]] = {}
    if edges == "cut":
        cuts = _edges_inside(words, article["annotations"])
        words = _cut(words, cuts)
    cut = {edge for inside in cuts.values() for edge in inside}
    aligned = Tokens(words, [])
    losses: list[Loss] = []
    spans: list[Marked] = []
    kept: list[dict[str, Any]] = []
    for one in article["annotations"]:
        pieces = _pieces(aligned, one["fragments"])
        concept = _concept(one)
        spans += [Marked(*piece, one["label"], one["id"], concept) for piece in pieces]
        record = {key: value for key, value in one.items() if key != "article"}
        if (written := [list(piece) for piece in pieces]) != one["fragments"]:
            record["written"] = written
        kept.append(record)
        losses += _losses(article["id"], one, pieces, cut)
    entities, left = _disjoint(spans)
    losses += _losses_of_entities(article["id"], entities, left)
    tokens, blanks = _with_white_space(article["text"], words)
    rest = {key: value for key, value in article.items() if key != "text"}
    return Document(tokens, blanks, spans, entities, rest | {"annotations": kept}, losses)


def _edges_inside(
    words: Sequence[_Span], annotations: Sequence[AnnotationRecord]
) -> dict[int, list[int]]:
    """Give the edges that lie inside a token, by the token's number."""
    edges = {edge for one in annotations for span in one["fragments"] for edge in span}
    starts = [start for start, _ in words]
    inside: dict[int, list[int]] = {}
    for edge in sorted(edges):
        token = bisect_right(starts, edge) - 1
        if token >= 0 and words[token][0] < edge < words[token][1]:
            inside.setdefault(token, []).append(edge)
    return inside


def _cut(words: list[_Span], cuts: Mapping[int, Sequence[int]]) -> list[_Span]:
    """Cut tokens where edges lie inside them."""
    if not cuts:
        return words
    found: list[_Span] = []
    for number, (start, end) in enumerate(words):
        at = start
        for edge in cuts.get(number, ()):
            found.append((at, edge))
            at = edge
        found.append((at, end))
    return found


def _pieces(tokens: Tokens, fragments: Sequence[Sequence[int]]) -> list[_Span]:
    """Give fragments as spans of whole tokens, each once; white space alone is none."""
    found: dict[_Span, None] = {}
    for start, end in fragments:
        covered = tokens.covering(start, end)
        if covered is not None:
            first, after = covered
            found[tokens.spans[first][0], tokens.spans[after - 1][1]] = None
    return list(found)


def _disjoint(spans: Sequence[Marked]) -> tuple[list[Marked], list[Marked]]:
    """Choose spans that do not overlap, long ones first, as spaCy does; give the others too."""
    chosen: list[Marked] = []
    left: list[Marked] = []
    starts: list[int] = []
    for one in sorted(spans, key=lambda span: (span.start - span.end, span.start)):
        place = bisect_right(starts, one.start)
        before_ends = chosen[place - 1].end if place else 0
        next_starts = starts[place] if place < len(starts) else one.end
        if before_ends <= one.start and one.end <= next_starts:
            chosen.insert(place, one)
            starts.insert(place, one.start)
        else:
            left.append(one)
    return chosen, left


def _with_white_space(text: str, words: Sequence[_Span]) -> tuple[list[_Span], list[bool]]:
    """Give all tokens of a text, white space among them, and which of them a blank follows."""
    tokens: list[_Span] = []
    blanks: list[bool] = []
    last = 0
    for start, end in words:
        if start > last:
            last = _close(text, last, blanks)
            if start > last:
                tokens.append((last, start))
                blanks.append(False)
        tokens.append((start, end))
        blanks.append(False)
        last = end
    if len(text) > last:
        last = _close(text, last, blanks)
        if len(text) > last:
            tokens.append((last, len(text)))
            blanks.append(False)
    return tokens, blanks


def _close(text: str, last: int, blanks: list[bool]) -> int:
    """Let the token before a gap have the gap's first sign if that is a blank; say what is left."""
    if blanks and text[last] == " ":
        blanks[-1] = True
        return last + 1
    return last


def _concept(one: AnnotationRecord) -> str:
    """Find an annotation's id in a knowledge base: of its own, or of the place that it names."""
    attributes = one["attributes"]
    for key in ("kb_id", "gazetteer_id"):
        if isinstance(attributes.get(key), str):
            return str(attributes[key])
    places = (value for value in attributes.values() if isinstance(value, dict))
    return next((place["id"] for place in places if isinstance(place.get("id"), str)), "")


def _losses(
    article: str, one: AnnotationRecord, pieces: Sequence[_Span], cut: Collection[int]
) -> Iterator[Loss]:
    fragments = one["fragments"]
    if not pieces:
        yield BLANK.of(one["id"], article)
        return
    if len(fragments) > 1:
        yield FRAGMENTS.of(one["id"], article)
    edges = {edge for fragment in fragments for edge in fragment}
    if any(edge in cut for edge in edges):
        yield CUT.of(one["id"], article)
    if all(edge in edges for piece in pieces for edge in piece) and len(pieces) == len(fragments):
        return
    start, end = pieces[0][0], pieces[-1][1]
    inside = all(
        any(first <= piece[0] and piece[1] <= last for first, last in fragments) for piece in pieces
    )
    kind = TRIMMED if inside else WIDENED
    yield kind.of(one["id"], article, f"{one['start']}–{one['end']} is {start}–{end} in spaCy")


def _losses_of_entities(
    article: str, entities: Sequence[Marked], left: Sequence[Marked]
) -> Iterator[Loss]:
    places = {(one.start, one.end) for one in entities}
    said: set[str] = set()
    for one in left:
        if one.annotation not in said:
            said.add(one.annotation)
            kind = TWICE if (one.start, one.end) in places else OVERLAPPING
            yield kind.of(one.annotation, article)
