"""TEI: what we write comes back whole, and what others mark in texts is read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree

from annotator import Project
from annotator.formats.common.xml_characters import holdable
from annotator.formats.registry import format_of
from annotator.model.incoming import Incoming
from annotator.model.records import ArticleRecord
from annotator.problems import UserProblem
from tests.formats.damaging import damaged
from tests.formats.records import PEOPLE, annotation, article, articles, identity, relation
from tests.formats.whole import came, told
from tests.formats.writing import read, write

_DATA = Path(__file__).parent.parent / "data" / "formats"
_LETTER = _DATA / "foreign" / "tei" / "letter.xml"
_CORPUS = _DATA / "foreign" / "tei" / "corpus.xml"
_TEI = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"


@settings(max_examples=60, deadline=None)
@given(records=articles())
def test_everything_comes_back(records: list[ArticleRecord]) -> None:
    written, losses = write("tei", records)
    back, reader = read("tei", written)
    assert came(back) == told(records)
    assert (reader.problems, reader.skipped, reader.notes) == ({}, [], [])
    changed = {one["id"] for one in records if holdable(one["text"]) != one["text"]}
    assert {one.article for one in losses} == changed


@settings(max_examples=40, deadline=None)
@given(records=articles())
def test_pointers_lead_to_the_quotes(records: list[ArticleRecord]) -> None:
    """Followed by hand, as TEI says: the origin is the first character between the tags."""
    written, _ = write("tei", records)
    for record, data in zip(records, written.values(), strict=True):
        root = etree.fromstring(data)
        [body] = root.iter(f"{_TEI}body")
        text = "".join(body.itertext())
        assert text == holdable(record["text"])
        labels = {
            one.get(_ID): one.findtext(f"{_TEI}catDesc") for one in root.iter(f"{_TEI}category")
        }
        names = {one.get(_ID): one.findtext(f"{_TEI}name") for one in root.iter(f"{_TEI}respStmt")}
        found = sorted(
            (
                str(one.get(_ID)),
                labels[one.get("ana")[1:]],
                names[group.get("resp")[1:]],
                [
                    text[int(start) : int(start) + int(length)]
                    for start, length in re.findall(r"range\(text,(\d+),(\d+)\)", one.get("target"))
                ],
            )
            for group in root.iter(f"{_TEI}spanGrp")
            for one in group
        )
        assert found == sorted(
            (
                "a" + one["id"],
                holdable(one["label"]),
                one["annotator"],
                [text[start:end] for start, end in one["fragments"]],
            )
            for one in record["annotations"]
        )


def test_a_document_is_built_as_tei_wants_it() -> None:
    text = "Talks\nin Kyiv.\n\nA <b> & “c”."
    marks = [annotation(text, [(0, 5)], 1, note="a\n<b>"), annotation(text, [(9, 13)], 2)]
    records = [
        article(
            text, marks, [relation(3, identity(1), identity(2))],
            outlet="Wire & Co", byline="Ann", published="2026-11-23", url="https://e.org/?a=1&b=2",
            language="en", reference="w-17",
        ),
        article("Nothing.", language="not a tag!"),
    ]  # fmt: skip
    first, second = (etree.fromstring(data) for data in write("tei", records)[0].values())
    assert [etree.QName(one).localname for one in first] == ["teiHeader", "text", "standOff"]
    assert [etree.QName(one).localname for one in first[0]] == [
        "fileDesc", "encodingDesc", "profileDesc", "xenoData",
    ]  # fmt: skip
    assert [one.text for one in first.iter(f"{_TEI}p")][1:] == [
        "Talks\nin Kyiv.\n\n",
        "A <b> & “c”.",
    ]
    [source] = first.iter(f"{_TEI}bibl")
    assert [(etree.QName(one).localname, one.text) for one in source] == [
        ("title", "Talks"), ("publisher", "Wire & Co"), ("date", "2026-11-23"),
        ("idno", "https://e.org/?a=1&b=2"), ("idno", "w-17"),
    ]  # fmt: skip
    [tie] = first.iter(f"{_TEI}relation")
    ids = {f"#{one.get(_ID)}" for one in first.iter(f"{_TEI}span")}
    assert {tie.get("active"), tie.get("passive")} == ids
    # An empty standOff would be none of TEI's.
    assert [etree.QName(one).localname for one in second] == ["teiHeader", "text"]
    assert second.get("{http://www.w3.org/XML/1998/namespace}lang") == "und"


def test_what_xml_cannot_hold_is_written_otherwise_told_and_read_back() -> None:
    text = "one\x0btwo \x1c three \uffff end"
    mark = annotation(text, [(8, 9)], 1, note="a\x0cb", attributes={"words": "x\x0b\uffff"})
    records = [article(text, [mark], byline="A\x0bnn", states={PEOPLE[0]: "done"})]
    written, losses = write("tei", records)
    assert [(one.annotation, one.reason, one.detail) for one in losses] == [
        (None, "other", "3 in the text"),
        (None, "other", "in what is known of the article"),
        (identity(1), "other", "in its label or its note"),
    ]
    back, reader = read("tei", written)
    assert came(back) == told(records)
    assert reader.skipped == []


def test_the_golden_dataset_goes_round_through_a_project(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.annot", annotator="Olena") as project:
        assert project.import_files([_DATA / "tei" / "talks"]).skipped == ()
        assert project.check() == []
        project.export(tmp_path / "back.jsonl", format="jsonl")
    assert (tmp_path / "back.jsonl").read_bytes() == (_DATA / "talks.jsonl").read_bytes()


def _spans(given: Incoming) -> list[tuple[Any, ...]]:
    return [
        (one["label"], given.text[one["start"] : one["end"]], one.get("attributes", {}))
        for one in given.annotations
    ]


_NAMES = [
    ("persName", "Mrs Wolf", {"ref": "#wolf"}),
    ("official", "minister", {}),
    ("placeName", "Kyiv", {"key": "Q1899"}),
    ("measure", "600 km²", {"quantity": "600", "unit": "km2"}),
    ("num", "600", {"value": "600"}),
    ("date", "in 1919", {"when": "1919"}),
    ("ship", "Odesa", {}),
]


def test_names_in_a_text_are_spans() -> None:
    found = format_of(_LETTER)
    assert found is not None
    assert found.name == "tei"
    [given], reader = read("tei", {"": _LETTER.read_bytes()}, {"whitespace": "collapse"})
    assert given.text == (
        "To Mrs Wolf\n\nThe minister wrote from Kyiv that 600 km² burned 😀.\n\n"
        "First in 1919\nsecond & last\n\nA line\nof Odesa"
    )
    assert _spans(given) == _NAMES
    official, *_, ship = given.annotations[1:]  # type: ignore[index]
    assert official["certainty"] == "unsure"
    assert ship["annotator"] == "Olena Koval"
    metadata = given.metadata
    assert (metadata.title, metadata.byline, metadata.outlet) == (
        "A letter from Kyiv", "Ann Lee", "The Wire",
    )  # fmt: skip
    assert (metadata.published, metadata.language) == ("1919-11-23", "en")
    assert metadata.url == "https://example.org/letter"
    assert [one.reason for one in reader.skipped] == [
        "the element “note” (1×): it is no part of the running text"
    ]


def test_white_space_in_a_paragraph_is_text_unless_the_user_says_otherwise() -> None:
    [given], reader = read("tei", {"": _LETTER.read_bytes()})
    assert "wrote from\n          Kyiv that\n          600 km²" in given.text
    # White space between paragraphs is indentation in any case.
    assert given.text.startswith("To Mrs Wolf\n\nThe minister")
    assert _spans(given) == _NAMES
    assert [one.what for one in reader.notes] == [
        "lines are indented within paragraphs; “whitespace=collapse” makes one blank of it"
    ]


def test_elements_are_chosen() -> None:
    options = {"elements": "head, item", "whitespace": "collapse"}
    [given], _ = read("tei", {"": _LETTER.read_bytes()}, options)
    assert _spans(given) == [
        ("head", "To Mrs Wolf", {}), ("item", "First in 1919", {}), ("item", "second & last", {}),
    ]  # fmt: skip


def test_a_corpus_holds_several_articles_and_spans_point_at_words() -> None:
    [one, two], reader = read("tei", {"": _CORPUS.read_bytes()})
    assert (one.text, two.text) == ("Talks in Kyiv.", "No talks.")
    assert [
        (span["label"], span["start"], span["end"], span.get("note")) for span in one.annotations
    ] == [
        ("place", 9, 13, "the capital"),
        ("entities", 0, 13, "event"),
        ("word", 0, 5, None),
    ]
    where = "talks.xml, text 1"
    assert [(skipped.where, skipped.reason) for skipped in reader.skipped] == [
        (where, "a span at #w9: there is no such place in the text"),
        (where, "a span at other.xml#w1: that is no place in this file"),
        (where, "the link “at”: its ends are no annotations of this file"),
    ]


def test_links_between_names_are_relations(tmp_path: Path) -> None:
    data = (
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p><persName xml:id="ol">Olena'
        b'</persName> left <placeName xml:id="ky">Kyiv</placeName>.</p></body></text><standOff>'
        b'<listRelation><relation name="left" active="#ol" passive="#ky"><desc>on foot</desc>'
        b"</relation></listRelation></standOff></TEI>"
    )
    path = tmp_path / "a.xml"
    path.write_bytes(data)
    [given], _ = read("tei", {"": data})
    [tie] = given.relations
    assert tie == {"type": "left", "from": "ol", "to": "ky", "note": "on foot"}
    with Project.create(tmp_path / "a.annot", annotator="Olena") as project:
        report = project.import_files([path])
        assert (report.annotations, report.relations, report.skipped) == (2, 1, ())
        assert project.check() == []


def test_a_part_of_a_text_is_counted_through_indentation() -> None:
    data = (
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body xml:id="b">\n  <p>One two</p>\n'
        b'  <p>three</p></body></text><standOff><span target="#string-range(b,7,3)" type="x"/>'
        b'<span target="#string-range(b,7,11) #string-range(b,17,9)" type="y"/>'
        b'<span target="#string-range(b,10,5)" type="z"/></standOff></TEI>'
    )
    [given], reader = read("tei", {"": data})
    assert given.text == "One two\n\nthree"
    assert _spans(given) == [("x", "two", {}), ("y", "two\n\nthree", {})]
    # One ends behind the text, one begins in what is no text.
    assert [one.reason for one in reader.skipped] == [
        "a span at #string-range(b,17,9): there is no such place in the text",
        "a span at #string-range(b,10,5): there is no such place in the text",
    ]


def test_names_that_an_editor_added_to_our_file_are_taken() -> None:
    text = "Talks in Kyiv and  Odesa.\n\nEnd."
    records = [article(text, [annotation(text, [(0, 5)], 1)])]
    [data] = write("tei", records)[0].values()
    edited = data.replace(b"Kyiv", b"<placeName>Kyiv</placeName>")
    [given], _ = read("tei", {"": edited})
    assert given.text == text
    assert [one[:2] for one in _spans(given)] == [("placeName", "Kyiv"), ("source", "Talks")]


@pytest.mark.parametrize("path", [_LETTER, _CORPUS, "golden"])
def test_damaged_files_give_a_result_or_a_problem(path: Path | str) -> None:
    place = min((_DATA / "tei").rglob("*.xml")) if isinstance(path, str) else path
    for data in damaged(place.read_bytes(), 150):
        given, reader = read("tei", {"": data})
        assert all(isinstance(one, UserProblem) for one in reader.problems.values())
        for article_ in given:
            for one in article_.annotations:
                assert 0 <= one["start"] <= one["end"] <= len(article_.text)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<!DOCTYPE TEI><TEI/>", "has a DOCTYPE, through which a file can do harm. Remove that"),
        (b"<a/>", "it holds no element “TEI”"),
        (b"<TEI><text>", "is not XML"),
        (b"", "is not XML"),
        (b"<TEI>" * 100_000, "its parts lie too deep in each other"),
        (b'<!DOCTYPE TEI [<!ENTITY a "b">]><TEI>&a;</TEI>', "has a DOCTYPE"),
    ],
)
def test_what_is_no_tei_is_refused_in_plain_words(data: bytes, said: str) -> None:
    _, reader = read("tei", {"": data})
    [problem] = reader.problems.values()
    assert said in str(problem)


def test_a_document_without_a_text_is_said() -> None:
    given, reader = read("tei", {"": b"<TEI><teiHeader/></TEI>"})
    assert given == []
    assert [one.reason for one in reader.skipped] == ["a document: it has no text"]


def test_as_many_links_as_there_are_come_back() -> None:
    text = "Talks in Kyiv."
    marks = [annotation(text, [(0, 5)], 1), annotation(text, [(9, 13)], 2)]
    ties = [relation(number, identity(1), identity(2)) for number in range(3, 1_003)]
    records = [article(text, marks, ties)]
    assert came(read("tei", write("tei", records)[0])[0]) == told(records)


def test_what_we_keep_may_be_damaged_without_harm() -> None:
    text = "Talks in Kyiv."
    [data] = write("tei", [article(text, [annotation(text, [(0, 5)], 1)])])[0].values()
    whole = re.search(rb'<xenoData type="annotator">(.*?)</xenoData>', data)
    assert whole is not None
    for kept in (
        b"",
        b"[]",
        b'{"replaced":[[0,99],["a"],5,[1,11]]}',
        b'{"verdicts":5}',
        b'{"x":1}',
    ):
        [given], _ = read("tei", {"": data.replace(whole[1], kept)})
        assert given.text == text
        assert [one["label"] for one in given.annotations] == ["source"]
