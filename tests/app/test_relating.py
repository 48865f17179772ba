"""Relations: what is offered, what is refused, and that none is ever left without an end."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import Project
from annotator.model.identity import entity_bytes, new_entity
from annotator.problems import UserProblem
from annotator.store.lines import item_content
from annotator.store.rows import RELATION

_TEXT = "Mayor Ana Ruiz said 600 hectares near Hay burned. Iva Brod said 20."


def _three(project: Project) -> tuple[str, str, str]:
    article = project.import_text(_TEXT).id
    who = project.annotate(article, 0, 14, "source").id
    how_much = project.annotate(article, 20, 32, "figure").id
    where = project.annotate(article, 38, 41, "location").id
    return who, how_much, where


def test_offers_in_both_directions(project: Project) -> None:
    who, how_much, where = _three(project)
    from_figure = project.relating.offers("figure")
    assert {
        label: [(o.type, o.title, o.outward) for o in all_] for label, all_ in from_figure.items()
    } == {
        "location": [("at", "Where", True)],
        "source": [("says", "Said by", False)],
    }
    assert [o.title for o in project.relating.offers("source")["source"]] == ["Says", "Said by"]
    assert [o.name for o in project.relating.offers_between(how_much, where)] == ["where"]
    assert project.relating.offers_between(who, who) == []
    project.relate(how_much, "at", where)
    assert project.relating.offers_between(how_much, where) == []


def test_links_of_an_annotation(project: Project) -> None:
    who, how_much, where = _three(project)
    said = project.relate(who, "says", how_much)
    at = project.relate(how_much, "at", where)
    links = project.relating.at(how_much)
    assert [(one.relation, one.other.id, one.offer.title) for one in links] == [
        (said, who, "Said by"),
        (at, where, "Where"),
    ]
    assert [one.relation for one in project.relating.at(where)] == [at]


def test_the_same_link_twice_is_refused(project: Project) -> None:
    who, how_much, _ = _three(project)
    project.relate(who, "says", how_much)
    with pytest.raises(UserProblem, match="already"):
        project.relate(who, "says", how_much)
    project.work_as("Mei")
    project.relate(who, "says", how_much)
    assert len(project.relations()) == 2
    with pytest.raises(UserProblem, match="not one to itself"):
        project.relate(who, "says", who)


def test_changing_a_link(project: Project) -> None:
    who, _, _ = _three(project)
    article = project.annotations()[0].article
    other = project.annotate(article, 50, 58, "source").id
    made = project.relate(who, "says", other)
    assert [(o.type, o.outward) for o in project.relating.alternatives(made.id)] == [
        ("says", False)
    ]
    turned = project.relating.change(made.id, turned=True)
    assert (turned.source, turned.target, turned.created) == (other, who, made.created)
    noted = project.relating.change(made.id, note="by\r\nphone")
    assert (noted.note, noted.source) == ("by\nphone", other)
    with pytest.raises(UserProblem, match="leads from figure"):
        project.relating.change(made.id, kind="at")
    titles = [step.title for step in project.history()][:3]
    assert titles == ["Note on link says", "Turn link says round", "Link says"]
    project.undo()
    project.undo()
    assert [(one.source, one.note) for one in project.relations()] == [(who, "")]
    project.work_as("Mei")
    with pytest.raises(UserProblem, match="only Olena"):
        project.relating.change(made.id, note="no")


def test_another_label_takes_what_it_does_not_allow(project: Project) -> None:
    who, how_much, where = _three(project)
    said = project.relate(who, "says", how_much)
    at = project.relate(how_much, "at", where)
    assert project.relating.unfit(how_much, "source") == [at]
    assert project.relating.unfit(how_much, "figure") == []
    project.update(how_much, label="source")
    assert project.relations() == [said]
    project.undo()
    assert {one.id for one in project.relations()} == {said.id, at.id}
    project.update(who, label="location")
    assert [one.id for one in project.relations()] == [at.id]


def test_a_step_of_a_link_leads_to_where_it_starts(project: Project) -> None:
    who, how_much, _ = _three(project)
    said = project.relate(who, "says", how_much)
    project.relating.unrelate(said.id)
    for changes in (project.undo(), project.undo(), project.redo()):
        assert changes is not None
        assert changes.place is not None
        assert (changes.place.start, changes.place.end) == (0, 14)


def test_check_finds_a_relation_made_by_hand(tmp_path: Path) -> None:
    with Project.create(tmp_path / "talks.annot", annotator="Olena") as project:
        who, how_much, where = _three(project)
        second = project.import_text("Elsewhere 7 more.").id
        far = project.annotate(second, 10, 11, "figure").id
        session = project.session
        number = session.article_number(project.annotations()[0].article)
        nobody = "01990000-0000-7000-8000-000000000000"
        for end in (far, nobody, second, how_much):
            with session.operation("By hand") as writer:
                body = {
                    "type": "says",
                    "from": who,
                    "to": end,
                    "note": "",
                    "created": "2026-01-01T00:00:00.000Z",
                }
                writer.create(RELATION, new_entity("Olena"), item_content(body), article=number)
        with session.operation("By hand") as writer:
            writer.removed.clear()
            writer.remove([entity_bytes(where)])
        faults = project.check()
        assert [fault.split(" ", 3)[-1] for fault in faults] == [
            "lies in another article",
            "is not there",
            "is not there",
        ]
        # What does not stand is shown by nobody.
        assert [one.target for one in project.relations()] == [how_much]


def test_merged_relations_wait_for_their_ends(tmp_path: Path) -> None:
    here, there = tmp_path / "ana.annot", tmp_path / "bo.annot"
    with Project.create(here, annotator="Ana") as ana:
        who, how_much, _ = _three(ana)
    copyfile(here, there)
    with Project.open(there, "Bo") as bo:
        said = bo.relate(who, "says", how_much)
        assert bo.relations() == [said]
    with Project.open(here, "Ana") as ana:
        ana.delete(who)
        ana.merge(there)
        assert (ana.relations(), ana.relating.at(how_much)) == ([], [])
        assert ana.check() == []
        ana.undo()
        ana.redo()
        ana.undo()
        # The annotation is back, and with the file the link comes again.
        ana.undo()
        ana.merge(there)
        assert [one.id for one in ana.relations()] == [said.id]
        assert ana.check() == []


_VERBS = [
    "tag", "link", "link", "link", "relabel", "delete", "undo", "redo", "unlink", "turn",
    "remove many", "relabel many", "split", "join", "go back",
]  # fmt: skip
_VERB = st.tuples(
    st.sampled_from(_VERBS),
    st.integers(0, 9),
    st.integers(0, 9),
    st.sampled_from(["source", "figure", "location"]),
)


@settings(max_examples=60)
@given(verbs=st.lists(_VERB, max_size=24))
def test_no_sequence_of_verbs_leaves_a_broken_relation(
    tmp_path_factory: pytest.TempPathFactory, verbs: list[tuple[str, int, int, str]]
) -> None:
    path = tmp_path_factory.mktemp("verbs") / "talks.annot"
    with Project.create(path, annotator="Olena") as project:
        article = project.import_text(_TEXT).id
        for at in range(0, 30, 6):
            project.annotate(article, at, at + 5, ("source", "figure", "location")[at // 6 % 3])
        for verb in verbs:
            _do(project, article, *verb)
            standing = {one.id: one.label for one in project.annotations()}
            for relation in project.relations():
                kind = project.scheme.relation(relation.type)
                assert standing[relation.source] in kind.sources
                assert standing[relation.target] in kind.targets
            stored = project.session.database.connection.execute(
                f"SELECT count(*) FROM item WHERE kind={RELATION}"
            ).fetchone()[0]
            assert stored == len(project.relations()), "one waits that should have gone"
        assert project.check() == []


def _do(project: Project, article: str, verb: str, a: int, b: int, label: str) -> None:
    all_, links = project.annotations(), project.relations()
    try:
        if verb in ("undo", "redo"):
            _turn(project, verb)
        elif verb == "tag":
            project.annotate(article, a, a + 5, label)
        elif verb in ("go back", "remove many", "relabel many"):
            _many(project, verb, a, b, label)
        elif links and verb in ("unlink", "turn"):
            one = links[a % len(links)].id
            if verb == "turn":
                project.relating.change(one, turned=True)
            else:
                project.relating.unrelate(one)
        elif all_:
            _change(project, verb, all_[a % len(all_)].id, all_[b % len(all_)].id, label)
    except UserProblem:
        pass


_OURS = ("Tag", "Link", "Rem", "Ch", "Un", "Tu", "Split", "Join", "Go back")


def _turn(project: Project, verb: str) -> None:
    step = project.next_undo()
    if verb == "redo":
        project.redo()
    elif step and step.title.startswith(_OURS):
        project.undo()


def _many(project: Project, verb: str, a: int, b: int, label: str) -> None:
    some = [one.id for one in project.annotations()[min(a, b) : max(a, b)]]
    if verb == "remove many":
        project.bulk.remove(some)
    elif verb == "relabel many":
        project.bulk.relabel(some, label)
    elif steps := project.timeline.steps()[:-2]:
        project.timeline.go_back(steps[a % len(steps)].id)


def _change(project: Project, verb: str, one: str, other: str, label: str) -> None:
    if verb == "relabel":
        project.update(one, label=label)
    elif verb == "split":
        found = project.annotating.get(one)
        project.shaping.split(one, (found.start + found.end) // 2)
    elif verb == "join":
        project.shaping.join([one, other])
    elif verb == "delete":
        project.delete(one)
    elif verb == "link":
        for offer in project.relating.offers_between(one, other)[:1]:
            start, end = (one, other) if offer.outward else (other, one)
            project.relate(start, offer.type, end)
