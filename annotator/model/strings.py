"""Finding very many strings in one walk through a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Generic, TypeVar

from annotator.model.inconsistency import string_key
from annotator.text.finding import WORD, is_edge

if TYPE_CHECKING:
    import regex

_LONGEST_PIECE = 5_000
"""Code points of what stands between two spaces; where it is longer, other blanks part a text."""
_LONGEST_KNOWN = 60
"""Code points of pieces that are remembered: the words of news come again, addresses do not."""
_MOST_KNOWN = 200_000
_Read = TypeVar("_Read")
_Word = tuple[str, int, int]
"""A word or a sign of a piece: what makes it equal to others, its start and its end there.

It begins with a space if blanks stand before it, as before each piece of a text.
"""


class _Node:
    """What has been read of some strings: the one that ends here, and how others go on."""

    __slots__ = ("following", "key", "large", "number")

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        self.key = ""
        self.large = False
        """Whether the string begins with a capital."""
        self.number = False
        """Whether it begins or ends with a digit."""

    def stands(self, text: str, start: int, end: int) -> bool:
        """Tell whether the string stands between two places where its words do."""
        if self.large and not text[start].isupper():
            return False
        if self.number and _cuts_number(text, start, end):
            return False
        around = text[start - 1 : start + 1] + text[end - 1 : end + 1]
        return around.isascii() or (is_edge(text, start) and is_edge(text, end))


class _Remembered(dict[str, _Read], Generic[_Read]):
    """What was read in short pieces of text; asked for by loops that run in C."""

    def __init__(self, read: Callable[[str], _Read]) -> None:
        super().__init__()
        self._read = read
        self._last: tuple[str, _Read] | None = None
        """A long piece is asked for at every string in it: the last one stays at hand."""

    def __missing__(self, piece: str) -> _Read:
        if self._last is not None and self._last[0] is piece:
            return self._last[1]
        found = self._read(piece)
        if len(piece) > _LONGEST_KNOWN:
            self._last = (piece, found)
            return found
        if len(self) >= _MOST_KNOWN:
            self.clear()
        self[piece] = found
        return found


class Strings:
    """Strings that are looked for, in a tree of their words and signs.

    A string stands where the same words stand as whole words, whatever their case and the white
    space between them; one that begins with a capital is not found in small letters (May is a
    month), a number not within a longer one. In scripts without spaces between words each sign is
    a word.
    """

    def __init__(self, strings: Iterable[str]) -> None:
        self._roots: dict[str, _Node] = {}
        for string in strings:
            self._learn(string)
        self._words = _Remembered(_words)
        self._begun = _Remembered(self._beginnings)

    def _learn(self, string: str) -> None:
        following, node = self._roots, None
        for word, _, _ in _words(string.strip()):
            node = following.setdefault(word, _Node())
            following = node.following
        if node is None:
            return
        is_large = string.lstrip()[0].isupper()
        node.large = is_large and (node.large or not node.key)
        node.key = string_key(string)
        node.number = node.key[0].isdecimal() or node.key[-1].isdecimal()

    def found_in(self, text: str) -> list[tuple[str, int, int]]:
        """List the places of strings: their key (`string_key`), start and end in code points."""
        # Most of a text begins no string: it is passed over by what runs in C.
        pieces = text.split(" ")
        if max(map(len, pieces)) > _LONGEST_PIECE:
            pieces = re.split(r"\s", text)
        begun = list(map(self._begun.__getitem__, pieces))
        if not any(begun):
            return []
        begins = list(accumulate(map((1).__add__, map(len, pieces)), initial=0))
        places: list[tuple[str, int, int]] = []
        for piece, beginnings in enumerate(begun):
            for index, is_last, node in beginnings:
                if is_last and not node.key and piece + 1 < len(pieces):
                    # Mostly another word stands behind: it takes no call to see that.
                    behind = self._words[pieces[piece + 1]]
                    if behind and behind[0][0] not in node.following:
                        continue
                self._follow(text, pieces, begins, piece, index, node, places)
        return places

    def _follow(
        self,
        text: str,
        pieces: list[str],
        begins: list[int],
        piece: int,
        index: int,
        node: _Node,
        places: list[tuple[str, int, int]],
    ) -> None:
        """Read on from a word with which strings begin; keep those that stand there."""
        words = self._words[pieces[piece]]
        start = begins[piece] + words[index][1]
        while True:
            if node.key:
                end = begins[piece] + words[index][2]
                if node.stands(text, start, end):
                    places.append((node.key, start, end))
            if not node.following:
                return
            index += 1
            while index == len(words):
                piece, index = piece + 1, 0
                if piece == len(pieces):
                    return
                words = self._words[pieces[piece]]
            following = node.following.get(words[index][0])
            if following is None:
                return
            node = following

    def _beginnings(self, piece: str) -> tuple[tuple[int, bool, _Node], ...]:
        """Give the words of a piece with which strings begin: number, whether it is the last."""
        words = _words(piece)
        return tuple(
            (number, number == len(words) - 1, root)
            for number, (word, _, _) in enumerate(words)
            if (root := self._roots.get(f" {word.lstrip()}")) is not None
        )


def _words(piece: str) -> tuple[_Word, ...]:
    """Read the words and signs of a piece."""
    words: list[_Word] = []
    behind = -1
    for found in _pattern().finditer(piece):
        start, end = found.span()
        folded = string_key(found[0])
        words.append((folded if start == behind else f" {folded}", start, end))
        behind = end
    return tuple(words)


@cache
def _pattern() -> regex.Pattern[str]:
    """Compile the pattern of a word, or of a sign with its marks.

    In scripts without spaces each sign is a word.
    """
    import regex  # noqa: PLC0415 - 20 ms that start-up does not need

    sign = r"[^\s\x1c-\x1f]"
    with_marks = rf"(?!\p{{GCB=Control}}){sign}\p{{M}}*+"
    return regex.compile(f"{WORD}|{with_marks}|{sign}", regex.VERSION1)


def _cuts_number(text: str, start: int, end: int) -> bool:
    """Tell whether a span begins or ends in the middle of a number like 1,600 or 3.5."""
    before, behind = text[max(start - 2, 0) : start], text[end : end + 2]
    return (
        len(before) == 2 and before[1] in ".," and before[0].isdecimal() and text[start].isdecimal()
    ) or (
        len(behind) == 2
        and behind[0] in ".,"
        and behind[1].isdecimal()
        and text[end - 1].isdecimal()
    )
