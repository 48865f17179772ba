"""Articles that were packed into one file (ZIP), as they are sent and downloaded.

Articles are taken in, each with its place in the file; datasets and other packed files are named.
Nothing is unpacked to the disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath

from annotator.formats.base import Format, ReadRequest
from annotator.formats.common.safe_zip import SafeZip
from annotator.formats.common.within import ARTICLES, articles_within, format_within
from annotator.model.incoming import Incoming, Skipped
from annotator.problems import UnreadableInputError
from annotator.text.binary import binary_kind

_TAKEN = (*ARTICLES, "eml", "mbox")
_LARGEST = 200_000_000
"""Bytes of one of the files, unpacked."""
_MARKS = 64
"""Bytes that tell what a file is that is none of ours."""


def _read(request: ReadRequest) -> Iterator[Incoming]:
    any_read = False
    with request.open() as file, SafeZip(file, request.name) as archive:
        for name in sorted(archive.names()):
            path = PurePosixPath(name)
            if any(part.startswith((".", "__MACOSX")) for part in path.parts):
                continue
            skip = partial(_skip, request, name)
            chosen = format_within(path.name, _TAKEN)
            if chosen is None:
                skip(_why_not(archive, name))
                continue
            try:
                data = archive.read(name, _LARGEST)
            except UnreadableInputError as problem:
                skip(str(problem))
                continue
            place = f"{request.name}, {name}"
            for one in articles_within(chosen, data, path.name, place, request, skip):
                any_read = True
                yield one
    if not any_read and not request.skipped:
        raise UnreadableInputError(f"{request.name} is packed, and there is no file in it.")


def _why_not(archive: SafeZip, name: str) -> str:
    with archive.open(name) as member:
        kind = binary_kind(member.read(_MARKS))
    if kind is None:
        return "it is no article. Unpack the file to import a dataset."
    return f"it seems to be {kind.name}"


def _skip(request: ReadRequest, name: str, why: str) -> None:
    request.skipped.append(Skipped(request.name, f"{name}: {why}"))


FORMAT = Format(name="zip", title="Packed articles (ZIP)", extensions=("zip",), read=_read)
