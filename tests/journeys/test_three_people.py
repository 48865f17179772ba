"""The second job, whole: three people, three machines, two rounds, from first tag to dataset.

Amara leads. Jonas and Mei begin with what she sent, tag, and send their work back; she merges it,
settles the differences, looks at the agreement, exports the consensus. Then Jonas changes his mind.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from annotator import Project
from annotator.model.annotator import CONSENSUS
from annotator.ui.dialogs.export.sheet import ExportSheet
from annotator.ui.dialogs.spans import SpansSheet
from annotator.ui.look import look
from annotator.ui.widgets.heat_cell import heat

from .conftest import Dialogs, Start
from .eye import Tag, ground_of, is_like, tags_in, wash_of
from .hand import Hand
from .people import Person, revisions_in
from .sight import rows_of

FERRY = (
    "Ferry 🚢 waits off Kerch\n\n"
    "Zoe\u0308 Mu\u0308ller, the harbour master, said 1,200 people waited in Kerch on Friday.\n\n"
    "قال محمد الأحمد إن 300 شخص غادروا حلب يوم الجمعة.\n\n"
    "Nobody in Brod 👩‍👩‍👧 was asked.\n"
)
ROAD = "Road closed\n\nThe road to Brod is closed over 12 kilometers, police said.\n"
DIGITS = {"source": "1", "location": "2", "figure": "3"}

BY: dict[str, Sequence[Tag]] = {
    "Amara": [
        ("source", "Zoe\u0308 Mu\u0308ller, the harbour master"),
        ("figure", "1,200 people"),
        ("location", "Kerch"),
        ("source", "محمد الأحمد"),
        ("location", "حلب"),
    ],
    "Jonas": [
        ("source", "Zoe\u0308 Mu\u0308ller"),
        ("figure", "1,200 people"),
        ("location", "Kerch"),
        ("source", "محمد الأحمد"),
        ("location", "حلب"),
        ("location", "Brod"),
    ],
    "Mei": [
        ("source", "Zoe\u0308 Mu\u0308ller"),
        ("figure", "1,200 people"),
        ("source", "Kerch"),
        ("location", "حلب"),
    ],
}
FIRST: list[Tag] = [
    ("source", "Zoe\u0308 Mu\u0308ller"),
    ("figure", "1,200 people"),
    ("location", "Kerch"),
    ("source", "الأحمد"),
    ("location", "حلب"),
    ("figure", "12 kilometers"),
]
SECOND: list[Tag] = [BY["Amara"][0], *FIRST[1:], ("source", "police")]


@pytest.fixture
def team(
    start: Start, dialogs: Dialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Person, Person, Person]:
    """Give three people, nobody of whom has begun."""
    amara, jonas, mei = (
        Person(name, tmp_path, start, monkeypatch, dialogs) for name in ("Amara", "Jonas", "Mei")
    )
    return amara, jonas, mei


def test_two_rounds(team: tuple[Person, Person, Person], dialogs: Dialogs, tmp_path: Path) -> None:
    amara, jonas, mei = team

    first = _begin(amara, dialogs, tmp_path)
    _tag(amara)
    amara.leave()
    sent = []
    for one in (jonas, mei):
        one.sit()
        one.begin_with(first, dropped=one is mei)
        _tag(one)
        sent.append(one.send(f"{one.name} 1.annotz"))
        one.leave()

    _merge_undo_redo(amara, *sent)
    _settle(amara)
    _agreement(amara)
    assert _export(amara, dialogs, "first.jsonl") == FIRST
    settled = amara.send("settled.annotz", everybody=True)
    amara.leave()

    changed = _change(jonas, settled)
    replied = _reply(mei, settled, changed)
    amara.sit()
    amara.merge(changed)
    amara.merge(replied, dropped=True)
    _settle_again(amara)
    assert _export(amara, dialogs, "second.jsonl") == SECOND
    final = amara.send("final.annotz", everybody=True)
    amara.leave()

    for one, files in ((jonas, (replied, final)), (mei, (final,))):
        one.sit()
        for file in files:
            one.merge(file)
        assert _consensus(one) == SECOND
        one.leave()
    said = revisions_in(amara.path)
    assert revisions_in(jonas.path) == said
    assert revisions_in(mei.path) == said
    for one in (amara, jonas, mei):
        with Project.open(one.path, read_only=True) as project:
            assert project.check() == []


def _begin(amara: Person, dialogs: Dialogs, folder: Path) -> Path:
    """Make the project, take two articles in, and send it before anybody has tagged."""
    hand = amara.sit()
    dialogs.answer(amara.path)
    hand.press("Ctrl+N")
    files = []
    for name, text in (("ferry", FERRY), ("road", ROAD)):
        files.append(folder / f"{name}.txt")
        files[-1].write_text(text, encoding="utf-8")
    dialogs.answer(files)
    hand.press("Ctrl+O")
    hand.wait(lambda: len(hand.articles()) == 2)
    return amara.send("begin.annotz", everybody=True)


def _tag(one: Person) -> None:
    """Tag both articles by keys, and mark both done."""
    hand = one.hand
    if hand.title().startswith("Road"):
        hand.press("Alt+Up")
    assert hand.title() == FERRY.splitlines()[0]
    for label, words in BY[one.name]:
        # The second one: the first stands in the headline.
        hand.select(words, nth=1 if words == "Kerch" else 0)
        hand.press(DIGITS[label])
        assert hand.active() == (label, words)
    assert sorted(hand.tags()) == sorted(BY[one.name])
    hand.press("Ctrl+Return")
    hand.press("Alt+Down")
    assert hand.title() == "Road closed"
    hand.select("12 kilometers")
    hand.press("3")
    hand.press("Ctrl+Return")


def _merge_undo_redo(amara: Person, by_jonas: Path, by_mei: Path) -> None:
    """Merge both; take one merge back out, and bring it again."""
    hand = amara.sit()
    assert hand.title() == "Road closed"
    before = revisions_in(amara.path)
    assert amara.merge(by_jonas) > len(BY["Jonas"])
    with_jonas = revisions_in(amara.path)
    assert before < with_jonas
    assert amara.merge(by_mei, dropped=True) > len(BY["Mei"])
    with_both = revisions_in(amara.path)
    assert len(hand.annotations()) == 3
    hand.press("Ctrl+Z")
    assert hand.status()[0] == "Undone: Merge a bundle from Mei"
    assert revisions_in(amara.path) == with_jonas
    assert len(hand.annotations()) == 2
    hand.press("Ctrl+Shift+Z")
    assert revisions_in(amara.path) == with_both
    assert len(hand.annotations()) == 3
    # What is here already brings nothing.
    assert amara.merge(by_jonas, dropped=True) == 0
    assert revisions_in(amara.path) == with_both


def _settle(amara: Person) -> None:
    """Settle everything by keys: n, a, 2, e, u, x 1, c and Shift+A."""
    hand = amara.hand
    hand.press("Ctrl+2", "Alt+Up")
    review = hand.window.review
    assert _states(hand) == [
        "edges, open", "same, open", "label, open", "missed, open", "same, open", "missed, open",
    ]  # fmt: skip
    assert is_like(_ground(hand, "1,200"), look().base)
    hand.press("n", "p", "c")
    hand.type("Is “the harbour master” a part of it? \u00fc")
    hand.press("Return", "a")
    assert _consensus(amara) == [("source", "Zoe\u0308 Mu\u0308ller")]
    assert is_like(_ground(hand, "Zoe\u0308"), wash_of("purple"))

    # The second version, and then the first after all.
    hand.press("2")
    assert _consensus(amara)[1:] == [("source", "Kerch")]
    hand.press("Ctrl+Z", "1")
    assert _consensus(amara)[1:] == [("location", "Kerch")]
    hand.press("e", "]", "Return")
    assert _consensus(amara)[2:] == [("source", "الأحمد")]
    hand.press("u")
    assert _states(hand)[-1] == "missed, unsure"
    hand.press("n", "x")
    hand.strike("1")
    assert _states(hand)[-1] == "missed, settled"
    hand.press("Shift+A")
    assert _states(hand) == [
        "edges, settled", "same, settled", "label, settled", "missed, settled", "same, settled",
        "missed, settled",
    ]  # fmt: skip
    assert review.card.state.accessibleName() == "All 6 settled"
    assert is_like(_ground(hand, "1,200"), wash_of("orange"))
    hand.press("Return")
    assert hand.title() == "Road closed"
    hand.press("Shift+A")
    assert review.card.state.accessibleName() == "All 1 settled"
    assert _consensus(amara) == FIRST


def _agreement(amara: Person) -> None:
    """Look at the numbers by keys, open the spans behind one, and one of these in review."""
    hand = amara.hand
    hand.press("Ctrl+5")
    page = hand.window.verbs.surveys.agreement_page
    hand.wait(lambda: page.report is not None)
    hand.walk_to("Amara and Mei: ")
    # Whatever the numbers are by now: the intervals come a moment later.
    hand.wait(lambda: page.report is not None and page.report.measures[0].low is not None)
    assert page.report is not None
    assert page.report.kinds_by_pair["Amara", "Mei"] == {
        "same": 3, "edges": 1, "label": 1, "missed": 1,
    }  # fmt: skip
    cell = page.matrix.grid.cells[2, 0]
    assert cell.hasFocus()
    assert cell.share is not None
    assert is_like(cell.grab().toImage().pixelColor(6, 6), heat(cell.share))
    hand.press("Return")
    hand.wait(lambda: hand.window.frame.findChildren(SpansSheet))
    rows = rows_of(amara.sheet(SpansSheet).list)
    assert [row.split(":")[0] for row in rows] == [
        "Edges differ", "Label differs", "Missed by someone",
    ]  # fmt: skip
    assert "“محمد الأحمد”" in rows[2]
    hand.press("Down", "Return")
    assert hand.mode() == "review"
    assert hand.title() == FERRY.splitlines()[0]
    current = hand.window.review_desk.current
    assert current is not None
    assert current.unit.kind == "label"

    hand.press("Ctrl+5", "t")
    hand.choose("Copy as Markdown")
    assert hand.status()[0] == "The table is in the clipboard"
    table = QApplication.clipboard().text()
    assert "| F1, same edges | all labels | Amara and Mei | 0.55 |" in table


def _change(jonas: Person, settled: Path) -> Path:
    """Change a tag that a decision cites, add one, and send what is new."""
    hand = jonas.sit()
    assert jonas.merge(settled) > 0
    hand.press("Ctrl+2")
    assert hand.title() == "Road closed"
    assert _states(hand) == ["same, settled"]
    hand.press("Ctrl+1")
    hand.select("police")
    hand.press("1")
    hand.press("Alt+Up")
    hand.click_word("Mu\u0308ller")
    hand.press("}", times=3)
    assert hand.active() == BY["Amara"][0]
    sent = jonas.send("Jonas 2.annotz", new_only=True)
    jonas.leave()
    return sent


def _reply(mei: Person, settled: Path, changed: Path) -> Path:
    """Answer the question that Amara has left."""
    hand = mei.sit()
    mei.merge(settled, dropped=True)
    mei.merge(changed)
    hand.press("Ctrl+2", "Alt+Up")
    assert _states(hand)[0] == "edges, changed"
    assert not is_like(_ground(hand, "Zoe\u0308"), wash_of("purple"))
    hand.press("c")
    hand.type("Yes, it is \U0001f600")
    hand.press("Return")
    sent = mei.send("Mei 2.annotz", everybody=True)
    mei.leave()
    return sent


def _settle_again(amara: Person) -> None:
    """What cites a tag that has changed is flagged, and settled again."""
    hand = amara.hand
    hand.press("Ctrl+2")
    assert hand.title() == "Road closed"
    assert _states(hand) == ["same, settled", "missed, open"]
    hand.press("a", "Alt+Up")
    assert _states(hand) == [
        "edges, changed", "same, settled", "label, settled", "missed, settled", "same, settled",
        "missed, settled",
    ]  # fmt: skip
    current = hand.window.review_desk.current
    assert current is not None
    assert current.comments == 2
    hand.press("a")
    assert _states(hand)[0] == "edges, settled"
    assert is_like(_ground(hand, "harbour"), wash_of("purple"))
    assert _consensus(amara) == SECOND


def _export(amara: Person, dialogs: Dialogs, name: str) -> list[Tag]:
    """Export the consensus, and read it back."""
    hand, out = amara.hand, amara.folder / name
    hand.press("Ctrl+3")
    sheet = amara.sheet(ExportSheet)
    hand.click(sheet.choosing.layer)
    hand.choose("The consensus")
    hand.wait(sheet.honesty.bar.isVisible)
    dialogs.answer(out)
    hand.click(sheet.answer)
    hand.wait(lambda: hand.message().startswith("Exported to"))
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    return [(one["label"], one["quote"]) for line in lines for one in line["annotations"]]


def _states(hand: Hand) -> list[str]:
    hand.settle()
    return [f"{one.unit.kind}, {one.state}" for one in hand.window.review_desk.units]


def _consensus(one: Person) -> list[Tag]:
    return tags_in(one.path, by=CONSENSUS)


def _ground(hand: Hand, words: str) -> QColor:
    """Give the colour that words stand on in review."""
    view = hand.window.review.view
    start = view.scene.display.text.index(words)
    return ground_of(hand.picture(view.viewport()), view.box_of(start, start + len(words)))
