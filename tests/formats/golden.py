"""Writes the golden files of formats anew: ``python -m tests.formats.golden brat conll``.

What it writes is for a person to read: a golden file shows what was meant, not what came out.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator import Project
from annotator.formats.registry import format_named

GOLDEN = Path(__file__).parent.parent / "data" / "formats"


def write_golden(name: str) -> None:
    """Write what a format makes of the golden dataset, and what it cannot hold."""
    chosen = format_named(name)
    place = GOLDEN / name
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    with (
        TemporaryDirectory() as folder,
        Project.create(Path(folder) / "talks.annot", annotator="Olena") as project,
    ):
        project.import_files([GOLDEN / "talks.jsonl"])
        ending = f".{chosen.extensions[0]}" if chosen.layout == "file" else ""
        losses = project.export(place / f"talks{ending}", format=name)
    # It names the moment and the steps of this very project.
    for one in place.rglob("*manifest.json"):
        one.unlink()
    report = json.dumps([one.as_json() for one in losses], indent=1, ensure_ascii=False)
    (GOLDEN / "losses" / f"{name}.json").write_text(report + "\n", encoding="utf-8")


if __name__ == "__main__":
    for asked in sys.argv[1:]:
        write_golden(asked)
