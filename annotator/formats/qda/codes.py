"""Codes, which may lie in one another, as labels, which do not; and labels as codes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from annotator.formats.base import ReadRequest
from annotator.formats.qda.xml import attribute, content, guid, plain_guid
from annotator.model.incoming import Note
from annotator.model.label_colours import hex_colour, label_colour
from annotator.model.scheme import COLOURS, LONGEST_KEY, Label, Scheme, label_key
from annotator.problems import UserProblem

if TYPE_CHECKING:
    from lxml.etree import _Element

_RGB = re.compile("#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
_CONTROL = re.compile("[\x00-\x1f\x7f]+")
_ROOM = 4
"""Characters that are left free in a key that was cut, for a number."""
_LONGEST_NAME = 80
_LONGEST_DEFINITION = 4000
_NO = ("false", "0")


class Code(NamedTuple):
    """A code: its name, the names of those that it lies in, and what is said of it.

    ``colour`` is ``#RRGGBB`` or “”. One that is not ``codable`` only holds others.
    """

    id: str
    name: str
    path: tuple[str, ...] = ()
    colour: str = ""
    definition: str = ""
    codable: bool = True


def read_codes(book: _Element) -> list[Code]:
    """List the codes of a codebook in its order, each before those that lie in it."""
    from lxml import etree  # noqa: PLC0415 - only where XML is read

    found: dict[str, Code] = {}
    paths: dict[_Element, tuple[str, ...]] = {}
    for element in book.iter("{*}Code"):
        parent = element.getparent()
        path = () if parent is None else paths.get(parent, ())
        name = element.get("name", "").strip()
        paths[element] = (*path, name)
        definition = next(
            (one.text for one in element if etree.QName(one).localname == "Description"), None
        )
        identity = plain_guid(element.get("guid"))
        if not identity or identity in found:
            identity = f"code {len(found) + 1}"
        found[identity] = Code(
            id=identity,
            name=name,
            path=path,
            colour=_colour(element.get("color", "")),
            definition=(definition or "").strip(),
            codable=element.get("isCodable", "true").strip().lower() not in _NO,
        )
    return list(found.values())


def keys_of(codes: Iterable[Code]) -> dict[str, str]:
    """Give each code's key as a label, by its id: its name, or its path if several share a name."""
    codes = list(codes)
    count = Counter(code.name for code in codes)
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for code in codes:
        name = "/".join((*code.path, code.name)) if count[code.name] > 1 else code.name
        key = _free(_tidy(name), taken)
        taken.add(key)
        keys[code.id] = key
    return keys


def named_keys(codes: Sequence[Code], request: ReadRequest) -> dict[str, str]:
    """Give each code's key, as `keys_of` does; say of each that is not called so what it was."""
    keys = keys_of(codes)
    for code in codes:
        if (key := keys[code.id]) != code.name:
            what = f"its code “{code.name}” is the label “{key}” here"
            request.notes.append(Note(request.name, what))
    return keys


def scheme_of(codes: Sequence[Code], name: str) -> Scheme:
    """Make a scheme of the codes that can be used, with what is said of each."""
    keys = keys_of(codes)
    usable = [code for code in codes if code.codable]
    plain = Scheme().with_labels(keys[code.id] for code in usable)
    labels = [
        Label(
            key=label.key,
            name=code.name[:_LONGEST_NAME] if code.name != label.key else "",
            colour=label_colour(code.colour) or label.colour,
            pattern=label.pattern,
            shortcut=label.shortcut,
            definition=_definition(code.definition),
        )
        for label, code in zip(plain.labels, usable, strict=True)
    ]
    return Scheme(name=name, labels=tuple(labels))


def code_elements(labels: Iterable[Label], others: Iterable[str] = ()) -> Iterator[str]:
    """Write labels as codes, and others of which only the key is known."""
    for label in labels:
        yield _element(label.key, hex_colour(label.colour), label.definition)
    for number, key in enumerate(others):
        yield _element(key, hex_colour(COLOURS[number % len(COLOURS)]), "")


def _element(key: str, colour: str, definition: str) -> str:
    begin = (
        f'<Code guid="{guid("code", key)}" name="{attribute(key)}" isCodable="true"'
        f' color="{colour}"'
    )
    if not definition:
        return f"{begin}/>\n"
    return f"{begin}><Description>{content(definition)}</Description></Code>\n"


def _tidy(name: str) -> str:
    """Give a name as a label may be called; one that may stays as it is."""
    try:
        return label_key(name)
    except UserProblem:
        plain = " ".join(_CONTROL.sub(" ", name).split())
        return plain[: LONGEST_KEY - _ROOM].strip() or "code"


def _free(key: str, taken: Collection[str]) -> str:
    """Give a key a number if it is taken."""
    found, number = key, 1
    while found in taken:
        number += 1
        found = f"{key[: LONGEST_KEY - _ROOM].strip()}_{number}"
    return found


def _colour(text: str) -> str:
    if not _RGB.fullmatch(text):
        return ""
    digits = text[1:].upper()
    return "#" + (digits if len(digits) > len("RGB") else "".join(one * 2 for one in digits))


def _definition(text: str) -> str:
    """Give a definition as long as a label may have one; what was cut off is said in it."""
    if len(text) <= _LONGEST_DEFINITION:
        return text
    kept = text[: _LONGEST_DEFINITION - 80]
    return f"{kept}… (cut here: the codebook has {len(text) - len(kept):,} characters more)"
