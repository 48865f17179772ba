"""A codebook made by keyboard, used, changed, undone, and taken to another project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from annotator import Project
from annotator.app.scheming.labels import add_label, change_label, merge_labels
from annotator.ui.pages.scheme import SchemePage
from annotator.ui.panels.scheme.draft import Subject

from .conftest import Dialogs, Start
from .hand import Hand
from .sight import rows_of

TEXT = (
    "Floods in Odesa 🇺🇦\n\nThe mayor said that three drones hit the old harbour on Monday. "
    "Rescuers from Mykolaiv found two boats, and the mayor thanked them.\n\n"
    "قال العمدة إن ١٢ قاربا غرقت قرب أوديسا."
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a project of Olena's with one article."""
    made = tmp_path / "Floods.annot"
    with Project.create(made, annotator="Olena") as project:
        project.import_text(TEXT)
    return made


def _open(hand: Hand) -> SchemePage:
    hand.press("Ctrl+7")
    page = hand.window.verbs.scheming.page
    hand.wait(page.isVisible)
    return page


def _add_label(hand: Hand, name: str, definition: str = "") -> None:
    hand.walk_to("Add a label")
    hand.press("Return")
    hand.type(name)
    hand.press("Return")
    if definition:
        assert hand.focus() == "Definition"
        hand.type(definition)
    hand.press("Escape")


def _labels(path: Path) -> dict[str, str]:
    with Project.open(path, "Olena", read_only=True) as project:
        return {one.key: one.name for one in project.scheme.labels}


def _painted(hand: Hand) -> set[str]:
    """Give the labels of what is painted in the open article."""
    return {mark.label for mark in hand.window.desk.scene.marks.ordered}


def _tagged(path: Path) -> list[tuple[str, str]]:
    with Project.open(path, "Olena", read_only=True) as project:
        assert project.check() == []
        return [(one.label, one.quote) for one in project.annotations()]


def test_a_codebook_by_keyboard(start: Start, path: Path, tmp_path: Path, dialogs: Dialogs) -> None:
    hand = start(path)
    page = _open(hand)
    assert hand.focus() == "Labels"
    for name in ("Weapon", "Boat", "Official", "Ship", "Damage"):
        _add_label(hand, name, f"{name}s that are named.")
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
    assert _labels(path)["weapon"] == "Weapon"
    assert not page.save.isEnabled()

    # Back in the text they are used.
    hand.press("Escape", "Escape")
    assert hand.mode() == "tag"
    for words, digit in (("three drones", "4"), ("two boats", "5"), ("Mykolaiv", "2")):
        hand.select(words)
        hand.press(digit)
    hand.select("١٢ قاربا")
    hand.press("7")
    assert _tagged(path) == [
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
    page = _open(hand)
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
    assert ("boat", "١٢ قاربا") in _tagged(path)
    hand.press("Escape", "Escape")
    assert hand.mode() == "tag"
    assert _painted(hand) == {"weapon", "boat", "location"}

    # One undo takes all of it back, one redo brings it again.
    hand.press("Ctrl+Z")
    assert ("ship", "١٢ قاربا") in _tagged(path)
    assert _labels(path)["weapon"] == "Weapon"
    assert _painted(hand) == {"weapon", "boat", "location", "ship"}
    hand.press("Ctrl+Shift+Z")
    assert _labels(path)["weapon"] == "Arms"

    # Written to a file, and taken over by another project.
    page = _open(hand)
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
    page = _open(hand)
    dialogs.answer(file)
    hand.walk_to("More about the scheme")
    hand.press("Return")
    hand.choose("Take over a scheme from a file…")
    hand.choose("Put it in place of the scheme")
    assert "“Arms” is new" in " ".join(line.text for line in page.effects.lines)
    hand.press("Ctrl+S")
    assert _labels(other)["weapon"] == "Arms"
    assert _tagged(other) == [("figure", "Two boats")]
    assert QApplication.activeModalWidget() is None


def _rename(hand: Hand, page: SchemePage, key: str, name: str) -> None:
    page.draft.look_at(Subject("label", key))
    page.things.labels.setFocus()
    hand.press("Return")
    hand.type(name)
    hand.press("Escape")
    assert page.draft.scheme.label(key).name == name


def test_leaving_asks_and_nothing_is_lost(start: Start, path: Path) -> None:
    hand = start(path)
    page = _open(hand)
    _rename(hand, page, "figure", "Number")
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
    assert _labels(path)["figure"] == "Figure"
    hand = start(path)
    page = _open(hand)
    assert page.draft.scheme.label("figure").name == "Number"
    assert "not save" in hand.message()
    hand.press("Escape", "Ctrl+Return")
    assert hand.mode() == "tag"
    assert _labels(path)["figure"] == "Number"
    hand.close()
    hand = start(path)
    page = _open(hand)
    assert not page.draft.dirty


def test_a_second_window_changes_the_scheme_meanwhile(start: Start, path: Path) -> None:
    hand = start(path)
    page = _open(hand)
    _rename(hand, page, "figure", "Number")
    with Project.open(path, "Olena") as other:
        made, _ = add_label(change_label(other.scheme, "figure", colour="red"), "Weapon")
        other.schemes.save(made)
    hand.wait(lambda: page.draft.base.version == 2)
    assert page.draft.scheme.label("figure").name == "Number"
    assert page.draft.scheme.label("figure").colour == "red"
    assert [one.name for one in page.draft.scheme.labels] == [
        "Source", "Location", "Number", "Weapon",
    ]  # fmt: skip
    assert "changed meanwhile" in hand.message()
    assert "“Weapon” is new" in hand.message()
    hand.press("Ctrl+S")
    assert _labels(path) == {
        "source": "Source", "location": "Location", "figure": "Number", "weapon": "Weapon",
    }  # fmt: skip


def test_who_does_not_own_the_scheme_sees_it(start: Start, path: Path) -> None:
    with Project.open(path, "Mei") as project:
        (article,) = project.articles()
        project.annotate(article.id, 0, 6, "source")
    hand = start(path)
    hand.window.verbs.opening.work_as("Mei")
    page = _open(hand)
    assert page.locked.text() == (
        "The scheme is Olena’s, who made this project: you see it, and only Olena can change it."
    )
    assert page.form.name.edit.isReadOnly()
    page.things.labels.setFocus()
    hand.press("Delete", "Alt+Down")
    page.form.name.setFocus()
    hand.type("X")
    assert not page.draft.dirty
    assert not page.save.isVisible()
    hand.press("Escape", "Escape")
    assert hand.mode() == "tag"


def test_rows_are_dragged_and_nested(start: Start, path: Path) -> None:
    hand = start(path)
    page = _open(hand)
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
    page = _open(hand)
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
    page = _open(hand)
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


def test_a_colleagues_annotation_is_painted_as_what_its_label_was_merged_into(
    start: Start, path: Path
) -> None:
    with Project.open(path, "Olena") as project:
        made, key = add_label(project.scheme, "City")
        project.schemes.save(made)
        (article,) = project.articles()
        project.work_as("Mei")
        at = article.text.index("Odesa")
        project.annotate(article.id, at, at + 5, key)
    hand = start(path)
    assert _painted(hand) == {key}
    with Project.open(path, "Olena") as other:
        other.schemes.save(merge_labels(other.scheme, key, "location"))
    hand.wait(lambda: _painted(hand) == {"location"})
    assert [row.split(",")[0] for row in hand.annotations()]
    hand.press("Ctrl+Z")
    hand.wait(lambda: _painted(hand) == {key})


def test_versions_and_what_is_touched_are_listed(start: Start, path: Path) -> None:
    with Project.open(path, "Olena") as project:
        (article,) = project.articles()
        at = article.text.index("three drones")
        project.annotate(article.id, at, at + 12, "figure", attributes={"value": 3})
    hand = start(path)
    page = _open(hand)
    page.draft.look_at(Subject("label", "figure"))
    page.form.attributes.view.setFocus()
    hand.press("Home", "Delete")
    hand.wait(lambda: any(line.link == "Show them" for line in page.effects.lines))
    hand.walk_to("Show them")
    hand.press("Return")
    hand.wait(lambda: hand.focus() == "What this touches")
    hand.press("Return")
    # It leads to the place; the draft waits on its page.
    assert hand.mode() == "tag"
    assert hand.selected() == "three drones" or hand.active() == ("figure", "three drones")
    hand.press("Ctrl+7")
    assert page.draft.dirty
    hand.press("Ctrl+S")
    hand.walk_to("Versions of the scheme")
    hand.press("Return")
    hand.wait(lambda: hand.all(QPlainTextEdit, "Versions of the scheme"))
    (told,) = hand.all(QPlainTextEdit, "Versions of the scheme")
    assert "“Figure” does not ask for “Value” any more." in told.toPlainText()
    hand.press("Escape")


def test_very_many_annotations_are_carried_in_the_background(start: Start, tmp_path: Path) -> None:
    count = 2_100
    text = "Kyiv 🇺🇦 " * count
    tags = [
        {"label": "location", "start": at * 8, "end": at * 8 + 4, "annotator": "Olena"}
        for at in range(count)
    ]
    source = tmp_path / "many.jsonl"
    source.write_text(json.dumps({"text": text, "annotations": tags}))
    path = tmp_path / "Many.annot"
    with Project.create(path, annotator="Olena") as project:
        project.import_file(source)
    hand = start(path)
    page = _open(hand)
    page.draft.do(lambda it: merge_labels(it, "location", "source"))
    hand.wait(hand.window.verbs.actions["save_scheme"].isEnabled)
    hand.press("Ctrl+S")
    hand.wait(lambda: page.draft.base.version == 2)
    assert not page.draft.dirty
    hand.wait(lambda: page.draft.base.version == 2)
    assert not page.draft.dirty
    assert "Saved version 2 of the scheme" in hand.status()
    assert hand.message() == ""
    with Project.open(path, "Olena", read_only=True) as project:
        assert project.schemes.counts() == {"source": count}
        assert project.check() == []
    hand.press("Ctrl+Z")
    hand.wait(lambda: page.draft.base.version == 1)
    with Project.open(path, "Olena", read_only=True) as project:
        assert project.schemes.counts() == {"location": count}
