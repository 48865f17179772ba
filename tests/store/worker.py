"""A program of its own that works on a project and says what was acknowledged, line by line.

Run as ``worker.py PROJECT ANNOTATOR SEED COUNT``. Each line is JSON: what was done, and what it
made. A line is written after the verb has returned. With a count it tags so many times, and waits
for a line on its input before it begins and before it ends; without one it does anything until it
is killed.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from annotator import Project
from annotator.model.changes import ChangeSet
from annotator.model.identity import new_entity
from annotator.model.moments import iso
from tests.store.replicas import NOW, parcel, root

ARTICLES, SPANS = 20, 25
"""What one import brings: articles, and annotations in each."""
MERGED = 200
"""The annotations that one merge brings."""


def main(path: Path, name: str, seed: int, count: int | None) -> None:
    """Do things until there were enough."""
    with Project.open(path, annotator=name) as project:
        project.session.backs_up = False
        heard: list[int] = []
        project.subscribe(lambda one: heard.append(one.operation) if one.outside else None)
        worker = Worker(project, name, random.Random(seed))
        say("ready")
        if count is None:
            while True:
                worker.anything()
        sys.stdin.readline()
        for number in range(count):
            worker.tag()
            # A hand rests too; a writer that never does keeps the other from the file.
            time.sleep(0.002)
            if number % 10 == 0:
                project.poll()
            if number == count // 2:
                say("half")
                sys.stdin.readline()
        say("done")
        sys.stdin.readline()
        project.poll()
        say("heard", operations=heard)


def say(what: str, **fields: object) -> None:
    """Write a line that is out of our hands when this returns."""
    sys.stdout.write(json.dumps({"what": what, **fields}) + "\n")
    sys.stdout.flush()


class Worker:
    """Knows what can be done, and does one thing after the other."""

    def __init__(self, project: Project, name: str, chance: random.Random) -> None:
        self._project = project
        self._name = name
        self._chance = chance
        self._article = next(iter(project.articles()))
        self._own = [one.id for one in project.annotations(annotators=[name])]
        self._last = 0
        project.subscribe(self._note)

    def _note(self, changes: ChangeSet) -> None:
        if not changes.outside:
            self._last = changes.operation

    def anything(self) -> None:
        """Do something, mostly what a person does most."""
        verbs: list[Callable[[], None]] = [
            self.tag, self.change, self.take_in, self.merge, self.copy,
        ]  # fmt: skip
        self._chance.choices(verbs, weights=[10, 4, 3, 3, 1])[0]()

    def tag(self) -> None:
        """Tag some characters."""
        start = self._chance.randrange(len(self._article.text) - 5)
        made = self._project.annotate(self._article.id, start, start + 5, "figure")
        self._own.append(made.id)
        say("tag", id=made.id, operation=self._last)

    def change(self) -> None:
        """Change the note of something."""
        if self._own:
            chosen = self._chance.choice(self._own)
            note = f"{self._chance.random()}"
            say("begin", id=chosen, note=note)
            self._project.update(chosen, note=note)
            say("change", id=chosen, note=note)

    def take_in(self) -> None:
        """Import many articles as one step."""
        mark = f"{self._chance.random()}"
        file = self._project.path.with_name(f"{self._name}.jsonl")
        spans = [{"label": "source", "start": n, "end": n + 4} for n in range(SPANS)]
        lines = [
            {"text": f"{mark} {n} {'Olena said so. ' * 5}", "outlet": mark, "annotations": spans}
            for n in range(ARTICLES)
        ]
        file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        self._project.import_files([file])
        say("import", mark=mark)

    def merge(self) -> None:
        """Take over what a teammate did, and sometimes take that back, and bring it again."""
        mark, text = f"{self._chance.random()}", self._article.text
        body = {
            "attributes": {}, "created": iso(NOW), "label": "location", "note": mark,
            "origin": "manual",
        }  # fmt: skip
        came = parcel(
            *(
                root(
                    "annotation",
                    new_entity(),
                    "Mia",
                    body | {"fragments": [[n, n + 3]], "quote": text[n : n + 3]},
                    self._article.id,
                )
                for n in range(MERGED)
            )
        )
        journal, author = self._project.session.journal, self._project.annotator
        journal.merge([came], author, "Merge", "{}")
        say("merge", mark=mark)
        if self._chance.random() < 0.5:
            say("turn", mark=mark)
            self._project.undo()
            if self._chance.random() < 0.5:
                self._project.redo()
                say("merge", mark=mark)

    def copy(self) -> None:
        """Make a backup, a dataset and another project."""
        folder, mark = self._project.path.parent, f"{self._chance.random()}"
        self._project.backup(folder / f"copy {mark}.annot")
        say("file", name=f"copy {mark}.annot")
        self._project.export(folder / f"data {mark}.jsonl", format="jsonl")
        say("file", name=f"data {mark}.jsonl")
        Project.create(folder / f"new {mark}.annot", annotator=self._name).close()
        say("file", name=f"new {mark}.annot")


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        sys.argv[2],
        int(sys.argv[3]),
        int(sys.argv[4]) if len(sys.argv) > 4 else None,
    )
