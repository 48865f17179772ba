"""Projects of Taguette: its positions are bytes, its texts HTML, its file is not trusted."""

from __future__ import annotations

import html
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.qda.markup import plain_text
from annotator.formats.registry import format_of
from annotator.problems import UserProblem
from tests.formats.damaging import damaged
from tests.formats.qda_files import FOREIGN, database, read_path
from tests.nasty import texts

_SCRIPT = (FOREIGN / "taguette" / "harbour.sql").read_text("utf-8")
_blocks = st.sampled_from(["p", "div", "h1", "li", "span", "b", "em"])


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """The sample database."""
    return database(tmp_path / "harbour.sqlite3", _SCRIPT)


def test_highlights_stand_where_the_program_shows_them(harbour: Path) -> None:
    came, reader = read_path(harbour)
    assert reader.problems == {}
    assert [(one.metadata.title, one.text) for one in came] == [
        (
            "Harbour talks",
            "Tromsø 😀 harbour\nThe master, Hanne Lund, said & wrote:\nno ferry.\none\ntwo",
        ),
        ("Rents", "Plain text, no markup."),
    ]
    text = came[0].text
    long = "a path that is much longer than the key of a label may ever"
    assert [
        (one["label"], text[one["start"] : one["end"]], one.get("annotator"))
        for one in came[0].annotations
    ] == [
        ("place", "Tromsø", "ines"),
        ("people", "Hanne Lund", "tlund"),
        ("people.officials", "Hanne Lund", "tlund"),
        (long, "no ferry", None),
        ("people", "two", None),
    ]
    first = next(iter(came[0].annotations))
    assert first.get("created") == first.get("modified") == "2024-02-01T10:00:00.123Z"
    assert [one["text"] for one in came[0].comments] == ["From the archive"]


def test_what_is_not_taken_is_named(harbour: Path) -> None:
    _, reader = read_path(harbour)
    assert sorted(one.reason for one in reader.skipped) == [
        "1 highlight of missing documents",
        "a highlight 0–900: there is no position 900; the text has 73 bytes",
        "a highlight 1–2: it has no tag",
        "a highlight 6–7: position 6 lies inside a character",
        "a highlight 9–9: there is no such place",
        "an article: its text is empty",
    ]
    what = " | ".join(one.what for one in reader.notes)
    assert "is the label “a path that is much longer than the key of a label may ever” here" in what
    assert "1 highlight with a snippet that is not the text at that place" in what
    assert "1 description of tags stayed behind" in what


def test_who_made_highlights_is_not_known_without_commands(harbour: Path) -> None:
    with closing(sqlite3.connect(harbour)) as made, made:
        made.execute("DROP TABLE commands")
    came, reader = read_path(harbour)
    assert all("annotator" not in one for each in came for one in each.annotations)
    assert "it does not say who made a highlight: all of them are taken as yours" in [
        one.what for one in reader.notes
    ]


def test_it_is_found_by_its_tables(harbour: Path, tmp_path: Path) -> None:
    found = format_of(harbour)
    assert found is not None
    assert found.name == "taguette"
    other = database(tmp_path / "other.sqlite3", "CREATE TABLE a(b)")
    assert format_of(other) is None
    plain = tmp_path / "plain.sqlite3"
    plain.write_bytes(b"highlight_tags")
    assert format_of(plain) is None


@pytest.mark.parametrize("table", ["documents", "highlights", "tags", "highlight_tags"])
@pytest.mark.parametrize("how", ["DROP TABLE {0}", "ALTER TABLE {0} RENAME TO gone"])
def test_a_database_without_its_tables_is_refused(harbour: Path, table: str, how: str) -> None:
    with closing(sqlite3.connect(harbour)) as made, made:
        made.execute("PRAGMA legacy_alter_table=ON")
        made.execute(how.format(table))
    came, reader = read_path(harbour)
    assert came == []
    problem = str(next(iter(reader.problems.values())))
    assert "no project of Taguette" in problem or "of no kind" in problem


def test_a_view_or_a_virtual_table_is_not_a_table_of_theirs(harbour: Path) -> None:
    with closing(sqlite3.connect(harbour)) as made, made:
        made.execute("ALTER TABLE tags RENAME TO kept")
        made.execute("CREATE VIEW tags AS SELECT id, path, randomblob(9) AS description FROM kept")
    _, reader = read_path(harbour)
    assert "no “tags” as Taguette makes it" in str(next(iter(reader.problems.values())))


def test_values_of_other_types_are_no_harm(harbour: Path) -> None:
    with closing(sqlite3.connect(harbour)) as made, made:
        made.execute("UPDATE highlights SET start_offset='x', end_offset=x'00' WHERE id=1")
        made.execute("UPDATE highlights SET start_offset=1.5 WHERE id=2")
        made.execute("UPDATE highlights SET start_offset=-1, snippet=7 WHERE id=3")
        made.execute("UPDATE highlights SET document_id='x' WHERE id=4")
        made.execute("UPDATE documents SET name=x'00', contents=7 WHERE id=3")
        made.execute("UPDATE tags SET path=9 WHERE id=4")
        made.execute("UPDATE commands SET payload=x'22', user_login=4")
    came, reader = read_path(harbour)
    assert reader.problems == {}
    assert len(came) == 1
    assert list(came[0].annotations) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_blocks, texts(min_size=1, max_size=6)), min_size=1, max_size=5))
def test_the_text_between_markup_is_counted_as_it_stands(parts: list[tuple[str, str]]) -> None:
    clean = [(tag, text.replace("\r", "")) for tag, text in parts]
    found = plain_text("".join(f"<{tag}>{html.escape(text)}</{tag}>" for tag, text in clean))
    assert found.raw == "".join(text for _, text in clean)
    at = 0
    for _, text in clean:
        assert found.text[found.first(at) : found.after(at + len(text))] == text
        at += len(text)
    assert found.text.replace("\n", "") == found.raw.replace("\n", "")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("<p>One</p>\n<p>Two</p>\n", "One\nTwo\n"),
        ("One<br>Two<br/><br/>Three", "One\nTwo\nThree"),
        ("<b>O</b>ne <i>more</i>", "One more"),
        ("<style>x</style>One<script>alert(1)</script>", "One"),
        ("<!-- no -->One &lt;b&gt; &nbsp;&#x1F600;", "One <b> \xa0😀"),
        ("One\r\nTwo\rThree", "One\nTwo\nThree"),
        ("<p>One<p>Two", "One\nTwo"),
        ("1 < 2 & 3", "1 < 2 & 3"),
        ("", ""),
    ],
)
def test_markup_is_read_as_a_person_reads_it(markup: str, text: str) -> None:
    assert plain_text(markup).text == text


def test_damaged_databases_give_a_right_result_or_a_clear_word(harbour: Path) -> None:
    whole = harbour.read_bytes()
    for data in damaged(whole, 150, "taguette"):
        harbour.write_bytes(data)
        came, reader = read_path(harbour)
        assert all(isinstance(one, UserProblem) for one in reader.problems.values())
        for article in came:
            assert article.text.strip()
