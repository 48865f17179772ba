"""How the title of an article is shown in one line, whatever it holds."""

from __future__ import annotations

from annotator.ui.i18n import tr

_LONGEST = 300
"""Code points: a title can be as long as a book, and nobody lays that out for two lines."""


def shown_title(title: str) -> str:
    """Give a title without what breaks lines or is longer than anybody reads; words for none."""
    return " ".join(title[:_LONGEST].split()) or tr("Without a title")


def side_by_side(*parts: str) -> str:
    """Put what is known of an article in one line; words of either direction stay where they are.

    Each part is isolated, or a day behind an Arabic outlet would be read as a part of it.
    """
    return " · ".join(f"\u2068{part}\u2069" for part in parts if part)
