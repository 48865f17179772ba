"""Which formats there are. A format's module is loaded when formats are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import cast

from annotator.formats.base import Format
from annotator.problems import UnknownNameError

_FORMATS = (
    "jsonl:FORMAT",
    "doccano:FORMAT",
    "prodigy:FORMAT",
    "label_studio:FORMAT",
    "csv:FORMAT",
    "webanno.webanno_tsv:FORMAT",
    "tsv:FORMAT",
    "xlsx:FORMAT",
    "frictionless:FORMAT",
    "datasette:FORMAT",
    "conll.conll2003:FORMAT",
    "conll.conllu:FORMAT",
    "brat.brat:FORMAT",
    "text:FORMAT",
    "html:FORMAT",
    "markdown:FORMAT",
    "docx.docx:FORMAT",
    "pdf.pdf:FORMAT",
    "mail.eml:FORMAT",
    "mail.mbox:FORMAT",
    "zipped:FORMAT",
    "qda.qdpx:FORMAT",
    "qda.qdc:FORMAT",
    "qda.taguette:FORMAT",
    "qda.qualcoder:FORMAT",
    "parquet:FORMAT",
    "croissant:FORMAT",
    "spacy.docbin:FORMAT",
    "spacy.doc_json:FORMAT",
    "w3c:FORMAT",
    "geojson:FORMAT",
    "standoff:FORMAT",
    "rss:FORMAT",
    "warc:FORMAT",
    "uima.cas_json:FORMAT",
    "uima.cas_xmi:FORMAT",
    "gate_json:FORMAT",
    "gate_xml:FORMAT",
    "tei.tei:FORMAT",
)
"""Modules of this package and the name of the format in them; who shares an ending is asked in this
order."""

_SAYS_LITTLE = "text"
"""The format of an ending that many a file has which is no plain text."""
HEAD = 65_536
"""Bytes at a file's beginning by which formats recognise it."""


@cache
def formats() -> tuple[Format, ...]:
    """List the formats."""
    return tuple(_load(place) for place in _FORMATS)


def load_in_parts() -> Iterator[None]:
    """Load the formats, one to a part: at once they keep whoever asks for a tenth of a second."""
    if not formats.cache_info().currsize:
        for place in _FORMATS:
            _load(place)
            yield


def _load(place: str) -> Format:
    module, _, name = place.partition(":")
    return cast("Format", getattr(import_module(f"annotator.formats.{module}"), name))


def format_named(name: str) -> Format:
    """Look a format up.

    Raises:
        UnknownNameError: there is none of that name; the text lists those there are.
    """
    for one in formats():
        if one.name == name:
            return one
    known = ", ".join(one.name for one in formats())
    raise UnknownNameError(f"There is no format “{name}”. There are {known}.")


def format_of(path: Path) -> Format | None:
    """Find the format that reads a file: by its ending, and by its content where that is shared.

    What has no ending that says anything, or one of plain texts, and the signs of a format in it,
    is of that format.
    """
    if is_so(path.is_dir):
        return format_of_folder(path)
    named = _by_ending(path)
    if len(named) == 1 and named[0].recognises is None and named[0].name != _SAYS_LITTLE:
        return named[0]
    head = head_of(path)
    if not named or named[0].name == _SAYS_LITTLE:
        by_content = signed(head)
        if by_content is not None:
            return by_content
    for one in named:
        if one.recognises is not None and one.recognises(head, path.name):
            return one
    return next((one for one in named if one.recognises is None), None)


def format_of_folder(path: Path) -> Format | None:
    """Find the format of which a folder is one dataset, by the file that marks it as that."""
    for one in formats():
        if one.folder_mark and is_so((path / one.folder_mark).is_file):
            return one
    return None


def is_so(ask: Callable[[], bool]) -> bool:
    """Ask what a path is, as ``path.is_file``; what nobody may look at is nothing."""
    try:
        return ask()
    except OSError:
        return False


def signed(head: bytes) -> Format | None:
    """Find the format whose signs a file's first 64 kB have, whatever it is called."""
    return next((one for one in formats() if one.signs and one.signs(head)), None)


def is_read(path: Path) -> bool:
    """Tell whether files of this name may be read, as far as the name says it."""
    return bool(_by_ending(path))


def _by_ending(path: Path) -> list[Format]:
    name = path.name.lower()
    found = [
        (ending, one)
        for one in formats()
        if one.read
        for ending in one.extensions
        if name.endswith(f".{ending}") and len(name) > len(ending) + 1
    ]
    # “.article.xml” says more than “.xml”.
    longest = max((len(ending) for ending, _ in found), default=0)
    return [one for ending, one in found if len(ending) == longest]


def head_of(path: Path) -> bytes:
    """Read a file's first 64 kB; nothing of what is no file, or cannot be read."""
    try:
        if not path.is_file():  # what is looked at in a pipe is gone for its reader
            return b""
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError:
        return b""
