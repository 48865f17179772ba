"""Colours as people see them: the card that paints them, and which two the page calls alike."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.model.scheme import COLOURS, Label, Scheme
from annotator.ui.look import label_colours, set_mode
from annotator.ui.panels.scheme.effects import free_colour, nearest_pair
from annotator.ui.panels.scheme.sight_card import SightCard


def _scheme(*colours: str) -> Scheme:
    return Scheme(
        labels=tuple(
            Label(key=f"l{number}", name=f"Label {number} 🇺🇦", colour=colour)
            for number, colour in enumerate(colours)
        )
    )


@pytest.fixture
def card(qtbot: QtBot) -> SightCard:
    """Give the card, 280 pixels wide."""
    made = SightCard()
    qtbot.addWidget(made)
    made.resize(280, made.sizeHint().height())
    made.show()
    return made


def test_it_names_the_nearest_two_for_all_eyes(card: SightCard) -> None:
    card.show_scheme(_scheme("#b05050", "#5f7a2e", "#003aba"))
    told = card.accessibleDescription().split(". ")
    assert told[0].startswith("Everybody: Label ")
    assert told[0].endswith(" are nearest")
    assert told[2] == "Without green: Label 0 🇺🇦 and Label 1 🇺🇦 look alike"
    assert len(told) == 4


def test_red_is_painted_as_who_sees_no_green_sees_it(card: SightCard) -> None:
    card.show_scheme(_scheme("#ff0000", "#0000ff"))
    picture = card.grab().toImage()
    there = {
        picture.pixelColor(x, y).name() for x in range(0, 280, 2) for y in range(card.height())
    }
    assert {"#ff0000", "#a39000"} <= there


def test_one_colour_has_no_card_and_a_retired_label_no_circle(card: SightCard) -> None:
    card.show_scheme(_scheme("purple"))
    assert not card.isVisible()
    one, two = _scheme("purple", "green").labels
    card.show_scheme(Scheme(labels=(one, two.model_copy(update={"retired": True}))))
    assert not card.isVisible()
    card.show_scheme(_scheme("purple", "purple", "green"))
    assert card.isVisible()


def test_more_colours_than_there_is_room_for_are_counted(card: SightCard) -> None:
    card.show_scheme(
        _scheme(*COLOURS, *(f"#{number:06x}" for number in range(0, 4_000_000, 9_999)))
    )
    assert not card.grab().isNull()
    card.resize(60, card.height())
    assert not card.grab().isNull()


def test_another_theme_has_other_colours(card: SightCard, qapp: QApplication) -> None:
    set_mode("light", qapp)
    card.show_scheme(_scheme("purple", "green"))
    before = label_colours("purple").line.name()
    set_mode("dark", qapp)
    assert label_colours("purple").line.name() != before
    picture = card.grab().toImage()
    there = {picture.pixelColor(x, y).name() for x in range(280) for y in range(60)}
    set_mode("light", qapp)
    assert before not in there


def test_colours_are_judged_in_both_themes(project: Project) -> None:
    pair, _ = nearest_pair(project.scheme)
    assert pair is not None
    assert pair.distance > 38
    free = free_colour(project.scheme)
    assert free in COLOURS
    assert free not in {one.colour for one in project.scheme.labels}
    alone = project.scheme.model_copy(update={"labels": project.scheme.labels[:1]})
    assert nearest_pair(alone) == (None, "")


def test_labels_whose_lines_are_alike_too_are_told_first() -> None:
    scheme = Scheme(
        labels=(
            Label(key="a", colour="red", pattern="solid"),
            Label(key="b", colour="red", pattern="dots"),
            Label(key="c", colour="#b05050", pattern="dashes"),
            Label(key="d", colour="#5f7a2e", pattern="dashes"),
        )
    )
    pair, _ = nearest_pair(scheme)
    assert pair is not None
    assert (pair.one, pair.other) == ("c", "d")
    told_apart = scheme.model_copy(update={"labels": scheme.labels[:3]})
    pair, _ = nearest_pair(told_apart)
    assert pair is not None
    assert (pair.one, pair.other) == ("a", "b")
