"""What tests of formats share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from annotator import Project


@pytest.fixture(scope="module")
def filling(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A project that fills up with what many examples import."""
    with Project.create(tmp_path_factory.mktemp("filling") / "p.annot") as project:
        project.session.backs_up = False
        project.session.database.connection.execute("PRAGMA synchronous=OFF")
        yield project
        assert project.check() == []
