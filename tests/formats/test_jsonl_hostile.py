"""Whatever lines come: a right result or a refusal in words, and never an offset that drifted."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import Project
from annotator.model.incoming import Skipped
from annotator.problems import UserProblem
from annotator.store.importing import Importer
from tests.formats.jsonl_in import line, read, taken
from tests.nasty import raw_texts, texts

_START = "in.jsonl, line 1: number 1 of annotations, start: it"
_ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 60)
    | st.integers()
    | st.floats()
    | raw_texts(max_size=3)
    | st.sampled_from(["figure", "2026-02-09", "sure", "body", "done"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["start", "end", "label", "role", "$x", "😀", ""]), inner)
    ),
    max_leaves=5,
)
_ID = st.sampled_from(
    ["T1", 1, "", "0" * 32, "0192f0c4-0000-7000-8000-000000000001", "f" * 64]
) | raw_texts(max_size=2)  # fmt: skip
_ANNOTATION = st.fixed_dictionaries(
    {"label": st.just("figure") | _ANY, "start": st.integers(0, 9), "end": st.integers(0, 30)},
    optional=dict.fromkeys(
        [
            "id", "annotator", "quote", "attributes", "note", "certainty", "origin", "created",
            "modified", "article", "more",
        ],
        _ANY,
    )
    | {"made_from": st.lists(_ID, max_size=2) | _ANY, "id": _ID | _ANY}
    | {"fragments": _ANY | st.lists(st.lists(st.integers(0, 30), min_size=2, max_size=2))},
)  # fmt: skip
_ARTICLE = st.fixed_dictionaries(
    {"text": raw_texts(max_size=12) | _ANY},
    optional={
        "annotations": st.lists(_ANNOTATION | _ANY, max_size=3),
        "relations": st.lists(
            _ANY
            | st.fixed_dictionaries(
                {"type": _ANY, "from": _ANY, "to": _ANY}, optional={"id": _ANY, "annotator": _ANY}
            ),
            max_size=2,
        ),
        "zones": st.lists(
            st.fixed_dictionaries(
                {"start": st.integers(0, 5), "end": st.integers(0, 9), "role": st.just("body")}
            )
            | _ANY,
            max_size=2,
        ),
        "states": st.dictionaries(raw_texts(max_size=2), st.just("done")) | _ANY,
        "flags": st.dictionaries(raw_texts(max_size=2), raw_texts(max_size=2)) | _ANY,
        "no_copy_of": st.dictionaries(raw_texts(max_size=2), st.lists(_ID, max_size=2)) | _ANY,
        "retired": st.dictionaries(
            raw_texts(max_size=2), st.fixed_dictionaries({}, optional={"reason": _ANY})
        )
        | _ANY,
        "intended": st.lists(
            st.fixed_dictionaries(
                {"about": st.just("labels"), "string": raw_texts(max_size=2) | _ANY},
                optional={"id": _ID, "start": _ANY, "end": _ANY, "author": _ANY, "reason": _ANY},
            )
            | _ANY,
            max_size=2,
        )
        | _ANY,
        "source": st.fixed_dictionaries({}, optional={"name": _ANY, "nul": _ANY}) | _ANY,
        **dict.fromkeys(
            [
                "id", "title", "url", "outlet", "byline", "published", "language", "reference",
                "more",
            ],
            _ANY,
        ),
        "verdicts": st.lists(
            _ANY
            | st.fixed_dictionaries(
                {"decision": st.sampled_from(["accept", "reject"]), "cites": st.lists(_ID)},
                optional={
                    "id": _ID, "reviewer": _ANY, "outdated": st.lists(_ID), "consensus": _ID,
                    "note": raw_texts(max_size=2), "created": _ANY,
                },
            ),
            max_size=2,
        )
        | _ANY,
        "comments": st.lists(
            _ANY
            | st.fixed_dictionaries(
                {"text": raw_texts(max_size=2)},
                optional={
                    "id": _ID, "author": _ANY, "about": _ID, "act": st.just("ask"),
                    "after": st.lists(_ID), "modified": _ANY,
                },
            ),
            max_size=2,
        )
        | _ANY,
    },
)  # fmt: skip


@settings(max_examples=150)
@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(filling: Project, data: bytes) -> None:
    taken(filling, data)


@settings(max_examples=200)
@given(lines=st.lists(_ARTICLE | _ANY, min_size=1, max_size=3), ascii_only=st.booleans())
def test_any_json_is_read_or_refused(filling: Project, lines: list[Any], ascii_only: bool) -> None:
    """As sloppily as Python writes it: with NaN, and lone surrogates in either of two ways."""
    texts = (json.dumps(one, ensure_ascii=ascii_only) for one in lines)
    taken(filling, "\n".join(texts).encode("utf-8", "surrogatepass"))


@settings(max_examples=200)
@given(
    article=st.fixed_dictionaries(
        {"text": texts(min_size=3).filter(str.strip), "annotations": st.lists(_ANNOTATION)}
    )
)
def test_what_is_nearly_right_is_taken_or_listed(filling: Project, article: Any) -> None:
    try:
        incoming, _ = read(line(**article))
    except UserProblem:
        return
    with filling.session.operation("Import") as writer:
        result = Importer(writer, filling.annotator).run(incoming)
    assert result.annotations + result.known + len(result.skipped) == len(article["annotations"])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "in.jsonl holds no article: every line is empty."),
        (b"\n \n\r\n", "in.jsonl holds no article: every line is empty."),
        (b"news", "in.jsonl, line 1 is not JSON: Expecting value: line 1 column 1 (char 0)."),
        (b'{"text": "a"}\n[]', "in.jsonl, line 2: it is no object in braces."),
        (b'{"text": ""}', "in.jsonl, line 1: text: it is empty."),
        (b'{"text": " \\n"}', "in.jsonl, line 1: the text is empty."),
        (b'{"text": 5}', "in.jsonl, line 1: text: it is no text."),
        (b'{"title": "T"}', "in.jsonl, line 1: text: it is missing."),
        (
            b'{"text": "a", "annotations": [{"label": "x", "start": -1, "end": 1}]}',
            f"{_START} has to be 0 or more.",
        ),
        (
            b'{"text": "a", "annotations": [{"label": "x", "start": 0.0, "end": 1}]}',
            f"{_START} is no whole number.",
        ),
        (
            b'{"text": "a", "annotations": [{"label": "x", "start": true, "end": 1}]}',
            f"{_START} is no whole number.",
        ),
        (
            b'{"text": "a", "annotations": [{"label": "x", "start": "0", "end": 1}]}',
            f"{_START} is no whole number.",
        ),
        (
            b'{"text": "a", "annotations": [{"label": "x", "start": 9007199254740993, "end": 1}]}',
            f"{_START} has to be less than 9,007,199,254,740,992.",
        ),
        (
            b'{"text": "a", "annotations": [{"label": "", "start": 0, "end": 1}]}',
            "in.jsonl, line 1: number 1 of annotations, label: it is empty.",
        ),
        (
            b'{"text": "a", "zones": [{"start": 0, "end": 2, "role": "body"}]}',
            "in.jsonl, line 1: the zone 0–2 lies outside the text or before another one.",
        ),
        (
            b'{"text": "a", "states": {"Ann": "read"}}',
            "in.jsonl, line 1: states, Ann: it has to be “open”, “done” or “look”.",
        ),
    ],
)
def test_a_refusal_names_line_and_field(data: bytes, why: str) -> None:
    with pytest.raises(UserProblem) as problem:
        read(data)
    assert str(problem.value) == why


@pytest.mark.parametrize(
    "value",
    [
        b"NaN", b"Infinity", b"1e999", b"-1e999", b"1" * 5000, b"[" * 2000 + b"]" * 2000,
        b'{"a":' * 300 + b"1" + b"}" * 300, b'"\\ud83d"', b'{"\\ud83d": 1}', b'{"$decimal": "x"}',
    ],
)  # fmt: skip
def test_an_attribute_that_cannot_be_kept_is_listed_or_refused(
    filling: Project, value: bytes
) -> None:
    found = taken(
        filling,
        b'{"text": "abc", "annotations": [{"label": "x", "start": 0, "end": 1},'
        b' {"label": "y", "start": 1, "end": 2, "attributes": {"v": ' + value + b"}}]}",
    )
    assert found is None or {row[0] for row in found} >= {"x"}


def test_the_last_of_two_equal_keys_counts(filling: Project) -> None:
    found = taken(
        filling,
        b'{"text": "no", "text": "abc", "annotations":'
        b' [{"label": "x", "start": 0, "start": 1, "end": 2}]}',
    )
    assert found == {("x", "abc", 1, 2, "b")}


def test_a_lone_surrogate_is_one_character(filling: Project) -> None:
    data = (
        b'{"text": "a\\ud83dbc", "annotations": [{"label": "x", "start": 2, "end": 3,'
        b' "quote": "b", "note": "\\udc00"}, {"label": "y", "start": 1, "end": 3,'
        b' "quote": "\\ud83db"}]}'
    )
    assert taken(filling, data) == {
        ("x", "a\ufffdbc", 2, 3, "b"),
        ("y", "a\ufffdbc", 1, 3, "\ufffdb"),
    }


def test_a_byte_order_mark_and_crlf_between_lines_are_no_matter(filling: Project) -> None:
    data = b'\xef\xbb\xbf{"text": "one"}\r\n\r\n{"text": "two"}\r\n'
    incoming, skipped = read(data)
    assert [one.text for one in incoming] == ["one", "two"]
    assert [one.where for one in incoming] == ["in.jsonl, line 1", "in.jsonl, line 3"]
    assert skipped == []


def test_only_a_line_feed_ends_a_line(filling: Project) -> None:
    text = "one\u2028two\u2029three\u0085four\x0bfive\x1csix"
    (incoming,), _ = read(json.dumps({"text": text}, ensure_ascii=False).encode())
    assert incoming.text == text


def test_fields_that_are_not_ours_are_named(filling: Project) -> None:
    _, skipped = read(
        line(text="a", mood="good", annotations=[{"label": "x", "start": 0, "end": 1, "score": 1}])
        + b"\n"
        + line(text="b", mood="bad", verdicts=[{}], comments=["x"],
               relations=[{"type": "t", "from": 1, "to": 2, "weight": 3}])
    )  # fmt: skip
    assert skipped == [
        Skipped("in.jsonl, line 2", "a verdict: decision: it is missing"),
        Skipped("in.jsonl, line 2", "a comment: it is no object"),
        Skipped("in.jsonl", "the field “annotations.score” (1×): it is none of ours"),
        Skipped("in.jsonl", "the field “mood” (2×): it is none of ours"),
        Skipped("in.jsonl", "the field “relations.weight” (1×): it is none of ours"),
    ]
