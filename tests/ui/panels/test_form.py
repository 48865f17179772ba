"""The form of the selected annotation: what is known of it, and what is typed there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.model.article import Article
from annotator.ui.desk import Desk
from annotator.ui.panels.form.editors.typed import TypedEditor
from annotator.ui.panels.form.link_row import LinkRow
from annotator.ui.panels.form.shown import shown
from annotator.ui.widgets.text import Text

from .form_hand import Form, tag


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "yes"),
        (False, "no"),
        (12345, "12,345"),
        (3.5, "3.5"),
        ("R&D <b>", "R&D <b>"),
        ({"value": 600, "unit": "km²"}, "600 km²"),
        ({"name": "Kyiv", "latitude": 50.45}, "Kyiv"),
        ({"low": 3, "high": 4000}, "3, 4,000"),
    ],
)
def test_values_are_written_for_people(value: object, words: str) -> None:
    assert shown(value) == words


def test_nothing_selected_says_so(form: Form) -> None:
    assert form.panel.subject is None
    assert not [one for one in form.panel.findChildren(Text) if one.text() == "Value"]


def test_the_selected_annotation_is_shown_and_followed(
    form: Form, project: Project, told: Article, qtbot: QtBot
) -> None:
    made = tag(project, told, "12,345", "figure", attributes={"value": 12345}, note="A 🇺🇦")
    form.select(made)
    assert form.says("Value") == "12,345"
    assert form.says("Note") == "A 🇺🇦"
    assert form.says("Certainty") == "sure"
    project.update(made, attributes={"value": 7}, certainty="unsure")
    qtbot.waitUntil(lambda: form.says("Value") == "7")
    assert form.says("Certainty") == "unsure"
    project.delete(made)
    qtbot.waitUntil(lambda: form.panel.subject is None)


def test_a_field_is_saved_by_enter_and_when_it_is_left(
    form: Form, project: Project, told: Article
) -> None:
    made = tag(project, told, "12,345", "figure")
    form.select(made)
    form.type("Value", "12 345")
    assert form.values(made) == {"value": 12345}
    assert form.says("Value") == "12,345"
    form.type("Unit", "people", Qt.Key.Key_Tab)
    assert form.values(made) == {"value": 12345, "unit": "people"}
    form.type("Unit", "", Qt.Key.Key_Return)
    assert form.values(made) == {"value": 12345}
    steps = [one.title for one in project.history()]
    assert len(steps) == 6  # made, article, tag, three fields


def test_what_cannot_be_read_stays_and_is_said(form: Form, project: Project, told: Article) -> None:
    made = tag(project, told, "12,345", "figure", attributes={"value": 5})
    form.select(made)
    form.type("Value", "60o")
    assert form.says("Value") == "60o"
    assert form.error("Value") == "Not a number"
    assert form.values(made) == {"value": 5}
    form.type("Value", "1.200")
    assert form.error("Value") == "Is it 1,200 or 1.2000?"
    # The first Esc takes back what cannot be saved, the second one leaves.
    with form.qtbot.assertNotEmitted(form.panel.left):
        QTest.keyClick(form.field("Value"), Qt.Key.Key_Escape)
    assert form.says("Value") == "5"
    with form.qtbot.waitSignal(form.panel.left, timeout=0):
        QTest.keyClick(form.field("Value"), Qt.Key.Key_Escape)


def test_bounds_tell_two_readings_apart(form: Form, project: Project, told: Article) -> None:
    made = tag(project, told, "Kyiv", "location")
    form.select(made)
    form.type("Latitude", "50.450")
    assert form.values(made) == {"latitude": 50.45}
    form.type("Latitude", "91")
    assert form.error("Latitude").endswith("above 90")


def test_typing_is_kept_when_another_window_writes(
    form: Form, project: Project, told: Article, qtbot: QtBot
) -> None:
    made = tag(project, told, "12,345", "figure", attributes={"unit": "people"})
    form.select(made)
    field = form.field("Unit")
    field.setFocus()
    field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field, "souls")
    project.update(made, attributes={"unit": "persons", "value": 3})
    qtbot.waitUntil(lambda: form.says("Value") == "3")
    assert form.says("Unit") == "souls"
    assert form.error("Unit") == "Now persons elsewhere. Esc takes it."
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert form.says("Unit") == "persons"
    QTest.keyClicks(field, "souls ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert form.values(made)["value"] == 3
    assert "souls" in form.values(made)["unit"]


def test_a_choice_by_digit_letter_and_arrow(form: Form, project: Project, told: Article) -> None:
    source = tag(project, told, "Minister Ann Lee", "source")
    form.select(source)
    kind = form.field("Kind")
    kind.setFocus()
    QTest.keyClick(kind, Qt.Key.Key_2)
    assert form.values(source) == {"kind": "unnamed-official"}
    form.type("Kind", "outl")
    assert form.values(source) == {"kind": "outlet"}
    form.type("Kind", "unn", Qt.Key.Key_Tab)
    assert form.values(source) == {"kind": "unnamed-official"}
    form.type("Kind", "witness")
    assert form.error("Kind") == "Not one of the list"
    QTest.keyClick(kind, Qt.Key.Key_Escape)
    figure = tag(project, told, "12,345", "figure")
    form.select(figure)
    tray = form.field("Approx.")
    tray.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(tray, key)
    assert form.values(figure) == {}
    QTest.keyClick(tray, Qt.Key.Key_Return)
    assert form.values(figure) == {"approximation": "at-least"}
    tray.setFocus()
    QTest.keyClick(tray, Qt.Key.Key_Delete)
    QTest.keyClick(tray, Qt.Key.Key_Return)
    assert form.values(figure) == {}


def test_a_relation_leads_to_its_other_end(
    form: Form, desk: Desk, project: Project, told: Article
) -> None:
    source = tag(project, told, "Minister Ann Lee", "source")
    figure = tag(project, told, "12,345", "figure")
    relation = project.relate(source, "says", figure)
    form.select(source)
    (link,) = [one for one in form.panel.findChildren(LinkRow) if one.isVisible()]
    assert link.text() == "12,345"
    with form.qtbot.waitSignal(form.panel.unlink_wanted, timeout=0) as heard:
        link.setFocus()
        QTest.keyClick(link, Qt.Key.Key_Delete)
    assert heard.args == [relation.id]
    link.click()
    assert desk.active is not None
    assert desk.active.id == figure


def test_what_belongs_to_somebody_else_is_only_shown(
    form: Form, project: Project, told: Article
) -> None:
    project.work_as("Ben")
    theirs = tag(project, told, "12,345", "figure", attributes={"value": 5})
    project.work_as("Olena")
    form.desk.refresh_lanes()
    form.select(theirs)
    assert form.panel.subject is not None
    assert form.panel.subject.locked == "Only Ben can change it."
    form.type("Value", "6")
    assert form.values(theirs) == {"value": 5}


def test_several_show_what_they_share_and_change_together(
    form: Form, project: Project, told: Article
) -> None:
    one = tag(project, told, "12,345", "figure", attributes={"value": 1, "unit": "people"})
    two = tag(project, told, "Kyiv", "figure", attributes={"value": 2, "unit": "people"})
    form.select(one, two)
    assert form.says("Unit") == "people"
    value = form.field("Value")
    assert isinstance(value, QLineEdit)
    assert (value.text(), value.placeholderText()) == ("", "mixed")
    form.type("Unit", "souls")
    assert [form.values(x)["unit"] for x in (one, two)] == ["souls", "souls"]
    assert [form.values(x)["value"] for x in (one, two)] == [1, 2]


def test_several_of_different_labels_show_common_fields_alone(
    form: Form, project: Project, told: Article
) -> None:
    one = tag(project, told, "12,345", "figure", note="A")
    two = tag(project, told, "Kyiv", "location", note="A")
    form.select(one, two)
    body = form.panel.body
    assert body is not None
    assert [editor.name for editor in body.editors()] == ["Certainty", "Note"]
    assert form.says("Note") == "A"
    assert form.panel.head.chip.text() == "2 labels"


def test_what_was_typed_is_saved_before_another_is_selected(
    form: Form, project: Project, told: Article
) -> None:
    one = tag(project, told, "12,345", "figure")
    two = tag(project, told, "Kyiv", "location")
    form.select(one)
    field = form.field("Unit")
    QTest.keyClicks(field, "people")
    form.select(two)
    assert form.values(one) == {"unit": "people"}
    form.select(one)
    QTest.keyClicks(form.field("Value"), "x1")
    with form.qtbot.waitSignal(form.panel.lost, timeout=0) as heard:
        form.select(two)
    assert heard.args == ["Not saved: Value “x1”."]


def test_every_editor_has_a_name(form: Form, project: Project, told: Article) -> None:
    for words, label in (("12,345", "figure"), ("Kyiv", "location"), ("Ann Lee", "source")):
        form.select(tag(project, told, words, label))
        body = form.panel.body
        assert body is not None
        for editor in body.editors():
            assert editor.stop().accessibleName()
            assert isinstance(editor, TypedEditor) or editor.stop().focusPolicy()
