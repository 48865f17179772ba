"""Captions of the pictures of a web page's article, put back where they stood.

The library that finds the article leaves out pictures with all that belongs to them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Any, Final, NamedTuple

from annotator.text.canonical import canonical
from annotator.text.paragraphs import paragraphs
from annotator.text.zone import Role, Zone
from annotator.text.zone_line import letters

_PARAGRAPHS: Final = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote"})
_ELSEWHERE: Final = frozenset({"aside", "nav", "footer", "form", "template", "noscript", "a"})
_TEASER: Final = (
    r"(?i)(?<![a-z])(?:related|promo|teasers?|recommended|newsletter|sidebar|most-?read|read-?more)"
    r"(?![a-z])"
)
_LONGEST: Final = 1500  # code points


class Caption(NamedTuple):
    """What a picture's caption says, and the page's paragraphs before and after it, as letters."""

    text: str
    before: Sequence[str]
    after: frozenset[str]


def find_captions(tree: Any) -> list[Caption]:
    """Return the captions of a parsed page, in its order, but those of links to other articles."""
    passed: list[str] = []
    found: list[tuple[str, int]] = []
    for element in tree.iter():
        if element.tag == "figcaption":
            text = text_of(element)
            if text and len(text) <= _LONGEST and _is_of_article(element, text):
                found.append((text, len(passed)))
        elif element.tag in _PARAGRAPHS and (element.tag != "div" or (element.text or "").strip()):
            passed.append(letters(text_of(element)))
    return [Caption(text, passed[:at], frozenset(passed[at:])) for text, at in found]


def with_captions(
    text: str, zones: tuple[Zone, ...], captions: Sequence[Caption]
) -> tuple[str, tuple[Zone, ...]]:
    """Put captions into an article's text, each a paragraph and a zone of its own.

    A caption stands below the paragraph that it followed on the page. One that has no paragraph of
    the article behind it is not of the article.
    """
    ends = {known: end for start, end in paragraphs(text) if (known := letters(text[start:end]))}
    head = takewhile(lambda zone: zone.role in ("headline", "deck"), zones)
    top = max((zone.end for zone in head), default=0)
    there = letters(text)
    places: list[tuple[int, int, str]] = []
    for caption in captions:
        known = letters(caption.text)
        if known in there or not any(ends.get(one, 0) > top for one in caption.after):
            continue
        there += known
        at = next((ends[one] for one in reversed(caption.before) if one in ends), top)
        places.append((max(at, top), len(places), canonical(caption.text).text))
    # From the last one on, so that places stay right; of several at one place the last one first.
    for at, _, added in sorted(places, reverse=True):
        text, zones = _inserted(text, zones, at, added)
    return text, zones


def with_zone(zones: Sequence[Zone], start: int, end: int, role: Role) -> tuple[Zone, ...]:
    """Give a paragraph a role; the zone that it begins loses it."""
    parted: list[Zone] = []
    for zone in zones:
        if zone.start != start:
            parted.append(zone)
            continue
        parted.append(Zone(start, end, role))
        if zone.end > end:
            parted.append(zone._replace(start=end + len("\n\n")))
    return tuple(parted)


def text_of(element: Any) -> str:
    """Return what an element shows, in one line."""
    return " ".join(element.text_content().split())


def _inserted(
    text: str, zones: Sequence[Zone], at: int, caption: str
) -> tuple[str, tuple[Zone, ...]]:
    """Put a paragraph in at the end of another one, or in front of the first."""
    added = f"\n\n{caption}" if at else f"{caption}\n\n"
    start = at + len("\n\n") if at else 0
    shift = len(added)
    moved = [Zone(start, start + len(caption), "caption")]
    for zone in zones:
        if zone.end <= at:
            moved.append(zone)
        elif zone.start >= at:
            moved.append(zone._replace(start=zone.start + shift, end=zone.end + shift))
        else:
            rest = at + len(text[at:]) - len(text[at:].lstrip("\n"))
            moved += [
                zone._replace(end=at),
                zone._replace(start=rest + shift, end=zone.end + shift),
            ]
    return text[:at] + added + text[at:], tuple(sorted(moved))


def _is_of_article(element: Any, text: str) -> bool:
    """Tell whether a caption is no link to another article, nor among such links."""
    linked = letters("".join(text_of(link) for link in element.iter("a")))
    if linked == letters(text):
        return False
    return not any(
        above.tag in _ELSEWHERE or re.search(_TEASER, above.get("class") or "")
        for above in element.iterancestors()
    )
