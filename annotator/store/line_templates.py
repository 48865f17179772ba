"""Lines of annotations, taken apart by a pattern: nearly all that come are such.

A JSON reader and a check of every field cost five times as much. What fits a pattern here is
canonical, for each of its parts is; what does not is left to the reader of anything, who says what
is wrong with it. Tests hold the two together.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import orjson

from annotator.model.canonical import dumps
from annotator.store.line_bodies import expect_attributes
from annotator.store.rows import SCHEMA_VERSION

# Texts that hold nothing that JSON would escape, and any texts, with their quotation marks.
_TEXT = r'"([^"\\\x00-\x1f]{1,%s})"'
_ANY = r'("(?:[^"\\\x00-\x1f]|\\.)*")'
_PLACE = "(?:0|[1-9][0-9]{0,14})"
_HEX = '"[0-9a-f]{64}"'
_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

_BEGIN = rf'\{{"article":"([0-9a-f]{{64}})","at":"([^"]{{24}})","author":{_TEXT % 200},"body":'
_KIND = rf'"entity":"({_UUID})","kind":"annotation","op":"put",'

PLAIN = re.compile(
    rf'{_BEGIN}\{{"attributes":\{{\}},"created":"([^"]{{24}})"'
    rf',"fragments":\[\[({_PLACE}),({_PLACE})\]\],"label":{_TEXT % 64},"note":""'
    rf',"origin":{_TEXT % 64},"quote":{_TEXT % ""}\}},{_KIND}"parents":\[\]'
    rf',"replica":{_TEXT % 200},"schema_version":{SCHEMA_VERSION},"seq":1\}}'
)
"""The first revision of an annotation that is a label and a span and no more."""

FULL = re.compile(
    rf'{_BEGIN}\{{"attributes":(\{{.*?\}}),"created":"([^"]{{24}})"'
    rf',"fragments":(\[\[{_PLACE},{_PLACE}\](?:,\[{_PLACE},{_PLACE}\])*\])'
    rf',"label":{_TEXT % 64},"note":{_ANY},"origin":{_TEXT % 64},"quote":{_ANY}\}}'
    rf',{_KIND}"parents":\[((?:{_HEX}(?:,{_HEX})*)?)\]'
    rf',"replica":{_TEXT % 200},"schema_version":{SCHEMA_VERSION},"seq":([1-9][0-9]{{0,8}})\}}'
)
"""Any revision that puts an annotation, with nothing in its body that is not always there."""


class Full(NamedTuple):
    """The parts of a line that fits `FULL`, read."""

    article: str
    at: str
    author: str
    created: str
    start: int
    end: int
    label: str
    origin: str
    quote: str
    entity: str
    parents: bytes | None
    replica: str
    seq: int
    rest: str | None


def read_full(found: re.Match[str]) -> Full | None:
    """Read the parts of a line; None if one of them is not as it should be."""
    (
        article, at, author, attributes, created, fragments, label, note, origin, quote, entity,
        parents, replica, seq,
    ) = found.groups()  # fmt: skip
    edges = orjson.loads(fragments.replace("],[", ",")[1:-1])
    digests = parents.replace('"', "").split(",") if parents else []
    words = _text(quote)
    if (
        not words
        or _text(note) is None
        or not _are_attributes(attributes)
        or edges != sorted(set(edges))
        or digests != sorted(set(digests))
        or bool(digests) != (seq != "1")
    ):
        return None
    rest: str | None = None
    if len(edges) > 2:
        rest = f'{{"attributes":{attributes},"fragments":{fragments},"note":{note}}}'
    elif attributes != "{}" or note != '""':
        rest = f'{{"attributes":{attributes},"note":{note}}}'
    return Full(
        article, at, author, created, edges[0], edges[-1], label, origin, words, entity,
        bytes.fromhex("".join(digests)) or None, replica, int(seq), rest,
    )  # fmt: skip


def _text(quoted: str) -> str | None:
    """Read a text of JSON; None if it is not canonical."""
    if "\\" not in quoted:
        return quoted[1:-1]
    try:
        text: str = orjson.loads(quoted)
    except ValueError:
        return None
    return text if dumps(text) == quoted else None


@lru_cache(10_000)
def _are_attributes(text: str) -> bool:
    """Tell whether a text is canonical JSON of attributes that can be read back."""
    if text == "{}":
        return True
    try:
        attributes = orjson.loads(text)
        if dumps(attributes) != text:  # refuses first what is nested too deep to be walked
            return False
        expect_attributes(attributes)
    except (ValueError, TypeError):
        return False
    return True
