"""Finding very many strings in one walk through a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotator.model.inconsistency import string_key
from annotator.model.word_places import WORD


class _String(NamedTuple):
    """What is looked for: its key, the signs before its first word, whether it begins large."""

    key: str
    before: int
    capital: bool


class Strings:
    """Strings that are looked for, by their first words.

    A string stands where the same words stand, whatever their case and the white space between
    them; one that begins with a capital is not found in small letters (May is a month).
    """

    def __init__(self, strings: Iterable[str]) -> None:
        lengths: dict[str, set[int]] = {}
        self._by_words: dict[tuple[str, ...], list[_String]] = {}
        for string in strings:
            key = string_key(string)
            words = [found.group() for found in WORD.finditer(key)]
            if words:
                lengths.setdefault(words[0], set()).add(len(words))
                one = _String(key, key.index(words[0]), string[:1].isupper())
                self._by_words.setdefault(tuple(words), []).append(one)
        self._lengths = {first: sorted(counts) for first, counts in lengths.items()}

    def found_in(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Walk the places of strings: their key (`string_key`), start and end in code points."""
        spans: list[tuple[int, int]] = []
        words: list[str] = []
        for found in WORD.finditer(text):
            spans.append(found.span())
            word = found.group()
            words.append(word.lower() if word.isascii() else string_key(word))
        for at, first in enumerate(words):
            for count in self._lengths.get(first, ()):
                if at + count > len(words):
                    break  # Nearer the end than this: fewer words would pass for them.
                for one in self._by_words.get(tuple(words[at : at + count]), ()):
                    begin = spans[at][0] - one.before
                    if begin < 0 or (one.capital and not text[begin].isupper()):
                        continue
                    stop = self._stop(text, begin, spans[at + count - 1][1], one.key)
                    if stop is not None:
                        yield one.key, begin, stop

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
