"""What doccano, Prodigy and Label Studio have in common, whose files keep what else there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import Project
from tests.formats.records import annotation, article, relation
from tests.formats.writing import write

_TALKS = Path(__file__).parent.parent / "data" / "formats" / "talks.jsonl"


@pytest.mark.parametrize(
    ("name", "ending", "options"),
    [
        ("doccano", "jsonl", {"relations": "yes"}),
        ("prodigy", "jsonl", {}),
        ("label-studio", "json", {}),
    ],
)
def test_a_project_gets_everything_back(
    project: Project, tmp_path: Path, name: str, ending: str, options: dict[str, str]
) -> None:
    project.import_files([_TALKS])
    out, again = tmp_path / f"talks.{ending}", tmp_path / "again.jsonl"
    project.export(out, format=name, options=options)
    with Project.create(tmp_path / "again.annot", annotator="Olena") as other:
        report = other.import_files([out])
        assert (report.skipped, report.notes) == ((), ())
        other.export(again, format="jsonl")
        assert other.check() == []
    assert again.read_bytes() == _TALKS.read_bytes()


@pytest.mark.parametrize("name", ["prodigy", "label-studio"])
def test_a_link_from_one_person_s_span_to_another_s_is_lost_and_told(name: str) -> None:
    text = "Olena said 600 km"
    made = [annotation(text, [(0, 5)], 1), annotation(text, [(11, 17)], 2, annotator="Ann Lee")]
    corpus = [article(text, made, [relation(3, made[0]["id"], made[1]["id"])])]
    files, losses = write(name, corpus)
    assert b'"says"' not in files[""]
    assert [(one.annotation, one.reason, one.detail) for one in losses] == [
        (made[0]["id"], "relation", f"says {made[1]['id']}")
    ]
