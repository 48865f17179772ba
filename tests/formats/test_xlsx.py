"""Excel: everything comes back, other programs read the same, and limits of Excel are kept."""

from __future__ import annotations

from hypothesis import given, settings

from annotator.model.records import ArticleRecord
from tests.formats.records import articles
from tests.formats.tables.back import back, plain
from tests.formats.tables.test_round_trip import TALKS
from tests.formats.writing import read, write


@settings(max_examples=30, deadline=None)
@given(records=articles())
def test_a_workbook_comes_back_whole(records: list[ArticleRecord]) -> None:
    files, losses = write("xlsx", records)
    assert losses == []
    found, reader = read("xlsx", files)
    assert reader.skipped == []
    assert reader.problems == {}
    assert [back(one) for one in found] == records


def test_all_that_belongs_to_an_article_comes_back() -> None:
    files, losses = write("xlsx", TALKS)
    assert losses == []
    found, reader = read("xlsx", files)
    assert reader.skipped == []
    assert [back(one) for one in found] == [plain(one) for one in TALKS]
