"""Problems are said in the message bar, in plain words, and one goes on from there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication

from annotator import Project
from annotator.app.backups import back_up
from tests.troubles import (
    as_nobody,
    held_by_another,
    make_newer,
    no_more_pages,
    open_folder,
    spoil,
)

from .articles import DAM, DAM_TITLE, FERRY, project_of
from .conftest import Dialogs, Start


def test_read_only(start: Start) -> None:
    with open_folder() as folder:
        path = project_of(folder, tags=[("source", "Pavel Dusek")])
        path.chmod(0o444)
        before = path.read_bytes()
        # Everything is loaded now, for nobody may not read the program.
        start(sample=True).close()
        with as_nobody():
            hand = start(path)
            assert hand.message().startswith("This project is read-only")
            assert hand.status()[0] == "Read-only"
            hand.select("Kamenica")
            hand.press("2")
            assert hand.message().startswith("Dams.annot cannot be changed")
            hand.press("Tab", "Del", "Ctrl+Return", "Ctrl+Z")
            hand.click("Close the message")
            assert hand.message().startswith("This project is read-only")
            assert len(hand.annotations()) == 1
            hand.close()
        assert path.read_bytes() == before
        assert [one.name for one in folder.iterdir()] == [path.name]


def test_locked(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path))
    hand.select("Nadia Brenner")
    with held_by_another(hand.path):
        hand.press("1")
        assert hand.message().startswith("Something else is writing to Dams.annot")
        assert hand.annotations() == []
        # It is said once, however often one tries.
        hand.select("Ilse Marchetti")
        hand.press("1")
        hand.click("Close the message")
        assert hand.message() == ""
    hand.select("Ilse Marchetti")
    hand.press("1")
    assert hand.tags() == [("source", "Ilse Marchetti")]
    assert hand.message() == ""


def test_full_disk(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=[("source", "Pavel Dusek")]))
    project = hand.window.hub.project
    assert project is not None
    QGuiApplication.clipboard().setText("A long text, said Olena. " * 2_000)
    with no_more_pages(project):
        hand.press("Ctrl+Shift+V")
        assert hand.message().startswith("The disk that holds Dams.annot is full.")
        assert hand.articles() == [DAM_TITLE]
        assert hand.title() == DAM_TITLE
        assert hand.status()[0] == "The last action was not saved"
    hand.press("Ctrl+Shift+V")
    assert len(hand.articles()) == 2
    assert hand.status()[0].startswith("Saved ")
    hand.press("Alt+Up")
    assert hand.tags() == [("source", "Pavel Dusek")]


def test_what_could_not_be_saved_is_still_selected(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path))
    project = hand.window.hub.project
    assert project is not None
    hand.select("Ilse Marchetti")
    project.session.database.connection.execute("PRAGMA query_only=ON")
    hand.press("1")
    assert hand.tags() == []
    assert hand.status()[0] == "The last action was not saved"
    project.session.database.connection.execute("PRAGMA query_only=OFF")
    hand.press("1")
    assert hand.tags() == [("source", "Ilse Marchetti")]
    assert hand.status()[0].startswith("Saved ")


def test_what_is_no_project(start: Start, dialogs: Dialogs, tmp_path: Path) -> None:
    """Whatever cannot be opened leaves the one that is open alone."""
    newer = project_of(tmp_path, FERRY, name="Newer")
    make_newer(newer)
    hand = start(project_of(tmp_path))
    for file, words in (
        (DAM, "dam.txt is not an Annotator project. To take it in as an article, import it."),
        (newer, "Newer.annot was made by a newer version of Annotator"),
        (tmp_path / "gone.annot", f"{tmp_path / 'gone.annot'} cannot be opened"),
        (tmp_path, f"{tmp_path} cannot be opened"),
    ):
        dialogs.answer(file)
        hand.press("Ctrl+Shift+O")
        assert hand.message().startswith(words)
        assert hand.title() == DAM_TITLE
    hand.select("Kamenica")
    hand.press("2")
    assert hand.tags() == [("location", "Kamenica")]


def test_damaged_with_backup(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path, tags=[("source", "Pavel Dusek"), ("location", "Brod")])
    assert back_up(path) is not None
    spoil(path)
    spoiled = path.read_bytes()
    hand = start(path)
    assert hand.window.welcome.isVisible()
    assert hand.message().startswith("Dams.annot is damaged. Keep it as it is and open its newest")
    hand.click("Open the newest backup")
    hand.wait(lambda: hand.title() == DAM_TITLE)
    assert hand.path.name.startswith("Dams restored ")
    assert hand.tags() == [("source", "Pavel Dusek"), ("location", "Brod")]
    assert hand.message() == ""
    hand.select("Vera")
    hand.press("1")
    assert len(hand.tags()) == 3
    assert path.read_bytes() == spoiled


def test_damaged_without_backup(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path)
    spoil(path)
    hand = start()
    hand.drop([path])
    hand.wait(lambda: "is damaged, and there is no backup" in hand.message())
    assert hand.window.messages.buttons() == []
    assert hand.window.welcome.isVisible()
    hand.press("Ctrl+1")
    hand.wait(lambda: hand.title() != "")
    assert hand.message() == ""


def test_no_room_for_a_new_project(start: Start, dialogs: Dialogs, tmp_path: Path) -> None:
    there = project_of(tmp_path)
    hand = start()
    dialogs.answer(there)
    hand.press("Ctrl+N")
    assert hand.message() == "Dams.annot exists already. Open it, or choose another name."
    dialogs.answer(tmp_path / "nowhere" / "New.annot")
    hand.press("Ctrl+N")
    assert "its folder is not there" in hand.message()
    dialogs.answer(None)
    hand.press("Ctrl+N")
    assert hand.window.welcome.isVisible()


def test_the_file_goes_away(start: Start, dialogs: Dialogs, tmp_path: Path) -> None:
    """A file that is deleted under the window: nobody thinks that their work is kept."""
    hand = start(project_of(tmp_path))
    hand.select("Nadia Brenner")
    hand.press("1")
    path = hand.path
    path.unlink()
    hand.wait(lambda: hand.message().startswith("Dams.annot was deleted, moved or replaced"))
    hand.click("Close the message")
    hand.select("Kamenica")
    hand.press("2")
    assert hand.message().startswith("Dams.annot was deleted, moved or replaced")
    assert len(hand.annotations()) == 1

    # What was done is still to be had.
    dialogs.answer(tmp_path / "Saved.annot")
    hand.press("Ctrl+K")
    hand.type("back up")
    hand.press("Return")
    assert hand.message() == f"Backed up to {tmp_path / 'Saved.annot'}."
    dialogs.answer(tmp_path / "Saved.annot")
    hand.press("Ctrl+Shift+O")
    assert hand.tags() == [("source", "Nadia Brenner")]
    assert not path.exists()
    with Project.open(hand.path, read_only=True) as project:
        assert project.check() == []
