"""Spreadsheets of articles: columns guessed and named, tables of others, files that are damaged."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.registry import format_of
from annotator.formats.tables.dates import iso_date
from annotator.model.incoming import Incoming
from annotator.problems import ColumnsNeededError, UserProblem
from annotator.text.decoding import EncodingNeededError
from tests.formats.tables.test_round_trip import TALKS
from tests.formats.writing import read, write
from tests.nasty import texts

_FOREIGN = Path(__file__).parents[2] / "data" / "formats" / "foreign" / "csv"


def foreign(name: str) -> dict[str, bytes]:
    return {"": (_FOREIGN / name).read_bytes()}


def problem_of(name: str, data: bytes | str, options: dict[str, str] | None = None) -> UserProblem:
    given = data.encode() if isinstance(data, str) else data
    found, reader = read(name, {"": given}, options)
    assert found == []
    (problem,) = reader.problems.values()
    return problem


def reasons(skipped: list[tuple[str, str]]) -> list[str]:
    return [f"{where}: {reason}" for where, reason in skipped]


def test_a_crawlers_table_is_read_by_its_usual_names() -> None:
    found, reader = read("csv", foreign("crawl.csv"))
    assert [one.metadata.title for one in found] == ["Ferry halted", "Rice prices"]
    ferry = found[0]
    assert ferry.text.endswith("\n\nTwo “port workers” said so, 😀.")
    assert ferry.metadata.byline == "Lund, H."
    assert (ferry.metadata.published, ferry.metadata.url) == (
        "2026-02-03",
        "https://example.org/ferry",
    )
    assert ferry.metadata.source is not None
    assert ferry.metadata.source.extractor == "csv"
    assert ferry.where == "talks.csv, line 2"
    assert reasons(list(reader.skipped)) == [
        "talks.csv: the column “section”: articles have no place for it",
        "talks.csv, line 6: an article: its text is empty",
    ]


def test_semicolons_a_mark_and_a_line_that_tells_the_separator() -> None:
    found, reader = read("csv", foreign("excel-german.csv"))
    assert [(one.metadata.title, one.metadata.reference) for one in found] == [("Fähre", "007")]
    assert found[0].text == "Die Fähre fuhr nicht; „niemand“ wusste, warum."
    assert found[0].metadata.published == "2026-02-03"
    assert [one.what for one in reader.notes] == [
        "dates of the column “datum” (1×) were turned into ISO 8601"
    ]
    assert reader.skipped == []


def test_another_encoding_is_asked_for() -> None:
    data = foreign("windows-1251.csv")
    _, reader = read("csv", data)
    (problem,) = reader.problems.values()
    assert isinstance(problem, EncodingNeededError)
    assert "windows-1251" in problem.candidates


def test_what_turns_out_to_be_another_encoding_late_is_asked_for_too() -> None:
    rows = "".join(f"Title {n},A text that is long enough to fill a page.\n" for n in range(3000))
    problem = problem_of("csv", b"title,text\n" + rows.encode() + "é,ça\n".encode("latin-1"))
    assert isinstance(problem, EncodingNeededError)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-16-le"])
def test_unicode_in_other_forms_is_read(encoding: str) -> None:
    table = "title,text\r\n" + "Ferry,The ferry was halted.\r\n" * 3000
    found, reader = read("csv", {"": table.encode(encoding)})
    assert reader.problems == {}
    assert len(found) == 3000
    assert {one.metadata.title for one in found} == {"Ferry"}


def test_columns_can_be_named() -> None:
    table = "Story A,text,Wire\r\nThe ferry was halted.,remark,Vesti\r\n"
    found, reader = read("csv", {"": table.encode()}, {"text": " story a ", "outlet": "Wire"})
    assert [(one.text, one.metadata.outlet) for one in found] == [
        ("The ferry was halted.", "Vesti")
    ]
    assert [one.reason for one in reader.skipped] == [
        "the column “text”: articles have no place for it"
    ]
    assert str(problem_of("csv", table, {"title": "Head"})) == (
        "talks.csv has no column “Head”. Its columns are “Story A”, “text”, “Wire”."
    )


def test_without_a_column_of_texts_there_is_a_problem_that_lists_the_columns() -> None:
    problem = problem_of("tsv", "Nr\tWords\n\tfirst\n1\tsecond\n")
    assert isinstance(problem, ColumnsNeededError)
    assert problem.columns == (("Nr", "1"), ("Words", "first"))
    assert str(problem) == (
        "talks.tsv: no column is known to hold the texts of articles. Its columns are “Nr”, "
        "“Words”. Say which it is, for example with --format tsv --option 'text=Nr'."
    )


def test_spans_of_others_need_few_columns() -> None:
    found, reader = read("csv", foreign("spans.csv"))
    assert reader.skipped == []
    assert [len(list(one.annotations)) for one in found] == [2, 1]
    first = list(found[0].annotations)
    assert [(one["label"], one.get("annotator"), one["start"], one["end"]) for one in first] == [
        ("PERSON", "ann", 0, 5),
        ("LOC", "ann", 14, 16),
    ]
    assert "annotator" not in next(iter(found[1].annotations))


def test_the_unit_of_a_table_is_found() -> None:
    found, reader = read("csv", foreign("spans-utf16.csv"))
    assert reader.skipped == []
    (article,) = found
    got = [article.text[one["start"] : one["end"]] for one in article.annotations]
    assert got == ["Kyiv", "Lviv"]
    assert article.metadata.reference == "a1"
    assert "UTF-16 units" in reader.notes[0].what


def test_a_table_without_texts_counts_code_points_alone() -> None:
    files, _ = write("csv", TALKS)
    _, reader = read("csv", files, offsets="utf16")
    (problem,) = reader.problems.values()
    assert "holds no texts" in str(problem)


def test_ending_tells_the_format() -> None:
    chosen = {name: format_of(_FOREIGN / name) for name in ("crawl.csv", "x.tsv")}
    assert {name: one and one.name for name, one in chosen.items()} == {
        "crawl.csv": "csv",
        "x.tsv": "tsv",
    }


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("a,x,1,2.5,L,,,", "“2.5” is no whole number"),
        ("a,x,-1,2,L,,,", "“-1” is no whole number"),
        ("a,x,1,,L,,,", "“” is no whole number"),
        ("a,x,1,2,,,,", "a label has 1 to 64 characters"),
        ("a,x,1,2,L,{,,", "“{” is no JSON"),
        ("a,x,1,2,L,[],,", "its attributes are no JSON object"),
        ("a,x,1,2,L,,perhaps,", "its certainty is “perhaps”, and neither sure nor unsure"),
        ("a,x,1,2,L,,,3", "1 of its 3 rows stand together. Sort the table by article and"),
        ("a,x,1,2,L,,,1,more", "it has 9 cells, and there are 8 columns"),
        (",,1,2,L,,,", "it names no article"),
    ],
)
def test_a_row_that_is_none_is_told_with_its_line(row: str, why: str) -> None:
    head = "article,annotation,start,end,label,attributes,certainty,fragments"
    table = f"{head}\r\n{row}\r\nb,y,0,1,L,,,\r\n"
    found, reader = read("csv", {"": table.encode()})
    assert [one.article for one in found][-1] == "b"
    assert sum(len(list(one.annotations)) for one in found) == 1
    (skipped,) = reader.skipped
    assert skipped.where == "talks.csv, line 2"
    assert why in skipped.reason


def test_rows_of_one_annotation_say_the_same() -> None:
    table = (
        "article,annotation,start,end,label,note,text\r\n"
        "a,x,0,2,L,one,Olena went\r\na,x,3,4,L,two,\r\na,y,4,5,L,,\r\na,y,0,2,L,,\r\n"
    )
    (article,), reader = read("csv", {"": table.encode()})
    assert [one.reason for one in reader.skipped] == [
        "L 0–2: its rows say different things in the column “note”"
    ]
    assert [one["fragments"] for one in article.annotations] == [[[0, 2], [4, 5]]]


def test_columns_may_stand_in_any_order_and_unknown_ones_are_told() -> None:
    table = "Label;END;Start;TEXT;mood\r\nL;5;0;Olena went;calm\r\n"
    (article,), reader = read("csv", {"": table.encode()})
    assert [one["end"] for one in article.annotations] == [5]
    assert reasons(list(reader.skipped)) == ["talks.csv: the column “mood”: it is none of ours"]


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("", "is empty"),
        ("\r\n \r\n", "is empty"),
        (",,\r\n,,\r\n", "is empty"),
        ('text\r\n"open\r\n', "is no whole table: unexpected end of data"),
        ('text,title\r\n"a"b,c\r\n', "is no whole table: ',' expected after '\"' (line 2)"),
        ("%PDF-1.4\n%âãÏÓ\n1 0 obj", "PDF"),
    ],
)
def test_what_is_no_table_is_told(table: str, why: str) -> None:
    assert why in str(problem_of("csv", table))


def test_a_cell_may_be_longer_than_csv_usually_takes() -> None:
    text = "The ferry was halted, “again”. " * 20_000
    found, reader = read("csv", {"": f'title,text\r\nFerry,"{text}"\r\n'.encode()})
    assert [len(one.text) for one in found] == [len(text)]
    assert reader.problems == {}


def test_lone_line_feeds_and_returns_end_lines_too() -> None:
    pad = "x" * 65_520
    for end in ("\n", "\r", "\r\n"):
        for more in range(12):
            table = end.join(["title,text", f"{pad}{'y' * more},one", "b,two", "c,three", ""])
            found, reader = read("csv", {"": table.encode()})
            assert reader.problems == {}
            assert [one.text for one in found] == ["one", "two", "three"]


@settings(max_examples=60)
@given(
    rows=st.lists(
        st.tuples(texts(min_size=1).filter(str.strip), texts(max_size=4)), min_size=1, max_size=5
    )
)
def test_any_text_in_a_spreadsheet_comes_in_as_it_is(rows: list[tuple[str, str]]) -> None:
    import csv  # noqa: PLC0415
    import io  # noqa: PLC0415

    out = io.StringIO(newline="")
    csv.writer(out).writerows([("body", "headline"), *rows])
    found, reader = read("csv", {"": out.getvalue().encode()})
    assert reader.problems == {}
    assert [one.text for one in found] == [text for text, _ in rows]


def damaged(data: bytes, seed: int) -> bytes:
    """Change a few bytes, cut some out or double some."""
    draw = random.Random(seed)
    changed = bytearray(data)
    for _ in range(draw.randint(1, 4)):
        at = draw.randrange(len(changed))
        match draw.randrange(4):
            case 0:
                changed[at] = draw.randrange(256)
            case 1:
                del changed[at : at + draw.randint(1, 30)]
            case 2:
                changed[at:at] = changed[at : at + draw.randint(1, 30)]
            case _:
                changed[at:at] = draw.choice([b'"', b",", b"\r\n", b"\0", b"\xff", b"'=", b"]"])
    return bytes(changed)


def swallow(found: list[Incoming]) -> None:
    for one in found:
        list(one.annotations)


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_damaged_tables_are_read_or_told(name: str) -> None:
    files, _ = write(name, TALKS, {"texts": "yes"})
    for seed in range(150):
        found, reader = read(name, {"": damaged(files[""], seed)})
        swallow(found)
        assert all(isinstance(one, UserProblem) for one in reader.problems.values())


def test_of_two_columns_with_one_name_the_first_is_taken() -> None:
    table = "Title,text,title,Text\r\nFerry,It was halted.,other,remark\r\n"
    (article,), reader = read("csv", {"": table.encode()})
    assert (article.metadata.title, article.text) == ("Ferry", "It was halted.")
    assert [one.reason for one in reader.skipped] == [
        f"the column “{name} (2)”: articles have no place for it" for name in ("title", "Text")
    ]


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("2026-02-03", "2026-02-03"),
        ("2026-02-03 10:42:00", "2026-02-03 10:42:00"),
        ("2026", "2026"),
        ("3 Feb 2026", "2026-02-03"),
        ("2026/02/03", "2026-02-03"),
        ("23/11/2026", "2026-11-23"),
        ("02/03/2026", "02/03/2026"),
        ("Mon, 23 Nov 2026 10:42:00 +0100", "2026-11-23T10:42:00+01:00"),
        ("last week", "last week"),
        ("99999999999999 Nov 2026 10:42:00 +0000", "99999999999999 Nov 2026 10:42:00 +0000"),
    ],
)
def test_dates_become_iso_where_they_mean_one_day(cell: str, date: str) -> None:
    assert iso_date(cell) == date


@given(
    st.text(max_size=60)
    | st.from_regex(r"[A-Z][a-z]{2}, \d{1,20} [A-Z][a-z]{2} \d+ [\d:]+ [+-]\d+")
)
def test_anything_may_stand_for_a_date(cell: str) -> None:
    assert isinstance(iso_date(cell), str)
