"""Prodigy's JSONL as it writes it: an accepted span is a tag, a rejected one a verdict."""

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
from tests.formats.from_json import from_lines, spans
from tests.formats.odd_json import spoiled_lines
from tests.formats.writing import read

_DATA = Path(__file__).parent.parent / "data" / "formats"
_FOREIGN = _DATA / "foreign" / "prodigy"


def foreign(name: str) -> tuple[list[Incoming], list[str], list[str]]:
    data = (_FOREIGN / name).read_text(encoding="utf-8")
    return from_lines(*(json.loads(line) for line in data.split("\n") if line))


def test_a_reject_is_a_verdict_on_a_suggestion_and_no_tag(project: Project) -> None:
    report = project.import_files([_FOREIGN / "ner_teach.jsonl"], format="prodigy")
    assert report.annotations == 2
    (one,) = project.articles()
    kept, suggested = project.annotations(one.id)
    assert (kept.annotator, kept.quote, kept.origin) == (
        project.session.annotator.name, "Izmir", "core_web_sm",
    )  # fmt: skip
    assert (suggested.annotator, suggested.quote) == ("core_web_sm", "Tuesday")
    kinds = {one.name: one.kind for one in project.session.items.annotators()}
    assert kinds["core_web_sm"] == "suggester"
    out = project.path.with_name("out.jsonl")
    project.export(out, format="jsonl")
    (verdict,) = json.loads(out.read_bytes())["verdicts"]
    assert (verdict["decision"], verdict["reviewer"]) == ("reject", project.session.annotator.name)
    assert verdict["cites"] == [suggested.id]


def test_two_people_reject_the_same_and_both_are_heard(project: Project) -> None:
    text = "Rents in Izmir"
    tasks: list[dict[str, Any]] = [
        {
            "text": text,
            "spans": [{"start": 9, "end": 14, "label": "GPE"}],
            "answer": "reject",
            "_session_id": name,
        }
        for name in ("ben", "amina")
    ]
    apart: list[dict[str, Any]] = [tasks[0], {"text": "Between.", "answer": "accept"}, tasks[1]]
    for order in (tasks, apart):
        back, skipped, _ = from_lines(*order)
        assert skipped == []
        verdicts = [verdict for one in back for verdict in one.verdicts]
        assert [one.get("reviewer") for one in verdicts] == ["ben", "amina"]
        assert len({one["cites"][0] for one in verdicts}) == 2
    imported = stored(project, from_lines(*apart)[0])
    assert (imported.verdicts, imported.skipped) == (2, [])


def test_a_span_may_have_an_answer_of_its_own() -> None:
    back, skipped, _ = from_lines(
        {
            "text": "Ben left Quito",
            "answer": "accept",
            "_session_id": "ben",
            "spans": [
                {"start": 0, "end": 3, "label": "PER", "answer": "accept"},
                {"start": 9, "end": 14, "label": "PER", "answer": "reject"},
                {"start": 4, "end": 8, "label": "PER", "answer": "ignore"},
            ],
        }
    )
    assert spans(back[0]) == [("Prodigy", "PER", "Quito"), ("ben", "PER", "Ben")]
    assert [one["decision"] for one in back[0].verdicts] == ["reject"]
    assert skipped == ["a span that nobody decided about (1×)"]


def test_sessions_are_people_and_ignored_tasks_have_no_tags() -> None:
    back, skipped, notes = foreign("ner_manual.jsonl")
    assert [spans(one) for one in back] == [
        [("news_ner-ben", "SOURCE", "Growers"), ("news_ner-ben", "LOC", "Valparaíso")],
        [("news_ner-amina", "LOC", "Izmir")],
        [("news_ner-amina", "LOC", "Valparaíso")],
        [],
        [],
    ]
    first = next(iter(back[0].annotations))
    assert (first.get("created"), first.get("modified")) == ("2023-02-01T10:00:00.000Z",) * 2
    assert skipped == [
        "a span that nobody decided about (1×)",
        "the answer to a rejected task that has no span (1×)",
        "the field “meta.source” (5×)",
    ]
    assert notes == []


def test_links_lead_by_spans_and_a_bare_token_is_told() -> None:
    back, skipped, notes = foreign("relations.jsonl")
    ids = {one["id"]: one["label"] for one in back[0].annotations}
    assert [(ids[one["from"]], one["type"], ids[one["to"]]) for one in back[0].relations] == [
        ("SOURCE", "SAYS", "FIGURE"),
        ("FIGURE", "AT", "LOC"),
    ]
    assert skipped == [
        "the relation CUE 2–4: an end of it is no span",
        "the field “meta.source” (1×)",
    ]
    assert notes == ["sessions without a name were taken as yours"]
    assert {one.get("annotator") for one in back[0].annotations} == {None}


@pytest.mark.parametrize("head", [1, 2])
def test_links_without_spans_lead_by_tokens(head: int) -> None:
    """The last token of a span stands for it, and in some files the first."""
    back, skipped, _ = from_lines(
        {
            "text": "Ann Lee said so",
            "spans": [
                {"start": 0, "end": 11, "token_start": 1, "token_end": 2, "label": "A"},
                {"start": 13, "end": 15, "token_start": 3, "token_end": 3, "label": "B"},
            ],
            "relations": [{"head": head, "child": 3, "label": "R"}],
        }
    )
    ids = {one["id"]: one["label"] for one in back[0].annotations}
    assert [(ids[one["from"]], ids[one["to"]]) for one in back[0].relations] == [("A", "B")]
    assert skipped == []


def test_what_is_said_of_a_whole_text_is_told() -> None:
    back, skipped, _ = foreign("choice.jsonl")
    assert [spans(one) for one in back] == [[]]
    assert skipped == [
        "a task: it has no text",
        "“accept” of a whole article (1×)",
        "“options” of a whole article (1×)",
    ]


@pytest.mark.parametrize(
    ("span", "told"),
    [
        ({"start": -1, "end": 3, "label": "x"}, "a span: it begins at -1 and ends at 3"),
        ({"start": True, "end": 3, "label": "x"}, "a span: it begins at True and ends at 3"),
        ({"start": 0.0, "end": 3, "label": "x"}, "a span: it begins at 0.0 and ends at 3"),
        ({"start": 0, "end": 3}, "the span 0–3: it has no label"),
        ("x", "a span: it begins at None and ends at None"),
    ],
)
def test_what_does_not_fit_is_told(span: Any, told: str) -> None:
    back, skipped, _ = from_lines({"text": "Ben left", "spans": [span]})
    assert [spans(one) for one in back] == [[]]
    assert skipped == [told]


@pytest.mark.parametrize("data", [b"[1]\n", b'{"spans": []}\n', b"{", b""])
def test_another_file_is_refused(data: bytes) -> None:
    back, reader = read("prodigy", {"": data})
    assert back == []
    assert len(reader.problems) == 1


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ({"text": "x", "answer": "accept"}, "prodigy"),
        ({"text": "x" * 70_000, "answer": "accept"}, "jsonl"),
        ({"answer": "accept", "text": "x" * 70_000}, "prodigy"),
        ({"text": "x", "_input_hash": 1, "_task_hash": 2}, "prodigy"),
        ({"text": "x", "spans": [{"start": 0, "end": 1, "label": "x"}]}, "prodigy"),
        ({"text": "x", "annotations": []}, "jsonl"),
    ],
)
def test_a_file_is_told_from_others_of_its_ending(
    tmp_path: Path, line: dict[str, Any], found: str
) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(line) + "\n")
    chosen = format_of(path)
    assert chosen is not None
    assert chosen.name == found


_SAMPLES = [
    path.read_bytes() for path in (*sorted(_FOREIGN.iterdir()), _DATA / "prodigy/talks.jsonl")
]


@settings(max_examples=60, deadline=None)
@given(random=st.randoms(use_true_random=False), sample=st.sampled_from(_SAMPLES))
def test_a_spoiled_file_gives_articles_or_a_reason(
    filling: Project, random: Random, sample: bytes
) -> None:
    back, reader = read("prodigy", {"": spoiled_lines(sample, random)})
    assert back or reader.problems or reader.skipped
    stored(filling, back)
