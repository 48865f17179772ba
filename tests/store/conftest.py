"""A project and its copies on several machines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import Project
from annotator.store.coding import Coder
from annotator.store.line_reading import LineReader
from tests.store.envelopes import reader_of
from tests.store.replicas import TEXT, copy_of


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A closed project of Olena's with an article in which she tagged a source."""
    path = tmp_path / "first.annot"
    with Project.create(path, annotator="Olena") as project:
        project.annotate(project.import_text(TEXT).id, 0, 5, "source")
    return path


@pytest.fixture
def olena(base: Path) -> Iterator[Project]:
    """Her copy; when the test is over it must have no fault."""
    with copy_of(base, "olena", "Olena") as project:
        yield project
        assert project.check() == []


@pytest.fixture
def ben(base: Path) -> Iterator[Project]:
    """A teammate's copy."""
    with copy_of(base, "ben", "Ben", years=-30) as project:
        yield project
        assert project.check() == []


@pytest.fixture
def laptop(base: Path) -> Iterator[Project]:
    """The same person's copy on another machine."""
    with copy_of(base, "laptop", "Olena", years=30) as project:
        yield project
        assert project.check() == []


@pytest.fixture(scope="module")
def coder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Coder]:
    """A coder in a write transaction that is never committed."""
    with Project.create(tmp_path_factory.mktemp("lines") / "p.annot") as project:
        project.session.backs_up = False
        project.import_text(TEXT)
        database = project.session.database
        with database.writing():
            yield database.coder
            database.abandon()


@pytest.fixture
def reader(coder: Coder) -> LineReader:
    return reader_of(coder)
