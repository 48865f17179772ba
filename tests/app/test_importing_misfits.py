"""What does not fit into a project is listed, each with its reason, and the rest is taken in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator import Project
from tests.app.incoming import lines, span, write

_OTHER_TEXT = (
    "x 0–3: the text there is “abc”, not “abd”. If the file counts in another unit, import it with "
    "--offsets"
)
_NO_SPAN = (
    "x 5–11: There is no span 5–11 in this article: it has 10 characters, and a span starts before "
    "it ends."
)
_NO_LABEL = (
    " x 0–3: “ x” cannot be the key of a label: one has up to 64 characters in one line, without "
    "white space around them."
)


@pytest.mark.parametrize(
    ("annotation", "why"),
    [
        (span("x", 5, 5), "x 5–5: there is no such span; the text has 10 characters"),
        (span("x", 5, 4), "x 5–4: there is no such span; the text has 10 characters"),
        (span("x", 5, 11), "x 5–11: there is no such span; the text has 10 characters"),
        (span("x", 5, 11, note="n"), _NO_SPAN),
        (span("x", 0, 3, quote="abd"), _OTHER_TEXT),
        (span("x", 0, 3, quote="abd", note="n"), _OTHER_TEXT),
        (span("x", 0, 9, fragments=[[0, 3], [5, 8]]),
         "x 0–9: its fragments do not begin and end where it does"),
        (span("x", 0, 3, annotator=" "), "x 0–3: An annotator needs a name."),
        (span("x", 0, 3, annotator=" ", note="n"), "x 0–3: An annotator needs a name."),
        (span("x", 0, 3, created="soon"),
         "x 0–3: “soon” is no moment like 2026-02-09T10:42:00Z"),
        (span("x", 0, 3, modified="0001-01-01T00:00:00+10:00"),
         "x 0–3: “0001-01-01T00:00:00+10:00” is no moment like 2026-02-09T10:42:00Z"),
        (span("x", 0, 3, attributes={"$v": 1}), "x 0–3: “$v” cannot be the name of a value."),
        (span("x", 0, 3, attributes={"v": 2**60}),
         "x 0–3: The number 1152921504606846976 is too large to be kept exactly."),
        (span(" x", 0, 3), _NO_LABEL),
        (span(" x", 0, 3, note="n"), _NO_LABEL),
    ],
)  # fmt: skip
def test_an_annotation_that_does_not_fit_is_listed(
    project: Project, tmp_path: Path, annotation: dict[str, Any], why: str
) -> None:
    article = {"text": "abcdefghij", "annotations": [annotation, span("good", 0, 1)]}
    report = project.import_files([write(tmp_path / "a.jsonl", lines(article))])
    assert [(one.where, one.reason) for one in report.skipped] == [("a.jsonl, line 1", why)]
    assert [one.label for one in project.annotations()] == ["good"]
    assert [label.key for label in project.scheme.labels][3:] == ["good"]
    assert report.new_labels == ("good",)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"relations": [{"type": "at", "from": "A", "to": "X"}]},
         "a relation: X is no annotation of this article"),
        ({"relations": [{"type": "at", "from": "", "to": "A"}]},
         "a relation:  is no annotation of this article"),
        ({"relations": [{"type": "at", "from": "A", "to": "A", "annotator": "Ben"}]},
         "a relation: A is no annotation of this article"),
        ({"relations": [{"type": "at", "from": "A", "to": "A", "created": "soon"}]},
         "a relation: “soon” is no moment like 2026-02-09T10:42:00Z"),
        ({"states": {" ": "done"}}, "a state: An annotator needs a name."),
        ({"annotations": [span("x", 0, 1, id="A"), span("x", 0, 1, id="A")]},
         "x 0–1: the id 4e0d0065-96fd-5b8e-9334-0a58798d427f stands there twice"),
    ],
)  # fmt: skip
def test_what_else_does_not_fit_is_listed(
    project: Project, tmp_path: Path, more: dict[str, Any], why: str
) -> None:
    article = {"text": "abcdefghij", "annotations": [span("x", 0, 1, id="A")], **more}
    report = project.import_files([write(tmp_path / "a.jsonl", lines(article, {"text": "B."}))])
    assert [one.reason for one in report.skipped] == [why]
    assert len(project.annotations()) == 1
    assert project.corpus.count() == 2


def test_an_id_that_belongs_to_something_else_is_listed(project: Project, tmp_path: Path) -> None:
    article = project.import_text("Here first.")
    made = project.annotate(article.id, 0, 4, "source")
    project.delete(made.id)
    other = {"text": "Elsewhere.", "annotations": [span("x", 0, 1, id=made.id)]}
    report = project.import_files([write(tmp_path / "a.jsonl", lines(other))])
    assert [one.reason for one in report.skipped] == [
        f"x 0–1: the id {made.id} belongs to something else here"
    ]
    back = {"text": "Here first.", "annotations": [span("source", 0, 4, id=made.id)]}
    assert project.import_files([write(tmp_path / "b.jsonl", lines(back))]).annotations == 1


def test_fields_are_kept_in_canonical_form(project: Project, tmp_path: Path) -> None:
    article = {
        "text": "abc",
        "title": " A\0B\r\n",
        "outlet": "\ufeff",
        "byline": " ",
        "url": "https://example.org/\ud800",
        "annotations": [span("x", 0, 1, note="one\r\ntwo\0")],
        "id": "wire-1",
    }
    path = write(tmp_path / "a.jsonl", json.dumps(article))
    project.import_files([path])
    (found,) = project.articles()
    assert (found.title, found.outlet, found.byline) == ("A\ufffdB", None, None)
    assert (found.url, found.reference) == ("https://example.org/\ufffd", "wire-1")
    assert project.annotations()[0].note == "one\ntwo\ufffd"
    assert project.corpus.rows(project.corpus.numbers())[0].title == "A\ufffdB"
