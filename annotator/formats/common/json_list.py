"""A JSON document that is one long list, item by item, however many there are.

Faster than reading it by events, and safe from values that are nested without end: those are
refused where they stand.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

from annotator.formats.common.json_text import refuse_constant
from annotator.problems import UnreadableInputError

_BLOCK = 1 << 20
"""Bytes read at a time."""
_LONGEST = 1 << 28
"""Characters of the longest item: a text of the largest size, with very many annotations."""
_TOKEN = 64
"""Characters at the end that may be a cut-off number, word or escape."""
_EXPONENT = 2
"""Characters behind a number that do not belong to it, unless digits follow."""
_BLANK = re.compile(r"[ \t\r\n]*")
_UNENDED = "Unterminated string"


def list_items(file: BinaryIO, name: str) -> Iterator[tuple[str, Any]]:
    """Walk a list's items, each with its place for messages; nothing if the document is no list.

    Lone surrogates are let through, as other programs write them; NaN is refused.

    Raises:
        UnreadableInputError: it is no JSON; the text says where it stops being one.
    """
    text = _Text(file, name)
    if text.sign() != "[":
        return
    text.at += 1
    number = 0
    if text.sign() == "]":
        text.at += 1
    else:
        while True:
            number += 1
            yield f"{name}, item {number}", text.value()
            sign = text.sign()
            text.at += 1
            if sign == "]":
                break
            if sign != ",":
                text.refuse("a comma or the list's end is missing", number)
    if text.sign():
        text.refuse("something stands behind the list's end", number)


class _Text:
    """The part of a document that is in memory; ``at`` is where reading goes on."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self._name = name
        self._decode = codecs.getincrementaldecoder("utf-8")()
        self._decoder = json.JSONDecoder(parse_constant=refuse_constant)
        self._text = ""
        self._ended = False
        self.at = 0
        while not self._text and not self._ended:
            self._more(_BLOCK)
        self.at = int(self._text.startswith("\ufeff"))

    def sign(self) -> str:
        """Give the next sign that is no white space, and go there; “” at the document's end."""
        while True:
            found = _BLANK.match(self._text, self.at)
            assert found is not None
            self.at = found.end()
            if self.at < len(self._text) or self._ended:
                return self._text[self.at : self.at + 1]
            self._more(_BLOCK)

    def value(self) -> Any:
        """Read a value, as much of the document as it takes."""
        self.sign()
        size = _BLOCK
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self.at)
            except json.JSONDecodeError as error:
                cut_off = error.msg.startswith(_UNENDED) or error.pos + _TOKEN > len(self._text)
                if self._ended or not cut_off or len(self._text) - self.at > _LONGEST:
                    raise self._no_json(str(error.msg)) from error
            except (ValueError, RecursionError) as error:
                raise self._no_json(str(error)) from error
            else:
                # A number may go on behind what is in memory: “1.” and “1e+” are cut-off ones.
                if end + _EXPONENT < len(self._text) or self._ended or self._text[end - 1] in '"]}':
                    self.at = end
                    return value
            self._more(size)
            size *= 2

    def refuse(self, why: str, number: int) -> NoReturn:
        """Say that the document is no JSON."""
        raise UnreadableInputError(f"{self._name} is not JSON: {why}, after item {number}.")

    def _more(self, size: int) -> None:
        try:
            block = self._file.read(size)
            self._ended = not block
            added = self._decode.decode(block, self._ended)
        except UnicodeDecodeError as error:
            raise self._no_json("it is no UTF-8") from error
        self._text = self._text[self.at :] + added
        self.at = 0

    def _no_json(self, why: str) -> UnreadableInputError:
        return UnreadableInputError(f"{self._name} is not JSON: {why}.")
