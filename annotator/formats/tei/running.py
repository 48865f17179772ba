"""The running text of a TEI document out of its elements, and where in it each element stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from lxml import etree

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_WHITE = re.compile(r"[ \t\n\r]+")
_BLOCKS = frozenset(
    {
        "ab", "argument", "back", "bibl", "body", "byline", "castItem", "castList", "cell",
        "closer", "dateline", "div", "div1", "div2", "div3", "div4", "div5", "div6", "div7",
        "docAuthor", "docDate", "docImprint", "docTitle", "epigraph", "figure", "floatingText",
        "front", "group", "head", "imprimatur", "item", "l", "label", "lg", "list", "listBibl",
        "opener", "p", "postscript", "row", "salute", "signed", "sp", "speaker", "spGrp", "stage",
        "table", "text", "titlePage", "titlePart", "trailer", "u",
    }
)  # fmt: skip
"""What begins on a line of its own."""
_LINES = frozenset({"l", "item", "cell", "row", "speaker", "castItem", "salute", "signed"})
"""Blocks without an empty line before them."""
_FRAMES = frozenset(
    {
        "back", "body", "castList", "div", "div1", "div2", "div3", "div4", "div5", "div6", "div7",
        "docTitle", "figure", "floatingText", "front", "group", "lg", "list", "listBibl", "opener",
        "row", "sp", "spGrp", "table", "text", "titlePage",
    }
)  # fmt: skip
"""What holds blocks: white space between these is indentation."""
_LEFT_OUT = frozenset({"note", "fw", "del", "teiHeader"})
_READINGS = ("corr", "reg", "expan")


class Place(NamedTuple):
    """An element and where it stands in the running text, in code points."""

    element: etree._Element
    start: int
    end: int


@dataclass(slots=True)
class Running:
    """A running text.

    Attributes:
        text: the text.
        places: the elements that hold some of it, in the order of the document.
        left_out: how many elements of which name are no part of it.
    """

    text: str = ""
    places: list[Place] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    ranges: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Where each element with an ``xml:id`` stands."""
    pieces: list[tuple[int, int, int]] = field(default_factory=list)
    """Of the pieces of the text: where they stand among all characters between tags, where in the
    running text, and how long they are. None if white space was collapsed."""
    raw: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Where each element with an ``xml:id`` stands among all characters between tags."""

    def part_of(self, identity: str, offset: int, length: int) -> tuple[int, int] | None:
        """Give where a part of an element's text stands, which a ``string-range`` counts out.

        Args:
            identity: the element's ``xml:id``.
            offset: code points from the beginning of all text between its tags.
            length: how many code points.
        """
        found = self.raw.get(identity)
        if found is None or offset < 0 or length < 1 or found[0] + offset + length > found[1]:
            return None
        first, last = (self._at(found[0] + offset + at) for at in (0, length - 1))
        return None if first is None or last is None else (first, last + 1)

    def _at(self, raw: int) -> int | None:
        """Turn a place among all characters between tags into one of the running text."""
        index = bisect_right(self.pieces, raw, key=itemgetter(0)) - 1
        if index < 0:
            return None
        start, at, length = self.pieces[index]
        return at + raw - start if raw - start < length else None


def running(body: etree._Element, *, exact: bool = False, collapse: bool = False) -> Running:
    """Give the running text of an element.

    Args:
        body: the element, ``text`` or ``body``.
        exact: take every character between tags and nothing else, as we write it.
        collapse: make one blank of all white space within a block, as indented files ask for.
    """
    return _Walk(exact=exact, collapse=collapse and not exact).over(body)


class _Walk:
    def __init__(self, *, exact: bool, collapse: bool) -> None:
        self._exact = exact
        self._collapse = collapse
        self._found = Running()
        self._parts: list[str] = []
        self._at = 0
        self._raw = 0
        self._last = ""
        self._gap = ""
        self._open: list[list[int | None]] = []
        """Where the elements that are open begin, once some text of them came."""

    def over(self, body: etree._Element) -> Running:
        self._element(body)
        self._found.text = "".join(self._parts)
        # An element comes when it ends; readers expect the order in which they begin.
        self._found.places.sort(key=lambda place: (place.start, -place.end))
        return self._found

    def _element(self, element: etree._Element) -> None:
        name = etree.QName(element).localname
        if not self._exact and name in _LEFT_OUT:
            self._found.left_out[name] += 1
            self._raw += len("".join(element.itertext()))
            return
        is_block = not self._exact and name in _BLOCKS
        if is_block:
            self._break(name)
        elif name == "lb" and not self._exact and element.get("break") != "no":
            self._gap = self._gap or ("\n" if not self._collapse else " ")
        raw = self._raw
        begun: list[int | None] = [None]
        self._open.append(begun)
        frame = not self._exact and name in _FRAMES
        self._add(element.text, frame=frame)
        chosen = _reading(element) if name == "choice" and not self._exact else None
        for child in element:
            if isinstance(child.tag, str):
                if chosen is None or child is chosen:
                    self._element(child)
                else:
                    self._raw += len("".join(child.itertext()))
            self._add(child.tail, frame=frame or chosen is not None)
        self._open.pop()
        start = begun[0]
        if start is not None:
            self._found.places.append(Place(element, start, self._at))
        identity = element.get(XML_ID)
        if identity and start is not None:
            self._found.ranges.setdefault(identity, (start, self._at))
            self._found.raw.setdefault(identity, (raw, self._raw))
        if is_block:
            self._break(name)

    def _break(self, name: str) -> None:
        if len(self._gap) < 2:
            self._gap = "\n" if name in _LINES else "\n\n"

    def _add(self, text: str | None, *, frame: bool) -> None:
        """Add text between tags; in a frame white space is indentation."""
        if not text:
            return
        raw = self._raw
        self._raw += len(text)
        if frame and not text.strip(" \t\n\r"):
            return
        if self._collapse:
            self._add_collapsed(text)
            return
        white = text[0] in " \t\n\r"
        # A line that is broken in the file is not broken once more for a mark that says so.
        broken = self._last == "\n" or (self._gap == "\n" and (white or self._last.isspace()))
        gap = "" if broken or not self._at else self._gap
        self._gap = ""
        self._put(gap, text)
        self._found.pieces.append((raw, self._at - len(text), len(text)))

    def _add_collapsed(self, text: str) -> None:
        inner = _WHITE.sub(" ", text)
        stripped = inner.strip(" ")
        if inner.startswith(" ") or not stripped:
            self._gap = self._gap or " "
        if stripped:
            self._put(self._gap if self._at else "", stripped)
            self._gap = " " if inner.endswith(" ") else ""

    def _put(self, gap: str, text: str) -> None:
        if gap:
            self._parts.append(gap)
            self._at += len(gap)
        for begun in self._open:
            if begun[0] is None:
                begun[0] = self._at
        self._parts.append(text)
        self._at += len(text)
        self._last = text[-1]


def _reading(choice: etree._Element) -> etree._Element | None:
    """Give the reading that is taken of several: the corrected one, else the first."""
    given = [one for one in choice if isinstance(one.tag, str)]
    for name in _READINGS:
        for one in given:
            if etree.QName(one).localname == name:
                return one
    return given[0] if given else None
