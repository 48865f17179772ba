"""A data package of ours, read: the tables that stand beside ``datapackage.json``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeGuard

from annotator.formats.base import ReadRequest
from annotator.formats.common.json_text import read_json
from annotator.formats.frictionless.schema import TABLES
from annotator.formats.tables.assembling import Source
from annotator.formats.tables.delimited import walk
from annotator.formats.tables.heads import Head, Line
from annotator.formats.tables.joining import in_step, read_together
from annotator.formats.tables.reading import read_table, read_tables
from annotator.model.incoming import Incoming, Skipped
from annotator.problems import UnreadableInputError

DESCRIPTOR = "datapackage.json"
_SOURCE = Source("frictionless", "text/csv")
_NOT_READ = {"labels"}
_FILE = re.compile(r"\w[\w .()-]*\.(csv|tsv|tab|txt)", re.IGNORECASE)
"""A file in the folder itself: no path that leads elsewhere."""
_KINDS = {"articles": "records"}
_LONGEST = 50_000_000


def recognises(head: bytes, name: str) -> bool:
    """Tell a data package by the name of its file, which is always the same."""
    return name.lower() == DESCRIPTOR and b'"resources"' in head


def read_package(request: ReadRequest) -> Iterator[Incoming]:
    """Read a package: its folder, or its ``datapackage.json``.

    Of what it lists only files right beside it are read.

    Raises:
        UnreadableInputError: it is no package, or holds no table that can be read.
    """
    folder = request.path if request.path.is_dir() else request.path.parent
    listed = _listed(folder / DESCRIPTOR, request)
    found = {name: _Table(request, folder / path) for name, path in listed.items()}
    tables = {name: one for name, one in found.items() if one.head is not None}
    if not tables:
        raise UnreadableInputError(f"{request.name} lists no table that can be read.")
    ours = {name: tables[name] for name in TABLES if name in tables and name not in _NOT_READ}
    for name, table in ours.items():
        if table.kind != _KINDS.get(name, name):
            ours = {}
            break
    if "articles" in ours and ours.keys() | _NOT_READ >= tables.keys():
        yield from _ours(request, ours)
    else:
        each = ((f"the table “{name}”", one.columns, one.rows()) for name, one in tables.items())
        yield from read_tables(request, each, _SOURCE)


def _ours(request: ReadRequest, tables: Mapping[str, _Table]) -> Iterator[Incoming]:
    """Read a package as we write it: together if all rows are in one order."""
    quiet: list[Skipped] = []
    others = {name: one for name, one in tables.items() if name != "articles"}
    if not in_step(
        partial(tables["articles"].lines, quiet),
        {name: partial(one.lines, quiet) for name, one in others.items()},
    ):
        for table in tables.values():
            yield from read_table(request, table.columns, table.rows(), _SOURCE)
        return
    for name, table in tables.items():
        table.columns.note_unknown(TABLES[name], f"{name}.csv", request.skipped)
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
        self.head = Head(first) if first else None

    @property
    def columns(self) -> Head:
        """The first row of a file that is not empty."""
        assert self.head is not None
        return self.head

    @property
    def kind(self) -> str:
        """What its rows are."""
        return self.columns.kind

    def rows(self) -> Iterator[tuple[str, list[str]]]:
        """Walk the rows below the first."""
        return islice(walk(self._request, ","), 1, None)

    def lines(self, skipped: list[Skipped]) -> Iterator[Line]:
        """Walk them by the names of columns."""
        return self.columns.lines(self.rows(), skipped)


def _listed(path: Path, request: ReadRequest) -> dict[str, str]:
    """Give the tables that a package lists, name by file; what cannot be read is noted."""
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST)
    except OSError as error:
        raise UnreadableInputError(
            f"{request.name} holds no {DESCRIPTOR} that can be read."
        ) from error
    package = read_json(data, DESCRIPTOR)
    resources = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(resources, list):
        raise UnreadableInputError(f"{request.name} is no data package: it lists no resources.")
    found: dict[str, str] = {}
    for number, one in enumerate(resources, 1):
        given = one if isinstance(one, dict) else {}
        name, file_name = str(given.get("name", number)), given.get("path")
        if _is_table(file_name) and (path.parent / file_name).is_file():
            found[name] = file_name
        else:
            reason = f"“{name}”: it is no table that stands right beside {DESCRIPTOR}"
            request.skipped.append(Skipped(request.name, reason))
    return found


def _is_table(path: Any) -> TypeGuard[str]:
    return isinstance(path, str) and _FILE.fullmatch(path) is not None
