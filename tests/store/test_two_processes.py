"""Two programs work on one project at once: all they did is there, and each hears the other."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from annotator import Project
from annotator.store.connection import looks_like_project

COUNT = 200
_WORKER = Path(__file__).with_name("worker.py")


class Program:
    """One of the two: a process that reports what it does."""

    def __init__(self, path: Path, name: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(_WORKER), str(path), name, "0", str(COUNT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.operations: list[int] = []
        self.made: set[str] = set()
        self.heard: list[int] = []

    def go_on(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def read(self, until: str) -> None:
        assert self._process.stdout is not None
        for text in self._process.stdout:
            line: dict[str, Any] = json.loads(text)
            if line["what"] == "tag":
                self.made.add(line["id"])
                self.operations.append(line["operation"])
            self.heard += line.get("operations", [])
            if line["what"] == until:
                return
        raise AssertionError(f"ended before {until}")

    def end(self) -> None:
        self._process.communicate()
        assert self._process.returncode == 0


def test_two_programs_write_at_once(project: Project) -> None:
    project.import_text("Olena said that about 600 km² burned near Kyiv. 😀 Ben was in 東京.")
    ann, ben = both = Program(project.path, "Ann"), Program(project.path, "Ben")
    # However busy the machine: neither begins its second half before the other's first is done.
    for stage in ("ready", "half", "done", "heard"):
        for one in both:
            one.read(stage)
        for one in both:
            one.go_on() if stage != "heard" else one.end()
    for one, name in ((ann, "Ann"), (ben, "Ben")):
        assert len(one.made) == COUNT
        assert {found.id for found in project.annotations(annotators=[name])} == one.made
    assert sorted(ann.operations + ben.operations) == list(range(3, 3 + 2 * COUNT))
    assert ann.heard == ben.operations
    assert ben.heard == ann.operations
    assert project.check() == []


_PASSES_BY = """
import sys
from annotator import Project
from annotator.store.connection import looks_like_project
with Project.open(sys.argv[1], annotator="Ben") as project:
    if len(sys.argv) > 2:
        project.annotate(next(project.articles()).id, 0, 5, "source")
    print(len(project.annotations()))
"""


def test_a_file_that_is_read_once_more_here_keeps_its_locks(project: Project) -> None:
    """Jobs of the window open its file again; another program must not take that for the end."""
    article = project.import_text("Olena said that about 600 km² burned near Kyiv.")

    def pass_by(*more: str) -> int:
        words = [sys.executable, "-c", _PASSES_BY, str(project.path), *more]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        return int(done.stdout)

    project.annotate(article.id, 16, 29, "figure")
    for look in (
        lambda: looks_like_project(project.path),
        lambda: Project.open(project.path, read_only=True).close(),
        lambda: project.exchanging.bundle(project.path.with_name("work.annotz")),
    ):
        assert look() is not False
        pass_by("tag")
        assert project.path.with_name(project.path.name + "-wal").exists()
        project.annotate(article.id, 16, 29, "figure")
        # What was acknowledged here is seen there.
        assert pass_by() == len(project.annotations())
