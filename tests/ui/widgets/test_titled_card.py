"""Cards beside each other have their titles in one line."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.look import metrics
from annotator.ui.widgets.titled_card import TitledCard


def _title_at(qtbot: QtBot, aside: int | None) -> float:
    """Give the height at which the middle of a title lies; ``aside`` is how high a button is."""
    button = None
    if aside is not None:
        button = QWidget()
        button.setFixedSize(80, aside)
    card = TitledCard("Pace", "annotations a week", button)
    card.set_body(QWidget())
    qtbot.addWidget(card)
    card.resize(400, 200)
    card.show()
    return card.title.geometry().center().y()


@pytest.mark.parametrize("aside", [metrics.SEGMENT, metrics.ICON_BUTTON, metrics.CONTROL])
def test_titles_stand_in_one_line(qtbot: QtBot, aside: int) -> None:
    assert _title_at(qtbot, aside) == _title_at(qtbot, None)
