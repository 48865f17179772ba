"""Our own JSONL holds everything: taken into an empty project it gives the same bytes again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotator import Project
from annotator.model.inconsistency import Subject
from annotator.model.scheme import Scheme
from annotator.resources import resource
from tests.nasty import CANONICAL, RAW, texts

SCHEME = Scheme.model_validate(
    {
        "labels": [
            {
                "key": "figure",
                "attributes": [
                    {"kind": "number", "key": "value"},
                    {"kind": "quantity", "key": "quantity"},
                    {"kind": "place", "key": "place"},
                    {"kind": "text", "key": "words"},
                    {"kind": "flag", "key": "flag"},
                    {"kind": "date", "key": "date"},
                ],
            },
            {"key": "a “label”, дата"},
        ],
        "relations": [
            {"key": "at", "sources": ["figure"], "targets": ["figure", "a “label”, дата"]}
        ],
    }
)
PEOPLE = ("Olena", "Ben “B”", "علی‌رضا", "Ann")
NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "value": NUMBERS,
    "quantity": st.fixed_dictionaries({"value": NUMBERS, "unit": st.just("km²")}),
    "place": st.fixed_dictionaries(
        {"name": st.just("Київ"), "latitude": st.floats(-90, 90), "longitude": st.just(30.5)}
    ),
    "words": texts(max_size=5),
    "flag": st.booleans(),
    "date": st.sampled_from(["2026", "2026-11", "2026-11-23"]),
}
ANNOTATION_KEYS = {
    "id", "article", "annotator", "label", "start", "end", "fragments", "quote", "attributes",
    "note", "origin", "created", "modified",
}  # fmt: skip
ARTICLE_KEYS = {
    "id", "title", "text", "zones", "url", "outlet", "byline", "published", "language",
    "annotations", "relations", "verdicts",
}  # fmt: skip
SOMETIMES = {
    "states", "none", "reference", "source", "comments", "flags", "no_copy_of", "retired",
    "intended",
}  # fmt: skip
VERDICT_KEYS = {
    "id", "reviewer", "decision", "cites", "outdated", "consensus", "reason", "note", "rule",
    "created", "modified",
}  # fmt: skip
COMMENT_KEYS = {"id", "author", "about", "text", "act", "after", "created", "modified"}
INTENDED_KEYS = {
    "id", "author", "about", "string", "label", "attribute", "start", "end", "reason", "created",
}  # fmt: skip


@contextmanager
def new_project(folder: Path, name: str, **fields: Any) -> Iterator[Project]:
    with Project.create(folder / f"{name}.annot", annotator=name, **fields) as project:
        project.session.backs_up = False
        yield project
        assert project.check() == []


def exported(project: Project, name: str = "out.jsonl") -> bytes:
    out = project.path.with_name(name)
    assert project.export(out, format="jsonl") == []
    return out.read_bytes()


def again(data: bytes, folder: Path) -> bytes:
    """Take an export into an empty project of somebody else, and export that."""
    (folder / "in.jsonl").write_bytes(data)
    with new_project(folder, "Zed") as project:
        report = project.import_files([folder / "in.jsonl"])
        assert report.skipped == ()
        return exported(project, "again.jsonl")


@st.composite
def spans(draw: st.DrawFn, text: str) -> list[tuple[int, int]]:
    edges = draw(
        st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True).map(sorted)
    )
    return [(edges[n], edges[n + 1]) for n in range(0, len(edges) - 1, 2)]


def say_of(project: Project, article: str, data: st.DataObject) -> None:
    """Say of an article what lists show."""
    if flag := data.draw(st.none() | texts(max_size=4)):
        project.corpus.set_flag([article], flag)
    if data.draw(st.booleans()):
        project.reviewing.comment(article, "A note: " + data.draw(texts()))
    if data.draw(st.booleans()):
        others = [one.id for one in project.articles() if one.id != article]
        project.copies.say_apart(article, others)
    if data.draw(st.booleans()):
        subject = Subject("untagged", data.draw(texts(min_size=1)), "figure")
        places = data.draw(st.sampled_from([[], [(article, 0, 2)]]))
        project.silences.add(subject, data.draw(texts(max_size=4)), places)


def fill(project: Project, data: st.DataObject) -> None:
    """Do what people do: several of them, with everything an annotation can hold."""
    for text in data.draw(st.lists(texts(min_size=2).filter(str.strip), min_size=1, max_size=3)):
        project.work_as(data.draw(st.sampled_from(PEOPLE)))
        article = project.import_text(text)
        if data.draw(st.booleans()):
            project.corpus.set_state(article.id, data.draw(st.sampled_from(["done", "look"])))
        who = [project.annotator.name]
        tagged = {one.label for one in project.annotations(article.id, annotators=who)}
        if data.draw(st.booleans()) and "figure" not in tagged:
            project.corpus.looked_and_found_none(article.id, "figure")
        say_of(project, article.id, data)
        made: list[str] = []
        for _ in range(data.draw(st.integers(0, 4))):
            project.work_as(data.draw(st.sampled_from(PEOPLE)))
            label = data.draw(st.sampled_from([one.key for one in SCHEME.labels]))
            keys = data.draw(st.sets(st.sampled_from(sorted(VALUES)))) if label == "figure" else ()
            annotation = project.annotate(
                article.id,
                0,
                0,
                label,
                fragments=data.draw(spans(article.text)),
                note=data.draw(texts(max_size=4)),
                attributes={key: data.draw(VALUES[key]) for key in sorted(keys)},
                certainty=data.draw(st.sampled_from(["sure", "unsure"])),
            )
            if data.draw(st.booleans()):
                project.update(annotation.id, note="edited")
            if label == "figure":
                made.append(annotation.id)
                if len(made) > 1:
                    project.relating.relate(annotation.id, "at", made[0], note=str(len(made)))
    if data.draw(st.booleans()):
        project.undo()


@settings(max_examples=30)
@given(data=st.data())
def test_everything_comes_back_byte_for_byte(data: st.DataObject) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        with new_project(folder, "Olena", scheme=SCHEME) as project:
            fill(project, data)
            written = exported(project)
            expected = project.annotations()
        assume(written)  # the only article may have been undone
        assert again(written, folder) == written
        found = [one for line in written.splitlines() for one in json.loads(line)["annotations"]]
        assert [one["id"] for one in found] == [one.id for one in expected]


def judge(line: bytes) -> None:
    """Look at a line as somebody does who has read the contract alone."""
    article = json.loads(line)
    assert article.keys() - SOMETIMES == ARTICLE_KEYS
    for name, labels in article.get("none", {}).items():
        assert name in article["states"]
        assert labels == sorted(set(labels)) != []
    text = article["text"]
    ids = [one["id"] for one in article["annotations"]]
    assert len(set(ids)) == len(ids)
    for one in article["annotations"]:
        assert one.keys() - {"certainty", "made_from"} == ANNOTATION_KEYS
        assert one["article"] == article["id"]
        pieces = one["fragments"]
        assert [one["start"], one["end"]] == [pieces[0][0], pieces[-1][1]]
        assert all(end < start for (_, end), (start, _) in pairwise(pieces))
        assert " ".join(text[start:end] for start, end in pieces) == one["quote"]
    for relation in article["relations"]:
        assert relation.keys() == {
            "id", "annotator", "type", "from", "to", "note", "created", "modified",
        }  # fmt: skip
        assert {relation["from"], relation["to"]} <= set(ids)
    for verdict in article["verdicts"]:
        assert verdict.keys() == VERDICT_KEYS
        assert set(verdict["outdated"]) <= set(verdict["cites"]) != set()
        assert verdict["consensus"] is None or verdict["consensus"] in ids
    for comment in article.get("comments", ()):
        assert comment.keys() == COMMENT_KEYS
    for key in ("flags", "no_copy_of", "retired"):
        said = article.get(key, {"Olena": "x"})
        assert list(said) == sorted(said) != []
        assert all(said.values())
    assert article.get("flags", {}).keys() <= article.get("states", {}).keys()
    for one in article.get("intended", ()):
        assert one.keys() == INTENDED_KEYS
        assert one["start"] is one["end"] is None or one["start"] < one["end"] <= len(text)
    last = 0
    for zone in article["zones"]:
        assert zone.keys() == {"start", "end", "role"}
        assert last <= zone["start"] < zone["end"] <= len(text)
        last = zone["end"]


def test_the_sample_comes_back_byte_for_byte(tmp_path: Path) -> None:
    with new_project(tmp_path, "Amara") as project:
        report = project.import_files([resource("samples", "valley-fires.jsonl")])
        assert report.skipped == ()
        written = exported(project)
    for line in written.splitlines():
        judge(line)
    assert again(written, tmp_path) == written


def test_the_golden_dataset_comes_back_byte_for_byte(tmp_path: Path) -> None:
    golden = Path(__file__).parent.parent / "data" / "formats" / "talks.jsonl"
    for line in golden.read_bytes().splitlines():
        judge(line)
    assert again(golden.read_bytes(), tmp_path) == golden.read_bytes()


def test_every_kind_of_intake_comes_back_byte_for_byte(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, text in enumerate([*CANONICAL.values(), *RAW.values()]):
        if text.strip():
            data = f"Headline {number}\n\n{text}".encode("utf-8", "surrogatepass")
            (folder / f"{number:02}.txt").write_bytes(data)
    (folder / "page.html").write_bytes(resource("samples", "reservoir-levels.html").read_bytes())
    with new_project(tmp_path, "Olena") as project:
        report = project.import_files([folder])
        assert report.new_articles > 40
        written = exported(project)
        ids = [one.id for one in project.articles()]
    for line in written.splitlines():
        judge(line)
    assert again(written, tmp_path) == written
    assert [json.loads(line)["id"] for line in written.splitlines()] == ids


def test_a_project_that_is_not_empty_takes_the_same(project: Project, tmp_path: Path) -> None:
    """What was here first keeps its place; nothing else differs."""
    article = project.import_text("Here first.")
    with new_project(tmp_path, "Ann") as other:
        for text in ("One.", "Here first.", "Two."):
            other.annotate(other.import_text(text).id, 0, 3, "source", note=text)
        written = exported(other)
    (tmp_path / "in.jsonl").write_bytes(written)
    project.import_files([tmp_path / "in.jsonl"])
    lines = {json.loads(line)["id"]: line for line in written.splitlines()}
    mine = exported(project, "mine.jsonl").splitlines()
    assert json.loads(mine[0])["id"] == article.id
    assert {json.loads(line)["id"]: line for line in mine[1:]} == {
        key: line for key, line in lines.items() if key != article.id
    }
    assert json.loads(mine[0])["annotations"] == json.loads(lines[article.id])["annotations"]


@pytest.mark.parametrize("what", ["annotators", "labels"])
def test_a_selection_leaves_out_the_rest_and_says_what_fell_with_it(
    project: Project, what: str
) -> None:
    article = project.import_text("Olena said that 600 km² burned.")
    who = project.annotate(article.id, 0, 5, "source")
    project.work_as("Ben")
    how_much = project.annotate(article.id, 16, 23, "figure")
    said = project.relating.relate(who.id, "says", how_much.id)
    out = project.path.with_name("part.jsonl")
    losses = (
        project.export(out, format="jsonl", annotators=["Ben"])
        if what == "annotators"
        else project.export(out, format="jsonl", labels=["figure"])
    )
    (line,) = out.read_bytes().splitlines()
    judge(line)
    assert [one["id"] for one in json.loads(line)["annotations"]] == [how_much.id]
    assert [(loss.annotation, loss.article, loss.reason) for loss in losses] == [
        (said.source, article.id, "relation")
    ]
