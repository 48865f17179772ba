"""Convert positions between code points, UTF-16 units, UTF-8 bytes and grapheme clusters.

A code point is what Python indexes by. Qt, Java and JavaScript count UTF-16 units, some file
formats count bytes, and a reader counts grapheme clusters (UAX #29): what looks like one character.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import cache
from typing import ClassVar

_BLOCK = 1024  # code points between two checkpoints: a lookup encodes at most this much


class _EncodedMap:
    """Hold the encoded length in front of every block of a text.

    Blocks whose characters all take one unit need no further look, so ordinary text is answered
    without touching the string; a text of only such blocks is the identity and is not kept.
    """

    __slots__ = ("_bases", "_text", "length")

    _codec: ClassVar[str]
    _width: ClassVar[int]  # bytes a unit

    length: int

    def __init__(self, text: str) -> None:
        self._text = ""
        self._bases = array("L", [0])
        self.length = len(text)
        if text.isascii():
            return
        total = 0
        for start in range(0, len(text), _BLOCK):
            total += self._units(text[start : start + _BLOCK])
            self._bases.append(total)
        if total == len(text):
            self._bases = array("L", [0])
        else:
            self._text = text
            self.length = total

    def _units(self, part: str) -> int:
        return len(part.encode(self._codec, "surrogatepass")) // self._width

    def _encoded(self, position: int) -> int:
        if not self._text:
            return _checked(position, self.length)
        block, rest = divmod(_checked(position, len(self._text)), _BLOCK)
        base = self._bases[block]
        if not rest:
            return base
        start = block * _BLOCK
        if self._bases[block + 1] - base == min(_BLOCK, len(self._text) - start):
            return base + rest
        return base + self._units(self._text[start : start + rest])

    def _decoded(self, unit: int) -> int:
        _checked(unit, self.length)
        if not self._text:
            return unit
        block = min(bisect_right(self._bases, unit), len(self._bases) - 1) - 1
        start = block * _BLOCK
        size = min(_BLOCK, len(self._text) - start)
        if self._bases[block + 1] - self._bases[block] == size:
            return start + unit - self._bases[block]
        inside = range(start, start + size + 1)
        return inside[bisect_right(inside, unit, key=self._encoded) - 1]


class Utf16Map(_EncodedMap):
    """Convert between code points and UTF-16 units (Qt, UIMA CAS, JavaScript).

    Texts without characters above U+FFFF are the identity and cost nothing. ``length`` is the
    text's length in UTF-16 units. Positions outside the text raise IndexError.
    """

    __slots__ = ()

    _codec = "utf-16-le"
    _width = 2

    def to_utf16(self, cp: int) -> int:
        """Return the UTF-16 position of a code-point position."""
        return self._encoded(cp)

    def from_utf16(self, unit: int) -> int:
        """Return the code-point position of a UTF-16 position.

        A position inside a surrogate pair rounds down to the start of its character.
        """
        return self._decoded(unit)


class Utf8Map(_EncodedMap):
    """Convert between code points and UTF-8 bytes.

    ASCII texts are the identity. ``length`` is the text's length in bytes. Memory is one number a
    block, not one a character. Positions outside the text raise IndexError.
    """

    __slots__ = ()

    _codec = "utf-8"
    _width = 1

    def to_utf8(self, cp: int) -> int:
        """Return the byte position of a code-point position."""
        return self._encoded(cp)

    def from_utf8(self, byte: int) -> int:
        """Return the code-point position of a byte position.

        A position inside a character rounds down to the character's start.
        """
        return self._decoded(byte)


def utf16_length(text: str) -> int:
    """Count the UTF-16 units of a text; a lone surrogate is one."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class GraphemeMap:
    """Convert between code points and grapheme clusters (UAX #29, extended).

    Only positions inside clusters are kept, so ASCII text without CR is the identity. ``count`` is
    the number of clusters. Positions outside the text raise IndexError.
    """

    __slots__ = ("_inner", "_length", "count")

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._inner = array("L", _inner_positions(text))
        self.count = len(text) - len(self._inner)

    def to_grapheme(self, cp: int) -> int:
        """Return the index of the cluster that contains or starts at a code-point position."""
        return _checked(cp, self._length) - bisect_right(self._inner, cp)

    def from_grapheme(self, index: int) -> int:
        """Return the code-point position at which a cluster starts."""
        _checked(index, self.count)
        inner = self._inner
        return index + bisect_right(range(len(inner)), index, key=lambda k: inner[k] - k)

    def floor(self, cp: int) -> int:
        """Round a code-point position down to the start of its cluster."""
        return self.from_grapheme(self.to_grapheme(cp))

    def ceil(self, cp: int) -> int:
        """Round a code-point position up to the next cluster boundary, itself if it is one."""
        index = self.to_grapheme(cp)
        start = self.from_grapheme(index)
        return cp if start == cp else self.from_grapheme(index + 1)


def floor_grapheme(text: str, cp: int) -> int:
    """Round a code-point position down to a grapheme boundary by looking only around it.

    Agrees with `GraphemeMap.floor`. Raises IndexError for a position outside the text.
    """
    return _cluster_at(text, cp)[0]


def ceil_grapheme(text: str, cp: int) -> int:
    """Round a code-point position up to a grapheme boundary by looking only around it.

    Agrees with `GraphemeMap.ceil`. Raises IndexError for a position outside the text.
    """
    start, end = _cluster_at(text, cp)
    return cp if start == cp else end


def _checked(position: int, length: int) -> int:
    if not 0 <= position <= length:
        raise IndexError(f"position {position} is outside 0..{length}")
    return position


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return patterns for a cluster, a stretch with joining characters, and a sure boundary.

    Two neighbours that are both "plain" are always parted (UAX #29, GB999, GB4, GB5; none of GB3
    and GB6 to GB13 has a plain character on both sides, save GB9c, which needs a joining one
    between). So only stretches around joining characters need the costly cluster pattern.
    """
    import regex  # noqa: PLC0415 - 20 ms that plain ASCII never needs

    plain = r"\p{GCB=Other}\p{GCB=Control}\p{GCB=LF}\p{GCB=LV}\p{GCB=LVT}"
    tail = r"\p{GCB=Extend}\p{GCB=SpacingMark}\p{GCB=ZWJ}"
    return (
        regex.compile(rf"\p{{RI}}{{2}}[{tail}]*+|\X"),  # \X counts flags anew at every flag
        regex.compile(rf"[^{plain}]+(?:[{plain}][^{plain}]+)*"),
        regex.compile(rf"(?r)[{plain}][{plain}]"),
    )


def _inner_positions(text: str) -> list[int]:
    """Return the positions that lie inside a grapheme cluster, in order."""
    if text.isascii() and "\r" not in text:
        return []
    cluster, stretch, _ = _patterns()
    inner: list[int] = []
    for found in stretch.finditer(text):
        start, end = max(found.start() - 1, 0), min(found.end() + 1, len(text))
        for part in cluster.finditer(text, start, end):
            inner.extend(range(part.start() + 1, part.end()))
    return inner


def _cluster_at(text: str, cp: int) -> tuple[int, int]:
    """Return the cluster that contains or starts at a position; an empty one at the text's end."""
    if _checked(cp, len(text)) in {0, len(text)} or (
        text[cp - 1 : cp + 1].isascii() and text[cp - 1 : cp + 1] != "\r\n"
    ):
        return cp, cp
    cluster, _, boundary = _patterns()
    pair = boundary.search(text, 0, cp + 1)
    start = pair.start() + 1 if pair else 0
    for part in cluster.finditer(text, start):
        if part.end() > cp:
            return part.span()
    return cp, cp
