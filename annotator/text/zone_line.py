"""A line of a news page, and how lines are told apart by their words."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

_NOT_LETTERS: Final = re.compile(r"[\W_]+")
_FULL_STOPS: Final = tuple(".!?…。！？؟।")
_CLOSING: Final = "\"'”’»“)]"


class Line(NamedTuple):
    """A line that is not blank, without outer white space; ``gap`` if a blank one follows."""

    text: str
    gap: bool


def is_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence does, closing quotes and brackets aside."""
    return line.rstrip(_CLOSING).endswith(_FULL_STOPS)


def letters(line: str) -> str:
    """Return the letters and digits of a line, folded, to compare it with another."""
    return _NOT_LETTERS.sub("", line).casefold()


@cache
def pattern(source: str) -> re.Pattern[str]:
    """Compile a verbose pattern when it is first used, since start-up does not need it."""
    return re.compile(source, re.VERBOSE)


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(words.split())


def either(phrases: str) -> str:
    """Return the verbose pattern of any of some phrases; a new line or ``|`` parts them."""
    return "(?:" + phrases.strip().replace("\n", "|").replace(" ", r"\s") + ")"
