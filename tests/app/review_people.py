"""What tests of reviewing share: three people who marked one article, each a little otherwise."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from annotator import Project
from annotator.model.annotation import Annotation
from annotator.model.unit import ReviewUnit

TEXT = (
    "The minister said on Monday that about 600 square kilometers burned near Kyiv.\n\n"
    "Ben was in 東京 😀 and saw 12 houses, a police spokesman said."
)
PEOPLE = ("Olena", "Ben", "Amara")


def span(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def tag(
    project: Project, who: str, words: str, label: str, *, text: str = TEXT, **fields: object
) -> Annotation:
    """Have somebody put a label on the first such words of an article."""
    project.work_as(who)
    article = next(one.id for one in project.articles() if one.text == text)
    return project.annotate(article, *span(words, text), label, **fields)  # type: ignore[arg-type]


def unit_at(project: Project, article: str, words: str, text: str = TEXT) -> ReviewUnit:
    """Give the unit that is about these words."""
    start, end = span(words, text)
    found = [
        one
        for one in project.reviewing.article(article).units
        if one.unit.start < end and one.unit.end > start
    ]
    assert len(found) == 1, found
    return found[0]


def entries(project: Project, article: str | None = None) -> list[Annotation]:
    """Give the entries of the consensus."""
    return project.annotations(article, annotators=["Consensus"])


def worked_on(project: Project) -> str:
    """Make an article on which three people worked; Olena is at work again."""
    made = project.import_text(TEXT).id
    for who in PEOPLE:
        tag(project, who, "The minister", "source", attributes={"role": "minister"})
    tag(project, "Olena", "600 square kilometers", "figure", attributes={"value": 600})
    tag(project, "Ben", "about 600 square kilometers", "figure", attributes={"value": 600})
    tag(project, "Amara", "600 square kilometers", "figure", attributes={"value": 6000})
    tag(project, "Olena", "Kyiv", "location")
    tag(project, "Ben", "Kyiv", "source")
    tag(project, "Ben", "12 houses", "figure")
    tag(project, "Ben", "a police spokesman", "source")
    tag(project, "Amara", "a police spokesman", "source")
    project.work_as("Olena")
    return made


def state(project: Project, article: str, words: str) -> str:
    """Tell how the unit stands that is about these words."""
    return unit_at(project, article, words).state


def with_something_of_everything(project: Project) -> str:
    """Make an article with something of everything; Olena is at work again."""
    made = project.import_text(TEXT).id
    for who in PEOPLE:
        tag(project, who, "The minister", "source", attributes={"role": "minister"})
    tag(project, "Ben", "12 houses", "figure", attributes={"value": 12})
    tag(project, "Ben", "Kyiv", "location")
    project.work_as("Olena")
    return made


def exported(project: Project, name: str = "out.jsonl", **fields: Any) -> list[dict[str, Any]]:
    out = project.path.with_name(name)
    assert project.export(out, format="jsonl", **fields) == []
    return [json.loads(line) for line in out.read_bytes().splitlines()]


def again(data: bytes, folder: Path) -> bytes:
    """Take an export into an empty project of somebody else, and export that."""
    (folder / "in.jsonl").write_bytes(data)
    with Project.create(folder / "again.annot", annotator="Zed") as project:
        project.session.backs_up = False
        assert project.import_files([folder / "in.jsonl"]).skipped == ()
        project.export(folder / "again.jsonl", format="jsonl")
        assert project.check() == []
    (folder / "again.annot").unlink()
    return (folder / "again.jsonl").read_bytes()
