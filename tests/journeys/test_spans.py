"""Which words an annotation is on: fragments, edges, splitting, joining, several, stacks, filters.

Once by mouse alone and once by keys alone; the file is looked at, and what is painted.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from annotator import Project
from annotator.ui.editor.edges import edges_of
from annotator.ui.look import look
from tests.troubles import as_nobody, open_folder

from .articles import FLOOD, project_of
from .conftest import Start
from .eye import is_like, wash_of
from .hand import Hand

TAGS = [
    ("source", "the regional water board"),
    ("location", "Kamenica"),
    ("figure", "85 goats"),
    ("source", "the weather service in Lindenthal"),
]
_KEYS = ("Ctrl+Space", "/", "Ctrl+J", "Ctrl+Del", "Ctrl+Shift+A", "Shift+O")
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


def _pieces(path: Path, label: str = "") -> list[list[str]]:
    """Read from the file the words of each annotation's fragments, by position."""
    with Project.open(path, read_only=True) as project:
        texts = {article.id: article.text for article in project.articles()}
        return [
            [texts[one.article][slice(*piece)] for piece in one.fragments]
            for one in project.annotations(labels=[label] if label else ())
        ]


def _edge(hand: Hand, *, begins: bool, fragment: int = 0) -> QPoint:
    """Give the place of an edge of the selected annotation on the screen."""
    view = hand.view
    mark = hand.window.desk.active
    assert mark is not None
    hand.reveal(mark.start, mark.end)
    found = next(
        edge
        for edge in edges_of(view.page, mark)
        if (edge.fragment, edge.begins) == (fragment, begins)
    )
    place = found.box.translated(0, -view.verticalScrollBar().value()).center()
    return view.viewport().mapToGlobal(place.toPoint())


def _letter(hand: Hand, words: str, nth: int = 0, *, last: bool = False) -> QPoint:
    start, end = hand.span(words, nth)
    at = end - 1 if last else start
    box = hand.view.box_of(at, at + 1)
    return hand.view.viewport().mapToGlobal(box.center())


# Fragments


def test_fragments_by_mouse(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path)
    hand = start(path)
    hand.click("Source, 1")
    hand.drag_words("Ilse", "Marchetti")
    assert hand.active() == ("source", "Ilse Marchetti")
    # Ctrl adds words to what is selected, snapped as ever.
    hand.drag_words("hief", "enginee", ctrl=True)
    assert _pieces(path) == [["Ilse Marchetti", "chief engineer"]]
    assert hand.active() == ("source", "Ilse Marchetti, the board’s chief engineer")
    assert is_like(hand.ground("chief engineer"), wash_of("purple", selected=True))
    assert is_like(hand.ground("board’s"), look().base)
    hand.double_click_word("bridge", ctrl=True)
    assert _pieces(path) == [["Ilse Marchetti", "chief engineer", "bridge"]]
    # The menu takes a fragment out.
    hand.right_click_word("engineer")
    hand.choose("Take “chief engineer” out")
    assert _pieces(path) == [["Ilse Marchetti", "bridge"]]
    hand.press("Ctrl+Z")
    assert _pieces(path) == [["Ilse Marchetti", "chief engineer", "bridge"]]
    assert hand.annotations()[0].startswith("Ilse Marchetti … chief engineer … bridge — Source")


def test_words_are_set_aside_before_there_is_a_label(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path)
    hand = start(path)
    hand.drag_words("310", "metres", ctrl=True)
    hand.double_click_word("second", 1, ctrl=True)
    assert _pieces(path) == []
    assert "2 fragments" in hand.status()
    for words in ("310", "second"):
        assert is_like(hand.ground(words, words == "second"), look().selection)
    hand.click("Figure, 3")
    assert _pieces(path, "figure") == [["310 cubic metres", "second"]]
    assert hand.view.scene.spans == ()

    # A click without Ctrl forgets them.
    hand.press("Esc")
    hand.double_click_word("48", ctrl=True)
    hand.double_click_word("noon", ctrl=True)
    assert len(hand.view.scene.spans) == 2
    hand.click_word("standing")
    assert hand.view.scene.spans == ()
    assert hand.active() is None


def test_fragments_by_keys(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path)
    hand = start(path)
    hand.select("Ilse Marchetti")
    hand.press("Ctrl+Space")
    hand.select("chief engineer")
    hand.press("1")
    assert _pieces(path) == [["Ilse Marchetti", "chief engineer"]]
    # Held, an annotation gets the words that are selected next.
    hand.press("Ctrl+Space")
    assert hand.active() is not None
    hand.go_to("bridge")
    assert hand.active() is not None
    hand.press("Ctrl+Space")
    assert _pieces(path) == [["Ilse Marchetti", "chief engineer", "bridge"]]
    hand.go_to("chief")
    hand.press("Ctrl+Del")
    assert _pieces(path) == [["Ilse Marchetti", "bridge"]]
    # Edges are those of the fragment at the caret.
    hand.go_to("bridge")
    hand.press("O", "[")
    assert _pieces(path) == [["Ilse Marchetti", "the bridge"]]
    hand.press("Esc", "Esc")
    hand.select("noon")
    hand.press("Ctrl+Space", "Esc")
    assert hand.view.scene.spans == ()
    hand.press("Ctrl+Z", times=4)
    assert _pieces(path) == []


# Edges


def test_edges_are_dragged(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path, tags=TAGS)
    hand = start(path)
    hand.click_word("85 goats")
    place = _edge(hand, begins=False)
    there = _letter(hand, "slope", last=True)
    hand.hold(place, there)
    # It is shown while the button is held, and not yet written.
    assert _pieces(path, "figure") == [["85 goats"]]
    assert is_like(hand.ground("slope"), wash_of("orange", selected=True))
    hand.press("Esc")
    hand.let_go(there)
    assert _pieces(path, "figure") == [["85 goats"]]
    assert is_like(hand.ground("slope"), look().base)
    assert hand.active() == ("figure", "85 goats")

    hand.drag(place, there)
    assert _pieces(path, "figure") == [["85 goats on the slope"]]
    hand.drag(_edge(hand, begins=True), _letter(hand, "slope"))
    assert _pieces(path, "figure") == [["slope"]]
    # With Alt the edge is where the mouse is.
    letter = hand.text.index("slope") + 2
    box = hand.view.box_of(letter, letter + 1)
    middle = hand.view.viewport().mapToGlobal(QPoint(box.right() + 1, box.center().y()))
    hand.drag(_edge(hand, begins=False), middle, alt=True)
    assert _pieces(path, "figure") == [["slo"]]
    step = "Undo: Move edge of figure"
    assert hand.window.verbs.actions["undo"].text() == step
    hand.press("Ctrl+Z", times=3)
    assert _pieces(path, "figure") == [["85 goats"]]


def test_a_click_on_an_edge_is_a_click(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path, tags=TAGS)
    hand = start(path)
    hand.click_word("85 goats")
    place = _edge(hand, begins=True)
    hand.click(hand.view.viewport(), at=hand.view.viewport().mapFromGlobal(place))
    assert hand.active() == ("figure", "85 goats")
    assert _pieces(path, "figure") == [["85 goats"]]
    hand.view.viewport().setCursor(Qt.CursorShape.IBeamCursor)
    window = hand.window.frame.windowHandle()
    from PySide6.QtTest import QTest  # noqa: PLC0415 - moves without a button

    for there in (place + QPoint(90, 60), place):
        QTest.mouseMove(window, window.mapFromGlobal(there))
    hand.settle()
    assert hand.view.viewport().cursor().shape() == Qt.CursorShape.SizeHorCursor


# Splitting and joining


def test_splitting_and_joining_by_keys(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path, tags=TAGS)
    hand = start(path)
    hand.go_to("water board")
    hand.press("/")
    assert _pieces(path, "source")[:2] == [["the regional"], ["water board"]]
    assert hand.active() == ("source", "water board")
    # The selected one with the next of its label: nothing lies between.
    hand.press("Shift+Tab", "Ctrl+J")
    assert _pieces(path, "source")[0] == ["the regional water board"]
    # At its start nothing says where: a menu asks.
    hand.press("/")
    assert hand.rows()[0] == "the | regional water board".replace(" | ", "  |  ")
    hand.press("Down", "Return")
    assert _pieces(path, "source")[:2] == [["the regional"], ["water board"]]
    # Words lie between this one and the next.
    hand.press("Ctrl+J")
    assert [row.split(":")[0] for row in hand.rows()] == ["Fragments", "One span"]
    hand.press("Return")
    assert _pieces(path, "source")[1] == ["water board", "the weather service in Lindenthal"]
    hand.press("Ctrl+Z", "Ctrl+Z")
    assert _pieces(path, "source") == [[words] for label, words in TAGS if label == "source"]


def test_splitting_and_joining_by_mouse(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path, tags=TAGS)
    hand = start(path)
    hand.right_click_word("water")
    hand.choose("Split before “water”")
    assert _pieces(path, "source")[:2] == [["the regional"], ["water board"]]
    hand.right_click_word("regional")
    hand.choose("Join with “water board”")
    assert _pieces(path, "source")[0] == ["the regional water board"]


def test_what_a_split_leaves_out_is_said(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path)
    with Project.open(path, "Olena") as project:
        (article,) = project.articles()
        at = article.text.index("Ilse Marchetti")
        values = {"kind": "named-person", "role": "engineer"}
        project.annotate(article.id, at, at + 14, "source", note="both", attributes=values)
    hand = start(path)
    hand.go_to("Marchetti")
    hand.press("/")
    assert hand.message() == "Split. Role and The note stayed with the first part."
    with Project.open(path, read_only=True) as project:
        first, second = project.annotations()
        assert (first.attributes, second.attributes) == (values, {"kind": "named-person"})
    hand.click("Undo")
    assert _pieces(path) == [["Ilse Marchetti"]]


# Scripts that run the other way, and somebody else meanwhile


def test_an_arabic_text(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path, FLOOD)
    hand = start(path)
    words = [one for one in hand.text.split() if len(one) > 4][6:10]
    first, last = words[0], words[3]
    hand.double_click_word(first)
    hand.press("2")
    hand.double_click_word(last, ctrl=True)
    (pieces,) = _pieces(path)
    assert len(pieces) == 2
    # The first edge stands at the right, where one begins to read.
    mark = hand.window.desk.active
    assert mark is not None
    box = hand.view.box_of(*mark.pieces[0])
    assert (
        abs(_edge(hand, begins=True).x() - hand.view.viewport().mapToGlobal(box.topRight()).x())
        <= 2
    )
    hand.press("Ctrl+Z", "Ctrl+Z")
    assert _pieces(path) == []


def test_somebody_removes_it_meanwhile(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path, tags=TAGS)
    hand = start(path)
    hand.click_word("85 goats")
    place, there = _edge(hand, begins=False), _letter(hand, "slope", last=True)
    hand.hold(place, there)
    with Project.open(path, "Olena") as other:
        (goats,) = other.annotations(labels=["figure"])
        other.delete(goats.id)
    hand.window.hub.look()
    hand.settle()
    hand.let_go(there)
    assert _pieces(path, "figure") == []
    assert hand.active() is None
    QApplication.processEvents()


@pytest.mark.parametrize(
    "key", ["Ctrl+Space", "/", "Ctrl+J", "Ctrl+Del", "Ctrl+Shift+A", "Shift+O"]
)
def test_nothing_there_is_no_trouble(start: Start, tmp_path: Path, key: str) -> None:
    path = project_of(tmp_path)
    hand = start(path)
    hand.press(key)
    hand.press("Esc", key)
    assert _pieces(path) == []


def test_a_double_click_on_what_is_tagged_adds_its_word(start: Start, tmp_path: Path) -> None:
    """The first of the two clicks would take the other annotation among the selected ones."""
    path = project_of(tmp_path, tags=TAGS)
    hand = start(path)
    hand.click_word("85 goats")
    hand.click_word("Kamenica", ctrl=True)
    hand.click_word("Kamenica", ctrl=True)
    assert hand.active() == ("figure", "85 goats")
    hand.double_click_word("Kamenica", ctrl=True)
    assert _pieces(path, "figure") == [["Kamenica", "85 goats"]]
    assert hand.active() is not None
    assert len(hand.window.desk.selected) == 1


_NASTY = (
    "Спікер 🇺🇦 said: «cafe\u0301 12\u00a0500 km²», 👩‍👩‍👧‍👦 of Kyi\u0308v left\u2028the ministère "
    "d’Été — قال 3,5 مليون — at 10:30."
)


def test_nasty_characters(start: Start, tmp_path: Path) -> None:
    """Emoji, joined families, combining marks, no-break spaces, line separators: whole or not."""
    file = tmp_path / "nasty.txt"
    file.write_text(_NASTY, encoding="utf-8")
    path = project_of(tmp_path, file)
    hand = start(path)
    text = hand.text
    for words in ("cafe\u0301", "👩‍👩‍👧‍👦", "Kyi\u0308v", "ministère"):
        assert words in text, words
    hand.double_click_word("cafe\u0301")
    hand.press("1")
    for words in ("👩‍👩‍👧‍👦", "Kyi\u0308v", "ministère"):
        hand.double_click_word(words, ctrl=True)
    (pieces,) = _pieces(path)
    assert pieces == ["cafe\u0301", "👩‍👩‍👧‍👦", "Kyi\u0308v", "ministère"]
    # An edge never comes to stand within a character.
    hand.drag(_edge(hand, begins=False, fragment=2), _letter(hand, "left", last=True), alt=True)
    with Project.open(path, read_only=True) as project:
        (one,) = project.annotations()
        assert project.check() == []
    assert text[slice(*one.fragments[2])].startswith("Kyi\u0308v le")
    hand.go_to("Kyi\u0308v")
    hand.press("/")
    assert [len(pieces) for pieces in _pieces(path)] == [2, 2]
    hand.press("Ctrl+Shift+A", "Ctrl+J", "Return")
    assert [len(pieces) for pieces in _pieces(path)] == [4]


def test_a_project_that_cannot_be_written(start: Start) -> None:
    with open_folder() as folder:
        path = project_of(folder, tags=TAGS)
        path.chmod(0o444)
        before = _pieces(path)
        # Everything is loaded now, for nobody may not read the program.
        warm = start(path)
        warm.press("Ctrl+Shift+A", "Esc", "/", "F", "Esc", "Shift+F9", "Shift+F9")
        warm.click_word("85 goats")
        warm.right_click_word("85 goats")
        warm.press("Esc")
        warm.close()
        with as_nobody():
            hand = start(path)
            hand.click("Close the message")
            hand.click_word("85 goats")
            hand.drag(_edge(hand, begins=False), _letter(hand, "slope", last=True))
            assert hand.message().startswith("Dams.annot cannot be changed")
            assert hand.active() == ("figure", "85 goats")
            assert is_like(hand.ground("slope"), look().base)
            hand.double_click_word("slope", ctrl=True)
            # What could not be saved is still selected, to be tried again.
            assert hand.selected() == "slope"
            hand.press("Esc", "Esc")
            hand.go_to("water board")
            hand.press("/", "Ctrl+Shift+A", "Del", "2")
            assert len(hand.annotations()) == len(TAGS)
            hand.close()
        assert _pieces(path) == before
