"""Whatever verbs are used in whatever order: a step comes back whole, and replicas converge.

Some rounds are run with the other tests. For many, set ``VERB_ROUNDS``::

    VERB_ROUNDS=200 .venv/bin/pytest tests/app/test_any_verb.py
"""

from __future__ import annotations

import os
import random
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator import Project
from annotator.app.exchange.starting import start_from_bundle
from annotator.problems import UserProblem
from tests.app.verbs import BASE, TEXTS, VERBS, Hand, redo, said, undo, undone

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = int(os.environ.get("VERB_ROUNDS", "4"))
_STEPS = 40


@contextmanager
def _noted(done: list[str]) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        error.add_note(f"after: {', '.join(done[-20:])}")
        raise


def _quick(project: Project) -> Project:
    project.session.backs_up = False
    project.session.database.connection.execute("PRAGMA synchronous=OFF")
    return project


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_every_step_is_undone_whole_and_comes_back(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    done: list[str] = []
    with Project.create(tmp_path / "p.annot", annotator="Olena") as project, _noted(done):
        _quick(project)
        for text in (*chance.sample(TEXTS, 2), *BASE):
            project.import_text(text)
        hand = Hand(project, chance)
        states = [said(project)]
        for _ in range(_STEPS):
            project.work_as(chance.choice(["Olena", "Olena", "Ben"]))
            verb = chance.choice(VERBS)
            done.append(f"{project.annotator.name}: {verb.__name__}")
            before, step = states[-1], project.next_undo()
            with suppress(UserProblem):
                verb(hand)
            after = said(project)
            if project.next_undo() == step:
                assert after == before, "something changed without a step"
                continue
            project.undo()
            assert undone(said(project)) == undone(before)
            project.redo()
            assert undone(said(project)) == undone(after)
            states.append(said(project))
        assert project.check() == []
        while len(states) > 1:
            project.undo()
            states.pop()
            assert undone(said(project)) == undone(states[-1])
        assert project.check() == []


class Machines:
    """Two machines, of Olena and of Ben, each with the project and a home of its own."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, chance: random.Random) -> None:
        self._folder, self._patch = folder, patch
        self.sit_at(0)
        first = Project.create(folder / "p.annot", annotator="Olena")
        for text in (*chance.sample(TEXTS, 2), *BASE):
            first.import_text(text)
        first.bundle(folder / "first.annotz")
        self.sit_at(1)
        other = start_from_bundle(folder / "first.annotz", folder / "q.annot", "Ben")
        self.projects = [_quick(first), _quick(other)]

    def sit_at(self, machine: int) -> None:
        self._patch.setenv("ANNOTATOR_HOME", str(self._folder / f"home{machine}"))

    def fetch(self, machine: int) -> None:
        """Merge all that the other machine has."""
        bundle = self._folder / "all.annotz"
        self.sit_at(1 - machine)
        self.projects[1 - machine].exchanging.bundle(bundle, everybody=True)
        self.sit_at(machine)
        self.projects[machine].merge(bundle, accept_new_key=True)

    def close(self) -> None:
        for one in self.projects:
            one.close()


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_two_machines_that_send_each_other_everything_say_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)
    done: list[str] = []
    with closing(Machines(tmp_path, monkeypatch, chance)) as machines, _noted(done):
        hands = [Hand(one, chance) for one in machines.projects]
        for _ in range(_STEPS):
            at = chance.randrange(2)
            machines.sit_at(at)
            machines.projects[at].work_as(chance.choice(["Olena", "Ben"]))
            verb = chance.choice([*VERBS, undo, redo, None, None])
            name = "fetch" if verb is None else verb.__name__
            done.append(f"{at} {machines.projects[at].annotator.name}: {name}")
            if verb is None:
                machines.fetch(at)
            else:
                with suppress(UserProblem):
                    verb(hands[at])
        for machine in (0, 1, 0, 1):
            machines.fetch(machine)
        for one in machines.projects:
            one.work_as("Olena")
            assert one.check() == []
        first, other = map(said, machines.projects)
        assert first == other
