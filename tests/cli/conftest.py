"""What tests of the command line share: running a command, and a project to run it on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from annotator import Project
from annotator.__main__ import main

TEXT = "Olena said that about 600 km² burned near Kyiv. 😀 Ben was in 東京."


class Done(NamedTuple):
    """What a command did: its exit status, and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Give the one JSON document on stdout of a command that succeeded."""
        assert (self.status, self.err) == (0, ""), self
        return json.loads(self.out)


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line in this process."""

    def run_words(*words: object) -> Done:
        capsys.readouterr()
        status = main([str(word) for word in words])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Done(status, out, err)

    return run_words


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with one article."""
    made = tmp_path / "talks.annot"
    with Project.create(made, annotator="Olena") as project:
        project.import_text(TEXT)
    return made


@pytest.fixture
def article(path: Path) -> str:
    """The id of its article."""
    with Project.open(path, read_only=True) as project:
        return next(iter(project.articles())).id
