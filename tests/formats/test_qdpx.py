"""REFI-QDA projects: what is written is read back whole, and stands as the standard has it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from annotator import Project
from annotator.formats.common.xml_characters import holdable
from annotator.formats.registry import format_of
from annotator.model.records import ArticleRecord
from annotator.model.scheme import Scheme
from tests.formats.packing import unzipped, zipped
from tests.formats.qda_files import XSD
from tests.formats.records import MOMENT, PEOPLE, annotation, article, articles, identity, relation
from tests.formats.same import assert_same
from tests.formats.writing import read, write

_GOLDEN = Path(__file__).parent.parent / "data" / "formats"
_NS = {"q": "urn:QDA-XML:project:1.0"}
_schema = etree.XMLSchema(etree.parse(XSD / "refi-qda-project.xsd"))


def _document(files: Mapping[str, bytes]) -> bytes:
    return unzipped(files[""])["project.qde"]


@settings(max_examples=50, deadline=None)
@given(articles())
def test_what_is_written_is_read_back(records: list[ArticleRecord]) -> None:
    files, losses = write("qdpx", records)
    came, reader = read("qdpx", files)
    assert_same(came, records)
    assert reader.skipped == []
    assert reader.notes == []
    fragmented = [
        one["id"] for each in records for one in each["annotations"] if len(one["fragments"]) > 1
    ]
    assert [(one.annotation, one.reason) for one in losses] == [
        (one, "discontinuous") for one in fragmented
    ]


@settings(max_examples=40, deadline=None)
@given(articles())
def test_the_standards_schema_accepts_it_and_the_same_gives_the_same_bytes(
    records: list[ArticleRecord],
) -> None:
    files, _ = write("qdpx", records)
    assert _schema.validate(etree.fromstring(_document(files))), _schema.error_log
    assert write("qdpx", records)[0] == files


@settings(max_examples=40, deadline=None)
@given(articles())
def test_another_reader_finds_each_span_at_its_place(records: list[ArticleRecord]) -> None:
    members = unzipped(write("qdpx", records)[0][""])
    root = ET.fromstring(members["project.qde"])
    users = {one.get("guid"): one.get("name") for one in root.iterfind(".//q:User", _NS)}
    codes = {one.get("guid"): one.get("name") for one in root.iterfind(".//q:Code", _NS)}
    found: list[tuple[Any, ...]] = []
    sources = root.findall(".//q:TextSource", _NS)
    for record, source in zip(records, sources, strict=True):
        path = source.get("plainTextPath", "")
        text = members["sources/" + path.removeprefix("internal://")].decode()
        assert text == record["text"]
        for one in source.iterfind("q:PlainTextSelection", _NS):
            start, end = int(one.get("startPosition", "")), int(one.get("endPosition", ""))
            assert one.get("name") == holdable(text[start:end])
            coding = one.find("q:Coding", _NS)
            code = one.find("q:Coding/q:CodeRef", _NS)
            assert coding is not None
            assert code is not None
            user = users[coding.get("creatingUser")]
            found.append((user, codes[code.get("targetGUID")], start, end))
    assert found == [
        (one["annotator"], one["label"], start, end)
        for record in records
        for one in record["annotations"]
        for start, end in one["fragments"]
    ]


def test_the_golden_dataset_comes_back_to_the_last_byte(project: Project, tmp_path: Path) -> None:
    report = project.import_files([_GOLDEN / "qdpx" / "talks.qdpx"])
    assert report.skipped == ()
    assert report.notes == ()
    project.export(tmp_path / "talks.jsonl", format="jsonl")
    assert (tmp_path / "talks.jsonl").read_bytes() == (_GOLDEN / "talks.jsonl").read_bytes()


def test_what_xml_cannot_hold_comes_back_from_elsewhere() -> None:
    odd = "a\x0bb\x0c\x1c \uffff \ufffe ]]> &amp; <b>\t\u2028\u0085 end"
    one = annotation(odd, [(1, 6)], 1, note=odd, label="figure", attributes={"words": odd})
    record = article(
        odd, [one], title="a\x0bb", url="https://example.org/\uffff", byline="A\tB\nC  D"
    )
    moments = {"created": MOMENT, "modified": MOMENT}
    record["comments"] = [
        {"id": identity(9), "author": PEOPLE[1], "about": one["id"], "text": odd, "act": "ask",
         "after": [identity(8)], **moments},  # type: ignore[typeddict-item]
    ]  # fmt: skip
    files, losses = write("qdpx", [record])
    assert losses == []
    assert _schema.validate(etree.fromstring(_document(files)))
    came, reader = read("qdpx", files)
    assert_same(came, [record])
    assert reader.skipped == []


def test_a_label_that_xml_cannot_hold_is_told() -> None:
    key = "odd \uffff key"
    one = annotation("Some text.", [(0, 4)], 1, label=key)
    files, losses = write("qdpx", [article("Some text.", [one])])
    assert [(loss.annotation, loss.reason) for loss in losses] == [(one["id"], "label-charset")]
    came, _ = read("qdpx", files)
    assert [dict(each)["label"] for each in came[0].annotations] == ["odd \ufffd key"]


def test_a_comment_on_what_is_not_written_goes_with_the_text() -> None:
    record = article("Some text.", [])
    record["comments"] = [
        {"id": identity(5), "author": PEOPLE[1], "about": identity(4), "text": "why?", "act": "say",
         "after": [], "created": MOMENT, "modified": MOMENT},
    ]  # fmt: skip
    came, _ = read("qdpx", write("qdpx", [record])[0])
    assert_same(came, [record])


def test_nothing_is_written_that_the_schema_would_refuse_as_empty() -> None:
    files, losses = write("qdpx", [article("Nothing here.", title="")], scheme=Scheme())
    assert losses == []
    assert _schema.validate(etree.fromstring(_document(files)))
    came, _ = read("qdpx", files)
    assert [one.metadata.title for one in came] == [""]


def test_a_relation_changed_elsewhere_keeps_its_change() -> None:
    """Another program took a link away and turned one; who made the other is still known."""
    text = "One two three."
    ends = [annotation(text, [(0, 3)], 1), annotation(text, [(4, 7)], 2)]
    ties = [
        relation(3, identity(1), identity(2)) | {"note": "so", "annotator": PEOPLE[2]},
        relation(4, identity(2), identity(1), "at"),
    ]
    members = unzipped(write("qdpx", [article(text, ends, ties)])[0][""])
    root = ET.fromstring(members["project.qde"])
    links = root.find("q:Links", _NS)
    assert links is not None
    first, second = links
    links.remove(second)
    first.set("name", "denies")
    members["project.qde"] = ET.tostring(root)

    came, _ = read("qdpx", {"": zipped(members)})
    assert list(came[0].relations) == [ties[0] | {"type": "denies"}]


@pytest.mark.parametrize("size", [999, 1000, 1001, 3000])
def test_a_very_long_quote_is_cut_and_still_fits(size: int) -> None:
    text = "word " * 700
    record = article(text, [annotation(text, [(5, 5 + size)])])
    files, _ = write("qdpx", [record])
    came, reader = read("qdpx", files)
    assert_same(came, [record])
    assert reader.skipped == []


@given(st.lists(st.sampled_from("ab\n "), max_size=8).map("".join))
@settings(max_examples=30, deadline=None)
def test_titles_keep_their_blanks_as_far_as_titles_do(title: str) -> None:
    came, _ = read("qdpx", write("qdpx", [article("Some text.", title=title)])[0])
    assert came[0].metadata.title == title.strip()


def test_it_is_found_by_its_ending() -> None:
    for name in ("a.qdpx", "A.QDPX"):
        found = format_of(Path(name))
        assert found is not None
        assert found.name == "qdpx"
