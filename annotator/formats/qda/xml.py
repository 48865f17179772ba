"""Elements of REFI-QDA as text, and the names (GUIDs) that are computed from what they name."""

from __future__ import annotations

import re
from functools import lru_cache

from annotator.formats.common.xml_characters import holdable
from annotator.model.identity import entity_text, fixed_entity
from annotator.model.records import LossKind

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
ORIGIN = "Annotator"
"""By what a file of ours is known. It has no version: the same project gives the same file."""
CODE_NAME = LossKind(
    "label-charset", "Names of labels with signs that XML cannot hold",
    "written with “\ufffd” in place of each", "changed",
)  # fmt: skip
_SPECIAL = re.compile('[&<>"\t\n\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]')
_IN_ATTRIBUTES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;",
     "\r": "&#13;"}
)  # fmt: skip
_IN_CONTENT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})


def attribute(text: str) -> str:
    """Give a text as it stands between quotation marks; line ends and tabs stay what they are."""
    return holdable(text).translate(_IN_ATTRIBUTES) if _SPECIAL.search(text) else text


def content(text: str) -> str:
    """Give a text as it stands in an element."""
    return holdable(text).translate(_IN_CONTENT) if _SPECIAL.search(text) else text


def guid(kind: str, *what: str) -> str:
    """Compute the name of a thing from what it is, so that each export names it alike."""
    return entity_text(fixed_entity(f"refi-{kind}", *what))


def plain_guid(text: str | None) -> str:
    """Give a GUID as it is compared: programs write it with braces, and in either case."""
    return (text or "").strip().strip("{}").lower()


known_guid = lru_cache(2048)(plain_guid)
"""The same, for those that are named again and again: users and codes."""
