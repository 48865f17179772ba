"""A newer version of an article comes: offered, linked, compared, annotations carried over."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from annotator import Project
from annotator.ui.dialogs.versions.carry_list import CarryList
from annotator.ui.dialogs.versions.changes import Changes
from annotator.ui.look import look
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.text import Text

from .articles import DAM, DAM_TITLE, project_of
from .conftest import Dialogs, Start
from .eye import tags_in
from .hand import Hand

TAGS = [("source", "Ilse Marchetti"), ("figure", "48 centimetres"), ("location", "Kamenica")]


def _newer(place: Path) -> Path:
    """Write a version with another figure, and a paragraph that moved to the end."""
    paragraphs = DAM.read_text(encoding="utf-8").replace("48 centimetres", "52 centimetres")
    parts = paragraphs.strip().split("\n\n")
    moved = next(one for one in parts if one.startswith("The interior ministry denied"))
    parts.remove(moved)
    path = place / "dam, updated.txt"
    path.write_text("\n\n".join([*parts, moved]), encoding="utf-8")
    return path


def _colours(widget: QWidget) -> set[int]:
    picture: QImage = widget.grab().toImage()
    return {
        picture.pixel(x, y) for x in range(picture.width()) for y in range(0, picture.height(), 2)
    }


def _confirm(hand: Hand) -> None:
    """Look at what changed, and confirm where the annotations stand."""
    hand.wait(lambda: hand.all(Changes))
    changes = hand.find(Changes)
    assert changes.hasFocus()
    words = [changes.rows.index(row, 0).data() for row in range(changes.rows.rowCount())]
    assert any("[gone: 48][new: 52] centimetres" in row for row in words)
    assert any(row.startswith("[moved away: The interior ministry denied") for row in words)
    # What went is struck through in one colour, what came underlined in another.
    shown = _colours(changes.viewport())
    assert {look().danger.rgb(), look().ok.rgb()} & shown
    hand.press("n")
    assert any(one.text().startswith("1 of ") for one in hand.all(Text))
    hand.press("2")
    rows = hand.find(CarryList)
    assert rows.hasFocus()
    said = [str(rows.model().index(row, 0).data()) for row in range(rows.model().rowCount())]
    assert said == [
        "48 centimetres → 52 centimetres: words changed",
        "Ilse Marchetti → Ilse Marchetti: same place",
        "Kamenica → Kamenica: same place",
    ]
    assert hand.all(Text, "3 annotations of yours.")
    hand.press("Space")  # the figure, seen and confirmed
    hand.press("Ctrl+Return")
    hand.wait(lambda: "carried over" in hand.message())
    assert hand.message() == "3 annotations carried over."


def test_a_newer_version_is_offered(start: Start, dialogs: Dialogs, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=TAGS))
    dialogs.answer([_newer(tmp_path)])
    hand.press("Ctrl+O")
    hand.wait(lambda: "may be a newer version" in hand.message())
    # However soon that was found out, what came is told as well.
    assert hand.message().startswith("1 article added. “")
    hand.click("Look…")
    hand.find(Text, "Newer versions?")
    hand.press("Ctrl+Return")
    _confirm(hand)
    with Project.open(hand.path, read_only=True) as project:
        ((old, new),) = project.versions.groups()
        assert tags_in(hand.path, new) == [
            ("figure", "52 centimetres"), ("source", "Ilse Marchetti"), ("location", "Kamenica"),
        ]  # fmt: skip
        assert {one.origin for one in project.annotations(new)} == {"carried"}
        assert len(project.annotations(old)) == 3
        assert project.check() == []
    # The newer version is open, and what was carried over is painted in it.
    assert hand.window.desk.article is not None
    assert hand.window.desk.article.id == new
    assert hand.ground("52 centimetres") != hand.ground("since noon")
    hand.click("Undo")
    assert tags_in(hand.path, new) == []
    # Doing it again brings the same three, and doing it twice no more than these.
    hand.window.verbs.actions["compare_versions"].trigger()
    _confirm(hand)
    hand.window.verbs.actions["compare_versions"].trigger()
    hand.wait(lambda: hand.all(Changes))
    hand.press("2")
    assert hand.all(Text, "3 annotations of yours, 3 there already.")
    hand.press("Esc")
    assert len(tags_in(hand.path, new)) == 3


def test_how_versions_are_shown_is_remembered(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path, tags=TAGS)
    with Project.open(path) as project:
        (old,) = [one.id for one in project.articles()]
        new = project.import_text(_newer(tmp_path).read_text(encoding="utf-8")).id
        project.versions.declare(new, old)
    hand = start(path)
    hand.window.verbs.actions["compare_versions"].trigger()
    hand.wait(lambda: hand.all(Changes))
    assert hand.find(Changes).beside
    hand.press("n", "s")
    assert not hand.find(Changes).beside
    assert hand.find(Changes).here == 1
    hand.press("Esc")
    hand.wait(lambda: not hand.all(Changes))
    hand.window.verbs.actions["compare_versions"].trigger()
    hand.wait(lambda: hand.all(Changes))
    assert not hand.find(Changes).beside
    assert not hand.window.memory.settings.versions_beside
    hand.press("Esc")


def test_a_newer_version_is_added_by_hand(start: Start, dialogs: Dialogs, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=TAGS))
    hand.window.verbs.actions["compare_versions"].trigger()
    assert hand.message() == "There is no other version of this article here."
    broken = tmp_path / "two.jsonl"
    broken.write_text('{"text": "One."}\n{"text": "Two."}\n', encoding="utf-8")
    dialogs.answer(broken)
    hand.click("Add a newer version…")
    hand.wait(lambda: "A newer version is one article" in hand.message())
    assert hand.articles() == [DAM_TITLE]
    dialogs.answer(_newer(tmp_path))
    hand.window.verbs.actions["add_version"].trigger()
    hand.wait(lambda: hand.all(Changes))
    hand.press("Esc")
    assert len(hand.articles()) == 2
    # Both steps are taken back one by one: the link, then the article.
    hand.press("Ctrl+Z", "Ctrl+Z")
    assert hand.articles() == [DAM_TITLE]
    with Project.open(hand.path, read_only=True) as project:
        assert project.versions.groups() == []
        assert project.check() == []


def test_the_encoding_of_a_newer_version_is_asked_for(
    start: Start, dialogs: Dialogs, tmp_path: Path
) -> None:
    hand = start(project_of(tmp_path, tags=TAGS))
    path = tmp_path / "old machine.txt"
    text = DAM.read_text(encoding="utf-8").replace("48 centimetres", "déjà 52 centimètres")
    path.write_bytes(text.encode("cp1252", "replace"))
    dialogs.answer(path)
    hand.window.verbs.actions["add_version"].trigger()
    hand.wait(lambda: hand.all(Text, "How is “old machine.txt” written?"))
    rows = next(one for one in hand.all(RowView) if one.accessibleName() == "Encodings")
    model = rows.model()
    names = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    rows.setCurrentIndex(
        model.index(next(at for at, one in enumerate(names) if one.startswith("windows-1252")), 0)
    )
    hand.press("Ctrl+Return")
    hand.wait(lambda: hand.all(Changes))
    hand.press("Esc")
    with Project.open(hand.path, read_only=True) as project:
        ((_, new),) = project.versions.groups()
        assert "déjà 52 centimètres" in project.article(new).text
