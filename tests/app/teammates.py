"""Three people, each with a machine of their own, who work on one project."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from annotator import Project
from annotator.app.exchange.starting import start_from_bundle
from annotator.model.exchange import MergeReport

TEXT = "Olena said that about 600 km² burned near Kyiv. 😀 Ben was in 東京."
OTHER = "The dam broke on Monday. 40 houses were lost."


class Person:
    """Somebody with a machine: settings, keys and files of their own."""

    def __init__(self, name: str, folder: Path, patch: pytest.MonkeyPatch, machine: str) -> None:
        self.name = name
        self.home = folder / f"{machine}-home"
        self.folder = folder / machine
        self.folder.mkdir(parents=True)
        self.path = self.folder / "valley.annot"
        self._patch = patch

    def sit_down(self) -> None:
        """Let what runs from now on run on this machine."""
        self._patch.setenv("ANNOTATOR_HOME", str(self.home))

    @contextmanager
    def project(self, name: str | None = None) -> Iterator[Project]:
        """Open the project on this machine; afterwards it must have no fault."""
        self.sit_down()
        with Project.open(self.path, name or self.name) as project:
            yield project
            faults = project.check()
            assert not faults, faults

    def begin(self) -> None:
        """Make the project, with one article."""
        self.sit_down()
        with Project.create(self.path, annotator=self.name) as project:
            project.import_text(TEXT)

    def begin_with(self, bundle: Path) -> None:
        """Make the project of what somebody sent."""
        self.sit_down()
        with start_from_bundle(bundle, self.path, self.name) as project:
            assert project.annotator.name == self.name
            assert project.check() == []

    def send(self, name: str = "", **how: object) -> Path:
        """Write a bundle."""
        out = self.folder / f"{name or self.name.lower()}.annotz"
        with self.project() as project:
            project.exchanging.bundle(out, **how)  # type: ignore[arg-type]
        return out

    def tag(self, start: int, end: int, label: str, **how: object) -> str:
        """Tag something in the first article and give the annotation's id."""
        with self.project() as project:
            article = next(iter(project.articles()))
            return project.annotate(article.id, start, end, label, **how).id  # type: ignore[arg-type]

    def quotes(self) -> set[tuple[str, str, str]]:
        """Give whose annotations of what are there."""
        with self.project() as project:
            return {(one.annotator, one.label, one.quote) for one in project.annotations()}

    def lines(self) -> set[bytes]:
        """Give all revisions that are there, by digest."""
        with self.project() as project:
            run = project.session.database.connection.execute
            return {row[0] for row in run("SELECT digest FROM revision")}


class Team:
    """Amara leads; Jonas and Olena began with her bundle; Olena has a second machine."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.amara = Person("Amara", folder, patch, "amara")
        self.jonas = Person("Jonas", folder, patch, "jonas")
        self.olena = Person("Olena", folder, patch, "olena")
        self.desktop = Person("Olena", folder, patch, "desktop")
        self.amara.begin()
        first = self.amara.send("first")
        for person in (self.jonas, self.olena, self.desktop):
            person.begin_with(first)


def merged(person: Person, *files: Path, accept_new_key: bool = False) -> MergeReport:
    with person.project() as project:
        return project.exchanging.merge(files, accept_new_key=accept_new_key)


def state(person: Person) -> tuple[bytes, list[str]]:
    """Give the bytes of a project file, and what lies beside it."""
    return person.path.read_bytes(), sorted(one.name for one in person.folder.iterdir())
