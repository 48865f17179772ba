"""Bundles come and go through the window: damaged ones, strangers', one's own from elsewhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from annotator import Project
from annotator.model.annotator import CONSENSUS
from annotator.ui.dialogs.conflicts import ConflictsSheet
from annotator.ui.dialogs.export.sheet import ExportSheet
from annotator.ui.dialogs.merge import MergeSheet
from annotator.ui.dialogs.send import SendSheet
from annotator.ui.look import label_colours, look
from annotator.ui.panels.review.answers import AnswerRow
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.tick_box import TickBox

from .articles import FLOOD, project_of
from .conftest import Dialogs, Start
from .eye import ground_of, is_like, tags_in
from .hand import Hand
from .people import Person, revisions_in

_TAGGER = Path(__file__).with_name("tagger.py")
WORDS = "Pavel Dusek"


@pytest.fixture
def pair(
    start: Start, dialogs: Dialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Person, Person]:
    """Give Amara with a project, and Jonas, who has a copy of it and has tagged in it."""
    amara, jonas = (
        Person(name, tmp_path, start, monkeypatch, dialogs) for name in ("Amara", "Jonas")
    )
    amara.at_home()
    made = project_of(amara.folder, name="Ferries", who="Amara")
    assert made == amara.path
    shutil.copy(amara.path, jonas.path)
    with jonas.project() as project:
        article = next(project.articles())
        begin = article.text.index(WORDS)
        project.annotate(article.id, begin, begin + len(WORDS), "source")
    return amara, jonas


def _bundle(one: Person, name: str = "work.annotz") -> Path:
    with one.project() as project:
        project.exchanging.bundle(one.folder / name)
    return one.folder / name


def test_a_damaged_bundle_changes_nothing(pair: tuple[Person, Person], tmp_path: Path) -> None:
    amara, jonas = pair
    whole = _bundle(jonas).read_bytes()
    before = revisions_in(amara.path)
    hand = amara.sit(amara.path)
    broken = tmp_path / "broken.annotz"
    flipped = bytearray(whole)
    flipped[whole.index(b"revisions.jsonl") + 100] ^= 0x10
    for damaged, said in (
        (whole[: len(whole) // 2], "broken.annotz is damaged: its end is missing."),
        (bytes(flipped), "broken.annotz is damaged: "),
        (b"", "broken.annotz is empty."),
        (b"PK\x03\x04 nothing", "broken.annotz is neither a bundle nor a project"),
    ):
        broken.write_bytes(damaged)
        hand.drop([broken])
        hand.wait(hand.message)
        assert hand.message().startswith(said)
        assert not hand.window.frame.findChildren(MergeSheet)
        bar = hand.picture(hand.window.messages)
        assert not is_like(ground_of(bar, bar.rect()), look().win)
        hand.window.messages.close_message()
    assert revisions_in(amara.path) == before
    assert hand.annotations() == []
    # The same window takes the whole one.
    whole_file = jonas.folder / "work.annotz"
    assert amara.merge(whole_file, dropped=True) > 0
    assert [row.split(" — ")[0] for row in hand.annotations()] == [WORDS]


def test_a_bundle_of_another_project(pair: tuple[Person, Person], tmp_path: Path) -> None:
    amara, jonas = pair
    jonas.at_home()
    other = project_of(tmp_path, FLOOD, name="Floods", who="Jonas")
    with Project.open(other, "Jonas") as project:
        project.exchanging.bundle(tmp_path / "floods.annotz")
    hand = amara.sit(amara.path)
    before = revisions_in(amara.path)
    hand.drop([tmp_path / "floods.annotz"])
    hand.wait(hand.message)
    assert hand.message().startswith("floods.annotz belongs to another project")
    assert revisions_in(amara.path) == before
    # Without a project it is one to begin with.
    hand.press("Ctrl+W")
    amara.path = tmp_path / "mine.annot"
    amara.begin_with(tmp_path / "floods.annotz", dropped=True)
    assert len(hand.articles()) == 1


def test_merging_while_somebody_tags(pair: tuple[Person, Person], tmp_path: Path) -> None:
    """Another window, of another process, tags on and on while a bundle is merged and undone."""
    amara, jonas = pair
    bundle = _bundle(jonas)
    hand = amara.sit(amara.path)
    with subprocess.Popen(
        [sys.executable, str(_TAGGER), str(amara.path), "--quit-after", "40"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    ) as other:
        assert other.stdout is not None
        first = json.loads(other.stdout.readline())
        assert amara.merge(bundle) > 0
        out, err = other.communicate(timeout=60)
    assert other.returncode == 0, err
    seen = [first, *map(json.loads, out.splitlines())]
    assert len(seen) == 40
    hand.wait(lambda: len(hand.annotations()) == 41)
    assert sorted(tags_in(amara.path)) == sorted([tuple(one) for one in seen] + [("source", WORDS)])
    with Project.open(amara.path, read_only=True) as project:
        assert project.check() == []


def test_one_person_on_two_machines(pair: tuple[Person, Person]) -> None:
    """What Jonas said differently at two machines is shown, and settled in the window."""
    amara, jonas = pair
    amara.merge_quietly(_bundle(jonas))
    laptop = Person.like(jonas, "laptop")
    shutil.copy(jonas.path, laptop.path)
    for one, label in ((jonas, "location"), (laptop, "figure")):
        with one.project() as project:
            (tag,) = project.annotations()
            project.update(tag.id, label=label)
    amara.merge_quietly(_bundle(jonas))
    file = _bundle(laptop, "laptop.annotz")

    # The sheet shows both; nothing is picked, and so one of them counts provisionally.
    hand = amara.sit(amara.path)
    sheet = amara.look_at(file)
    assert len(sheet.choices) == 1
    assert sheet.rows[0].accessibleName() == "Conflicts: 1"
    if sheet.asked.isVisible():
        hand.click(sheet.asked)
    hand.press("Ctrl+Return")
    hand.wait(lambda: hand.message().startswith("Merged "))
    assert len(hand.annotations()) == 1

    amara.run("settle conflicts")
    conflicts = amara.sheet(ConflictsSheet)
    cards = conflicts.choices[0].cards
    assert [card.isChecked() for card in cards] == [True, False]
    first, other = (card.accessibleName().split(",")[0].lower() for card in cards)
    assert not conflicts.answer.isEnabled()
    # By keys: the one that counts has the keyboard, an arrow picks the other.
    assert cards[0].hasFocus()
    hand.press("Right")
    assert cards[1].isChecked()
    hand.press("Ctrl+Return")
    assert tags_in(amara.path) == [(other, WORDS)]
    amara.run("settle conflicts")
    assert hand.message() == "No conflicts: nobody has said two things at once."
    hand.press("Ctrl+Z")
    assert tags_in(amara.path) == [(first, WORDS)]
    hand.press("Ctrl+Shift+Z")
    assert tags_in(amara.path) == [(other, WORDS)]
    with Project.open(amara.path, read_only=True) as project:
        assert project.exchanging.conflicts() == []
        assert project.check() == []


def test_conflicts_that_were_not_picked_are_told_and_one_undo_takes_all_back(
    pair: tuple[Person, Person],
) -> None:
    amara, jonas = pair
    with jonas.project() as project:
        article = next(project.articles())
        for at in (0, 6):
            project.annotate(article.id, at, at + 3, "location")
    amara.merge_quietly(_bundle(jonas))
    laptop = Person.like(jonas, "laptop")
    shutil.copy(jonas.path, laptop.path)
    for one, note in ((jonas, "As he says."), (laptop, "As she says.")):
        with one.project() as project:
            for tag in list(project.annotations())[:3]:
                project.update(tag.id, note=note)
    amara.merge_quietly(_bundle(jonas))
    hand = amara.sit(amara.path)
    sheet = amara.look_at(_bundle(laptop, "laptop.annotz"))
    if sheet.asked.isVisible():
        hand.click(sheet.asked)
    picked = sheet.choices[0]
    hand.click(picked.cards[1])
    hand.press("Ctrl+Return")
    hand.wait(lambda: hand.message().startswith("Merged "))
    assert hand.message().endswith(" 2 conflicts are still to be settled.")

    # What was picked is a step of its own; the button takes both back.
    hand.click(hand.window.messages.buttons()[1])
    with Project.open(amara.path, read_only=True) as project:
        assert [one.note for one in project.annotations()] == ["As he says."] * 3
        assert (project.conflicts(), project.check()) == ([], [])

    # The two that are left are a click away, and settled in one step.
    amara.look_at(laptop.path.with_name("laptop.annotz"))
    hand.press("Ctrl+Return")
    hand.wait(lambda: hand.message().startswith("Merged "))
    hand.click(hand.window.messages.buttons()[0])
    conflicts = amara.sheet(ConflictsSheet)
    assert picked.conflict.entity not in [one.conflict.entity for one in conflicts.choices]
    for choice in conflicts.choices:
        hand.click(choice.cards[1])
    hand.click(conflicts.answer)
    with Project.open(amara.path, read_only=True) as project:
        step = project.next_undo()
        assert step is not None
        assert (step.title, project.conflicts()) == ("Settle 2 conflicts", [])
        assert project.check() == []


def test_another_key_is_an_alarm(pair: tuple[Person, Person], tmp_path: Path) -> None:
    amara, jonas = pair
    amara.merge_quietly(_bundle(jonas))
    stranger = Person.like(jonas, "stranger")
    shutil.copy(jonas.path, stranger.path)
    with stranger.project() as project:
        article = next(project.articles())
        project.annotate(article.id, 0, 3, "location")
    file = _bundle(stranger, "again.annotz")
    hand = amara.sit(amara.path)
    before = revisions_in(amara.path)
    sheet = amara.look_at(file, dropped=True)
    assert not sheet.answer.isEnabled()
    hand.press("Ctrl+Return")
    assert sheet.popover.isVisible()
    hand.press("Escape")
    assert revisions_in(amara.path) == before
    sheet = amara.look_at(file)
    hand.click(sheet.asked)
    hand.click(sheet.answer)
    hand.wait(lambda: hand.message().startswith("Merged "))
    assert len(tags_in(amara.path)) == 2


def test_beginning_with_another_key(pair: tuple[Person, Person]) -> None:
    amara, jonas = pair
    amara.merge_quietly(_bundle(jonas))
    stranger = Person.like(jonas, "stranger")
    shutil.copy(jonas.path, stranger.path)
    hand = amara.sit()
    file = _bundle(stranger, "again.annotz")
    amara.at_home()
    amara.path = amara.folder / "Again.annot"
    amara.begin_with(file, dropped=True, refused=True)
    assert "signed with another key than Jonas's earlier bundles" in hand.message()
    assert hand.message().endswith("take it all the same.")
    assert not amara.path.exists()
    hand.click(hand.find(PushButton, "I have asked: begin"))
    hand.wait(lambda: hand.window.hub.project)
    assert hand.path == amara.path
    assert hand.message() == ""


def test_the_open_project_itself_is_nothing_that_was_sent(
    pair: tuple[Person, Person], dialogs: Dialogs
) -> None:
    amara, _ = pair
    hand = amara.sit(amara.path)
    dialogs.answer(amara.path)
    amara.run("begin with a teammate")
    assert hand.message() == "Ferries.annot is the project that is open. Choose what was sent."
    dialogs.answer(amara.path)
    hand.press("Ctrl+M")
    hand.wait(lambda: "is this project itself" in hand.message())


def test_undo_of_a_merge_by_its_button(pair: tuple[Person, Person]) -> None:
    amara, jonas = pair
    hand = amara.sit(amara.path)
    before = revisions_in(amara.path)
    amara.merge(_bundle(jonas), dropped=True)
    hand.click(hand.find(PushButton, "Undo"))
    assert revisions_in(amara.path) == before
    assert hand.annotations() == []
    assert hand.status()[0] == "Undone: Merge a bundle from Jonas"


def test_a_project_file_is_merged_too(pair: tuple[Person, Person]) -> None:
    amara, jonas = pair
    hand = amara.sit(amara.path)
    assert amara.merge(jonas.path) > 0
    assert len(hand.annotations()) == 1


def test_working_blind(
    pair: tuple[Person, Person],
    start: Start,
    dialogs: Dialogs,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What Jonas tagged is in others' files, and not on their screens before they are done."""
    amara, jonas = pair
    with amara.project() as project:
        for name in ("Jonas", "Mei"):
            project.team.add_person(name)
            project.team.set_role(name, "annotator")
    hand = amara.sit(amara.path)
    amara.run("people")
    hand.click(hand.find(TickBox, "People work blind"))
    hand.press("Escape")
    begun = amara.send("blind.annotz")
    amara.leave()

    hand = jonas.sit(jonas.path)
    jonas.merge(begun)
    assert hand.window.tagging.blind.isVisible()
    jonas.run("send to")
    sheet = jonas.sheet(SendSheet)
    assert not sheet.people.segment(1).isEnabled()
    hand.press("Escape")
    hand.press("Ctrl+E")
    export = jonas.sheet(ExportSheet)
    assert export.plan().selection.annotators == ("Jonas",)
    hand.click(export.choosing.layer)
    assert [row.text() for row in hand.menu().actions()] == ["Only mine: people work blind here"]
    hand.press("Escape")
    hand.press("Escape")
    hand.press("Ctrl+Return")
    assert not hand.window.tagging.blind.isVisible()
    work = jonas.send("Jonas.annotz")
    jonas.leave()

    # Who leads may review it, but does not see it while tagging.
    hand = amara.sit()
    amara.merge(work, dropped=True)
    assert tags_in(amara.path) == [("source", WORDS)]
    assert hand.annotations() == []
    assert not _is_underlined(hand)
    hand.press("Ctrl+2")
    assert len(hand.window.review_desk.units) == 1
    everybody = amara.send("everybody.annotz", everybody=True)
    amara.leave()

    mei = Person("Mei", tmp_path, start, monkeypatch, dialogs)
    hand = mei.sit()
    mei.begin_with(everybody, dropped=True)
    assert tags_in(mei.path) == [("source", WORDS)]
    assert hand.annotations() == []
    assert not _is_underlined(hand)
    hand.press("Ctrl+2")
    assert hand.window.review.card.state.accessibleName().startswith("You work blind")
    assert len(hand.window.review_desk.units) == 0
    hand.press("Ctrl+Return")
    hand.wait(lambda: len(hand.window.review_desk.units) == 1)
    hand.press("Ctrl+1")
    assert [row.split(" — ")[0] for row in hand.annotations()] == [WORDS]
    assert _is_underlined(hand)


def test_hidden_names_hide_who_sent_it(pair: tuple[Person, Person]) -> None:
    amara, jonas = pair
    amara.merge_quietly(_bundle(jonas))
    with amara.project() as project:
        article = next(project.articles())
        begin = article.text.index("Dusek")
        project.annotate(article.id, begin, begin + 5, "source")
    hand = amara.sit(amara.path)
    hand.press("Ctrl+2")
    assert any("Jonas" in row.accessibleName() for row in hand.all(AnswerRow))
    hand.press("h")
    for widget in hand.all(QWidget):
        said = f"{widget.accessibleName()} {widget.accessibleDescription()} {widget.toolTip()}"
        assert "Jonas" not in said, widget
    hand.press("a", "h")
    with Project.open(amara.path, read_only=True) as project:
        assert len(project.annotations(annotators=[CONSENSUS])) == 1


def _is_underlined(hand: Hand) -> bool:
    """Tell whether a line of somebody's source is painted below the words."""
    start, end = hand.span(WORDS)
    hand.reveal(start, end)
    box = hand.view.box_of(start, end).adjusted(0, 0, 0, 24)
    picture, line = hand.picture(hand.view.viewport()), label_colours("purple").line
    middle, bottom = box.center().x(), min(box.bottom(), picture.height())
    return any(is_like(picture.pixelColor(middle, y), line) for y in range(box.top(), bottom))
