"""What journeys on the scheme's page share: a project, and how a person changes labels."""

from __future__ import annotations

from pathlib import Path

from annotator import Project
from annotator.ui.pages.scheme import SchemePage
from annotator.ui.panels.scheme.draft import Subject

from .hand import Hand

TEXT = (
    "Floods in Odesa 🇺🇦\n\nThe mayor said that three drones hit the old harbour on Monday. "
    "Rescuers from Mykolaiv found two boats, and the mayor thanked them.\n\n"
    "قال العمدة إن ١٢ قاربا غرقت قرب أوديسا."
)


def flooded(folder: Path) -> Path:
    """Make a project of Olena's with one article."""
    made = folder / "Floods.annot"
    with Project.create(made, annotator="Olena") as project:
        project.import_text(TEXT)
    return made


def open_scheme(hand: Hand) -> SchemePage:
    """Lead to the page of the scheme."""
    hand.press("Ctrl+7")
    page = hand.window.verbs.scheming.page
    hand.wait(page.isVisible)
    return page


def type_label(hand: Hand, name: str, definition: str = "") -> None:
    """Add a label by keyboard."""
    hand.walk_to("Add a label")
    hand.press("Return")
    hand.type(name)
    hand.press("Return")
    if definition:
        assert hand.focus() == "Definition"
        hand.type(definition)
    hand.press("Escape")


def labels_of(path: Path) -> dict[str, str]:
    """Read the names of the labels from the file, by key."""
    with Project.open(path, "Olena", read_only=True) as project:
        return {one.key: one.name for one in project.scheme.labels}


def painted(hand: Hand) -> set[str]:
    """Give the labels of what is painted in the open article."""
    return {mark.label for mark in hand.window.desk.scene.marks.ordered}


def tagged(path: Path) -> list[tuple[str, str]]:
    """Read from the file what is tagged: label and words."""
    with Project.open(path, "Olena", read_only=True) as project:
        assert project.check() == []
        return [(one.label, one.quote) for one in project.annotations()]


def rename(hand: Hand, page: SchemePage, key: str, name: str) -> None:
    """Give a label another name in its form."""
    page.draft.look_at(Subject("label", key))
    page.things.labels.setFocus()
    hand.press("Return")
    hand.type(name)
    hand.press("Escape")
    assert page.draft.scheme.label(key).name == name
