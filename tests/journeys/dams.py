"""A project about dams: what journeys through the concordance begin with."""

from __future__ import annotations

from pathlib import Path

from annotator import Project
from annotator.ui.pages.concordance import ConcordancePage

from .hand import Hand

FIRST = "Dams hold\n\nThe old dam held. A new dam broke near Kyiv 🇺🇦, and Kyiv’s dam stood."
SECOND = "Rivers\n\nNo dam was safe, said Kyiv. 👩‍👩‍👧 The low dam broke."
ARABIC = "السد\n\nقال إن dam في كييف انهار ٦٠٠ مرة."


def dams(folder: Path) -> Path:
    """Give three articles in which some places are tagged."""
    made = folder / "Dams.annot"
    with Project.create(made, annotator="Olena") as project:
        first = project.import_text(FIRST)
        project.import_text(SECOND)
        project.import_text(ARABIC)
        at = FIRST.index("Kyiv")
        project.annotate(first.id, at, at + 4, "location")
        project.work_as("Mei")
        project.annotate(first.id, at, at + 4, "source")
    return made


def page_of(hand: Hand) -> ConcordancePage:
    """Give the page, shown or not."""
    return hand.window.verbs.searches.page


def look_for(hand: Hand, query: str, lines: int) -> ConcordancePage:
    """Ask for words, and wait for so many lines."""
    hand.press("Ctrl+Shift+F")
    page = page_of(hand)
    hand.type(query)
    hand.wait(lambda: page.search.query == query and not page.search.busy)
    hand.wait(lambda: page.lines.model.rowCount() == lines)
    return page
