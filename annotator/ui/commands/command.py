"""One thing that can be done, as a list shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace


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
        section: the head it stands under while one types; its group is then a word at the right.
        aside: a few small words at the right.
        reason: why it cannot be done now; empty if it can.
        person: it is about somebody who works in the project.
        always: it is shown whatever one types.
        letters: what is marked in ``text`` whatever one types: where it was found (code points).
    """

    text: str
    run: Callable[[], object]
    icon: str = ""
    mark: tuple[str, str] | None = None
    keys: str = ""
    group: str = ""
    section: str = ""
    aside: str = ""
    reason: str = ""
    person: bool = False
    always: bool = False
    letters: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A command that fits what was typed, which of its letters do, and the words at its right."""

    command: Command
    letters: tuple[tuple[int, int], ...] = ()
    aside: str = ""


def matching(commands: Iterable[Command], query: str) -> list[Match]:
    """Give the commands in which every typed word occurs, in their order; best match first.

    A command whose words begin with what was typed stands before one that merely holds it.
    """
    words = query.casefold().split()
    if not words:
        return [Match(command, command.letters, command.aside) for command in commands]
    found: list[tuple[int, int, Match]] = []
    for order, command in enumerate(commands):
        letters = _places(command.text, words)
        if letters is not None:
            score = sum(not _begins_word(command.text, start) for start, _ in letters)
        elif command.always:
            score = len(words) + 1
        else:
            continue
        match = Match(command, command.letters or letters or (), command.aside)
        found.append((score, order, match))
    return [match for _, _, match in sorted(found, key=lambda one: one[:2])]


def under_heads(matches: Sequence[Match], *, typed: bool, best: str) -> list[Match | str]:
    """Put matches below the heads of their groups (texts), each head once.

    While one types, actions stand together in their section, below the one that fits best, whose
    head is ``best``.
    """
    rows: list[Match | str] = []
    rest = list(matches)
    first = next((one for one in rest if not one.command.reason), None)
    if typed and first is not None and first.command.section:
        rest.remove(first)
        rows += [best, _sectioned(first)]
    heads: dict[str, list[Match]] = {}
    if typed:
        # Actions before what the project holds, though that may fit better.
        rest.sort(key=lambda one: not one.command.section)
    for match in rest:
        section = match.command.section if typed else ""
        below = heads.setdefault(section or match.command.group, [])
        below.append(_sectioned(match) if section else match)
    for head, below in heads.items():
        rows += [head, *below]
    return rows


def _sectioned(match: Match) -> Match:
    return replace(match, aside=match.aside or match.command.group)


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
