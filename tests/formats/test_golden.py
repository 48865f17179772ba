"""Every format writes the golden file that lies in ``tests/data/formats``, to the last byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator import Project
from annotator.formats.registry import FORMATS

_GOLDEN = Path(__file__).parent.parent / "data" / "formats"
_WRITING = [one.name for one in FORMATS if one.write]


@pytest.fixture
def talks(project: Project) -> Project:
    """The golden dataset in a project."""
    assert project.import_files([_GOLDEN / "talks.jsonl"]).skipped == ()
    return project


@pytest.mark.parametrize("name", _WRITING)
def test_a_format_writes_its_golden_file(talks: Project, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    losses = [loss.as_json() for loss in talks.export(out, format=name)]
    assert out.read_bytes() == (_GOLDEN / f"talks.{name}").read_bytes()
    expected = _GOLDEN / f"talks.{name}.losses.json"
    if name == "jsonl":
        assert losses == []
    else:
        assert losses == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", _WRITING)
def test_a_format_loses_only_what_it_says_it_cannot_hold(talks: Project, name: str) -> None:
    chosen = next(one for one in FORMATS if one.name == name)
    losses = talks.exporting.losses(name)
    assert {loss.reason for loss in losses} <= set(chosen.cannot_hold)
