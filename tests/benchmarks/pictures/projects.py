"""Projects to be seen in a picture: the sample, with what a view needs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator import Project
from annotator.app.sample import sample_project


def sample(folder: Path) -> Path:
    """Give a copy of the sample."""
    path = folder / "Valley fires.annot"
    shutil.copy(sample_project(), path)
    return path


def empty(folder: Path) -> Path:
    """Give a project without articles."""
    path = folder / "New project.annot"
    Project.create(path, annotator="Amara").close()
    return path


def merged(folder: Path) -> Path:
    """Give the sample, and beside it ``jonas.annotz``, with what Jonas has done since."""
    path = sample(folder)
    with _elsewhere(path, folder, "Jonas") as project:
        article = next(project.articles())
        for words in ("hay", "brigade", "reporters"):
            start = article.text.index(words)
            project.annotate(article.id, start, start + len(words), "source")
        project.exchanging.bundle(folder / "jonas.annotz")
    return path


def in_conflict(folder: Path) -> Path:
    """Give the sample, in which Amara said something else than on her other machine."""
    path = sample(folder)
    with Project.open(path, "Amara") as project:
        article = next(project.articles())
        mine = [one for one in project.annotations(article.id) if one.annotator == "Amara"][:3]
    with _elsewhere(path, folder, "Amara") as other:
        for one in mine:
            other.update(one.id, note="As the agency has it.")
        other.exchanging.bundle(folder / "amara.annotz")
    with Project.open(path, "Amara") as project:
        for one in mine:
            project.update(one.id, note="As the mayor said.", certainty="unsure")
        project.merge(folder / "amara.annotz")
    return path


def with_a_copy(folder: Path) -> Path:
    """Give the sample, and with it another outlet's copy of its first article."""
    path = sample(folder)
    with Project.open(path, "Amara") as project:
        article = next(project.articles())
        project.import_text(f"{article.text}\n\nWith reports of our own.")
    return path


def in_versions(folder: Path) -> Path:
    """Give the sample with a newer version of its first article."""
    path = sample(folder)
    with Project.open(path, "Amara") as project:
        article = next(project.articles())
        first, *rest = article.text.split("\n\n")
        rest = [one.replace("600 square", "750 square").replace("4,000", "5,200") for one in rest]
        newer = project.import_text("\n\n".join([first, *rest[:3], rest[-1], *rest[3:-1]]))
        project.versions.declare(newer.id, article.id)
    return path


def odd_files(folder: Path) -> Path:
    """Make a folder of which some files are articles; give it."""
    place = folder / "wires"
    place.mkdir()
    (place / "ferry.txt").write_text("Ferry stops\n\nThe ferry stopped on Monday.\n", "utf-8")
    (place / "rail.md").write_text("# Rail strike\n\nTrains *stood* still.\n", "utf-8")
    (place / "again.txt").write_text("Ferry stops\n\nThe ferry stopped on Monday.\n", "utf-8")
    (place / "scan.pdf").write_bytes(b"%PDF-1.7\n")
    (place / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (place / "empty.txt").write_bytes(b"")
    return place


def undecided(folder: Path) -> Path:
    """Make a text of which nobody can tell how it was written; give it."""
    path = folder / "bridge.txt"
    path.write_bytes("Мост закрыт.\n\nБригада чинит его.\n".encode("cp1251"))
    return path


def labelled(folder: Path) -> Path:
    """Make a table of somebody else's labels; give it."""
    path = folder / "theirs.csv"
    with Project.open(sample_project(), "Amara") as project:
        project.export(path, format="csv")
    words = (
        path.read_text("utf-8-sig").replace(",source,", ",speaker,").replace(",figure,", ",amount,")
    )
    path.write_text(words, "utf-8")
    return path


@contextmanager
def _elsewhere(path: Path, folder: Path, who: str) -> Iterator[Project]:
    """Open a copy as somebody would on another machine."""
    home = os.environ["ANNOTATOR_HOME"]
    os.environ["ANNOTATOR_HOME"] = str(folder / f"home of {who}")
    try:
        copy = folder / f"{who}.annot"
        shutil.copy(path, copy)
        with Project.open(copy, who) as project:
            yield project
    finally:
        os.environ["ANNOTATOR_HOME"] = home
