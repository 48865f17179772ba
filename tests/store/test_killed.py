"""A program that is killed in mid-action loses nothing that it had acknowledged.

A worker tags, edits, imports, merges, copies and exports, and reports each action on a pipe once it
is done. It is killed (SIGKILL) at a random moment, again and again, on one and the same project.
Afterwards everything reported is there, the project has no fault, and an import, a copy or a new
project is there whole or not at all.

Some rounds are run with the other tests. For many, set ``KILL_ROUNDS``::

    KILL_ROUNDS=200 pytest tests/store/test_killed.py
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from annotator import Project
from tests.store.worker import ARTICLES, MERGED, SPANS

ROUNDS = int(os.environ.get("KILL_ROUNDS", "8"))
_MOST = 40
"""Words of a worker that are waited for, at most: on a busy machine it gets that far too."""
_LONGEST = 0.1
"""Seconds it lives after the last of them, at most: longer than most actions take."""
_LIVES = 10
"""Rounds on one project; then it has grown so much that checking it takes long."""
_WORKER = Path(__file__).with_name("worker.py")


class Ledger:
    """What has been acknowledged, over all rounds."""

    def __init__(self) -> None:
        self.tags: set[str] = set()
        self.notes: dict[str, set[str]] = {}
        """Notes that an annotation may have: the last acknowledged, or one that was begun."""
        self.imports: set[str] = set()
        self.merges: set[str] = set()
        """Those that were not being taken back."""
        self.files: set[str] = set()
        self.actions: Counter[str] = Counter()

    def enter(self, line: dict[str, Any]) -> None:
        self.actions[line["what"]] += 1
        match line["what"]:
            case "tag":
                self.tags.add(line["id"])
            case "begin":
                self.notes.setdefault(line["id"], {""}).add(line["note"])
            case "change":
                self.notes[line["id"]] = {line["note"]}
            case "import":
                self.imports.add(line["mark"])
            case "merge":
                self.merges.add(line["mark"])
            case "turn":
                self.merges.discard(line["mark"])
            case "file":
                self.files.add(line["name"])


def one_life(path: Path, seed: int) -> list[dict[str, Any]]:
    """Let a worker live for a while; give what it reported before it was killed."""
    process = subprocess.Popen(
        [sys.executable, str(_WORKER), str(path), "Ann", str(seed)], stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        heard = [process.stdout.readline() for _ in range(1 + random.randrange(_MOST))]
        time.sleep(random.uniform(0, _LONGEST))
    finally:
        process.send_signal(signal.SIGKILL)
    rest = process.stdout.read()
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL
    # The last line may have been cut off: then it was not acknowledged.
    return [json.loads(line) for line in b"".join([*heard, rest]).split(b"\n")[:-1]]


def settle(path: Path, ledger: Ledger) -> None:
    """Compare a project with what was acknowledged."""
    with Project.open(path, annotator="Olena") as project:
        project.session.backs_up = False
        assert project.check() == []
        found = {one.id: one for one in project.annotations()}
        assert ledger.tags <= found.keys()
        for identity, notes in ledger.notes.items():
            assert found[identity].note in notes
        articles = Counter(one.outlet for one in project.articles() if one.outlet)
        assert set(articles.values()) <= {ARTICLES}
        assert ledger.imports <= articles.keys()
        merged = Counter(one.note for one in found.values() if one.annotator == "Mia")
        assert set(merged.values()) <= {MERGED}
        assert ledger.merges <= merged.keys()
        labels = Counter(one.label for one in found.values())
        assert labels["source"] == len(articles) * ARTICLES * SPANS
        # It works on: what is done next stands after what was done last.
        done = next(project.history())
        project.import_text(f"Article after step {done.id}.")
        assert next(project.history()).id == done.id + 1
        project.undo()


def look_at_files(folder: Path, ledger: Ledger) -> None:
    """Look at every copy, new project and dataset that has got its name; then clear them away."""
    names = {one.name for one in folder.iterdir()}
    assert ledger.files <= names
    for name in sorted(names):
        path = folder / name
        if name.startswith(("copy ", "new ")) and path.suffix == ".annot":
            with Project.open(path, read_only=True) as copy:
                assert copy.check() == []
        elif name.endswith(".manifest.json"):
            assert json.loads(path.read_bytes())["files"]
        elif name.startswith("data "):
            assert all(json.loads(line)["text"] for line in path.read_bytes().splitlines())
        if not name.startswith("talks.annot"):
            path.unlink(missing_ok=True)  # a log goes when its project is opened
    ledger.files.clear()


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    actions: Counter[str] = Counter()
    ledger = Ledger()
    for number in range(ROUNDS):
        path = tmp_path / f"talks.annot {number // _LIVES}.annot"
        if not path.exists():
            ledger = Ledger()
            with Project.create(path, annotator="Olena") as project:
                project.session.backs_up = False
                project.import_text("Olena said that about 600 km² burned near Kyiv. 😀 " * 20)
        for line in one_life(path, seed=number):
            ledger.enter(line)
        settle(path, ledger)
        look_at_files(tmp_path, ledger)
        actions += ledger.actions
        ledger.actions.clear()
    print(dict(actions))  # noqa: T201 - shown with pytest -s: how much was done in all
    assert actions["tag"] >= ROUNDS


_MERGER = """
import sys
import pytest

from annotator import Project
from annotator.model.identity import new_entity
from annotator.model.moments import iso
from tests.store.replicas import NOW, parcel, root

def reached(point):
    print(point, flush=True)
    sys.stdin.readline()

with Project.open(sys.argv[1], annotator="Olena") as project:
    project.session.backs_up = False
    article = next(iter(project.articles()))
    body = {
        "attributes": {}, "created": iso(NOW), "fragments": [[0, 5]], "label": "source", "note": "",
        "origin": "manual", "quote": article.text[:5],
    }
    came = parcel(
        *(root("annotation", new_entity(), "Mia", body, article.id) for _ in range(3_000))
    )
    project.session.journal.merge(
        [came], project.annotator, "Merge", "{}", progress=reached,
        look=lambda *_: reached("all but committed"),
    )
    reached("committed")
    project.undo()
    reached("taken back")
"""


@pytest.mark.parametrize(
    ("point", "left"),
    [("1000", 0), ("3000", 0), ("all but committed", 0), ("committed", 3_000), ("taken back", 0)],
)
def test_a_kill_in_the_midst_of_a_merge(tmp_path: Path, point: str, left: int) -> None:
    path = tmp_path / "talks.annot"
    with Project.create(path, annotator="Olena") as project:
        project.import_text("Olena said that about 600 km² burned near Kyiv. 😀")
        before = list(project.session.database.connection.iterdump())
    with subprocess.Popen(
        [sys.executable, "-c", _MERGER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        while (reached := process.stdout.readline().strip()) != point:
            assert reached
            process.stdin.write("\n")
            process.stdin.flush()
        process.send_signal(signal.SIGKILL)
    with Project.open(path, annotator="Olena") as project:
        assert len(project.annotations()) == left
        assert project.check() == []
        if point not in ("committed", "taken back"):
            assert list(project.session.database.connection.iterdump()) == before
        if point == "taken back":
            assert project.redo() is not None
            assert len(project.annotations()) == 3_000
