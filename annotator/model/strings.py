"""Finding very many strings in one walk through a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotator.model.inconsistency import string_key
from annotator.model.word_places import WORD


class Strings:
    """Strings that are looked for, by their first words.

    A string stands where the same words stand, whatever their case and the white space between
    them; one that begins with a capital is not found in small letters (May is a month).
    """

    def __init__(self, strings: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, int, int, bool]]] = {}
        for string in strings:
            key = string_key(string)
            words = list(WORD.finditer(key))
            if not words:
                continue
            entry = (key, len(words), words[0].start(), string[:1].isupper())
            self._by_first.setdefault(words[0].group(), []).append(entry)

    def found_in(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Walk the places of strings: their key (`string_key`), start and end in code points."""
        words = [found.span() for found in WORD.finditer(text)]
        for at, (start, end) in enumerate(words):
            word = text[start:end]
            first = word.lower() if word.isascii() else string_key(word)
            for key, count, before, capital in self._by_first.get(first, ()):
                if at + count > len(words) or (capital and not word[:1].isupper() and not before):
                    continue
                begin = start - before
                if begin < 0:
                    continue
                last = words[at + count - 1][1]
                stop = self._stop(text, begin, last, key)
                if stop is not None:
                    yield key, begin, stop

    @staticmethod
    def _stop(text: str, begin: int, last: int, key: str) -> int | None:
        """Give where a string that begins at a place ends; None if another one stands there."""
        if string_key(text[begin:last]) == key:
            return last
        # Signs behind the last word belong to it: “50 %”.
        for stop in range(last + 1, min(last + 8, len(text)) + 1):
            if string_key(text[begin:stop]) == key and not text[stop - 1].isspace():
                return stop
        return None
