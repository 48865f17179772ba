"""Whatever a command writes, a command reads back without being told what it is.

Everything is compared with the project that it came of; each difference has to stand in the loss
report, or is one.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from annotator.formats.registry import format_named, formats
from tests.cli.conftest import Run
from tests.formats.golden import GOLDEN

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "valley-fires.jsonl"
BOTH = [one.name for one in formats() if one.read and one.write]
WITHOUT_TEXTS = ("csv", "tsv", "geojson", "standoff")
"""Read into a project that has the texts."""
NO_DATASET = {
    "html": "a page to read",
    "qdc": "labels alone",
}
"""Written for another end than to be read back."""
WORDS = {
    "title": "its title",
    "url": "its address",
    "outlet": "its outlet",
    "byline": "its byline",
    "published": "when it appeared",
    "language": "its language",
    "zones": "its zones",
    "reference": "its id elsewhere",
    "source": "where its text came from",
    "states": "what annotators say of",
    "none": "which labels they found none of",
    "id": "ids",
    "annotator": "annotators",
    "certainty": "certainty",
    "origin": "origins",
    "created": "when they were made",
    "modified": "when they were changed",
    "made_from": "what the consensus was made from",
}
"""What a loss report calls a field."""

Record = dict[str, Any]


class Loss(NamedTuple):
    """A line of a loss report."""

    annotation: str | None
    article: str | None
    reason: str
    detail: str


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden dataset, and two articles that three people tagged."""
    path = tmp_path_factory.mktemp("dataset") / "all.jsonl"
    sample = SAMPLE.read_text(encoding="utf-8").split("\n")
    golden = (GOLDEN / "talks.jsonl").read_text(encoding="utf-8")
    path.write_text(golden + "\n".join(sample[:2]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", [one for one in BOTH if one not in NO_DATASET])
def test_what_was_written_is_read(run: Run, dataset: Path, tmp_path: Path, name: str) -> None:
    chosen = format_named(name)
    if not chosen.available:
        pytest.skip("needs a library that is not installed")
    there, here = tmp_path / "there.annot", tmp_path / "here.annot"
    _ok(run("new", there, "--annotator", "Olena"))
    _ok(run("import", there, dataset))
    _ok(run("export", there, tmp_path / "there.jsonl", "--format", "jsonl"))
    ending = f".{chosen.extensions[0]}" if chosen.layout == "file" else ""
    out, report = tmp_path / "out" / f"talks{ending}", tmp_path / "losses.json"
    out.parent.mkdir()
    _ok(run("export", there, out, "--format", name, "--loss-report", report))

    _ok(run("new", here, "--annotator", "Zed"))
    if name in WITHOUT_TEXTS:
        _ok(run("import", here, _only_texts(dataset, tmp_path / "texts.jsonl")))
    done = run("import", here, out, "--json")
    assert done.status == 0, done
    assert json.loads(done.out)["skipped"] == []
    _ok(run("export", here, tmp_path / "here.jsonl", "--format", "jsonl"))
    losses = [Loss(**one) for one in json.loads(report.read_text(encoding="utf-8"))]
    written = {one["id"]: one for one in _lines(tmp_path / "there.jsonl")}
    come = {one["id"]: one for one in _lines(tmp_path / "here.jsonl")}
    assert come.keys() <= written.keys()
    unsaid = [
        (written[one]["title"], *what)
        for one in written
        for what in _unsaid(written[one], come.get(one), losses)
    ]
    assert unsaid == []
    if not losses:
        assert (tmp_path / "here.jsonl").read_bytes() == (tmp_path / "there.jsonl").read_bytes()


@pytest.mark.parametrize("name", NO_DATASET)
def test_what_is_no_dataset_brings_no_annotation(
    run: Run, dataset: Path, tmp_path: Path, name: str
) -> None:
    there, here = tmp_path / "there.annot", tmp_path / "here.annot"
    out = tmp_path / f"talks.{format_named(name).extensions[0]}"
    _ok(run("new", there, "--annotator", "Olena"))
    _ok(run("import", there, dataset))
    report = tmp_path / "losses.json"
    _ok(run("export", there, out, "--format", name, "--loss-report", report))
    _ok(run("new", here, "--annotator", "Zed"))
    done = run("import", here, out)
    assert done.out.endswith("Annotations: 0.\n")
    assert done.status == (1 if name == "qdc" else 0)
    losses = [Loss(**one) for one in json.loads(report.read_text(encoding="utf-8"))]
    _ok(run("export", there, tmp_path / "there.jsonl", "--format", "jsonl"))
    articles = [one["id"] for one in _lines(tmp_path / "there.jsonl")]
    assert set(articles) <= {one.article for one in losses}


def _ok(done: Any) -> None:
    assert done.status == 0, done


def _lines(path: Path) -> Iterator[Record]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            yield json.loads(line)


def _only_texts(dataset: Path, path: Path) -> Path:
    gone = ("annotations", "relations", "verdicts", "comments", "states", "none")
    lines = ({key: one[key] for key in one if key not in gone} for one in _lines(dataset))
    path.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    return path


def _unsaid(
    written: Record, come: Record | None, losses: list[Loss]
) -> Iterator[tuple[str, object]]:
    """Walk the differences in an article that no loss names."""
    here = [one for one in losses if one.article == written["id"]]
    reasons = Counter(one.reason for one in here)
    said = "; ".join(one.detail for one in here if one.annotation is None)
    if come is None:
        if not reasons["empty"] and not reasons["other"]:
            yield "the article", written["id"]
        return
    yield from _unsaid_fields(written, come, said)
    yield from _unsaid_annotations(written, come, here, said)
    if _ties(written) - _ties(come) and not reasons["relation"]:
        yield "relations", _ties(written) - _ties(come)
    for key in ("verdicts", "comments"):
        lost = sum(one.detail.startswith(f"{key[:-1]} of ") for one in here)
        if f" {key}" in said:
            lost = len(written.get(key, ()))
        if len(written.get(key, ())) - len(come.get(key, ())) != lost:
            yield key, (written.get(key), come.get(key))


def _unsaid_fields(written: Record, come: Record, said: str) -> Iterator[tuple[str, object]]:
    for key in written.keys() | come.keys():
        if key in ("id", "text", "annotations", "relations", "verdicts", "comments"):
            continue
        if key == "source" and key not in written:
            continue  # what came from nowhere came from the file that was read
        if written.get(key) != come.get(key) and WORDS[key] not in said:
            yield key, (written.get(key), come.get(key))


def _unsaid_annotations(
    written: Record, come: Record, here: list[Loss], said: str
) -> Iterator[tuple[str, object]]:
    left: dict[str, list[Record]] = {}
    for one in come["annotations"]:
        left.setdefault(_place(one), []).append(one)
    for one in written["annotations"]:
        named = {loss.reason for loss in here if loss.annotation == one["id"]}
        alike = left.get(_place(one), [])
        if not alike:
            if not named - {"attribute", "note", "relation"}:
                yield "an annotation", one
            continue
        other = alike.pop(0)
        for key in one.keys() | other.keys():
            if one.get(key) == other.get(key):
                continue
            reason = {"attributes": "attribute", "note": "note"}.get(key)
            if reason in named or (reason is None and key in WORDS and WORDS[key] in said):
                continue
            yield key, (one.get(key), other.get(key))
    extra = [one for alike in left.values() for one in alike]
    if extra and not {one.reason for one in here} & {"discontinuous", "not-token-aligned"}:
        yield "annotations that nobody made", extra


def _place(one: Record) -> str:
    return json.dumps([one["annotator"], one["label"], one["fragments"]])


def _ties(article: Record) -> Counter[tuple[str, str, str]]:
    places = {one["id"]: _place(one) for one in article["annotations"]}
    return Counter(
        (one["type"], places[one["from"]], places[one["to"]]) for one in article["relations"]
    )
