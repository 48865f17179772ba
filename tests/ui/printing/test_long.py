"""What is very long on paper: a paragraph in parts, an annotation of the whole article."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.app.printout import printout
from annotator.ui.printing.document import Document, document_of, prepare
from annotator.ui.printing.paper import theme
from annotator.ui.printing.record import Record
from annotator.ui.printing.rule import Rule
from annotator.ui.printing.text_item import TextItem

_WIDTH = 900.0


def _document(folder: Path, text: str, *spans: tuple[int, int]) -> Document:
    with Project.create(folder / "Long.annot", annotator="Olena") as project:
        article = project.import_text(text)
        for start, end in spans:
            project.annotate(article.id, start, end, "figure")
        return document_of(prepare(printout(project, article.id, ["Olena"])))


def test_the_parts_of_a_paragraph_follow_each_other(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    text = "قال الوزير، " + "北京市，" * 4_001
    items = list(_document(tmp_path, text).grow())
    rule = next(at for at, item in enumerate(items) if isinstance(item, Rule))
    parts = [item for item in items[rule:] if isinstance(item, TextItem)]
    assert len(parts) > 4
    assert [part.before > 0 for part in parts] == [True] + [False] * (len(parts) - 1)
    # The last line, a short one, begins at the side on which the paragraph does.
    image = QImage(round(_WIDTH), 100, QImage.Format.Format_RGB32)
    image.fill(theme().base)
    painter = QPainter(image)
    parts[-1].paint(painter, _WIDTH, 0, len(parts[-1].heights(_WIDTH)) - 1, 1)
    painter.end()
    ground = theme().base.rgb()
    inked = [
        x
        for x in range(image.width())
        if any(image.pixel(x, y) != ground for y in range(image.height()))
    ]
    assert inked[0] > 100
    assert inked[-1] > _WIDTH - 20


def test_the_words_of_a_very_long_annotation_are_not_printed_twice(
    qtbot: QtBot, tmp_path: Path
) -> None:
    del qtbot
    text = "The dam held. " * 20_000
    items = list(_document(tmp_path, text.strip(), (0, 200_000), (0, 12)).grow())
    long, short = sorted(
        (sum(item.heights(_WIDTH)) for item in items if isinstance(item, Record)), reverse=True
    )
    assert short < long < 100 * short
