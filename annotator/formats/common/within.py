"""Articles within a file that holds others: what is attached to a letter, what is packed."""

from __future__ import annotations

import io
from collections.abc import Callable

from annotator.formats.base import Format, ReadRequest
from annotator.model.incoming import Incoming, Note
from annotator.problems import UserProblem

ARTICLES = ("text", "html", "markdown", "docx", "pdf")
"""Formats of single articles; a dataset within another file is saved and imported by itself."""


def format_within(name: str, names: tuple[str, ...] = ARTICLES) -> Format | None:
    """Find which of some formats reads a file of that name."""
    from annotator.formats.registry import formats  # noqa: PLC0415 - it names us, too

    lower = name.lower()
    for one in formats():
        if one.name in names and lower.endswith(tuple(f".{end}" for end in one.extensions)):
            return one
    return None


def articles_within(
    chosen: Format,
    data: bytes,
    name: str,
    where: str,
    request: ReadRequest,
    skip: Callable[[str], None],
) -> list[Incoming]:
    """Read a file within another one; it is taken whole or not at all.

    Args:
        chosen: its format.
        data: its bytes.
        name: what it is called.
        where: what is said of the place that its articles come from.
        request: of the file that it lies in.
        skip: hears what was passed over, and why.
    """
    assert chosen.read is not None
    inner = ReadRequest(
        path=request.path,
        name=name,
        data=io.BytesIO(data),
        encoding=request.encoding,
        options=chosen.settle_options({}),
    )
    try:
        found = list(chosen.read(inner))
    except UserProblem as problem:
        skip(str(problem))
        return []
    for one in inner.skipped:
        skip(one.reason)
    request.notes += [Note(where, one.what) for one in inner.notes]
    return [one._replace(where=where) for one in found]
