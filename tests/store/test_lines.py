"""The canonical line of a revision, and the quick ways to it, which must give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import Project
from annotator.app.settings import replica_name
from annotator.model.article import Metadata
from annotator.model.identity import entity_bytes
from annotator.model.incoming import Incoming, IncomingAnnotation
from annotator.model.moments import iso
from annotator.store.coding import Coder
from annotator.store.importing import Importer
from annotator.store.lines import annotation_content, line_of, new_row, rest_fields
from annotator.store.rows import ANNOTATION, NOTHING, Revision
from tests.nasty import texts

TEXT = 'Olena “said”\tthat \\600 km²\\ "burned" \u2028 in 東京 😀.\nNothing\x0b else.'


@pytest.fixture(scope="module")
def filling(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A project that fills up with what many examples import."""
    with Project.create(tmp_path_factory.mktemp("filling") / "p.annot") as project:
        project.session.backs_up = False
        yield project
        assert project.check() == []


def imported(project: Project, incoming: Incoming) -> list[Revision]:
    """Import an article; give the revisions of its annotations."""
    connection = project.session.database.connection
    # What is here from an earlier example would be known and not taken.
    with project.session.operation("Clear") as writer:
        writer.remove([entity_bytes(one.id) for one in project.annotations()])
    with project.session.operation("Import") as writer:
        Importer(writer, project.annotator).run([incoming])
    rows = connection.execute(
        "SELECT * FROM revision WHERE kind=? AND n>=? ORDER BY n", (ANNOTATION, writer.first)
    )
    return [Revision(*row) for row in rows]


def envelope(coder: Coder, row: Revision) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(line_of(coder, row))
    return read


def test_the_line_is_the_canonical_json_of_all_that_a_revision_says(project: Project) -> None:
    article = project.import_text(TEXT)
    made = project.annotate(
        article.id,
        0,
        5,
        "figure",
        note="a “note”",
        attributes={"value": 600.5},
        fragments=[(0, 5), (8, 12)],
        certainty="unsure",
    )
    changed = project.update(made.id, note="", attributes={})
    project.delete(made.id)
    database = project.session.database
    rows = [
        Revision(*row)
        for row in database.connection.execute(
            "SELECT * FROM revision WHERE kind=? ORDER BY n", (ANNOTATION,)
        )
    ]
    lines = [line_of(database.coder, row) for row in rows]
    for line, row in zip(lines, rows, strict=True):
        value = json.loads(line)
        assert line.decode() == json.dumps(
            value, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        assert sha256(line).digest() == row.digest
    first, second, third = map(json.loads, lines)
    assert first == {
        "article": article.id,
        "at": made.created,
        "author": "Olena",
        "body": {
            "attributes": {"value": {"$decimal": "600.5"}},
            "certainty": "unsure",
            "created": made.created,
            "fragments": [[0, 5], [8, 12]],
            "label": "figure",
            "note": "a “note”",
            "origin": "manual",
            "quote": made.quote,
        },
        "entity": made.id,
        "kind": "annotation",
        "op": "put",
        "parents": [],
        "replica": replica_name(),
        "schema_version": 1,
        "seq": 1,
    }
    assert second["body"] == first["body"] | {"attributes": {}, "note": ""}
    assert second["parents"] == [rows[0].digest.hex()]
    assert second["at"] == changed.modified
    assert (third["op"], third["body"], third["seq"]) == ("tombstone", None, 3)


def test_the_line_of_other_kinds_has_their_body(project: Project) -> None:
    article = project.import_text(TEXT)
    project.corpus.set_state(article.id, "look")
    database = project.session.database
    lines = [
        envelope(database.coder, Revision(*row))
        for row in database.connection.execute("SELECT * FROM revision ORDER BY n")
    ]
    assert [line["kind"] for line in lines] == ["annotator", "scheme", "article", "status"]
    assert lines[0]["body"] == {
        "colour": "", "initials": "", "kind": "person", "name": "Olena",
    }  # fmt: skip
    assert lines[1]["article"] is None
    assert lines[2]["body"]["title"] == article.title
    assert lines[3]["body"] == {"state": "look"}
    assert lines[3]["article"] == article.id


@st.composite
def plain_annotations(draw: st.DrawFn) -> tuple[str, list[IncomingAnnotation]]:
    text = draw(texts(min_size=1).filter(lambda text: bool(text.strip())))
    annotations: list[IncomingAnnotation] = []
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        annotation: IncomingAnnotation = {
            "label": draw(st.sampled_from(["figure", "B-PER", 'a"b\\', "дата", "😀"])),
            "start": start,
            "end": end,
        }
        if draw(st.booleans()):
            annotation["annotator"] = draw(st.sampled_from(["Olena", "Ben “B”", "علی‌رضا"]))
        if draw(st.booleans()):
            annotation["quote"] = text[start:end]
        annotations.append(annotation)
    return text, annotations


@settings(max_examples=60)
@given(case=plain_annotations())
def test_the_template_of_an_import_is_the_line_of_the_row(
    filling: Project, case: tuple[str, list[IncomingAnnotation]]
) -> None:
    """What `AnnotationImporter` spells out for speed equals what `new_row` would have made."""
    text, annotations = case
    coder = filling.session.database.coder
    rows = imported(filling, Incoming(text, Metadata(), annotations=annotations))
    assert len(rows) == len(annotations)
    for row, annotation in zip(rows, annotations, strict=True):
        start, end = annotation["start"], annotation["end"]
        content = annotation_content(
            coder,
            label=annotation["label"],
            fragments=((start, end),),
            quote=text[start:end],
            origin="import",
            created=row.at,
            attributes={},
            note="",
            certainty="sure",
        )
        author = coder.number(annotation.get("annotator", filling.annotator.name))
        assert row == new_row(
            coder, row.n, row.entity, ANNOTATION, author, row.replica, row.at, row.article, content
        )


@settings(max_examples=60)
@given(case=plain_annotations())
def test_the_template_of_an_undo_is_the_line_of_the_row(
    filling: Project, case: tuple[str, list[IncomingAnnotation]]
) -> None:
    """What `withdraw_untouched` spells out for speed equals what `new_row` would have made."""
    text, annotations = case
    coder, connection = filling.session.database.coder, filling.session.database.connection
    made = {
        row.entity: row
        for row in imported(filling, Incoming(text, Metadata(), annotations=annotations))
    }
    before = connection.execute("SELECT max(n) FROM revision").fetchone()[0]
    filling.undo()
    rows = [
        Revision(*row)
        for row in connection.execute(
            "SELECT * FROM revision WHERE kind=? AND n>? ORDER BY n", (ANNOTATION, before)
        )
    ]
    assert [row.entity for row in rows] == list(made)
    for row in rows:
        root = made[row.entity]
        assert row == new_row(
            coder, row.n, root.entity, ANNOTATION, root.author, row.replica, row.at, root.article,
            NOTHING, seq=2, put=0, parents=root.digest,
        )  # fmt: skip
    filling.redo()


@settings(max_examples=60)
@given(case=plain_annotations())
def test_an_import_gives_the_same_row_by_either_way(
    filling: Project, case: tuple[str, list[IncomingAnnotation]]
) -> None:
    """An empty note sends an annotation the slow way; only what is made up may differ."""
    text, annotations = case
    slow = [cast("IncomingAnnotation", {**annotation, "note": ""}) for annotation in annotations]
    shapes = []
    for way in (annotations, slow):
        rows = imported(filling, Incoming(text, Metadata(), annotations=way))
        shapes.append([row._replace(n=0, digest=b"", entity=b"", at=0, created=0) for row in rows])
    assert shapes[0] == shapes[1]


def test_an_annotation_that_brings_its_moments_keeps_them(project: Project) -> None:
    moment = "2020-02-09T10:42:00.123Z"
    annotation = cast(
        "IncomingAnnotation",
        {"label": "figure", "start": 0, "end": 5, "created": moment, "modified": moment},
    )
    with project.session.operation("Import") as writer:
        Importer(writer, project.annotator).run(
            [Incoming(TEXT, Metadata(), annotations=[annotation])]
        )
    (made,) = project.annotations()
    assert (made.created, made.modified) == (moment, moment)
    row = project.session.database.connection.execute(
        "SELECT at, created FROM revision WHERE kind=1"
    ).fetchone()
    assert [iso(one) for one in row] == [moment, moment]


def test_what_has_no_column_comes_back() -> None:
    assert rest_fields(None) == {}
    assert rest_fields('{"attributes":{"a":{"$decimal":"0.5"}},"note":"n"}') == {
        "attributes": {"a": 0.5},
        "note": "n",
    }
