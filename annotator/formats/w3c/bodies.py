"""What an annotation says: its labels, its note, what it links to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from annotator.formats.common.html_words import words_of_html
from annotator.formats.w3c.selectors import OddError, identity, kinds, listed, words

_LABELS = {"tagging", "classifying", "identifying", "categorizing"}
_LAST = re.compile(r"([^/#:]+)[/#]?$")
_LONGEST_SHOWN = 80


@dataclass(slots=True)
class Said:
    """What bodies say.

    Attributes:
        labels: the tags, the first one first.
        notes: comments, descriptions and replies.
        links: addresses of other annotations or pages, with the purpose of linking.
        addresses: addresses by which something is classified or identified.
        odd: what is not read, in words.
    """

    labels: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)


def said(item: dict[str, Any], motivations: list[str]) -> Said:
    """Read the bodies of an annotation."""
    found = Said()
    if (value := words(item.get("bodyValue"))) is not None:
        found.notes.append(value)
    for body in listed(item.get("body")):
        try:
            _add(found, body, motivations)
        except OddError as odd:
            found.odd.append(str(odd))
    return found


def _add(found: Said, body: Any, motivations: list[str]) -> None:
    if isinstance(body, str):
        _add_address(found, body, set(motivations))
        return
    if not isinstance(body, dict):
        raise OddError("a body that is neither an address nor an object")
    if "Choice" in kinds(body):
        first = next(iter(listed(body.get("items"))), None)
        if isinstance(first, dict) and "Choice" in kinds(first):
            raise OddError("a choice of choices")
        _add(found, first, motivations)
        return
    given = {one.removeprefix("oa:") for one in map(words, listed(body.get("purpose"))) if one}
    # Of several bodies the motivation says it of none in particular.
    purposes = given or set(motivations)
    value = words(body.get("value", body.get("chars")))
    if value is None:
        address = identity(body.get("source")) or identity(body)
        if not address:
            raise OddError(f"a body of the kind {(kinds(body) or ['unknown'])[0]}")
        _add_address(found, address, purposes)
    elif purposes & _LABELS and (given or len(value) <= _LONGEST_SHOWN):
        found.labels.append(value.strip())
    elif value.strip():
        html = words(body.get("format")) in ("text/html", "application/xhtml+xml")
        found.notes.append(words_of_html(value) if html else value)


def _add_address(found: Said, address: str, purposes: set[str]) -> None:
    if "linking" in purposes:
        found.links.append(address)
    elif purposes & {"identifying"}:
        found.addresses.append(address)
    elif purposes & _LABELS and (last := _LAST.search(address)):
        found.labels.append(last[1])
        found.addresses.append(address)
    else:
        raise OddError(f"a body elsewhere, {address[:_LONGEST_SHOWN]}")
