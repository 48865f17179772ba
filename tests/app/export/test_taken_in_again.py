"""A folder that came of an export is taken in once, without what only goes along with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import Project
from annotator.app.export.manifest import not_taken_in
from annotator.model.export import ExportPlan

TEXT = "Olena said that about 600 km² burned near Kyiv."


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "other.annot", annotator="Zed") as made:
        yield made


@pytest.fixture(autouse=True)
def _tagged(project: Project) -> None:
    article = project.import_text(TEXT)
    for start, end, label in ((0, 5, "source"), (42, 46, "location"), (40, 46, "location")):
        project.annotate(article.id, start, end, label)


def taken(other: Project, folder: Path) -> tuple[int, tuple[object, ...]]:
    result = other.import_files([folder])
    assert result.articles
    return len(other.annotations()), (*result.skipped, *result.notes)


@pytest.mark.parametrize("name", ["conll", "doccano", "xlsx", "label-studio", "w3c", "conllu"])
def test_own_jsonl_has_it_all(project: Project, out: Path, other: Project, name: str) -> None:
    ending = {"doccano": "jsonl", "label-studio": "json", "w3c": "jsonld"}.get(name, name)
    plan = ExportPlan(format=name, also_jsonl=True, history=True, notes=True)
    project.exporting.run(out / f"talks.{ending}", plan)
    assert taken(other, out) == (3, ())
    assert other.annotations() == project.annotations()


@pytest.mark.parametrize("name", ["doccano", "xlsx", "label-studio", "brat", "qdpx", "parquet"])
def test_the_history_is_no_articles(project: Project, out: Path, other: Project, name: str) -> None:
    ending = {"doccano": ".jsonl", "label-studio": ".json"}.get(name, f".{name}")
    place = out / ("talks" if name in ("brat", "parquet") else f"talks{ending}")
    project.exporting.run(place, ExportPlan(format=name, history=True, notes=True))
    assert taken(other, out) == (3, ())


def test_what_was_changed_since_is_taken_in(project: Project, out: Path, other: Project) -> None:
    project.exporting.run(out / "talks.jsonl", ExportPlan(format="doccano", also_jsonl=True))
    manifest, made = out / "talks.jsonl.manifest.json", out / "talks.jsonl"
    assert not_taken_in(manifest) == {"talks.jsonl"}
    made.write_text(made.read_text().replace("600", "700"))
    assert not_taken_in(manifest) == frozenset()
    assert len(other.import_files([out]).articles) == 2


def test_what_lies_there_counts(project: Project, out: Path, other: Project) -> None:
    project.exporting.run(out / "talks.jsonl", ExportPlan(format="doccano", also_jsonl=True))
    (out / "talks.jsonl").unlink()
    assert not_taken_in(out / "talks.jsonl.manifest.json") == frozenset()
    project.exporting.run(out / "talks.jsonl", ExportPlan(format="doccano", also_jsonl=True))
    (out / "talks.jsonl.annotator.jsonl").unlink()
    (out / "history.jsonl").write_text('{"text": "Mine."}\n')
    assert len(other.import_files([out]).articles) == 2
    (out / "talks.jsonl.manifest.json").write_text('{"kind": "annotator-export"}')
    assert not_taken_in(out / "talks.jsonl.manifest.json") == frozenset()
