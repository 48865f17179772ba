"""The concordance: 5,000 hits in 10,000 articles; the floor is the bare query with snippets."""

from __future__ import annotations

import os
import re
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from tests.benchmarks.corpus import documents
from tests.benchmarks.measuring import Result, in_turn, timed
from tests.benchmarks.of_window import app, window_on

if TYPE_CHECKING:
    from annotator.app.untagged_memory import UntaggedMemory
    from annotator.ui.pages.concordance import ConcordancePage
    from annotator.ui.window import Window

_ARTICLES = 10_000
_WORD = "reservoir"
"""Stands in every second article."""
_FREQUENT = "the"
_BLOCK = 50.0
"""Milliseconds for which the window may not answer."""


def measure(rounds: int) -> list[Result]:
    """Measure on 10,000 articles."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["ANNOTATOR_HOME"] = str(folder / "home")
        path = _project(folder)
        window = window_on(path)
        window.verbs.searches.concordance()
        page = window.verbs.searches.page
        _until(page.isVisible)
        from annotator.app.untagged_memory import UntaggedMemory  # noqa: PLC0415 - as below

        memory = UntaggedMemory()
        with closing(sqlite3.connect(path)) as bare:
            results = [
                in_turn(
                    "concordance of 5,000 hits: key press to first page painted",
                    lambda: _first_page(page),
                    lambda: _bare(bare),
                    limit=3,
                    rounds=rounds,
                ),
                in_turn(
                    "… to all 5,000 lines",
                    lambda: _all_lines(page),
                    lambda: _bare(bare),
                    limit=4,
                    rounds=rounds,
                ),
                in_turn(
                    "… sorted by the words before the hit",
                    lambda: _sorted(page),
                    lambda: _bare(bare),
                    limit=3,
                    rounds=rounds,
                ),
                in_turn(
                    "words left untagged in them, 7,800 strings; reading, and each word looked up",
                    lambda: _untagged(path),
                    lambda: _looked_up(bare),
                    limit=10,
                    rounds=max(1, rounds // 2),
                ),
                in_turn(
                    "… once more, with another string tagged",
                    lambda: _untagged(path, memory),
                    lambda: _looked_up(bare),
                    limit=6,
                    rounds=max(1, rounds // 2),
                ),
                Result(
                    f"longest block of the window, {_FREQUENT}: 50,000 lines",
                    [_longest_block(page) for _ in range(max(1, rounds // 3))],
                    [_BLOCK],
                    1,
                ),
            ]
        _close(window)
        return results


def _project(folder: Path) -> Path:
    from annotator.app.project import Project  # noqa: PLC0415 - after ANNOTATOR_HOME is set

    file = folder / "articles.jsonl"
    with file.open("wb") as out:
        for number, document in enumerate(documents(_ARTICLES, 4)):
            text = document.text
            if number % 2:
                text = f"{text}\n\nNobody asked who owns the {_WORD} above the town."
            record = {
                "title": document.title,
                "text": text,
                "annotations": [
                    {"start": start, "end": end, "label": label}
                    for start, end, label in document.spans
                ],
            }
            out.write(orjson.dumps(record) + b"\n")
    path = folder / "articles.annot"
    with Project.create(path, annotator="Olena") as project:
        project.import_files([file])
    return path


def _bare(bare: sqlite3.Connection) -> float:
    query = "SELECT rowid, snippet(search, 0, '[', ']', '…', 16) FROM search WHERE search MATCH ?"
    return timed(lambda: bare.execute(query, (_WORD,)).fetchall())


def _first_page(page: ConcordancePage) -> float:
    def work() -> None:
        _ask(page, _WORD)
        _until(lambda: page.lines.model.rowCount() > 0)
        page.lines.view.viewport().repaint()

    spent = timed(work)
    _until(lambda: not page.search.busy)
    return spent


def _all_lines(page: ConcordancePage) -> float:
    def work() -> None:
        _ask(page, _WORD)
        _until(lambda: page.lines.model.rowCount() == _ARTICLES // 2 and not page.search.busy)
        page.lines.view.viewport().repaint()

    return timed(work)


def _sorted(page: ConcordancePage) -> float:
    _all_lines(page)
    done: list[object] = []
    page.lines.model.modelReset.connect(lambda: done.append(None))

    def work() -> None:
        page.set_order("left1")
        _until(lambda: bool(done))
        page.lines.view.viewport().repaint()

    spent = timed(work)
    page.set_order("article")
    app().processEvents()
    return spent


def _longest_block(page: ConcordancePage) -> float:
    """Look for a word that stands everywhere; give the longest time without an answer."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - only for this

    worst = 0.0
    last = time.perf_counter()

    def beat() -> None:
        nonlocal worst, last
        now = time.perf_counter()
        worst, last = max(worst, (now - last) * 1000), now

    timer = QTimer()
    timer.setInterval(2)
    timer.timeout.connect(beat)
    _ask(page, _FREQUENT)
    timer.start()
    last = time.perf_counter()
    _until(lambda: not page.search.busy)
    timer.stop()
    return worst


def _untagged(path: Path, memory: UntaggedMemory | None = None) -> float:
    """Gather the list as the window does, in a project of its own.

    With a memory somebody tags a word before that nobody has tagged yet.
    """
    from annotator.app.project import Project  # noqa: PLC0415 - after ANNOTATOR_HOME is set

    def work() -> None:
        with Project.open(path, "Olena", read_only=True) as project:
            _, found = project.inconsistencies.lists(memory=memory)
            assert found

    if memory is not None:
        with Project.open(path, "Olena") as project:
            list(project.inconsistencies.lists(memory=memory))
            article = next(project.articles())
            words = [one.span() for one in re.finditer(r"\w+", article.text)]
            start, end = words[len(project.annotations(article.id))]
            project.annotate(article.id, start, end, "source")
    return timed(work)


def _looked_up(bare: sqlite3.Connection) -> float:
    """Read what is tagged and the texts, and ask of each word whether a tagged string begins so."""

    def work() -> None:
        rows = bare.execute('SELECT article, start, "end", label, quote, rest FROM annotation')
        firsts = {quote.split()[0].lower() for *_, quote, _ in rows}
        texts = bare.execute("SELECT text FROM text")
        assert sum(word.lower() in firsts for (text,) in texts for word in text.split())

    return timed(work)


def _ask(page: ConcordancePage, query: str) -> None:
    """Type a query and press Enter."""
    from PySide6.QtCore import Qt  # noqa: PLC0415 - only for this
    from PySide6.QtTest import QTest  # noqa: PLC0415 - as above

    page.bar.set_query("")
    app().processEvents()
    page.bar.field.set_text(query)
    QTest.keyClick(page.bar.field.edit, Qt.Key.Key_Return)


def _until(so: Callable[[], bool]) -> None:
    """Wait as the window does: asleep between events, or it would keep the search from running."""
    from PySide6.QtCore import QEventLoop  # noqa: PLC0415 - only for this

    end = time.monotonic() + 120
    while not so():
        app().processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.monotonic() > end:
            raise TimeoutError("the concordance does not come")


def _close(window: Window) -> None:
    window.frame.close()
