"""The list of 100,000 articles: opened, filtered by three letters, sorted; the floor is bare SQL.

Measured from the call that a key leads to until the list is painted.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import uuid
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from tests.benchmarks.corpus import documents
from tests.benchmarks.measuring import Result, in_turn, timed

if TYPE_CHECKING:
    from annotator.model.listing import ArticleView

_ARTICLES = 100_000
_OUTLETS = ("Andes Wire", "Costa Diario", "Radio Itata", "The Valley Ledger", "Південна пошта")
_LETTERS = "ier"
_LIVE = "FROM article a JOIN text t ON t.id = a.text WHERE t.text IS NOT NULL"


def measure(rounds: int) -> list[Result]:
    """Measure on a project of 100,000 short articles."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["ANNOTATOR_HOME"] = str(folder / "home")
        path = _project(folder)
        return [*_listing(path, rounds), *_copies(folder, max(1, rounds // 3))]


def _project(folder: Path) -> Path:
    from annotator.app.project import Project  # noqa: PLC0415 - after ANNOTATOR_HOME is set

    file = folder / "many.jsonl"
    titles = [one.title for one in documents(400, 1, words=8)]
    with file.open("wb") as out:
        for number in range(_ARTICLES):
            record = {
                "title": f"{titles[number % 400]}, {number % 977}",
                "outlet": _OUTLETS[number % 5],
                "published": f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}",
                "text": f"Article {number}: {uuid.UUID(int=number)}.",
            }
            out.write(orjson.dumps(record) + b"\n")
    path = folder / "many.annot"
    with Project.create(path, annotator="Olena") as project:
        project.import_files([file])
        ids = [article for article, in project.session.database.connection.execute(
            "SELECT lower(hex(sha)) FROM text WHERE id % 10 = 0")]  # fmt: skip
        project.corpus.set_states(ids, "done")
    return path


def _listing(path: Path, rounds: int) -> list[Result]:
    from PySide6.QtCore import QEventLoop  # noqa: PLC0415 - as above
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - as above

    from annotator.app.project import Project  # noqa: PLC0415 - as above
    from annotator.model.listing import ArticleView  # noqa: PLC0415 - as above
    from annotator.ui.desk import Desk  # noqa: PLC0415 - as above
    from annotator.ui.hub import Hub  # noqa: PLC0415 - as above
    from annotator.ui.panels.article_list import ArticleList  # noqa: PLC0415 - as above
    from tests.benchmarks.of_window import app  # noqa: PLC0415 - as above

    qt: QApplication = app()
    hub = Hub()
    panel = ArticleList(hub, Desk(hub))
    panel.resize(272, 900)
    panel.show()
    hub.open(Project.open(path, "Olena"))
    qt.processEvents()

    told: list[bool] = []
    panel.model.counted.connect(lambda: told.append(True))

    def look_at(view: ArticleView) -> None:
        """Look at the articles in another way, until that is shown: it is worked out elsewhere."""
        before = len(told)
        panel.model.set_view(view)
        while len(told) == before:
            qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def shown(view: ArticleView) -> Callable[[], float]:
        def ours() -> float:
            look_at(ArticleView(text="nothing has this"))
            qt.processEvents()

            def work() -> None:
                look_at(view)
                panel.view.viewport().repaint()

            return timed(work)

        return ours

    with closing(sqlite3.connect(path)) as connection:

        def floor(sql: str, *values: object) -> Callable[[], float]:
            return lambda: timed(lambda: connection.execute(sql, values).fetchall())

        results = [
            in_turn(
                f"list {_ARTICLES:,} articles: {name}",
                shown(view),
                floor(f"SELECT a.text {_LIVE} {more}", *values),
                limit=3,
                rounds=rounds,
            )
            for name, view, more, values in _views()
        ]
    hub.close()
    panel.close()
    return results


def _views() -> list[tuple[str, ArticleView, str, tuple[str, ...]]]:
    """List what is measured: its name, how the list is looked at, and its floor."""
    from annotator.model.listing import ArticleView  # noqa: PLC0415 - as above

    like = f"%{_LETTERS}%"
    state = (
        "(SELECT json_extract(i.body, '$.state') FROM item i WHERE i.kind=4 AND i.article=a.text)"
    )
    count = "(SELECT count(*) FROM annotation n WHERE n.article=a.text)"
    found = "AND (a.title LIKE ? OR a.outlet LIKE ?) ORDER BY a.text"
    return [
        ("as they came", ArticleView(), "ORDER BY a.text", ()),
        ("filter by three letters", ArticleView(_LETTERS), found, (like, like)),
        ("by title", ArticleView(sorting="title"), "ORDER BY lower(a.title), a.text", ()),
        ("by outlet", ArticleView(sorting="outlet"), "ORDER BY lower(a.outlet), a.text", ()),
        ("by date", ArticleView(sorting="published"), "ORDER BY a.published DESC, a.text", ()),
        ("by length", ArticleView(sorting="length"), "ORDER BY t.chars DESC, a.text", ()),
        ("by status", ArticleView(sorting="status"), f"ORDER BY coalesce({state}, 'open')", ()),
        ("by annotations", ArticleView(sorting="annotations"), f"ORDER BY {count} DESC", ()),
        ("in groups by outlet", ArticleView(grouping="outlet"), "ORDER BY a.outlet, a.text", ()),
    ]


def _copies(folder: Path, rounds: int) -> list[Result]:
    """Find near duplicates among 10,000 articles; the floor is reading their words."""
    from annotator.app.project import Project  # noqa: PLC0415 - after ANNOTATOR_HOME is set
    from annotator.text.words import words  # noqa: PLC0415 - as above

    file = folder / "news.jsonl"
    with file.open("wb") as out:
        for document in documents(10_000, 1):
            out.write(orjson.dumps({"title": document.title, "text": document.text}) + b"\n")
    path = folder / "news.annot"
    with Project.create(path, annotator="Olena") as project:
        project.import_files([file])

        def floor() -> float:
            def work() -> None:
                for article in project.articles():
                    words(article.text)

            return timed(work)

        return [
            in_turn(
                "find near duplicates among 10,000 articles",
                lambda: timed(project.copies.find),
                floor,
                limit=6,
                rounds=rounds,
            )
        ]
