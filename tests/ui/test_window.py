"""The window as it remembers itself, and what can be done in it at any moment."""

from __future__ import annotations

import errno
import gc
import json
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.app import settings as settings_module
from annotator.app.paths import settings_folder
from annotator.app.settings import Recent, Settings, load_settings
from annotator.model.article import Article
from annotator.problems import UserProblem
from annotator.ui import application
from annotator.ui import memory as memory_module
from annotator.ui.actions import ACTIONS, Actions, key_table
from annotator.ui.application import last_project
from annotator.ui.frame import Frame
from annotator.ui.look import current
from annotator.ui.memory import Memory
from annotator.ui.window import Window

TEXT = "Talks in Odesa 🇺🇦\n\nThe minister said that 12,345 people left."

Make = Callable[[], Window]


@pytest.fixture
def make(qapp: QApplication, qtbot: QtBot) -> Iterator[Make]:
    """Give what makes a window; each is closed at the end."""
    frames: list[Frame] = []

    def window() -> Window:
        memory = Memory()
        frame = Frame(memory.settings, working=True)
        frames.append(frame)
        made = Window(frame, memory)
        made.show()
        frame.show()
        return made

    yield window
    for frame in frames:
        frame.close()
        frame.deleteLater()
    qtbot.wait(1)


@pytest.fixture
def path(project: Project) -> Path:
    project.import_text(TEXT)
    project.close()
    return project.path


@pytest.fixture
def window(make: Make, path: Path) -> Window:
    made = make()
    assert made.verbs.opening.open_path(path, who="Olena")
    return made


def _project(window: Window) -> Project:
    assert window.hub.project is not None
    return window.hub.project


def _article(window: Window) -> Article:
    assert window.desk.article is not None
    return window.desk.article


def _tag(window: Window, words: str) -> None:
    start = TEXT.index(words)
    window.verbs.tags.tag([(start, start + len(words))], "figure")


def _enabled(window: Window) -> set[str]:
    window.verbs.actions.refresh()
    return {spec.name for spec in ACTIONS if window.verbs.actions[spec.name].isEnabled()}


def _settled(window: Window, qtbot: QtBot) -> None:
    """Let the bars say what is so."""
    qtbot.waitUntil(lambda: not window.verbs.status._soon.isActive())


# What can be done


def test_without_a_project_one_can_open_one(make: Make) -> None:
    window = make()
    enabled = _enabled(window)
    assert {"new_project", "open_project", "open_sample", "quit", "help"} <= enabled
    assert not enabled & {"undo", "find", "import_files", "remove", "close_project"}


def test_what_can_be_done_follows_what_there_is(window: Window) -> None:
    enabled = _enabled(window)
    assert {"find", "copy", "close_project", "mark_done"} <= enabled
    assert "remove" not in enabled
    _tag(window, "12,345")
    assert {"remove", "undo"} <= _enabled(window)
    window.verbs.tags.undo()
    assert "remove" not in _enabled(window)
    assert "redo" in _enabled(window)


def test_the_palette_says_why_something_cannot_be_done(make: Make) -> None:
    reasons = {command.text: command.reason for command in make().verbs.actions.commands()}
    assert reasons["Undo"] == "no project is open"
    assert reasons["New project"] == ""
    assert not any("palette" in name for name in reasons)


def test_undo_names_what_it_takes_back(window: Window, qtbot: QtBot) -> None:
    _tag(window, "12,345")
    _settled(window, qtbot)
    assert window.verbs.actions["undo"].text().startswith("Undo: ")
    assert "igure" in window.verbs.actions["undo"].text()
    assert window.verbs.actions["redo"].text() == "Redo"
    window.verbs.tags.undo()
    _settled(window, qtbot)
    assert window.verbs.actions["redo"].text().startswith("Redo: ")


def test_every_action_has_a_verb_and_keys_of_its_own(window: Window) -> None:
    taken: dict[str, str] = {}
    for spec in ACTIONS:
        for keys in spec.keys:
            assert taken.setdefault(keys, spec.name) == spec.name
    groups = {spec.group for spec in ACTIONS}
    listed = [action for group in groups for action in window.verbs.actions.in_group(group)]
    assert len(listed) == len(ACTIONS)


def test_an_action_that_nothing_does_is_a_bug(window: Window) -> None:
    with pytest.raises(LookupError):
        Actions(window.frame, [], lambda _: "", key_table({}))


def test_keys_are_shown_as_caps(window: Window) -> None:
    caps = {command.text: command.keys for command in window.verbs.actions.commands()}
    assert caps["Open a project"] == "Ctrl Shift O"
    assert caps["Larger text"] == "Ctrl +"
    assert caps["Remove the annotation"] == "Del"
    assert caps["Quit"] == "Ctrl Q"


def test_the_title_and_the_bars_say_where_one_is(window: Window, qtbot: QtBot) -> None:
    _settled(window, qtbot)
    assert window.frame.windowTitle() == "talks — Annotator"
    window.tagging.view.select_span(TEXT.index("minister"), TEXT.index("said"))
    _settled(window, qtbot)
    assert window.verbs.status._place() == "Paragraph 1, characters 4–13"
    window.verbs.opening.close_project()
    assert window.frame.windowTitle() == "Annotator"


# What is remembered


def test_from_a_remembered_size_the_usual_one_comes_back(
    make: Make, path: Path, qtbot: QtBot
) -> None:
    first, at = make(), TEXT.index("minister")
    assert first.verbs.opening.open_path(path, who="Olena")
    _settled(first, qtbot)
    usual = first.tagging.view.caret_box(at).height()
    first.verbs.viewing.larger()
    first.frame.close()
    second = make()
    assert second.verbs.opening.open_path(path, who="Olena")
    _settled(second, qtbot)
    assert second.tagging.view.caret_box(at).height() > usual
    second.verbs.viewing.usual_size()
    second.frame.grab()
    assert second.tagging.view.caret_box(at).height() == usual


def test_the_window_comes_back_as_it_was(make: Make, path: Path, qtbot: QtBot) -> None:
    first = make()
    assert first.verbs.opening.open_path(path, who="Olena")
    first.frame.resize(770, 700)
    first.tagging.columns.set_widths(300, -320)
    first.verbs.viewing.larger()
    first.tagging.view.go_to(40, 40)
    first.desk.show_lane("Jonas", shown=False)
    first.frame.close()
    settings = load_settings()
    assert settings.lanes == ("Jonas",)
    assert settings.columns == (300, -320)
    assert settings.text_size == 19
    assert settings.last_project == str(path)
    second = make()
    assert second.tagging.columns.widths() == (300, -320)
    assert second.tagging.view.text_look.size == 19
    assert second.frame.size() == first.frame.size()
    assert second.verbs.opening.open_path(path, who="Olena")
    assert second.tagging.view.scene.selection.caret == 40
    assert second.desk.hidden == {"Jonas"}
    second.verbs.opening.close_project()
    with Project.create(path.with_name("other.annot")):
        assert second.verbs.opening.open_path(path.with_name("other.annot"))
    assert second.desk.hidden == set()


def test_the_place_is_kept_while_one_goes_on(window: Window, qtbot: QtBot) -> None:
    """Whoever works without a pause, and is cut off, finds about where that was."""
    page, project = window.tagging, window.hub.project
    assert project is not None
    assert window.desk.article is not None
    article = window.desk.article.id
    page._keep.setInterval(40)
    kept: list[int] = []
    for caret in range(1, 21):
        page.view.go_to(caret, caret)
        qtbot.wait(10)
        place = project.corpus.reading_place(article)
        kept.append(place.caret if place else 0)
    assert len(set(kept)) > 2


def test_a_focus_that_is_lost_is_found_again(window: Window, qtbot: QtBot) -> None:
    window.frame.activateWindow()
    qtbot.waitUntil(window.frame.isActiveWindow)
    view = window.tagging.view
    for part in (view, window.tagging.articles.filter):
        part.setFocus()
        focus = QApplication.focusWidget()
        assert focus is not None
        focus.clearFocus()
        assert QApplication.focusWidget() is None
        qtbot.waitUntil(view.hasFocus)
    window.verbs.opening.close_project()
    qtbot.waitUntil(window.welcome.isVisible)
    focus = QApplication.focusWidget()
    if focus is not None:
        focus.clearFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    window.verbs.viewing.next_pane()


def test_closing_closes_the_project(window: Window, path: Path) -> None:
    window.frame.close()
    assert window.hub.project is None
    with Project.open(path, annotator="Olena") as again:
        assert not again.read_only


def test_without_a_project_none_is_opened_next_time(window: Window) -> None:
    window.verbs.opening.close_project()
    window.frame.close()
    assert load_settings().last_project == ""


_GARBAGE: dict[str, object] = {
    "tiny text": {"text_size": 0},
    "negative text": {"text_size": -5},
    "giant text": {"text_size": 10**30},
    "giant columns": {"columns": [10**30, -(10**30)]},
    "too few columns": {"columns": [300]},
    "no geometry": {"window": "not base64 at all é"},
    "bytes in geometry": {"window": "\udcff\udc80"},
    "an unknown theme": {"theme": "mauve"},
    "wrong types": {"text_size": "17", "columns": "300", "window": 5, "recent": {"a": 1}},
    "projects that are nowhere": {
        "last_project": "/nowhere/\udcff.annot",
        "recent": [{"path": "/nowhere/x.annot", "articles": -5, "done": 99, "at": "yesterday"}],
    },
    "NUL in a path": {"last_project": "a\0b", "recent": [{"path": "a\0b"}]},
    "no name": {"annotator": "\n\n"},
    "a list": [1, 2, 3],
}


@pytest.mark.parametrize("name", _GARBAGE)
def test_it_opens_whatever_stands_in_the_settings(
    make: Make, home: Path, path: Path, name: str, qtbot: QtBot
) -> None:
    folder = settings_folder()
    written = json.dumps(_GARBAGE[name], ensure_ascii=False)
    (folder / "settings.json").write_text(written, encoding="utf-8", errors="surrogateescape")
    window = make()
    assert not window.frame.grab().isNull()
    assert window.verbs.opening.open_path(path, who="Olena")
    assert not window.frame.grab().isNull()
    for verb in (
        window.verbs.viewing.larger,
        window.verbs.viewing.smaller,
        window.verbs.viewing.usual_size,
    ):
        verb()
    window.verbs.menus.open_projects(window.top)
    QApplication.closeAllWindows()
    settings = load_settings()
    assert settings.text_size == 17
    # What was not understood has made room for what is so.
    assert settings.last_project == str(path)


def test_the_last_project_is_opened_only_if_it_is_there(home: Path, path: Path) -> None:
    memory = Memory()
    assert last_project(memory) is None
    memory.remember_project(path, 1, 0, "2026-01-01T00:00:00Z")
    assert last_project(memory) == path
    memory.remember_project(path.with_name("gone.annot"), 1, 0, "2026-01-01T00:00:00Z")
    assert last_project(memory) is None


def test_recent_projects_are_remembered_and_forgotten(home: Path) -> None:
    memory = Memory()
    for name in ("a", "b", "a"):
        memory.remember_project(Path(f"/p/{name}.annot"), 3, 1, "2026-01-01T00:00:00Z")
    assert [one.path for one in Memory().settings.recent] == ["/p/a.annot", "/p/b.annot"]
    assert Memory().settings.recent[0] == Recent("/p/a.annot", 3, 1, "2026-01-01T00:00:00Z")
    memory.forget_project("/p/a.annot")
    assert [one.path for one in Memory().settings.recent] == ["/p/b.annot"]


def test_what_another_program_has_set_stays(home: Path) -> None:
    ours, theirs = Memory(), Memory()
    theirs.change(lambda settings: replace(settings, theme="dark"))
    ours.change(lambda settings: replace(settings, columns=(300, 0)))
    assert load_settings() == Settings(theme="dark", columns=(300, 0))
    # What cannot be read takes nothing with it.
    (home / "settings.json").write_text("{", encoding="utf-8")
    ours.change(lambda settings: replace(settings, text_size=20))
    assert load_settings() == Settings(theme="dark", columns=(300, 0), text_size=20)


def test_what_could_not_be_saved_is_saved_as_soon_as_it_can(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    memory = Memory()
    with monkeypatch.context() as patch:
        patch.setattr(settings_module, "write_whole", full)
        memory.change(lambda settings: replace(settings, theme="dark"))
        assert memory.unsaved == "No space left on device"
        assert memory.settings.theme == "dark"
    memory.change(lambda settings: settings)
    assert memory.unsaved == ""
    assert load_settings().theme == "dark"


def test_what_did_not_change_is_not_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[object] = []
    monkeypatch.setattr(memory_module, "save_settings", written.append)
    memory = Memory()
    memory.change(lambda settings: settings)
    assert written == []


def test_without_any_theme_the_program_says_so_and_ends(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def nothing(_: Settings) -> None:
        raise UserProblem("The program's files are damaged: it has no theme. Install it again.")

    monkeypatch.setattr(application, "dress", nothing)
    monkeypatch.setattr(QMessageBox, "critical", lambda *words: said.append(words[-1]))
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(gc, "disable", lambda: None)
    assert application.run() == 1
    assert said == ["The program's files are damaged: it has no theme. Install it again."]


def test_a_broken_theme_is_told(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    window = make()
    application._tell_what_is_broken(window, Memory())
    assert window.messages.text() == ""
    monkeypatch.setattr(current(), "broken", "dark")
    application._tell_what_is_broken(window, Memory())
    assert "“dark” cannot be read" in window.messages.text()
