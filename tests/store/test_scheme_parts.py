"""The scheme is its owner's; labels that others bring stand in parts of their own, after it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from annotator import Project
from annotator.model.identity import fixed_entity
from annotator.store.lines import item_content
from annotator.store.rows import SCHEME, Content


def bring(project: Project, tmp_path: Path, *labels: str, relation: str = "") -> None:
    """Import an article with an annotation of each label, and a relation between the first two."""
    record = {
        "text": f"Olena said {labels}.",
        "annotations": [
            {"id": f"T{n}", "start": 0, "end": 5, "label": label} for n, label in enumerate(labels)
        ],
    }
    if relation:
        record["relations"] = [{"type": relation, "from": "T0", "to": "T1"}]
    file = tmp_path / "brought.jsonl"
    file.write_text(json.dumps(record), encoding="utf-8")
    project.import_files([file])


def parts(project: Project) -> dict[bytes, str]:
    """Give the entities of the scheme's parts with their authors."""
    database = project.session.database
    rows = database.connection.execute(f"SELECT entity, author FROM item WHERE kind={SCHEME}")
    return {entity: database.coder.word(author) for entity, author in rows}


def identity(project: Project) -> str:
    return project.session.database.value("id") or ""


def test_the_owner_changes_the_scheme_itself(project: Project, tmp_path: Path) -> None:
    bring(project, tmp_path, "rumour")
    assert [label.key for label in project.labels][-1] == "rumour"
    assert parts(project) == {fixed_entity("scheme", identity(project)): "Olena"}


def test_others_add_to_parts_of_their_own(project: Project, tmp_path: Path) -> None:
    before = [label.key for label in project.labels]
    for name in ("Cem", "Ben"):
        project.work_as(name)
        bring(project, tmp_path, f"of {name}", "figure", relation=f"{name} links")
        bring(project, tmp_path, f"more of {name}")
    # By name, whoever came first.
    assert [label.key for label in project.labels] == [
        *before, "of Ben", "more of Ben", "of Cem", "more of Cem",
    ]  # fmt: skip
    assert [one.key for one in project.scheme.relations][-2:] == ["Ben links", "Cem links"]
    one = identity(project)
    assert parts(project) == {
        fixed_entity("scheme", one): "Olena",
        fixed_entity("scheme", one, "Ben"): "Ben",
        fixed_entity("scheme", one, "Cem"): "Cem",
    }
    digits = [label.shortcut for label in project.labels if label.shortcut]
    assert len(set(digits)) == len(digits)
    assert project.check() == []
    while project.undo() is not None:
        pass
    assert [label.key for label in project.labels] == before
    while project.redo() is not None:
        pass
    assert len(project.labels) == len(before) + 4


def test_a_key_that_is_there_wins(project: Project, tmp_path: Path) -> None:
    project.work_as("Ben")
    bring(project, tmp_path, "rumour")
    bens = next(label for label in project.labels if label.key == "rumour")
    project.work_as("Olena")
    scheme = project.scheme
    own = scheme.model_copy(
        update={
            "labels": tuple(
                label.model_copy(update={"definition": "mine"}) if label.key == "rumour" else label
                for label in scheme.labels
            )
        }
    )
    with project.session.operation("Edit the scheme") as writer:
        entity = fixed_entity("scheme", identity(project))
        writer.revise({entity: (1, item_content(own.as_body()))})
    assert bens.definition == ""
    assert [one.definition for one in project.labels if one.key == "rumour"] == ["mine"]


def test_a_part_that_is_not_its_authors_is_no_part(project: Project, tmp_path: Path) -> None:
    project.work_as("Ben")
    bring(project, tmp_path, "rumour")
    connection: sqlite3.Connection = project.session.database.connection
    with project.session.operation("Squat") as writer:
        content = writer.connection.execute(
            f"SELECT body FROM item WHERE kind={SCHEME} AND author=?", (writer.author_number,)
        ).fetchone()[0]
        squatted = fixed_entity("scheme", identity(project), "Dora")
        body = content.replace("rumour", "weather")
        writer.create(SCHEME, squatted, Content(rest=body))
    assert connection.execute(f"SELECT count(*) FROM item WHERE kind={SCHEME}").fetchone()[0] == 3
    assert "weather" not in {label.key for label in project.labels}
