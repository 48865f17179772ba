"""A codebook made by keyboard, used, changed, undone, and taken to another project."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from annotator import Project
from annotator.app.scheming.scheming import Schemes
from annotator.model.scheme import Scheme
from annotator.ui.panels.scheme.draft import Subject
from annotator.ui.verbs import scheming

from .codebook import flooded, labels_of, open_scheme, painted, rename, tagged, type_label
from .conftest import Dialogs, Start
from .sight import rows_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a project of Olena's with one article."""
    return flooded(tmp_path)


def test_a_codebook_by_keyboard(start: Start, path: Path, tmp_path: Path, dialogs: Dialogs) -> None:
    hand = start(path)
    page = open_scheme(hand)
    assert hand.focus() == "Labels"
    for name in ("Weapon", "Boat", "Official", "Ship", "Damage"):
        type_label(hand, name, f"{name}s that are named.")
    assert [row.split(",")[0] for row in rows_of(page.things.labels)] == [
        "Source", "Location", "Figure", "Weapon", "Boat", "Official", "Ship", "Damage",
    ]  # fmt: skip
    assert "Weapon, key 4, 0 annotations" in rows_of(page.things.labels)

    # An attribute with three values, required.
    page.draft.look_at(Subject("label", "weapon"))
    hand.walk_to("Add an attribute")
    hand.press("Return")
    hand.type("Kind of weapon")
    hand.walk_to("Value 1")
    for value in ("drone", "missile", "rifle"):
        hand.type(value)
        hand.press("Return")
    hand.press("Ctrl+Return")
    weapon = page.draft.scheme.label("weapon")
    assert [one.name for one in weapon.attributes] == ["Kind of weapon"]
    hand.walk_to("Attributes")
    hand.press("Home", "Space")
    assert page.draft.scheme.label("weapon").attributes[0].required

    # Everything is saved as one version.
    assert "6 changes not saved as a version" not in hand.status()
    hand.press("Ctrl+S")
    assert "Saved version 2 of the scheme" in hand.status()
    assert labels_of(path)["weapon"] == "Weapon"
    assert not page.save.isEnabled()

    # Back in the text they are used.
    hand.press("Escape", "Escape")
    assert hand.mode() == "tag"
    for words, digit in (("three drones", "4"), ("two boats", "5"), ("Mykolaiv", "2")):
        hand.select(words)
        hand.press(digit)
    hand.select("١٢ قاربا")
    hand.press("7")
    assert tagged(path) == [
        ("weapon", "three drones"), ("location", "Mykolaiv"), ("boat", "two boats"),
        ("ship", "١٢ قاربا"),
    ]  # fmt: skip

    # One key makes an example of the selected one, another one of what to leave.
    hand.go_to("drones")
    hand.press("Tab")
    hand.click_word("drones")
    hand.press("+")
    assert "Now an example of Weapon" in hand.status()
    with Project.open(path, read_only=True) as project:
        (words,) = project.scheme.label("weapon").examples.tag
        assert "[[three drones]]" in words

    # Renamed, merged, retired: the data goes along, in one step.
    page = open_scheme(hand)
    page.draft.look_at(Subject("label", "weapon"))
    hand.press("Return")
    assert hand.focus() == "Name"
    hand.type("Arms")
    hand.press("Escape")
    page.draft.look_at(Subject("label", "ship"))
    hand.walk_to("More about the scheme")
    hand.press("Return")
    hand.choose("Merge into another label…")
    hand.press("Home", "Down", "Down", "Down", "Down", "Return")
    assert page.draft.scheme.label("ship").merged_into == "boat"
    page.draft.look_at(Subject("label", "damage"))
    page.things.labels.setFocus()
    hand.press("Delete")
    assert page.draft.scheme.label("damage").retired
    hand.wait(lambda: any("are read as" in one.text or "is read as" in one.text
                          for one in page.effects.lines))  # fmt: skip
    told = [line.text for line in page.effects.lines]
    assert "One annotation of “Ship” is read as “Boat”." in [
        text[:1].upper() + text[1:] for text in told
    ]
    assert "“Weapon” is now called “Arms”." in told
    hand.press("Ctrl+S")
    assert ("boat", "١٢ قاربا") in tagged(path)
    hand.press("Escape", "Escape")
    assert hand.mode() == "tag"
    assert painted(hand) == {"weapon", "boat", "location"}

    # One undo takes all of it back, one redo brings it again.
    hand.press("Ctrl+Z")
    assert ("ship", "١٢ قاربا") in tagged(path)
    assert labels_of(path)["weapon"] == "Weapon"
    assert painted(hand) == {"weapon", "boat", "location", "ship"}
    hand.press("Ctrl+Shift+Z")
    assert labels_of(path)["weapon"] == "Arms"

    # Written to a file, and taken over by another project.
    page = open_scheme(hand)
    file = tmp_path / "codebook.json"
    dialogs.answer(file)
    hand.walk_to("More about the scheme")
    hand.press("Return")
    hand.choose("Write the scheme to a file…")
    written = json.loads(file.read_text())
    assert [one["key"] for one in written["labels"]][3:] == [
        "weapon", "boat", "official", "ship", "damage",
    ]  # fmt: skip
    hand.close()

    other = tmp_path / "Other.annot"
    with Project.create(other, annotator="Olena") as project:
        article = project.import_text("Two boats came.")
        project.annotate(article.id, 0, 9, "figure")
    hand = start(other)
    page = open_scheme(hand)
    dialogs.answer(file)
    hand.walk_to("More about the scheme")
    hand.press("Return")
    hand.choose("Take over a scheme from a file…")
    hand.choose("Put it in place of the scheme")
    assert "“Arms” is new" in " ".join(line.text for line in page.effects.lines)
    hand.press("Ctrl+S")
    assert labels_of(other)["weapon"] == "Arms"
    assert tagged(other) == [("figure", "Two boats")]
    assert QApplication.activeModalWidget() is None


def test_leaving_asks_and_nothing_is_lost(start: Start, path: Path) -> None:
    hand = start(path)
    page = open_scheme(hand)
    rename(hand, page, "figure", "Number")
    assert page.things.labels.hasFocus()

    # Esc asks; Esc again goes on changing.
    hand.press("Escape")
    assert hand.mode() == "scheme"
    hand.press("Escape")
    assert hand.mode() == "scheme"
    assert page.draft.dirty

    # Undo takes back the step of the draft, not the last one of the project.
    hand.press("Ctrl+Z")
    assert not page.draft.dirty
    assert hand.articles()
    hand.press("Ctrl+Shift+Z")
    assert page.draft.scheme.label("figure").name == "Number"

    # The window is closed without an answer: the draft is there again the next time.
    hand.close()
    assert labels_of(path)["figure"] == "Figure"
    hand = start(path)
    page = open_scheme(hand)
    assert page.draft.scheme.label("figure").name == "Number"
    assert "not save" in hand.message()
    hand.press("Escape", "Ctrl+Return")
    assert hand.mode() == "tag"
    assert labels_of(path)["figure"] == "Number"
    hand.close()
    hand = start(path)
    page = open_scheme(hand)
    assert not page.draft.dirty


def test_rows_are_dragged_and_nested(start: Start, path: Path) -> None:
    hand = start(path)
    page = open_scheme(hand)
    view = page.things.labels

    def place(row: int) -> QPoint:
        return view.viewport().mapToGlobal(view.visualRect(view.model().index(row, 0)).center())

    hand.drag(place(2), place(0))
    assert [one.key for one in page.draft.scheme.labels] == ["figure", "source", "location"]
    page.draft.look_at(Subject("label", "location"))
    view.setFocus()
    hand.press("Alt+Up")
    assert [one.key for one in page.draft.scheme.labels] == ["figure", "location", "source"]
    hand.press("Alt+Right")
    assert page.draft.scheme.label("location").parent == "figure"
    assert rows_of(view)[1].endswith("under Figure")
    hand.press("Alt+Left")
    assert page.draft.scheme.label("location").parent == ""
    # A click on a tick asks for a value always; Del takes an attribute out.
    page.draft.look_at(Subject("label", "figure"))
    table = page.form.attributes.view
    table.setFocus()
    hand.press("Home", "Space")
    assert page.draft.scheme.label("figure").attributes[0].required
    hand.press("Alt+Down")
    assert page.draft.scheme.label("figure").attributes[1].key == "value"
    before = len(page.draft.scheme.label("figure").attributes)
    hand.press("Delete")
    assert len(page.draft.scheme.label("figure").attributes) == before - 1


def test_colours_that_look_alike_are_told(start: Start, path: Path) -> None:
    hand = start(path)
    page = open_scheme(hand)
    page.draft.look_at(Subject("label", "location"))
    hand.walk_to("Colour")
    hand.press("Left", "Space")
    assert page.draft.scheme.label("location").colour == "purple"
    told = next(line for line in page.effects.lines if "look alike" in line.text)
    assert told.text.startswith("“Source” and “Location” look alike to everybody.")
    assert told.act is not None
    hand.walk_to(told.link)
    hand.press("Return")
    assert "Colours stay apart for colour-blind eyes." in [one.text for one in page.effects.lines]


def test_examples_are_written_in_place(start: Start, path: Path) -> None:
    hand = start(path)
    page = open_scheme(hand)
    page.draft.look_at(Subject("label", "figure"))
    box = page.form.tag
    count = len(box.examples())
    box.add.setFocus()
    hand.press("Return")
    hand.type("no brackets")
    hand.press("Return")
    assert box.examples()[-1] != "no brackets"
    hand.press("Ctrl+A")
    hand.type("[[ten 🇺🇦 tonnes]] of hay")
    hand.press("Return")
    assert box.examples()[-1] == "[[ten 🇺🇦 tonnes]] of hay"
    hand.press("Ctrl+S")
    with Project.open(path, read_only=True) as project:
        assert len(project.scheme.label("figure").examples.tag) == count + 1


def test_a_large_scheme_is_saved_in_the_background(
    start: Start, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheming, "_FEW_PARTS", 0)
    saved_in: list[int] = []
    save = Schemes.save

    def noted(schemes: Schemes, *given: Any, **named: Any) -> Scheme:
        saved_in.append(threading.get_ident())
        return save(schemes, *given, **named)

    monkeypatch.setattr(Schemes, "save", noted)
    hand = start(path)
    page = open_scheme(hand)
    type_label(hand, "Weapon", "Weapons that are named.")
    hand.press("Ctrl+S")
    hand.wait(lambda: "Saved version 2 of the scheme" in hand.status())
    assert len(saved_in) == 1
    assert saved_in[0] != threading.get_ident()
    assert labels_of(path)["weapon"] == "Weapon"
    assert not page.save.isEnabled()
