"""A merge takes over all that may be taken over, or nothing; what it brings is told exactly."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson
import pytest

from annotator import Project
from annotator.model.article import Article
from annotator.model.identity import entity_bytes, entity_text, fixed_entity
from annotator.model.moments import iso
from annotator.problems import UserProblem
from annotator.store.conflicts import conflicts, settle
from annotator.store.line_reading import LineError
from annotator.store.lines import item_content
from annotator.store.rows import ANNOTATION, COMMENT, MEMBER, STATUS
from annotator.text.canonical import canonical
from tests.store.replicas import NOW, Sent, copy_of, forged, lines, parcel, root, send, state, take

TEXT = "Olena said that about 600 km² burned near Kyiv. 😀"
OTHER = "Ben was in 東京, they said."


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A closed project of Olena's with an article in which she tagged a source."""
    path = tmp_path / "first.annot"
    with Project.create(path, annotator="Olena") as project:
        project.annotate(project.import_text(TEXT).id, 0, 5, "source")
    return path


@pytest.fixture
def olena(base: Path) -> Iterator[Project]:
    """Her copy; when the test is over it must have no fault."""
    with copy_of(base, "olena", "Olena") as project:
        yield project
        assert project.check() == []


@pytest.fixture
def ben(base: Path) -> Iterator[Project]:
    """A teammate's copy."""
    with copy_of(base, "ben", "Ben", years=-30) as project:
        yield project
        assert project.check() == []


@pytest.fixture
def laptop(base: Path) -> Iterator[Project]:
    """The same person's copy on another machine."""
    with copy_of(base, "laptop", "Olena", years=30) as project:
        yield project
        assert project.check() == []


def first(project: Project) -> Article:
    return next(iter(project.articles()))


def everything(project: Project) -> list[Any]:
    """Give all that is in the file, so that a trace can be seen."""
    run = project.session.database.connection.execute
    tables = [name for (name,) in run("SELECT name FROM sqlite_schema WHERE type='table'")]
    return [run(f"SELECT * FROM {name}").fetchall() for name in sorted(tables)]


def open_conflicts(project: Project) -> dict[bytes, list[Any]]:
    database = project.session.database
    return dict(conflicts(database.connection, database.coder))


def settled(project: Project, entity: bytes, digest: bytes) -> None:
    with project.session.operation("Settle") as writer:
        settle(writer, entity, digest)


# What is brought


def test_what_comes_is_counted(olena: Project, ben: Project) -> None:
    ben.annotate(first(ben).id, 22, 29, "figure")
    other = ben.import_text(OTHER)
    ben.annotate(other.id, 0, 3, "source")
    gone = ben.annotate(other.id, 4, 7, "source")
    ben.delete(gone.id)
    brought, changes = take(olena, send(ben))
    # Ben himself, an article, three tags and a tombstone; the scheme, Olena, her article, her tag.
    assert (brought.new, brought.known, brought.pending, brought.ignored) == (6, 4, 0, {})
    assert brought.new_by_kind == {"annotation": 4, "article": 1, "annotator": 1}
    assert brought.new_by_label == {"figure": 1, "source": 1}
    assert (brought.annotations, brought.conflicts) == (2, [])
    assert [olena.session.database.coder.article_id(n) for n in brought.new_articles] == [other.id]
    assert len(brought.articles) == 2
    assert changes is not None
    assert changes.act == "merge"
    assert changes.touches("article", other.id)
    assert changes.touches("annotation", first(olena).id)
    assert [hit.article for hit in olena.search("東京")] == [other.id]
    assert state(olena) == state(ben)


def test_a_preview_says_the_same_and_writes_nothing(olena: Project, ben: Project) -> None:
    ben.annotate(ben.import_text(OTHER).id, 0, 3, "source")
    before = everything(olena)
    preview, changes = take(olena, send(ben), dry=True)
    assert changes is None
    assert everything(olena) == before
    assert take(olena, send(ben))[0] == preview
    assert everything(olena) != before


def test_nothing_new_leaves_no_trace(olena: Project, ben: Project) -> None:
    ben.annotate(first(ben).id, 22, 29, "figure")
    take(olena, send(ben))
    before = everything(olena)
    brought, changes = take(olena, send(ben))
    assert (brought.new, changes) == (0, None)
    assert everything(olena) == before


def test_several_parcels_are_one_step(olena: Project, ben: Project, laptop: Project) -> None:
    ben.annotate(first(ben).id, 22, 29, "figure")
    laptop.annotate(first(laptop).id, 42, 46, "location")
    brought, _ = take(olena, send(ben), send(laptop), send(ben))
    assert brought.annotations == 2
    assert len(olena.annotations()) == 3
    olena.undo()
    assert len(olena.annotations()) == 1


def test_new_articles_stand_in_the_order_in_which_they_were_taken_in(
    olena: Project, ben: Project
) -> None:
    texts = [f"{word} said so." for word in ("Zoë", "Ada", "Mia", "Bo")]
    ids = [ben.import_text(text).id for text in texts]
    take(olena, send(ben))
    assert [article.id for article in olena.articles()][1:] == ids


def test_what_looks_at_a_merge_writes_within_it(olena: Project, ben: Project) -> None:
    ben.annotate(first(ben).id, 22, 29, "figure")
    other = fixed_entity("test", "x")

    def look(writer: Any, brought: Any) -> None:
        assert brought.annotations == 1
        body: dict[str, Any] = {
            "about": None,
            "text": "Thanks!",
            "act": "say",
            "after": [],
            "created": "",
        }
        writer.create(COMMENT, other, item_content(body), article=brought.articles[0])
        writer.title = "Merge of Ben's"

    before = state(olena)
    journal = olena.session.journal
    journal.merge([send(ben)], olena.annotator, "Merge", '{"file":"x"}', look=look)
    assert next(iter(olena.history())).title == "Merge of Ben's"
    run = olena.session.database.connection.execute
    assert run("SELECT body FROM merged").fetchall() == [('{"file":"x"}',)]
    assert run("SELECT count(*) FROM item WHERE entity=?", (other,)).fetchone() == (1,)
    olena.undo()
    assert state(olena) == before


def test_progress_is_told_and_may_stop(olena: Project, ben: Project, tmp_path: Path) -> None:
    spans = [{"start": 0, "end": 5, "label": "figure", "note": str(n)} for n in range(2_500)]
    file = tmp_path / "many.jsonl"
    file.write_bytes(orjson.dumps({"text": TEXT, "annotations": spans}))
    ben.import_files([file])
    before = everything(olena)
    heard: list[int] = []

    def stop(count: int) -> None:
        heard.append(count)
        if count == 2_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        olena.session.journal.merge([send(ben)], olena.annotator, "Merge", "{}", progress=stop)
    assert heard == [1_000, 2_000]
    assert everything(olena) == before


# What has no effect, or not yet


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


def squat(
    kind: str, entity: bytes, author: str, body: dict[str, Any], article: str | None = None
) -> tuple[bytes, bytes]:
    """Write a first revision whose digest is as low as that of hardly any other."""
    return min(root(kind, entity, author, body | {"x": n}, article) for n in range(2_000))


def test_only_the_owner_gives_roles(olena: Project, ben: Project) -> None:
    entity = fixed_entity("member", "Ben")
    body = {"name": "Ben", "role": "lead"}
    brought, _ = take(olena, parcel(squat("member", entity, "Ben", body)))
    assert brought.ignored == {(MEMBER, "Olena", "Ben"): 1}
    run = olena.session.database.connection.execute
    roles = "SELECT json_extract(body, '$.role') FROM item WHERE kind=-4"
    assert run(roles).fetchall() == []
    with olena.session.operation("Roles") as writer:
        writer.put(MEMBER, entity, item_content(body | {"role": "annotator"}))
    assert run(roles).fetchall() == [("annotator",)]
    take(ben, send(olena))
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


# Conflicts


def in_conflict(olena: Project, laptop: Project) -> bytes:
    (tag,) = olena.annotations()
    olena.update(tag.id, label="location")
    laptop.update(tag.id, label="figure")
    brought, _ = take(olena, send(laptop))
    assert brought.conflicts == [entity_bytes(tag.id)]
    assert brought.annotations == 0
    return entity_bytes(tag.id)


def labels(project: Project) -> list[str]:
    return [one.label for one in project.annotations()]


def test_two_machines_of_one_person_make_a_conflict_that_is_settled_for_good(
    olena: Project, laptop: Project
) -> None:
    entity = in_conflict(olena, laptop)
    stands, other = open_conflicts(olena)[entity]
    label = olena.session.database.coder.word(stands.label)
    assert labels(olena) == [label]
    settled(olena, entity, other.digest)
    assert open_conflicts(olena) == {}
    assert labels(olena) != [label]
    take(laptop, send(olena))
    take(olena, send(laptop))
    assert state(laptop) == state(olena)
    assert open_conflicts(laptop) == {}
    with pytest.raises(UserProblem, match="no such value any more"):
        settled(olena, entity, stands.digest)


def test_a_settlement_and_a_merge_are_taken_back_and_brought_again(
    olena: Project, laptop: Project
) -> None:
    before = state(olena)
    entity = in_conflict(olena, laptop)
    merged = state(olena)
    _, other = open_conflicts(olena)[entity]
    settled(olena, entity, other.digest)
    chosen = labels(olena)
    olena.undo()
    assert labels(olena) != chosen
    olena.undo()
    assert labels(olena) == ["location"]
    assert open_conflicts(olena) == {}
    olena.undo()  # the edit before the merge
    assert state(olena)["annotations"][0][2] == before["annotations"][0][2] == "source"
    olena.redo()
    olena.redo()
    assert [one[:5] for one in state(olena)["annotations"]] == [
        one[:5] for one in merged["annotations"]
    ] or open_conflicts(olena)
    olena.redo()
    assert labels(olena) == chosen
    assert open_conflicts(olena) == {}
    assert olena.redo() is None


def test_the_same_said_on_two_machines_is_no_conflict(olena: Project, laptop: Project) -> None:
    for project in (olena, laptop):
        project.corpus.set_state(first(project).id, "done")
        project.update(project.annotations()[0].id, label="location")
    brought, _ = take(olena, send(laptop))
    assert brought.conflicts == []
    assert open_conflicts(olena) == {}
    assert labels(olena) == ["location"]
    olena.update(olena.annotations()[0].id, label="figure")
    take(laptop, send(olena))
    assert labels(laptop) == ["figure"]
    assert open_conflicts(laptop) == {}


def test_two_beginnings_of_one_thing_are_no_conflict(olena: Project, laptop: Project) -> None:
    article = first(olena).id
    olena.corpus.set_state(article, "done")
    laptop.corpus.set_state(article, "done")
    laptop.corpus.set_state(article, "look")
    brought, _ = take(olena, send(laptop))
    assert brought.conflicts == []
    assert olena.corpus.rows(olena.corpus.numbers())[0].state == "look"


def test_a_removal_here_and_an_edit_there_are_a_conflict(olena: Project, laptop: Project) -> None:
    (tag,) = olena.annotations()
    laptop.update(tag.id, note="kept")
    olena.delete(tag.id)
    take(olena, send(laptop))
    (sides,) = open_conflicts(olena).values()
    assert {row.put for row in sides} == {0, 1}
    settled(olena, entity_bytes(tag.id), next(row.digest for row in sides if row.put))
    assert [one.note for one in olena.annotations()] == ["kept"]


def test_a_tombstone_stays_dead_under_stale_bundles(olena: Project, ben: Project) -> None:
    stale = send(olena)
    olena.delete(olena.annotations()[0].id)
    take(ben, send(olena))
    for project in (olena, ben):
        take(project, stale)
        assert project.annotations() == []


# Undo


def test_redo_is_lost_with_a_new_step_and_the_shelf_emptied(olena: Project, ben: Project) -> None:
    ben.annotate(first(ben).id, 22, 29, "figure")
    take(olena, send(ben))
    olena.undo()
    run = olena.session.database.connection.execute
    assert run("SELECT count(*) FROM shelf").fetchone() == (1,)
    assert olena.check() == []
    olena.annotate(first(olena).id, 6, 10, "figure")
    assert run("SELECT count(*) FROM shelf").fetchone() == (0,)
    assert olena.redo() is None
    assert take(olena, send(ben))[0].annotations == 1


def test_numbers_are_never_used_again(olena: Project, ben: Project) -> None:
    ben.annotate(first(ben).id, 22, 29, "figure")
    take(olena, send(ben))
    run = olena.session.database.connection.execute
    (highest,) = run("SELECT max(n) FROM revision").fetchone()
    olena.undo()
    assert run("SELECT max(n) FROM revision").fetchone() < (highest,)
    olena.redo()
    assert run("SELECT min(n) FROM revision WHERE n > ?", (highest,)).fetchone() == (highest + 1,)
    for _ in range(3):
        assert olena.undo() is not None
        assert olena.check() == []
        assert olena.redo() is not None
        assert olena.check() == []


def test_another_window_hears_of_a_merge_and_its_undo(olena: Project, ben: Project) -> None:
    ben.annotate(ben.import_text(OTHER).id, 0, 3, "source")
    with Project.open(olena.path, annotator="Olena") as window:
        heard: list[Any] = []
        window.subscribe(heard.append)
        take(olena, send(ben))
        window.poll()
        olena.undo()
        window.poll()
        window.redo()
    merge, undo, redo = heard
    assert (merge.act, undo.act, redo.act) == ("merge", "undo", "redo")
    for changes in heard:
        assert changes.touches("annotation")
        assert len(changes.articles) == 1
    assert (merge.outside, undo.outside, redo.outside) == (True, True, False)


@pytest.mark.parametrize("window", [0, 1])
def test_either_window_may_take_a_merge_back(olena: Project, ben: Project, window: int) -> None:
    ben.annotate(first(ben).id, 22, 29, "figure")
    before = state(olena)
    with Project.open(olena.path, annotator="Olena") as other:
        other.session.backs_up = False
        take(olena, send(ben))
        (olena, other)[window].undo()
        assert state(olena) == state(other) == before


# What is refused


def spoilt(sent: Sent, change: Any) -> Sent:
    """Change the line of Ben's tag, with the digest that it then has."""
    held = []
    for digest, line in sent.held:
        value = orjson.loads(line)
        if value["kind"] == "annotation" and value["author"] == "Ben":
            change(value)
            made = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
            held.append((sha256(made).digest(), made))
        else:
            held.append((digest, line))
    return Sent(sorted(held), sent.with_texts)


_WRONG: dict[str, Any] = {
    "a quote of something else": lambda sent: spoilt(
        sent, lambda value: value["body"].update(quote="700 km²")
    ),
    "edges outside the text": lambda sent: spoilt(
        sent, lambda value: value["body"].update(fragments=[[22, 4_000]])
    ),
    "fragments that say something else": lambda sent: spoilt(
        sent, lambda value: value["body"].update(fragments=[[22, 25], [26, 30]])
    ),
    "no label": lambda sent: spoilt(sent, lambda value: value["body"].pop("label")),
    "a wrong digest": lambda sent: sent._replace(
        held=[(b"\0" * 32, sent.held[0][1]), *sent.held[1:]]
    ),
    "white space": lambda sent: sent._replace(
        held=sorted((sha256(line + b" ").digest(), line + b" ") for _, line in sent.held)
    ),
    "another text": lambda sent: sent._replace(
        with_texts=[(identity, text + "!") for identity, text in sent.with_texts]
    ),
}


@pytest.mark.parametrize("name", _WRONG)
def test_what_is_wrong_refuses_all(olena: Project, ben: Project, name: str) -> None:
    ben.annotate(first(ben).id, 22, 29, "figure")
    ben.annotate(ben.import_text(OTHER).id, 0, 3, "source")
    before = everything(olena)
    with pytest.raises(LineError):
        take(olena, _WRONG[name](send(ben)))
    assert everything(olena) == before
    assert take(olena, send(ben))[0].annotations == 2


@pytest.mark.parametrize("text", ["\ufeffBOM", "a\r\nb", "NUL \0"])
def test_a_text_that_is_not_canonical_is_refused(olena: Project, text: str) -> None:
    assert canonical(text).text != text
    identity = sha256(text.encode()).hexdigest()
    line = root("article", b"a" * 16, "Ben", {"title": "x"}, identity)
    before = everything(olena)
    with pytest.raises(LineError, match="canonical"):
        take(olena, Sent([line], [(identity, text)]))
    assert everything(olena) == before


def test_a_late_text_refutes_the_quotes_that_came_before_it(olena: Project) -> None:
    identity = sha256(OTHER.encode()).hexdigest()
    body = {
        "attributes": {}, "created": iso(NOW), "fragments": [[0, 3]], "label": "source",
        "note": "", "origin": "manual", "quote": "Bob",
    }  # fmt: skip
    take(olena, parcel(root("annotation", b"a" * 16, "Ben", body, identity)))
    article = root("article", b"b" * 16, "Ben", {"title": "x"}, identity)
    before = everything(olena)
    with pytest.raises(LineError, match="“Bob” is not what the text says at 0–3"):
        take(olena, Sent([article], [(identity, OTHER)]))
    assert everything(olena) == before
    olena.undo()


def test_a_text_that_nobody_speaks_of_is_left_out(olena: Project) -> None:
    before = everything(olena)
    identity = sha256(OTHER.encode()).hexdigest()
    _, changes = take(olena, Sent([], [(identity, OTHER)]))
    assert changes is None
    assert everything(olena) == before


def test_a_spoilt_shelf_is_a_fault(base: Path, ben: Project) -> None:
    ben.annotate(first(ben).id, 22, 29, "figure")
    with copy_of(base, "spoilt", "Olena") as project:
        take(project, send(ben))
        project.undo()
        assert project.check() == []
        run = project.session.database.connection.execute
        for spoil in ("UPDATE shelf SET lines = x'00'", "DELETE FROM shelf"):
            run(spoil)
            (fault,) = project.check()
            assert fault.endswith("what it brought and was taken back is not as it was")


def test_an_older_step_is_told_after_the_merge_it_stood_on_was_brought_back(
    olena: Project, laptop: Project
) -> None:
    tag = laptop.annotate(first(laptop).id, 22, 29, "figure")
    take(olena, send(laptop))
    with Project.open(olena.path, annotator="Olena") as window:
        olena.delete(tag.id)
        olena.undo()
        olena.undo()
        heard: list[Any] = []
        window.subscribe(heard.append)
        window.poll()
        assert len(heard) == 3
        olena.redo()
        olena.redo()
        window.poll()
        assert {one.place.start for one in heard if one.place} == {22}
    assert [one.id for one in olena.annotations()] != [tag.id]


def test_what_came_by_a_merge_is_known_to_an_import(
    olena: Project, ben: Project, tmp_path: Path
) -> None:
    tag = ben.annotate(first(ben).id, 22, 29, "figure")
    (last,) = ben.session.database.connection.execute("SELECT max(n) FROM revision").fetchone()
    ben.update(tag.id, note="later")
    out = tmp_path / "ben.jsonl"
    ben.export(out, format="jsonl", annotators=["Ben"])
    take(olena, send(ben, since=last))
    report = olena.import_files([out])
    assert [one.reason for one in report.skipped] == [
        f"figure 22–29: {tag.id} has come in part only; merge the rest first"
    ]
    take(olena, send(ben))
    edit = forged(
        next(
            line
            for line in lines(olena).values()
            if orjson.loads(line)["entity"] == tag.id and orjson.loads(line)["seq"] == 2
        ),
        author="Olena",
        op="tombstone",
        body=None,
    )
    take(olena, parcel(edit))
    report = olena.import_files([out])
    assert (report.known, report.skipped) == (1, ())
