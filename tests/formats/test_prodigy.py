"""Prodigy's JSONL: tokens make up the text, an accepted span is a tag, a rejected one a verdict."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from annotator import Project
from annotator.formats.registry import format_of
from annotator.model.incoming import Incoming
from annotator.model.records import ArticleRecord
from tests.formats.coming_back import come_back, stored, written
from tests.formats.odd_json import spoiled_lines
from tests.formats.records import annotation, article, articles, relation
from tests.formats.writing import read, write
from tests.nasty import CANONICAL

_DATA = Path(__file__).parent.parent / "data" / "formats"
_FOREIGN = _DATA / "foreign" / "prodigy"
_PLACE = {"start": {"type": "integer"}, "end": {"type": "integer"}}
_SPAN = {
    "type": "object",
    "required": ["start", "end", "token_start", "token_end", "label"],
    "properties": {
        **_PLACE,
        "token_start": {"type": "integer"},
        "token_end": {"type": "integer"},
        "label": {"type": "string"},
    },
}
_TASK = {
    "type": "object",
    "required": ["text", "tokens", "spans", "answer"],
    "properties": {
        "text": {"type": "string"},
        "answer": {"enum": ["accept", "ignore"]},
        "tokens": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["text", "start", "end", "id", "ws"],
                "additionalProperties": False,
                "properties": {
                    **_PLACE,
                    "text": {"type": "string", "minLength": 1},
                    "id": {"type": "integer"},
                    "ws": {"type": "boolean"},
                },
            },
        },
        "spans": {"type": "array", "items": _SPAN},
        "relations": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["head", "child", "label", "head_span", "child_span"],
                "properties": {
                    "head": {"type": "integer"},
                    "child": {"type": "integer"},
                    "head_span": _SPAN,
                    "child_span": _SPAN,
                },
            },
        },
        "_input_hash": False,
        "_task_hash": False,
    },
}
_NLP = spacy.blank("en")


def lines(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.decode().split("\n") if line]


def from_lines(*tasks: dict[str, Any]) -> tuple[list[Incoming], list[str], list[str]]:
    """Read tasks; give the articles, what was passed over, and what was noted."""
    data = "\n".join(json.dumps(task) for task in tasks).encode()
    back, reader = read("prodigy", {"": data})
    assert reader.problems == {}
    return back, [one.reason for one in reader.skipped], [one.what for one in reader.notes]


def foreign(name: str) -> tuple[list[Incoming], list[str], list[str]]:
    return from_lines(*lines((_FOREIGN / name).read_bytes()))


def spans(one: Incoming) -> list[tuple[str | None, str, str]]:
    """Give whose each span is, its label, and the text under it."""
    return [
        (span.get("annotator"), span["label"], one.text[span["start"] : span["end"]])
        for span in one.annotations
    ]


def as_spacy(task: dict[str, Any]) -> Doc:
    """Give a task's text as spaCy makes it of the tokens."""
    words = [one["text"] for one in task["tokens"]]
    return Doc(_NLP.vocab, words=words, spaces=[one["ws"] for one in task["tokens"]])


@settings(max_examples=60, deadline=None)
@given(corpus=articles())
def test_all_comes_back_that_no_loss_names(corpus: list[ArticleRecord]) -> None:
    files, losses = write("prodigy", corpus)
    back, reader = read("prodigy", files)
    assert (reader.problems, reader.skipped, reader.notes) == ({}, [], [])
    assert come_back(back, losses) == written(corpus, losses)
    assert len(back) == len(corpus)


@settings(max_examples=60, deadline=None)
@given(corpus=articles())
def test_spacy_makes_the_same_text_of_the_tokens_and_finds_every_span(
    corpus: list[ArticleRecord],
) -> None:
    files, _ = write("prodigy", corpus)
    found: dict[str, list[tuple[str, str, str]]] = {}
    for task in lines(files[""]):
        jsonschema.validate(task, _TASK)
        doc = as_spacy(task)
        assert doc.text == task["text"]
        assert [(one.idx, one.i) for one in doc] == [
            (token["start"], token["id"]) for token in task["tokens"]
        ]
        here = found.setdefault(task["text"], [])
        for span in task["spans"]:
            place = doc.char_span(span["start"], span["end"])
            assert place is not None
            assert (place.start, place.end - 1) == (span["token_start"], span["token_end"])
            here.append((task["_session_id"], span["label"], place.text))
        for one in task.get("relations", ()):
            for token, key in (("head", "head_span"), ("child", "child_span")):
                assert one[token] == one[key]["token_end"]
                assert any(one[key].items() <= span.items() for span in task["spans"])
    for one in corpus:
        assert sorted(found[one["text"]]) == sorted(
            (made["annotator"], made["label"], one["text"][start:end])
            for made in one["annotations"]
            for start, end in made["fragments"]
        )


@pytest.mark.parametrize("name", [name for name in CANONICAL if CANONICAL[name].strip()])
def test_tokens_make_up_every_text(name: str) -> None:
    text = CANONICAL[name]
    files, _ = write("prodigy", [article(text, [annotation(text, [(0, len(text))])])])
    task = lines(files[""])[0]
    assert as_spacy(task).text == text
    assert task["spans"][0]["token_start"] == 0
    assert task["spans"][0]["token_end"] == len(task["tokens"]) - 1


def test_a_span_inside_a_word_or_with_a_blank_has_tokens_of_its_own() -> None:
    text = "the benchMARK  of £3.2bn"
    made = [annotation(text, [place], n) for n, place in enumerate([(9, 14), (14, 17), (19, 22)])]
    files, losses = write("prodigy", [article(text, made)])
    task = lines(files[""])[0]
    assert [(one["text"], one["ws"]) for one in task["tokens"]] == [
        ("the", True), ("bench", False), ("MARK", False), (" ", False), (" ", False),
        ("of", True), ("£", False), ("3.2", False), ("bn", False),
    ]  # fmt: skip
    assert [(one["token_start"], one["token_end"]) for one in task["spans"]] == [
        (2, 3),
        (4, 5),
        (7, 7),
    ]
    assert losses == []


def test_every_person_has_a_line_and_nobody_s_article_is_undecided() -> None:
    text = "Olena said 600 km"
    made = [
        annotation(text, [(0, 5)], 1),
        annotation(text, [(11, 17)], 2, label="figure", annotator="Ann Lee"),
    ]
    corpus = [
        article(text, made, states={"Ben “B”": "done", "Olena": "open"}),
        article("Nothing."),
    ]
    files, losses = write("prodigy", corpus)
    assert [
        (task.get("_session_id"), task.get("_annotator_id"), task["answer"], len(task["spans"]))
        for task in lines(files[""])
    ] == [
        ("Olena", "Olena", "accept", 1),
        ("Ann Lee", "Ann Lee", "accept", 1),
        ("Ben “B”", "Ben “B”", "accept", 0),
        (None, None, "ignore", 0),
    ]
    assert losses == []


def test_a_link_from_one_person_s_span_to_another_s_is_lost_and_told() -> None:
    text = "Olena said 600 km"
    made = [annotation(text, [(0, 5)], 1), annotation(text, [(11, 17)], 2, annotator="Ann Lee")]
    corpus = [article(text, made, [relation(3, made[0]["id"], made[1]["id"])])]
    files, losses = write("prodigy", corpus)
    assert not any("relations" in task for task in lines(files[""]))
    assert [(one.annotation, one.reason, one.detail) for one in losses] == [
        (made[0]["id"], "relation", f"says {made[1]['id']}")
    ]


def test_a_project_gets_everything_back(project: Project, tmp_path: Path) -> None:
    project.import_files([_DATA / "talks.jsonl"])
    out, again = tmp_path / "talks.jsonl", tmp_path / "again.jsonl"
    project.export(out, format="prodigy")
    with Project.create(tmp_path / "again.annot", annotator="Olena") as other:
        report = other.import_files([out])
        assert (report.skipped, report.notes) == ((), ())
        other.export(again, format="jsonl")
        assert other.check() == []
    assert again.read_bytes() == (_DATA / "talks.jsonl").read_bytes()


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
