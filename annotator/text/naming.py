"""Names as they stand within a sentence."""

from __future__ import annotations


def in_line(name: str) -> str:
    """Write a name that begins with a capital as a word of a sentence: “Source” is a source.

    What has capitals of its own keeps them: “NGO”, “EU body”, “iPhone”.
    """
    first = name.split(" ", 1)[0]
    return name if any(one.isupper() for one in first[1:]) else first.lower() + name[len(first) :]
