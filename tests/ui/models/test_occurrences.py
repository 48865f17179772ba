"""Places where some words stand, as rows of which some are ticked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from annotator.model.occurrence import ArticleHits, Occurrence, Occurrences, Reason
from annotator.text.zone import Role
from annotator.ui.models.occurrences import HitRole, OccurrenceModel


def _hit(
    article: int, start: int, reason: Reason = "", role: Role = "body", *, own: bool = False
) -> Occurrence:
    entity = bytes(15) + bytes([start]) if own else None
    return Occurrence(
        article, start, start + 4, role, "¶1", "in ", "Kyiv", " now", reason, "", entity
    )


def _found(*hits: Occurrence) -> Occurrences:
    numbers = dict.fromkeys(hit.article for hit in hits)
    count = {number: sum(hit.article == number for hit in hits) for number in numbers}
    return Occurrences(
        list(hits), {n: ArticleHits(f"{n:064x}", f"Article {n}", count[n]) for n in numbers}
    )


FOUND = _found(
    _hit(1, 0, role="headline"),
    _hit(1, 10, "tagged", own=True),
    _hit(1, 20, "inside"),
    _hit(1, 30, "suggested"),
    _hit(2, 5),
    _hit(3, 7, "intended"),
    _hit(3, 17, "theirs"),
)


@pytest.fixture
def model(qapp: QObject) -> OccurrenceModel:
    made = OccurrenceModel(qapp)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def _ticked(model: OccurrenceModel) -> list[tuple[int, int]]:
    return [(hit.article, hit.start) for hit in model.ticked_hits()]


def test_what_is_ticked_at_first(model: OccurrenceModel) -> None:
    model.show(FOUND)
    assert _ticked(model) == [(1, 30), (2, 5), (3, 17)]
    assert (model.tick_count(), model.free_count(), model.shown_count()) == (3, 6, 7)
    assert model.known_count() == 1
    assert model.index(1).data(HitRole.TICK) == Qt.CheckState.Checked
    assert not model.is_free(FOUND.hits[1])
    assert model.index(0).data() == "Kyiv now, ¶1, not ticked"
    assert model.index(1).data() == "Kyiv now, ¶1, already tagged"


def test_what_is_tagged_cannot_be_turned(model: OccurrenceModel) -> None:
    model.show(FOUND)
    for row in (1, 99, -1):
        model.turn(row)
    assert model.tick_count() == 3
    model.turn(2)
    assert (1, 20) in _ticked(model)
    model.turn(2)
    assert (1, 20) not in _ticked(model)


def test_under_heads(model: OccurrenceModel) -> None:
    model.show(FOUND, heads=True)
    assert model.rowCount() == 10
    assert [model.hit(row) is None for row in (0, 5, 7)] == [True] * 3
    assert model.index(0).data() == "Article 1, 1 of 3 ticked"
    assert model.index(0).data(HitRole.TICK) == Qt.CheckState.PartiallyChecked
    model.turn(0)
    assert model.index(0).data(HitRole.TICK) == Qt.CheckState.Checked
    model.turn(0)
    assert _ticked(model) == [(2, 5), (3, 17)]
    assert [model.row_at(*place) for place in ((1, 30), (2, 5), (3, 17), (3, 99), (9, 0))] == [
        4, 6, 9, -1, -1,
    ]  # fmt: skip
    assert [hit.start for hit in model.ticked_in(3)] == [17]
    assert model.ticked_in(None) == []


def test_of_some_articles(model: OccurrenceModel) -> None:
    model.show(FOUND, among={2, 3}, heads=True)
    assert model.rowCount() == 5
    assert _ticked(model) == [(2, 5), (3, 17)]


def test_what_somebody_chose_stays(model: OccurrenceModel) -> None:
    model.show(FOUND)
    model.turn(4)
    model.turn(2)
    model.show(_found(*FOUND.hits[:5], _hit(4, 1)), heads=True)
    assert _ticked(model) == [(1, 20), (1, 30), (4, 1)]
    model.forget()
    model.show(FOUND)
    assert _ticked(model) == [(1, 30), (2, 5), (3, 17)]


def test_zones(model: OccurrenceModel) -> None:
    model.show(FOUND)
    assert model.counts_by_role() == {"headline": 1, "body": 6}
    model.turn(0)
    model.set_role("headline", wanted=False)
    assert (1, 0) not in _ticked(model)
    model.set_role("headline", wanted=True)
    assert (1, 0) in _ticked(model)
    model.set_role("body", wanted=False)
    assert _ticked(model) == [(1, 0)]


def test_all_and_none(model: OccurrenceModel, qtbot: QtBot) -> None:
    model.show(FOUND)
    with qtbot.waitSignal(model.ticked):
        model.tick_all(on=True)
    assert model.is_full()
    assert model.tick_count() == 6
    model.tick_all(on=False)
    assert _ticked(model) == []


def test_to_change_and_remove_there_must_be_an_annotation(model: OccurrenceModel) -> None:
    model.show(FOUND, heads=True)
    model.set_doing("remove")
    assert [hit.start for hit in model.ticked_hits()] == [10]
    assert model.rowCount() == 2
    model.turn(1)
    assert model.tick_count() == 0
    model.set_doing("tag")
    assert model.tick_count() == 3


@settings(max_examples=40, deadline=None)
@given(
    places=st.lists(st.tuples(st.integers(1, 4), st.booleans()), max_size=12),
    turns=st.lists(st.integers(0, 18), max_size=10),
    heads=st.booleans(),
)
def test_counts_are_those_of_the_rows(
    qapp: QObject, places: list[tuple[int, bool]], turns: list[int], heads: bool
) -> None:
    made = OccurrenceModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    hits = [
        _hit(article, start, "tagged" if own else "", own=own)
        for start, (article, own) in enumerate(sorted(places))
    ]
    made.show(_found(*hits), heads=heads)
    for row in turns:
        made.turn(row)
    rows = [made.hit(row) for row in range(made.rowCount())]
    shown = [one for one in rows if one is not None]
    assert shown == hits
    ticks = [
        made.index(row).data(HitRole.TICK) == Qt.CheckState.Checked
        for row, one in enumerate(rows)
        if one is not None and made.is_free(one)
    ]
    assert sum(ticks) == made.tick_count() == len(made.ticked_hits())
    assert len(ticks) == made.free_count()
    for row, one in enumerate(rows):
        if one is not None:
            assert made.row_at(one.article, one.start) == row
