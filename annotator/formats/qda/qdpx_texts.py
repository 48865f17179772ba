"""The texts of a project, which lie in files of their own or in its document."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from annotator.formats.common.safe_zip import SafeZip
from annotator.formats.qda.qdpx_tables import children, span_of, text_of
from annotator.formats.qda.quotes import Quotes

if TYPE_CHECKING:
    from lxml.etree import _Element

BOM = "\ufeff"
_INTERNAL = "internal://"
_LARGEST = 100_000_000
"""Bytes of a text."""


class NoTextError(Exception):
    """A source has no text that can be read; says why, as the end of a sentence."""


class Texts:
    """Finds texts in the files of a project. What lies outside of it is never opened.

    Args:
        archive: the project.
        member: its document, beside which its files lie.
        encoding: that of its texts, if the user named one.
    """

    def __init__(self, archive: SafeZip, member: str, encoding: str | None) -> None:
        self._archive = archive
        self._root = PurePosixPath(member).parent
        self._encoding = encoding or "utf-8"
        self._files = {one.casefold(): one for one in archive.names()}

    def of(self, source: _Element) -> str:
        """Give the text of a source.

        Raises:
            NoTextError: it has none that can be read.
        """
        inside = text_of(source, "PlainTextContent")
        path = source.get("plainTextPath")
        if path is None and inside is None:
            raise NoTextError("the project does not hold its plain text")
        if path is None:
            return inside or ""
        try:
            text = self.at(path)
        except NoTextError:
            if inside is None:
                raise
            return inside
        return _without_bom(text, source)

    def at(self, path: str) -> str:
        """Give the text at an ``internal://`` path; case does not count, nor does its folder.

        Raises:
            NoTextError: there is none, or it is no text.
        """
        if not path.lower().startswith(_INTERNAL):
            raise NoTextError(f"it lies outside of the project, at {path}")
        name = path[len(_INTERNAL) :].lstrip("/")
        places = [str(one / name).casefold() for one in (self._root / "sources", self._root)]
        member = next((self._files[one] for one in places if one in self._files), None)
        if member is None:
            raise NoTextError(f"the project has no file {path}")
        data = self._archive.read(member, _LARGEST)
        encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else self._encoding
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError) as error:
            raise NoTextError(f"it is not {encoding.upper()}; name its encoding") from error


def _without_bom(text: str, source: _Element) -> str:
    """Leave out a byte order mark unless the selections count it."""
    if not text.startswith(BOM):
        return text
    counted, uncounted = Quotes(text), Quotes(text[1:])
    balance = 0
    for selection in children(source, "PlainTextSelection"):
        name, span = selection.get("name", ""), span_of(selection)
        if name and span is not None:
            balance += counted.fits(name, *span) - uncounted.fits(name, *span)
    return text if balance > 0 else text[1:]
