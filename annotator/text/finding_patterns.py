"""Find every place of a text that fits a regular expression, within a time."""

from __future__ import annotations

import re
from collections.abc import Callable

from annotator.problems import UserProblem

MOST_HITS = 100_000
LONGEST_PATTERN = 1_000
"""Characters."""
_PATIENCE = 2.0
"""Seconds after which a pattern is given up: some never end."""
_LETTER = r"[\p{L}\p{N}\p{M}_]"


class PatternProblem(UserProblem):
    """A pattern cannot be read; ``place`` is the character at which, from 0."""

    def __init__(self, text: str, place: int) -> None:
        super().__init__(text)
        self.place = place


def find_pattern(
    text: str,
    pattern: str,
    *,
    match_case: bool = False,
    whole_words: bool = False,
    patience: float = _PATIENCE,
) -> list[tuple[int, int]]:
    """Return the spans that fit a regular expression, in order, without those that are empty.

    ``^`` and ``$`` are the edges of a line. Other Python threads run meanwhile.

    Args:
        text: where to look.
        pattern: a regular expression as the package `regex` knows them.
        match_case: whether case counts.
        whole_words: whether no letter may stand next to a hit.
        patience: seconds after which it is given up.

    Raises:
        PatternProblem: the pattern cannot be read.
        UserProblem: it takes too long, or is too long.
    """
    import regex  # noqa: PLC0415 - 20 ms that start-up does not need

    if len(pattern) > LONGEST_PATTERN:
        raise UserProblem(f"A pattern has at most {LONGEST_PATTERN:,} characters.")
    flags = regex.VERSION1 | regex.MULTILINE | (0 if match_case else regex.IGNORECASE)
    try:
        compiled = regex.compile(pattern, flags)
        if whole_words:
            compiled = regex.compile(f"(?<!{_LETTER})(?:{pattern})(?!{_LETTER})", flags)
    except regex.error as error:
        place = min(error.pos if error.pos is not None else len(pattern), len(pattern))
        raise PatternProblem(_said(error.msg, pattern, place), place) from error
    except (RecursionError, OverflowError) as error:
        raise UserProblem("That pattern is too deep.") from error
    found: list[tuple[int, int]] = []
    try:
        for one in compiled.finditer(text, timeout=patience):
            if one.start() < one.end():
                found.append(one.span())
            if len(found) >= MOST_HITS:
                break
    except TimeoutError as error:
        raise UserProblem("That pattern takes too long here. Make it simpler.") from error
    return found


_WORDS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("missing )", lambda _: "a bracket ( is not closed"),
    ("missing >", lambda _: "a name in < > is not closed"),
    ("unbalanced parenthesis", lambda _: "a bracket ) was not opened"),
    ("nothing to repeat", lambda sign: f"there is nothing before {sign} to repeat"),
    ("multiple repeat", lambda sign: f"{sign} repeats what is repeated already"),
    ("unterminated character set", lambda _: "a bracket [ is not closed"),
    ("min repeat greater than max", lambda _: "in { } the first number is the larger one"),
    ("end of pattern", lambda _: "a \\ stands at the end with nothing behind it"),
    ("unknown property", lambda _: "there is no such property of characters"),
    ("undefined character name", lambda _: "there is no character of that name"),
    ("bad character range", lambda _: "in [ ] a range ends before it begins"),
    ("group reference", lambda _: "it names a group that is not there"),
    ("group name", lambda _: "that cannot be the name of a group"),
    ("unknown extension", lambda _: "nothing begins like this after (?"),
    ("incomplete escape", lambda _: "something is missing behind the \\"),
    ("bad escape", lambda _: "that letter means nothing behind a \\"),
)


def _said(message: str, pattern: str, place: int) -> str:
    """Say in plain words what is wrong with a pattern, and where."""
    sign = pattern[place : place + 1] or pattern[-1:]
    words = next((say(sign) for known, say in _WORDS if known in message), message)
    if re.search("is not closed|at the end", words) or place >= len(pattern):
        return f"{words[:1].upper()}{words[1:]}."
    return f"At character {place + 1}: {words}."
