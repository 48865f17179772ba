"""Datasette: what it should know of a project file, so that it shows good pages of it.

``datasette talks.annot -m talks.metadata.json`` serves the file itself, read-only: nothing is
copied out. The metadata says what the views and their columns are, hides the tables behind them,
and brings queries, all of which stand in ``resources/datasette``. It is of the project as a whole,
whatever is chosen for export.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from annotator.formats.base import Format, WriteRequest
from annotator.model.records import Loss
from annotator.resources import resource


def metadata(name: str) -> dict[str, Any]:
    """Give Datasette's metadata of a project file of this name, without its ending."""
    known = orjson.loads(resource("datasette", "project.json").read_bytes())
    hidden = {table: {"hidden": True} for table in known["hidden"]}
    queries = {
        key: {**query, "sql": "\n".join(query["sql"])} for key, query in known["queries"].items()
    }
    words = {
        "title": f"{name}: annotated articles",
        "description": "Articles, annotations and what belongs to them, as Annotator keeps them. "
        "Positions are counted in Unicode code points, from 0, the end not included.",
    }
    tables = {**known["views"], **hidden}
    return {**words, "databases": {name: {**words, "tables": tables, "queries": queries}}}


def _write(request: WriteRequest) -> Iterator[Loss]:
    with request.out.main() as out:
        option = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
        out.write(orjson.dumps(metadata(request.name), option=option))
    yield from ()


FORMAT = Format(
    name="datasette",
    title="Datasette metadata",
    extensions=("metadata.json",),
    write=_write,
)
