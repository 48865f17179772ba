"""How many there are of something, in English words."""

from __future__ import annotations


def counted(number: int, one: str, several: str = "") -> str:
    """Say how many there are: “1 article”, “2,000 articles”.

    Args:
        number: how many.
        one: what a single one is called.
        several: what others are called; with an s at the end, if nothing is given.
    """
    return f"{number:,} {one if number == 1 else several or one + 's'}"
