"""Documents in a file: one, or many in a ZIP file, as INCEpTION exports documents and projects."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from annotator.formats.base import ReadRequest
from annotator.formats.common.safe_zip import SafeZip
from annotator.model.annotator import CONSENSUS
from annotator.model.incoming import Note, Skipped
from annotator.problems import UnreadableInputError

_TYPES = "TypeSystem.xml"
_MANIFEST = "manifest.json"
"""What stands beside every export of ours."""
_LONGEST = 500_000_000
"""Bytes of one document."""
_IN_PROJECT = re.compile(r"(?:.*/)?(annotation|curation)/([^/]+)/([^/]+)\.(zip|json|xmi)")
_CURATOR, _INITIAL = "CURATION_USER", "INITIAL_CAS"
_ENDINGS = (".xmi", ".json")


class Found(NamedTuple):
    """A document: its place for messages, its bytes, its type system, and whose it is."""

    where: str
    data: bytes
    types: bytes | None
    annotator: str | None = None


def documents(request: ReadRequest) -> Iterator[Found]:
    """Walk the documents of a file.

    Raises:
        UnreadableInputError: it is a ZIP file without any, or one that may do harm.
    """
    with request.open() as file:
        head = file.read(4)
        if head.startswith(b"PK"):
            with SafeZip(file, request.name) as archive:
                yield from _members(archive, request)
            return
        data = head + file.read(_LONGEST)
    if len(data) > _LONGEST:
        raise UnreadableInputError(f"{request.name} is too long for one document.")
    inside = request.data is None and data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    yield Found(request.name, data, _beside(request.path) if inside else None)


def _beside(path: Path) -> bytes | None:
    """Give the type system that was written with an XMI file: beside it, or beside its folder."""
    for folder in (path.parent, path.parent.parent):
        try:
            with (folder / _TYPES).open("rb") as file:
                return file.read(_LONGEST)
        except OSError:
            continue
    return None


def _members(archive: SafeZip, request: ReadRequest) -> Iterator[Found]:
    names = sorted(archive.names())
    if any(_IN_PROJECT.fullmatch(name) for name in names):
        yield from _project(archive, names, request)
        return
    if any("annotation_ser/" in name for name in names):
        raise UnreadableInputError(
            f"{request.name} holds documents in INCEpTION's inner form only. Export the project "
            "once more, with UIMA CAS JSON as its format."
        )
    found = [name for name in names if name.lower().endswith(_ENDINGS)]
    if not found:
        raise UnreadableInputError(
            f"{request.name} holds no document of UIMA: no .xmi and no .json file."
        )
    for name in found:
        data = archive.read(name, _LONGEST)
        if name.endswith(".json") and b'"%FEATURE_STRUCTURES"' not in data:
            if name != _MANIFEST:
                request.skipped.append(Skipped(request.name, f"{name}, which is no CAS JSON"))
            continue
        yield Found(f"{request.name}, {name}", data, _types(archive, names, name))


def _types(archive: SafeZip, names: list[str], name: str) -> bytes | None:
    """Give the type system that lies nearest to a member."""
    folder = name
    while folder:
        folder = folder.rpartition("/")[0]
        place = f"{folder}/{_TYPES}" if folder else _TYPES
        if place in names:
            return archive.read(place, _LONGEST)
    return None


def _project(archive: SafeZip, names: list[str], request: ReadRequest) -> Iterator[Found]:
    """Walk the documents of a project of INCEpTION, a document for each of its users."""
    initial = 0
    for name in names:
        place = _IN_PROJECT.fullmatch(name)
        if place is None:
            continue
        kind, document, user, ending = place.groups()
        if user.startswith(_INITIAL):
            initial += 1
            continue
        annotator = CONSENSUS if kind == "curation" or user == _CURATOR else user
        where = f"{request.name}, {kind}/{document}/{user}"
        data = archive.read(name, _LONGEST)
        if ending != "zip":
            yield Found(where, data, _types(archive, names, name), annotator)
            continue
        with SafeZip(io.BytesIO(data), where) as inner:
            inside = inner.names()
            held = [one for one in inside if one.lower().endswith(_ENDINGS)]
            if not held:
                request.skipped.append(Skipped(where, "a document that is no CAS"))
            for one in held:
                yield Found(where, inner.read(one, _LONGEST), _types(inner, inside, one), annotator)
    if initial:
        what = "a document" if initial == 1 else f"{initial:,} documents"
        request.notes.append(
            Note(request.name, f"{what} without anybody's annotations: only those of people taken")
        )
