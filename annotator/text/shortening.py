"""Words as they are named in a list or a sentence: on one line, and not too many."""

from __future__ import annotations

from annotator.text.offsets import floor_grapheme

_LOOKED_AT = 16
"""Times as many characters as are wanted: an article's five million take their time."""


def shortened(text: str, most: int) -> str:
    """Write a text on one line; of a longer one the beginning, never a part of a character.

    Args:
        text: any.
        most: characters (code points) that the result has at most, the ellipsis counted.
    """
    line = " ".join(text[: _LOOKED_AT * most].split())
    if len(line) <= most and len(text) > _LOOKED_AT * most:
        # Hardly anything but white space.
        line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[: floor_grapheme(line, most - 1)].rstrip() + "…"
