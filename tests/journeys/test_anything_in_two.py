"""Two windows on one project, and a third program: whatever is done, both show what stands.

Some rounds are run with the other tests. For many, set ``HANDS_ROUNDS``::

    HANDS_ROUNDS=50 .venv/bin/pytest tests/journeys/test_anything_in_two.py
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from PySide6.QtWidgets import QListView

from annotator import Project
from annotator.model.identity import entity_bytes
from annotator.problems import UserProblem
from annotator.ui import application
from annotator.ui.jobs import Job

from . import deeds
from .articles import DAM, FLOOD, project_of
from .conftest import Start
from .hand import Hand
from .program import Program
from .sight import rows_of

ROUNDS = int(os.environ.get("HANDS_ROUNDS", "2"))
_DEEDS = 40
_KEYS = ("Ctrl+Z", "Ctrl+Shift+Z", "L", "Shift+L", "Return", "Del", "Tab", "Esc", "3", "Alt+Down")


@pytest.mark.usefixtures("no_dialogs")
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_both_show_what_stands(start: Start, program: Program, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = project_of(tmp_path, DAM, FLOOD, tags=[("source", "Ilse Marchetti")])
    with Project.open(path, "Olena") as project:
        project.session.backs_up = False
        words = " and ".join(deeds.WORDS * 3)
        project.import_text(f"A meeting\n\n{words} said so.\n\nOf {words}.")
        project.import_text(f"A meeting, again\n\n{words} said so.\n\nAnd of {words}.")
    one = start(path)
    one.press("Ctrl+Shift+N")
    program.wait(lambda: len(program.windows) == 2)
    hands = [one, Hand(program, program.windows[1])]
    program.wait(hands[1].window.frame.isVisible)
    for hand in hands:
        hand.come_forward()
        hand.press("Ctrl+H")
    done: list[str] = []
    try:
        for _ in range(_DEEDS):
            done.append(_act(path, hands, chance))
            _compare(hands)
    except BaseException as error:
        error.add_note(f"after: {', '.join(done)}")
        raise
    with Project.open(path, read_only=True) as project:
        assert project.check() == [], done
    # The program itself lets go of windows that were opened beside the first one.
    program.windows.remove(hands[1].window)
    hands[1].window.frame.close()
    program.wait(lambda: not application._more)


def _act(path: Path, hands: list[Hand], chance: random.Random) -> str:
    """Do something in one of the windows, or beside them; say what."""
    place = chance.random()
    if place < 0.2:
        hand, key = chance.choice(hands), chance.choice(_KEYS)
        hand.come_forward()
        hand.view.setFocus()
        marks = hand.window.desk.scene.marks.ordered
        if marks:
            hand.window.desk.set_active(chance.choice(marks).entity)
        hand.press(key)
        hand.press("Esc")
        return f"key {key}"
    deed = chance.choice(deeds.DEEDS)
    if place < 0.35:
        with Project.open(path, chance.choice(deeds.PEOPLE)) as other:
            other.session.backs_up = False
            return f"beside: {_try(other, deed, chance)}"
    project = chance.choice(hands).window.hub.project
    assert project is not None
    return _try(project, deed, chance)


def _try(project: Project, deed: deeds.Deed, chance: random.Random) -> str:
    try:
        deed(project, chance)
    except UserProblem as problem:
        return f"{deed.__name__} refused: {problem}"
    except BaseException as error:
        error.add_note(f"in {deed.__name__}")
        raise
    return deed.__name__


def _compare(hands: list[Hand]) -> None:
    """Hold both windows against the file, and against each other."""
    for hand in hands:
        hand.window.hub.look()
        if not hand.window.verbs.history.shown:
            hand.window.verbs.history.history()
    for hand in hands:
        hand.wait(lambda hand=hand: not hand.window.frame.findChildren(Job))  # type: ignore[misc]
        hand.settle()
    shown = []
    for hand in hands:
        desk, project = hand.window.desk, hand.window.hub.project
        assert project is not None
        if desk.article is not None:
            stored = {one.id: one for one in project.annotations(desk.article.id)}
            marks = desk.scene.marks.ordered
            assert {mark.id for mark in marks} == set(stored)
            for mark in marks:
                there = stored[mark.id]
                assert (mark.label, mark.pieces) == (there.label, there.fragments)
            active = desk.active
            links = hand.window.verbs.relating.links
            if active is not None and len(desk.selected) <= 1:
                at = {link.relation.id for link in project.relating.at(active.id)}
                assert {arc.relation for arc in links.arcs} <= at
                assert all(entity_bytes(end.id) for arc in links.arcs for end in arc[2:4])
            else:
                assert links.arcs == ()
        following = project.next_undo()
        steps = rows_of(hand.find(QListView, "Steps"))
        shown.append((hand.articles(), steps, None if following is None else following.id))
    assert shown[0] == shown[1]
