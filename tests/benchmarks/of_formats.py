"""Formats: exports and imports of 10,000 articles with 300,000 spans, and the memory they take."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from annotator.app.project import Project
from annotator.model.export import ExportPlan
from tests.benchmarks import format_floors as floors
from tests.benchmarks.measuring import Result, in_turn, timed
from tests.benchmarks.of_project import ARTICLES, SPANS, as_line

_FEW = 1_000
_ROUNDS = 3


class Case(NamedTuple):
    """A format that is measured; a file has an ending, a folder none."""

    format: str
    ending: str
    write: floors.Writer
    read: floors.Reader
    most: float
    whole: Mapping[str, str] = {}
    """Options without which it cannot be imported again."""


CASES = (
    Case("csv", ".csv", floors.write_csv, floors.read_csv, 4, {"texts": "yes"}),
    Case("parquet", "", floors.write_parquet, floors.read_parquet, 4),
    Case("conll", ".conll", floors.write_conll, floors.read_conll, 4),
    Case("xlsx", ".xlsx", floors.write_xlsx, floors.read_xlsx, 3),
    Case("brat", "", floors.write_brat, floors.read_brat, 3),
    Case("cas-json", "", floors.write_cas_json, floors.read_cas_json, 3),
    Case("label-studio", ".json", floors.write_label_studio, floors.read_label_studio, 3),
)


def measure(rounds: int) -> list[Result]:
    """Measure all; a round takes minutes, so three are enough unless more are asked for."""
    rounds = _ROUNDS if rounds == 9 else rounds
    only = os.environ.get("FORMATS", "")
    cases = [case for case in CASES if not only or case.format in only.split(",")]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["ANNOTATOR_HOME"] = str(folder / "home")
        large, small = _project(folder, ARTICLES), _project(folder, _FEW)
        results: list[Result] = []
        for case in cases:
            results += _measured(case, folder, large, small, rounds)
        return results


def _measured(case: Case, folder: Path, large: Path, small: Path, rounds: int) -> list[Result]:
    out, floor = folder / f"ours{case.ending}", folder / "floor"
    few, made = folder / f"few{case.ending}", folder / "import.annot"
    exporting = in_turn(
        f"export them to {case.format}",
        lambda: _export(large, out, case.format),
        lambda: _floor(large, floor, case),
        limit=case.most,
        rounds=rounds,
    )
    _export(large, out, case.format, case.whole)
    _export(small, few, case.format, case.whole)
    importing = in_turn(
        f"import them from {case.format}",
        lambda: _import(made, out, case.format),
        lambda: timed(lambda: floors.store(folder / "floor.db", case.read(out))),
        limit=5,
        rounds=rounds,
    )
    memory = [
        _memory(
            f"memory of that import; of {_FEW:,} articles",
            ("import", str(made), str(out), case.format),
            ("import", str(made), str(few), case.format),
        ),
        _memory(
            f"memory of the export to {case.format}; of {_FEW:,} articles",
            ("export", str(large), str(out), case.format),
            ("export", str(small), str(few), case.format),
        ),
    ]
    for path in (out, few, floor):
        _clear(path)
    return [exporting, importing, *memory]


def _project(folder: Path, articles: int) -> Path:
    from tests.benchmarks.corpus import documents  # noqa: PLC0415 - let go of again

    lines, path = folder / f"{articles}.jsonl", folder / f"{articles}.annot"
    with lines.open("wb") as file:
        file.writelines(map(as_line, documents(articles, SPANS)))
    with Project.create(path, annotator="Olena") as project:
        project.import_files([lines])
    return path


def _export(project: Path, out: Path, name: str, options: Mapping[str, str] | None = None) -> float:
    _clear(out)
    plan = ExportPlan(format=name, options=options or {})
    with Project.open(project, read_only=True) as opened:
        return timed(lambda: opened.exporting.run(out, plan))


def _floor(project: Path, out: Path, case: Case) -> float:
    _clear(out)
    with closing(sqlite3.connect(project)) as db:
        return timed(lambda: case.write(floors.rows(db), out))


def _import(made: Path, source: Path, name: str) -> float:
    for path in made.parent.glob(f"{made.name}*"):
        path.unlink()
    with Project.create(made, annotator="Olena") as project:
        taken = timed(lambda: project.import_files([source], format=name))
        assert project.corpus.count() == ARTICLES
        return taken


def _memory(name: str, ours: tuple[str, ...], floor: tuple[str, ...]) -> Result:
    """Measure the largest memory of two programs of their own, children included."""
    return Result(name, [_peak(ours)], [_peak(floor)], 1.5, "MB")


def _peak(words: tuple[str, ...]) -> float:
    command = [sys.executable, "-m", "tests.benchmarks.format_memory", *words]
    highest: dict[int, float] = {}
    with subprocess.Popen(command) as running:
        while running.poll() is None:
            for one in (running.pid, *_children(running.pid)):
                highest[one] = max(highest.get(one, 0), _high_water(one))
            time.sleep(0.02)
    assert running.returncode == 0
    return sum(highest.values())


def _children(process: int) -> list[int]:
    try:
        said = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(one) for one in said.split()]


def _high_water(process: int) -> float:
    """Give the most memory that a process has had, in bytes; 0 if it is gone."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+) kB", lines)
    return int(found[1]) * 1024 if found else 0


def _clear(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    for one in path.parent.glob(f"{path.stem}.*"):
        one.unlink()
    path.unlink(missing_ok=True)
    # Ten thousand files that go are still going when their name is gone, and slow down what comes.
    os.sync()
