"""The beginning of an export, to be looked at before it is written."""

from __future__ import annotations

from itertools import islice
from typing import Any

import orjson

from annotator.app.export.running import ExportRun
from annotator.app.export.targets import Glimpse
from annotator.model.export import Preview
from annotator.model.records import ArticleRecord

_ARTICLES = 3
_LOOKED_AT = 200
"""Articles among which those with annotations are looked for."""
_LONGEST = 400
"""Code points of a line that are shown."""
_TEXT = 64_000
"""Bytes that are looked at."""


def glimpse(run: ExportRun, lines: int) -> Preview:
    """Write the first articles to memory and give the first lines of what came.

    Args:
        run: the export.
        lines: how many lines are wanted at most.
    """
    first = list(islice(run.walk(), _LOOKED_AT))
    tagged = [one for one in first if one["annotations"]] or first
    out = Glimpse()
    articles = tagged[:_ARTICLES]
    run.write_some(articles, out)
    name, data = _telling(out.files)
    try:
        text = data[:_TEXT].decode("utf-8-sig", "strict" if len(data) <= _TEXT else "ignore")
    except UnicodeDecodeError:
        text = ""
    if not text or "\0" in text:
        return Preview(name, len(out.files), tuple(_record(articles)[:lines]), is_text=False)
    cut = [line[:_LONGEST] for line in text.split("\n", lines)[:lines]]
    return Preview(name, len(out.files), tuple(cut))


def _telling(files: dict[str, bytes]) -> tuple[str, bytes]:
    """Choose the file that shows most: the one of the format, or one of an article."""
    if "" in files:
        return "", files[""]
    whole = {name: data for name, data in files.items() if data}
    if not whole:
        return "", b""
    # What describes the dataset lies at the top, articles lie in folders or are many.
    ranked = sorted(whole, key=lambda name: (-name.count("/"), name.endswith(".txt"), name))
    return ranked[0], whole[ranked[0]]


def _record(articles: list[ArticleRecord]) -> list[str]:
    """Write what the first record holds, for a file that is no text."""
    if not articles:
        return []
    shown: dict[str, Any] = {key: value for key, value in articles[0].items() if value}
    return orjson.dumps(shown, option=orjson.OPT_INDENT_2).decode().split("\n")
