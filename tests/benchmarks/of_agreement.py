"""Comparing: pairing two people's annotations, coefficients, units of review."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from annotator.app.project import Project
from tests.benchmarks.corpus import LABELS, Document, documents, long_document
from tests.benchmarks.measuring import Result, in_turn, timed

ARTICLES = 500
SPANS = 30
_PEOPLE = ("Amara", "Jonas", "Mei", "Olena", "Tomasz")
_LONG = 1_000_000
_MANY = 10_000
_PAGE = 3000


def measure(rounds: int) -> list[Result]:
    """Measure on 500 articles of 30 spans by two people, and on a long one by five."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["ANNOTATOR_HOME"] = str(folder / "home")
        results = []
        pair = project_of(folder / "pair.annot", documents(ARTICLES, SPANS), _PEOPLE[:2])
        with Project.open(pair, read_only=True) as project:
            results.append(_differences(project, rounds))
            results.append(_coefficients(project, rounds))
        team = project_of(folder / "team.annot", [long_document(_LONG, _MANY)], _PEOPLE)
        with Project.open(team, read_only=True) as project:
            results += _units(project, rounds)
        return results


def project_of(path: Path, corpus: Iterator[Document] | list[Document], people: Any) -> Path:
    """Make a project in which each of some people has marked every document in their own way."""
    lines = path.with_suffix(".jsonl")
    with lines.open("wb") as out:
        for number, document in enumerate(corpus):
            marked = [
                one
                for name in people
                for one in _marked(document, name, random.Random(f"{number}:{name}"))
            ]
            record = {"title": document.title, "text": document.text, "annotations": marked}
            out.write(orjson.dumps(record) + b"\n")
    with Project.create(path, annotator=people[0]) as project:
        project.import_files([lines])
    return path


def _marked(document: Document, name: str, rng: random.Random) -> Iterator[dict[str, Any]]:
    """Mark a document as a person does: of ten spans, seven are those of the others."""
    for start, end, label in document.spans:
        chance = rng.random()
        if chance < 0.08:
            continue
        if chance < 0.18:
            until = document.text.find(" ", end + 1) if chance < 0.13 else end - 1
            until = min(max(until, start + 1), len(document.text))
        else:
            until = end
        key = rng.choice(LABELS) if 0.18 <= chance < 0.22 else label
        values: dict[str, Any] = {}
        if key == "figure":
            values = {"value": 600 if chance < 0.92 else 650, "unit": "km²"}
        elif key == "source" and chance > 0.5:
            values = {"kind": "outlet" if chance < 0.95 else "document"}
        yield {"start": start, "end": until, "label": key, "annotator": name, "attributes": values}


def _differences(project: Project, rounds: int) -> Result:
    assert sum(1 for _ in project.comparing.differences()) > ARTICLES * SPANS * 0.9
    return in_turn(
        "align and class the differences of 2 people in 500 articles of 30 spans",
        lambda: timed(lambda: list(project.comparing.differences())),
        lambda: timed(project.annotations),
        limit=5,
        rounds=rounds,
    )


def _coefficients(project: Project, rounds: int) -> Result:
    report = project.comparing.report()
    assert len(report.articles) == ARTICLES
    assert sum(one.value is not None for one in report.measures) > 40
    return in_turn(
        "all coefficients of these, without bootstrap",
        lambda: timed(project.comparing.report),
        lambda: timed(lambda: list(project.comparing.differences())),
        limit=3,
        rounds=rounds,
    )


def _units(project: Project, rounds: int) -> list[Result]:
    """Put 5 × 10,000 spans into units, whole and for the page in view."""
    article = next(iter(project.articles())).id
    comparing = project.comparing
    page = range(_LONG // 2, _LONG // 2 + _PAGE)
    assert len(comparing.units(article)) > _MANY * 0.9
    assert len(comparing.units(article, starts=page)) > _PAGE / _LONG * _MANY * 0.5

    def read() -> float:
        return timed(lambda: project.annotations(article))

    return [
        in_turn(
            "units of review of 5 people's 10,000 spans each in 1 MB",
            lambda: timed(lambda: comparing.units(article)),
            read,
            limit=5,
            rounds=rounds,
        ),
        in_turn(
            "those of the page in view",
            lambda: timed(lambda: comparing.units(article, starts=page)),
            read,
            limit=0.2,
            rounds=rounds,
        ),
    ]
