"""W3C Web Annotation as other programs write it, and files that are damaged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.formats.registry import format_of
from annotator.model.incoming import Incoming
from annotator.problems import UserProblem
from tests.formats.damaging import damaged
from tests.formats.golden import GOLDEN
from tests.formats.writing import read

_FOREIGN = GOLDEN / "foreign" / "w3c"
_TEXT = "It was warm in 東京 😀 and cold in Quito. Cold, cold days."


def _file(*items: Any, text: str | None = _TEXT) -> dict[str, bytes]:
    """Give a page of annotations whose text stands in the first one."""
    page: dict[str, Any] = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "items": list(items),
    }
    files = {"": json.dumps(page).encode()}
    return files if text is None else files | {"talks.txt": text.encode()}


def _tag(selector: Any, **fields: Any) -> dict[str, Any]:
    return {
        "type": "Annotation",
        "body": {"type": "TextualBody", "purpose": "tagging", "value": "location"},
        "target": {"source": "https://example.org/a", "selector": selector},
    } | fields


def _position(start: Any, end: Any) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": start, "end": end}


def _quotes(incoming: list[Incoming]) -> list[str]:
    return [one.text[a["start"] : a["end"]] for one in incoming for a in one.annotations]


def test_a_viewers_list_in_utf16_with_its_text_beside() -> None:
    files = {"": (_FOREIGN / "viewer.json").read_bytes()}
    files["talks.txt"] = (_FOREIGN / "viewer.txt").read_bytes()
    (one,), reader = read("w3c", files)
    found = [(a["label"], a.get("annotator"), a.get("note")) for a in one.annotations]
    assert found == [
        ("location", "Ines", "the town"),
        ("source", "Ines", None),
        ("figure", "https://viewer.example/u/5", None),
        ("people", "https://viewer.example/u/5", None),
    ]
    assert _quotes([one]) == ["Tromsø", "The harbour master", "14 crews", "14 crews"]
    assert [(tie["type"], tie["from"], tie["to"]) for tie in one.relations] == [
        ("says", "#81c0", "#7b2f")
    ]
    assert one.metadata.url == "https://texts.example/ferries.txt"
    assert [note.what for note in reader.notes] == [
        "its offsets count UTF-16 units: 4 of 4 annotations fit so",
        "an annotation with several tags is one for each of them (1×)",
    ]
    assert reader.skipped == []


def test_a_servers_collection_says_what_is_not_read() -> None:
    files = {"": (_FOREIGN / "server.jsonld").read_bytes()}
    incoming, reader = read("w3c", files)
    assert {one.text for one in incoming} == {"Rain fell on Quito.  Rain fell on\nLima, too."}
    found = {
        (a["label"], one.text[a["start"] : a["end"]], a["start"], a.get("note"))
        for one in incoming
        for a in one.annotations
    }
    assert found == {
        ("highlighting", "Rain", 21, None),
        ("commenting", "Rain fell on\nLima", 21, "twice"),
        ("identifying", "Quito", 13, None),
    }
    (identified,) = [a for one in incoming for a in one.annotations if a["label"] == "identifying"]
    assert identified.get("attributes") == {"identifying": "https://www.geonames.org/3652462"}
    (comment,) = [one for article in incoming for one in article.comments]
    assert comment["text"] == "About the weather"
    assert {one.get("annotator") for a in incoming for one in a.annotations} == {
        "kim@example.org", None
    }  # fmt: skip
    reasons = [f"{one.where}: {one.reason}" for one in reader.skipped]
    assert reasons == [
        "talks.jsonld, annotation 6: an annotation: its target has a RangeSelector",
        "talks.jsonld, annotation 7: an annotation: its targets lie in several texts",
        "talks.jsonld, annotation 3: an annotation: “fell on” stands in the text several times",
        "talks.jsonld, https://news.example/c: an annotation: the text is not in the file",
    ]
    assert [one.what for one in reader.notes] == [
        "an annotation without a tag has its motivation as label (4×)",
        "“created” that is no moment was left out (1×)",
        "an annotation of a whole text is a comment on the article (1×)",
    ]


def test_one_annotation_alone_is_a_file_too() -> None:
    files = {"": json.dumps(_tag(_position(7, 11))).encode(), "talks.txt": _TEXT.encode()}
    assert _quotes(read("w3c", files)[0]) == ["warm"]


def test_a_position_that_does_not_fit_its_quote_is_noted() -> None:
    good = [_position(15, 17), {"type": "TextQuoteSelector", "exact": "東京"}]
    bad = [_position(20, 24), {"type": "TextQuoteSelector", "exact": "Quito"}]
    (one,), _ = read("w3c", _file(_tag(good), _tag(bad)))
    # The quote goes on to the project, which compares it and says so.
    assert [a.get("quote") for a in one.annotations] == ["東京", "Quito"]


def test_fragments_out_of_order_are_put_in_order() -> None:
    targets = [
        {"source": "a", "selector": [_position(*place), {"type": "TextQuoteSelector", "exact": q}]}
        for place, q in (((32, 37), "Quito"), ((15, 17), "東京"))
    ]
    (one,), reader = read("w3c", _file(_tag(None, target=targets)))
    (annotation,) = one.annotations
    assert annotation.get("fragments") == [[15, 17], [32, 37]]
    assert annotation.get("quote") == "東京 Quito"
    assert reader.skipped == []


@pytest.mark.parametrize(
    "offsets", [(-1, 3), (0.0, 3), (True, 3), ("0", 3), (None, 3), (0, 2**60)], ids=str
)
def test_offsets_that_are_none_are_refused(offsets: tuple[Any, Any]) -> None:
    incoming, reader = read("w3c", _file(_tag(_position(*offsets)), _tag(_position(15, 17))))
    assert _quotes(incoming) == ["東京"]
    assert "of its position is not a whole number from 0 on" in reader.skipped[0].reason


def test_a_quote_in_several_places_is_found_by_what_stands_around_it() -> None:
    quote = {"type": "TextQuoteSelector", "exact": "cold", "suffix": " days"}
    incoming, reader = read("w3c", _file(_tag(quote)))
    assert [a["start"] for one in incoming for a in one.annotations] == [_TEXT.rindex("cold")]
    assert reader.skipped == []


def test_what_is_searched_for_counts_code_points_in_any_file() -> None:
    at = len(_TEXT[: _TEXT.index("Quito")].encode("utf-16-le")) // 2
    placed = [_position(at, at + 5), {"type": "TextQuoteSelector", "exact": "Quito"}]
    searched = {"type": "TextQuoteSelector", "exact": "days"}
    incoming, reader = read("w3c", _file(_tag(placed), _tag(searched)))
    assert _quotes(incoming) == ["Quito", "days"]
    assert reader.notes[0].what.startswith("its offsets count UTF-16 units")


def test_fragments_that_touch_are_quoted_as_one() -> None:
    targets = [
        {"source": "a", "selector": [_position(*place), {"type": "TextQuoteSelector", "exact": q}]}
        for place, q in (((7, 9), "wa"), ((9, 11), "rm"), ((10, 14), "m in"))
    ]
    (one,), _ = read("w3c", _file(_tag(None, target=targets)))
    assert [mark.get("quote") for mark in one.annotations] == ["warm in"]


def test_a_file_of_something_else_is_refused() -> None:
    for data in (b"{}", b"[]", b"", b"[1, 2]", b'{"type": "Feature"}', b"\xff\xfe", b"[NaN]"):
        incoming, reader = read("w3c", {"": data})
        assert incoming == []
        assert reader.problems or reader.skipped


def test_a_text_beside_is_not_that_of_several() -> None:
    other = _tag(_position(0, 2)) | {"target": {"source": "b", "selector": _position(0, 2)}}
    incoming, reader = read("w3c", _file(_tag(_position(0, 2)), other))
    assert incoming == []
    assert len(reader.skipped) == 2


@pytest.mark.parametrize("name", ["viewer.json", "server.jsonld"])
def test_a_file_is_known_by_its_content(name: str) -> None:
    found = format_of(_FOREIGN / name)
    assert found is not None
    assert found.name == "w3c"


@pytest.mark.parametrize("depth", [200, 300, 600, 900])
def test_what_nests_without_end_is_no_crash(depth: int) -> None:
    values: Any = "x"
    lists: Any = "x"
    targets: Any = {"source": "a", "selector": _position(15, 17)}
    for number in range(depth):
        values, lists = {"a": values}, [lists]
        if number % 2:
            targets = {"type": "Composite", "items": [targets]}
    for fields in ({"annotator:attributes": values}, {"body": lists}, {"target": targets}):
        item = _tag(_position(15, 17), **fields)
        incoming, reader = read("w3c", {"": json.dumps(item).encode(), "talks.txt": _TEXT.encode()})
        assert all(isinstance(one, UserProblem) for one in reader.problems.values())
        assert incoming or reader.problems or reader.skipped


@pytest.mark.parametrize(
    "path", [*sorted(_FOREIGN.glob("*.json*")), GOLDEN / "w3c/talks.jsonld"], ids=lambda p: p.name
)
def test_damaged_files_are_read_or_refused(path: Path) -> None:
    for data in damaged(path.read_bytes(), 150, path.name):
        incoming, reader = read("w3c", {"": data})
        for problem in reader.problems.values():
            assert isinstance(problem, UserProblem)
        for one in incoming:
            for annotation in one.annotations:
                assert type(annotation["start"]) is int
                assert isinstance(annotation["label"], str)
