"""The history: its steps, going back in one step, and what an annotation has been."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import Project
from annotator.app.timeline import Changed
from annotator.model.article import Metadata
from annotator.model.incoming import Incoming, IncomingAnnotation
from annotator.model.inconsistency import Subject
from annotator.model.scheme import Scheme
from annotator.problems import UnknownNameError, UserProblem
from annotator.store.importing import Importer

_TEXT = "Mayor Ana Ruiz said 600 hectares near Hay 🇺🇦 burned. Iva Brod said 20."


def _seen(project: Project) -> list[Any]:
    """Give all that stands, but for when it was written."""
    return [
        sorted(
            (one.id, one.label, one.start, one.end, one.note, str(one.attributes))
            for one in project.annotations()
        ),
        sorted((one.id, one.source, one.target) for one in project.relations()),
        [project.corpus.state(one.id) for one in project.articles()],
    ]


def _titles(project: Project, **which: Any) -> list[str]:
    numbers = [one.id for one in project.timeline.steps(**which)]
    return [step.title for step in project.timeline.details(numbers)]


def test_steps_are_listed_and_filtered(project: Project) -> None:
    first = project.import_text(_TEXT).id
    second = project.import_text("Nothing else was said.").id
    project.annotate(first, 0, 14, "source")
    project.work_as("Mei")
    project.annotate(second, 0, 7, "location")
    project.undo()
    assert _titles(project)[:2] == ["Tag location", "Tag source"]
    assert _titles(project, annotator="Mei") == ["Tag location"]
    assert _titles(project, annotator="Nobody") == []
    assert _titles(project, article=first)[0] == "Tag source"
    assert _titles(project, words="LOC tag") == ["Tag location"]
    last = project.timeline.steps()[0].id
    assert [one.id for one in project.timeline.steps(after=last - 1)] == [last]
    assert project.timeline.details([last])[0].state == "undone"
    place = project.timeline.place(project.timeline.steps(words="source")[0].id)
    assert place is not None
    assert (place.article, place.start, place.end) == (first, 0, 14)


def _told(project: Project) -> list[tuple[str, str, str]]:
    numbers = [one.id for one in project.timeline.steps()]
    return [(step.title, *about) for step, about in project.timeline.told(numbers)]


def test_steps_name_an_article_as_it_is_called_now(project: Project) -> None:
    article = project.import_text("A fire in Hay\n\nIt burned.").id
    project.work_as("Mei")
    project.details.change([article], {"title": "Fire near Hay"})
    assert {title for step, _, title in _told(project) if step != "New project"} == {
        "Fire near Hay"
    }


def test_steps_say_what_they_were_about(project: Project) -> None:
    article = project.import_text(f"A fire in Hay\n\n{_TEXT}").id
    start = project.article(article).text.index(_TEXT)
    who = project.annotate(article, start, start + 14, "source")
    much = project.annotate(article, start + 20, start + 32, "figure")
    link = project.relate(who.id, "says", much.id)
    project.relating.unrelate(link.id)
    project.delete(much.id)
    project.bulk.tag([(article, 0, 1), (article, 2, 6)], "location")
    project.corpus.set_state(article, "done")
    (silence,) = project.silences.add(Subject("labels", "hay"))
    project.silences.take_back(silence.id)
    project.timeline.go_back(2)
    assert _told(project) == [
        ("Go back to “Import 1 article”", "", ""),
        ("Take back that it is intended", "“hay”", ""),
        ("Say it is intended", "“hay”", ""),
        ("Mark article done", "", "A fire in Hay"),
        ("Tag location 2 times", "“A” …", "A fire in Hay"),
        ("Remove figure", "“600 hectares”", "A fire in Hay"),
        ("Unlink says", "“Mayor Ana Ruiz” → “600 hectares”", "A fire in Hay"),
        ("Link says", "“Mayor Ana Ruiz” → “600 hectares”", "A fire in Hay"),
        ("Tag figure", "“600 hectares”", "A fire in Hay"),
        ("Tag source", "“Mayor Ana Ruiz”", "A fire in Hay"),
        ("Import 1 article", "", "A fire in Hay"),
        ("New project", "", ""),
    ]
    assert _titles(project, words="HECTARES tag") == ["Tag figure"]
    assert _titles(project, words="ana unlink fire") == ["Unlink says"]


def test_who_works_blind_is_not_told_what_others_tagged(project: Project) -> None:
    article = project.import_text(f"A fire in Hay\n\n{_TEXT}").id
    start = project.article(article).text.index(_TEXT)
    project.team.add_person("Mei")
    project.team.set_blind(True)
    project.work_as("Mei")
    project.annotate(article, start, start + 14, "source")
    project.work_as("Olena")
    project.annotate(article, start + 20, start + 32, "figure")
    project.session.keeps_blind = True
    assert _told(project)[:2] == [
        ("Tag figure", "“600 hectares”", "A fire in Hay"),
        ("Tag source", "", ""),
    ]
    assert _titles(project, words="ruiz") == []
    project.corpus.set_state(article, "done")
    assert _titles(project, words="ruiz tag") == ["Tag source"]


def test_going_back_to_what_stands_leaves_no_trace(project: Project) -> None:
    article = project.import_text(_TEXT).id
    step = project.timeline.steps()[0].id
    project.annotate(article, 0, 14, "source")
    project.undo()
    before = list(project.history())
    with pytest.raises(UserProblem, match="Nothing is different"):
        project.timeline.go_back(step)
    assert list(project.history()) == before


def test_going_back_is_one_step(project: Project) -> None:
    article = project.import_text(_TEXT).id
    who = project.annotate(article, 0, 14, "source")
    before, step = _seen(project), project.timeline.steps()[0].id
    how_much = project.annotate(article, 20, 32, "figure")
    project.relate(who.id, "says", how_much.id)
    project.update(who.id, note="twice")
    project.work_as("Mei")
    project.annotate(article, 38, 41, "location")
    project.work_as("Olena")
    after = _seen(project)

    weight = project.timeline.weigh(step)
    assert (weight.steps, weight.by, weight.merges) == (4, {"Olena": 3, "Mei": 1}, 0)
    assert weight.kinds["annotation"] == 3
    changes = project.timeline.go_back(step)
    assert changes.title == "Go back to “Tag source”"
    assert changes.touches("relation")
    assert _seen(project) == before
    # What it took back cannot be gone back to; that it was done can be undone.
    taken = [one.id for one in project.timeline.steps() if step < one.id < changes.operation]
    assert len(taken) == 4
    for one in taken:
        with pytest.raises(UnknownNameError):
            project.timeline.go_back(one)
    assert project.timeline.gone_back() == [(step, changes.operation)]
    project.undo()
    assert _seen(project) == after
    project.redo()
    assert _seen(project) == before
    project.undo()
    project.timeline.go_back(taken[-1])
    assert len(project.annotations()) == 2


def test_what_a_merge_brought_stays(tmp_path: Path) -> None:
    here, there = tmp_path / "ana.annot", tmp_path / "bo.annot"
    with Project.create(here, annotator="Ana") as ana:
        article = ana.import_text(_TEXT).id
        step = ana.timeline.steps()[0].id
    copyfile(here, there)
    with Project.open(there, "Bo") as bo:
        theirs = bo.annotate(article, 0, 14, "source").id
    with Project.open(here, "Ana") as ana:
        ana.annotate(article, 20, 32, "figure")
        ana.merge(there)
        mine = ana.annotate(article, 38, 41, "location").id
        assert ana.timeline.weigh(step).merges == 1
        ana.timeline.go_back(step)
        assert [one.id for one in ana.annotations()] == [theirs]
        assert ana.check() == []
        ana.undo()
        assert {theirs, mine} < {one.id for one in ana.annotations()}
        ana.undo()
        ana.undo()
        assert [one.annotator for one in ana.annotations()] == ["Ana"]
        ana.redo()
        ana.timeline.go_back(step)
        assert [one.id for one in ana.annotations()] == [theirs]
        assert ana.check() == []


def test_what_an_annotation_has_been(project: Project) -> None:
    article = project.import_text(_TEXT).id
    made = project.annotate(article, 20, 23, "figure", attributes={"value": 600})
    project.update(made.id, end=32, attributes={"value": 601})
    project.update(made.id, label="location", note="?")
    project.delete(made.id)
    project.undo()
    found = project.timeline.of_annotation(made.id)
    assert [(one.act, one.who) for one in found] == [
        ("made", "Olena"),
        ("changed", "Olena"),
        ("changed", "Olena"),
        ("removed", "Olena"),
        ("brought back", "Olena"),
    ]
    assert found[1].changes == (
        Changed("words", "600", "600 hectares"),
        Changed("Value", 600, 601, own=True),
    )
    assert Changed("label", "Figure", "Location") in found[2].changes
    assert Changed("note", None, "?") in found[2].changes
    with pytest.raises(UnknownNameError):
        project.timeline.of_annotation("01990000-0000-7000-8000-000000000000")


def test_an_attribute_may_be_called_as_what_every_annotation_has(tmp_path: Path) -> None:
    """Its values and the note, the certainty, the label and the words are told apart."""
    keys = ("note", "certainty", "label", "words")
    label = {
        "key": "claim",
        "name": "Claim",
        "attributes": [{"kind": "text", "key": one, "name": one} for one in keys],
    }
    scheme = Scheme.model_validate({"labels": [label]})
    with Project.create(tmp_path / "p.annot", annotator="Olena", scheme=scheme) as project:
        article = project.import_text(_TEXT).id
        made = project.annotate(article, 20, 23, "claim", attributes=dict.fromkeys(keys, "a"))
        project.update(made.id, note="mine", certainty="unsure", attributes={"note": "b"})
        first, second = project.timeline.of_annotation(made.id)
    assert Changed("label", None, "Claim") in first.changes
    assert Changed("label", None, "a", own=True) in first.changes
    assert {one.field: one.new for one in second.changes if not one.own} == {
        "note": "mine",
        "certainty": "unsure",
    }
    assert Changed("note", "a", "b", own=True) in second.changes


def test_what_was_taken_in_is_its_authors(project: Project) -> None:
    article = project.import_text(_TEXT).id
    incoming: list[IncomingAnnotation] = [
        {"label": "source", "start": 0, "end": 14, "annotator": "Jonas"}
    ]
    with project.session.operation("Import") as writer:
        Importer(writer, project.annotator).run(
            [Incoming(project.article(article).text, Metadata(), annotations=incoming)]
        )
    (one,) = project.annotations(article)
    project.undo()
    project.redo()
    found = project.timeline.of_annotation(one.id)
    assert [(version.act, version.who, version.through) for version in found] == [
        ("made", "Jonas", "Olena"),
        ("removed", "Olena", ""),
        ("brought back", "Olena", ""),
    ]


_DO = st.tuples(
    st.sampled_from(["tag", "label", "note", "delete", "undo", "redo", "back", "state"]),
    st.integers(0, 9),
)


@settings(max_examples=30)
@given(doings=st.lists(_DO, max_size=16), back=st.integers(0, 30))
def test_going_back_leads_to_what_was(
    tmp_path_factory: pytest.TempPathFactory, doings: list[tuple[str, int]], back: int
) -> None:
    path = tmp_path_factory.mktemp("back") / "talks.annot"
    with Project.create(path, annotator="Olena") as project:
        article = project.import_text(_TEXT).id
        seen: dict[int, list[Any]] = {project.timeline.steps()[0].id: _seen(project)}
        for what, number in doings:
            _do(project, article, what, number, list(seen))
            if what not in ("undo", "redo"):
                seen[project.timeline.steps()[0].id] = _seen(project)
        after = _seen(project)
        covered = project.timeline.gone_back()
        standing = [
            one.id
            for one in project.timeline.details(list(seen))
            if one.state == "done" and not any(a < one.id < b for a, b in covered)
        ]
        step = standing[back % len(standing)]
        made = len(project.timeline.steps())
        try:
            project.timeline.go_back(step)
        except UserProblem:
            assert after == seen[step]
            assert len(project.timeline.steps()) == made
        else:
            assert _seen(project) == seen[step]
            assert len(project.timeline.steps()) == made + 1
            project.undo()
            assert _seen(project) == after
        assert project.check() == []


def _do(project: Project, article: str, what: str, number: int, steps: list[int]) -> None:
    found = project.annotations()
    one = found[number % len(found)].id if found else None
    if what == "tag":
        project.annotate(article, number, number + 4, ("source", "figure", "location")[number % 3])
    elif what == "undo":
        step = project.next_undo()
        if step is not None and step.id > 2:
            project.undo()
    elif what == "redo":
        project.redo()
    elif what == "state":
        project.corpus.set_state(article, ("open", "done")[number % 2])
    elif what == "back" and steps[number % len(steps)]:
        try:
            project.timeline.go_back(steps[number % len(steps)])
        except UserProblem:
            return
    elif one is not None:
        _change(project, what, one, number)


def _change(project: Project, what: str, one: str, number: int) -> None:
    if what == "label":
        project.update(one, label=("source", "figure", "location")[number % 3])
    elif what == "note":
        project.update(one, note="n" * number)
    elif what == "delete":
        project.delete(one)
