"""What is sent: the chosen revisions as they are, by their digests, with the texts they name."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pytest

from annotator import Project
from annotator.model.article import Article
from annotator.store.outgoing import Outgoing

TEXT = "Olena said that about 600 km² burned near Kyiv. 😀"
OTHER = "Ben was in 東京."


@pytest.fixture
def articles(project: Project) -> list[Article]:
    """Two articles, tagged by Olena, Ben and Cem; one tag was removed."""
    made = [project.import_text(text) for text in (TEXT, OTHER)]
    for name in ("Olena", "Ben", "Cem"):
        project.work_as(name)
        for article in made:
            project.annotate(article.id, 0, 3, "source")
    gone = project.annotate(made[0].id, 5, 9, "figure")
    project.delete(gone.id)
    project.work_as("Olena")
    return made


def sent(
    project: Project, articles: list[str] | None = None, authors: list[str] | None = None
) -> tuple[list[dict[str, Any]], dict[str, str], int]:
    """Give the revisions, the texts by id, and how many annotations are said to be among them."""
    database = project.session.database
    coder = database.coder
    numbers = None if articles is None else [project.session.article_number(i) for i in articles]
    people = None if authors is None else [coder.number(name) for name in authors]
    with database.snapshot() as connection:
        outgoing = Outgoing(connection, coder, numbers, people)
        lines = list(outgoing.lines())
        texts = dict(outgoing.texts())
        count = outgoing.annotations()
    assert [digest for digest, _ in lines] == sorted(sha256(line).digest() for _, line in lines)
    assert all(sha256(text.encode()).hexdigest() == identity for identity, text in texts.items())
    return [json.loads(line) for _, line in lines], texts, count


def test_everything_is_sent(project: Project, articles: list[Article]) -> None:
    lines, texts, count = sent(project)
    connection = project.session.database.connection
    assert len(lines) == connection.execute("SELECT count(*) FROM revision").fetchone()[0]
    assert texts == {article.id: article.text for article in articles}
    assert count == 6
    assert sum(line["op"] == "tombstone" for line in lines) == 1


def test_one_persons_work_goes_with_what_is_needed_to_read_it(
    project: Project, articles: list[Article]
) -> None:
    lines, texts, count = sent(project, authors=["Ben"])
    tags = [line for line in lines if line["kind"] == "annotation"]
    assert {line["author"] for line in tags} == {"Ben"}
    assert count == 2
    others = sorted(line["kind"] for line in lines if line["kind"] != "annotation")
    assert others == ["annotator"] * 3 + ["article"] * 2 + ["scheme"]
    assert set(texts) == {article.id for article in articles}


def test_one_article_goes_alone(project: Project, articles: list[Article]) -> None:
    first, second = articles
    lines, texts, count = sent(project, articles=[second.id])
    assert {line["article"] for line in lines} == {None, second.id}
    assert texts == {second.id: OTHER}
    assert count == 3
    lines, texts, count = sent(project, articles=[first.id], authors=["Cem"])
    assert count == 1
    assert [line["op"] for line in lines if line["author"] == "Cem" and line["article"]].count(
        "tombstone"
    ) == 1
    assert texts == {first.id: TEXT}


def test_nothing_chosen_sends_the_scheme_and_the_people(
    project: Project, articles: list[Article]
) -> None:
    lines, texts, count = sent(project, articles=[])
    assert {line["kind"] for line in lines} == {"scheme", "annotator"}
    assert (texts, count) == ({}, 0)
