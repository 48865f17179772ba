"""UIMA files that are damaged or made to do harm: a right result, or a problem in plain words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from annotator.problems import UserProblem
from tests.formats.damaging import damaged
from tests.formats.packing import zipped
from tests.formats.test_cas_foreign import _json, _xmi
from tests.formats.writing import read

_GOLDEN = Path(__file__).parent.parent / "data" / "formats"
_KYIV = (27, 31)


def _changed(number: int, **fields: Any) -> bytes:
    value = orjson.loads(_json())
    [one] = [one for one in value["%FEATURE_STRUCTURES"] if one["%ID"] == number]
    one.update(fields)
    return orjson.dumps(value)


@pytest.mark.parametrize("name", ["cas-json", "cas-xmi"])
def test_damaged_files_give_a_result_or_a_problem(name: str) -> None:
    golden = min((_GOLDEN / name).rglob("Olena.*")).read_bytes()
    foreign = _json() if name == "cas-json" else _xmi()["ann.xmi"]
    for whole in (golden, foreign):
        for data in damaged(whole, 150, name):
            articles, reader = read(name, {"": data})
            assert all(isinstance(one, UserProblem) for one in reader.problems.values())
            for article in articles:
                for one in article.annotations:
                    assert isinstance(one["label"], str)
                    assert 0 <= one["start"] <= one["end"] <= len(article.text)


def test_a_damaged_type_system_does_no_harm_to_its_document() -> None:
    for data in damaged(_xmi()["TypeSystem.xml"], 60):
        articles, reader = read("cas-xmi", {"ann.xmi": _xmi()["ann.xmi"], "TypeSystem.xml": data})
        assert [len(list(one.annotations)) for one in articles] == [4]
        said = any(one.what.startswith("read without its types") for one in reader.notes)
        assert said == any("is not XML" in str(one) for one in reader.problems.values())


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"begin": 13}, "position 13 lies inside a character"),
        ({"end": 500}, "there is no position 500; the text has 48 UTF-16 units"),
        ({"begin": -1}, "“begin” is -1, which is no place (1×)"),
        ({"begin": True}, "“begin” is True, which is no place (1×)"),
        ({"begin": 1.0}, "“begin” is 1.0, which is no place (1×)"),
        ({"end": "31"}, "“end” is '31', which is no place (1×)"),
        ({"value": ["LOC"]}, "“value” is neither a text nor a number (1×)"),
        ({"%ID": 6}, "the id 6 stands there twice (1×)"),
    ],
)
def test_what_does_not_fit_is_said_and_the_rest_is_taken(fields: dict[str, Any], said: str) -> None:
    [article], reader = read("cas-json", {"": _changed(7, **fields)}, offsets="utf16")
    assert len(list(article.annotations)) in (3, 4)
    assert any(said in one.reason for one in reader.skipped)


def test_a_file_that_counts_code_points_is_noticed() -> None:
    """The specification says UTF-16; a quote is not there, so words have to fit."""
    value = orjson.loads(_json())
    for one in value["%FEATURE_STRUCTURES"]:
        for key in ("begin", "end"):
            if one.get(key, 0) > 12:
                one[key] -= 1
    [article], reader = read("cas-json", {"": orjson.dumps(value)})
    texts = [article.text[one["start"] : one["end"]] for one in article.annotations]
    assert texts == ["Olena Koval", "Kyiv", "said", "burned"]
    assert reader.notes[0].what.startswith("its offsets count code points: 4 of 4")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"[]", "is no CAS JSON: it has no “%FEATURE_STRUCTURES”"),
        (b'{"%FEATURE_STRUCTURES":5}', "lists no feature structures"),
        (b'{"%FEATURE_STRUCTURES":[5]}', "a feature structure is no object"),
        (b"", "is not JSON"),
        (b'{"%FEATURE_STRUCTURES":' + b"[" * 200_000, "is not JSON"),
        (b"<a/>", "is no XMI: it begins with “a”"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "has a DOCTYPE"),
        (b"<a>" * 100_000, "its parts lie too deep in each other"),
        (b"PK\x03\x04", "it is no whole ZIP file"),
        (zipped({"../a.xmi": b""}), "a name that leads elsewhere"),
        (zipped({"a.txt": b""}), "holds no document of UIMA"),
        (zipped({"a.xmi": b"0" * 60_000_000}), "would swell to many times its size"),
    ],
)
def test_what_is_no_cas_is_refused_in_plain_words(data: bytes, said: str) -> None:
    _, reader = read("cas-json", {"": data})
    [problem] = reader.problems.values()
    assert said in str(problem)


def test_names_of_features_are_data() -> None:
    """A type system is not made into classes: a name may be anything."""
    value = orjson.loads(_json())
    name = "x=print('run'),y"
    value["%TYPES"]["webanno.custom.Event"][name] = {"%NAME": name, "%RANGE": "uima.cas.String"}
    for one in value["%FEATURE_STRUCTURES"]:
        if one["%ID"] == 12:
            one[name] = "a"
    [article], _ = read("cas-json", {"": orjson.dumps(value)})
    assert [one["attributes"] for one in article.annotations if "attributes" in one][-1] == {
        name: "a"
    }


def test_values_nested_without_end_stay_a_text() -> None:
    for depth in (100, 900, 5_000):
        deep = '{"a":' * depth + "1" + "}" * depth
        fields = {"%TYPE": "custom.Span", "label": "x", "attributes": deep}
        [article], _ = read("cas-json", {"": _changed(7, **fields)})
        [one] = [one for one in article.annotations if one["label"] == "x"]
        assert one["attributes"]["attributes"] == deep


def test_a_document_without_a_text_is_said() -> None:
    articles, reader = read("cas-json", {"": _changed(1, sofaString=None)})
    assert articles == []
    assert [one.reason for one in reader.skipped] == [
        "a view without a text (1×)",
        "a document: it has no text",
    ]


def test_a_type_that_inherits_from_itself_is_no_trap() -> None:
    types = _xmi()["TypeSystem.xml"].replace(
        b"<supertypeName>uima.tcas.Annotation", b"<supertypeName>webanno.custom.Event"
    )
    [article], _ = read("cas-xmi", {"ann.xmi": _xmi()["ann.xmi"], "TypeSystem.xml": types})
    assert len(list(article.annotations)) == 4
