"""What a project of REFI-QDA says once for all its texts: users, codes, variables, notes, links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from annotator.formats.base import ReadRequest
from annotator.formats.common.safe_xml import walk_xml
from annotator.formats.common.safe_zip import SafeZip
from annotator.formats.qda.codes import named_keys, read_codes
from annotator.formats.qda.people import People
from annotator.formats.qda.shelf import Shelf
from annotator.formats.qda.xml import ORIGIN, plain_guid
from annotator.model.incoming import Note
from annotator.problems import UnreadableInputError

if TYPE_CHECKING:
    from lxml.etree import _Element

TEXTS = ("TextSource", "PDFSource")
"""Sources that have a text, or may have."""
OTHERS = {
    "PictureSource": "a picture", "AudioSource": "a recording", "VideoSource": "a film",
}  # fmt: skip
"""Sources that have none, in words."""
_KNOWN = 500
"""Tags that are remembered."""
_POSITION = re.compile("[0-9]{1,15}")
_PASSED_OVER = {"Case": "case", "Set": "set", "Graph": "graph"}
_ONCE = ("Users", "CodeBook", "Variables", "Note", "Link", *_PASSED_OVER, *TEXTS, *OTHERS)


@dataclass(slots=True)
class Tables(AbstractContextManager["Tables"]):
    """What stands in a project's document besides its sources.

    Attributes:
        ours: whether this program wrote it.
        people: names of users.
        keys: of the labels that codes become, by the codes' ids.
        variables: names by ids.
        notes: by id: title, text, path of a file with the text, author, moments, description.
        links: by the id of their origin: id, name, target, direction.
        lengths: how many names of selections are just as long as their spans, and how many are
            longer by one: of a file in which the end is the last character.
    """

    people: People
    ours: bool = False
    keys: dict[str, str] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    notes: Shelf = field(default_factory=Shelf)
    links: Shelf = field(default_factory=Shelf)
    lengths: Counter[int] = field(default_factory=Counter)
    passed_over: Counter[str] = field(default_factory=Counter)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.notes.__exit__()
        self.links.__exit__()


class _Names(dict[object, str]):
    """Names of elements without their namespace, by their tags."""

    def __missing__(self, tag: object) -> str:
        name = str(tag).rpartition("}")[2]
        if len(self) < _KNOWN:
            self[tag] = name
        return name


LOCAL = _Names()
"""What an element is called, by its tag, for those who ask very often."""


def local_name(element: _Element) -> str:
    """Give an element's name without its namespace."""
    return LOCAL[element.tag]


def children(element: _Element, name: str) -> Iterator[_Element]:
    """Walk the children of a name, whatever their namespace."""
    found: Iterator[_Element] = element.iterchildren(f"{{*}}{name}")
    return found


def text_of(element: _Element, name: str) -> str | None:
    """Give the text of the first child of a name; None if there is no such child."""
    found = next(children(element, name), None)
    return None if found is None else found.text or ""


def span_of(selection: _Element) -> tuple[int, int] | None:
    """Give a selection's first position and its last, as they stand there; None if one is none."""
    start = selection.get("startPosition", "").strip()
    end = selection.get("endPosition", "").strip()
    if not (_POSITION.fullmatch(start) and _POSITION.fullmatch(end)):
        return None
    return int(start), int(end)


def read_tables(archive: SafeZip, member: str, request: ReadRequest) -> Tables:
    """Read a project's document once, for all that is not in its sources.

    Raises:
        UnreadableInputError: it is no such document.
    """
    tables = Tables(People(request))
    try:
        with archive.open(member) as file:
            for number, element in enumerate(
                walk_xml(file, request.name, [f"{{*}}{one}" for one in _ONCE])
            ):
                if number == 0:
                    _look_at_root(element.getroottree().getroot(), tables, request)
                _take(element, tables, request)
    except BaseException:
        tables.__exit__()
        raise
    return tables


def _look_at_root(root: _Element, tables: Tables, request: ReadRequest) -> None:
    if local_name(root) != "Project":
        raise UnreadableInputError(f"{request.name} is no project of REFI-QDA.")
    tables.ours = root.get("origin") == ORIGIN


def _take(element: _Element, tables: Tables, request: ReadRequest) -> None:
    match local_name(element):
        case "Users":
            _take_users(element, tables)
        case "CodeBook":
            _take_codes(element, tables, request)
        case "Variables":
            for variable in children(element, "Variable"):
                tables.variables[plain_guid(variable.get("guid"))] = variable.get("name", "")
        case "Note":
            tables.notes.put(plain_guid(element.get("guid")), _note(element))
        case "Link":
            tables.links.put(plain_guid(element.get("originGUID")), _link(element))
        case name if name in _PASSED_OVER:
            tables.passed_over[_PASSED_OVER[name]] += 1
        case _ if not tables.ours:
            _measure(element, tables)


def _take_users(users: _Element, tables: Tables) -> None:
    for user in children(users, "User"):
        name = user.get("name") or user.get("id") or ""
        tables.people.add(plain_guid(user.get("guid")), name)


def _take_codes(book: _Element, tables: Tables, request: ReadRequest) -> None:
    codes = read_codes(book)
    tables.keys = named_keys(codes, request)
    if not tables.ours and any(code.colour or code.definition for code in codes):
        what = (
            "colours and definitions of its codes stay behind; a new project has them if it is "
            "begun with this file as its scheme"
        )
        request.notes.append(Note(request.name, what))


def _link(element: _Element) -> list[str]:
    return [
        plain_guid(element.get("guid")),
        element.get("name", "").strip(),
        plain_guid(element.get("targetGUID")),
        element.get("direction", ""),
    ]


def _note(element: _Element) -> list[Any]:
    return [
        element.get("name", ""),
        text_of(element, "PlainTextContent"),
        element.get("plainTextPath"),
        plain_guid(element.get("creatingUser")),
        element.get("creationDateTime"),
        element.get("modifiedDateTime"),
        text_of(element, "Description") or "",
    ]


def _measure(source: _Element, tables: Tables) -> None:
    """Compare the lengths of selections with those of their names."""
    for selection in source.iter("{*}PlainTextSelection"):
        name, span = selection.get("name", ""), span_of(selection)
        if name and span is not None and (longer := len(name) - span[1] + span[0]) in (0, 1):
            tables.lengths[longer] += 1
