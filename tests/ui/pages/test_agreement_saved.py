"""The cards of the agreement page as pictures and tables."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from lxml import etree
from PySide6.QtCore import Qt

from annotator.model.agreement import AgreementReport
from annotator.ui.look import LEFT, text_width
from annotator.ui.pages.agreement import AgreementPage
from annotator.ui.panels.agreement import labels, matrix
from annotator.ui.panels.agreement.disguise import Disguise
from annotator.ui.panels.agreement.reading import decimal
from annotator.ui.verbs.charts import painted


def test_a_table_says_what_its_card_shows(page: AgreementPage, report: AgreementReport) -> None:
    for card in page.charts():
        heads, *rows = card.table()
        assert rows
        assert {len(row) for row in rows} == {len(heads)}
    names = report.annotators
    cells = page.matrix.grid.cells
    assert [(row[0], row[1]) for row in page.matrix.table()[1:]] == list(combinations(names, 2))
    for one, other, value, low, high, pairs, differ in page.matrix.table()[1:]:
        cell = cells[names.index(str(other)), names.index(str(one))]
        assert cell.number == (decimal(value) if isinstance(value, float) else "–")
        assert low == high == "" or low <= value <= high  # type: ignore[operator]
        assert 0 <= differ <= pairs  # type: ignore[operator]
    by_label = {row[0]: row[1:] for row in page.labels.table()[1:]}
    assert set(by_label) == {row.name for row in page.labels.bars.rows}
    for row in page.labels.bars.rows:
        assert row.value.text() == decimal(float(by_label[row.name][0]))  # type: ignore[arg-type]
        assert row.pairs.text() == f"{by_label[row.name][-1]:,}"
    every, *parts = page.kinds.table()[1:]
    assert [sum(column) for column in list(zip(*parts, strict=True))[1:]] == list(every[1:])
    confused = page.confusion.table()[1:]
    assert sum(int(str(row[2])) for row in confused) == sum(report.confusion.values())
    # Without an order, two labels stand in one row only.
    assert len({frozenset(row[:2]) for row in confused}) == len(confused)


def test_a_table_follows_how_the_card_is_parted(page: AgreementPage) -> None:
    page.kinds.switch.segment(1).click()
    assert page.kinds.table()[0][0] == "two people"
    page.kinds.switch.segment(2).click()
    assert page.kinds.table()[0][0] == "outlet"
    page.labels.switch.segment(1).click()
    assert page.labels.table()[0] == ("week", "agreement", "pairs")


def test_a_table_has_other_names_while_they_are_hidden(page: AgreementPage) -> None:
    assert page.report is not None
    people = page.report.annotators
    page.set_disguise(Disguise({name: str(at) for at, name in enumerate(people, 1)}))
    page.kinds.switch.segment(1).click()
    said = [str(one) for card in page.charts() for row in card.table() for one in row]
    assert not [one for one in said for name in people if name in one]


def test_a_picture_of_a_card_is_without_its_button(page: AgreementPage) -> None:
    for card in page.charts():
        assert card.title.text() in "".join(etree.fromstring(painted(card, "svg")).itertext())
        assert painted(card, "png").startswith(b"\x89PNG")
        assert card.save.isVisible()


def test_words_side_by_side_stand_on_one_line(
    page: AgreementPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    heights: dict[str, Qt.AlignmentFlag] = {}

    def note(*given: Any) -> float:
        text = given[2]
        heights[text] = (given[5] if len(given) > 5 else LEFT) & Qt.AlignmentFlag.AlignVertical_Mask
        return text_width(text, given[3])

    for module in (matrix, labels):
        monkeypatch.setattr(module, "paint_text", note)
    page.grab()
    assert {"0.50", "0.80", "tentative", "reliable"} <= heights.keys()
    assert set(heights.values()) == {Qt.AlignmentFlag.AlignVCenter}
