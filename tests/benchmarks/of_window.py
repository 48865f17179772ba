"""The window on a large article: opening, tagging, scrolling, memory; the floor is a bare view."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from tests.benchmarks.corpus import long_document
from tests.benchmarks.measuring import Result, in_turn, quantile, timed

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QPlainTextEdit

    from annotator.ui.window import Window

_CHARACTERS = 1_000_000
_SPANS = 10_000
_TAGS = 300
_PAGES = 60


def measure(rounds: int) -> list[Result]:
    """Measure on an article of 1 MB with 10,000 spans."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["ANNOTATOR_HOME"] = str(folder / "home")
        path, text = _project(folder)
        window, bare = window_on(path), _bare()
        results = [
            _open(window, bare, text, rounds),
            *_tag(folder, window, bare, text),
            _scroll(window, bare, text),
            _memory(path, text, folder, max(3, rounds // 2)),
        ]
        window.frame.close()
        return results


def open_to_painted(path: Path) -> float:
    """Open a project in the window; give the milliseconds until its article is painted."""
    window = window_on(None)

    def work() -> None:
        window.verbs.opening.open_path(path)
        window.tagging.view.viewport().repaint()

    spent = timed(work)
    app().processEvents()
    window.verbs.opening.close_project()
    window.frame.close()
    window.frame.deleteLater()
    return spent


def _project(folder: Path) -> tuple[Path, str]:
    from annotator.app.project import Project  # noqa: PLC0415 - after ANNOTATOR_HOME is set

    document = long_document(_CHARACTERS, _SPANS)
    record = {
        "title": document.title,
        "text": document.text,
        "annotations": [
            {"start": start, "end": end, "label": label} for start, end, label in document.spans
        ],
    }
    small = {"title": "Small", "text": "A small article to begin with."}
    file = folder / "long.jsonl"
    file.write_bytes(orjson.dumps(small) + b"\n" + orjson.dumps(record) + b"\n")
    path = folder / "long.annot"
    with Project.create(path, annotator="Olena") as project:
        project.import_files([file])
    return path, document.text


def app() -> QApplication:
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - only for these

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    made = QApplication.instance() or QApplication([])
    assert isinstance(made, QApplication)
    return made


def window_on(path: Path | None) -> Window:
    """Open our window, on a project if one is named, with everything loaded."""
    application = app()
    from annotator.ui.application import furnish, warm_up  # noqa: PLC0415 - after the application
    from annotator.ui.frame import Frame  # noqa: PLC0415 - as above
    from annotator.ui.look import set_mode  # noqa: PLC0415 - as above
    from annotator.ui.memory import Memory  # noqa: PLC0415 - as above

    memory = Memory()
    set_mode("light", application)
    frame = Frame(memory.settings, working=True)
    frame.resize(1440, 900)
    frame.show()
    window = furnish(frame, memory, path, None, sample=False)
    warm_up(window).finish()
    application.processEvents()
    return window


def _bare() -> QPlainTextEdit:
    from PySide6.QtWidgets import QPlainTextEdit  # noqa: PLC0415 - only for these

    bare = QPlainTextEdit()
    bare.resize(824, 777)
    bare.show()
    app().processEvents()
    return bare


def _open(window: Window, bare: QPlainTextEdit, text: str, rounds: int) -> Result:
    project = window.hub.project
    assert project is not None
    small, large = (article.id for article in project.articles())

    def ours() -> float:
        window.desk.open_article(small)
        app().processEvents()

        def work() -> None:
            window.desk.open_article(large)
            window.tagging.view.viewport().repaint()

        return timed(work)

    def floor() -> float:
        bare.setPlainText("small")
        bare.viewport().repaint()

        def work() -> None:
            bare.setPlainText(text)
            bare.viewport().repaint()

        return timed(work)

    return in_turn(
        "open a 1 MB article with 10,000 spans, to painted",
        ours,
        floor,
        limit=2,
        rounds=rounds,
    )


def _tag(folder: Path, window: Window, bare: QPlainTextEdit, text: str) -> list[Result]:
    """Tag words one after the other, from the key press to committed and painted."""
    from PySide6.QtCore import Qt  # noqa: PLC0415 - only here
    from PySide6.QtTest import QTest  # noqa: PLC0415 - only here

    from annotator.text.words import next_word  # noqa: PLC0415 - after ANNOTATOR_HOME is set

    view = window.tagging.view
    bare.setPlainText(text)
    ours: list[float] = []
    floor: list[float] = []
    with closing(sqlite3.connect(folder / "commit.db", isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.execute("CREATE TABLE t(a, b, c, d)")

        def commit() -> None:
            db.execute("BEGIN IMMEDIATE")
            db.execute("INSERT INTO t VALUES(1, 2, 3, 'words')")
            db.execute("COMMIT")
            bare.viewport().repaint()

        def press() -> None:
            QTest.keyClick(view, Qt.Key.Key_3)
            view.viewport().repaint()

        position = len(text) // 2
        for _ in range(_TAGS):
            word = next_word(text, position)
            assert word is not None
            view.select_span(*word)
            _settle()
            position = word[1] + 40
            floor.append(timed(commit))
            ours.append(timed(press))
    name = "tag one span there, key press to committed and painted"
    return [
        Result(f"{name}: median", ours, floor, 4),
        Result(f"{name}: p99", [quantile(ours, 0.99)], floor, 10),
    ]


def _settle() -> None:
    """Let the window rest, as it does before a person presses a key."""
    for _ in range(5):
        app().processEvents()


def _scroll(window: Window, bare: QPlainTextEdit, text: str) -> Result:
    bare.setPlainText(text)
    view = window.tagging.view
    ours: list[float] = []
    floor: list[float] = []
    view.verticalScrollBar().setValue(0)
    for _ in range(_PAGES):
        for widget, times in ((bare, floor), (view, ours)):
            bar = widget.verticalScrollBar()

            def page(widget: QPlainTextEdit = widget, bar: object = bar) -> None:  # type: ignore[assignment]
                bar.setValue(bar.value() + bar.pageStep())  # type: ignore[attr-defined]
                widget.viewport().repaint()

            times.append(timed(page))
        app().processEvents()
    return Result("scroll one page there", ours, floor, 2)


_BARE_MEMORY = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QPlainTextEdit
app = QApplication([])
window = QPlainTextEdit()
window.setPlainText(Path(sys.argv[1]).read_text(encoding="utf-8"))
window.resize(1440, 900)
window.show()
app.processEvents()
window.viewport().repaint()
print(open("/proc/self/statm").read().split()[1])
"""
_OUR_MEMORY = """
import sys
from pathlib import Path
from tests.benchmarks.of_window import window_on
window = window_on(Path(sys.argv[1]))
articles = [article.id for article in window.hub.project.articles()]
window.desk.open_article(articles[-1])
window.tagging.view.viewport().repaint()
print(open("/proc/self/statm").read().split()[1])
"""


def _memory(path: Path, text: str, folder: Path, rounds: int) -> Result:
    """Compare resident memory (Linux) with the large article on view."""
    plain = folder / "long.txt"
    plain.write_text(text, encoding="utf-8")

    def pages(code: str, argument: Path) -> float:
        done = subprocess.run(
            [sys.executable, "-c", code, str(argument)],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=True,
        )
        return float(done.stdout) * os.sysconf("SC_PAGE_SIZE")

    return in_turn(
        "memory with the 1 MB article open",
        lambda: pages(_OUR_MEMORY, path),
        lambda: pages(_BARE_MEMORY, plain),
        limit=2,
        rounds=rounds,
        unit="MB",
    )
