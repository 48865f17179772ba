"""Every format writes the golden file that lies in ``tests/data/formats``, to the last byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator import Project
from annotator.formats.registry import format_named, formats

_GOLDEN = Path(__file__).parent.parent / "data" / "formats"
_WRITING = [one.name for one in formats() if one.write]


@pytest.fixture
def talks(project: Project) -> Project:
    """The golden dataset in a project."""
    assert project.import_files([_GOLDEN / "talks.jsonl"]).skipped == ()
    return project


def contents(folder: Path, besides: Path | None = None) -> dict[str, bytes]:
    """Give the files below a folder by their names, without a project and what lies beside it.

    Manifests are left out: they name the moment.
    """
    return {
        str(one.relative_to(folder)): one.read_bytes()
        for one in sorted(folder.rglob("*"))
        if one.is_file()
        and not one.name.endswith("manifest.json")
        and (besides is None or not one.name.startswith(besides.name))
    }


@pytest.mark.parametrize("name", _WRITING)
def test_a_format_writes_its_golden_file(talks: Project, tmp_path: Path, name: str) -> None:
    chosen = format_named(name)
    out = tmp_path / (f"talks.{chosen.extensions[0]}" if chosen.layout == "file" else "talks")
    losses = [loss.as_json() for loss in talks.export(out, format=name)]
    assert contents(tmp_path, talks.path) == contents(_GOLDEN / name)
    expected = _GOLDEN / "losses" / f"{name}.json"
    assert losses == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", _WRITING)
def test_a_format_loses_only_what_it_says_it_cannot_hold(talks: Project, name: str) -> None:
    losses = talks.exporting.losses(name)
    assert {loss.reason for loss in losses} <= set(format_named(name).cannot_hold)
