"""Parts of the scheme's page: models hold, rows and circles answer keys, nothing is clipped."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.app.scheming import labels
from annotator.app.scheming.weighing import Weight
from annotator.model.attributes import attribute_adapter
from annotator.model.scheme import COLOURS, Label
from annotator.ui.dialogs.scheme.attribute import AttributeSheet
from annotator.ui.dialogs.scheme.touched import TouchedRow, TouchedSheet
from annotator.ui.hub import Hub
from annotator.ui.look import Theme, label_colours
from annotator.ui.models.row_list import KeyedRowList
from annotator.ui.pages.scheme import SchemePage
from annotator.ui.panels.scheme.attribute_rows import AttributeTable
from annotator.ui.panels.scheme.choice_rows import ChoiceRows
from annotator.ui.panels.scheme.colour_picker import ColourPicker
from annotator.ui.panels.scheme.draft import SchemeDraft, Subject
from annotator.ui.panels.scheme.effects import EffectsCard
from annotator.ui.panels.scheme.example_text import is_example, plain_words, split_example
from annotator.ui.panels.scheme.examples import ExampleBox
from annotator.ui.panels.scheme.rows import Thing
from annotator.ui.panels.scheme.values import values_of
from annotator.ui.widgets.field import Field
from tests.nasty import CANONICAL


@pytest.fixture
def page(qtbot: QtBot, project: Project) -> SchemePage:
    """Give the page on Olena's project; the hub lets go of the project at the end."""
    hub = Hub()
    hub._project = project
    made = SchemePage(hub)
    qtbot.addWidget(made)
    made.resize(1440, 800)
    made.take_up()
    made.show()
    return made


# The draft


def test_steps_with_one_mark_go_back_as_one(project: Project) -> None:
    draft = SchemeDraft()
    draft.begin(project.scheme)
    for name in ("N", "Nu", "Num"):
        draft.do(lambda it, to=name: labels.change_label(it, "figure", name=to), "name")  # type: ignore[misc]
    assert draft.dirty
    draft.back()
    assert not draft.dirty
    assert not draft.can_go_back()
    draft.on()
    assert draft.scheme.label("figure").name == "Num"
    draft.discard()
    assert not draft.dirty
    draft.back()
    assert draft.scheme.label("figure").name == "Num"


def test_what_is_looked_at_stays_one_that_is_there(project: Project) -> None:
    draft = SchemeDraft()
    draft.begin(project.scheme)
    assert draft.subject == Subject("label", "source")
    draft.do(lambda it: labels.add_label(it, "Weapon")[0])
    draft.look_at(Subject("label", "weapon"))
    draft.back()
    assert draft.subject == Subject("label", "source")


def test_a_locked_draft_does_nothing(project: Project) -> None:
    draft = SchemeDraft()
    draft.begin(project.scheme, "It is Mei’s.")
    assert draft.do(lambda it: labels.retire(it, "figure")) == "It is Mei’s."
    assert not draft.dirty


# Models


def test_the_models_hold(qtbot: QtBot, project: Project) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    model: KeyedRowList[Thing] = KeyedRowList(lambda one: one.key)
    testers = [QAbstractItemModelTester(model, mode)]
    scheme = project.scheme
    model.show_rows(scheme.labels)
    model.show_rows(labels.move_label(scheme, "figure", -1).labels)
    model.show_rows(())
    model.show_rows(scheme.relations)
    assert model.row_of("says") == 0
    assert model.row_of("none") == -1
    assert model.key_at(99) == ""
    table = AttributeTable()
    qtbot.addWidget(table)
    testers.append(QAbstractItemModelTester(table.model, mode))
    table.show_label(scheme.label("source"), scheme, 1, locked=False)
    table.show_label(scheme.label("figure"), scheme, 2, locked=False)
    assert table.uses.text() == "2 annotations of it"
    window = QWidget()
    qtbot.addWidget(window)
    rows = [TouchedRow("a", "Talks", 0, 4, "Kyiv", "Mei", "location")]
    sheet = TouchedSheet(window, "What this touches", rows, scheme.labels, total=9)
    testers.append(QAbstractItemModelTester(sheet.model, mode))
    assert "Kyiv, Talks, Mei" in str(sheet.model.data(sheet.model.index(0)))
    sheet.close()
    assert len(testers) == 3


# Colours


def test_circles_are_chosen_by_keys_and_clicks(qtbot: QtBot, theme: Theme) -> None:
    picker = ColourPicker()
    qtbot.addWidget(picker)
    picker.set_colour("purple", {"green": ("2", "Location")})
    picker.show()
    chosen: list[str] = []
    picker.picked.connect(chosen.append)
    QTest.keyClick(picker, Qt.Key.Key_Right)
    assert picker.accessibleDescription() == "Green: Location has it"
    QTest.keyClick(picker, Qt.Key.Key_Space)
    QTest.mouseClick(picker, Qt.MouseButton.LeftButton, pos=QPoint(32 * 3 + 16, 16))
    assert chosen == ["green", COLOURS[3]]
    image = picker.grab().toImage()
    free = image.pixelColor(32 * 4 + 16, 16)
    assert free == label_colours(COLOURS[4]).line
    pale = image.pixelColor(32 + 8, 16)
    assert pale != label_colours("green").line
    assert theme.name


def test_another_label_is_shown_from_its_beginning(page: SchemePage) -> None:
    bar = page.area.verticalScrollBar()
    page.resize(1440, 400)
    bar.setValue(200)
    assert bar.value() == 200
    page.draft.do(lambda it: labels.change_label(it, "source", colour="gold"))
    assert bar.value() == 200
    page.draft.look_at(Subject("label", "figure"))
    assert bar.value() == 0


# Examples


@pytest.mark.parametrize("name", sorted(CANONICAL))
def test_any_example_is_painted(qtbot: QtBot, name: str) -> None:
    words = f"Before [[{CANONICAL[name] or 'x'}]] after."
    box = ExampleBox(positive=True)
    qtbot.addWidget(box)
    label = Label.model_validate({"key": "a", "examples": {"tag": [words, words + "."]}})
    box.show_label(label, locked=False)
    box.resize(300, 200)
    box.show()
    assert not box.grab().isNull()
    if "[[" not in CANONICAL[name] and "]]" not in CANONICAL[name] and CANONICAL[name]:
        assert is_example(words)
        before, span, after = split_example(words)
        assert before + span + after == plain_words(words)


@pytest.mark.parametrize("words", ["", "none", "[[", "[[a", "a]]", "[[]]", "[[a]] ]]", "[[ [[a]]"])
def test_what_is_no_example(words: str) -> None:
    assert not is_example(words) or words == "[[ [[a]]"


# Values of a choice


def test_a_value_keeps_its_key_when_it_is_renamed(qtbot: QtBot) -> None:
    rows = ChoiceRows(_choices("named", "unnamed"))
    qtbot.addWidget(rows)
    rows.fields[0].set_text("with a name")
    rows.add_value()
    rows.fields[2].set_text("with a name 🇺🇦")
    assert [(one.key, one.name) for one in rows.choices()] == [
        ("named", "with a name"), ("unnamed", "unnamed"), ("with-a-name", "with a name 🇺🇦"),
    ]  # fmt: skip
    rows._remove(0, "unnamed")
    assert [(one.key, one.formerly) for one in rows.choices()] == [
        ("unnamed", ("named",)), ("with-a-name", ()),
    ]  # fmt: skip
    rows._move(0, 1)
    assert [one.key for one in rows.choices()] == ["with-a-name", "unnamed"]


def _choices(*keys: str):  # type: ignore[no-untyped-def]
    made = attribute_adapter.validate_python({"kind": "choice", "key": "k", "choices": keys})
    return made.choices  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "number", "lowest": 0, "highest": 90}, "0 to 90"),
        ({"kind": "number", "lowest": 0.5}, "0.5 and more"),
        ({"kind": "number", "highest": 3}, "up to 3"),
        ({"kind": "number", "whole": True}, "whole numbers"),
        ({"kind": "quantity", "units": ["km", "m"]}, "km, m"),
        ({"kind": "quantity"}, "any unit"),
        ({"kind": "link", "labels": ["source"]}, "to Source"),
        ({"kind": "link"}, "to any label"),
        ({"kind": "flag"}, "yes or no"),
        ({"kind": "choice", "choices": ["a", "b"]}, "a, b"),
        ({"kind": "text"}, "any words"),
        ({"kind": "date"}, "day, month or year"),
        ({"kind": "place"}, "a name or a point"),
    ],
)
def test_values_in_few_words(fields: dict[str, object], words: str) -> None:
    one = attribute_adapter.validate_python({"key": "k", **fields})
    assert values_of(one, {"source": "Source"}) == words


# The sheet of an attribute


KINDS = ["choice", "flag", "number", "quantity", "text", "date", "place", "link"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_made_and_changed(qtbot: QtBot, project: Project, kind: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.show()
    label, every = project.scheme.label("source"), project.scheme.labels
    made: list[object] = []
    sheet = AttributeSheet(window, label, every, None, lambda _: "")
    sheet.made.connect(made.append)
    sheet.open(sheet.name)
    sheet.name.set_text("Büro 1")
    sheet._set_kind(kind)
    qtbot.waitUntil(lambda: sheet.about.x() - sheet.kind.geometry().right() > 6)
    if kind == "choice":
        sheet._parts["choices"].fields[0].set_text("one")
    for field in sheet._parts.values():
        if isinstance(field, Field):
            field.set_text("5")
    sheet.accept()
    (attribute,) = made
    assert getattr(attribute, "kind", "") == kind
    assert getattr(attribute, "key", "") == "büro-1"
    again = AttributeSheet(window, label, every, attribute, lambda _: "")  # type: ignore[arg-type]
    again.made.connect(made.append)
    again.open(again.name)
    again.accept()
    assert made[1] == attribute


def test_an_attribute_that_cannot_be_says_why(qtbot: QtBot, project: Project) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    sheet = AttributeSheet(window, project.scheme.label("source"), (), None, lambda _: "no")
    sheet.open(sheet.name)
    sheet.accept()
    assert sheet.problem.text() == "Give it a name."
    sheet.name.set_text("A")
    sheet.accept()
    assert sheet.problem.text() == "Add a value to choose from."
    sheet._set_kind("number")
    sheet._parts["lowest"].set_text("x")
    sheet.accept()
    assert sheet.problem.text() == "“x” is not a number."
    sheet._parts["lowest"].set_text("1")
    sheet.accept()
    assert sheet.problem.text() == "no"
    sheet.close()


# The card and the page


def test_the_card_says_what_is_counted(qtbot: QtBot, project: Project) -> None:
    card = EffectsCard()
    qtbot.addWidget(card)
    card.show_effects([], None, project.scheme, dirty=False)
    assert card.lines[0].text == "Nothing is different from what is saved."
    card.show_effects([], None, project.scheme, dirty=True)
    assert card.lines[0].text == "Counting what it touches …"
    card.show_effects([], Weight(2, 1, (), 3), project.scheme, dirty=True)
    told = [line.text for line in card.lines]
    assert told[:2] == [
        "One annotation keeps what it says.",
        "3 links tie labels that they may not tie any more.",
    ]


@pytest.mark.parametrize("size", [(1440, 800), (900, 520), (720, 400)])
def test_nothing_is_cut(page: SchemePage, size: tuple[int, int]) -> None:
    page.resize(*size)
    QTest.qWait(20)
    for subject in (
        Subject("label", "location"),
        Subject("relation", "says"),
        Subject("reasons"),
    ):
        page.draft.look_at(subject)
        QTest.qWait(20)
        parts = [page.form, page.relation, page.reasons]
        (shown,) = [part for part in parts if part.isVisible()]
        for child in shown.findChildren(QWidget):
            if child.isVisible() and child.minimumSizeHint().isValid():
                assert child.width() >= min(child.minimumSizeHint().width(), 56), child
        assert page.column.width() <= page.area.viewport().width()


def test_every_part_has_a_name(page: SchemePage) -> None:
    for subject in (Subject("label", "location"), Subject("relation", "says"), Subject("reasons")):
        page.draft.look_at(subject)
        QTest.qWait(10)
        for part in page.findChildren(QWidget):
            if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus:
                named = part.accessibleName() or getattr(part, "text", str)()
                assert named, type(part)


def test_a_digit_typed_behind_another_takes_its_place(page: SchemePage) -> None:
    page.draft.look_at(Subject("label", "figure"))
    digit = page.form.digit
    digit.setFocus()
    QTest.keyClicks(digit.edit, "7")
    assert (digit.text(), page.draft.scheme.label("figure").shortcut) == ("7", "7")
    QTest.keyClicks(digit.edit, "x")
    assert digit.error() == "1 to 9"
    QTest.keyClicks(digit.edit, "1")
    assert page.draft.scheme.label("figure").shortcut == "1"
    assert page.draft.scheme.label("source").shortcut == ""
    assert "Key 1 was Source’s, which has none now." in page.form.key_note.text()
    QTest.keyClick(digit.edit, Qt.Key.Key_Backspace)
    assert page.draft.scheme.label("figure").shortcut == ""
    assert page.form.key_note.text() == ""


def test_a_name_that_cannot_be_is_told_and_the_one_before_stays(page: SchemePage) -> None:
    page.draft.look_at(Subject("label", "figure"))
    name = page.form.name
    name.setFocus()
    name.edit.selectAll()
    QTest.keyClicks(name.edit, "Source")
    assert name.error() == "There is a label “Source” already."
    assert page.draft.scheme.label("figure").name == "Sourc"
    page.things.labels.setFocus()
    QTest.qWait(10)
    assert name.text() == "Figure"
    assert name.error() == ""
    # Nothing was changed: there is no step to take back either.
    assert not page.draft.dirty
    assert not page.draft.can_go_back()


def test_a_relation_keeps_its_name_if_the_one_typed_cannot_be(page: SchemePage) -> None:
    page.draft.look_at(Subject("relation", "at"))
    name = page.relation.name
    name.setFocus()
    name.edit.selectAll()
    QTest.keyClicks(name.edit, "says")
    assert name.error() == "There is a relation “says” already."
    page.things.relations.setFocus()
    QTest.qWait(10)
    assert name.text() == "at"
    assert not page.draft.dirty
    name.setFocus()
    name.edit.selectAll()
    QTest.keyClicks(name.edit, "near")
    page.things.relations.setFocus()
    assert page.draft.scheme.relation("at").name == "near"
