"""The text of a WebAnno file, put together from its sentences, and where its tokens stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from annotator.formats.webanno.cells import Row, Sentence, plain
from annotator.problems import UnreadableInputError
from annotator.text.offsets import Utf16Map

UNITS = ("utf16", "code-points")
_WIDEST = 1_000
"""Line ends between two sentences at most, whatever their offsets say."""


class Whole(NamedTuple):
    """A document's text, in which unit the file counts, and how many tokens stand elsewhere."""

    text: str
    unit: str
    misplaced: int


class _Counted:
    """A sentence's text, counted in the file's unit."""

    def __init__(self, text: str, unit: str) -> None:
        self._map = Utf16Map(text) if unit == "utf16" else None
        self._length = len(text)

    def units(self, position: int) -> int:
        """Give the file's units before a code point."""
        return position if self._map is None else self._map.to_utf16(position)

    def position(self, units: int) -> int:
        """Give the code point at so many units; -1 if there is none."""
        if self._map is None:
            return units if 0 <= units <= self._length else -1
        if not 0 <= units <= self._map.length:
            return -1
        return self._map.from_utf16(units)


def put_together(sentences: Sequence[Sentence], unit: str | None, name: str) -> Whole:
    """Give the text, and set where rows stand in it.

    Args:
        sentences: those of the file.
        unit: what the file counts; None finds it.
        name: what the file is called.

    Raises:
        UnreadableInputError: a token is not in its sentence.
    """
    texts = [_text(one, name) for one in sentences]
    units = [one for one in UNITS if unit in {one, None}] or UNITS
    found = [(_misplaced(sentences, texts, one), one) for one in units]
    misplaced, best = min(found, key=lambda one: one[0])
    pieces: list[str] = []
    length, last = 0, None
    for sentence, text in zip(sentences, texts, strict=True):
        counted = _Counted(text, best)
        first = _place(sentence, text, counted)
        begin = sentence.rows[0].begin - counted.units(first) if sentence.rows else last
        if pieces:
            gap = (begin or 0) - (last or 0) if sentence.rows else 1
            pieces.append("\n" * (gap if 0 <= gap <= _WIDEST else 1))
            length += len(pieces[-1])
        for row in sentence.rows:
            if row.start >= 0:
                row.start += length
                row.stop += length
        pieces.append(text)
        length += len(text)
        last = (begin or 0) + counted.units(len(text))
    return Whole("".join(pieces), best, misplaced)


def _text(sentence: Sentence, name: str) -> str:
    """Give a sentence's text: older files do not escape a backslash in it."""
    for text in (plain("\n".join(sentence.text)), "\n".join(sentence.text)):
        at = 0
        for row in sentence.rows:
            if row.part == 0:
                at = text.find(row.form, at)
                if at < 0:
                    break
                at += len(row.form)
        else:
            return text
    raise UnreadableInputError(
        f"{name}, line {sentence.line}: the tokens are not those of the sentence."
    )


def _misplaced(sentences: Sequence[Sentence], texts: Sequence[str], unit: str) -> int:
    """Count the tokens that do not stand where their offsets say, in a unit."""
    count = 0
    for sentence, text in zip(sentences, texts, strict=True):
        if sentence.rows:
            counted = _Counted(text, unit)
            zero = sentence.rows[0].begin - counted.units(_first(sentence, text))
            count += sum(not _stands(row, text, counted, zero) for row in sentence.rows)
    return count


def _first(sentence: Sentence, text: str) -> int:
    return max(0, text.find(sentence.rows[0].form))


def _stands(row: Row, text: str, counted: _Counted, zero: int) -> bool:
    at, end = counted.position(row.begin - zero), counted.position(row.end - zero)
    return 0 <= at <= end and text[at:end] == row.form


def _place(sentence: Sentence, text: str, counted: _Counted) -> int:
    """Set where the rows of a sentence stand in it; give where the first one does."""
    if not sentence.rows:
        return 0
    first = _first(sentence, text)
    zero = sentence.rows[0].begin - counted.units(first)
    last = first
    for row in sentence.rows:
        if _stands(row, text, counted, zero):
            row.start = counted.position(row.begin - zero)
        elif row.part == 0:
            row.start = text.find(row.form, last)
        if row.start >= 0:
            row.stop = row.start + len(row.form)
            if row.part == 0:
                last = row.stop
    return first
