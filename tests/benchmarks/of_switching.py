"""Going from article to article: read, laid out and painted, held against its layout alone."""

from __future__ import annotations

import os
import tempfile
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.corpus import documents
from tests.benchmarks.measuring import Result, in_turn, timed
from tests.benchmarks.of_project import as_line
from tests.benchmarks.of_window import app, window_on

if TYPE_CHECKING:
    from annotator.ui.editor.view import ArticleView

_ARTICLES = 40
_SPANS = 30


def measure(rounds: int) -> list[Result]:
    """Measure on articles of about 480 words with 30 spans each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["ANNOTATOR_HOME"] = str(folder / "home")
        from annotator.app.project import Project  # noqa: PLC0415 - after ANNOTATOR_HOME is set

        lines, path = folder / "articles.jsonl", folder / "articles.annot"
        with lines.open("wb") as file:
            file.writelines(map(as_line, documents(_ARTICLES, _SPANS)))
        with Project.create(path, annotator="Olena") as project:
            project.import_files([lines])
            articles = [(one.id, one.text) for one in project.articles()]
        window, bare = window_on(path), _bare()
        turns, texts = cycle(articles), cycle(articles)

        def ours() -> float:
            article, _ = next(turns)

            def work() -> None:
                window.desk.open_article(article)
                window.tagging.view.viewport().repaint()

            spent = timed(work)
            _settle()
            return spent

        def floor() -> float:
            _, text = next(texts)
            spent = timed(lambda: _lay_out(bare, text))
            _settle()
            return spent

        for _ in range(_ARTICLES):
            # What is made once (fonts, patterns) is made.
            ours()
            floor()
        result = in_turn(
            "switch to another ordinary article, to painted; its layout alone",
            ours,
            floor,
            limit=2,
            rounds=max(rounds, 31),
        )
        window.frame.close()
        return [result]


def _settle() -> None:
    """Let what follows in later turns of the event loop be done: lists, status bar, the form."""
    for _ in range(6):
        app().processEvents()


def _bare() -> ArticleView:
    from annotator.ui.editor.view import ArticleView  # noqa: PLC0415 - after the application

    bare = ArticleView()
    bare.resize(824, 777)
    bare.show()
    app().processEvents()
    return bare


def _lay_out(bare: ArticleView, text: str) -> None:
    """Lay a text out and paint it, without anything on it."""
    from annotator.ui.editor.display import DisplayText  # noqa: PLC0415 - after the application
    from annotator.ui.editor.folding import Folds  # noqa: PLC0415 - as above
    from annotator.ui.editor.mark_index import MarkIndex  # noqa: PLC0415 - as above
    from annotator.ui.editor.scene import Scene  # noqa: PLC0415 - as above
    from annotator.ui.editor.styles import Paragraphs  # noqa: PLC0415 - as above

    display = DisplayText(text)
    paragraphs = Paragraphs(display, ())
    marks = MarkIndex(display.starts, [])
    bare.show_scene(Scene(display, paragraphs, Folds(display, paragraphs), marks))
    bare.viewport().repaint()
