"""The form of a relation where a scheme has very many labels."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.app.scheming.labels import change_label
from annotator.ui.panels.scheme import relation_form
from annotator.ui.panels.scheme.draft import SchemeDraft, Subject
from annotator.ui.panels.scheme.relation_form import RelationForm
from annotator.ui.widgets.tick_box import TickBox
from annotator.ui.widgets.tick_rows import TickRows
from tests.ui.in_front import in_front


@pytest.fixture
def draft(project: Project) -> SchemeDraft:
    """Give a draft that looks at the relation “at”."""
    draft = SchemeDraft()
    draft.begin(project.scheme)
    draft.look_at(Subject("relation", "at"))
    return draft


@pytest.fixture
def form(
    draft: SchemeDraft, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RelationForm]:
    """Give the form, for which the project's labels are many."""
    monkeypatch.setattr(relation_form, "_MOST_BOXES", 2)
    form = RelationForm(draft)
    in_front(qtbot, form, 700, 700)
    form.refresh()
    yield form
    form.close()


def _sources(draft: SchemeDraft) -> tuple[str, ...]:
    return draft.scheme.relation("at").sources


def test_very_many_labels_are_a_list_at_each_end(form: RelationForm, draft: SchemeDraft) -> None:
    assert not form.findChildren(TickBox)
    names = [one.accessibleName() for one in form.findChildren(TickRows)]
    assert names == ["Starts from", "Leads to"]
    rows = form.rows["sources"]
    keys = [label.key for label in draft.scheme.labels]
    before = _sources(draft)
    assert [key for key in keys if rows.is_ticked(key)] == sorted(before, key=keys.index)
    rows.setFocus()
    here = keys[rows.currentIndex().row()]
    QTest.keyClick(rows, Qt.Key.Key_Space)
    assert set(_sources(draft)) == set(before) ^ {here}
    assert rows.is_ticked(here) == (here not in before)
    draft.back()
    assert rows.is_ticked(here) == (here in before)


def test_the_keyboard_stays_on_a_row_whose_label_gets_another_name(
    form: RelationForm, draft: SchemeDraft
) -> None:
    rows = form.rows["targets"]
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Down)
    place = rows.currentIndex()
    key = draft.scheme.labels[place.row()].key
    draft.do(lambda scheme: change_label(scheme, key, name="Anew"))
    assert rows.currentIndex() == place
    assert str(place.data()).startswith("Anew")


def test_what_may_not_be_changed_cannot_be_ticked(form: RelationForm, draft: SchemeDraft) -> None:
    draft.begin(draft.scheme, "Only the owner changes the scheme.")
    draft.look_at(Subject("relation", "at"))
    form.refresh()
    rows = form.rows["sources"]
    assert not rows.isEnabled()
    before = _sources(draft)
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.rect().center())
    assert _sources(draft) == before
