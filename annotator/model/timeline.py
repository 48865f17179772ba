"""The history as people look at it. Light: the window loads it with its panel."""

from __future__ import annotations

from typing import NamedTuple


class Listed(NamedTuple):
    """A step, and the day on which it was made: 20260209, by this machine's clock."""

    id: int
    day: int


class About(NamedTuple):
    """What a step was about, in words; “” is nothing, or nothing that may be seen.

    Attributes:
        words: those of what it touched, on one line and not too many.
        article: the title of the article, if it was one.
    """

    words: str = ""
    article: str = ""


class Weight(NamedTuple):
    """What going back to a step would take back.

    Attributes:
        steps: how many steps.
        by: how many of these were made by whom.
        kinds: how many things of each kind were made or changed since.
        merges: how many merges lie between; what they brought stays.
    """

    steps: int
    by: dict[str, int]
    kinds: dict[str, int]
    merges: int
