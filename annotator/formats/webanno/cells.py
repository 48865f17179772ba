"""The header, the lines and the cells of WebAnno TSV 3."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.problems import UnreadableInputError

_ESCAPED = re.compile(r"\\(->|.)", re.DOTALL)
_SIGNS = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
_STACK = re.compile(r"(?<!\\)((?:\\\\)*)\[(\d{1,9})\]$")
_OR, _AND = (re.compile(rf"(?<!\\)((?:\\\\)*){re.escape(one)}") for one in "|;")
_UNIT = re.compile(r"(\d{1,9}-\d{1,9}(?:\.\d{1,9})?)")
_ROW = re.compile(r"(\d{1,9})-(\d{1,9})(?:\.(\d{1,9}))?")
_SPAN = re.compile(r"(\d{1,12})-(\d{1,12})")
_FORMAT = "#FORMAT=WebAnno TSV 3"
NOTHING, EMPTY = "_", "*"


class Layer(NamedTuple):
    """A layer as the header tells of it.

    ``kind`` is SP for spans, RL for relations, CH for chains. ``columns`` are the names of its
    features by column, ``slots`` the columns of roles, whose targets stand in the next one;
    ``base`` is the type that a relation's ends have.
    """

    kind: str
    type: str
    columns: dict[int, str]
    slots: dict[int, str]
    end: int
    base: str = ""

    @property
    def name(self) -> str:
        """The layer's name without the package it is in."""
        return self.type.rpartition(".")[2]


class Item(NamedTuple):
    """One of the stacked annotations of a cell: its value, None if it has none, and its number."""

    value: str | None
    number: int


@dataclass(slots=True)
class Row:
    """A token, or a part of one: ``part`` counts those from 1 and is 0 for the token itself."""

    line: int
    unit: str
    part: int
    begin: int
    end: int
    form: str
    cells: list[str]
    start: int = -1
    """Where it stands in the text, in code points; -1 if it was not found there."""
    stop: int = -1


@dataclass(slots=True)
class Sentence:
    """The lines of a sentence: its text as it stands in the file, and its tokens."""

    line: int
    text: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """A file: its layers, its sentences, and lines that say something else."""

    layers: list[Layer] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    others: list[int] = field(default_factory=list)


def read_document(lines: Iterable[tuple[int, str]], name: str) -> Document:
    """Read a file's lines.

    Raises:
        UnreadableInputError: it is none of WebAnno's, or a line is no token.
    """
    lines = iter(lines)
    _, version = next(lines, (0, ""))
    if not version.startswith(_FORMAT):
        raise UnreadableInputError(
            f"{name} is not WebAnno TSV 3: it does not begin with {_FORMAT}."
        )
    document = Document()
    sentence: Sentence | None = None
    for number, line in lines:
        if line.startswith("#Text="):
            if sentence is None or sentence.rows:
                sentence = Sentence(number)
                document.sentences.append(sentence)
            sentence.text.append(line.removeprefix("#Text="))
        elif line.startswith("#"):
            _take_head(line, number, document)
        elif line.strip():
            row = _row(line, number, name)
            if sentence is None:
                raise UnreadableInputError(f"{name}, line {number}: no #Text= comes before it.")
            sentence.rows.append(row)
        else:
            sentence = None
    return document


def _take_head(line: str, number: int, document: Document) -> None:
    """Take a line of the header, or one that says what has no place here."""
    if line.startswith(("#T_SP=", "#T_RL=", "#T_CH=")) and not document.sentences:
        end = document.layers[-1].end if document.layers else 3
        document.layers.append(_layer(line, end))
    else:
        document.others.append(number)


def _layer(line: str, first: int) -> Layer:
    kind = line[3:5]
    parts = line[6:].rstrip().split("|")
    features, base = parts[1:], ""
    if kind == "RL" and features and features[-1].startswith("BT_"):
        base = features.pop().removeprefix("BT_")
    features = [one for one in features if one]
    if not features and kind == "SP":
        features = [""]
    columns: dict[int, str] = {}
    slots: dict[int, str] = {}
    at = first
    for one in features:
        if at - 1 in slots:
            pass  # the type of what fills the slot
        elif one.startswith("ROLE_"):
            slots[at] = one.rpartition(":")[2].partition("_")[0]
        else:
            columns[at] = one
        at += 1
    return Layer(kind, parts[0], columns, slots, at + (kind == "RL"), base)


def _row(line: str, number: int, name: str) -> Row:
    cells = line.split("\t")
    unit = _ROW.fullmatch(cells[0])
    span = _SPAN.fullmatch(cells[1]) if len(cells) > 2 else None
    if unit is None or span is None:
        raise UnreadableInputError(f"{name}, line {number}: it is no token like “1-1  0-4  This”.")
    part = int(unit[3] or 0)
    return Row(number, cells[0], part, int(span[1]), int(span[2]), plain(cells[2]), cells)


def plain(text: str) -> str:
    """Give a text without the backslashes that keep signs from meaning something."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda found: _SIGNS.get(found[1], found[1]), text)


def items(cell: str) -> list[Item]:
    """Give the stacked annotations of a cell; none if there is nothing."""
    return [_item(one) for one in stacked(cell)]


def stacked(cell: str) -> list[str]:
    """Give what stands in a cell for each of several annotations; none if there is nothing."""
    return [] if cell in {NOTHING, ""} else _split(_OR, cell)


def listed(value: str) -> list[str]:
    """Give what stands in one annotation's list, without its number: roles, or what fills them."""
    return _split(_AND, value)


def target(value: str) -> tuple[str, list[int]]:
    """Read what a link leads to: a token, and the numbers of stacked annotations, 0 for none."""
    found = _UNIT.match(value)
    numbers = re.fullmatch(r"\[(\d{1,9})(?:_(\d{1,9}))?\]", value[found.end() :] if found else "")
    unit = found[1] if found else ""
    return unit, [int(one or 0) for one in numbers.groups()] if numbers else [0, 0]


def _item(text: str) -> Item:
    value, number = numbered(text)
    return Item(None if value in {EMPTY, NOTHING} else plain(value), number)


def numbered(text: str) -> tuple[str, int]:
    """Take the number of a stacked annotation off its end; 0 if it has none."""
    found = _STACK.search(text)
    if found is None:
        return text, 0
    return text[: found.start() + len(found[1])], int(found[2])


def _split(sign: re.Pattern[str], text: str) -> list[str]:
    found: list[str] = []
    last = 0
    for one in sign.finditer(text):
        found.append(text[last : one.end() - 1])
        last = one.end()
    return [*found, text[last:]]
