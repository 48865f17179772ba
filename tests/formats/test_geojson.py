"""GeoJSON: the places come back into a project that has the articles, and maps can read them."""

from __future__ import annotations

import json
from typing import Any

import geojson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import Project
from annotator.formats.registry import format_of
from annotator.model.records import AnnotationRecord, ArticleRecord
from annotator.problems import UserProblem
from tests.formats.damaging import damaged
from tests.formats.golden import GOLDEN
from tests.formats.records import annotation, article, articles, identity
from tests.formats.writing import read, write

_TEXT = "From Kyiv to 東京 😀 and back."
_KYIV = {"latitude": 50.450123456, "longitude": 30.5238, "country": "UA", "gazetteer_id": "g:1"}
_PLACE = {"id": "g:2", "name": "Tokyo", "latitude": 35.69, "longitude": 139.69}


def _features(data: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(data)["features"]
    return found


def _comparable(one: Any) -> dict[str, Any]:
    keys = ("id", "annotator", "label", "origin", "created", "modified")
    return {
        **{key: one[key] for key in keys},
        "note": one.get("note", ""),
        "certainty": one.get("certainty", "sure"),
        "attributes": one.get("attributes", {}),
        "fragments": one.get("fragments") or [[one["start"], one["end"]]],
        "quote": one["quote"],
    }


@settings(max_examples=50)
@given(records=articles(), data=st.data())
def test_places_come_back_and_the_rest_is_said(
    records: list[ArticleRecord], data: st.DataObject
) -> None:
    numbers = st.none() | st.integers(-200, 200) | st.floats(-200, 200) | st.just("x")
    for record in records:
        for one in record["annotations"]:
            one["attributes"] |= {
                key: value
                for key in ("latitude", "longitude")
                if (value := data.draw(numbers)) is not None
            }
    files, losses = write("geojson", records)
    lost = {one.annotation for one in losses if one.detail.startswith("left out: the file holds")}
    written = {
        record["id"]: [_comparable(one) for one in record["annotations"] if one["id"] not in lost]
        for record in records
    }
    ties = {(one.annotation, one.detail) for one in losses if one.reason == "relation"}
    assert ties == {
        (tie["from"], f"{tie['type']} {tie['to']}")
        for record in records
        for tie in record["relations"]
    }
    incoming, reader = read("geojson", files)
    if not any(written.values()):
        assert [str(one) for one in reader.problems.values()] == ["talks.geojson holds no places."]
        return
    assert {one.article: [_comparable(mark) for mark in one.annotations] for one in incoming} == {
        key: value for key, value in written.items() if value
    }
    assert reader.skipped == []
    # Another library takes it for what it is.
    judged = geojson.loads(files[""].decode())
    assert judged.is_valid
    for feature in judged["features"]:
        values = feature["properties"]["attributes"]
        # That library rounds.
        expected = [values["longitude"], values["latitude"]]
        assert feature["geometry"]["coordinates"] == pytest.approx(expected, abs=1e-6)


def test_longitude_comes_first_and_digits_are_kept() -> None:
    record = article(_TEXT, [annotation(_TEXT, [(5, 9)], 1, label="location", attributes=_KYIV)])
    (feature,) = _features(write("geojson", [record])[0][""])
    assert feature["geometry"] == {"type": "Point", "coordinates": [30.5238, 50.450123456]}
    told = feature["properties"]
    assert (told["quote"], told["start"], told["end"]) == ("Kyiv", 5, 9)
    assert (told["country"], told["gazetteer_id"]) == ("UA", "g:1")
    assert told["article"] == record["id"]


def test_a_value_that_is_a_place_is_one_too() -> None:
    both = annotation(_TEXT, [(13, 15)], 1, attributes=_KYIV | {"to": _PLACE, "no": {"name": "x"}})
    data = write("geojson", [article(_TEXT, [both])])[0]
    features = _features(data[""])
    assert [one["id"] for one in features] == [identity(1), f"{identity(1)}#to"]
    assert features[1]["properties"]["name"] == "Tokyo"
    assert features[1]["properties"]["gazetteer_id"] == "g:2"
    (incoming,), _ = read("geojson", data)
    assert len(list(incoming.annotations)) == 1


@pytest.mark.parametrize(
    "point",
    [(91, 0), (0, 181), (float("nan"), 0), (True, 0), ("50", 30), (None, 30), (float("inf"), 1)],
    ids=str,
)
def test_what_is_nowhere_on_earth_is_left_out_and_said(point: tuple[Any, Any]) -> None:
    values = {"latitude": point[0], "longitude": point[1]}
    record = article(_TEXT, [annotation(_TEXT, [(5, 9)], 1, attributes=values)])
    files, losses = write("geojson", [record])
    assert _features(files[""]) == []
    assert identity(1) in {one.annotation for one in losses}


def test_a_project_with_the_articles_takes_the_places(project: Project) -> None:
    path = GOLDEN / "geojson" / "talks.geojson"
    assert project.import_files([path]).annotations == 0
    project.import_files([GOLDEN / "talks.jsonl"])
    report = project.import_files([path])
    assert report.annotations == 0, "it is there already, just as it came"
    assert report.skipped == ()


def test_places_of_others_have_no_text_to_stand_in() -> None:
    point = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]}}
    foreign = {"type": "FeatureCollection", "features": [point | {"properties": {"name": "A"}}]}
    _, reader = read("geojson", {"": json.dumps(foreign).encode()})
    assert [str(one) for one in reader.problems.values()] == [
        "talks.geojson holds places, but not where they stand in texts: there is nothing to mark."
    ]
    ours: list[AnnotationRecord] = [annotation(_TEXT, [(5, 9)], 1, attributes=_KYIV)]
    mixed = json.loads(write("geojson", [article(_TEXT, ours)])[0][""])
    mixed["features"] += foreign["features"]
    incoming, reader = read("geojson", {"": json.dumps(mixed).encode()})
    assert len(incoming) == 1
    assert [one.reason for one in reader.skipped] == [
        "1 places: they do not say where they stand in a text"
    ]


def test_a_file_is_known_by_its_content() -> None:
    found = format_of(GOLDEN / "geojson" / "talks.geojson")
    assert found is not None
    assert found.name == "geojson"


def test_damaged_files_are_read_or_refused() -> None:
    for data in damaged((GOLDEN / "geojson" / "talks.geojson").read_bytes(), 200):
        incoming, reader = read("geojson", {"": data})
        assert all(isinstance(one, UserProblem) for one in reader.problems.values())
        for one in incoming:
            assert all(type(mark["start"]) is int for mark in one.annotations)
