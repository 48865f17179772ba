"""Reading JSONL and importing it, for tests that do so many times."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

from annotator import Project
from annotator.formats.base import ReadRequest
from annotator.formats.jsonl import FORMAT
from annotator.model.incoming import Incoming, Skipped
from annotator.problems import UserProblem
from annotator.store.importing import Importer


def read(data: bytes, offsets: str = "code-points") -> tuple[list[Incoming], list[Skipped]]:
    """Read a file's bytes; give its articles and what was passed over."""
    assert FORMAT.read is not None
    skipped: list[Skipped] = []
    request = ReadRequest(
        path=Path("in.jsonl"), name="in.jsonl", data=BytesIO(data), unit=offsets, skipped=skipped
    )
    return list(FORMAT.read(request)), skipped


def taken(
    project: Project, data: bytes, offsets: str = "code-points"
) -> set[tuple[str, str, int, int, str]] | None:
    """Read and import; give label, text, start, end and quote of what came, None if refused.

    Whatever came, its quote is what stands at its place.
    """
    try:
        incoming, _ = read(data, offsets)
    except UserProblem as problem:
        said = str(problem)
        if not (said.startswith("in.jsonl") and said.endswith(".")):
            raise
        return None
    with project.session.operation("Import") as writer:
        Importer(writer, project.annotator).run(incoming)
    rows = project.session.database.connection.execute(
        'SELECT w.text, t.text, r.start, r."end", r.quote, r.rest FROM revision r'
        " JOIN text t ON t.id = r.article JOIN word w ON w.id = r.label WHERE r.n>=?",
        (writer.first,),
    ).fetchall()
    for _, text, start, end, quote, rest in rows:
        pieces = json.loads(rest or "{}").get("fragments") or [[start, end]]
        assert " ".join(text[a:b] for a, b in pieces) == quote
    if writer.changes.kinds:
        project.undo()  # what comes again would be known
    return {row[:5] for row in rows}


def line(**fields: Any) -> bytes:
    """Write an article's line in ASCII."""
    return json.dumps(fields).encode()
