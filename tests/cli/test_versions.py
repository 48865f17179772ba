"""The commands about versions: versions, carry, and what import says of them."""

from __future__ import annotations

from pathlib import Path

from tests.app.incoming import lines, write
from tests.app.test_versions import NEW, OLD
from tests.cli.conftest import Run


def _project(run: Run, tmp_path: Path) -> tuple[Path, str]:
    path = tmp_path / "p.annot"
    assert run("new", path, "--annotator", "Olena").status == 0
    old = run("import", path, write(tmp_path / "old.txt", OLD), "--json").json["articles"][0]
    for quote, label in (("Odesa", "location"), ("600 tons", "figure"), ("foggy", "location")):
        start = OLD.index(quote)
        assert run("tag", path, old, start, start + len(quote), label).status == 0
    return path, old


def test_a_newer_version_is_taken_in_and_annotations_carried_over(run: Run, tmp_path: Path) -> None:
    path, old = _project(run, tmp_path)
    newer = write(tmp_path / "new.txt", NEW)
    told = run("import", path, newer, "--version-of", old[:12], "--json").json
    (new,) = told["articles"]
    assert told["may_be_versions"] == []
    ((first, second),) = run("versions", path, "--json").json
    assert (first["id"], second["id"]) == (old, new)
    assert list(first) == ["id", "title", "published", "annotations"]
    dry = run("carry", path, old, new, "--dry-run", "--json").json
    assert [(one["outcome"], one["certain"]) for one in dry["annotations"]] == [
        ("changed", False), ("moved", True), ("gone", False),
    ]  # fmt: skip
    assert dry["made"] == 0
    assert run("annotations", path, new, "--json").json == []
    assert run("carry", path, old[:8], new[:8], "--json").json["made"] == 1
    assert run("carry", path, old, new, "--accept", "0.3", "--json").json["made"] == 1
    assert [one["quote"] for one in run("annotations", path, new, "--json").json] == [
        "700 tons", "Odesa",
    ]  # fmt: skip
    shown = run("carry", path, old, new)
    assert "there already" in shown.out
    assert run("undo", path).status == 0
    assert len(run("annotations", path, new, "--json").json) == 1
    assert run("check", path).status == 0


def test_what_may_be_a_version_is_said(run: Run, tmp_path: Path) -> None:
    path, old = _project(run, tmp_path)
    told = run("import", path, write(tmp_path / "new.txt", NEW))
    assert f"({old[:12]}); if so, say “annotator versions --link” with both." in told.err
    new = next(one for one in run("articles", path, "--json").json if one["id"] != old)["id"]
    assert run("versions", path, "--link", new, old).status == 0
    assert "Ships leave the port" in run("versions", path).out
    assert run("versions", path, "--unlink", new, old, "--json").json == []


def test_a_version_is_one_article(run: Run, tmp_path: Path) -> None:
    path, old = _project(run, tmp_path)
    two = write(tmp_path / "two.jsonl", lines({"text": "One."}, {"text": "Two."}))
    told = run("import", path, two, "--version-of", old)
    assert told.status == 1
    assert "A newer version is one article" in told.err
    same = run("import", path, write(tmp_path / "same.txt", OLD), "--version-of", old)
    assert same.status == 1
    assert len(run("articles", path, "--json").json) == 1
    assert run("import", path, two, "--version-of", "123456").status == 1
    assert run("carry", path, old, old).status == 1
