"""What comes and does not count is kept: another's edits, what waits, what is newer."""

from __future__ import annotations

from hashlib import sha256

import orjson
import pytest

from annotator import Project
from annotator.model.identity import entity_bytes, entity_text, fixed_entity
from annotator.problems import UserProblem
from annotator.store.lines import item_content
from annotator.store.rows import ANNOTATION, MEMBER, STATUS
from tests.store.replicas import (
    OTHER,
    first,
    forged,
    lines,
    open_conflicts,
    parcel,
    root,
    send,
    settled,
    squat,
    state,
    take,
)


def test_a_delta_may_come_before_what_it_stands_on(olena: Project, ben: Project) -> None:
    tag = ben.annotate(first(ben).id, 22, 29, "figure")
    base = send(ben)
    (last,) = ben.session.database.connection.execute("SELECT max(n) FROM revision").fetchone()
    ben.update(tag.id, label="location")
    ben.update(tag.id, note="twice")
    brought, _ = take(olena, send(ben, since=last))
    assert (brought.new, brought.pending, brought.annotations) == (0, 2, 0)
    assert len(olena.annotations()) == 1
    assert olena.check() == []
    brought, _ = take(olena, base)
    assert (brought.pending, brought.annotations, brought.new_by_label) == (0, 1, {"location": 1})
    assert state(olena) == state(ben)


def test_a_text_may_come_after_what_was_tagged_in_it(olena: Project, ben: Project) -> None:
    other = ben.import_text(OTHER)
    ben.annotate(other.id, 0, 3, "source")
    brought, _ = take(olena, send(ben, texts=False))
    assert (brought.annotations, brought.new_articles) == (1, [])
    assert [article.id for article in olena.articles()] == [first(olena).id]
    assert olena.search("東京") == []
    assert olena.check() == []
    brought, changes = take(olena, send(ben))
    assert (brought.new, len(brought.new_articles)) == (0, 1)
    assert changes is not None
    assert changes.touches("article", other.id)
    assert [hit.article for hit in olena.search("東京")] == [other.id]
    assert state(olena) == state(ben)
    olena.undo()
    assert olena.article(other.id).text == OTHER  # a text that came stays
    olena.redo()


def test_an_import_may_bring_the_text(olena: Project, ben: Project) -> None:
    other = ben.import_text(OTHER)
    ben.annotate(other.id, 0, 3, "source")
    take(olena, send(ben, texts=False))
    assert olena.import_text(OTHER).id == other.id
    assert [hit.article for hit in olena.search("東京")] == [other.id]


def test_edits_of_anothers_annotation_are_ignored(olena: Project, ben: Project) -> None:
    (tag,) = ben.annotations()
    (line,) = [line for line in lines(ben).values() if orjson.loads(line)["entity"] == tag.id]
    edit = forged(line, author="Ben", body=orjson.loads(line)["body"] | {"note": "no"})
    removal = forged(line, author="Cem", op="tombstone", body=None)
    before = state(olena)
    brought, _ = take(olena, parcel(edit, removal))
    assert brought.ignored == {(ANNOTATION, "Olena", "Ben"): 1, (ANNOTATION, "Olena", "Cem"): 1}
    assert (brought.new, brought.pending) == (0, 0)
    assert state(olena) == before
    assert edit[0] in lines(olena)  # kept, so that it travels on


def test_only_the_owner_gives_roles(olena: Project, ben: Project) -> None:
    entity = fixed_entity("member", "Ben")
    body = {"name": "Ben", "role": "lead"}
    brought, _ = take(olena, parcel(squat("member", entity, "Ben", body)))
    assert brought.ignored == {(MEMBER, "Olena", "Ben"): 1}
    run = olena.session.database.connection.execute
    roles = "SELECT json_extract(body, '$.role') FROM item WHERE kind=-4"
    assert run(roles).fetchall() == []
    assert run("SELECT count(*) FROM revision WHERE kind=-4").fetchone() == (1,)
    with ben.session.operation("Take the lead") as writer:
        writer.create(MEMBER, entity, item_content(body))
    assert ben.session.database.connection.execute(roles).fetchall() == []
    assert ben.check() == []
    with olena.session.operation("Roles") as writer:
        writer.put(MEMBER, entity, item_content(body | {"role": "annotator"}))
    assert run(roles).fetchall() == [("annotator",)]
    take(ben, send(olena))
    take(olena, send(ben))
    assert state(ben) == state(olena)


def test_nobody_else_changes_the_scheme(olena: Project, ben: Project) -> None:
    scheme = fixed_entity("scheme", olena.session.database.value("id") or "")
    (line,) = [
        line
        for line in lines(olena).values()
        if orjson.loads(line)["entity"] == entity_text(scheme)
    ]
    body = orjson.loads(line)["body"]
    other = body | {"labels": body["labels"][:1], "relations": []}
    before = state(olena)
    brought, _ = take(
        olena,
        parcel(
            forged(line, author="Ben", body=other),
            min(root("scheme", scheme, "Ben", other | {"version": n}) for n in range(1, 500)),
        ),
    )
    assert sum(brought.ignored.values()) == 2
    assert state(olena) == before


def test_nobody_else_begins_what_is_named_after_somebody(olena: Project, ben: Project) -> None:
    article = first(olena).id
    entity = fixed_entity("status", article, "Olena")
    take(olena, parcel(squat("status", entity, "Ben", {"state": "done"}, article)))
    run = olena.session.database.connection.execute
    assert olena.corpus.rows(olena.corpus.numbers())[0].state == "open"
    olena.corpus.set_state(article, "look")
    states = "SELECT author, json_extract(body, '$.state') FROM item WHERE kind=?"
    number = olena.session.database.coder.number("Olena")
    assert run(states, (STATUS,)).fetchall() == [(number, "look")]
    olena.undo()
    olena.redo()
    assert run(states, (STATUS,)).fetchall() == [(number, "look")]
    take(ben, send(olena))
    assert state(ben) == state(olena)


@pytest.mark.parametrize("kind", ["annotation", "comment", "weather"])
def test_nobody_else_begins_what_somebody_has_begun(
    kind: str, olena: Project, ben: Project
) -> None:
    article = first(olena).id
    tag = olena.annotate(article, 22, 29, "figure")
    mine = {line for line in lines(olena).values() if tag.id in line.decode()}
    (body,) = (orjson.loads(line)["body"] for line in mine)
    if kind == "comment":
        body = {"about": None, "act": "say", "after": [], "created": tag.created, "text": "Mine."}
    else:
        body |= {"label": "location"}
    entity = entity_bytes(tag.id)
    theirs = squat(kind, entity, "Ben", body, article)
    before = state(olena)
    brought, _ = take(olena, parcel(theirs))
    assert sum(brought.ignored.values()) == 1
    assert state(olena) == before
    assert olena.check() == []
    take(ben, parcel(theirs))
    take(ben, send(olena))
    assert state(ben) == before
    # Also what is said on top of it does not count.
    take(olena, parcel(forged(theirs[1], op="tombstone", body=None)))
    assert state(olena) == before
    olena.update(tag.id, label="source")
    take(ben, send(olena))
    assert state(ben) == state(olena) != before


def test_who_takes_the_name_of_another_is_nobody_else(olena: Project, ben: Project) -> None:
    false = {"name": "Olena", "kind": "import", "colour": "red", "initials": "X"}
    take(ben, parcel(root("annotator", b"q" * 16, "Ben", false)))
    take(olena, send(ben))
    for project in (olena, ben):
        known = {one.name: one.kind for one in project.annotators()}
        assert len(project.annotators()) == len(known)
        assert known["Olena"] == "person"
        assert project.comparing.annotators().count("Olena") == 1


def test_what_is_newer_is_kept_as_it_is(olena: Project, ben: Project) -> None:
    article = first(olena).id
    weather = root("weather", b"w" * 16, "Ben", {"mood": "sunny"}, article)
    tag = orjson.loads(root("annotation", b"t" * 16, "Ben", {"label": "source"}, article)[1])
    later = orjson.dumps(tag | {"schema_version": 7}, option=orjson.OPT_SORT_KEYS)
    newer = sha256(later).digest(), later
    before = state(olena)
    brought, _ = take(olena, parcel(weather, newer))
    assert brought.new == 2
    assert state(olena) == before
    assert olena.check() == []
    take(ben, send(olena))
    assert lines(ben) == lines(olena)
    assert lines(ben)[newer[0]] == later
    olena.undo()
    assert newer[0] not in lines(olena)
    olena.redo()
    assert lines(ben) == lines(olena)


def test_what_a_newer_program_wrote_is_not_chosen_as_a_value(
    olena: Project, laptop: Project
) -> None:
    (tag,) = olena.annotations()
    (line,) = [line for line in lines(olena).values() if orjson.loads(line)["entity"] == tag.id]
    newer = forged(line, schema_version=2, body={"shape": "round"})
    olena.update(tag.id, note="mine")
    take(olena, parcel(newer))
    entity = entity_bytes(tag.id)
    assert {row.digest for row in open_conflicts(olena)[entity]} >= {newer[0]}
    with pytest.raises(UserProblem, match="Update Annotator"):
        settled(olena, entity, newer[0])
    (mine,) = (row.digest for row in open_conflicts(olena)[entity] if row.digest != newer[0])
    settled(olena, entity, mine)
    assert [one.note for one in olena.annotations()] == ["mine"]
