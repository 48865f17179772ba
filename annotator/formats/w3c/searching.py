"""Find where quotes stand of which the file does not say the position."""

from __future__ import annotations

import re

from annotator.formats.w3c.selectors import OddError, Spot

_SHOWN = 40


def found_at(text: str, spot: Spot) -> tuple[int, int]:
    """Find a quote in a text: the one place where it stands between its prefix and its suffix.

    Where the text has other white space than the quote, that does not count.

    Raises:
        OddError: it does not stand there, or in several places.
    """
    assert spot.exact is not None
    exact = spot.exact
    around = spot.prefix + exact + spot.suffix
    # The plain search first: it is a hundred times faster, and mostly enough.
    at = text.find(around)
    if at >= 0 and text.find(around, at + 1) < 0:
        return at + len(spot.prefix), at + len(spot.prefix) + len(exact)
    places = _places(text, spot.prefix, exact, spot.suffix) if at < 0 else [(at, at)] * 2
    if not places:
        places = _places(text, "", exact, "")
    if len(places) == 1:
        return places[0]
    shown = exact if len(exact) <= _SHOWN else exact[: _SHOWN - 1] + "…"
    times = "does not stand in the text" if not places else "stands in the text several times"
    raise OddError(f"“{shown}” {times}")


def _places(text: str, prefix: str, exact: str, suffix: str) -> list[tuple[int, int]]:
    """Find the first two places of words, whatever white space is between them."""
    if not exact.split():
        return []
    before, after = _loose(prefix.strip()), _loose(suffix.strip())
    middle = _loose(exact.strip())
    pattern = rf"(?:{before}\s*)({middle})(?:\s*{after})" if prefix or suffix else f"({middle})"
    found: list[tuple[int, int]] = []
    for one in re.finditer(pattern, text):
        found.append(one.span(1))
        if len(found) > 1:
            break
    return found


def _loose(words: str) -> str:
    return r"\s+".join(re.escape(word) for word in words.split())
