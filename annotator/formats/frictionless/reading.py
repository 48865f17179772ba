"""A data package of ours, read: the tables that stand beside ``datapackage.json``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from annotator.formats.base import ReadRequest
from annotator.formats.common.json_text import read_json
from annotator.formats.frictionless.schema import TABLES
from annotator.formats.tables.assembling import Source
from annotator.formats.tables.delimited import walk
from annotator.formats.tables.heads import Head, Line
from annotator.formats.tables.joining import in_step, read_together
from annotator.formats.tables.reading import read_table
from annotator.model.incoming import Incoming, Skipped
from annotator.problems import UnreadableInputError

_DESCRIPTOR = "datapackage.json"
_SOURCE = Source("frictionless", "text/csv")
_READ = [name for name in TABLES if name != "labels"]
_KINDS = {"articles": "records"}
_LONGEST = 50_000_000


def recognises(head: bytes, name: str) -> bool:
    """Tell a data package by the name of its file, which is always the same."""
    return name.lower() == _DESCRIPTOR and b'"resources"' in head


def read_package(request: ReadRequest) -> Iterator[Incoming]:
    """Read a package of ours: its folder, or its ``datapackage.json``.

    Tables are found by their usual names beside it, whatever paths it gives.

    Raises:
        UnreadableInputError: it is no package, or not one of ours.
    """
    folder = request.path if request.path.is_dir() else request.path.parent
    _check(folder / _DESCRIPTOR, request.name)
    present = [name for name in _READ if (folder / f"{name}.csv").is_file()]
    tables = {name: _Table(request, folder / f"{name}.csv") for name in present}
    for name, table in tables.items():
        if table.head.kind != _KINDS.get(name, name):
            raise UnreadableInputError(
                f"{request.name}: {name}.csv is no table of ours. Import it by itself."
            )
    if "articles" not in tables:
        raise UnreadableInputError(f"{request.name} holds no articles.csv.")
    quiet: list[Skipped] = []
    others = {name: one for name, one in tables.items() if name != "articles"}
    together = in_step(
        partial(tables["articles"].lines, quiet),
        {name: partial(one.lines, quiet) for name, one in others.items()},
    )
    if not together:
        for table in tables.values():
            yield from read_table(request, table.head, table.rows(), _SOURCE)
        return
    for name, table in tables.items():
        table.head.note_unknown(TABLES[name], f"{name}.csv", request.skipped)
    yield from read_together(
        request,
        partial(tables["articles"].lines, request.skipped),
        {name: partial(one.lines, request.skipped) for name, one in others.items()},
        _SOURCE,
    )


class _Table:
    """A file of a package: its first row, and the rows below it."""

    def __init__(self, request: ReadRequest, path: Path) -> None:
        self._request = replace(request, path=path, name=path.name, data=None)
        _, first = next(walk(self._request, ","), ("", []))
        self.head = Head(first, path.name)

    def rows(self) -> Iterator[tuple[str, list[str]]]:
        """Walk the rows below the first."""
        walked = walk(self._request, ",")
        next(walked)
        return walked

    def lines(self, skipped: list[Skipped]) -> Iterator[Line]:
        """Walk them by the names of columns."""
        return self.head.lines(self.rows(), skipped)


def _check(path: Path, name: str) -> None:
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST)
    except OSError as error:
        raise UnreadableInputError(f"{name} holds no {_DESCRIPTOR} that can be read.") from error
    package = read_json(data, _DESCRIPTOR)
    if not isinstance(package, dict) or not isinstance(package.get("resources"), list):
        raise UnreadableInputError(f"{name} is no data package: it lists no resources.")
