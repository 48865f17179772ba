"""Agreement on hundreds of labels: the cards show those that have most to tell, and say so."""

from __future__ import annotations

from itertools import pairwise

import pytest
from pytestqt.qtbot import QtBot

from annotator.model.agreement import Measure
from annotator.model.listing import LabelOutline
from annotator.ui.panels.agreement.confusion import ConfusionCard
from annotator.ui.panels.agreement.kinds import KindsCard
from annotator.ui.panels.agreement.labels import LabelsCard
from annotator.ui.panels.agreement.reading import MOST_ROWS, Reading
from tests.ui.agreement_report import agreement_report


@pytest.fixture
def reading() -> Reading:
    """Give a report on three hundred labels; the later one is named, the more there is of it."""
    report = agreement_report()
    keys = [f"l{number}" for number in range(300)]
    measures = (Measure("unitizing_alpha", key, report.annotators, 0.5, 3) for key in keys)
    report = report._replace(
        measures=tuple(measures),
        kinds_by_label={None: {"same": 9}, **{key: {"same": int(key[1:])} for key in keys}},
        confusion={(one, other): int(one[1:]) for one, other in pairwise(keys)},
    )
    labels = [LabelOutline(key, key.upper(), "green", "dots", "", "", False, ()) for key in keys]
    return Reading(report, labels, "unitizing_alpha", "edges")


def test_bars_of_kinds_are_those_of_the_labels_with_most_pairs(
    reading: Reading, qtbot: QtBot
) -> None:
    card = KindsCard()
    qtbot.addWidget(card)
    card.show_reading(reading)
    names = [bar.part.name for bar in card.bars.bars]
    assert names == ["All labels", *(f"L{300 - at}" for at in range(1, MOST_ROWS + 1))]


def test_labels_without_a_bar_are_said_to_have_none(reading: Reading, qtbot: QtBot) -> None:
    card = LabelsCard()
    qtbot.addWidget(card)
    card.show_reading(reading)
    assert len(card.bars.rows) == MOST_ROWS + 1
    assert card.bars.left_out == 300 - MOST_ROWS
    assert card.about.text().endswith(f", the {MOST_ROWS} labels with most pairs")
    card.show_reading(Reading(reading.report, reading.labels[:5], "unitizing_alpha", "edges"))
    assert len(card.bars.rows) == 6
    assert "most pairs" not in card.about.text()


def test_labels_that_differ_most_stand_against_each_other(reading: Reading, qtbot: QtBot) -> None:
    card = ConfusionCard()
    qtbot.addWidget(card)
    card.show_reading(reading)
    grid = card.grid
    assert len(grid.cells) == 16 * 17 // 2 + 16
    assert grid.left_out == 300 - 16
    assert grid._columns == [f"l{number}" for number in range(283, 299)]
    assert card.about.text().endswith("; the 16 labels that differ most")
