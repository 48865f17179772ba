"""Schemes from files, and the one of a new project."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from annotator.model.scheme import Scheme, read_scheme
from annotator.problems import UnreadableInputError
from annotator.resources import resource

_CODEBOOKS = (".qdc", ".qdpx")
"""Endings of files that have a codebook."""


@cache
def default_scheme() -> Scheme:
    """Read the scheme that ships with the program: sources, locations and figures."""
    return scheme_from(resource("schemes", "news.json"))


def scheme_from(path: Path) -> Scheme:
    """Read a scheme file, or the codebook of another program (.qdc, .qdpx).

    Raises:
        UserProblem: it cannot be read or is no scheme; the text says what is wrong.
    """
    try:
        if path.suffix.lower() in _CODEBOOKS:
            from annotator.formats.qda.qdc import codebook_of  # noqa: PLC0415 - lxml is slow to load

            return codebook_of(path)
        return read_scheme(path.read_bytes(), path.name)
    except OSError as error:
        raise UnreadableInputError(f"{path} cannot be read: {error.strerror}.") from error
