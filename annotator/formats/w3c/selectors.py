"""Where an annotation points to: texts, and places in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from annotator.formats.w3c.terms import SHA

_SHA = re.compile(re.escape(SHA) + "([0-9a-f]{64})")
_CHARACTERS = re.compile(r"(?:^|[#;&])char=(\d{1,15}),(\d{1,15})")
"""A place in a plain text as RFC 5147 names it."""
_TOGETHER = frozenset({"Composite", "List", "Independents", "Choice"})
_LARGEST = 2**53


class OddError(Exception):
    """Something that is not read; the text says what."""


@dataclass(slots=True, kw_only=True)
class Spot:
    """A target: a text and a place in it, by position, by quote or by both; neither is all of it.

    Attributes:
        source: the address of the text.
        sha: the sha256 of the text, in hex, if it is known.
        about: what the file says of the text.
        start, end: the position in the file's unit.
        exact, prefix, suffix: the words, and what stands around them.
    """

    source: str
    sha: str = ""
    about: dict[str, Any] | None = None
    start: int | None = None
    end: int | None = None
    exact: str | None = None
    prefix: str = ""
    suffix: str = ""

    @property
    def text(self) -> str:
        """Give what tells the text from others."""
        return self.sha or self.source


def spots(target: Any) -> Iterator[Spot]:
    """Give the targets of an annotation.

    Raises:
        OddError: one is not read.
    """
    for one in listed(target):
        if isinstance(one, dict) and "items" in one and not _TOGETHER.isdisjoint(kinds(one)):
            items = listed(one["items"])
            yield from spots(items[:1] if "Choice" in kinds(one) else items)
        else:
            yield _spot(one)


def listed(value: Any) -> list[Any]:
    """Give what JSON-LD allows to stand alone or in a list as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def kinds(thing: dict[str, Any]) -> list[str]:
    """Give the types of a thing, without the prefix that older files have."""
    given = thing.get("type", thing.get("@type"))
    if isinstance(given, str):
        return [given.removeprefix("oa:")]
    return [one.removeprefix("oa:") for one in listed(given) if isinstance(one, str)]


def identity(thing: Any) -> str:
    """Give the address of a thing that is one, or has one; “” if there is none."""
    if isinstance(thing, dict):
        thing = thing.get("id", thing.get("@id"))
    return thing if isinstance(thing, str) else ""


def words(value: Any) -> str | None:
    """Give a text that may stand as a text or as a value with a language, or in a list of one."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value", value.get("value"))
    return value if isinstance(value, str) else None


def _spot(target: Any) -> Spot:
    if isinstance(target, str):
        return _of_address(target)
    if not isinstance(target, dict):
        raise OddError("its target is neither an address nor an object")
    source = target.get("source", target)
    spot = _of_address(identity(source))
    if isinstance(source, dict):
        spot.about = source
    for state in listed(target.get("state")):
        for cached in listed(state.get("cached")) if isinstance(state, dict) else ():
            address = cached if isinstance(cached, str) else identity(cached)
            if found := _SHA.fullmatch(address):
                spot.sha = found[1]
                spot.about = cached if isinstance(cached, dict) else spot.about
    if not spot.text:
        if not (isinstance(source, dict) and words(source.get("value"))):
            raise OddError("its target does not say of which text it is")
        spot.source = f"text:{words(source['value'])}"
    selectors = listed(target.get("selector"))
    passed = [why for one in selectors if (why := _select(spot, one))]
    if selectors and spot.start is None and spot.exact is None:
        raise OddError(f"its target has {' and '.join(dict.fromkeys(passed))}")
    return spot


def _of_address(address: str) -> Spot:
    spot = Spot(source=address)
    if "char=" in address and (found := _CHARACTERS.search(address)):
        spot.source = address.partition("#")[0]
        spot.start, spot.end = int(found[1]), int(found[2])
    if named := _SHA.fullmatch(spot.source):
        spot.sha = named[1]
    return spot


def _select(spot: Spot, selector: Any) -> str:
    """Take over what a selector says; give what it is if it is none of those that are read."""
    if not isinstance(selector, dict):
        return "a selector that is no object"
    kind = (kinds(selector) or ["selector without a type"])[0]
    if selector.get("refinedBy") is not None:
        return f"a {kind} refined by another selector"
    if kind == "TextPositionSelector":
        spot.start, spot.end = _offset(selector, "start"), _offset(selector, "end")
    elif kind == "TextQuoteSelector":
        spot.exact = words(selector.get("exact"))
        if not spot.exact:
            spot.exact = None
            return "a TextQuoteSelector without words"
        spot.prefix = words(selector.get("prefix")) or ""
        spot.suffix = words(selector.get("suffix")) or ""
    elif kind == "FragmentSelector" and (
        found := _CHARACTERS.search(words(selector.get("value")) or "")
    ):
        spot.start, spot.end = int(found[1]), int(found[2])
    else:
        return f"a {kind}"
    return ""


def _offset(selector: dict[str, Any], key: str) -> int:
    value = selector.get(key)
    if type(value) is not int or not 0 <= value < _LARGEST:
        raise OddError(f"the {key} of its position is not a whole number from 0 on")
    return value
