"""What is said of ignored revisions and of conflicts, kind by kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import Project
from annotator.app.exchange.words import conflict_words, ignored_words, value_words
from annotator.model.identity import new_entity
from annotator.store.lines import annotation_content, item_content, new_row
from annotator.store.rows import (
    ANNOTATION,
    ANNOTATOR,
    ARTICLE,
    ASSIGNMENT,
    COMMENT,
    KINDS,
    MEMBER,
    NOTHING,
    RELATION,
    SCHEME,
    STATUS,
    TEAM,
    VERDICT,
    VERSION,
    Content,
    Revision,
)
from annotator.store.writer import Writer
from tests.nasty import CANONICAL, texts


def test_what_is_ignored_is_told_by_kind_and_owner_most_first() -> None:
    said = ignored_words(
        {
            (ANNOTATION, "Jonas", "Mei"): 3,
            (ANNOTATION, "Jonas", "Olena"): 2,
            (ANNOTATION, "Mei", "Olena"): 1,
            (SCHEME, "Amara", "Mei"): 2,
            (VERSION, "Amara", "Mei"): 9,
            ("novelty", "Jonas", "Mei"): 1,
        },
        "Amara",
    )
    assert [(one.number, one.what, one.why) for one in said] == [
        (5, "edits of Jonas's annotations", "only the author revises; a reviewer gives verdicts"),
        (2, "changes to the scheme", "only the project lead, Amara, changes labels"),
        (1, "change to Jonas's work", "only the author revises"),
        (1, "edit of Mei's annotations", "only the author revises; a reviewer gives verdicts"),
    ]


@pytest.mark.parametrize("kind", [*(kind for kind in KINDS if kind != VERSION), "novelty"])
@pytest.mark.parametrize("number", [1, 7])
def test_every_kind_has_words(kind: int | str, number: int) -> None:
    (said,) = ignored_words({(kind, "Jonas", "Mei"): number}, "Amara")
    assert said.number == number
    words = said.what + said.why
    assert not set("{}") & set(words)
    assert said.what.split()[0].endswith("s") == (number > 1)


@pytest.fixture
def writer(project: Project) -> Iterator[Writer]:
    with project.session.operation("x") as writer:
        yield writer


def heads(writer: Writer, kind: int, *contents: Content) -> list[Revision]:
    """Make heads of one entity; an empty content is a removal."""
    entity, author = new_entity(), writer.coder.number("Olena")
    return [
        new_row(
            writer.coder, n, entity, kind, author, writer.coder.number(f"machine-{n}"),
            1_800_000_000_000 + n, None, content, put=int(content != NOTHING),
        )
        for n, content in enumerate(contents, 1)
    ]  # fmt: skip


def sides(writer: Writer, kind: int, *contents: Content) -> list[str]:
    said = conflict_words(writer.coder, heads(writer, kind, *contents), {}, {})
    assert said.kind == KINDS[kind]
    assert said.author == "Olena"
    return [side.words for side in said.sides]


def mark(writer: Writer, **fields: Any) -> Content:
    usual: dict[str, Any] = {
        "label": "figure", "fragments": ((16, 29),), "quote": "about 600 km²", "origin": "manual",
        "created": 5, "attributes": {"value": 600}, "note": "", "certainty": "sure",
    }  # fmt: skip
    return annotation_content(writer.coder, **usual | fields)


def test_an_annotations_sides_say_what_differs(writer: Writer) -> None:
    def told(*fields: dict[str, Any]) -> list[str]:
        return sides(writer, ANNOTATION, *(mark(writer, **one) for one in fields))

    assert told({}, {"label": "source"}) == ["figure", "source"]
    assert told({}, {"fragments": ((22, 29),), "quote": "600 km²"}) == [
        "“about 600 km²”", "“600 km²”",
    ]  # fmt: skip
    assert told({}, {"fragments": ((40, 53),)}) == ["16–29", "40–53"]
    assert told({}, {"attributes": {"value": {"value": 6.5, "unit": "km"}}}) == [
        "value: 600", "value: 6.5 km",
    ]  # fmt: skip
    assert told({}, {"attributes": {}}) == ["value: 600", "no value"]
    assert told({"note": "a"}, {"note": "b"}, {"note": "a"}) == [
        "note: a", "note: b", "note: a",
    ]  # fmt: skip
    assert told({}, {"certainty": "unsure"}) == ["sure", "unsure"]


def test_a_removal_stands_against_all_that_was_said(writer: Writer) -> None:
    assert sides(writer, ANNOTATION, NOTHING, mark(writer)) == [
        "removed", "figure, “about 600 km²”, value: 600",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "one", "other", "expected"),
    [
        (STATUS, {"state": "done"}, {"state": "look"}, ["done", "look"]),
        (COMMENT, {"text": "Why?", "act": "ask"}, {"text": "So.", "act": "ask"},
         ["“Why?”", "“So.”"]),
        (MEMBER, {"name": "Mei", "role": "lead"}, {"name": "Mei", "role": "reviewer"},
         ["lead", "reviewer"]),
        (TEAM, {"blind": True}, {"blind": False}, ["blind: yes", "blind: no"]),
        (VERDICT, {"decision": "accept", "reason": "", "cites": [["a", "b"]]},
         {"decision": "reject", "reason": "wrong-edges", "cites": [["a", "c"]]},
         ["accept, no reason", "reject, reason: wrong-edges"]),
        (ARTICLE, {"title": "Dam", "outlet": "Herald"}, {"title": "Dams", "outlet": "Herald"},
         ["Dam", "Dams"]),
        (SCHEME, {"labels": [{"key": "a"}]}, {"labels": [{"key": "a"}, {"key": "b"}]},
         ["labels: a", "labels: a, b"]),
        (ANNOTATOR, {"name": "Mei", "colour": "red"}, {"name": "Mei", "colour": "teal"},
         ["colour: red", "colour: teal"]),
        (RELATION, {"type": "says", "from": "x"}, {"type": "cites", "from": "x"},
         ["type: says", "type: cites"]),
        (ASSIGNMENT, {"annotator": "Mei"}, {"annotator": "Jo"},
         ["annotator: Mei", "annotator: Jo"]),
    ],
)  # fmt: skip
def test_other_kinds_say_what_differs(
    writer: Writer, kind: int, one: dict[str, Any], other: dict[str, Any], expected: list[str]
) -> None:
    assert sides(writer, kind, item_content(one), item_content(other)) == expected


def test_what_a_newer_program_wrote_is_said_to_be_so(writer: Writer) -> None:
    rows = heads(writer, STATUS, item_content({"state": "done"}), item_content({"state": "look"}))
    rows[1] = rows[1]._replace(rest=None, line=b"{}")
    said = conflict_words(writer.coder, rows, {}, {})
    assert [side.words for side in said.sides] == [
        "done", "written by a newer version of Annotator",
    ]  # fmt: skip


@pytest.mark.parametrize("text", CANONICAL.values())
def test_any_text_fits_one_line(writer: Writer, text: str) -> None:
    told = sides(writer, COMMENT, item_content({"text": text * 9}), item_content({"text": "-"}))
    assert len(told[0]) <= 62
    assert "\n" not in told[0]
    assert told[1] == "“-”"


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts(),
    lambda inner: st.lists(inner) | st.dictionaries(texts(), inner),
))  # fmt: skip
def test_any_value_has_words(value: Any) -> None:
    assert isinstance(value_words(value), str)
