"""GATE: bdocjs goes round whole, GATE XML is read, and gatenlp agrees with both."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import orjson
import pytest
from gatenlp import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import Project
from annotator.formats.registry import format_of
from annotator.model.incoming import Incoming
from annotator.model.records import ArticleRecord
from annotator.problems import UserProblem
from tests.formats.damaging import damaged
from tests.formats.records import PEOPLE, annotation, article, articles, identity, relation
from tests.formats.whole import came, told
from tests.formats.writing import read, write

_DATA = Path(__file__).parent.parent / "data" / "formats"
_XML = _DATA / "foreign" / "gate-xml" / "fire.xml"
_JSON = _DATA / "foreign" / "gate-json" / "java.bdocjs"
_OFFSETS = ("code-points", "utf16")


@settings(max_examples=50, deadline=None)
@given(records=articles(), offsets=st.sampled_from(_OFFSETS))
def test_everything_comes_back(records: list[ArticleRecord], offsets: str) -> None:
    written, losses = write("gate-json", records, {"offsets": offsets})
    back, reader = read("gate-json", written)
    assert came(back) == told(records)
    assert losses == []
    assert (reader.problems, reader.skipped, reader.notes) == ({}, [], [])


@settings(max_examples=30, deadline=None)
@given(records=articles(), offsets=st.sampled_from(_OFFSETS))
def test_gatenlp_reads_what_we_write(records: list[ArticleRecord], offsets: str) -> None:
    written, _ = write("gate-json", records, {"offsets": offsets})
    for record, data in zip(records, written.values(), strict=True):
        document = Document.load_mem(data.decode(), fmt="bdocjs")
        assert document.text == record["text"]
        found = sorted(
            (one.features["annotator.id"], one.type, one.start, one.end, name)
            for name in document.annset_names()
            for one in document.annset(name)
        )
        assert found == sorted(
            (one["id"], one["label"], start, end, one["annotator"])
            for one in record["annotations"]
            for start, end in one["fragments"]
        )


def test_what_gatenlp_saves_again_is_still_ours() -> None:
    text = "A 😀 minister said “600 km²” in 東京."
    marks = [
        annotation(text, [(4, 12)], 1, note="who?"),
        annotation(text, [(2, 3), (19, 22)], 2, label="figure", attributes={"value": 600.5}),
        annotation(text, [(19, 22)], 4, label="Token", annotator=PEOPLE[1]),
    ]
    ties = [relation(3, identity(1), identity(2)), relation(5, identity(4), identity(1))]
    records = [article(text, marks, ties, states={PEOPLE[1]: "done"})]
    [data] = write("gate-json", records)[0].values()
    document = Document.load_mem(data.decode(), fmt="bdocjs")
    for java in (False, True):
        saved = document.save_mem(fmt="bdocjs", offset_type="j" if java else "p").encode()
        assert came(read("gate-json", {"": saved})[0]) == told(records)


def test_values_named_like_our_features_come_back() -> None:
    text = "Kyiv"
    values = {"annotator.id": "x", "annotator.fragments": 3, "note": "n", "id": 1}
    records = [article(text, [annotation(text, [(0, 4)], 1, attributes=values)])]
    assert came(read("gate-json", write("gate-json", records)[0])[0]) == told(records)


def test_the_golden_dataset_goes_round_through_a_project(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.annot", annotator="Olena") as project:
        assert project.import_files([_DATA / "gate-json" / "talks"]).skipped == ()
        assert project.check() == []
        project.export(tmp_path / "back.jsonl", format="jsonl")
    assert (tmp_path / "back.jsonl").read_bytes() == (_DATA / "talks.jsonl").read_bytes()


def _spans(given: Incoming) -> list[tuple[Any, ...]]:
    return [
        (
            one.get("annotator"),
            one["label"],
            given.text[one["start"] : one["end"]],
            one.get("attributes"),
        )
        for one in given.annotations
    ]


def test_gate_xml_is_read() -> None:
    found = format_of(_XML)
    assert found is not None
    assert found.name == "gate-xml"
    [given], reader = read("gate-xml", {"": _XML.read_bytes()})
    assert given.text == "Olena Koval 😀 said in Kyiv\nthat <600 km²> burned."
    assert given.metadata.url == "https://example.org/fire"
    assert _spans(given) == [
        (None, "Person", "Olena Koval", {"gender": "female", "matches": [2, 7]}),
        ("Key", "Location", "Kyiv", {"score": 0.75, "sure": True}),
        ("Key", "Measurement", "600 km²", {"value": 600}),
    ]
    assert [(one["type"], one["from"], one["to"]) for one in given.relations] == [
        ("near", "8", "7")
    ]
    assert sorted(one.reason for one in reader.skipped) == [
        "Token of the set “” (1×): GATE's own work; the options “sets” and “types” take it",
        "a relation “coref”: it links 3 annotations, not two",
        "a relation “in”: it links what is not taken",
        (
            "paragraph of the set “Original markups” (1×): GATE's own work; the options “sets” "
            "and “types” take it"
        ),
    ]
    assert [one.what for one in reader.notes] == [
        "features of the document that were not kept: MimeType"
    ]


def test_relations_of_gate_come_into_a_project(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.annot", annotator="Olena") as project:
        report = project.import_files([_XML])
        assert (report.annotations, report.relations) == (3, 1)
        assert project.check() == []


def test_gatenlp_reads_gate_xml_as_we_do(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.CRITICAL):
        document = Document.load(str(_XML), fmt="gatexml")
    [given], _ = read("gate-xml", {"": _XML.read_bytes()}, {"sets": "Key"})
    assert document.text == given.text
    for one, ours in zip(document.annset("Key"), given.annotations, strict=True):
        assert (one.type, one.start, one.end) == (ours["label"], ours["start"], ours["end"])
        # gatenlp leaves numbers with fractions out.
        assert dict(one.features).items() <= ours["attributes"].items()


def test_sets_and_types_are_chosen() -> None:
    data = {"": _XML.read_bytes()}
    [given], _ = read("gate-xml", data, {"sets": "Original markups, Key", "types": "paragraph"})
    assert [one[1] for one in _spans(given)] == ["paragraph"]
    [given], _ = read("gate-xml", data, {"types": "Token"})
    assert [one[1] for one in _spans(given)] == ["Token"]


def test_offsets_of_java_are_read() -> None:
    found = format_of(_JSON)
    assert found is not None
    assert found.name == "gate-json"
    [given], _ = read("gate-json", {"": _JSON.read_bytes()})
    assert _spans(given) == [
        (None, "Person", "Olena Koval", {"gender": "female", "matches": [1]}),
        ("Key", "Location", "Kyiv", None),
    ]


def test_a_file_that_does_not_say_what_it_counts_is_tried() -> None:
    value = orjson.loads(_JSON.read_bytes())
    del value["offset_type"]
    [given], reader = read("gate-json", {"": orjson.dumps(value)})
    assert [one[2] for one in _spans(given)] == ["Olena Koval", "Kyiv"]
    assert reader.notes[0].what == "its offsets count UTF-16 units: 2 of 2 annotations fit so"


@pytest.mark.parametrize(("name", "path"), [("gate-xml", _XML), ("gate-json", _JSON)])
def test_damaged_files_give_a_result_or_a_problem(name: str, path: Path) -> None:
    whole = [path.read_bytes()]
    if name == "gate-json":
        whole.append(min((_DATA / name).rglob("*.bdocjs")).read_bytes())
    for data in (one for each in whole for one in damaged(each, 200, name)):
        given, reader = read(name, {"": data})
        assert all(isinstance(one, UserProblem) for one in reader.problems.values())
        for one in (one for each in given for one in each.annotations):
            assert isinstance(one["label"], str)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("gate-json", b"[]", "it has no “text”"),
        ("gate-json", b'{"text":5}', "it has no “text”"),
        ("gate-json", b'{"text":"a","offset_type":"x"}', "neither p nor j"),
        ("gate-json", b'{"text":"a","offset_type":["p"]}', "neither p nor j"),
        ("gate-json", b'{"a":' * 100_000, "is not JSON"),
        ("gate-xml", b"<a/>", "it begins with “a”"),
        ("gate-xml", b"<GateDocument/>", "it has no text with nodes"),
        ("gate-xml", b"<!DOCTYPE a><GateDocument/>", "has a DOCTYPE"),
        ("gate-xml", b"<GateDocument>", "is not XML"),
    ],
)
def test_what_is_none_of_gate_is_refused_in_plain_words(name: str, data: bytes, said: str) -> None:
    _, reader = read(name, {"": data})
    [problem] = reader.problems.values()
    assert said in str(problem)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"start": 13}, "Location 13–27: position 13 lies inside a character"),
        ({"end": 99}, "there is no position 99; the text has 28 UTF-16 units"),
        ({"start": -1}, "an annotation of the set “Key”: it has no type or no place"),
        ({"start": 1.5}, "an annotation of the set “Key”: it has no type or no place"),
        ({"end": True}, "an annotation of the set “Key”: it has no type or no place"),
        ({"type": None}, "an annotation of the set “Key”: it has no type or no place"),
    ],
)
def test_what_does_not_fit_is_said_and_the_rest_is_taken(fields: dict[str, Any], said: str) -> None:
    value = orjson.loads(_JSON.read_bytes())
    value["annotation_sets"]["Key"]["annotations"][0] |= fields
    [given], reader = read("gate-json", {"": orjson.dumps(value)})
    assert [one[1] for one in _spans(given)] == ["Person"]
    assert any(said in one.reason for one in reader.skipped)


def test_features_nested_without_end_are_said() -> None:
    deep = b'{"a":' * 900 + b"1" + b"}" * 900
    data = _JSON.read_bytes().replace(b'{"gender":"female","matches":[1]}', deep)
    [given], reader = read("gate-json", {"": data})
    assert next(one[1:] for one in _spans(given)) == ("Person", "Olena Koval", None)
    assert "features of Person 0–11: nested without end" in [one.reason for one in reader.skipped]


def test_what_we_keep_may_be_damaged_without_harm() -> None:
    text = "Talks in Kyiv."
    [data] = write("gate-json", [article(text, [annotation(text, [(0, 5)], 1)])])[0].values()
    for kept in (b'"x"', b'{"verdicts":5}', b'{"relations":[5]}', b'{"x":1}'):
        changed = data.replace(b'"annotator.article":{}', b'"annotator.article":' + kept)
        assert changed != data
        [given], _ = read("gate-json", {"": changed})
        assert [one["label"] for one in given.annotations] == ["source"]


def test_objects_of_java_are_data() -> None:
    """What GATE wraps is read as lists and maps, and anything else stays a text."""
    plain = b"&lt;int&gt;2&lt;/int&gt;&lt;int&gt;7&lt;/int&gt;"
    assert plain in _XML.read_bytes()
    for inside, value in (
        (b"&lt;string&gt;a&lt;/string&gt;&lt;list&gt;&lt;/list&gt;", ["a", []]),
        (b"&lt;java.lang.ProcessBuilder&gt;rm&lt;/java.lang.ProcessBuilder&gt;", ["rm"]),
        (
            (
                b"&lt;map&gt;&lt;entry&gt;&lt;string&gt;k&lt;/string&gt;&lt;boolean&gt;true"
                b"&lt;/boolean&gt;&lt;/entry&gt;&lt;/map&gt;"
            ),
            [{"k": True}],
        ),
    ):
        [given], _ = read("gate-xml", {"": _XML.read_bytes().replace(plain, inside)})
        assert _spans(given)[0][3]["matches"] == value
    [given], _ = read("gate-xml", {"": _XML.read_bytes().replace(plain, b"&lt;!DOCTYPE a&gt;")})
    assert "DOCTYPE" in _spans(given)[0][3]["matches"]
