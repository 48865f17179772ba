"""What is taken in again is known: a file and its folder, the same file tomorrow."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotator import Project
from tests.app.incoming import lines, span, write

_TEXTS = ("Ben said so.", "Ann saw 😀 it.")
_ANNOTATION = st.fixed_dictionaries(
    {
        "label": st.sampled_from(["x", "y"]),
        "start": st.integers(0, 3),
        "end": st.integers(3, 9),
    },
    optional={
        "id": st.sampled_from(["T1", "T2", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"]),
        "annotator": st.sampled_from(["Ann", "Ben", "Olena"]),
        "note": st.sampled_from(["", "n", "m\r\n"]),
        "attributes": st.sampled_from([{}, {"a": 1.5, "b": ["c"]}, {"b": ["c"], "a": 1.5}]),
        "fragments": st.just([[0, 3], [5, 8]]),
        "certainty": st.sampled_from(["sure", "unsure"]),
        "created": st.just("2026-02-09T10:42:00Z"),
    },
)
_RELATION = st.fixed_dictionaries(
    {"type": st.just("at"), "from": st.just("T1"), "to": st.sampled_from(["T1", "T2"])},
    optional={
        "id": st.just("R1"),
        "annotator": st.sampled_from(["Ann", "Olena"]),
        "note": st.just("n"),
    },
)
_ARTICLE = st.fixed_dictionaries(
    {"text": st.sampled_from(_TEXTS), "annotations": st.lists(_ANNOTATION, max_size=5)},
    optional={
        "relations": st.lists(_RELATION, max_size=3),
        "states": st.just({"Ann": "done"}),
    },
)


def state(project: Project) -> tuple[Any, ...]:
    return (
        list(project.articles()),
        sorted(project.annotations(), key=lambda one: one.id),
        sorted(project.relations(), key=lambda one: one.id),
        project.scheme,
        len(list(project.history())),
    )


@settings(max_examples=60)
@given(articles=st.lists(_ARTICLE, min_size=1, max_size=4), before=st.booleans())
def test_what_is_imported_twice_is_imported_once(
    articles: list[dict[str, Any]], before: bool
) -> None:
    with TemporaryDirectory() as folder:
        file = write(Path(folder) / "a.jsonl", lines(*articles))
        with Project.create(Path(folder) / "talks.annot", annotator="Olena") as project:
            if before:
                project.annotate(project.import_text(_TEXTS[0]).id, 0, 3, "source")
            first = project.import_files([file])
            # A relation may name what only a later line of the same text brings: then it is not
            # taken the first time, and rightly so the second.
            assume(not any("a relation" in one.reason for one in first.skipped))
            once = state(project)
            again = project.import_files([file])
            assert state(project) == once
            assert (again.new_articles, again.annotations, again.relations) == (0, 0, 0)
            assert again.known == first.annotations + first.relations + first.known
            assert project.check() == []


def test_what_a_file_lists_twice_is_there_twice(project: Project, tmp_path: Path) -> None:
    twice = [span("x", 0, 3), span("x", 0, 3), span("x", 0, 3, note="n"), span("x", 0, 3, note="n")]
    file = write(tmp_path / "a.jsonl", lines({"text": "Ben said so.", "annotations": twice}))
    project.import_text("Ben said so.")
    assert project.import_files([file]).annotations == 4
    assert len(project.annotations()) == 4
    again = project.import_files([file])
    assert (again.annotations, again.known) == (0, 4)
    # What somebody else sees there is another matter, and what was removed may come back.
    for one in project.annotations():
        if one.note:
            project.delete(one.id)
    again = project.import_files([file])
    assert (again.annotations, again.known) == (2, 2)
    project.work_as("Ben")
    assert project.import_files([file]).annotations == 4


def test_a_file_and_its_folder_in_one_import_are_read_once(
    project: Project, tmp_path: Path
) -> None:
    article = {"text": "Ben said so.", "annotations": [span("x", 0, 3)]}
    file = write(tmp_path / "in" / "a.jsonl", lines(article))
    assert project.import_files([file, tmp_path / "in", file]).annotations == 1
    assert len(project.annotations()) == 1


def test_an_id_that_says_something_else_here_stays_as_it_is(
    project: Project, tmp_path: Path
) -> None:
    article = {"text": "Ben said so.", "annotations": [span("x", 0, 3, id="T1")]}
    project.import_files([write(tmp_path / "a.jsonl", lines(article))])
    (made,) = project.annotations()
    project.update(made.id, note="mine")
    report = project.import_files([tmp_path / "a.jsonl"])
    assert report.known == 0
    assert [one.reason for one in report.skipped] == [
        f"x 0–3: {made.id} is here already and says something else"
    ]
    assert project.annotations()[0].note == "mine"
