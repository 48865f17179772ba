"""Going back in the history from the command line."""

from __future__ import annotations

from pathlib import Path

from annotator import Project

from .conftest import Run


def test_go_back(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "talks.annot"
    with Project.create(path, annotator="Olena") as project:
        article = project.import_text("Iva Brod said 20.").id
        step = project.timeline.steps()[0].id
        project.annotate(article, 0, 8, "source")
        project.annotate(article, 14, 16, "figure")
    assert run("go-back", path, step, "--dry-run").out == "Would take back 2 steps (Olena 2).\n"
    assert run("annotations", path, "--json").json
    told = run("go-back", path, step, "--json").json
    assert (told["steps"], told["by"], told["merges"]) == (2, {"Olena": 2}, 0)
    assert run("annotations", path, "--json").json == []
    run("undo", path)
    assert len(run("annotations", path, "--json").json) == 2
    assert run("go-back", path, 10**30).status == 1
    failed = run("go-back", path, 99)
    assert failed.status == 1
    assert "Step 99 does not stand" in failed.err
