"""The losses of an export: a list longer than memory, and their counts."""

from __future__ import annotations

import io
import json
from typing import Any, cast

import pytest

from annotator.app.export.losses import Losses, Tally
from annotator.formats.common import losses as kinds
from annotator.model.export import MOST_NAMED
from annotator.model.records import ArticleRecord, Loss


def article(count: int, name: str = "a") -> ArticleRecord:
    annotations = [{"id": str(n)} for n in range(count)]
    return cast("ArticleRecord", {"id": name, "annotations": annotations})


@pytest.mark.parametrize("count", [0, 1, 999, 1000, 1001, 3500])
def test_losses_come_back_in_their_order(count: int) -> None:
    losses = Losses()
    given = [Loss(f"{n}", "a 🇺🇦", "note", f"the {n}th\u2028") for n in range(count)]
    for one in given:
        losses.append(one)
    assert len(losses) == count
    assert [one[:4] for one in losses] == [one[:4] for one in given]
    assert [one[:4] for one in losses] == [one[:4] for one in given], "they can be read again"
    if count:
        assert losses[0][:4] == given[0][:4]
        assert losses[-1][:4] == given[-1][:4]
        assert losses[count // 2][:4] == given[count // 2][:4]
        assert [one[:4] for one in losses[count - 1 :]] == [given[-1][:4]]
    with pytest.raises(IndexError):
        losses[count]
    out = io.BytesIO()
    losses.write(out)
    assert json.loads(out.getvalue()) == [one.as_json() for one in given]
    losses.close()


def test_of_an_annotation_the_heaviest_loss_counts() -> None:
    tally = Tally()
    tally.see(article(5))
    tally.see(article(2, "b"))
    for loss in (
        kinds.NOTE.of("0", "a"),
        kinds.WIDENED.of("1", "a"),
        kinds.INNER.of("1", "a"),
        kinds.WIDENED.of("2", "a"),
        kinds.WIDENED.of("2", "a"),
        kinds.ARTICLE.of(None, "a"),
        kinds.INNER.of("0", "b"),
    ):
        tally.note(loss)
    found = tally.honesty()
    assert (found.articles, found.written, found.changed, found.left_out) == (2, 4, 1, 2)
    assert found.beside == 2
    assert [(one.what, one.number) for one in found.rows] == [
        (kinds.INNER.what, 2),
        (kinds.WIDENED.what, 3),
        (kinds.NOTE.what, 1),
        (kinds.ARTICLE.what, 1),
    ]
    assert found.rows[0].annotations == ("1", "0")
    assert not found.fits
    assert Tally().honesty().fits


def test_a_loss_without_a_kind_is_told_by_its_reason() -> None:
    tally = Tally()
    tally.note(Loss("1", "a", "relation", "says 2"))
    assert [(one.reason, one.what) for one in tally.honesty().rows] == [
        ("relation", "Links between annotations")
    ]


def test_only_so_many_annotations_are_named() -> None:
    tally = Tally()
    for n in range(MOST_NAMED + 5):
        tally.note(kinds.NOTE.of(str(n), "a"))
    (row,) = tally.honesty().rows
    assert (row.number, len(row.annotations)) == (MOST_NAMED + 5, MOST_NAMED)


def test_the_json_of_a_loss_is_the_contract_s() -> None:
    told: dict[str, Any] = kinds.NOTE.of("1", "a").as_json()
    assert told == {"annotation": "1", "article": "a", "reason": "note", "detail": "left out"}
