"""One thing that can be done, as a list shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """A row of a list of commands.

    Attributes:
        text: what it is called; what one types is looked for in it.
        run: does it.
        icon: name of the icon before it.
        mark: colour and pattern of a label's mark, in place of an icon.
        keys: what does the same, as key caps.
        group: the head it stands under.
        aside: a few small words at the right.
        reason: why it cannot be done now; empty if it can.
        always: it is shown whatever one types.
    """

    text: str
    run: Callable[[], object]
    icon: str = ""
    mark: tuple[str, str] | None = None
    keys: str = ""
    group: str = ""
    aside: str = ""
    reason: str = ""
    always: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A command that fits what was typed, and which of its letters do."""

    command: Command
    letters: tuple[tuple[int, int], ...] = ()


def matching(commands: Iterable[Command], query: str) -> list[Match]:
    """Give the commands in which every typed word occurs, in their order; best match first.

    A command whose words begin with what was typed stands before one that merely holds it.
    """
    words = query.casefold().split()
    if not words:
        return [Match(command) for command in commands]
    found: list[tuple[int, int, Match]] = []
    for order, command in enumerate(commands):
        letters = _places(command.text, words)
        if letters is not None:
            score = sum(not _begins_word(command.text, start) for start, _ in letters)
            found.append((score, order, Match(command, letters)))
        elif command.always:
            found.append((len(words) + 1, order, Match(command)))
    return [match for _, _, match in sorted(found, key=lambda one: one[:2])]


def _places(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...] | None:
    """Find each word in a text, at the beginning of one of its words if it can be."""
    # Folding makes some letters longer, “ß” for one: so each folded letter knows its place.
    folded = text.casefold()
    if len(folded) == len(text):
        origin: Sequence[int] = range(len(text))
    else:
        origin = [place for place, letter in enumerate(text) for _ in letter.casefold()]
    places: list[tuple[int, int]] = []
    for word in words:
        start = next(
            (i for i in _occurrences(folded, word) if _begins_word(folded, i)), folded.find(word)
        )
        if start < 0:
            return None
        places.append((origin[start], origin[start + len(word) - 1] + 1))
    return tuple(sorted(places))


def _occurrences(text: str, word: str) -> Iterable[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + 1)


def _begins_word(text: str, place: int) -> bool:
    return place == 0 or not text[place - 1].isalnum()
