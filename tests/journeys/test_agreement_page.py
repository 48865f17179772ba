"""The agreement page: numbers to walk by Tab, what stands behind each, and the way to review."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator import Project
from annotator.ui.dialogs.spans import SpansSheet
from annotator.ui.look import look
from annotator.ui.pages.agreement import AgreementPage
from annotator.ui.widgets.saved_card import WAYS
from annotator.ui.widgets.segmented import Segmented
from tests.ui.reviewed import TEXT, reviewed_article

from .conftest import Dialogs, Start
from .eye import is_like
from .hand import Hand
from .sight import rows_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give two articles that three people have tagged."""
    made = tmp_path / "Talks.annot"
    with Project.create(made, annotator="Olena") as project:
        reviewed_article(project)
        reviewed_article(project, text=f"Once more\n\n{TEXT}")
    return made


def _open(hand: Hand) -> AgreementPage:
    hand.press("Ctrl+5")
    page = hand.window.verbs.surveys.agreement_page
    hand.wait(lambda: page.report is not None and page.report.measures[0].low is not None)
    return page


def _sheet(hand: Hand) -> SpansSheet:
    hand.wait(lambda: hand.window.frame.findChildren(SpansSheet))
    (sheet,) = hand.window.frame.findChildren(SpansSheet)
    return sheet


def test_numbers_are_walked_opened_and_lead_to_review(start: Start, path: Path) -> None:
    hand = start(path)
    page = _open(hand)
    assert page.report is not None
    seen = list[str]()
    for _ in range(80):
        hand.press("Tab")
        seen.append(hand.focus())
        if seen.count(seen[0]) == 2:
            break
    assert all(seen)
    # Row by row, as one reads.
    names = ("Annotators: ", "Measure: ", "Amara: ", "Amara and Jonas: ", "by label",
             "All labels: ", "Location against Source: ", "Table…", "Copy")  # fmt: skip
    places = [next(at for at, one in enumerate(seen) if one.startswith(name)) for name in names]
    assert places == sorted(places)
    assert "Jonas: 8 annotations" in seen

    # Every number opens as many pairs as it counts.
    for name, count in (
        ("Location against Source: ", page.report.confusion.get(("location", "source"), 0)),
        ("Figure: ", None),
    ):
        hand.walk_to(name)
        said = hand.focus()
        hand.press("Return")
        sheet = _sheet(hand)
        assert sheet.model.rowCount() > 0
        if count:
            assert said.endswith(f": {sheet.model.rowCount()}")
        hand.press("Escape")
        assert hand.focus() == said

    # Enter in the list leads to the unit.
    hand.walk_to("Location against Source: ")
    hand.press("Return")
    assert all("Kyiv" in row for row in rows_of(_sheet(hand).list))
    hand.press("Return")
    assert hand.mode() == "review"
    current = hand.window.review_desk.current
    assert current is not None
    assert current.unit.kind == "label"
    assert hand.focus() == hand.window.review.view.accessibleName()


def test_keys_of_the_page(start: Start, path: Path, dialogs: Dialogs) -> None:
    hand = start(path)
    page = _open(hand)
    assert is_like(page.grab().toImage().pixelColor(4, 4), look().win)
    hand.press("m")
    assert "Krippendorff" in QApplication.clipboard().text()
    assert hand.status()[0] == "The methods paragraph is in the clipboard"
    dialogs.answer(path.with_name("agreement.csv"))
    hand.press("t")
    hand.choose("Save as CSV")
    assert path.with_name("agreement.csv").read_text(encoding="utf-8").startswith("measure,label,")
    assert hand.message() == f"Saved to {path.with_name('agreement.csv')}."
    hand.press("f")
    assert page.filters.first.hasFocus()
    hand.press("Escape")
    assert hand.mode() == "review"
    hand.find(Segmented, "Part of the review").segment(1).click()
    assert hand.mode() == "agreement"
    hand.find(Segmented, "Part of the review").segment(0).click()
    assert hand.mode() == "review"


def test_every_card_is_saved_in_three_ways(start: Start, path: Path, dialogs: Dialogs) -> None:
    hand = start(path)
    page = _open(hand)
    for card in page.charts():
        title = card.title.text()
        for ending, words in WAYS:
            out = path.with_name(f"{title}.{ending}")
            dialogs.answer(out)
            hand.walk_to(f"{title}: save")
            hand.press("Space")
            hand.choose(words)
            assert hand.message() == f"Saved to {out}."
            data = out.read_bytes()
            beginnings = {"png": b"\x89PNG", "svg": b"<?xml", "csv": b"\xef\xbb\xbf"}
            assert data.startswith(beginnings[ending])
        rows = path.with_name(f"{title}.csv").read_text("utf-8-sig").splitlines()
        assert len(rows) == len(card.table()) > 1


def test_others_work_changes_the_numbers(start: Start, path: Path) -> None:
    hand = start(path)
    page = _open(hand)
    hand.walk_to("Amara and Jonas: ")
    before = hand.focus()
    with Project.open(path, "Jonas") as other:
        article = next(other.articles())
        begin = article.text.index("The minister")
        other.annotate(article.id, begin, begin + 12, "source")
    hand.wait(lambda: page.matrix.grid.cells[1, 1].word == "9")
    hand.wait(lambda: hand.focus() != before)
    assert hand.focus().startswith("Amara and Jonas: ")


def test_one_person_alone(start: Start, tmp_path: Path) -> None:
    made = tmp_path / "Alone.annot"
    with Project.create(made, annotator="Olena") as project:
        reviewed_article(project, people=("Amara",))
    hand = start(made)
    hand.press("Ctrl+5")
    page = hand.window.verbs.surveys.agreement_page
    hand.wait(page.empty.isVisible)
    assert not page.area.isVisible()
    hand.press("Escape")
    assert hand.mode() == "review"


def test_hidden_names_are_hidden_here_too(start: Start, path: Path) -> None:
    hand = start(path)
    hand.press("Ctrl+2")
    hand.wait(lambda: hand.window.review_desk.units)
    hand.press("H")
    page = _open(hand)
    assert page.report is not None
    people = page.report.annotators
    heads = [page.matrix.grid.cells[n, n].number for n in range(len(people))]
    assert len(heads) == len(people)
    assert all(one.startswith("Person ") for one in heads)
    assert heads == sorted(heads)
    pair = _pair(page, heads[0], heads[1])
    counts = page.report.kinds_by_pair[pair]
    hand.walk_to(f"{heads[0]} and {heads[1]}: ")
    hand.press("Return")
    sheet = _sheet(hand)
    assert sheet.model.rowCount() == sum(counts.values()) - counts.get("same", 0)
    said = " ".join(sheet.model.index(row).data() for row in range(sheet.model.rowCount()))
    assert not any(name in said for name in people)
    hand.press("Escape")

    # Their own names come back.
    hand.press("Escape")
    hand.press("H")
    hand.press("Ctrl+5")
    heads = [page.matrix.grid.cells[n, n].number for n in range(len(people))]
    assert heads == list(people)


def _pair(page: AgreementPage, one: str, other: str) -> tuple[str, str]:
    """Give the key of the pair of two people who are shown by other names."""
    assert page.report is not None
    real = {page.disguise.name(name): name for name in page.report.annotators}
    both = {real[one], real[other]}
    return next(pair for pair in page.report.kinds_by_pair if set(pair) == both)
