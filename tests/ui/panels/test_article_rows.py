"""The rows of the list of articles: painted from the leading edge, folded by the arrow keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.model.listing import ArticleView
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.panels.article_list import ArticleList


@pytest.fixture
def panel(hub: Hub, project: Project, qtbot: QtBot) -> ArticleList:
    ids = [project.import_text(f"Fire {n}\n\nText {n}.").id for n in range(4)]
    project.details.change(ids[:2], {"outlet": "Andes Wire"})
    project.corpus.set_flag(ids[:1], "check")
    project.reviewing.comment(ids[0], "A note.")
    made = ArticleList(hub, Desk(hub))
    qtbot.addWidget(made)
    made.resize(272, 600)
    made.model.read_again()
    made.show()
    return made


def _painted(panel: ArticleList, box: QRect) -> int:
    """Count the colours of a part of the list: more than one, and something is there."""
    image: QImage = panel.view.viewport().grab(box).toImage()
    return len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())})


def test_rows_are_mirrored_where_one_reads_from_the_right(panel: ArticleList) -> None:
    width = panel.view.viewport().width()
    row = panel.view.visualRect(panel.model.index(1))
    leading = QRect(16, row.y() + 4, 20, row.height() - 8)
    assert _painted(panel, leading) > 2
    panel.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert _painted(panel, leading.translated(width - 52, 0)) > 2
    assert _painted(panel, QRect(0, row.y() + 4, 12, 12)) == 1


def test_arrows_fold_in_the_direction_of_reading(panel: ArticleList) -> None:
    panel.look_at(ArticleView(grouping="outlet"))
    view, model = panel.view, panel.model
    assert model.rowCount() == 6
    for direction, close, opens in (
        (Qt.LayoutDirection.LeftToRight, Qt.Key.Key_Left, Qt.Key.Key_Right),
        (Qt.LayoutDirection.RightToLeft, Qt.Key.Key_Right, Qt.Key.Key_Left),
    ):
        panel.setLayoutDirection(direction)
        view.setCurrentIndex(model.index(1))
        QTest.keyClick(view, close)
        assert model.rowCount() == 4
        assert view.currentIndex().row() == 0
        QTest.keyClick(view, opens)
        assert model.rowCount() == 6


def test_a_line_says_how_the_list_is_looked_at(panel: ArticleList) -> None:
    assert not panel._line.isVisible()
    panel.look_at(ArticleView(sorting="length", backwards=True, grouping="month"))
    assert panel._line_words.text() == "By month · shortest first"
    panel._plain.click()
    assert not panel._line.isVisible()
    panel.look_at(ArticleView(showing="retired"))
    assert panel._line_words.text() == "Retired"
    assert panel._stack.currentWidget() is panel._none_match
