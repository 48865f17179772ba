"""Figures in one line, values that were typed before, questions: what the form adds to fields."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.model.article import Article
from annotator.problems import UserProblem
from annotator.ui.panels.form import offers as offers_module
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.text import Text

from .form_hand import Form, tag


def test_a_figure_is_typed_in_one_line(form: Form, project: Project, told: Article) -> None:
    made = tag(project, told, "12,345 people", "figure")
    form.select(made)
    line = form.field("Figure")
    assert isinstance(line, QLineEdit)
    form.type("Figure", "~ 600 km² of forest")
    assert form.values(made) == {
        "value": 600, "unit": "km²", "approximation": "about", "of_what": "forest"
    }  # fmt: skip
    names = ("Value", "Unit", "Of what")
    form.qtbot.waitUntil(lambda: [form.says(one) for one in names] == ["600", "km²", "forest"])
    form.type("Value", "700")
    form.qtbot.waitUntil(lambda: line.text() == "~ 700 km² of forest")
    form.type("Figure", "430–560 hectares")
    assert form.values(made) == {
        "low": 430, "high": 560, "unit": "ha", "approximation": "between"
    }  # fmt: skip
    form.type("Figure", "60o km")
    assert form.error("Figure") == "“60o” is not a number"
    assert form.values(made)["low"] == 430
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == "430–560 ha"
    form.type("Figure", "")
    assert form.values(made) == {}


def test_enter_takes_what_the_words_say(form: Form, project: Project, told: Article) -> None:
    made = tag(project, told, "12,345 people", "figure")
    form.select(made)
    form.panel.enter()
    QTest.keyClick(form.field("Figure"), Qt.Key.Key_Return)
    assert form.values(made) == {"value": 12345, "unit": "people", "approximation": "exact"}


def test_tab_walks_the_parts_of_a_figure(form: Form, project: Project, told: Article) -> None:
    made = tag(
        project, told, "12,345 people", "figure",
        attributes={"value": 5, "unit": "🇺🇦 flags", "of_what": "ёлки", "approximation": "about"},
    )  # fmt: skip
    form.select(made)
    line = form.field("Figure")
    assert isinstance(line, QLineEdit)
    form.panel.enter()
    seen = []
    for _ in range(4):
        QTest.keyClick(line, Qt.Key.Key_Tab)
        seen.append(line.selectedText())
    assert seen == ["~", "5", "🇺🇦 flags", "ёлки"]
    QTest.keyClick(line, Qt.Key.Key_Backtab)
    assert line.selectedText() == "🇺🇦 flags"
    QTest.keyClicks(line, "km")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert form.values(made)["unit"] == "km"
    line.setCursorPosition(len(line.text()))
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert not line.hasFocus()


def test_earlier_values_are_offered(
    form: Form, project: Project, told: Article, qtbot: QtBot
) -> None:
    tag(project, told, "Ann Lee", "source", attributes={"role": "minister", "kind": "outlet"})
    tag(project, told, "Lee", "source", attributes={"role": "mayor"})
    made = tag(project, told, "Minister Ann Lee", "source")
    form.select(made)
    offers = form.panel.offers
    assert offers is not None
    qtbot.waitUntil(lambda: offers._words_of == made)
    role = form.field("Role")
    role.setFocus()
    QTest.keyClicks(role, "m")
    qtbot.waitUntil(lambda: offers._list.is_open)
    assert sorted(one.command.text for one in offers._list.model.rows) == ["mayor", "minister"]  # type: ignore[union-attr]
    QTest.keyClicks(role, "i")
    QTest.keyClick(role, Qt.Key.Key_Down)
    QTest.keyClick(role, Qt.Key.Key_Return)
    assert form.values(made) == {"role": "minister"}
    assert not offers._list.is_open


def test_what_cannot_be_read_is_not_asked_for_again_and_again(
    form: Form, project: Project, told: Article, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waits for the next selection; then it is read after all."""
    asked: list[str] = []
    look_up = offers_module._look_up

    def fail(_: object, __: str, annotation: str, **___: object) -> object:
        asked.append(annotation)
        raise UserProblem("The disk does not answer.")

    monkeypatch.setattr(offers_module, "_look_up", fail)
    first = tag(project, told, "Ann Lee", "source", attributes={"role": "minister"})
    second = tag(project, told, "Lee", "source")
    form.select(first)
    offers = form.panel.offers
    assert offers is not None
    qtbot.waitUntil(lambda: asked == [first])
    qtbot.waitUntil(lambda: offers._job is None)
    assert not offers._soon.isActive()
    monkeypatch.setattr(offers_module, "_look_up", look_up)
    form.select(second)
    qtbot.waitUntil(lambda: offers._words_of == second)
    assert "source" in offers._known


def test_the_values_of_the_same_words_come_at_once(
    form: Form, project: Project, told: Article, qtbot: QtBot
) -> None:
    values = {"name": "Kyiv", "country": "UA", "latitude": 50.45}
    tag(project, told, "Kyiv", "location", attributes=values)
    again = project.import_text("They came to Kyiv.")
    made = project.annotate(again.id, 13, 17, "location", attributes={"name": "Kyiv"}).id
    form.desk.open_article(again.id)
    form.select(made)
    offers = form.panel.offers
    assert offers is not None
    qtbot.waitUntil(lambda: offers.last_time() == {"country": "UA", "latitude": 50.45})
    body = form.panel.body
    assert body is not None
    assert body.repeat.text() == "As before: UA, 50.45"
    project.update(made, attributes={"name": "Another Kyiv"})
    qtbot.waitUntil(lambda: not body.repeat.isVisible())


def test_marked_to_discuss(form: Form, project: Project, told: Article, qtbot: QtBot) -> None:
    made = tag(project, told, "12,345 people", "figure")
    form.select(made)
    assert not form.panel.is_asking()
    project.discussing.mark(made, "Who counted?")
    qtbot.waitUntil(form.panel.is_asking)
    qtbot.waitUntil(lambda: form.panel.discuss.text() == "Settled")
    project.discussing.unmark(made)
    qtbot.waitUntil(lambda: form.panel.discuss.text() == "Mark to discuss")
    assert project.reviewing.comments() == []


def test_very_many_are_not_compared_and_changed_all_the_same(
    form: Form, project: Project, qtbot: QtBot
) -> None:
    article = project.import_text("word " * 300)
    spans = [(article.id, 5 * at, 5 * at + 4) for at in range(300)]
    made = project.bulk.tag(spans, "figure", {"unit": "words"}).ids
    form.desk.open_article(article.id)
    form.select(*made)
    subject = form.panel.subject
    assert subject is not None
    assert len(subject.ids) == 300
    unit = form.field("Unit")
    assert (form.says("Unit"), unit.accessibleName()) == ("", "Unit")
    form.type("Unit", "terms")
    assert {one.attributes["unit"] for one in project.annotations(article.id)} == {"terms"}
    project.undo()
    assert {one.attributes["unit"] for one in project.annotations(article.id)} == {"words"}


def test_tab_walks_from_top_to_bottom(form: Form, project: Project, told: Article) -> None:
    figure = tag(project, told, "12,345", "figure")
    made = tag(project, told, "Minister Ann Lee", "source", attributes={"role": "minister"})
    project.relate(made, "says", figure)
    form.select(figure)
    form.select(made)
    form.panel.enter()
    seen: list[str] = []
    for _ in range(11):
        focus = form.panel.focusWidget()
        seen.append(focus.accessibleName() or focus.text())  # type: ignore[attr-defined]
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert seen == [
        "Kind", "Role", "Affiliation", "Reason for anonymity", "Refers to",
        "Choose it in the text", "Figure: 12,345", "Link", "Certainty", "Note", "Mark to discuss",
    ]  # fmt: skip


def test_values_that_the_scheme_does_not_know_are_shown_and_can_go(
    form: Form, project: Project, told: Article, qtbot: QtBot
) -> None:
    made = tag(project, told, "12,345", "figure", attributes={"value": 5})
    label = project.scheme.label("figure")
    fewer = tuple(one for one in label.attributes if one.key != "value")
    labels = [
        one if one.key != "figure" else one.model_copy(update={"attributes": fewer})
        for one in project.scheme.labels
    ]
    project.session._scheme = project.scheme.model_copy(update={"labels": tuple(labels)})
    form.select(made)
    body = form.panel.body
    assert body is not None
    assert [one.text() for one in body.strays.findChildren(Text)] == ["value", "5"]
    (gone,) = body.strays.findChildren(IconButton)
    gone.click()
    assert form.values(made) == {}
    qtbot.waitUntil(lambda: not body.strays.isVisible())


def test_a_range_has_rows_of_its_own(form: Form, project: Project, told: Article) -> None:
    made = tag(project, told, "12,345", "figure", attributes={"value": 5})
    form.select(made)
    assert not form.field("Low").isVisible()
    project.update(made, attributes={"approximation": "between"})
    form.panel.refresh()
    assert form.field("Low").isVisible()
    form.type("Low", "3")
    form.type("High", "4")
    assert form.values(made) == {"approximation": "between", "low": 3, "high": 4}


def test_ctrl_z_undoes_the_last_step_where_nothing_is_typed(
    form: Form, project: Project, told: Article
) -> None:
    made = tag(project, told, "Minister Ann Lee", "source", attributes={"role": "minister"})
    form.select(made)
    role = form.field("Role")
    role.setFocus()
    event = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, "\x1a"
    )
    QApplication.sendEvent(role, event)
    assert not event.isAccepted()
    QTest.keyClicks(role, "x")
    event.ignore()
    QApplication.sendEvent(role, event)
    assert event.isAccepted()


def test_earlier_values_are_offered_for_several(
    form: Form, project: Project, told: Article, qtbot: QtBot
) -> None:
    tag(project, told, "Ann Lee", "source", attributes={"role": "minister"})
    made = [tag(project, told, words, "source") for words in ("Minister", "Lee")]
    form.select(*made)
    role, offers = form.field("Role"), form.panel.offers
    assert offers is not None
    role.setFocus()
    QTest.keyClicks(role, "mi")
    # What is known comes while one types.
    qtbot.waitUntil(lambda: offers._list.is_open)
    QTest.keyClick(role, Qt.Key.Key_Down)
    QTest.keyClick(role, Qt.Key.Key_Return)
    assert [form.values(one) for one in made] == [{"role": "minister"}] * 2
