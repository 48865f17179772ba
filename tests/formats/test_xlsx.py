"""Excel: everything comes back, other programs read the same, and limits of Excel are kept."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings

from annotator import Project
from annotator.formats.base import WriteRequest
from annotator.formats.registry import format_named
from annotator.formats.xlsx import sheets
from annotator.model.records import ArticleRecord
from annotator.problems import ColumnsNeededError, UserProblem
from tests.formats.packing import zipped
from tests.formats.records import SCHEME, annotation, article, articles, relation
from tests.formats.tables.back import back, plain
from tests.formats.tables.test_articles import damaged, swallow
from tests.formats.tables.test_round_trip import TALKS
from tests.formats.writing import read, write
from tests.nasty import long_text

_FOREIGN = Path(__file__).parent.parent / "data" / "formats" / "foreign" / "xlsx"
_MOMENT = datetime(2026, 2, 3, 10, 42, tzinfo=UTC).replace(tzinfo=None)
_ESCAPED = re.compile("_x([0-9A-F]{4})_")


def made(records: list[ArticleRecord]) -> bytes:
    files, losses = write("xlsx", records)
    assert losses == []
    assert list(files) == [""]
    return files[""]


def come_back(data: bytes) -> list[dict[str, Any]]:
    found, reader = read("xlsx", {"": data})
    assert reader.skipped == []
    assert reader.problems == {}
    return [back(one) for one in found]


def cells(data: bytes, sheet: str) -> list[list[Any]]:
    """Read a sheet by a program that is not ours; it leaves Excel's escapes as they are."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    return [[_plain(value) for value in row] for row in book[sheet].iter_rows(values_only=True)]


def _plain(value: Any) -> Any:
    if not isinstance(value, str):
        return "" if value is None else value
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)


def workbook(rows: dict[str, list[list[Any]]]) -> bytes:
    """Make a workbook as others do."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, lines in rows.items():
            sheet = book.add_worksheet(name)
            for number, line in enumerate(lines):
                sheet.write_row(number, 0, line)
    return out.getvalue()


@settings(max_examples=30, deadline=None)
@given(records=articles())
def test_a_workbook_comes_back_whole(records: list[ArticleRecord]) -> None:
    assert come_back(made(records)) == records


@settings(max_examples=15, deadline=None)
@given(records=articles(most=2))
def test_openpyxl_reads_what_was_written(records: list[ArticleRecord]) -> None:
    data = made(records)
    head, *rows = cells(data, "articles")
    wide = [[*row, *[""] * (len(head) - len(row))] for row in rows]
    assert [row[head.index("text")] for row in wide] == [one["text"] for one in records]
    assert [row[head.index("title")] for row in wide] == [one["title"] for one in records]
    head, *rows = cells(data, "annotations")
    wanted = ("annotation", "annotator", "label", "start", "end", "quote", "note")
    got = [tuple(row[head.index(key)] for key in wanted) for row in rows]
    assert got == [
        (one["id"], one["annotator"], one["label"], start, end, record["text"][start:end],
         one["note"])
        for record in records
        for one in record["annotations"]
        for start, end in one["fragments"]
    ]  # fmt: skip


def test_all_that_belongs_to_an_article_comes_back() -> None:
    assert come_back(made(TALKS)) == [plain(one) for one in TALKS]
    found, _ = read("xlsx", {"": made(TALKS)})
    assert found[0].metadata.source is not None
    assert found[0].metadata.source.raw == TALKS[0]["source"]["raw"]


@pytest.mark.parametrize("saved_by_others", [False, True])
def test_a_workbook_comes_back_when_another_program_has_saved_it(saved_by_others: bool) -> None:
    data = made(TALKS)
    if saved_by_others:
        # Texts go into a table of their own, as Excel does it.
        rows = {
            name: cells(data, name) for name in openpyxl.load_workbook(io.BytesIO(data)).sheetnames
        }
        out = io.BytesIO()
        options = {"strings_to_formulas": False, "strings_to_numbers": False}
        with xlsxwriter.Workbook(out, options) as book:
            book.set_custom_property("Annotator", "kept by Excel")
            for name, lines in rows.items():
                sheet = book.add_worksheet(name)
                for number, line in enumerate(lines):
                    sheet.write_row(number, 0, line)
        data = out.getvalue()
        assert "xl/sharedStrings.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    else:
        out = io.BytesIO()
        openpyxl.load_workbook(io.BytesIO(data)).save(out)
        data = out.getvalue()
    assert come_back(data) == [plain(one) for one in TALKS]


def test_rows_in_another_order_are_taken_by_the_ids_of_articles(
    project: Project, tmp_path: Path
) -> None:
    rows = {
        name: cells(made(TALKS), name)
        for name in ("articles", "annotations", "relations", "verdicts", "comments")
    }
    rows["annotations"][1:] = rows["annotations"][:0:-1]
    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        for name, lines in rows.items():
            sheet = book.add_worksheet(name)
            for number, line in enumerate(lines):
                sheet.write_row(number, 0, line)
    found, reader = read("xlsx", {"": out.getvalue()})
    assert reader.skipped == []
    assert [one.text != "" for one in found] == [n < 3 for n in range(len(found))]
    ids = {one["id"] for record in TALKS for one in record["annotations"]}
    assert {one["id"] for each in found for one in each.annotations} == ids
    assert sum(len(list(one.relations)) for one in found) == 2
    (tmp_path / "talks.xlsx").write_bytes(out.getvalue())
    report = project.import_files([tmp_path / "talks.xlsx"])
    assert report.skipped == ()
    assert (report.annotations, report.relations) == (len(ids), 2)


def test_no_text_is_ever_a_formula_a_number_an_address_or_markup() -> None:
    nasty = [
        "=1+1", "+1", "-1", "@x", "007", "1e5", "https://example.org", "TRUE", "#REF!", "_x000D_",
        "<r><t>x</t></r>", "<b>&amp;</b>", "'x", " a ", "\x0b", "\uffff", "_xFFFF_",
        "_x005F_xFFFE_", "{=1}", "2026-11-23",
    ]  # fmt: skip
    texts = [f"{one} {number}" for number, one in enumerate(nasty)]
    records = [
        article(text, [annotation(text, [(0, len(one))], number)], title=one)
        for number, (text, one) in enumerate(zip(texts, nasty, strict=True))
    ]
    data = made(records)
    assert [one["annotations"][0]["quote"] for one in come_back(data)] == nasty
    inside = zipfile.ZipFile(io.BytesIO(data))
    xml = b"".join(inside.read(name) for name in inside.namelist())
    assert b"<f>" not in xml
    assert b"<hyperlink" not in xml
    assert b"<r>" not in xml


def test_long_cells_go_on_in_a_sheet_of_pieces() -> None:
    text = long_text(100_000) + "😀" * 40_000
    record = article(text, [annotation(text, [(5, len(text) - 1)])])
    data = made([record, article("Short.")])
    assert come_back(data) == [record, article("Short.")]
    head, *rows = cells(data, "continued")
    assert head == ["sheet", "row", "column", "piece", "text"]
    assert {(row[0], row[1], row[2]) for row in rows} == {
        ("articles", 2, "text"),
        ("annotations", 2, "quote"),
    }
    assert all(len(row[4].encode("utf-16-le")) // 2 <= 32_767 for row in rows)


def test_a_cell_of_exactly_the_limit_stays_whole() -> None:
    for text in ("a" * 32_767, "😀" * 16_383 + "a", "a" * 32_768, "😀" * 16_384):
        data = made([article(text)])
        assert come_back(data)[0]["text"] == text
        names = openpyxl.load_workbook(io.BytesIO(data), read_only=True).sheetnames
        assert ("continued" in names) == (len(text.encode("utf-16-le")) // 2 > 32_767)


def test_a_full_sheet_goes_on_in_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 4)
    text = "one two three four five six seven"
    spans = [(at, at + 3) for at in range(8)]
    tagged = [annotation(text, [span], number) for number, span in enumerate(spans)]
    ties = [relation(90 + n, a["id"], b["id"]) for n, (a, b) in enumerate(pairwise(tagged))]
    records = [article(text, tagged, ties), article("More."), article("x" * 33_000), article("y")]
    data = made(records)
    names = openpyxl.load_workbook(io.BytesIO(data), read_only=True).sheetnames
    assert names == [
        "articles", "annotations", "relations", "verdicts", "comments", "annotations 2",
        "annotations 3", "relations 2", "relations 3", "continued", "articles 2",
    ]  # fmt: skip
    assert come_back(data) == records


def test_a_workbook_that_others_wrote_is_read_as_articles() -> None:
    data = workbook(
        {
            "Notes": [["About", "this"], ["a", "b"]],
            "Stories": [
                [],
                ["ID", "Headline", "Date", "Body", "Words"],
                [7, "Ferry", date(2026, 2, 3), "The ferry was halted.", 4.5],
                ["", "", "", "", ""],
                ["8", "Rice", _MOMENT, "Around 600 tonnes.", True],
                [9, "Empty", "", "", ""],
            ],
        }
    )
    found, reader = read("xlsx", {"": data})
    assert [
        (one.metadata.reference, one.metadata.title, one.metadata.published, one.text)
        for one in found
    ] == [
        ("7", "Ferry", "2026-02-03", "The ferry was halted."),
        ("8", "Rice", "2026-02-03T10:42:00", "Around 600 tonnes."),
    ]
    assert found[0].where == "talks.xlsx, sheet “Stories”, row 3"
    assert [f"{one.where}: {one.reason}" for one in reader.skipped] == [
        "talks.xlsx: the sheet “Notes”: no column of it is known to hold the texts of articles",
        "talks.xlsx: the column “Words”: articles have no place for it",
        "talks.xlsx, sheet “Stories”, row 6: an article: its text is empty",
    ]
    found, reader = read("xlsx", {"": data}, {"text": "this"})
    assert [one.text for one in found] == ["b"]
    assert reader.problems == {}
    _, reader = read("xlsx", {"": data}, {"text": "that"})
    (problem,) = reader.problems.values()
    assert "has no column “that”. Its columns are “About”, “this”." in str(problem)


def test_clippings_that_openpyxl_saved_are_read() -> None:
    found, reader = read("xlsx", {"": (_FOREIGN / "clippings.xlsx").read_bytes()})
    assert [
        (one.metadata.title, one.metadata.outlet, one.metadata.published, one.text[:10])
        for one in found
    ] == [
        ("Ferry halted", "Vesti, «Вісті»", "2026-02-03", "The ferry "),
        ("=SUM?", None, "2026-02-04T06:30:00", "Around 600"),
    ]
    assert [one.reason for one in reader.skipped] == [
        "the sheet “Lists”: it is hidden, or no table",
        "the column “No.”: articles have no place for it",
        "the column “Pages”: articles have no place for it",
    ]


def test_a_workbook_without_texts_lists_its_columns() -> None:
    _, reader = read("xlsx", {"": workbook({"a": [["x", "y"], [1, "two"]]})})
    (problem,) = reader.problems.values()
    assert isinstance(problem, ColumnsNeededError)
    assert problem.columns == (("x", "1"), ("y", "two"))


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def problem_of(data: bytes) -> str:
    found, reader = read("xlsx", {"": data})
    assert found == []
    (problem,) = reader.problems.values()
    return str(problem)


def test_a_cell_far_away_does_not_take_all_memory() -> None:
    inside = members(workbook({"a": [["text"], ["one"]]}))
    sheet = inside["xl/worksheets/sheet1.xml"]
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    inside["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", far)
    assert "a cell far away" in problem_of(zipped(inside))


def test_bombs_and_what_is_no_workbook_are_refused() -> None:
    bomb = members(made(TALKS)) | {"xl/media/x": b"\0" * 60_000_000}
    assert "would swell" in problem_of(zipped(bomb))
    assert "no whole ZIP" in problem_of(b"title,text\r\n")
    assert "cannot be read as a workbook" in problem_of(zipped({"a.txt": b"x"}))
    assert "is empty" in problem_of(workbook({"a": []}))
    doctype = members(made(TALKS))
    sheet = doctype["xl/worksheets/sheet2.xml"]
    doctype["xl/worksheets/sheet2.xml"] = sheet.replace(
        b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1
    )
    assert "DOCTYPE" in problem_of(zipped(doctype))


def test_a_date_in_a_workbook_of_ours_is_told() -> None:
    inside = members(made(TALKS))
    sheet = inside["xl/worksheets/sheet2.xml"]
    number = re.compile(rb'<c r="([A-Z]+2)"><v>')
    inside["xl/worksheets/sheet2.xml"] = number.sub(rb'<c r="\1" s="3"><v>', sheet)
    assert "another program has changed it" in problem_of(zipped(inside))


def test_damaged_workbooks_are_read_or_told() -> None:
    whole = members(made(TALKS))
    others = members(workbook({"articles": [["text", "title"], ["one", "two"], ["x", 3]]}))
    for seed in range(120):
        inside = dict(whole if seed % 2 else others)
        name = sorted(inside)[seed % len(inside)]
        inside[name] = damaged(inside[name], seed)
        found, reader = read("xlsx", {"": zipped(inside)})
        swallow(found)
        assert all(isinstance(one, UserProblem) for one in reader.problems.values())
    data = made(TALKS)
    for seed in range(40):
        found, _ = read("xlsx", {"": damaged(data, seed)})
        swallow(found)


def test_an_export_that_is_stopped_leaves_no_files_behind(tmp_path: Path) -> None:
    chosen = format_named("xlsx")
    assert chosen.write is not None

    class Out:
        def main(self) -> Any:
            return (tmp_path / "x").open("wb")

        part = main

    def some() -> Any:
        yield article("One.")
        raise ZeroDivisionError

    request = WriteRequest(articles=some(), out=Out(), options={}, scheme=SCHEME)  # type: ignore[arg-type]
    with pytest.raises(ZeroDivisionError):
        list(chosen.write(request))
    assert [one.name for one in tmp_path.iterdir()] == ["x"]
