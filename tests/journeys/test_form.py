"""The form by keyboard: values typed, chosen, proposed and offered again, each saved and undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from annotator import Project
from annotator.ui.look import label_colours, look
from annotator.ui.panels.form.figure_edit import FigureEdit
from annotator.ui.widgets.tray import Tray

from .articles import project_of
from .conftest import Start
from .eye import is_like
from .hand import Hand

FIGURES = [
    ("2,400 people", 1, {"value": 2400, "unit": "people", "approximation": "exact"}),
    ("48 centimetres", 0, {"value": 48, "unit": "cm", "approximation": "exact"}),
    ("at least a metre", 0, {"value": 1, "unit": "m", "approximation": "at-least"}),
    ("about 600\u00a0km²", 0, {"value": 600, "unit": "km²", "approximation": "about"}),
    ("310 cubic metres", 0, {"value": 310, "unit": "m³", "approximation": "exact"}),
    (
        "between €3,000 and €4,000",
        0,
        {"low": 3000, "high": 4000, "unit": "EUR", "approximation": "between"},
    ),
    ("$3.5bn", 0, {"value": 3_500_000_000, "unit": "USD", "approximation": "exact"}),
    ("under 2 per cent", 0, {"value": 2, "unit": "%", "approximation": "at-most"}),
    ("14 cracks", 0, {"value": 14, "unit": "cracks", "approximation": "exact"}),
    ("eleven times", 0, {"value": 11, "unit": "times", "approximation": "exact"}),
]


def _values(hand: Hand, words: str = "", nth: int = 0) -> dict[str, Any]:
    """Read the values of an annotation from the file: the selected one, or that of some words."""
    with Project.open(hand.path, read_only=True) as project:
        if not words:
            mark = hand.window.desk.active
            assert mark is not None
            return project.annotating.get(mark.id).attributes
        found = [one for one in project.annotations() if one.quote == words]
        return found[nth].attributes


def _steps(path: Path) -> list[str]:
    with Project.open(path, read_only=True) as project:
        return [one.title for one in project.history() if one.state == "done"]


def test_ten_figures_by_keys(start: Start, tmp_path: Path) -> None:
    """Tagged with a digit; Enter shows what the words say, Enter takes it. Undo takes each back."""
    hand = start(project_of(tmp_path))
    for words, nth, expected in FIGURES:
        hand.select(words, nth)
        before = hand.actions
        hand.press("3", "Return")
        assert hand.focus() == "Figure in one line"
        hand.press("Return")
        if hand.focus() == "Figure in one line":
            # “a metre” is no number to the program: it is typed.
            hand.type("at least 1 m")
            hand.press("Return")
        else:
            assert hand.actions - before == 3
        assert hand.focus() == "Article text", words
        assert _values(hand) == expected, words
    assert len(hand.tags()) == len(FIGURES)
    for _ in FIGURES:
        before = len(hand.tags())
        hand.press("Ctrl+Z")
        assert _values(hand) == {}
        hand.press("Ctrl+Z")
        assert len(hand.tags()) == before - 1
    assert hand.tags() == []


def test_a_source_and_a_place_by_keys(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path))
    hand.select("Ilse Marchetti")
    hand.press("1", "Return")
    assert hand.focus() == "Kind"
    hand.press("1", "Return")
    hand.type("chief engineer")
    hand.press("Return")
    hand.type("water board")
    hand.press("Return", "Return")
    assert hand.focus() == "Refers to"
    hand.press("Return")
    assert hand.focus() == "Article text"
    assert _values(hand) == {
        "kind": "named-person",
        "role": "chief engineer",
        "affiliation": "water board",
    }
    assert hand.actions < 120

    # What was typed before is offered, and one key takes all that the same words had.
    hand.select("She")
    hand.press("1", "Return", "7", "Return")
    hand.type("ch")
    hand.wait(lambda: hand.offered("Typed before") == ["chief engineer"])
    hand.press("Down", "Return", "Esc")
    assert _values(hand) == {"kind": "pronoun", "role": "chief engineer"}
    hand.press("Return", "Tab", "Tab", "Tab", "Tab")
    assert hand.focus() == "Refers to"
    hand.type("ilse")
    hand.press("Return", "Return")
    with Project.open(hand.path, read_only=True) as project:
        named, meant = project.annotations()
        assert meant.attributes["refers_to"] == named.id

    hand.select("Kamenica")
    hand.press("2", "Return", "Tab")
    hand.type("Kamenica")
    hand.press("Return")
    hand.type("XX")
    hand.press("Return")
    hand.type("50.125")
    hand.press("Return", "Esc")
    values = {"name": "Kamenica", "country": "XX", "latitude": 50.125}
    assert _values(hand) == values
    hand.select("Kamenica", 1)
    hand.press("2", "Ctrl+D")
    hand.wait(lambda: _values(hand) == values)
    assert hand.focus() == "Article text"
    hand.wait(lambda: hand.status()[0] == "Taken: 3 values, as before.")
    # In a field the keys mean the same; in some line edits they delete.
    hand.press("Ctrl+Z")
    assert _values(hand) == {}
    hand.press("Return", "Tab")
    assert hand.focus() == "Name"
    hand.press("Ctrl+U", "Ctrl+D")
    hand.wait(lambda: _values(hand) == values)
    with Project.open(hand.path, read_only=True) as project:
        assert [one.certainty for one in project.annotations() if one.attributes == values] == [
            "sure",
            "unsure",
        ]


def test_several_are_filled_in_at_once(start: Start, tmp_path: Path) -> None:
    path = project_of(
        tmp_path, tags=[("figure", "85 goats"), ("figure", "14 cracks"), ("source", "Pavel Dusek")]
    )
    hand = start(path)
    hand.click_row(hand.window.tagging.annotations.view, "85 goats")
    hand.click_row(
        hand.window.tagging.annotations.view, "14 cracks", Qt.KeyboardModifier.ControlModifier
    )
    assert len(hand.window.desk.selected) == 2
    before = len(_steps(path))
    unit = hand.find(QLineEdit, "Value")
    hand.click(unit)
    hand.type("7")
    hand.press("Return")
    assert [_values(hand, words) for words in ("85 goats", "14 cracks")] == [{"value": 7}] * 2
    assert len(_steps(path)) == before + 1
    hand.press("Esc")
    hand.press("Ctrl+Z")
    assert [_values(hand, words) for words in ("85 goats", "14 cracks")] == [{}, {}]


def test_what_another_program_writes_does_not_take_what_is_typed(
    start: Start, tmp_path: Path
) -> None:
    path = project_of(tmp_path, tags=[("source", "Pavel Dusek")])
    hand = start(path)
    hand.press("Tab", "Return", "Tab")
    assert hand.focus() == "Role"
    hand.type("mayor of o")
    with Project.open(path, "Olena") as project:
        (one,) = project.annotations()
        project.update(one.id, attributes={"role": "mayor", "affiliation": "Orlova"})
    hand.window.hub.look()
    hand.settle()
    assert hand.find(QPlainTextEdit, "Role").toPlainText() == "mayor of o"
    hand.type("rlova")
    hand.press("Return")
    assert _values(hand) == {"role": "mayor of orlova", "affiliation": "Orlova"}

    # It goes while one types: what was typed is told.
    hand.type("city hall")
    with Project.open(path, "Olena") as project:
        project.delete(project.annotations()[0].id)
    hand.window.hub.look()
    hand.wait(lambda: "city hall" in hand.message())
    hand.click("Close the message")


def test_a_project_that_is_only_read(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project_of(tmp_path, tags=[("figure", "85 goats")])
    with Project.open(path, "Olena") as project:
        project.update(project.annotations()[0].id, attributes={"value": 85})
    opened = Project.open

    def only_read(*given: Any, **how: Any) -> Project:
        return opened(*given, **{**how, "read_only": True})

    # File modes stop nobody who may do everything, as in a container.
    monkeypatch.setattr(Project, "open", only_read)
    hand = start(path)
    hand.press("Tab", "Return")
    assert hand.focus() == "What to do with it"
    line = hand.find(FigureEdit)
    assert (line.text(), line.isReadOnly()) == ("85", True)
    hand.press("Ctrl+U", "Ctrl+D", "Esc")
    assert _values(hand, "85 goats") == {"value": 85}


def test_nasty_words_are_kept_as_they_are(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=[("source", "Pavel Dusek")]))
    hand.press("Tab", "Return", "Tab")
    words = "мер 🇺🇦 👩‍👩‍👧 e\u0301\u00a0\u2009x\u2028y العمدة ١٢"
    QApplication.clipboard().setText(words)
    hand.press("Ctrl+V", "Return", "Esc")
    with Project.open(hand.path, read_only=True) as project:
        (one,) = project.annotations()
        assert one.attributes["role"].replace("é", "e\u0301") == words
    hand.press("Esc", "Tab", "Return", "Tab")
    hand.press("End", "Shift+Return")
    hand.type("z")
    hand.press("Return")
    assert _values(hand)["role"].endswith("١٢\nz")


def test_how_it_is_painted(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=[("figure", "about 600\u00a0km²")]))
    hand.window.frame.resize(1440, 900)
    hand.press("Tab", "Return", "Return")
    line = hand.find(FigureEdit)
    picture = hand.picture(line)
    orange = label_colours("orange").line
    colours = [picture.pixelColor(x, 32) for x in range(picture.width())]
    assert sum(is_like(one, orange) for one in colours) > 60
    hand.press("Return")
    hand.type("60o")
    picture = hand.picture(line)
    assert is_like(picture.pixelColor(picture.width() // 2, 1), look().danger)
    hand.press("Esc", "Esc")
    assert line.text() == "~ 600 km²"
    # Unsure, by mouse, and again by keys.
    (tray,) = hand.all(Tray, "Certainty")
    hand.click(tray, at=QPoint(tray.sizeHint().width() - 20, 14))
    with Project.open(hand.path, read_only=True) as project:
        assert project.annotations()[0].certainty == "unsure"
    hand.press("Ctrl+U")
    with Project.open(hand.path, read_only=True) as project:
        assert project.annotations()[0].certainty == "sure"


def test_marked_to_be_discussed(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=[("figure", "85 goats")]))
    hand.press("Tab", "D")
    assert hand.focus() == "What should be discussed?"
    hand.type("how many is it?")
    hand.press("Return")
    with Project.open(hand.path, read_only=True) as project:
        (comment,) = project.reviewing.comments(asking=True)
        assert (comment.text, comment.act) == ("how many is it?", "ask")
    hand.wait(hand.window.tagging.form.is_asking)
    hand.press("D")
    with Project.open(hand.path, read_only=True) as project:
        assert project.reviewing.comments() == []


def test_a_small_window(start: Start, tmp_path: Path) -> None:
    """List or form, chosen by tabs; where the panel lies over the text, Esc puts it away."""
    hand = start(project_of(tmp_path, tags=[("figure", "85 goats")]))
    hand.window.frame.resize(900, 600)
    hand.press("Tab", "Return")
    panel = hand.window.tagging.panel
    assert panel.tabs.current() == 1
    assert hand.focus() == "Figure in one line"
    hand.press("Return")
    hand.window.frame.resize(740, 500)
    hand.settle()
    assert not panel.isVisible()
    hand.view.setFocus()
    hand.press("Return")
    assert panel.isVisible()
    assert hand.focus() == "Figure in one line"
    hand.press("Esc")
    hand.settle()
    assert not panel.isVisible()
    assert hand.focus() == "Article text"


def test_what_is_typed_is_saved_when_the_window_closes(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path, tags=[("source", "Pavel Dusek")])
    hand = start(path)
    hand.press("Tab", "Return", "Tab")
    hand.type("mayor")
    hand.close()
    with Project.open(path, read_only=True) as project:
        assert project.annotations()[0].attributes == {"role": "mayor"}


def test_the_label_of_several_is_changed_and_they_are_removed(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path, tags=[("figure", "85 goats"), ("location", "Orlova")])
    hand = start(path)
    hand.press("Tab", "Ctrl+Shift+A")
    hand.click("Label: 2 labels")
    hand.choose("Source")
    assert hand.tags() == [("source", "Orlova"), ("source", "85 goats")]
    hand.click("What to do with it")
    hand.choose("Remove 2 annotations")
    assert hand.tags() == []
    hand.press("Ctrl+Z", "Ctrl+Z")
    assert hand.tags() == [("location", "Orlova"), ("figure", "85 goats")]


def test_relations_from_the_form(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path, tags=[("source", "Tomas Rehak"), ("figure", "85 goats")])
    with Project.open(path, "Olena") as project:
        source, figure = project.annotations()
        project.relate(source.id, "says", figure.id)
    hand = start(path)
    hand.press("Tab")
    assert hand.active() == ("source", "Tomas Rehak")
    hand.click("Figure: 85 goats")
    assert hand.active() == ("figure", "85 goats")
    hand.press("Return")
    hand.walk_to("Source: Tomas Rehak")
    hand.press("Del")
    with Project.open(path, read_only=True) as project:
        assert project.relations() == []
    hand.press("Esc", "Ctrl+Z")
    with Project.open(path, read_only=True) as project:
        assert len(project.relations()) == 1


def test_very_many_are_filled_in_beside_the_window(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path)
    with Project.open(path, "Olena") as project:
        article = next(project.articles())
        length = len(article.text)
        spans = [(article.id, at, at + 2) for at in range(0, length - 2, 4)]
        made = project.bulk.tag(spans, "figure").made
    assert made > 600
    hand = start(path)
    hand.press("Tab", "Ctrl+Shift+A", "Return")
    hand.walk_to("Unit")
    hand.type("letters")
    hand.press("Return")
    hand.wait(lambda: "Edit" in _steps(path)[0])
    hand.wait(lambda: hand.window.desk.active is not None)
    with Project.open(path, read_only=True) as project:
        assert {one.attributes["unit"] for one in project.annotations()} == {"letters"}
    hand.press("Esc", "Ctrl+Z")
    with Project.open(path, read_only=True) as project:
        assert {len(one.attributes) for one in project.annotations()} == {0}


def test_the_form_counts_what_came_meanwhile(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path, tags=[("figure", "85 goats")])
    hand = start(path)
    hand.press("Tab")
    place = hand.window.tagging.form.head.place
    assert place.text() == "1 of 1"
    with Project.open(path, "Olena") as project:
        article = next(project.articles())
        project.annotate(article.id, 0, 3, "source")
    hand.window.hub.look()
    hand.wait(lambda: place.text() == "2 of 2")
