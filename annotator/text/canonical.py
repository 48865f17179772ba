"""Fix the one form of a text that is stored, hashed and counted in."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

_BOM = "\ufeff"
_REPLACEMENT = "\ufffd"
_CRLF = re.compile("\r\n")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Canonical(NamedTuple):
    """A canonical text and what had to be changed for it.

    ``newlines``, ``nul`` and ``surrogates`` count the replaced line ends, NULs and surrogates.
    """

    text: str
    bom: bool
    newlines: int
    nul: int
    surrogates: int


def canonical(text: str) -> Canonical:
    r"""Return the canonical form of a text; doing so twice changes nothing more.

    The byte order mark at the start is stripped (all of them, should there be several, since a
    second pass would take the next one otherwise). CRLF and lone CR become LF. NUL and surrogates
    become U+FFFD one for one: XML and databases cannot hold the former, UTF-8 cannot hold the
    latter. Two surrogates that would make a pair in UTF-16 (a sloppy JSON reader leaves such)
    become two U+FFFD, so that positions counted before stay right. Nothing else is touched: no
    Unicode normalisation, which would shift positions. Only BOM and CRLF change the length.
    """
    stripped = text.lstrip(_BOM)
    bom = len(stripped) != len(text)
    text = stripped
    newlines = text.count("\r")
    if newlines:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    nul = text.count("\0")
    if nul:
        text = text.replace("\0", _REPLACEMENT)
    surrogates = 0
    try:
        text.encode()
    except UnicodeEncodeError:
        text, surrogates = _SURROGATE.subn(_REPLACEMENT, text)
    return Canonical(text, bom, newlines, nul, surrogates)


class CanonicalMap:
    """Turn positions in a text as it came into positions in its canonical form.

    Both count code points. A position inside what was taken out (a BOM, the CR of a CRLF) lands
    where it was.
    """

    __slots__ = ("_removed",)

    def __init__(self, text: str) -> None:
        marks = len(text) - len(text.lstrip(_BOM))
        self._removed = [*range(marks), *(found.start() for found in _CRLF.finditer(text))]

    def to_canonical(self, position: int) -> int:
        """Return where a position of the text as it came is in the canonical text."""
        return position - bisect_left(self._removed, position)
