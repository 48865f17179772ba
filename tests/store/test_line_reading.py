"""Lines from outside: each comes back byte for byte, or is refused with a reason."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import Project
from annotator.store import line_templates
from annotator.store.coding import Coder
from annotator.store.line_reading import LineError, LineReader
from annotator.store.lines import line_of
from annotator.store.rows import Revision
from tests.nasty import texts
from tests.store.envelopes import canonical, envelope, reader_of


def test_every_revision_of_a_project_comes_back(tmp_path: Path) -> None:
    old = Path(__file__).parent.parent / "data" / "projects" / "foundation.annot"
    path = tmp_path / old.name
    path.write_bytes(old.read_bytes())
    with Project.open(path, "Olena") as project:
        database = project.session.database
        rows = [
            Revision._make(row)
            for row in database.connection.execute("SELECT * FROM revision ORDER BY n")
        ]
        with database.writing():
            reader = reader_of(database.coder)
            for row in rows:
                assert reader.read(row.n, line_of(database.coder, row)) == row
            database.abandon()
        assert len(rows) > 20


_ATTRIBUTES = st.dictionaries(
    texts(min_size=1).filter(lambda key: max(key) < "\ud800"),
    st.one_of(texts(), st.integers(-(2**53) + 1, 2**53 - 1), st.booleans(), st.none()),
    max_size=3,
)


@given(
    start=st.integers(0, 10**6),
    length=st.integers(1, 99),
    more=st.lists(st.integers(1, 50), max_size=4).filter(lambda gaps: len(gaps) % 2 == 0),
    quote=texts(min_size=1),
    note=texts(),
    label=texts(min_size=1).filter(lambda key: len(key) <= 64),
    attributes=_ATTRIBUTES,
    seq=st.integers(2, 9),
    parents=st.sets(st.binary(min_size=32, max_size=32), min_size=1, max_size=3),
)
def test_annotations_come_back_in_columns(
    coder: Coder,
    start: int,
    length: int,
    more: list[int],
    quote: str,
    note: str,
    label: str,
    attributes: dict[str, Any],
    seq: int,
    parents: set[bytes],
) -> None:
    fragments = [[start, start + length]]
    for gap, size in zip(more[::2], more[1::2], strict=True):
        begin = fragments[-1][1] + gap
        fragments.append([begin, begin + size])
    line = canonical(
        envelope(
            body={
                "fragments": fragments, "quote": quote, "note": note, "label": label,
                "attributes": attributes,
            },
            seq=seq,
            parents=sorted(one.hex() for one in parents),
        )
    )  # fmt: skip
    row = reader_of(coder).read(7, line)
    assert row.line is None
    assert (row.n, row.start, row.end) == (7, start, fragments[-1][1])
    assert row.digest == sha256(line).digest()
    assert line_of(coder, row) == line


_NEWER: dict[str, dict[str, Any]] = {
    "a newer schema": {"schema_version": 2, "body": {"mood": "sunny"}},
    "an unknown kind": {"kind": "verdict-of-tomorrow"},
    "an unknown field": {"signature": "abc"},
    "an unknown act's body": {"kind": "weather", "schema_version": 9, "article": None},
}


@pytest.mark.parametrize("name", _NEWER)
def test_what_is_newer_is_kept_as_it_is(coder: Coder, name: str) -> None:
    line = canonical(envelope(**_NEWER[name]))
    row = reader_of(coder).read(1, line)
    assert row.line == line
    assert line_of(coder, row) == line
    assert (row.label, row.start, row.quote, row.rest) == (None, None, None, None)
    assert row.put == 1


_WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no author": ({"author": ""}, "author"),
    "a moment that is none": ({"at": "yesterday"}, "yesterday"),
    "a moment written otherwise": ({"at": "2026-02-09T10:42:00Z"}, "not written as a moment is"),
    "no moment": ({"at": "soon\nor\nlater"}, "“soon or later” is not written as a moment is"),
    "much that is no moment": ({"at": "x" * 99}, f"“{'x' * 40}…” is not written as a moment is"),
    "an entity that is none": ({"entity": "T1"}, "is not the id of anything"),
    "an entity in capitals": (
        {"entity": "0197A1B2-0000-7000-8000-000000000001"},
        "its entity is not written as usual",
    ),
    "a tombstone with a body": ({"op": "tombstone"}, "it has a body if, and only if"),
    "nothing to put": ({"op": "put", "body_": None}, "it has a body if, and only if"),
    "an unknown act": ({"op": "erase"}, "op"),
    "parents of a root": ({"parents": ["0" * 64]}, "its parents are not as they should be"),
    "parents out of order": (
        {"seq": 2, "parents": ["1" * 64, "0" * 64]},
        "its parents are not as they should be",
    ),
    "no parents": ({"seq": 2}, "its parents are not as they should be"),
    "a parent that is none": ({"seq": 2, "parents": ["zz"]}, "parents"),
    "no article": ({"article": None}, "“annotation” belongs to an article"),
    "an article that is none": ({"article": "abc"}, "article"),
    "a seq below one": ({"seq": 0}, "seq"),
    "a seq that is text": ({"seq": "1"}, "seq"),
    "crossed fragments": (
        {"body": {"fragments": [[5, 9], [0, 3]]}},
        "its fragments do not follow one another",
    ),
    "touching fragments": (
        {"body": {"fragments": [[0, 3], [3, 5]]}},
        "its fragments do not follow one another",
    ),
    "an empty fragment": (
        {"body": {"fragments": [[5, 5]]}},
        "its fragments do not follow one another",
    ),
    "no fragment": ({"body": {"fragments": []}}, "fragments"),
    "a negative offset": ({"body": {"fragments": [[-1, 5]]}}, "fragments"),
    "no quote": ({"body": {"quote": ""}}, "quote"),
    "a label that is a number": ({"body": {"label": 5}}, "label"),
}


@pytest.mark.parametrize("name", _WRONG)
def test_what_is_no_revision_is_refused(reader: LineReader, name: str) -> None:
    fields, why = _WRONG[name]
    value = envelope(**{key: field for key, field in fields.items() if key != "body_"})
    if "body_" in fields:
        value["body"] = None
    with pytest.raises(LineError, match=why):
        reader.read(1, canonical(value))


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b"null",
        json.dumps(envelope()).encode(),  # blanks between
        orjson.dumps(dict(reversed(envelope().items()))),  # keys in another order
        canonical(envelope()) + b" ",
        canonical(envelope()).replace(b"Olena", b"\\u004flena"),  # the same letter, escaped
        canonical(envelope(body={"attributes": {"x": 2**60}})),
        b'{"a":' * 3000 + b"1" + b"}" * 3000,
    ],
)
def test_what_is_not_canonical_is_refused(reader: LineReader, line: bytes) -> None:
    with pytest.raises(LineError):
        reader.read(1, line)


@given(line=st.binary(max_size=200))
def test_any_bytes_are_refused(coder: Coder, line: bytes) -> None:
    with pytest.raises(LineError):
        reader_of(coder).read(1, line)


@given(data=st.data())
def test_a_changed_byte_is_another_revision_or_none(coder: Coder, data: st.DataObject) -> None:
    line = bytearray(canonical(envelope(body={"note": "Nearly.", "attributes": {"role": "fire"}})))
    at = data.draw(st.integers(0, len(line) - 1))
    line[at] = data.draw(st.integers(0, 255))
    try:
        row = reader_of(coder).read(1, bytes(line))
    except (LineError, AssertionError):  # an article that is not there is the test's own
        return
    assert line_of(coder, row) == bytes(line)


# The template of plain annotations, against the reader that reads anything


def outcome(coder: Coder, line: bytes) -> Revision | str:
    """Give the row of a line, or that it is refused."""
    try:
        return reader_of(coder).read(3, line)
    except (LineError, AssertionError):
        return "refused"


@given(
    quote=texts(min_size=1),
    label=texts(min_size=1),
    author=texts(min_size=1),
    start=st.integers(-1, 10**16),
    length=st.integers(-1, 9),
    at=st.sampled_from(["2026-02-09T10:42:00.123Z", "2026-02-09T10:42:00.12Z", "9999-99-99"]),
    seq=st.sampled_from([1, 1, 1, 2, 0]),
    version=st.sampled_from([1, 1, 1, 2]),
)
def test_plain_annotations_are_read_by_a_template_as_without(
    coder: Coder,
    quote: str,
    label: str,
    author: str,
    start: int,
    length: int,
    at: str,
    seq: int,
    version: int,
) -> None:
    body = {"quote": quote, "label": label, "fragments": [[start, start + length]]}
    line = canonical(envelope(body=body, author=author, at=at, seq=seq, schema_version=version))
    with_template = outcome(coder, line)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("PLAIN", "FULL"):
            patch.setattr(line_templates, name, re.compile("nothing"))
        assert outcome(coder, line) == with_template


@given(data=st.data())
def test_a_changed_byte_of_a_plain_one_is_read_as_without_the_template(
    coder: Coder, data: st.DataObject
) -> None:
    line = bytearray(canonical(envelope(body={"quote": "Nearly “600” km²"})))
    at = data.draw(st.integers(0, len(line) - 1))
    line[at] = data.draw(st.integers(0, 255))
    with_template = outcome(coder, bytes(line))
    with pytest.MonkeyPatch.context() as patch:
        for name in ("PLAIN", "FULL"):
            patch.setattr(line_templates, name, re.compile("nothing"))
        assert outcome(coder, bytes(line)) == with_template


def test_most_lines_are_read_by_the_template(coder: Coder) -> None:
    line = canonical(envelope())
    assert line_templates.PLAIN.fullmatch(line.decode()) is not None
    more = canonical(
        envelope(
            body={"note": "a “note”\n", "attributes": {"x": {"y": [1, None]}}, "quote": '"'},
            seq=3,
            parents=["0" * 64, "1" * 64],
        )
    )
    assert line_templates.FULL.fullmatch(more.decode()) is not None


_NUMBERS = st.sampled_from([0, 5, -1, 2**53 - 1, 2**53, 2**60, 1.5, 1e16, -0.0])
_VALUES = st.recursive(
    texts() | _NUMBERS | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts(), inner, max_size=2),
    max_leaves=4,
)
_KEYS = texts() | st.sampled_from(['","created":"', "$decimal", "a", "b"])


@given(
    attributes=st.dictionaries(_KEYS, _VALUES, max_size=3),
    note=texts(),
    quote=texts(),
    fragments=st.sampled_from([[[0, 5]], [[0, 3], [4, 6]]])
    | st.lists(st.lists(st.integers(-1, 9), min_size=2, max_size=2), max_size=3),
    above=st.sampled_from([(1, []), (2, ["0" * 64]), (7, ["0" * 64, "1" * 64])])
    | st.tuples(
        st.integers(0, 3), st.lists(st.sampled_from(["0" * 64, "f" * 64, "g" * 64]), max_size=3)
    ),
    certainty=st.sampled_from([{}, {}, {"certainty": "unsure"}, {"certainty": 5}]),
    data=st.data(),
)
def test_any_annotation_is_read_by_a_template_as_without(
    coder: Coder,
    attributes: dict[str, Any],
    note: str,
    quote: str,
    fragments: list[list[int]],
    above: tuple[int, list[str]],
    certainty: dict[str, Any],
    data: st.DataObject,
) -> None:
    body = {"attributes": attributes, "note": note, "quote": quote, "fragments": fragments}
    seq, parents = above
    line = bytearray(canonical(envelope(body=body | certainty, seq=seq, parents=parents)))
    if data.draw(st.booleans()):
        line[data.draw(st.integers(0, len(line) - 1))] = data.draw(st.integers(0, 255))
    with_template = outcome(coder, bytes(line))
    with pytest.MonkeyPatch.context() as patch:
        for name in ("PLAIN", "FULL"):
            patch.setattr(line_templates, name, re.compile("nothing"))
        assert outcome(coder, bytes(line)) == with_template


@pytest.mark.parametrize("depth", [10, 100, 190, 230, 300, 900, 1_020, 5_000])
def test_what_is_nested_deep_is_read_or_refused(coder: Coder, depth: int) -> None:
    nested = b"[" * depth + b"]" * depth
    line = canonical(envelope(body={"attributes": {"x": 0}})).replace(b'"x":0', b'"x":' + nested)
    found = outcome(coder, line)
    assert found == "refused" or isinstance(found, Revision)
    assert (found == "refused") == (depth > 250)
