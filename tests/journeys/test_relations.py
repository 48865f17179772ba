"""Links between annotations: made by keys and by mouse, seen as arcs, changed and taken away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from annotator import Project
from annotator.ui.editor.arc_ends import chip_of
from annotator.ui.editor.arcs import Route
from annotator.ui.look import label_colours, look
from annotator.ui.panels.form.link_row import LinkRow

from .articles import DAM, FLOOD, project_of
from .conftest import Start
from .eye import is_like
from .hand import Hand

_TAGS = (
    ("source", "the regional water board"),
    ("figure", "some 2,400 people"),
    ("figure", "about 600\u00a0km² of pasture"),
    ("location", "Orlova and the Lower Tisna"),
    ("source", "Ilse Marchetti"),
    ("location", "Brod"),
)


def _links(hand: Hand) -> list[tuple[str, str, str]]:
    """Read from the file what is linked: words, type, words."""
    with Project.open(hand.path, read_only=True) as project:
        quotes = {one.id: one.quote for one in project.annotations()}
        return [(quotes[one.source], one.type, quotes[one.target]) for one in project.relations()]


def _routes(hand: Hand) -> list[Route]:
    hand.settle()
    return hand.window.verbs.relating.links.routes()


def _on_screen(hand: Hand, box: QRectF) -> QPoint:
    place = box.center().toPoint() - QPoint(0, hand.view.verticalScrollBar().value())
    return hand.view.viewport().mapToGlobal(place)


def _pill(hand: Hand, name: str) -> QPoint:
    box = next(one.pill for one in _routes(hand) if one.arc.name == name)
    assert box is not None
    return _on_screen(hand, box)


def _chip(hand: Hand) -> QPoint:
    mark = hand.window.desk.active
    assert mark is not None
    box = chip_of(hand.view.page, mark)
    assert box is not None
    return _on_screen(hand, box)


def _hints(hand: Hand) -> list[str]:
    hand.settle()
    return [f"{keys} {words}" for keys, words in hand.window.verbs.relating.hints()]


def _is_painted(hand: Hand, place: QPoint, colours: Sequence[QColor], reach: int = 3) -> bool:
    picture = hand.picture(hand.view.viewport())
    here = hand.view.viewport().mapFromGlobal(place)
    around = [
        picture.pixelColor(here.x() + x, here.y() + y)
        for x in range(-reach, reach + 1)
        for y in range(-reach, reach + 1)
    ]
    return all(any(is_like(one, colour) for one in around) for colour in colours)


def test_by_keys(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=_TAGS))
    hand.click_word("of pasture")
    hand.press("L")
    # Only what the scheme allows is offered, the next one first.
    assert hand.window.verbs.relating.links.target is not None
    assert _hints(hand)[-1] == "Enter Where"
    seen = []
    for _ in range(4):
        target = hand.window.verbs.relating.links.target
        assert target is not None
        seen.append(hand.text[target.start : target.end])
        hand.press("Tab")
    assert seen == [
        "Orlova and the Lower Tisna",
        "Ilse Marchetti",
        "Brod",
        "the regional water board",
    ]
    hand.press("Shift+Tab")
    hand.press("Enter")
    assert _links(hand) == [("the regional water board", "says", "about 600\u00a0km² of pasture")]
    # It stays selected, for the next link; that one is offered no more.
    assert hand.active() == ("figure", "about 600\u00a0km² of pasture")
    # One way is open: no digit but 1 means it.
    hand.press("L", "2")
    assert len(_links(hand)) == 1
    hand.press("1")
    assert len(_links(hand)) == 2
    assert [one.arc.name for one in _routes(hand)] == ["where", "says"]

    hand.press("L", "Esc")
    assert hand.window.verbs.relating.links.source is None
    assert hand.active() == ("figure", "about 600\u00a0km² of pasture")
    hand.press("Ctrl+Z")
    assert len(_links(hand)) == 1
    hand.press("Ctrl+Y")
    assert len(_links(hand)) == 2
    with Project.open(hand.path, read_only=True) as project:
        assert project.check() == []


def test_where_several_links_fit(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=_TAGS))
    hand.click_word("Ilse Marchetti")
    hand.press("L", "Shift+Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab")
    target = hand.window.verbs.relating.links.target
    assert target is not None
    assert hand.text[target.start : target.end] == "the regional water board"
    assert _hints(hand)[2:] == ["1 Says", "2 Said by", "Enter Says"]
    hand.press("2")
    assert _links(hand) == [("the regional water board", "says", "Ilse Marchetti")]

    # By mouse a menu asks; Esc leaves no trace.
    hand.press("L")
    hand.click_word("the regional water board")
    assert _links(hand) == [
        ("the regional water board", "says", "Ilse Marchetti"),
        ("Ilse Marchetti", "says", "the regional water board"),
    ]
    hand.press("Ctrl+Z", "Ctrl+Z")
    hand.click_word("Ilse Marchetti")
    hand.press("L")
    hand.click_word("the regional water board")
    assert hand.offered("Type a link") == ["Says", "Said by"]
    hand.press("Esc")
    assert (_links(hand), hand.focus()) == ([], "Article text")
    hand.press("L")
    hand.click_word("the regional water board")
    hand.press("2")
    assert _links(hand) == [("the regional water board", "says", "Ilse Marchetti")]
    assert hand.focus() == "Article text"


def test_by_dragging_a_chip(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=_TAGS))
    hand.click_word("2,400", 1)
    before = hand.picture(hand.view.viewport())
    hand.hold(_chip(hand), hand.place_of("the Lower Tisna"))
    target = hand.window.verbs.relating.links.target
    assert target is not None, "the target lights up"
    hand.let_go(hand.place_of("the Lower Tisna"))
    assert _links(hand) == [("some 2,400 people", "at", "Orlova and the Lower Tisna")]

    # Beside any target, or on one that cannot be: nothing happens.
    hand.press("Ctrl+Z")
    hand.click_word("2,400", 1)
    hand.drag(_chip(hand), hand.place_of("the gates"))
    hand.drag(_chip(hand), hand.place_of("about 600\u00a0km²"))
    assert (_links(hand), len(hand.tags())) == ([], len(_TAGS))
    assert hand.active() == ("figure", "some 2,400 people")
    hand.hold(_chip(hand), hand.place_of("the gates"))
    QTest.qWait(1)
    hand.press("Esc")
    hand.let_go(hand.place_of("the Lower Tisna"))
    assert _links(hand) == []
    assert hand.picture(hand.view.viewport()).size() == before.size()


def test_why_a_chip_that_was_let_go_makes_no_link(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=_TAGS))
    hand.click_word("regional water board")
    hand.hold(_chip(hand), hand.place_of("2,400", 1))
    assert _hints(hand) == ["Esc leave", " Let go: Says"]
    hand.let_go(hand.place_of("2,400", 1))
    made = _links(hand)
    assert len(made) == 1
    hand.drag(_chip(hand), hand.place_of("2,400", 1))
    assert hand.status()[0] == "These two are linked already."
    hand.drag(_chip(hand), hand.place_of("water board"))
    assert hand.status()[0] == "An annotation cannot be linked to itself."
    hand.click_word("2,400", 1)
    hand.drag(_chip(hand), hand.place_of("about 600\u00a0km²"))
    assert hand.status()[0] == "The scheme has no link between Figure and Figure."
    assert _links(hand) == made


def test_arcs_are_painted_for_the_selected_one_alone(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=_TAGS))
    hand.click_word("of pasture")
    hand.press("L", "Enter")
    place = _pill(hand, "where")
    ink = label_colours("green").ink
    assert _is_painted(hand, place, [look().base, ink], reach=8)
    (route,) = _routes(hand)
    assert route.dot is not None
    assert _is_painted(
        hand, _on_screen(hand, QRectF(route.dot, route.dot)), [label_colours("green").line]
    )
    hand.press("Esc")
    assert _routes(hand) == []
    assert not _is_painted(hand, place, [ink], reach=8)

    # From the other end it has the colour of the figure.
    hand.click_word("the Lower Tisna")
    assert _is_painted(hand, _pill(hand, "where"), [label_colours("orange").ink], reach=8)


def test_a_link_is_selected_changed_and_removed(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=_TAGS))
    hand.click_word("Ilse Marchetti")
    hand.press("L", "Shift+Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab", "1")
    made = ("Ilse Marchetti", "says", "the regional water board")
    assert _links(hand) == [made]
    hand._click(_pill(hand, "says"))
    assert hand.window.verbs.relating.links.chosen
    assert _hints(hand)[-1] == "Del unlink"
    hand.menu_key()
    assert hand.rows()[:2] == ["Go to “the regional water board”", "Turn it round"]
    hand.choose("Turn it round")
    assert _links(hand) == [made[::-1]]
    # Del takes the link, not the annotation.
    hand.press("Shift+L")
    hand.press("Del")
    assert (_links(hand), len(hand.tags())) == ([], len(_TAGS))
    assert hand.active() == ("source", "Ilse Marchetti")
    hand.press("Ctrl+Z")
    # Undo leads to where the link starts.
    assert hand.active() == ("source", "the regional water board")
    hand.press("Shift+L", "Return")
    assert hand.active() == ("source", "Ilse Marchetti")

    hand.press("Shift+L")
    hand.menu_key()
    hand.choose("Note…")
    assert hand.find(QLineEdit, "Note").hasFocus()
    hand.type("by phone")
    hand.press("Return")
    with Project.open(hand.path, read_only=True) as project:
        assert [one.note for one in project.relations()] == ["by phone"]


def test_the_menu_of_an_arc_by_mouse_and_what_is_somebody_elses(
    start: Start, tmp_path: Path
) -> None:
    path = project_of(tmp_path, tags=_TAGS)
    with Project.open(path, "Mei") as project:
        found = {one.quote: one.id for one in project.annotations()}
        project.relate(found["Ilse Marchetti"], "says", found["some 2,400 people"])
    hand = start(path)
    hand.click_word("Ilse Marchetti")
    window, here = hand._at(_pill(hand, "says"))
    QTest.mouseClick(window, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, here)
    hand.settle()
    # Mei linked these: there is nothing to change, and Del says whose it is.
    assert hand.rows() == ["Go to “some 2,400 people”", "Linked by Mei"]
    hand.press("Esc")
    hand.press("Del")
    assert "only Mei can change it" in hand.message()
    assert len(_links(hand)) == 1
    # Whose lanes are not shown has no arcs.
    hand.window.desk.show_lane("Mei", shown=False)
    assert _routes(hand) == []


def test_removing_and_relabelling_an_end(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=_TAGS))
    hand.click_word("of pasture")
    hand.press("L", "Enter")
    hand.click_word("the Lower Tisna")
    hand.press("Del")
    assert _links(hand) == []
    hand.press("Ctrl+Z")
    assert len(_links(hand)) == 1
    hand.click_word("of pasture")
    hand.right_click_word("of pasture")
    hand.choose("Change Figure to Source")
    assert _links(hand) == []
    assert "“where”" in hand.message()
    hand.press("Ctrl+Z")
    assert len(_links(hand)) == 1


def test_a_row_of_the_form_is_a_link(start: Start, tmp_path: Path) -> None:
    """It leads to its other end, has the menu of the arc, and is taken away with one key."""
    hand = start(project_of(tmp_path, tags=_TAGS))
    hand.click_word("of pasture")
    hand.press("L", "Return", "L", "Return")
    assert len(_links(hand)) == 2
    row = hand.all(LinkRow)[0]
    row.setFocus()
    hand.menu_key()
    assert any(words.startswith("Remove the link") for words in hand.rows())
    hand.strike("Esc")
    row.setFocus()
    hand.press("Del")
    assert len(_links(hand)) == 1
    assert hand.message() == "", "it was taken away once"
    # What is next has the keyboard.
    (row,) = hand.all(LinkRow)
    assert row.hasFocus()
    words = row.text()
    hand.press("Return")
    active = hand.active()
    assert active is not None
    assert active[1] == words


def test_far_apart_and_out_of_view(start: Start, tmp_path: Path) -> None:
    hand = start(
        project_of(tmp_path, tags=[*_TAGS, ("figure", "7.2\u00a0metres"), ("figure", "14 cracks")])
    )
    hand.click_word("Ilse Marchetti")
    for words in ("7.2\u00a0metres", "14 cracks"):
        hand.press("L")
        for _ in range(12):
            target = hand.window.verbs.relating.links.target
            assert target is not None
            if hand.text[target.start : target.end] == words:
                break
            hand.press("Tab")
        hand.press("Return")
    hand.view.verticalScrollBar().setValue(0)
    hand.settle()
    if not hand.in_view("7.2\u00a0metres"):
        names = [one.edge[1] for one in _routes(hand) if one.edge]
        assert names
        assert all(name.startswith("¶") for name in names)
        box = next(one.edge[0] for one in _routes(hand) if one.edge)
        hand._click(_on_screen(hand, box))
        hand.press("Return")
        assert hand.active() in [("figure", "7.2\u00a0metres"), ("figure", "14 cracks")]
    left = hand.view.page.column_left
    hand.click_word("7.2\u00a0metres")
    assert any(point.x() < left for one in _routes(hand) for point in one.points)


def test_right_to_left_runs_through_the_right_margin(start: Start, tmp_path: Path) -> None:
    path = project_of(
        tmp_path,
        FLOOD,
        DAM,
        tags=[("source", "ليلى حداد"), ("figure", "350 أسرة"), ("figure", "40 طنا")],
    )
    hand = start(path)
    hand.click_word("ليلى حداد")
    hand.press("L", "Return", "L", "Return")
    assert len(_links(hand)) == 2
    page = hand.view.page
    right = page.column_left + page.column_width
    ways = [one for one in _routes(hand) if any(point.x() > right for point in one.points)]
    assert ways, "what is far apart goes through the margin where lines begin"
    assert not any(point.x() < page.column_left for one in _routes(hand) for point in one.points)


def test_what_another_program_removes_is_not_linked_to(start: Start, tmp_path: Path) -> None:
    hand = start(project_of(tmp_path, tags=_TAGS))
    hand.click_word("of pasture")
    hand.press("L")
    with Project.open(hand.path, "Olena") as other:
        for one in other.annotations():
            if one.label == "location":
                other.delete(one.id)
    hand.wait(lambda: hand.window.verbs.relating.links.source is None)
    hand.press("L")
    target = hand.window.verbs.relating.links.target
    assert target is not None
    assert target.label == "source"


def test_read_only_projects_say_so(start: Start, tmp_path: Path) -> None:
    path = project_of(tmp_path, tags=_TAGS)
    path.chmod(0o444)
    hand = start(path)
    if not hand.window.hub.project or not hand.window.hub.project.read_only:
        return  # whoever may write everything
    hand.click_word("of pasture")
    hand.press("L", "Enter")
    assert hand.message()
    assert _links(hand) == []
