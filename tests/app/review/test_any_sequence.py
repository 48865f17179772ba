"""Whatever reviewers and annotators do in whatever order, entries and verdicts go together."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import Project
from annotator.problems import UserProblem
from tests.app.review_people import (
    PEOPLE,
    TEXT,
    again,
    entries,
    tag,
)


class Steps:
    """Does what reviewers and annotators do, as Hypothesis wants it."""

    def __init__(self, project: Project, article: str, data: st.DataObject) -> None:
        self.project, self.article, self.data = project, article, data

    def draw(self, options: Sequence[Any]) -> Any:
        return self.data.draw(st.sampled_from(options))

    def do(self) -> None:
        project, reviewing = self.project, self.project.reviewing
        project.work_as(self.draw(PEOPLE))
        units = reviewing.article(self.article).units
        mine = project.annotations(self.article, annotators=[project.annotator.name])
        what = self.draw(
            ["tag", "change", "delete", "accept", "edit", "reject", "unsure", "reopen", "rule",
             "comment", "undo", "redo"]
        )  # fmt: skip
        if what == "tag" or (what in ("change", "delete") and not mine):
            start = self.draw(range(0, 30, 5))
            project.annotate(self.article, start, start + 8, self.draw(["source", "figure"]))
        elif what == "change":
            one = self.draw(mine)
            change: dict[str, Any] = self.draw(
                [{"label": "location"}, {"start": one.end - 1}, {"note": "n"}]
            )
            project.update(one.id, **change)
        elif what == "delete":
            project.delete(self.draw(mine).id)
        elif what == "undo":
            project.undo()
        elif what == "redo":
            project.redo()
        elif what == "rule":
            reviewing.settle_by_rule("at-least", least=1)
        elif not units or what == "comment":
            about = self.draw([None, *units])
            reviewing.comment(self.article, "Hm", about, self.draw(["say", "ask", "resolve"]))
        elif what == "edit":
            reviewing.edit(self.article, self.draw(units), label="location", attributes={})
        elif what == "reopen":
            with suppress(UserProblem):  # only another decided about it
                reviewing.reopen(self.article, self.draw(units))
        else:
            getattr(reviewing, what)(self.article, self.draw(units))


def sound(project: Project, article: str) -> None:
    """Hold what holds always: entries and the verdicts that made them, one to one; no fault."""
    made = [one.consensus for one in project.reviewing._held.article(
        project.session.article_number(article)).verdicts.values() if one.decision in
        ("accept", "edit")]  # fmt: skip
    assert sorted(filter(None, made)) == sorted(one.id for one in entries(project, article))
    assert len(made) == len(set(made))
    assert None not in made


def test_any_sequence_of_decisions_comes_back_byte_for_byte() -> None:
    @settings(max_examples=25)
    @given(data=st.data())
    def run(data: st.DataObject) -> None:
        with TemporaryDirectory() as name:
            folder = Path(name)
            with Project.create(folder / "p.annot", annotator="Olena") as project:
                project.session.backs_up = False
                project.session.database.connection.execute("PRAGMA synchronous=OFF")
                article = project.import_text(TEXT).id
                for who in PEOPLE:
                    tag(project, who, "The minister", "source")
                steps = Steps(project, article, data)
                for _ in range(data.draw(st.integers(1, 12))):
                    steps.do()
                    if not list(project.articles()):
                        return  # all was undone
                    sound(project, article)
                states = [one.state for one in project.reviewing.article(article).units]
                with Project.open(project.path, annotator=project.annotator.name) as fresh:
                    review = fresh.reviewing.article(article)
                    assert review == project.reviewing.article(article)
                    assert [one.state for one in review.units] == states
                assert project.check() == []
                project.export(folder / "out.jsonl", format="jsonl")
                written = (folder / "out.jsonl").read_bytes()
            assert again(written, folder) == written

    run()
