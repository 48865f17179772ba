"""What journeys through review share: a project that three people have tagged, and looks at it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint

from annotator import Project
from annotator.model.annotator import CONSENSUS
from annotator.model.unit import ReviewUnit
from annotator.ui.pages.review import ReviewPage
from tests.ui.reviewed import TEXT, reviewed_article

from .conftest import Start
from .hand import Hand


def project_under_review(folder: Path, *texts: str) -> Path:
    """Make a project of Olena's with texts that three people have tagged."""
    path = folder / "Talks.annot"
    with Project.create(path, annotator="Olena") as project:
        for text in texts or (TEXT,):
            reviewed_article(project, text=text)
    return path


def begin(start: Start, path: Path) -> Hand:
    """Start the program on a project and go to review."""
    hand = start(path)
    hand.press("Ctrl+2")
    hand.settle()
    return hand


def page_of(hand: Hand) -> ReviewPage:
    """Give the review page."""
    return hand.window.review


def current(hand: Hand) -> str:
    """Say of which kind the current difference is, and how it stands; “” for none."""
    hand.settle()
    one = hand.window.review_desk.current
    return "" if one is None else f"{one.unit.kind}, {one.state}"


def units_in(path: Path) -> list[ReviewUnit]:
    """Read the first article's units from the file itself."""
    with Project.open(path, "Olena", read_only=True) as project:
        return list(project.reviewing.article(next(project.articles()).id).units)


def consensus_in(path: Path) -> list[tuple[str, str]]:
    """Read the first article's consensus from the file, which must have no fault."""
    with Project.open(path, read_only=True) as project:
        article = next(project.articles()).id
        found = project.annotations(article, annotators=[CONSENSUS])
        assert project.check() == []
    return [(one.label, one.quote) for one in found]


def decisions_in(path: Path) -> list[str]:
    """Read what was decided about each unit of the first article; “” for nothing."""
    return [one.verdict.decision if one.verdict else "" for one in units_in(path)]


def middle_of(hand: Hand, words: str) -> QPoint:
    """Give the middle of words in the text under review, in its viewport."""
    start = hand.window.desk.scene.display.text.index(words)
    return page_of(hand).view.box_of(start, start + len(words)).center()
