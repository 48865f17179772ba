"""Cells that spreadsheets would run: guarded in one profile, and given back exactly."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.tables.guard import guarded, unguarded
from tests.formats.records import annotation, article
from tests.formats.tables.back import back
from tests.formats.writing import read, write
from tests.nasty import texts

_STARTS = "=+-@\t\r\n＝＋－＠"


@given(st.lists(st.sampled_from([*_STARTS, "'", "a", "1", " "]), max_size=5).map("".join) | texts())
def test_a_guarded_cell_is_given_back_and_never_begins_like_a_formula(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert guarded(cell)[:1] not in list(_STARTS)


@pytest.mark.parametrize("cell", ["", "a=1", "7", "'tis", "“=1”", "''", "'"])
def test_what_is_no_formula_is_left_alone(cell: str) -> None:
    assert guarded(cell) == cell


def rows(data: bytes, delimiter: str) -> list[list[str]]:
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=delimiter, strict=True))


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_the_spreadsheet_profile_guards_every_cell_of_text(name: str, delimiter: str) -> None:
    text = "=1+1 and '=2 and @x"
    spans = [(0, 4), (9, 12), (17, 19), (5, 8)]
    made = [annotation(text, [span], number) for number, span in enumerate(spans)]
    made[3]["note"] = "'＝x"
    made[3]["label"] = "=x"
    record = article(text, made, title="-5 °C", url="https://example.org")
    files, _ = write(name, [record], {"profile": "spreadsheet", "texts": "yes"})
    assert files[""].startswith(b"\xef\xbb\xbf")
    head, *body = rows(files[""], delimiter)
    assert head[-1] == "profile"
    assert {row[-1] for row in body} == {"spreadsheet"}
    assert not any(cell[:1] in list(_STARTS) and cell for row in body for cell in row)
    quotes = [row[head.index("quote")] for row in body]
    assert sorted(quotes) == sorted(["'=1+1", "and", "''=2", "'@x"])
    assert {row[head.index("title")] for row in body} == {"'-5 °C"}
    assert body[0][head.index("start")] == "0"
    (found,), reader = read(name, files)
    assert reader.skipped == []
    assert back(found) == record


def test_the_data_profile_leaves_every_cell_as_it_is() -> None:
    text = "=1+1"
    record = article(text, [annotation(text, [(0, 4)], note="'=x")], title="+1")
    files, _ = write("csv", [record])
    assert not files[""].startswith(b"\xef\xbb\xbf")
    row = dict(zip(*rows(files[""], ","), strict=True))
    assert (row["quote"], row["note"], row["title"]) == ("=1+1", "'=x", "+1")
    assert "profile" not in row


def test_a_guarded_table_stays_readable_when_rows_are_sorted_and_saved_anew() -> None:
    text = "=1+1 is two"
    record = article(text, [annotation(text, [(0, 4)], 1), annotation(text, [(8, 11)], 2)])
    files, _ = write("csv", [record], {"profile": "spreadsheet"})
    head, *body = rows(files[""], ",")
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([head[::-1], *(row[::-1] for row in reversed(body))])
    (found,), reader = read("csv", {"": out.getvalue().encode("utf-8-sig")})
    assert reader.skipped == []
    assert sorted(one["quote"] for one in found.annotations) == ["=1+1", "two"]
