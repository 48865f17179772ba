"""A body that comes holds what its kind asks for, or it is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from annotator.app.schemes import default_scheme
from annotator.store.line_reading import LineError, LineReader
from tests.store.envelopes import canonical, envelope

_CREATED = "2026-02-09T10:42:00.000Z"
_BODIES: dict[str, dict[str, Any]] = {
    "article": {"title": "A", "zones": [[0, 5, "headline"]], "source": {"name": "a.txt"}},
    "relation": {"type": "says", "from": "a", "to": "b", "created": _CREATED, "note": ""},
    "status": {"state": "done", "none": ["figure"], "flag": "?", "apart": ["0" * 64]},
    "annotator": {"name": "Ben", "kind": "person", "colour": "", "initials": ""},
    "verdict": {
        "decision": "accept", "cites": [["a", "b"]], "consensus": None, "reason": "", "note": "",
        "rule": "", "created": _CREATED,
    },
    "comment": {"about": None, "text": "?", "act": "ask", "after": [], "created": _CREATED},
    "assignment": {"annotator": "Ben"},
    "member": {"name": "Ben", "role": "lead"},
    "team": {"blind": True, "lanes": ["Ben"]},
    "version": {"older": "0" * 64},
    "shelved": {"reason": "", "created": _CREATED},
    "scheme": {
        "labels": [{"key": "rumour", "name": "Rumour"}],
        "relations": [{"key": "says", "sources": ["rumour"], "targets": ["rumour"]}],
    },
}  # fmt: skip
_SPOILT: dict[str, list[dict[str, Any]]] = {
    "article": [
        {"title": None}, {"zones": [[0, "5", "body"]]}, {"zones": [[0, 5]]},
        {"source": {"colour": "red"}}, {"url": 7},
    ],
    "relation": [{"from": None}, {"to": 7}, {"type": None}, {"created": 5}],
    "status": [{"state": 5}, {"none": "figure"}, {"flag": 1}, {"apart": ["x"]}],
    "annotator": [{"name": ""}, {"initials": 7}],
    "verdict": [{"cites": [["a"]]}, {"cites": "a"}, {"decision": None}, {"note": 5}],
    "comment": [{"text": None}, {"after": [5]}, {"act": 0}],
    "assignment": [{"annotator": 5}],
    "member": [{"role": None}, {"name": ""}],
    "team": [{"blind": "yes"}, {"lanes": "Ben"}],
    "version": [{"older": "abc"}],
    "shelved": [{"reason": None}, {"created": 5}],
    "scheme": [
        {"labels": [{"key": " "}]}, {"labels": "x"}, {"relations": [{"key": "says"}]},
        {"labels": [{"key": "a", "colour": "?"}]},
    ],
}  # fmt: skip


def of_kind(kind: str, body: dict[str, Any]) -> bytes:
    value = envelope(kind=kind)
    value["body"] = body
    if kind in ("annotator", "scheme", "member", "team"):
        value["article"] = None
    return canonical(value)


@pytest.mark.parametrize("kind", _BODIES)
def test_a_body_is_what_its_kind_asks_for(reader: LineReader, kind: str) -> None:
    row = reader.read(1, of_kind(kind, _BODIES[kind]))
    assert row.line is None
    assert json.loads(row.rest or "") == _BODIES[kind]
    more = reader.read(1, of_kind(kind, _BODIES[kind] | {"mood": "sunny"}))
    assert json.loads(more.rest or "")["mood"] == "sunny"
    for wrong in _SPOILT[kind]:
        with pytest.raises(LineError):
            reader.read(1, of_kind(kind, _BODIES[kind] | wrong))
    for missing in ("title", "type", "state", "name", "decision", "text", "annotator", "older"):
        if missing in _BODIES[kind]:
            rest = {key: value for key, value in _BODIES[kind].items() if key != missing}
            with pytest.raises(LineError):
                reader.read(1, of_kind(kind, rest))


def test_a_whole_scheme_is_one(reader: LineReader) -> None:
    body = default_scheme().as_body()
    assert reader.read(1, of_kind("scheme", body)).line is None
    with pytest.raises(LineError, match="twice"):
        reader.read(1, of_kind("scheme", body | {"labels": body["labels"] * 2}))


def test_attributes_can_be_read_back(reader: LineReader) -> None:
    reader.read(1, canonical(envelope(body={"attributes": {"value": {"$decimal": "600.5"}}})))
    spoilt: list[Any] = ["six", None, []]
    for wrong in spoilt:
        with pytest.raises(LineError):
            reader.read(1, canonical(envelope(body={"attributes": {"x": {"$decimal": wrong}}})))


def test_what_belongs_to_an_article_names_one(reader: LineReader) -> None:
    for kind in ("relation", "status", "verdict", "comment", "assignment", "version", "article"):
        value = envelope(kind=kind, article=None)
        value["body"] = _BODIES[kind]
        with pytest.raises(LineError, match="belongs to an article"):
            reader.read(1, canonical(value))
