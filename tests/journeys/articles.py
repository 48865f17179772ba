"""The texts that journeys are made with, and projects that hold them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotator import Project

_DATA = Path(__file__).parents[1] / "data" / "journeys"
DAM = _DATA / "dam.txt"
FLOOD = _DATA / "flood-arabic.txt"
BRIDGE = _DATA / "bridge-1251.txt"
FERRY = _DATA / "ferry-damaged.html"

DAM_TITLE = "Dam above Orlova holds as 2,400 people spend a night in schools"


def project_of(
    folder: Path,
    *files: Path,
    name: str = "Dams",
    who: str = "Olena",
    tags: Sequence[tuple[str, str]] = (),
) -> Path:
    """Make a project of some files; ``tags`` are put on the first one's words."""
    path = folder / f"{name}.annot"
    with Project.create(path, annotator=who) as project:
        for file in files or (DAM,):
            project.import_file(file)
        article = next(project.articles())
        for label, words in tags:
            start = article.text.index(words)
            project.annotate(article.id, start, start + len(words), label)
    return path
