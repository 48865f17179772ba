"""The window in review of a large article: opening and scrolling; the floor is tagging in it."""

from __future__ import annotations

import os
import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from tests.benchmarks.corpus import long_document
from tests.benchmarks.measuring import Result, in_turn, timed
from tests.benchmarks.of_window import app, window_on

if TYPE_CHECKING:
    from annotator.ui.editor.view import ArticleView
    from annotator.ui.window import Window

_CHARACTERS = 1_000_000
_SPANS = 10_000
_PEOPLE = ("Olena", "Amara", "Jonas", "Mei", "Tariq")
_PAGES = 60
_LONGEST_WAIT = 600
"""Turns of the event loop, of a tenth of a second, for the units of the whole article."""


def measure(rounds: int) -> list[Result]:
    """Measure on an article of 1 MB in which five people have 10,000 spans each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["ANNOTATOR_HOME"] = str(folder / "home")
        window = window_on(_project(folder))
        results = [_open(window, rounds), _scroll(window)]
        window.frame.close()
        return results


def _project(folder: Path) -> Path:
    from annotator.app.project import Project  # noqa: PLC0415 - after ANNOTATOR_HOME is set

    document = long_document(_CHARACTERS, _SPANS)
    rng = random.Random("review")
    annotations = []
    for person in _PEOPLE:
        for start, end, label in document.spans:
            # One in ten is a little longer or shorter for somebody, or has another label.
            change = rng.random()
            until = end if change > 0.06 else max(start + 1, end - rng.randint(1, 4))
            kind = label if change > 0.02 else rng.choice(("source", "location", "figure"))
            annotations.append({"start": start, "end": until, "label": kind, "annotator": person})
    record = {"title": document.title, "text": document.text, "annotations": annotations}
    small = {"title": "Small", "text": "A small article to begin with."}
    file = folder / "long.jsonl"
    file.write_bytes(orjson.dumps(small) + b"\n" + orjson.dumps(record) + b"\n")
    path = folder / "long.annot"
    with Project.create(path, annotator="Olena") as project:
        project.import_files([file])
    return path


def _articles(window: Window) -> tuple[str, str]:
    project = window.hub.project
    assert project is not None
    small, large = (article.id for article in project.articles())
    return small, large


def _open(window: Window, rounds: int) -> Result:
    small, large = _articles(window)

    def opened_in(mode: str) -> float:
        window.verbs.modes.show(mode)
        window.desk.open_article(small)
        app().processEvents()
        view = _view(window, mode)

        def work() -> None:
            window.desk.open_article(large)
            view.viewport().repaint()

        return timed(work)

    return in_turn(
        "open a 1 MB article for review, 5 × 10,000 spans, to painted",
        lambda: opened_in("review"),
        lambda: opened_in("tag"),
        limit=2,
        rounds=rounds,
    )


def _view(window: Window, mode: str) -> ArticleView:
    return window.review.view if mode == "review" else window.tagging.view


def _scroll(window: Window) -> Result:
    """Scroll the same pages in both, all units being known."""
    _, large = _articles(window)
    times: dict[str, list[float]] = {"review": [], "tag": []}
    for mode, spent in times.items():
        window.verbs.modes.show(mode)
        window.desk.open_article(large)
        for _ in range(_LONGEST_WAIT):
            app().processEvents()
            if mode == "tag" or (window.review_desk.whole and window.review_desk.units):
                break
            _sleep()
        view = _view(window, mode)
        bar = view.verticalScrollBar()
        bar.setValue(0)
        for _ in range(_PAGES):

            def page() -> None:
                bar.setValue(bar.value() + bar.pageStep())  # noqa: B023 - called at once
                view.viewport().repaint()  # noqa: B023 - called at once

            spent.append(timed(page))
            app().processEvents()
    return Result("scroll one page there", times["review"], times["tag"], 2)


def _sleep() -> None:
    from PySide6.QtTest import QTest  # noqa: PLC0415 - only here

    QTest.qWait(100)
