"""Which formats there are."""

from __future__ import annotations

from annotator.formats import csv, html, jsonl, text
from annotator.formats.base import Format
from annotator.problems import UnknownNameError

FORMATS: tuple[Format, ...] = (jsonl.FORMAT, csv.FORMAT, text.FORMAT, html.FORMAT)


def format_named(name: str) -> Format:
    """Look a format up.

    Raises:
        UnknownNameError: there is none of that name; the text lists those there are.
    """
    for one in FORMATS:
        if one.name == name:
            return one
    known = ", ".join(one.name for one in FORMATS)
    raise UnknownNameError(f"There is no format “{name}”. There are {known}.")
