"""The record of the selected annotation: what is known of it, in rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.model.article import Article
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.panels.annotation_record import AnnotationRecord
from annotator.ui.panels.record_link import RecordLink
from annotator.ui.panels.record_rows import RecordRow, rows_of, shown
from annotator.ui.widgets.text import Text

TEXT = "Talks in Odesa 🇺🇦\n\nMinister Ann Lee said that 12,345 people left Kyiv."


@pytest.fixture
def article(project: Project) -> Article:
    return project.import_text(TEXT)


def _tag(project: Project, article: Article, words: str, label: str, **more: Any) -> str:
    start = TEXT.index(words)
    return project.annotate(article.id, start, start + len(words), label, **more).id


@pytest.fixture
def record(hub: Hub, desk: Desk, article: Article, qtbot: QtBot) -> Iterator[AnnotationRecord]:
    desk.open_article(article.id)
    made = AnnotationRecord(hub, desk)
    qtbot.addWidget(made)
    made.resize(340, 400)
    made.show()
    yield made
    made.close()


def _shown(record: AnnotationRecord, qtbot: QtBot) -> list[str]:
    """Give the rows as they stand, once they do."""
    qtbot.waitUntil(lambda: not record._soon.isActive())
    grid, words = record._grid, []
    for index in range(grid.count()):
        item = grid.itemAt(index)
        widget: QWidget | None = item.widget() if item is not None else None
        if isinstance(widget, Text | RecordLink):
            words.append(widget.text())
    return words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "yes"),
        (False, "no"),
        (12345, "12,345"),
        (3.5, "3.5"),
        ("R&D <b>", "R&D <b>"),
        ({"value": 600, "unit": "km²"}, "600 km²"),
        ({"low": 3, "high": 4000}, "3, 4,000"),
    ],
)
def test_values_are_written_for_people(value: object, words: str) -> None:
    assert shown(value) == words


def test_rows_say_values_relations_and_notes(project: Project, article: Article) -> None:
    source = _tag(project, article, "Minister Ann Lee", "source")
    figure = _tag(
        project, article, "12,345", "figure", note="Check it.", certainty="unsure",
        attributes={"value": 12345, "unit": "people"},
    )  # fmt: skip
    project.relate(source, "says", figure)
    (made,) = [one for one in project.annotations() if one.id == figure]
    rows = {row.name: row for row in rows_of(project, made)}
    assert rows["Value"].value == "12,345"
    assert rows["Unit"].value == "people"
    assert rows["Note"].value == "Check it."
    assert rows["Certainty"].value == "unsure"
    back = rows["Said by"]
    assert (back.value, back.link, back.label) == ("Minister Ann Lee", source, "source")
    (other,) = [one for one in project.annotations() if one.id == source]
    (onward,) = [row for row in rows_of(project, other) if row.link]
    assert onward == RecordRow("Says", "12,345", figure, "figure")


def test_a_relation_without_words_of_its_own_has_an_arrow(
    project: Project, article: Article
) -> None:
    source = _tag(project, article, "Minister Ann Lee", "source")
    figure = _tag(project, article, "12,345", "figure")
    project.relate(source, "says", figure)
    bare = [
        kind.model_copy(update={"outward": "", "inward": ""}) for kind in project.scheme.relations
    ]
    project.session._scheme = project.scheme.model_copy(update={"relations": tuple(bare)})
    rows = {one.id: rows_of(project, one)[-1].name for one in project.annotations()}
    assert rows == {source: "says →", figure: "← says"}


def test_nothing_selected_says_so(record: AnnotationRecord) -> None:
    assert record._stack.currentIndex() == 0


def test_the_selected_annotation_is_shown_and_followed(
    record: AnnotationRecord, desk: Desk, project: Project, article: Article, qtbot: QtBot
) -> None:
    made = _tag(project, article, "12,345", "figure", attributes={"value": 12345})
    desk.set_active(desk.scene.marks.ordered[0].entity)
    assert _shown(record, qtbot) == ["Value", "12,345"]
    assert record._stack.currentIndex() == 1
    project.update(made, attributes={"value": 7})
    assert _shown(record, qtbot) == ["Value", "7"]
    project.delete(made)
    qtbot.waitUntil(lambda: record._stack.currentIndex() == 0)


def test_a_relation_leads_to_its_other_end(
    record: AnnotationRecord, desk: Desk, project: Project, article: Article, qtbot: QtBot
) -> None:
    source = _tag(project, article, "Minister Ann Lee", "source")
    figure = _tag(project, article, "12,345", "figure")
    project.relate(source, "says", figure)
    desk.set_active(desk.scene.marks.ordered[0].entity)
    _shown(record, qtbot)
    link = next(one for one in record.findChildren(RecordLink) if not one.isHidden())
    link.click()
    assert desk.active is not None
    assert desk.active.id == figure


def test_its_buttons_tell_what_is_wanted(
    record: AnnotationRecord, desk: Desk, project: Project, article: Article, qtbot: QtBot
) -> None:
    _tag(project, article, "12,345", "figure")
    desk.set_active(desk.scene.marks.ordered[0].entity)
    _shown(record, qtbot)
    record.set_place(1, 3)
    assert record._place.text() == "1 of 3"
    with qtbot.waitSignal(record.menu_wanted, timeout=0):
        record.more.click()
    record.set_place(0, 3)
    assert record._place.text() == ""
    assert not record.grab().isNull()
