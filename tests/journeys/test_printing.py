"""Printing an article: the preview, a PDF whose words can be copied, whose annotations."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QAbstractButton, QDialog

from annotator import Project
from annotator.ui.look import look
from annotator.ui.printing.preview import PagePicture
from annotator.ui.widgets.tick_box import TickBox

from .articles import DAM, DAM_TITLE, FLOOD, project_of
from .conftest import Dialogs, Start
from .eye import is_like
from .hand import Hand

_TAGS = (("source", "Ilse Marchetti"), ("figure", "14 cracks"), ("location", "Brod"))


def _text(path: Path) -> list[str]:
    """Give the words of a PDF file, page by page."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def _ready(hand: Hand) -> None:
    save = hand.find(QAbstractButton, "Save as PDF…")
    hand.wait(save.isEnabled)


def _save(hand: Hand, dialogs: Dialogs, path: Path) -> None:
    _ready(hand)
    dialogs.answer(path)
    hand.click(hand.find(QAbstractButton, "Save as PDF…"))
    hand.wait(lambda: not hand.all(PagePicture))


def test_a_pdf_with_words(start: Start, tmp_path: Path, dialogs: Dialogs) -> None:
    path = project_of(tmp_path, tags=_TAGS)
    with Project.open(path, "Olena") as project:
        one = next(one for one in project.annotations() if one.quote == "14 cracks")
        project.update(one.id, attributes={"value": 14, "unit": "cracks"}, note="who counted?")
        who = next(one for one in project.annotations() if one.label == "source")
        project.relate(who.id, "says", one.id)
    hand = start(path)
    hand.press("Ctrl+P")
    _ready(hand)
    picture = hand.find(PagePicture)
    assert picture.accessibleName() == "Page 1 of 2"
    assert hand.focus() == "Page 1 of 2"
    shown = hand.picture(picture)
    colours = {
        shown.pixelColor(x, y).name()
        for x in range(shown.width())
        for y in range(0, shown.height(), 2)
    }
    assert "#ffffff" in colours
    assert len(colours) > 20, "words and washes are on it"
    out = tmp_path / "out.pdf"
    _save(hand, dialogs, out)
    assert hand.message() == f"Saved to {out}."
    assert hand.focus() == "Article text"
    pages = _text(out)
    whole = " ".join(pages)
    assert pages[0].startswith(DAM_TITLE)
    assert "The old dam above Orlova held through a second night of rain" in whole
    assert "Somebody read it and went to breakfast" in whole
    assert "Annotations (3)" in whole
    known = "Value: 14; Unit: cracks; Said by ← 1 “Ilse Marchetti”; Note: who counted?"
    assert known in whole
    assert "Says → 2 “14 cracks”" in whole
    assert pages[-1].endswith("2 / 2")
    assert PdfReader(out).metadata.title == DAM_TITLE  # type: ignore[union-attr]


def test_what_is_printed(start: Start, tmp_path: Path, dialogs: Dialogs) -> None:
    path = project_of(tmp_path, tags=_TAGS)
    with Project.open(path, "Mei") as project:
        article = next(project.articles())
        at = article.text.index("Tomas Rehak")
        project.annotate(article.id, at, at + 11, "source")
    hand = start(path)
    hand.press("Ctrl+P")
    _ready(hand)
    out = tmp_path / "out.pdf"
    hand.click(hand.find(TickBox, "A list of the annotations behind it"))
    hand.click(hand.find(TickBox, "People without their names"))
    _save(hand, dialogs, out)
    whole = " ".join(_text(out))
    assert "Annotations (" not in whole
    assert "Lines from the upper to the lower: annotator" in whole
    assert "Olena" not in whole
    hand.press("Ctrl+P")
    _ready(hand)
    hand.click(hand.find(TickBox, "Olena  (3)"))
    hand.click(hand.find(QAbstractButton, "Letter"))
    assert not hand.find(QAbstractButton, "Save as PDF…").isEnabled()
    _save(hand, dialogs, out)
    assert "Annotated by Mei" in " ".join(_text(out))
    box = PdfReader(out).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (612, 792)


def test_by_keys_alone(start: Start, tmp_path: Path, dialogs: Dialogs) -> None:
    hand = start(project_of(tmp_path, tags=_TAGS))
    hand.press("Ctrl+P")
    _ready(hand)
    assert hand.focus().startswith("Page 1 of")
    hand.press("Tab", "Shift+Tab", "PgDown")
    assert hand.focus().startswith("Page 2 of")
    hand.press("Up")
    assert hand.focus().startswith("Page 1 of")
    dialogs.answer(None)
    hand.press("Ctrl+Return")
    assert hand.all(PagePicture), "nothing was chosen: the sheet stays"
    hand.press("Esc")
    assert not hand.all(PagePicture)


def test_right_to_left_and_narrow_windows(start: Start, tmp_path: Path, dialogs: Dialogs) -> None:
    path = project_of(tmp_path, FLOOD, DAM, tags=[("figure", "350 أسرة"), ("source", "ليلى حداد")])
    hand = start(path)
    hand.window.frame.resize(720, 480)
    hand.settle()
    hand.press("Ctrl+P")
    _ready(hand)
    for name in ("Save as PDF…", "Close"):
        part = hand.find(QAbstractButton, name)
        corner = part.mapTo(hand.window.frame, part.rect().bottomRight())
        assert hand.window.frame.rect().contains(corner)
    out = tmp_path / "flood.pdf"
    _save(hand, dialogs, out)
    assert "350" in " ".join(_text(out))


def test_what_cannot_be_written(start: Start, tmp_path: Path, dialogs: Dialogs) -> None:
    path = project_of(tmp_path, tags=_TAGS)
    hand = start(path)
    hand.press("Ctrl+P")
    _save(hand, dialogs, tmp_path / "nowhere" / "out.pdf")
    assert "cannot be written" in hand.message()
    hand.press("Ctrl+P")
    _save(hand, dialogs, path)
    assert "is a project" in hand.message()
    with Project.open(path) as project:
        assert project.check() == []


def test_on_a_printer(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "printed.pdf"

    def accept(dialog: QPrintDialog) -> int:
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    hand = start(project_of(tmp_path, tags=_TAGS))
    hand.press("Ctrl+P")
    _ready(hand)
    hand.click(hand.find(QAbstractButton, "Print…"))
    hand.wait(lambda: not hand.all(PagePicture))
    hand.wait(out.exists)
    assert hand.message() == "Sent to the printer."


def test_paper_is_white_in_the_dark(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=_TAGS))
    hand.window.verbs.viewing.theme_dark()
    hand.press("Ctrl+P")
    _ready(hand)
    picture = hand.find(PagePicture)
    shown = hand.picture(picture)
    middle = shown.pixelColor(shown.width() // 2, 8)
    assert middle.name() == "#ffffff"
    assert not is_like(look().base, middle)
    hand.press("Esc")
