"""Annotations with ids are written by a template, to the same bytes as the slow way writes them."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import Project
from annotator.app.importing import ImportReport
from annotator.store import importing_named
from tests.formats.records import identity
from tests.nasty import texts

_IDS = [identity(n) for n in range(4)] + ["T1", "T2", "", "x" * 40]
_MOMENTS = [None, "2026-11-23T10:42:03.003Z", "2026-11-23", "0001-01-01T00:00:00Z", "yesterday"]


@st.composite
def lines(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw articles whose annotations fit the template, nearly fit it, or do not fit the text."""
    found = []
    for text in draw(st.lists(texts(min_size=2).filter(str.strip), min_size=1, max_size=2)):
        annotations = []
        for _ in range(draw(st.integers(0, 5))):
            start = draw(st.integers(0, len(text)))
            end = draw(st.integers(0, len(text) + 1))
            one: dict[str, Any] = {"start": start, "end": end, "label": draw(_labels)}
            for key, values in _FIELDS.items():
                if draw(st.booleans()) and (value := draw(values)) is not None:
                    one[key] = value
            if draw(st.booleans()):
                one["quote"] = text[start:end]
            if draw(st.integers(0, 4)) == 0:
                one["fragments"] = [[start, end]]
            annotations.append(one)
        found.append({"text": text, "annotations": annotations})
    return found


_labels = st.sampled_from(["figure", "a “label”, дата", " x", "\n"])
_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "id": st.sampled_from(_IDS),
    "annotator": st.sampled_from(["Olena", "علی‌رضا", "", "Ben"]),
    "origin": st.sampled_from(["manual", "import", "spaCy “3”"]),
    "created": st.sampled_from(_MOMENTS),
    "modified": st.sampled_from(_MOMENTS),
    "note": st.sampled_from(["", "", "who?"]),
    "attributes": st.sampled_from([{}, {}, {"a": 1}]),
    "certainty": st.sampled_from(["sure", "sure", "unsure"]),
}


def taken(data: bytes, folder: Path, name: str) -> tuple[ImportReport, list[dict[str, Any]]]:
    """Import lines into a new project; give the report and what stands there, without new ids."""
    folder = folder / name
    folder.mkdir()
    (folder / "in.jsonl").write_bytes(data)
    with Project.create(folder / "in.annot", annotator="Zed") as project:
        project.session.backs_up = False
        report = project.import_files([folder / "in.jsonl"])
        again = project.import_files([folder / "in.jsonl"])
        assert again.annotations == 0
        assert project.check() == []
        given_ids = set(_IDS)
        found = [one.as_json() for one in project.annotations()]
    plain = [
        {
            key: value
            for key, value in one.items()
            if (key != "id" or value in given_ids) and key not in ("created", "modified")
        }
        | {"moments": [str(one[key])[:10] for key in ("created", "modified")]}
        for one in found
    ]
    return report, sorted(plain, key=lambda one: json.dumps(one, sort_keys=True))


@settings(max_examples=30)
@given(articles=lines())
def test_the_template_writes_what_the_slow_way_writes(articles: list[dict[str, Any]]) -> None:
    data = b"".join(json.dumps(one).encode() + b"\n" for one in articles)
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        report, quick = taken(data, folder, "quick")
        patch.setattr(importing_named, "_quote", lambda *_: "")
        slow_report, slow = taken(data, folder, "slow")
    assert quick == slow
    assert (report.annotations, report.known) == (slow_report.annotations, slow_report.known)
    assert sorted(report.skipped) == sorted(slow_report.skipped)


def test_an_id_that_stands_there_twice_is_taken_once(project: Project, tmp_path: Path) -> None:
    one = {"start": 0, "end": 5, "label": "figure", "id": identity(1)}
    two = one | {"end": 3}
    (tmp_path / "in.jsonl").write_text(json.dumps({"text": "Talks.", "annotations": [one, two]}))
    report = project.import_files([tmp_path / "in.jsonl"])
    assert report.annotations == 1
    assert [skipped.reason for skipped in report.skipped] == [
        f"figure 0–3: the id {identity(1)} stands there twice"
    ]
    (tmp_path / "other.jsonl").write_text(json.dumps({"text": "Others.", "annotations": [one]}))
    report = project.import_files([tmp_path / "other.jsonl"])
    assert report.annotations == 0
    assert "belongs to something else here" in report.skipped[0].reason
