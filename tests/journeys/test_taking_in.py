"""A folder of all kinds of files, good, bad and scanned: what came is there, the rest is told."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication

from annotator import Project
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.segmented import Segmented
from tests.formats.golden import GOLDEN
from tests.formats.making_pdf import column, pdf
from tests.formats.test_pdf import LEFT

from .articles import DAM, DAM_TITLE, project_of
from .conftest import Dialogs, Start
from .telling import told

_FOREIGN = GOLDEN / "foreign"
FERRIES = "Ferries stop as the wind rises"


def _folder(place: Path) -> Path:
    folder = place / "from the desk"
    files = {
        "a ferries.docx": (_FOREIGN / "docx" / "ferries.docx").read_bytes(),
        "b again/dam.txt": DAM.read_bytes(),
        "c paper.pdf": pdf([column([line.replace("#", "rye") for line in LEFT], 50, 700)]),
        "d scan.pdf": pdf([None, None]),
        "e reply.eml": (_FOREIGN / "eml" / "reply.eml").read_bytes(),
        "f broken.docx": b"PK\x03\x04 and no more",
        "g notes.md": "# Notes 🇺🇦\n\nОдин корабель чекає, сказав капітан.".encode(),
        "h photo.png": b"\x89PNG\r\n\x1a\n",
        ".hidden.txt": b"Nobody is meant to see this.",
    }
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def test_a_folder_of_all_kinds(start: Start, dialogs: Dialogs, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path))
    dialogs.answer(_folder(tmp_path))
    hand.window.verbs.actions["import_folder"].trigger()
    hand.wait(lambda: "passed over" in hand.message())
    assert hand.message() == ("5 articles added, 1 was here already. 5 things were passed over.")
    assert hand.articles()[0] == DAM_TITLE
    assert any(row.startswith(FERRIES) for row in hand.articles())
    hand.click("Show")
    hand.wait(lambda: hand.all(RowView, "What the import did"))
    left = told(hand)
    assert sorted(line.partition(":")[0] for line in left) == [
        "a ferries.docx", "d scan.pdf", "e reply.eml", "f broken.docx", "h photo.png",
    ]  # fmt: skip
    scan = next(line for line in left if line.startswith("d scan.pdf"))
    assert "holds pictures of pages and no text" in scan
    taken = told(hand, "Taken in")
    assert "c paper.pdf: PDF  ·  1 article" in taken
    assert "e reply.eml: Letter (e-mail)  ·  2 articles" in taken
    assert any(line.startswith("1 article was here already") for line in taken)
    assert any("tracked" in line for line in told(hand, "Taken otherwise"))
    hand.find(Segmented, "Which part")
    hand.click("Copy")
    copied = QGuiApplication.clipboard().text()
    assert "Left out\n" in copied
    assert all(line in copied for line in left)
    # What was told can be read again later.
    hand.window.verbs.actions["import_report"].trigger()
    assert told(hand) == left
    hand.press("Esc")
    with Project.open(hand.path, read_only=True) as project:
        by_title = {one.title: one for one in project.articles()}
        assert by_title["Notes 🇺🇦"].text.endswith("сказав капітан.")
        assert by_title[FERRIES].source is not None
        assert project.check() == []
    # It is painted, too: the deck of the document stands under its headline.
    row = next(row for row in hand.articles() if row.startswith(FERRIES))
    hand.click_row(hand.window.tagging.articles.view, row)
    assert "Two harbours are closed" in hand.text
    hand.press("Ctrl+Z")
    assert hand.articles() == [DAM_TITLE]


def test_text_and_files_are_pasted(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path))
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("A pasted article\n\nsays something 🇺🇦.")
    hand.press("Ctrl+Shift+V")
    assert hand.articles()[-1] == "A pasted article"
    long = "A long one\n\n" + "It goes on and on. " * 40_000
    clipboard.setText(long)
    hand.press("Ctrl+Shift+V")
    hand.wait(lambda: len(hand.articles()) == 3)
    assert hand.window.desk.article is not None
    hand.wait(lambda: hand.text.startswith("A long one"))
    assert len(hand.text) > 500_000
    # Files that were copied in another program, and not their names.
    files = QMimeData()
    (tmp_path / "copied.txt").write_text("Copied as a file.", encoding="utf-8")
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "copied.txt"))])
    files.setText(str(tmp_path / "copied.txt"))
    clipboard.setMimeData(files)
    hand.press("Ctrl+Shift+V")
    hand.wait(lambda: len(hand.articles()) == 4)
    assert hand.message() == "1 article added."
    clipboard.setText(" \n ")
    hand.press("Ctrl+Shift+V")
    assert "no text" in hand.message()
    assert len(hand.articles()) == 4
    hand.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert len(hand.articles()) == 1


def test_of_two_files_of_one_name_the_good_one_is_told(start: Start, tmp_path: Path) -> None:
    empty, good = tmp_path / "0" / "story.txt", tmp_path / "1" / "story.txt"
    for path, words in ((empty, ""), (good, "The ferry waits, the captain said.")):
        path.parent.mkdir()
        path.write_text(words, "utf-8")
    hand = start(project_of(tmp_path))
    hand.drop([empty, good])
    hand.wait(lambda: "passed over" in hand.message())
    hand.click("Show")
    hand.wait(lambda: hand.all(RowView, "What the import did"))
    assert [line.partition(":")[0] for line in told(hand)] == ["story.txt"]
    assert [line.partition(":")[0] for line in told(hand, "Taken in")] == ["story.txt"]
    hand.press("Esc")
