"""UIMA CAS: JSON and XMI hold everything, and DKPro's own library reads what we write."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import pytest
from cassis import load_cas_from_json, load_cas_from_xmi, load_typesystem
from hypothesis import given, settings

from annotator import Project
from annotator.formats.common.xml_characters import holdable
from annotator.model.records import ArticleRecord
from tests.formats.records import LABELS, PEOPLE, annotation, article, articles, identity, relation
from tests.formats.whole import came, told
from tests.formats.writing import read, write
from tests.nasty import long_text

BOTH = ("cas-json", "cas-xmi")
_DATA = Path(__file__).parent.parent / "data" / "formats"


def _files(written: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in written.items() if not name.startswith("TypeSystem")}


def _cassis(name: str, written: Mapping[str, bytes], path: str) -> Any:
    """Load a document with DKPro's own library; its warnings are errors."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        if name == "cas-json":
            return load_cas_from_json(io.BytesIO(written[path]))
        types = load_typesystem(io.BytesIO(written["TypeSystem.xml"]))
        return load_cas_from_xmi(io.BytesIO(written[path]), typesystem=types)


@pytest.mark.parametrize("name", BOTH)
@settings(max_examples=40, deadline=None)
@given(records=articles())
def test_everything_comes_back(name: str, records: list[ArticleRecord]) -> None:
    written, losses = write(name, records)
    back, reader = read(name, _files(written))
    assert came(back) == told(records)
    assert (reader.problems, reader.skipped, reader.notes) == ({}, [], [])
    assert name == "cas-xmi" or losses == []
    changed = {one["id"] for one in records if holdable(one["text"]) != one["text"]}
    assert changed == ({one.article for one in losses} if name == "cas-xmi" else changed)


@pytest.mark.parametrize("name", BOTH)
@settings(max_examples=30, deadline=None)
@given(records=articles())
def test_dkpro_reads_what_we_write(name: str, records: list[ArticleRecord]) -> None:
    written, _ = write(name, records)
    texts: dict[str, list[Any]] = {}
    for path in _files(written):
        cas = _cassis(name, written, path)
        assert cas.sofa_mime == "text/plain"
        texts.setdefault(path.partition("/")[0], []).append(cas)
    for record, found in zip(records, texts.values(), strict=True):
        text = record["text"] if name == "cas-json" else holdable(record["text"])
        assert {cas.sofa_string for cas in found} == {text}
        spans = sorted(
            (
                one.id,
                one.begin,
                one.end,
                one.label,
                next(iter(cas.select("custom.Article"))).annotator,
            )
            for cas in found
            for one in cas.select("custom.Span")
        )
        assert spans == sorted(
            (one["id"], start, end, one["label"], one["annotator"])
            for one in record["annotations"]
            for start, end in one["fragments"]
        )
        _check_segmentation(found[0])


def _check_segmentation(cas: Any) -> None:
    """Every token lies in one sentence, as INCEpTION expects."""
    base = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type"
    tokens = list(cas.select(f"{base}.Token"))
    inside = [
        token for sentence in cas.select(f"{base}.Sentence")
        for token in cas.select_covered(f"{base}.Token", sentence)
    ]  # fmt: skip
    assert [one.xmiID for one in inside] == [one.xmiID for one in tokens]
    assert all(one.get_covered_text().strip() for one in tokens)


def test_both_twins_say_the_same() -> None:
    text = "A 😀 minister\tsaid “600 km²” <b>&amp;\nin 東京."
    marks = [
        annotation(text, [(4, 12)], 1),
        annotation(text, [(2, 3), (18, 25)], 2, label="figure", note='a "b"\n<c>'),
    ]
    records = [article(text, marks, [relation(3, identity(1), identity(2))])]
    found = []
    for name in BOTH:
        written, _ = write(name, records)
        cas = _cassis(name, written, next(iter(_files(written))))
        found.append(
            sorted(
                (one.begin, one.end, one.type.name, one.get_covered_text())
                for one in cas.select("uima.tcas.Annotation")
            )
        )
        [tie] = cas.select("custom.Relation")
        assert (tie.Governor.id, tie.Dependent.id, tie.label) == (identity(1), identity(2), "says")
        assert (tie.begin, tie.end) == (2, 3)
    assert found[0] == found[1]


def test_offsets_in_the_file_are_utf16() -> None:
    text = "😀😀 Kyiv"
    for name in BOTH:
        written, _ = write(name, [article(text, [annotation(text, [(3, 7)], 1)])])
        [data] = _files(written).values()
        line = next(one for one in data.decode().splitlines() if identity(1) in one)
        assert re.search(r'begin"?[=:]"?5\b', line)
        assert re.search(r'end"?[=:]"?9\b', line)


def test_a_document_for_each_annotator_and_one_where_there_is_none() -> None:
    text = "Talks in Kyiv."
    marks = [annotation(text, [(9, 13)], n, annotator=who) for n, who in enumerate(PEOPLE[:2], 1)]
    records = [article(text, marks), article("Nothing.", title="a/b: c?")]
    written, _ = write("cas-json", records)
    assert list(written) == [
        "TypeSystem.xml",
        "00001-Talks/Ben “B”.json",
        "00001-Talks/Olena.json",
        "00002-a_b_ c_/INITIAL_CAS.json",
    ]


def test_relations_between_two_peoples_annotations_come_back() -> None:
    text = "Talks in Kyiv."
    marks = [
        annotation(text, [(0, 5)], 1, annotator=PEOPLE[0]),
        annotation(text, [(9, 13)], 2, annotator=PEOPLE[1]),
        annotation(text, [(6, 8)], 3, annotator=PEOPLE[1]),
    ]
    ties = [relation(4, identity(1), identity(2)), relation(5, identity(2), identity(3))]
    records = [article(text, marks, ties)]
    for name in BOTH:
        back, _ = read(name, _files(write(name, records)[0]))
        assert came(back) == told(records)
        # What names annotations of two documents stands where both have been read.
        assert [len(list(one.relations)) for one in back] == [1, 1]


@pytest.mark.parametrize("files", ["folders", "flat"])
def test_what_names_several_peoples_work_is_read_after_it(files: str, tmp_path: Path) -> None:
    """Files are read in the order of their names, in which a blank comes before a dot."""
    text = "Talks in Kyiv."
    people = ("Ann", "Ann Lee", "Ann-Lee", "Ann.Lee")
    marks = [annotation(text, [(0, 5)], n, annotator=who) for n, who in enumerate(people, 1)]
    ties = [relation(5 + n, identity(n), identity(1 + n % 4)) for n in range(1, 5)]
    records = [article(text, marks, ties)]
    for name in BOTH:
        folder = tmp_path / name
        for inside, data in write(name, records, {"files": files})[0].items():
            path = folder / inside
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        with Project.create(tmp_path / f"{name}.annot", annotator="Olena") as project:
            report = project.import_files([folder])
            assert (report.annotations, report.relations, report.skipped) == (4, 4, ())


def test_documents_may_lie_side_by_side() -> None:
    text = "Talks in Kyiv."
    marks = [annotation(text, [(9, 13)], n, annotator=who) for n, who in enumerate(PEOPLE[:2], 1)]
    written, _ = write("cas-json", [article(text, marks)], {"files": "flat"})
    assert list(_files(written)) == ["00001-Talks.Ben “B”.json", "00001-Talks.Olena.json"]


@pytest.mark.parametrize("name", BOTH)
def test_segmentation_may_be_left_out(name: str) -> None:
    written, _ = write(name, [article("Talks in Kyiv.")], {"segmentation": "no"})
    [data] = _files(written).values()
    assert b"Token" not in data.partition(b"FEATURE_STRUCTURES")[2]
    assert name == "cas-json" or b":Token" not in data


def test_the_golden_dataset_goes_round_through_a_project(tmp_path: Path) -> None:
    for name in BOTH:
        with Project.create(tmp_path / f"{name}.annot", annotator="Olena") as project:
            report = project.import_files([_DATA / name / "talks"], format=name)
            assert [one for one in report.skipped if "TypeSystem" not in one.where] == []
            assert project.check() == []
            project.export(tmp_path / "back.jsonl", format="jsonl")
        back, golden = (
            [orjson.loads(line) for line in place.read_bytes().splitlines()]
            for place in (tmp_path / "back.jsonl", _DATA / "talks.jsonl")
        )
        assert sorted(back, key=lambda one: one["id"]) == sorted(golden, key=lambda one: one["id"])


def test_what_xml_cannot_hold_is_written_otherwise_told_and_read_back() -> None:
    text = "one\x0btwo \x1c three \uffff end\x00".replace("\x00", "")
    mark = annotation(text, [(8, 9)], 1, note="a\x0cb", attributes={"words": "x\x0b\uffff"})
    records = [article(text, [mark], byline="A\x0bnn", states={PEOPLE[0]: "done"})]
    written, losses = write("cas-xmi", records)
    assert [(one.annotation, one.reason, one.detail) for one in losses] == [
        (None, "other", "3 in the text"),
        (None, "other", "in what is known of the article"),
        (identity(1), "other", "in its label or its note"),
    ]
    cas = _cassis("cas-xmi", written, next(iter(_files(written))))
    assert cas.sofa_string == "one\ufffdtwo \ufffd three \ufffd end"
    back, reader = read("cas-xmi", _files(written))
    assert came(back) == told(records)
    assert reader.skipped == []


def test_the_same_input_gives_the_same_bytes() -> None:
    text = "Talks in Kyiv."
    records = [article(text, [annotation(text, [(9, 13)], 1, label=key) for key in LABELS[:1]])]
    for name in BOTH:
        assert write(name, records) == write(name, records)


@pytest.mark.parametrize("name", [*BOTH, "gate-json", "tei"])
def test_a_long_article_goes_round(name: str) -> None:
    text = long_text(1_000_000)
    marks = [annotation(text, [(at * 990, at * 990 + 9)], at + 1) for at in range(1_000)]
    records = [article(text, marks)]
    written, losses = write(name, records)
    back, _ = read(name, _files(written))
    assert came(back) == told(records)
    assert losses == []
