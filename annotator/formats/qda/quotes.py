"""Names of selections, which are quotes in the files of some programs, and titles in others."""

from __future__ import annotations

import re

from annotator.formats.common.xml_characters import holdable
from annotator.text.offsets import Utf8Map, Utf16Map

_CUT = ("…", "...")
"""How names end that are only the beginning of a quote."""
_SEARCHED = 2_000_000_000
"""Characters that are searched for the names of one text, before names are taken as titles."""


class Quotes:
    """Tells which names are quotes, and gives them as they stand in the text.

    XML turns the line ends of an attribute into blanks unless they are escaped, and programs forget
    that. So blanks of any kind are the same here.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: str | None = None
        self._searched = 0

    def fits(self, name: str, first: int, after: int) -> bool:
        """Tell whether a name is the quote from one code point to another, or its beginning."""
        there = self._text[first:after]
        if not name or there == name:
            return bool(name)
        # Signs that XML cannot hold were replaced in ours.
        name, there = _folded(name), _folded(holdable(there))
        if name == there:
            return bool(name)
        return any(
            name.endswith(cut) and there.startswith(begin) and begin != ""
            for cut in _CUT
            if (begin := name.removesuffix(cut).rstrip()) != name
        )

    def quote(self, name: str, first: int, after: int) -> str | None:
        """Give the quote of a selection as it stands in the text; None if its name is a title.

        ``first`` and ``after`` are in the file's unit, whatever that is.
        """
        if self.fits(name, first, after):
            return self._text[first:after]
        # One that is just as long as the span in some unit, and that the text has elsewhere.
        if not name or after - first not in _lengths(name):
            return None
        return self._found(name)

    def _found(self, name: str) -> str | None:
        words = name.split()
        if not words or self._searched > _SEARCHED:
            return None
        if self._folded is None:
            self._folded = _folded(self._text)
        self._searched += len(self._text)
        if " ".join(words) not in self._folded:
            return None
        if name in self._text:
            return name
        found = re.search(r"\s+".join(map(re.escape, words)), self._text)
        return name if found is None else found.group()


def _lengths(name: str) -> set[int]:
    """Give how long a name is in the units that files count in."""
    blanks = len(name) - len("".join(name.split()))
    plain = {len(name), Utf16Map(name).length, Utf8Map(name).length}
    # Each line end may count two, or have been two and count one.
    return plain | {len(name) + more for more in range(1, min(blanks, 50) + 1)}


def _folded(text: str) -> str:
    return " ".join(text.split())
