"""A team's project to give away, and how a person works the sheet of an export."""

from __future__ import annotations

from pathlib import Path

from annotator import Project
from annotator.ui.dialogs.export.sheet import ExportSheet

from .hand import Hand

PEOPLE = ("Amara", "Jonas", "Mei")
ARTICLES = 24
TEXT = (
    "Ferry {n} 🚢 waits off Kerch\n\n"
    "Zoe\u0308 Mu\u0308ller, the harbour master of pier {m}, said {k} people waited in Kerch.\n\n"
    "قال محمد الأحمد إن {k} شخص غادروا حلب يوم الجمعة.\n\n"
    "{more}\n"
)
WORDS = [
    "A crane of the port stands still since the storm of {n} nights ago took its arm.",
    "Fishermen of house {m} sell what they have from the quay, and go home at {k}.",
    "The council of {n} members meets again on the {m}th about a bridge that nobody pays for.",
    "Wind from the north at {k} is told for the rest of week {n}, with snow on hill {m}.",
]
PLACES = (
    ("source", "Zoe\u0308 Mu\u0308ller, the harbour master"),
    ("figure", "people waited"),
    ("location", "Kerch"),
    ("source", "محمد الأحمد"),
)


def team_project(folder: Path) -> Path:
    """Make a project that three people have tagged, the first twenty articles of it settled.

    Of every two articles one is a wire copy of the other, with a word more.
    """
    path = folder / "Ferries.annot"
    with Project.create(path, annotator="Amara") as project:
        articles = []
        for n in range(ARTICLES):
            k = n // 2
            fields = {"n": k, "m": k * 37 + 5, "k": 1_000 + k * 617}
            more = " ".join(WORDS[(k + i) % 4].format(**fields) for i in range(3))
            text = TEXT.format(more=more + (" Reuters." if n % 2 else ""), **fields)
            articles.append(project.import_text(text))
        for who in PEOPLE:
            project.work_as(who)
            for article in articles:
                for label, words in PLACES:
                    start = article.text.rindex(words)
                    end = start + len(words) - (who == "Mei" and label == "figure") * 7
                    project.annotate(article.id, start, end, label)
                if who == "Jonas":
                    # Within the source: what CoNLL has no place for.
                    start = article.text.index("harbour")
                    project.annotate(article.id, start, start + 7, "location", note="why?")
                project.corpus.set_state(article.id, "done")
        project.work_as("Amara")
        for article in articles[:20]:
            for unit in project.reviewing.article(article.id).units:
                project.reviewing.accept(article.id, unit)
    return path


def sheet_of(hand: Hand) -> ExportSheet:
    """Open the sheet by its key."""
    hand.press("Ctrl+E")
    (sheet,) = hand.window.frame.findChildren(ExportSheet)
    assert hand.focus() == "Format"
    return sheet


def weighed(hand: Hand, sheet: ExportSheet) -> list[str]:
    """Wait until the counts are of what is chosen, and read them."""
    hand.wait(lambda: sheet.shown == sheet.plan(as_written=False))
    return [row.accessibleName() for row in sheet.honesty.rows]


def walk_formats(hand: Hand, sheet: ExportSheet, name: str) -> None:
    """Press Down until a format is chosen."""
    for _ in sheet.model.rows:
        if sheet.chosen_format().name == name:
            return
        hand.press("Down")
    raise AssertionError(f"Down does not lead to {name}")


def pick(hand: Hand, button: str, words: str) -> None:
    """Open the menu of a button and choose a row, by keys."""
    hand.walk_to(button)
    hand.press("Space")
    for _ in hand.rows():
        hand.press("Down")
        if hand.menu().activeAction().text().startswith(words):
            hand.strike("Return")
            return
    raise AssertionError(f"no “{words}” among {hand.rows()}")
