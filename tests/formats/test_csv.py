"""CSV: a row a fragment, cells as they are, read back by the strictest reader there is."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import Project
from annotator.model.records import AnnotationRecord, ArticleRecord, Loss
from tests.formats import records
from tests.formats.writing import write
from tests.nasty import texts

TEXT = "Olena said that about 600 km² burned near Kyiv. 😀 Ben was in 東京."
_COLUMNS = [
    "article", "title", "outlet", "byline", "published", "language", "url", "annotation",
    "annotator", "label", "start", "end", "fragment", "fragments", "quote", "attributes", "note",
    "certainty", "origin", "created", "modified",
]  # fmt: skip


def written(articles: Iterable[ArticleRecord]) -> tuple[bytes, list[Loss]]:
    files, losses = write("csv", articles)
    return files[""], losses


def rows(data: bytes) -> list[dict[str, str]]:
    text = io.StringIO(data.decode("utf-8"), newline="")
    reader = csv.DictReader(text, strict=True)
    assert reader.fieldnames == _COLUMNS
    return list(reader)


@st.composite
def articles(draw: st.DrawFn) -> ArticleRecord:
    text = draw(texts(min_size=1))
    cell = texts(max_size=5) | st.sampled_from(
        ["=1+1", "+1", "-1", "@x", '"', '""', "a,b", "a\r\nb", "\n", " ", ";", "\t", "NA", "007"]
    )
    annotations: list[AnnotationRecord] = []
    for number in range(draw(st.integers(0, 3))):
        edges = draw(
            st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True).map(sorted)
        )
        fragments = [[edges[n], edges[n + 1]] for n in range(0, len(edges) - 1, 2)]
        annotation: AnnotationRecord = {
            "id": str(number),
            "article": "a",
            "annotator": draw(cell),
            "label": draw(cell),
            "start": fragments[0][0],
            "end": fragments[-1][1],
            "fragments": fragments,
            "quote": " ".join(text[start:end] for start, end in fragments),
            "attributes": draw(
                st.dictionaries(cell, cell | st.integers(-9, 9) | st.just(0.5), max_size=2)
            ),
            "note": draw(cell),
            "origin": "manual",
            "created": "c",
            "modified": "m",
        }
        if draw(st.booleans()):
            annotation["certainty"] = "unsure"
        annotations.append(annotation)
    return cast(
        "ArticleRecord",
        {
            "id": "a",
            "title": draw(cell),
            "text": text,
            "zones": [],
            "url": None,
            "outlet": draw(cell),
            "byline": None,
            "published": None,
            "language": "en",
            "annotations": annotations,
            "relations": [],
            "verdicts": [],
        },
    )


@settings(max_examples=150)
@given(article=articles())
def test_a_strict_reader_gets_every_cell_back(article: ArticleRecord) -> None:
    data, _ = written([article])
    found = iter(rows(data))
    for annotation in article["annotations"]:
        for number, (start, end) in enumerate(annotation["fragments"], 1):
            row: dict[str, Any] = {**next(found)}
            if row["attributes"]:
                row["attributes"] = json.loads(row["attributes"])
            assert row == {
                "article": "a",
                "title": article["title"],
                "outlet": article["outlet"],
                "byline": "",
                "published": "",
                "language": "en",
                "url": "",
                "annotation": annotation["id"],
                "annotator": annotation["annotator"],
                "label": annotation["label"],
                "start": str(start),
                "end": str(end),
                "fragment": str(number),
                "fragments": str(len(annotation["fragments"])),
                "quote": article["text"][start:end],
                "attributes": annotation["attributes"] or "",
                "note": annotation["note"],
                "certainty": annotation.get("certainty", "sure"),
                "origin": "manual",
                "created": "c",
                "modified": "m",
            }
    assert next(found, None) is None


def test_lines_end_with_crlf_and_there_is_no_mark(project: Project) -> None:
    article = project.import_text(TEXT)
    project.annotate(article.id, 0, 5, "source", note="one\ntwo")
    out = project.path.with_name("out.csv")
    project.export(out, format="csv")
    data = out.read_bytes()
    assert data.startswith(b"article,title,")
    assert data.endswith(b"\r\n")
    assert data.count(b"\r\n") == 2
    assert b'"one\ntwo"' in data


def test_an_empty_project_is_a_head_alone(project: Project) -> None:
    out = project.path.with_name("out.csv")
    assert project.export(out, format="csv") == []
    assert rows(out.read_bytes()) == []


def test_all_that_is_left_out_is_named(project: Project) -> None:
    article = project.import_text(TEXT)
    who = project.annotate(article.id, 0, 5, "source")
    how_much = project.annotate(article.id, 16, 29, "figure")
    project.relate(who.id, "says", how_much.id)
    project.corpus.set_state(article.id, "done")
    bare = project.import_text("Nothing here.")
    losses = project.export(project.path.with_name("out.csv"), format="csv")
    assert losses == project.exporting.losses("csv")
    assert [(loss.annotation, loss.article, loss.reason) for loss in losses] == [
        (None, article.id, "other"),
        (who.id, article.id, "relation"),
        (None, bare.id, "empty"),
        (None, bare.id, "other"),
    ]
    assert losses[0].detail == (
        "no column for: text, zones, what annotators say of the article, which labels they found "
        "none of, where its text came from"
    )
    assert losses[1].detail == f"says {how_much.id}"


@settings(max_examples=40)
@given(record=articles())
def test_pandas_gets_every_cell_back(record: ArticleRecord) -> None:
    import pandas as pd  # noqa: PLC0415 - half a second

    data, _ = written([record])
    frame = pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)
    assert list(frame.columns) == _COLUMNS
    expected = [
        (one["id"], one["label"], one["note"], start, end, record["text"][start:end])
        for one in record["annotations"]
        for start, end in one["fragments"]
    ]
    got = frame[["annotation", "label", "note", "start", "end", "quote"]].to_numpy().tolist()
    # pandas reads a lone CR within quotes as it is, and CRLF too.
    assert [(*row[:3], int(row[3]), int(row[4]), row[5]) for row in got] == expected


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_tables_differ_in_what_separates_cells_alone(name: str, delimiter: str) -> None:
    text = 'a\tb, “c” "d"\ne'
    record = records.article(text, [records.annotation(text, [(0, len(text))])])
    files, _ = write(name, [record], {"texts": "yes"})
    table = io.StringIO(files[""].decode("utf-8"), newline="")
    head, row = csv.reader(table, delimiter=delimiter, strict=True)
    assert head[:21] == _COLUMNS
    assert head[21:] == [
        "made_from", "reference", "text", "zones", "source", "states", "none", "relations",
        "verdicts", "comments",
    ]  # fmt: skip
    assert (row[head.index("quote")], row[head.index("text")]) == (text, text)
    assert files[""].endswith(b"\r\n")


def test_the_text_stands_on_the_first_row_of_its_article() -> None:
    made = [records.annotation("One two.", [span], span[0]) for span in ((0, 3), (4, 7))]
    files, _ = write("csv", [records.article("One two.", made)], {"texts": "yes"})
    table = csv.DictReader(io.StringIO(files[""].decode("utf-8"), newline=""))
    assert [row["text"] for row in table] == ["One two.", ""]
