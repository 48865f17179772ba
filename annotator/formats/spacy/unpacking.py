"""Unpacks a DocBin into plain values, without making spaCy's documents of it.

spaCy takes numbers from the file into its own structures in C as they are. Here every number is
looked up or compared before it is used, one odd span does not cost the whole file, and no document
is built only to be taken apart. The layout is that of `spacy.tokens.DocBin` and `SpanGroup`
(versions 3.0 to 3.8): a msgpack message, compressed by zlib; tokens are rows of numbers, one of
which is the hash of the token's text.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from annotator.formats.spacy.taking_back import Found
from annotator.problems import UnreadableInputError

LARGEST_FILE = 1_000_000_000
LARGEST = 4_000_000_000
"""Bytes of a file that is read, and bytes to which it may unpack."""
_BLOCK = 1 << 20
_GRAMMAR = ("TAG", "POS", "MORPH", "LEMMA", "DEP")
_GROUPS = {40: struct.Struct(">QQQllll"), 32: struct.Struct(">QQllll")}
"""A span by its size in bytes: its own id (not before version 3.4), its id in a knowledge base, its
label, its first token and the one after its last, its start and its end in the text."""
_FAULTS = (
    ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, MemoryError,
    RecursionError, struct.error,
)  # fmt: skip
"""What a message raises that has another shape than it should."""


@dataclass(slots=True)
class Unpacked:
    """What is taken of a document."""

    text: str
    spans: list[Found]
    entities: list[Found]
    user_data: dict[Any, Any]
    lost: int
    """How many of its spans do not lie in the text."""
    categories: bool
    grammar: bool


def unpacked(data: bytes, name: str) -> Iterator[Unpacked]:
    """Unpack the documents of a DocBin one by one.

    Raises:
        UnreadableInputError: it is none, or damaged, or too large.
    """
    _check_size(data, name)
    try:
        message = _Message(zlib.decompress(data))
    except _FAULTS as error:
        raise _broken(name) from error
    for number in range(message.count):
        try:
            found = message.document(number)
        except _FAULTS as error:
            raise _broken(name) from error
        yield found


class _Message:
    """A DocBin's message, its numbers as arrays."""

    def __init__(self, data: bytes) -> None:
        import numpy as np  # noqa: PLC0415 - spaCy's library needs it anyway
        from spacy.attrs import IDS  # noqa: PLC0415 - an optional library
        from spacy.strings import StringStore  # noqa: PLC0415 - an optional library

        message = _unpack(data)
        self._attributes: list[int] = message["attrs"]
        lengths = np.frombuffer(message["lengths"], dtype="<i4")
        rows = np.frombuffer(message["tokens"], dtype="<u8").reshape(-1, len(self._attributes))
        spaces = np.frombuffer(message["spaces"], dtype="u1") != 0
        if (lengths < 0).any() or not int(lengths.sum()) == len(rows) == len(spaces):
            raise ValueError("tokens and documents do not go together")
        self.count = len(lengths)
        ends = np.cumsum(lengths)
        self._rows = np.split(rows, ends[:-1])
        self._spaces = np.split(spaces, ends[:-1])
        if not self.count:
            return
        self._cats = message.get("cats") or [{}] * self.count
        self._flags = message.get("flags") or [{}] * self.count
        self._groups = message.get("span_groups") or [b""] * self.count
        self._user_data = message.get("user_data") or [None] * self.count
        self._string = StringStore(message["strings"])
        self._column = {name: self._attributes.index(number) for name, number in IDS.items()
                        if number in self._attributes}  # fmt: skip
        self._words: dict[int, str] = {}

    def document(self, number: int) -> Unpacked:
        """Unpack one document."""
        rows = self._rows[number]
        texts, edges = self._texts(number)
        text = "".join(texts)
        spans = [*self._spans(self._groups[number])]
        inside = [one for one in spans if 0 <= one.start < one.end <= len(text)]
        return Unpacked(
            text=text,
            spans=inside,
            entities=[*self._entities(rows, edges)],
            user_data=self._data(number),
            lost=len(spans) - len(inside),
            categories=bool(self._cats[number]),
            grammar=any(
                name in self._column and rows[:, self._column[name]].any() for name in _GRAMMAR
            ),
        )

    def _texts(self, number: int) -> tuple[list[str], list[tuple[int, int]]]:
        """Give tokens with the blanks that follow them, and where each begins and ends."""
        words = [self._text(one) for one in self._rows[number][:, self._column["ORTH"]].tolist()]
        spaces = self._spaces[number].tolist()
        if self._flags[number].get("has_unknown_spaces"):
            spaces = [True] * len(words)
        texts: list[str] = []
        edges: list[tuple[int, int]] = []
        at = 0
        for word, space in zip(words, spaces, strict=True):
            edges.append((at, at + len(word)))
            texts.append(f"{word} " if space else word)
            at += len(texts[-1])
        return texts, edges

    def _text(self, number: int) -> str:
        """Look a string up; it may be one that all vocabularies have."""
        word = self._words.get(number)
        if word is None:
            word = self._words[number] = self._string[number] if number else ""
        return word

    def _entities(self, rows: Any, edges: list[tuple[int, int]]) -> Iterator[Found]:
        """Give what tokens say of entities: 3 begins one and 1 goes on, where there is a label."""
        if "ENT_IOB" not in self._column or "ENT_TYPE" not in self._column:
            return
        iob = rows[:, self._column["ENT_IOB"]]
        labels = rows[:, self._column["ENT_TYPE"]]
        concept = self._column.get("ENT_KB_ID")
        open_at: int | None = None
        last = -2
        for row in ((iob == 1) | (iob == 3)).nonzero()[0].tolist():
            goes_on = iob[row] == 1 and open_at is not None and last == row - 1
            if open_at is not None and not goes_on:
                yield self._entity(
                    rows, labels, concept, edges[open_at][0], edges[last][1], open_at
                )
                open_at = None
            if open_at is None and labels[row]:
                open_at = row
            last = row
        if open_at is not None:
            yield self._entity(rows, labels, concept, edges[open_at][0], edges[last][1], open_at)

    def _entity(
        self, rows: Any, labels: Any, concept: int | None, start: int, end: int, row: int
    ) -> Found:
        kb_id = "" if concept is None else self._text(int(rows[row, concept]))
        return Found(start, end, self._text(int(labels[row])), kb_id)

    def _spans(self, data: bytes) -> Iterator[Found]:
        """Give the spans of all groups: a list of groups, or the names under which each stands."""
        for group in _unpack(data) if data else ():
            for packed in _unpack(group)["spans"]:
                *_, concept, label, _, _, start, end = _GROUPS[len(packed)].unpack(packed)
                yield Found(start, end, self._text(label), self._text(concept))

    def _data(self, number: int) -> dict[Any, Any]:
        data = self._user_data[number] if number < len(self._user_data) else None
        found = _unpack(data, use_list=False) if data else {}
        if not isinstance(found, dict):
            raise TypeError("user data is no mapping")
        return found


def _unpack(data: bytes, *, use_list: bool = True) -> Any:
    """Read a msgpack message as plain values: no hook makes anything else of them."""
    srsly: Any = import_module("srsly.msgpack")  # spaCy's own, an optional library without types
    return srsly.unpackb(data, raw=False, use_list=use_list, object_pairs_hook=dict)


def _check_size(data: bytes, name: str) -> None:
    """Unpack a file piece by piece and keep nothing, to see that it is whole and not too large."""
    if len(data) > LARGEST_FILE:
        raise UnreadableInputError(f"{name} is too long: a DocBin may have 1 GB. Split it.")
    unpack = zlib.decompressobj()
    size = 0
    try:
        while data and not unpack.eof:
            size += len(unpack.decompress(data, _BLOCK))
            data = unpack.unconsumed_tail
            if size > LARGEST:
                raise UnreadableInputError(f"{name} would unpack to too much.")
    except zlib.error as error:
        raise _broken(name) from error
    if not unpack.eof:
        raise _broken(name)


def _broken(name: str) -> UnreadableInputError:
    return UnreadableInputError(
        f"{name} is no whole DocBin. Write it again with DocBin(…).to_disk of spaCy 3."
    )
