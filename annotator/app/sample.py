"""The sample project: articles of our own, tagged by three people, to try everything on."""

from __future__ import annotations

from pathlib import Path

from annotator.app.paths import data_folder
from annotator.app.project import Project
from annotator.model.listing import ReadingPlace
from annotator.problems import UserProblem
from annotator.resources import resource
from annotator.store.drafts import draft_of, drop_draft, publish

ANNOTATOR = "Amara"
"""In whose name one works in the sample."""

_NAME = "Valley fires.annot"
# How much of each begun article has been read, by the place of the article in the sample.
_READ = {0: 0.62, 2: 0.20}


def sample_path() -> Path:
    """Give where the sample is, or will be."""
    return data_folder() / _NAME


def sample_project() -> Path:
    """Give the sample's file, made at the first call.

    Raises:
        UserProblem: it cannot be written.
    """
    path = sample_path()
    if not path.exists():
        draft = draft_of(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _make(draft)
            # Another window may have made it meanwhile: one is as good as the other.
            if not path.exists():
                publish(draft, path)
        except OSError as error:
            raise UserProblem(f"{path} cannot be written: {error.strerror}.") from error
        finally:
            drop_draft(draft)
    return path


def _make(path: Path) -> None:
    with Project.create(path, annotator=ANNOTATOR) as project:
        project.session.backs_up = False
        project.importing.import_files([resource("samples", "valley-fires.jsonl")], act="start")
        # The first one last: that is where the reader of the sample begins.
        for place, article in reversed(list(enumerate(project.articles()))):
            length = len(article.text)
            share = 1.0 if project.corpus.state(article.id) != "open" else _READ.get(place, 0)
            if share:
                reached = ReadingPlace(0, 0, round(length * share))
                project.corpus.keep_reading_place(article.id, reached)
