"""Reading values of JSON as files of a format, and looking at the spans that come of them."""

from __future__ import annotations

import json
from typing import Any

from annotator.model.incoming import Incoming
from tests.formats.writing import read


def from_tasks(*tasks: Any) -> tuple[list[Incoming], list[str], list[str]]:
    """Read tasks of Label Studio; give articles, what was passed over, and what was noted."""
    return _from("label-studio", json.dumps(tasks))


def from_lines(*lines: Any) -> tuple[list[Incoming], list[str], list[str]]:
    """Read lines of Prodigy, in the same way."""
    return _from("prodigy", "\n".join(json.dumps(line) for line in lines))


def spans(one: Incoming) -> list[tuple[str | None, str, str]]:
    """Give whose each span is, its label, and the text under it."""
    return [
        (span.get("annotator"), span["label"], one.text[span["start"] : span["end"]])
        for span in one.annotations
    ]


def _from(name: str, data: str) -> tuple[list[Incoming], list[str], list[str]]:
    back, reader = read(name, {"": data.encode()})
    assert reader.problems == {}
    return back, [one.reason for one in reader.skipped], [one.what for one in reader.notes]
