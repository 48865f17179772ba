"""The views that other people's tools show say in plain words what the program itself says."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from annotator import Project

TEXT = "Olena said that about 600 km² burned near Kyiv. 😀 Ben was in 東京."


@pytest.fixture
def tool(project: Project) -> Iterator[sqlite3.Connection]:
    """The connection of a program that knows nothing of ours."""
    with closing(sqlite3.connect(f"file:{project.path}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def rows(connection: sqlite3.Connection, view: str) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(f"SELECT * FROM {view}")]


def test_annotations_read_like_their_json(project: Project, tool: sqlite3.Connection) -> None:
    article = project.import_text(TEXT)
    project.annotate(article.id, 16, 29, "figure", fragments=[(16, 21), (26, 29)], note="n")
    project.annotate(article.id, 0, 5, "source", attributes={"role": "mayor"})
    project.annotate(article.id, 41, 45, "location", certainty="unsure")
    shown = rows(tool, "annotations")
    for row in shown:
        row["fragments"] = json.loads(row["fragments"])
        row["attributes"] = json.loads(row["attributes"])
    assert shown == [{"certainty": "sure", **one.as_json()} for one in project.annotations()]


def test_moments_are_the_same_to_the_millisecond(
    project: Project, tool: sqlite3.Connection
) -> None:
    article = project.import_text(TEXT)
    for n in range(60):
        made = project.annotate(article.id, 0, 5, "source", note=str(n))
        project.update(made.id, note=f"again {n}")
    assert [(row["created"], row["modified"]) for row in rows(tool, "annotations")] == [
        (one.created, one.modified) for one in project.annotations()
    ]


def test_articles_have_their_fields_and_counts(project: Project, tool: sqlite3.Connection) -> None:
    first, second = project.import_text(TEXT), project.import_text("Another one.")
    project.annotate(first.id, 0, 5, "source")
    shown = rows(tool, "articles")
    assert [row["id"] for row in shown] == [first.id, second.id]
    assert shown[0] == {
        "id": first.id,
        "title": first.title,
        "outlet": None,
        "byline": None,
        "published": None,
        "language": first.language,
        "url": None,
        "annotator": "Olena",
        "characters": len(TEXT),
        "annotations": 1,
        "text": TEXT,
    }
    project.undo()
    project.undo()
    assert [row["id"] for row in rows(tool, "articles")] == [first.id]


def test_relations_and_history_are_there(project: Project, tool: sqlite3.Connection) -> None:
    article = project.import_text(TEXT)
    who = project.annotate(article.id, 0, 5, "source")
    how_much = project.annotate(article.id, 16, 29, "figure")
    project.relate(who.id, "says", how_much.id)
    assert rows(tool, "relations") == [
        {
            "article": article.id,
            "annotator": "Olena",
            "type": "says",
            "from": who.id,
            "to": how_much.id,
        }
    ]
    project.undo()
    assert rows(tool, "relations") == []
    shown = rows(tool, "history")
    assert [
        (one.id, one.title, one.act, one.state, one.annotator, one.revisions, one.at)
        for one in project.history()
    ] == [
        tuple(row[key] for key in ("id", "title", "act", "state", "annotator", "revisions", "at"))
        for row in shown
    ]
