"""The rows of relations in the form."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from pytestqt.qtbot import QtBot

from annotator.ui.panels.form.relations import RelationRows


def test_the_offer_of_a_first_link_has_a_row_of_its_own(qtbot: QtBot) -> None:
    rows = RelationRows()
    qtbot.addWidget(rows)
    assert rows.show_rows([], linkable=True)
    rows.resize(rows.sizeHint())
    rows.show()
    assert rows.link.isVisible()
    assert rows.sizeHint().height() > rows.link.height() > 0
    assert rows.rect().contains(QRect(rows.link.mapTo(rows, QPoint()), rows.link.size()))
    assert not rows.show_rows([], linkable=True)
