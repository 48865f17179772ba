"""The moments of operations: the clock's, and yet no two the same."""

from __future__ import annotations

from annotator import Project
from annotator.model.identity import new_entity
from annotator.model.moments import milliseconds
from annotator.store.journal import Journal
from annotator.store.lines import item_content
from annotator.store.rows import COMMENT


def test_the_moment_of_an_operation_is_the_clock_s(project: Project) -> None:
    journal = Journal(project.session.database, "r", clock=lambda: 1_795_430_520_123)
    with journal.operation("Then", project.annotator) as writer:
        writer.create(COMMENT, new_entity(), item_content({"text": "x"}))
    assert next(project.history()).at == "2026-11-23T10:42:00.123Z"
    project.undo()


def test_no_two_operations_have_the_same_moment(project: Project) -> None:
    now = 1_900_000_000_000
    clock = iter([*[now] * 500, now - 60_000]).__next__
    journal = Journal(project.session.database, "r", clock=clock)
    for _ in range(501):
        with journal.operation("Then", project.annotator) as writer:
            writer.create(COMMENT, new_entity(), item_content({"text": "x"}))
    last, *before = [milliseconds(one.at) for one in project.history()][:501]
    assert before[::-1] == list(range(now, now + 500))
    assert last == now - 60_000, "a clock that was set back is believed"
