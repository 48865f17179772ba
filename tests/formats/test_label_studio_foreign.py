"""Label Studio's JSON as it and people write it: exports old and short, pages, broken files."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import Project
from annotator.formats.registry import format_of
from annotator.model.incoming import Incoming
from tests.formats.coming_back import stored
from tests.formats.from_json import from_tasks, spans
from tests.formats.odd_json import spoiled_document
from tests.formats.writing import read

_DATA = Path(__file__).parent.parent / "data" / "formats"
_FOREIGN = _DATA / "foreign" / "label-studio"


def foreign(name: str) -> tuple[list[Incoming], list[str], list[str]]:
    return from_tasks(*json.loads((_FOREIGN / name).read_bytes()))


def task(text: str, *results: dict[str, Any], **made: Any) -> dict[str, Any]:
    return {"data": {"text": text}, "annotations": [{"result": list(results), **made}]}


def region(start: Any, end: Any, *labels: str, **fields: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": list(labels)}
    made = {"from_name": "label", "to_name": "text", "type": "labels", "value": value}
    return made | fields


def test_an_export_gives_people_values_notes_and_links() -> None:
    back, skipped, notes = foreign("export.json")
    assert spans(back[0]) == [
        ("Amina Sadiq", "source", "Two port workers"),
        ("Amina Sadiq", "figure", "one.\nTwo"),
        ("Amina Sadiq", "location", "Kribi"),
        ("user 7", "location", "Izmir"),
        ("user 7", "port", "Izmir"),
    ]
    source, _, kribi, izmir, port = back[0].annotations
    assert (izmir.get("id"), port.get("id")) == ("aB3_x-1", "aB3_x-1:port")
    assert source.get("note") == "sure?"
    assert source.get("created") == "2023-02-01T10:20:30.123Z"
    assert kribi.get("attributes") == {
        "sense": "place", "latitude": 2.9, "remark": "a port\nin Cameroon",
    }  # fmt: skip
    # One to the right, one to the left without a label.
    assert [(one["from"], one["type"], one["to"]) for one in back[0].relations] == [
        (source.get("id"), "from", kribi.get("id")),
        (source.get("id"), "related", kribi.get("id")),
    ]
    assert (back[0].metadata.title, back[0].metadata.reference) == ("Port", "5")
    assert spans(back[1]) == []
    assert skipped == [
        "a “choices” of a whole article (1×)",
        "an annotation of a task that was skipped (1×)",
        "the field “data.wire” (1×)",
    ]
    assert notes == []


def test_old_exports_counted_utf16_units_and_had_completions() -> None:
    back, skipped, notes = foreign("utf16_completions.json")
    assert spans(back[0]) == [(None, "PER", "Hanne Lund"), (None, "LOC", "Łódź")]
    assert next(iter(back[0].annotations)).get("created") == "2020-09-13T12:26:40.000Z"
    assert skipped == []
    assert notes == ["its offsets count UTF-16 units: 2 of 2 annotations fit so"]


def test_predictions_are_a_suggester_s() -> None:
    back, skipped, _ = foreign("predictions.json")
    assert spans(back[0]) == [("ner-3", "source", "Growers")]
    assert back[0].kinds == {"ner-3": "suggester"}
    assert skipped == ["the score of a prediction (1×)"]


def test_regions_of_a_page_are_found_by_their_text_or_told() -> None:
    back, skipped, _ = foreign("hypertext.json")
    assert back[0].text == (
        "Growers in Valparaíso left.\nGrowers & lorries went to Quito\non Tuesday."
    )
    assert [text for _, _, text in spans(back[0])] == ["in Valparaíso", "Quito\non Tuesday"]
    assert skipped == [
        "the span “Growers”: it is there 2 times, and its place is one in a page",
        "the span “Nowhere”: it is not there, and its place is one in a page",
    ]


def test_the_short_export_is_read() -> None:
    back, skipped, _ = foreign("min.json")
    assert spans(back[0]) == [("user 1", "PER", "Amina Sadiq"), ("user 1", "LOC", "Quito")]
    assert skipped == ["the field “data.sentiment” (1×)"]


def test_spans_in_a_dialogue_are_told() -> None:
    back, skipped, _ = foreign("dialogue.json")
    assert [spans(one) for one in back] == [[]]
    assert skipped == ["a span in a dialogue (1×)", "the field “data.dialogue” (1×)"]


def test_the_text_is_where_the_regions_say() -> None:
    """A tag's name need not be the field's."""
    made = region(0, 5, "x", to_name="shown")
    made["value"]["text"] = "Izmir"
    one = {
        "data": {"address": "s3://a/very/long/address/of/a/file.txt", "body": "Izmir rents"},
        "annotations": [{"result": [made]}],
    }
    back, skipped, _ = from_tasks(one)
    assert spans(back[0]) == [(None, "x", "Izmir")]
    assert skipped == ["the field “data.address” (1×)"]


def test_two_texts_of_a_task_are_two_articles() -> None:
    one = {
        "id": 3,
        "data": {"a": "Izmir", "b": "Quito rents"},
        "annotations": [
            {"result": [region(0, 5, "x", to_name="b"), region(0, 5, "y", to_name="a")]}
        ],
    }
    back, skipped, _ = from_tasks(one)
    assert [(article.text, spans(article)) for article in back] == [
        ("Quito rents", [(None, "x", "Quito")]),
        ("Izmir", [(None, "y", "Izmir")]),
    ]
    assert skipped == []


@pytest.mark.parametrize(
    ("made", "named"),
    [
        ({"completed_by": 3}, "user 3"),
        ({"completed_by": {"id": 3}}, "user 3"),
        ({"completed_by": {"email": "a@example.org", "first_name": ""}}, "a@example.org"),
        ({"completed_by": {"first_name": "Ann", "last_name": "Lee", "email": "x"}}, "Ann Lee"),
        ({"completed_by": "ann"}, "ann"),
        ({"completed_by": None}, None),
        ({"annotator": "Olena", "completed_by": 3}, "Olena"),
        ({}, None),
    ],
)
def test_who_annotated_is_kept_apart(made: dict[str, Any], named: str | None) -> None:
    back, skipped, _ = from_tasks(task("Izmir", region(0, 5, "x"), **made))
    assert spans(back[0]) == [(named, "x", "Izmir")]
    assert skipped == []


def test_copies_of_an_annotation_have_ids_of_their_own(project: Project) -> None:
    one = task("Izmir rents", region(0, 5, "x", id="r"), completed_by=1)
    one["annotations"] *= 2
    back, _, _ = from_tasks(one)
    assert [span.get("id") for span in back[0].annotations] == ["r", "r-2"]
    imported = stored(project, back)
    assert (imported.annotations, imported.skipped) == (2, [])


@pytest.mark.parametrize(
    ("result", "told"),
    [
        (region(-1, 3, "x"), "a span: it begins at -1 and ends at 3"),
        (region(True, 3, "x"), "a span: it begins at True and ends at 3"),
        (region(0, 3.0, "x"), "a span: it begins at 0 and ends at 3.0"),
        (region("0", "3", "x"), "a span: it begins at 0 and ends at 3"),
        (region(0, 3), "the span 0–3: it has no label"),
        (region(0, 3, "x", meta={"origin": 3}), "what is known of x 0–3: origin: "),
        ({"type": "rating", "value": {"rating": 3}}, "a “rating” of a whole article (1×)"),
        ({"type": "brush", "value": {"rle": []}}, "a “brush” of a whole article (1×)"),
    ],
)
def test_what_does_not_fit_is_told(result: dict[str, Any], told: str) -> None:
    back, skipped, _ = from_tasks(task("Izmir", result))
    assert [one.text for one in back] == ["Izmir"]
    assert skipped[0].startswith(told)


def test_a_link_to_nothing_is_told() -> None:
    lost = {"type": "relation", "from_id": "r", "to_id": "gone", "direction": "right"}
    back, skipped, _ = from_tasks(task("Izmir", region(0, 5, "x", id="r"), lost))
    assert back[0].relations == []
    assert skipped == ["the relation r–gone: an end of it is no span here"]


@pytest.mark.parametrize(
    "data",
    [
        b"{}",
        b"[1, 2]",
        b'[{"id": 1}]',
        b'[{"data": {"image": 3}}]',
        b"[",
        b"",
        b'[{"data"',
        b"\xff",
    ],
)
def test_another_file_is_refused(data: bytes) -> None:
    back, reader = read("label-studio", {"": data})
    assert back == []
    assert len(reader.problems) == 1


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ([{"id": 1, "data": {"text": "x"}}], True),
        ([{"id": 1, "annotations": [], "data": {"text": "x" * 70_000}}], True),
        ([{"id": 1, "annotations": [{"result": ["x" * 70_000]}], "data": {}}], True),
        ([{"text": "x", "label": [{"start": 0, "end": 1, "text": "x", "labels": ["L"]}]}], True),
        ([{"text": "x", "ents": [{"start": 0, "end": 1, "label": "L"}]}], False),
        ({"annotations": [], "data": {}}, False),
        ([], False),
    ],
)
def test_a_file_is_told_from_others_of_its_ending(
    tmp_path: Path, value: Any, *, found: bool
) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps(value))
    chosen = format_of(path)
    assert (chosen is not None and chosen.name == "label-studio") is found


_SAMPLES = [
    path.read_bytes()
    for path in (*sorted(_FOREIGN.iterdir()), _DATA / "label-studio" / "talks.json")
]


@settings(max_examples=60, deadline=None)
@given(random=st.randoms(use_true_random=False), sample=st.sampled_from(_SAMPLES))
def test_a_spoiled_file_gives_articles_or_a_reason(
    filling: Project, random: Random, sample: bytes
) -> None:
    back, reader = read("label-studio", {"": spoiled_document(sample, random)})
    assert back or reader.problems or reader.skipped
    stored(filling, back)
