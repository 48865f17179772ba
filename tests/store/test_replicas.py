"""However copies of a project are worked on and merged, they come to say the same.

Three machines, one of them used by two people and one person on two of them, their clocks thirty
years apart. What the exchange design promises of a union of sets is asked of the whole store.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import orjson
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from annotator import Project
from annotator.app.schemes import default_scheme
from annotator.model.identity import entity_bytes, entity_text, fixed_entity
from annotator.model.team import ROLES, Role
from annotator.store.conflicts import conflicts, settle
from tests.store.replicas import (
    Sent,
    at_home,
    copy_of,
    forged,
    lines,
    parcel,
    root,
    send,
    state,
    take,
)

TEXTS = ("Olena said 600 km² burned. 😀 End", "東京 is far, they said.", "Ben said so: é.")
PEOPLE = (("Olena", "Cem"), ("Ben",), ("Olena",))
"""Who works on which machine."""
YEARS = (0, -30, 30)
LABELS = ("source", "location", "figure")
WHERE = st.integers(0, 2)


class Replicas(RuleBasedStateMachine):
    """Does anything on any of three machines, and sends anything from any to any, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.copies: list[Project] = []
        self.sent: list[Sent] = []
        self.last: list[int] = [0, 0, 0]
        self.written: dict[bytes, str] = {}
        """The digests of all that was written by hand, and on which entity."""

    @initialize()
    def begin(self) -> None:
        path = Path(self.folder.name) / "first.annot"
        with Project.create(path, annotator="Olena") as project:
            at_home(project, "first")
            article = project.import_text(TEXTS[0])
            project.annotate(article.id, 0, 5, "source")
        self.copies = [
            copy_of(path, f"machine-{number}", people[0], YEARS[number])
            for number, people in enumerate(PEOPLE)
        ]

    # Work

    @rule(where=WHERE, who=st.integers(0, 1))
    def work_as(self, where: int, who: int) -> None:
        self.copies[where].work_as(PEOPLE[where][who % len(PEOPLE[where])])

    @rule(where=WHERE, text=st.sampled_from(TEXTS))
    def paste(self, where: int, text: str) -> None:
        self.copies[where].import_text(text)

    @rule(where=WHERE, data=st.data(), label=st.sampled_from(LABELS))
    def tag(self, where: int, data: st.DataObject, label: str) -> None:
        project = self.copies[where]
        for article in project.articles():
            start = data.draw(st.integers(0, len(article.text) - 1))
            project.annotate(article.id, start, start + 1, label)
            break

    @rule(where=WHERE, data=st.data(), label=st.sampled_from(LABELS), note=st.sampled_from("ab"))
    def change(self, where: int, data: st.DataObject, label: str, note: str) -> None:
        project = self.copies[where]
        if own := project.annotations(annotators=[project.annotator.name]):
            one = data.draw(st.sampled_from(own))
            before = lines(project).keys()
            project.update(one.id, label=label, note=note)
            for digest in lines(project).keys() - before:
                self.written[digest] = one.id

    @rule(where=WHERE, data=st.data())
    def delete(self, where: int, data: st.DataObject) -> None:
        project = self.copies[where]
        if own := project.annotations(annotators=[project.annotator.name]):
            one = data.draw(st.sampled_from(own))
            before = lines(project).keys()
            project.delete(one.id)
            for digest in lines(project).keys() - before:
                self.written[digest] = one.id

    @rule(where=WHERE, done=st.sampled_from(["open", "done"]))
    def set_state(self, where: int, done: str) -> None:
        project = self.copies[where]
        for article in project.articles():
            project.corpus.set_state(article.id, done)  # type: ignore[arg-type]

    @rule(where=WHERE, who=st.sampled_from(["Ben", "Cem"]), role=st.sampled_from(ROLES))
    def give_a_role(self, where: int, who: str, role: Role) -> None:
        people = self.copies[where].team
        if who in people.people() and people.may("lead"):
            people.set_role(who, role)

    @rule(where=WHERE, blind=st.booleans())
    def settle_how_the_team_works(self, where: int, blind: bool) -> None:
        people = self.copies[where].team
        if people.may("lead"):
            people.set_blind(blind)

    @rule(where=WHERE, who=st.sampled_from(["Ben", "Olena"]), give=st.booleans())
    def assign(self, where: int, who: str, give: bool) -> None:
        project = self.copies[where]
        if who in project.team.people() and project.team.may("lead"):
            articles = [article.id for article in project.articles()]
            (project.team.assign if give else project.team.unassign)(articles, [who])

    @rule(where=WHERE, labels=st.sets(st.sampled_from(["rumour", "weather"]), min_size=1))
    def bring_labels(self, where: int, labels: set[str]) -> None:
        file = Path(self.folder.name) / "labels.jsonl"
        spans = [{"start": 0, "end": 2, "label": label} for label in sorted(labels)]
        file.write_bytes(orjson.dumps({"text": TEXTS[2], "annotations": spans}))
        self.copies[where].import_files([file])

    @rule(where=WHERE)
    def undo(self, where: int) -> None:
        self.copies[where].undo()

    @rule(where=WHERE)
    def redo(self, where: int) -> None:
        self.copies[where].redo()

    @rule(where=WHERE)
    def undo_and_redo_change_nothing(self, where: int) -> None:
        project = self.copies[where]
        before = state(project)
        for _ in range(2):
            taken = project.undo()
            if taken is None:
                break
            assert project.redo() is not None
            after = state(project)
            # What an edit said is said again, under a new digest: a merge comes back as it was.
            if taken.operation in merges(project):
                assert after == before
            assert [one[:6] for one in after["annotations"]] == [
                one[:6] for one in before["annotations"]
            ]

    @rule(where=WHERE, data=st.data())
    def settle(self, where: int, data: st.DataObject) -> None:
        project = self.copies[where]
        database = project.session.database
        open_ones = list(conflicts(database.connection, database.coder))
        if open_ones:
            entity, heads = data.draw(st.sampled_from(open_ones))
            chosen = data.draw(st.sampled_from(heads))
            with project.session.operation("Settle") as writer:
                settle(writer, entity, chosen.digest)
            left = dict(conflicts(database.connection, database.coder))
            assert entity not in left
            stands = {one.id for one in project.annotations()}
            if heads[0].label is not None:
                assert (entity_text(entity) in stands) == bool(chosen.put)

    # Exchange

    @rule(where=WHERE, texts=st.booleans())
    def send_all(self, where: int, texts: bool) -> None:
        self.sent.append(send(self.copies[where], texts=texts))

    @rule(where=WHERE, data=st.data())
    def send_some(self, where: int, data: st.DataObject) -> None:
        project = self.copies[where]
        articles = [article.id for article in project.articles()]
        chosen = data.draw(st.none() | st.lists(st.sampled_from(articles or [""]), unique=True))
        people = data.draw(st.none() | st.lists(st.sampled_from(["Olena", "Ben", "Cem"])))
        self.sent.append(send(project, chosen if articles else None, people))

    @rule(where=WHERE)
    def send_news(self, where: int) -> None:
        project = self.copies[where]
        self.sent.append(send(project, since=self.last[where]))
        (last,) = project.session.database.connection.execute(
            "SELECT max(last) FROM operation"
        ).fetchone()
        self.last[where] = last

    @precondition(lambda self: self.sent)
    @rule(where=WHERE, data=st.data())
    def merge(self, where: int, data: st.DataObject) -> None:
        project = self.copies[where]
        parcels = data.draw(st.lists(st.sampled_from(self.sent), min_size=1, max_size=3))
        before, had = state(project), lines(project)
        dead = tombs(project)
        preview, nothing = take(project, *parcels, dry=True)
        assert nothing is None
        assert (state(project), lines(project)) == (before, had)
        brought, _ = take(project, *parcels)
        assert brought == preview
        came = {digest: line for one in parcels for digest, line in one.held}
        assert lines(project) == had | came
        counted = brought.new + brought.pending + sum(brought.ignored.values())
        assert counted == len(came.keys() - had.keys())
        assert brought.known == len(came.keys() & had.keys())
        self.look_at_graves(project, dead)
        again, changes = take(project, *parcels)
        assert (again.new, again.pending, again.ignored, changes) == (0, 0, {}, None)

    def look_at_graves(self, project: Project, dead: dict[bytes, bytes]) -> None:
        """What was removed lives again only if somebody went on from it, or beside it."""
        alive = {entity_bytes(one.id) for one in project.annotations()}
        database = project.session.database
        disputed = dict(conflicts(database.connection, database.coder))
        for entity, tombstone in dead.items():
            if entity in alive and entity not in disputed:
                after = [orjson.loads(line) for line in lines(project).values()]
                assert any(tombstone.hex() in one["parents"] for one in after)

    @rule(where=WHERE, data=st.data())
    def forge(self, where: int, data: st.DataObject) -> None:
        """Somebody writes on what is another's: kept, and without effect."""
        project = self.copies[where]
        annotations = project.annotations()
        if not annotations:
            return
        one = data.draw(st.sampled_from(annotations))
        (digest,) = project.session.database.connection.execute(
            "SELECT r.digest FROM annotation a JOIN revision r ON r.n = a.rev WHERE a.entity=?",
            (entity_bytes(one.id),),
        ).fetchone()
        thief = data.draw(st.sampled_from(["Mallory", "Ben", "Olena"]))
        if thief == one.annotator:
            return
        body = orjson.loads(lines(project)[digest])["body"] | {"note": "not mine"}
        made = data.draw(
            st.sampled_from(
                [
                    forged(lines(project)[digest], author=thief, body=body),
                    forged(lines(project)[digest], author=thief, op="tombstone", body=None),
                ]
            )
        )
        before = state(project)
        self.sent.append(parcel(made))
        brought, _ = take(project, self.sent[-1])
        assert state(project) == before
        if brought.known == 0:
            assert brought.ignored == {(1, one.annotator, thief): 1}

    @rule(where=WHERE, n=st.integers(0, 99), thief=st.sampled_from(["Mallory", "Ben"]))
    def squat(self, where: int, n: int, thief: str) -> None:
        """Somebody begins what belongs to the whole team: kept, and without effect."""
        project = self.copies[where]
        identity = project.session.database.value("id") or ""
        scheme = default_scheme().as_body() | {"version": n + 1}
        team = parcel(
            root("member", fixed_entity("member", "Ben"), thief, {"name": "Ben", "role": "lead"}),
            root("team", fixed_entity("team", identity), thief, {"blind": True, "lanes": []}),
            root("scheme", fixed_entity("scheme", identity), thief, scheme),
        )
        before = state(project)
        self.sent.append(team)
        brought, _ = take(project, team)
        assert state(project) == before
        assert brought.new + brought.pending == 0
        # What is named after somebody counts only until they begin it themselves.
        for article in project.articles():
            entity = fixed_entity("status", article.id, "Olena")
            stolen = root("status", entity, thief, {"state": "done", "n": n}, article.id)
            self.sent.append(parcel(stolen))
            take(project, self.sent[-1])
            break

    # What holds at last

    def teardown(self) -> None:
        try:
            if self.copies:
                self.come_together()
        finally:
            for project in self.copies:
                project.close()
            self.folder.cleanup()

    def come_together(self) -> None:
        for project in self.copies:
            assert project.check() == []
        one, two, three = self.copies
        # One hears the others, in one go; three by way of one, and alone; two in another order.
        parcels = [send(project) for project in self.copies]
        take(one, *parcels)
        take(two, parcels[2])
        take(two, *self.sent, parcels[0])
        take(three, send(one))
        for stale in self.sent:
            for project in self.copies:
                take(project, stale)
        everything = lines(one)
        shown = state(one)
        for project in self.copies[1:]:
            assert lines(project) == everything
            assert state(project) == shown
        for project in self.copies:
            assert project.check() == []
        self.nothing_is_lost(everything, one)

    def nothing_is_lost(self, everything: dict[bytes, bytes], project: Project) -> None:
        """Every edit is a value, a side of a conflict, or was gone on from by its author."""
        named = {
            bytes.fromhex(parent)
            for line in everything.values()
            for parent in orjson.loads(line)["parents"]
            if orjson.loads(line)["author"] != "Mallory"
        }
        database = project.session.database
        sides = {
            head.digest
            for _, heads in conflicts(database.connection, database.coder)
            for head in heads
        }
        values = set(state(project)["annotation"])
        dead = set(tombs(project).values())
        for digest, annotation in self.written.items():
            assert digest in everything
            kept = named | sides | values | dead | self.equals(project, digest)
            assert digest in kept, annotation

    def equals(self, project: Project, digest: bytes) -> set[bytes]:
        """Give the digest itself if another head says the same, so that nothing is in dispute."""
        run = project.session.database.connection.execute
        same = run(
            "SELECT count(*) FROM revision a JOIN revision b USING (entity) WHERE a.digest=?"
            " AND b.digest<>a.digest AND (a.label, a.rest, a.start, a.put) IS"
            " (b.label, b.rest, b.start, b.put)",
            (digest,),
        ).fetchone()[0]
        return {digest} if same else set()


def merges(project: Project) -> set[int]:
    """Give the operations that are merges."""
    run = project.session.database.connection.execute
    return {number for (number,) in run("SELECT operation FROM merged")}


def tombs(project: Project) -> dict[bytes, bytes]:
    """Give the annotations whose last revision here is a tombstone, with its digest."""
    run = project.session.database.connection.execute
    found = run(
        "SELECT r.entity, r.digest, max(r.seq) FROM revision r WHERE r.kind=1 AND r.put=0"
        " AND NOT EXISTS (SELECT 1 FROM annotation a JOIN revision o ON o.n = a.rev"
        "                 WHERE o.entity = r.entity) GROUP BY r.entity"
    )
    return {entity: digest for entity, digest, _ in found}


TestReplicas = Replicas.TestCase
TestReplicas.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
