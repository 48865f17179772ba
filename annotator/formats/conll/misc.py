"""The last column of CoNLL-U: keys with values, white space, and spans.

``|`` parts its entries and nothing escapes it; some readers drop what follows a second ``=``. So
whatever could be taken for one of them is written as in an address, ``%7C``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

SPANS = "Spans"
"""Of which annotations a token is part: ``B-source:1,I-figure:2``, B where one begins or goes on
after a gap. The number is that of the annotation in its article."""
_UNSAFE = re.compile(r"[%|=,:\s\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SPACES = {" ": "\\s", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_ESCAPED = re.compile(r"\\(.)")
_MEANT = {"s": " ", "t": "\t", "n": "\n", "r": "\r", "p": "|", "\\": "\\"}
_SPAN = re.compile(r"([BI])-([^:,]+):([1-9]\d{0,8})")


def read_misc(cell: str) -> dict[str, str]:
    """Read a cell into its entries; one without a value has an empty one."""
    if cell in {"_", ""}:
        return {}
    return {key: value for key, _, value in (one.partition("=") for one in cell.split("|"))}


def write_misc(entries: Mapping[str, str]) -> str:
    """Write entries into a cell, in the order of their keys."""
    return "|".join(f"{key}={entries[key]}" for key in sorted(entries)) or "_"


def write_word(text: str) -> str:
    """Write a text so that nothing in it means anything in a cell."""
    if _UNSAFE.search(text) is None:
        return text
    return _UNSAFE.sub(lambda found: quote(found[0], safe=""), text)


def read_word(text: str) -> str:
    """Read what `write_word` wrote."""
    return unquote(text) if "%" in text else text


def write_spaces(text: str) -> str:
    """Write white space as UDPipe does; what it has no letter for is written as in an address."""
    return "".join(_SPACES.get(one) or quote(one, safe="") for one in text)


def read_spaces(text: str) -> str:
    """Read white space."""
    return unquote(_ESCAPED.sub(lambda found: _MEANT.get(found[1], found[1]), text))


def spaces_after(entries: Mapping[str, str]) -> str | None:
    """Give what stands behind a token; None if nothing is said and it is one blank."""
    if "SpacesAfter" in entries:
        return read_spaces(entries["SpacesAfter"])
    return "" if entries.get("SpaceAfter") == "No" else None


def read_spans(value: str) -> list[tuple[bool, str, int]] | None:
    """Read spans: whether one begins, its label, its number; None if it is none of ours."""
    found: list[tuple[bool, str, int]] = []
    for part in value.split(","):
        one = _SPAN.fullmatch(part)
        if one is None:
            return None
        found.append((one[1] == "B", read_word(one[2]), int(one[3])))
    return found
