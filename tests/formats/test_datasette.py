"""Datasette's metadata, judged by Datasette on a real project file."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from annotator import Project

_GOLDEN = Path(__file__).parent.parent / "data" / "formats" / "talks.jsonl"
_QUERIES = {
    "annotations_by_label",
    "annotations_of_an_article",
    "quotes_in_their_sentence",
    "sources_by_outlet",
}
_VIEWS = [
    "articles", "annotations", "relations", "verdicts", "comments", "assignments", "history",
]  # fmt: skip

Get = Callable[..., Any]


@pytest.fixture(scope="module")
def metadata(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("datasette")
    path = folder / "talks.annot"
    with Project.create(path, annotator="Olena") as project:
        project.import_files([_GOLDEN])
        assert project.export(folder / "talks.metadata.json", format="datasette") == []
    return path, json.loads((folder / "talks.metadata.json").read_bytes())


@pytest.fixture(scope="module")
def get(metadata: tuple[Path, dict[str, Any]]) -> Get:
    """Ask Datasette for a page, as JSON if its name ends so.

    It has a process of its own: its threads go on when it is done, and Python would collect what
    other tests leave of a window in one of them.
    """
    path, _ = metadata
    described = str(path.with_suffix(".metadata.json"))
    served = [sys.executable, "-m", "datasette", str(path), "-m", described]

    def ask(page: str, **parameters: str) -> Any:
        where = f"{page}?{urlencode(parameters)}" if parameters else page
        asked = [*served, "--get", where]
        done = subprocess.run(asked, capture_output=True, check=False, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout) if page.endswith(".json") else done.stdout

    return ask


def test_views_are_shown_and_the_tables_behind_them_hidden(get: Get) -> None:
    listed = get("/talks.json")
    assert [one["name"] for one in listed["tables"] if not one["hidden"]] == []
    assert sorted(one["name"] for one in listed["views"]) == sorted(_VIEWS)
    assert {one["name"] for one in listed["queries"]} == _QUERIES


def test_what_is_described_is_what_the_file_has(metadata: tuple[Path, dict[str, Any]]) -> None:
    path, described = metadata
    tables = described["databases"]["talks"]["tables"]
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as file:
        have = {
            name: [row[1] for row in file.execute(f'PRAGMA table_info("{name}")')]
            for (name,) in file.execute(
                "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
            )
        }
    file.close()
    assert {name for name in have if name != "sqlite_sequence"} == set(tables)
    for name in _VIEWS:
        assert set(tables[name].get("columns", {})) <= set(have[name])
        assert set(tables[name].get("facets", [])) <= set(have[name])


@pytest.mark.parametrize("page", ["/", "/talks", *(f"/talks/{view}" for view in _VIEWS)])
def test_every_page_is_shown_with_its_words(
    get: Get, metadata: tuple[Path, dict[str, Any]], page: str
) -> None:
    shown = get(page)
    view = page.rpartition("/")[2]
    if view in _VIEWS:
        described = metadata[1]["databases"]["talks"]["tables"][view]
        assert described["title"] in shown
        assert described["description"] in shown
    else:
        assert "talks: annotated articles" in shown


def test_the_queries_answer(get: Get) -> None:
    def rows(query: str, **parameters: str) -> Any:
        return get(f"/talks/{query}.json", _shape="array", **parameters)

    counted = rows("annotations_by_label")
    assert {"label": "source", "annotator": "Olena", "annotations": 1, "articles": 1} in counted
    assert sum(one["annotations"] for one in counted) == 7
    assert len(rows("annotations_of_an_article", article="")) == 7
    cold = rows("annotations_of_an_article", article="cold")
    assert [one["quote"] for one in cold] == ["-1 °C", "-1 °C."]
    (figure,) = rows("quotes_in_their_sentence", label="location")
    assert figure["sentence"] == "The minister said that about 600 km² burned near Kyiv."
    assert len(rows("quotes_in_their_sentence", label="")) == 7
    sources = rows("sources_by_outlet", label="")
    assert sorted(one["quote"] for one in sources) == ["Ben far away", "The minister"]
    (first, _) = rows("sources_by_outlet", label="temperature")
    assert first == {"outlet": "Wire, Inc.", "quote": "-1 °C", "times": 1, "articles": 1}


@pytest.mark.parametrize(
    ("text", "marked", "sentence"),
    [
        ("Up 3.5% now. It fell. Then", "fell", "It fell."),
        ("Really? Yes! No.", "Yes", "Yes!"),
        ("A title\n\nOne line only", "line", "One line only"),
        ("😀 😀. Kyiv 😀 is cold. 😀", "Kyiv", "Kyiv 😀 is cold."),
        ("word " * 200 + "here" + " word" * 200, "here", None),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(
    tmp_path: Path, text: str, marked: str, sentence: str | None
) -> None:
    from annotator.formats.datasette import metadata as describe  # noqa: PLC0415

    path = tmp_path / "one.annot"
    with Project.create(path, annotator="Olena") as project:
        article = project.import_text(text)
        start = article.text.index(marked)
        project.annotate(article.id, start, start + len(marked), "figure")
    sql = describe("one")["databases"]["one"]["queries"]["quotes_in_their_sentence"]["sql"]
    file = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    ((*_, found),) = file.execute(sql, {"label": "figure"}).fetchall()
    file.close()
    if sentence is None:
        assert len(found) < 810
        assert marked in found
    else:
        assert found == sentence
