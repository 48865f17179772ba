"""Printing results: for people by default, as one JSON document with ``--json``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click
import orjson

from annotator.text.shortening import shortened

_AT_ONCE = 1_000
"""Pieces of a list that are printed at a time."""

as_json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document instead of text."
)


def print_json(value: Any) -> None:
    """Print one JSON document on stdout, in UTF-8 whatever the terminal speaks."""
    try:
        document = orjson.dumps(value, option=orjson.OPT_INDENT_2)
    except TypeError:  # a file's name that is no text
        document = json.dumps(value, indent=2, ensure_ascii=False).encode(errors="replace")
    click.echo(document)


def as_piece(value: Any) -> bytes:
    """Write down what will be one of very many in a list, see `print_pieces`."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).replace(b"\n", b"\n  ")


def print_pieces(pieces: Sequence[bytes]) -> None:
    """Print a list as one JSON document: half a million objects would take gigabytes as such."""
    click.echo(b"[", nl=False)
    for start in range(0, len(pieces), _AT_ONCE):
        part = b",\n  ".join(pieces[start : start + _AT_ONCE])
        click.echo((b",\n  " if start else b"\n  ") + part, nl=False)
    click.echo(b"\n]" if pieces else b"]")


def print_table(rows: Iterable[Sequence[object]], head: Sequence[str]) -> None:
    """Print rows in columns; columns whose head begins with ``#`` are flush right."""
    cells = [[str(cell) for cell in row] for row in rows]
    right = [name.startswith("#") for name in head]
    names = [name.removeprefix("#") for name in head]
    widths = [max([len(name), *(len(row[i]) for row in cells)]) for i, name in enumerate(names)]
    for row in [names, *cells]:
        padded = [
            cell.rjust(width) if flush else cell.ljust(width)
            for cell, width, flush in zip(row, widths, right, strict=True)
        ]
        click.echo("  ".join(padded).rstrip())


def in_one_line(text: str, longest: int = 60) -> str:
    """Give the beginning of a text, up to so many characters, with all white space as one space."""
    return shortened(text, longest)


def point_out_twin(name: str, twin: str | None) -> None:
    """Say on stderr that somebody goes by a name that is easily taken for the one who works."""
    if twin is not None:
        click.echo(
            f"Note: “{name}” is new in this project, and “{twin}” is here already. If that is the "
            f"same person, undo this and name {twin}.",
            err=True,
        )


class Counter:
    """Shows how many articles there were so far, on a terminal; says nothing in a pipe."""

    _EVERY = 50

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = sys.stderr.isatty()
        self._count = 0

    def __call__(self, count: int) -> None:
        """Take note of a new count."""
        self._count = count
        if self._shown and count % self._EVERY == 0:
            click.echo(f"\r{self._what}: {count:,}", nl=False, err=True)

    def done(self) -> None:
        """Clear the line."""
        if self._shown and self._count >= self._EVERY:
            click.echo("\r\x1b[K", nl=False, err=True)
