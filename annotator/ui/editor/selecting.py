"""Selecting by words and sentences: pure rules on positions, without a widget.

A selection is made between two *edges*: the one where it began and the one that moves. Both are raw
places in the text; what is selected is what lies between them, snapped to words and trimmed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from annotator.text.offsets import ceil_grapheme, floor_grapheme
from annotator.text.sentences import sentence_at
from annotator.text.spans import exact, snap
from annotator.text.words import next_word, previous_word, word_at

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Selection:
    """Where the caret stands and what is selected, in code points.

    Attributes:
        anchor: where the selection began.
        caret: the edge that moves; without a selection the same place.
        by_character: Alt was held: edges stay where they are put.
    """

    anchor: int = 0
    caret: int = 0
    by_character: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing lies between the edges."""
        return self.anchor == self.caret

    def span(self, text: str) -> Span | None:
        """Give what is selected: whole words without outer punctuation, or exact characters."""
        if self.empty:
            return None
        start, end = min(self.anchor, self.caret), max(self.anchor, self.caret)
        return exact(text, start, end) if self.by_character else snap(text, start, end)

    def extended(self, caret: int, *, by_character: bool = False) -> Selection:
        """Move the edge that moves."""
        return replace(self, caret=caret, by_character=by_character)


def collapsed(position: int) -> Selection:
    """Put the caret somewhere, with nothing selected."""
    return Selection(position, position)


def last_word(text: str, span: Span, selection: Selection) -> int:
    """Give the start of the word of a selected span at which its moving edge stands."""
    if selection.caret < selection.anchor:
        return span[0]
    word = previous_word(text, span[1])
    return max(word[0], span[0]) if word else span[0]


def word_forward(text: str, position: int) -> int:
    """Give the start of the next word; the end of the text if there is none."""
    here = word_at(text, position)
    word = next_word(text, here[1] if here and here[0] <= position < here[1] else position)
    return word[0] if word else len(text)


def word_backward(text: str, position: int) -> int:
    """Give the start of the word that a position lies in or behind; 0 if there is none."""
    here = word_at(text, position)
    if here and here[0] < position <= here[1]:
        return here[0]
    word = previous_word(text, position)
    return word[0] if word else 0


def edge_forward(text: str, position: int) -> int:
    """Give the end of the word that a growing selection takes in next."""
    word = next_word(text, position)
    here = word_at(text, position)
    if here and here[0] <= position < here[1]:
        return here[1]
    return word[1] if word else len(text)


def edge_backward(text: str, position: int) -> int:
    """Give the start of the word that a growing selection takes in next, backwards."""
    return word_backward(text, position)


def sentence_forward(text: str, position: int, language: str | None) -> int:
    """Give the end of the sentence at a position, or of the next one if it ends there."""
    _, end = sentence_at(text, position, language)
    if end <= position and (word := next_word(text, position)):
        _, end = sentence_at(text, word[0], language)
    return max(end, position)


def sentence_backward(text: str, position: int, language: str | None) -> int:
    """Give the start of the sentence at a position, or of the one before if it starts there."""
    start, _ = sentence_at(text, position, language)
    if start >= position and (word := previous_word(text, position)):
        start, _ = sentence_at(text, word[0], language)
    return min(start, position)


def character_forward(text: str, position: int) -> int:
    """Give the end of the character (grapheme cluster) at a position."""
    return min(len(text), ceil_grapheme(text, position + 1)) if position < len(text) else position


def character_backward(text: str, position: int) -> int:
    """Give the start of the character (grapheme cluster) before a position."""
    return floor_grapheme(text, position - 1) if position else 0


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sort spans, and make one of those that touch or overlap."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def dragged_edge(
    text: str, span: Span, position: int, *, left: bool, by_character: bool = False
) -> Span:
    """Put one edge of a span where the mouse is; the other edge stays exactly where it is.

    A word is taken in as soon as half of it is, and one word stays at the least; ``by_character``
    takes exact characters, of which one stays.
    """
    start, end = span
    if by_character:
        position, _ = exact(text, position, position)
        if left:
            return min(position, character_backward(text, end)), end
        return start, max(position, character_forward(text, start))
    word = word_at(text, position)
    if word and word[0] < position < word[1]:
        nearer_start = position - word[0] <= word[1] - position
        position = word[0] if nearer_start else word[1]
    if left:
        last = previous_word(text, end)
        limit = max(start, last[0]) if last else start
        snapped = snap(text, min(position, limit), end)
        return (min(snapped[0], end - 1), end) if snapped else span
    first = next_word(text, start)
    limit = min(end, first[1]) if first else end
    snapped = snap(text, start, max(position, limit))
    return (start, max(snapped[1], start + 1)) if snapped else span


def fragment_at(fragments: Sequence[Span], position: int) -> int | None:
    """Give the index of the fragment that holds a code point, or ends there; None is none."""
    inside = next((i for i, (a, b) in enumerate(fragments) if a <= position < b), None)
    if inside is not None:
        return inside
    return next((i for i, (_, b) in enumerate(fragments) if b == position), None)


def moved_edge(text: str, span: Span, *, left: bool, outward: bool) -> Span | None:
    """Move one edge of a span by a word; None if nothing would be left of it.

    The other edge stays exactly where it is.
    """
    start, end = span
    if left:
        start = word_backward(text, start) if outward else _word_start_after(text, start)
    else:
        end = _word_end_after(text, end) if outward else _word_end_before(text, end)
    return (start, end) if start < end else None


def _word_start_after(text: str, position: int) -> int:
    word = next_word(text, position)
    if word and word[0] == position:
        word = next_word(text, word[1])
    return word[0] if word else len(text)


def _word_end_after(text: str, position: int) -> int:
    word = next_word(text, position)
    return word[1] if word else position


def _word_end_before(text: str, position: int) -> int:
    """Give the end of the word before the one that ends at a position, or before it."""
    last = previous_word(text, position)
    before = previous_word(text, last[0]) if last else None
    return before[1] if before else 0
