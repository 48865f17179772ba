"""UIMA CAS as INCEpTION and DKPro write it: layers, links, projects in ZIP files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from annotator import Project
from annotator.formats.registry import format_of
from annotator.model.incoming import Incoming
from tests.formats.packing import zipped
from tests.formats.records import PEOPLE, annotation, article
from tests.formats.whole import came, told
from tests.formats.writing import read, write

_FOREIGN = Path(__file__).parent.parent / "data" / "formats" / "foreign"
_TEXT = "Olena Koval 😀 said in Kyiv that 600 km² burned."
_LEFT = (
    "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS (1×): no layer of spans with a "
    "label; the option “layer” takes it"
)


def _json() -> bytes:
    return (_FOREIGN / "cas-json" / "inception.json").read_bytes()


def _xmi() -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in sorted((_FOREIGN / "cas-xmi").iterdir())}


def _spans(article: Incoming) -> list[tuple[str, str, Any, str | None]]:
    return [
        (
            one["label"],
            article.text[one["start"] : one["end"]],
            one.get("attributes", {}),
            one.get("annotator"),
        )
        for one in article.annotations
    ]


def _expect(article: Incoming) -> None:
    assert article.text == _TEXT
    assert article.metadata.title == "fire.txt"
    assert _spans(article) == [
        ("PER", "Olena Koval", {}, "ann"),
        ("LOC", "Kyiv", {"identifier": "http://www.wikidata.org/entity/Q1899"}, "ann"),
        ("Event", "said", {"kind": "speech", "certain": True, "strength": 0.5}, "ann"),
        ("Event", "burned", {}, "ann"),
    ]
    ids = {one.get("id"): one["label"] for one in article.annotations if "id" in one}
    ties = [(one["type"], ids[one["from"]], ids[one["to"]]) for one in article.relations]
    assert ties == [("speaker", "Event", "PER"), ("is in", "PER", "LOC")]


def test_json_of_inception_is_read() -> None:
    [article], reader = read("cas-json", {"": _json()})
    _expect(article)
    assert [one.reason for one in reader.skipped] == [
        "annotations (1×): no view lists them, as is so with what was removed",
        _LEFT,
    ]


def test_xmi_is_read_with_the_types_beside_it() -> None:
    [article], reader = read("cas-xmi", _xmi())
    _expect(article)
    assert _LEFT in [one.reason for one in reader.skipped]
    assert [one.what for one in reader.notes] == [
        "a type system, which says what documents may hold"
    ]


def test_xmi_without_types_keeps_values_as_texts() -> None:
    [article], _ = read("cas-xmi", {"ann.xmi": _xmi()["ann.xmi"]})
    spans = _spans(article)
    assert spans[2][2] == {"kind": "speech", "certain": "true", "strength": "0.5", "agent": "10"}
    assert [one["type"] for one in article.relations] == ["is in"]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"layer": "NamedEntity"}, ["PER", "LOC"]),
        ({"layer": "POS", "feature": "PosValue"}, ["NNP"]),
        ({"layer": "webanno.custom.Event", "feature": "kind"}, ["speech", "Event"]),
        ({"layer": "NamedEntity", "feature": "none"}, ["NamedEntity", "NamedEntity"]),
        ({"feature": "identifier"}, ["NamedEntity", "http://www.wikidata.org/entity/Q1899"]),
    ],
)
def test_layers_and_the_feature_that_is_the_label_are_chosen(
    options: dict[str, str], found: list[str]
) -> None:
    [article], _ = read("cas-json", {"": _json()}, options)
    assert [one["label"] for one in article.annotations][: len(found)] == found


def test_a_document_exported_from_inception_is_a_zip_file(tmp_path: Path) -> None:
    path = tmp_path / "fire.zip"
    path.write_bytes(zipped(_xmi()))
    found = format_of(path)
    assert found is not None
    assert found.name == "cas-xmi"
    with Project.create(tmp_path / "a.annot", annotator="Olena") as project:
        report = project.import_files([path])
        assert report.annotations == 4
        assert report.relations == 2
        # Taken in again it is known: the ids of a CAS are not looked at.
        again = project.import_files([path])
        assert (again.annotations, again.relations, again.known) == (0, 0, 6)
        assert project.check() == []


def test_a_project_of_inception_keeps_its_people_apart(tmp_path: Path) -> None:
    types = {"TypeSystem.xml": _xmi()["TypeSystem.xml"]}
    inner = {
        user: zipped({f"{user}.xmi": _xmi()["ann.xmi"]} | types)
        for user in ("ann", "ben", "CURATION_USER", "INITIAL_CAS")
    }
    whole = {
        "exportedproject1.json": b"{}",
        "source/fire.txt": _TEXT.encode(),
        "annotation/fire.txt/ann.zip": inner["ann"],
        "annotation/fire.txt/ben.json": _json(),
        "annotation/fire.txt/INITIAL_CAS.zip": inner["INITIAL_CAS"],
        "curation/fire.txt/CURATION_USER.zip": inner["CURATION_USER"],
    }
    path = tmp_path / "project.zip"
    path.write_bytes(zipped(whole))
    with Project.create(tmp_path / "a.annot", annotator="Olena") as project:
        report = project.import_files([path])
        [article] = project.articles()
        people = [one.annotator for one in project.annotations(article.id)]
        assert {name: people.count(name) for name in people} == {
            "ann": 4, "ben": 4, "Consensus": 4,
        }  # fmt: skip
        assert [one.what for one in report.notes] == [
            "a document without anybody's annotations: only those of people taken"
        ]
        assert project.check() == []
        project.export(tmp_path / "out.jsonl", format="jsonl")


def test_a_project_in_the_inner_form_alone_says_how_to_export_it() -> None:
    whole = {"exportedproject1.json": b"{", "annotation_ser/fire.txt/ann.ser": b"x"}
    _, reader = read("cas-xmi", {"project.zip": zipped(whole)}, offsets="utf16")
    [problem] = reader.problems.values()
    assert "Export the project once more, with UIMA CAS JSON as its format." in str(problem)


def test_an_edited_document_of_ours_is_still_ours() -> None:
    """INCEpTION drops what it does not know, and gives new ids; our ids are features."""
    value = orjson.loads(_json())
    value["%FEATURE_STRUCTURES"] += [
        {"%ID": 90, "%TYPE": "custom.Span", "@sofa": 1, "begin": 0, "end": 5, "label": "source",
         "id": "01a20682-d43e-73c4-91a9-fd788dfcded0", "fragment": 1, "fragments": 2,
         "attributes": '{"kind":"named"}', "note": "who?", "certainty": "unsure"},
        {"%ID": 91, "%TYPE": "custom.Span", "@sofa": 1, "begin": 6, "end": 11, "label": "source",
         "id": "01a20682-d43e-73c4-91a9-fd788dfcded0", "fragment": 2, "fragments": 2},
        {"%ID": 92, "%TYPE": "custom.Span", "@sofa": 1, "begin": 15, "end": 19},
    ]  # fmt: skip
    value["%VIEWS"]["_InitialView"]["%MEMBERS"] += [90, 91, 92]
    [article], _ = read("cas-json", {"": orjson.dumps(value)}, {"layer": "custom.Span"})
    span, other = sorted(article.annotations, key=lambda one: one["start"])
    assert span == {
        "label": "source", "start": 0, "end": 11, "fragments": [[0, 5], [6, 11]],
        "id": "01a20682-d43e-73c4-91a9-fd788dfcded0", "attributes": {"kind": "named"},
        "note": "who?", "certainty": "unsure", "annotator": "ann",
    }  # fmt: skip
    assert (other["label"], other["start"], other["end"]) == ("Span", 14, 18)


def test_our_own_zip_file_is_read_with_all_that_lies_in_it() -> None:
    text = "Talks in Kyiv 😀 go on."
    marks = [annotation(text, [(16, 18)], n, annotator=who) for n, who in enumerate(PEOPLE, 1)]
    records = [article(text, marks), article("Nothing.")]
    for name in ("cas-json", "cas-xmi"):
        written, _ = write(name, records)
        files = written | {"manifest.json": b"{}", "more/other.json": b"{}"}
        back, reader = read("cas-xmi", {"out.zip": zipped(files)})
        assert came(back) == told(records)
        assert [one.reason for one in reader.skipped] == ["more/other.json, which is no CAS JSON"]
