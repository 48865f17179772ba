"""Prodigy's JSONL as we write it: tokens make up the text, and every span lies on them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import spacy
from hypothesis import given, settings
from spacy.tokens import Doc

from annotator.model.records import ArticleRecord
from tests.formats.coming_back import come_back, written
from tests.formats.records import annotation, article, articles
from tests.formats.writing import read, write
from tests.nasty import CANONICAL

_DATA = Path(__file__).parent.parent / "data" / "formats"
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
