"""What has no effect is said, what is in conflict is settled, other versions are linked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.model.exchange import MergeReport
from annotator.model.identity import entity_bytes
from annotator.problems import UnknownNameError
from annotator.store.lines import new_row
from annotator.store.projection import chains
from annotator.store.rows import VERSION, join_digests
from tests.app.teammates import Person, Team, merged


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    return Team(tmp_path, monkeypatch)


# What has no effect, and what is in conflict


def test_what_is_not_ones_own_is_kept_without_effect_and_said(team: Team) -> None:
    made = team.jonas.tag(0, 5, "source")
    merged(team.olena, team.jonas.send())
    forge(team.olena, made, "Olena")
    file = team.olena.send()
    report = merged(team.amara, team.jonas.send(), file)
    assert [one.what for one in report.ignored] == ["edit of Jonas's annotations"]
    assert report.ignored[0].why == "only the author revises; a reviewer gives verdicts"
    assert report.as_json()["ignored"] == 1
    with team.amara.project() as project:
        assert [one.note for one in project.annotations()] == [""]


def forge(person: Person, annotation: str, name: str) -> None:
    """Write a revision of somebody else's annotation in one's own name, against the rules."""
    with person.project() as project, project.session.operation("x") as writer:
        writer.flush()
        entity = entity_bytes(annotation)
        (root,) = chains(writer.connection, [entity])[entity]
        content = root.content._replace(rest='{"attributes":{},"note":"mine"}')
        row = new_row(
            writer.coder, writer.next, entity, root.kind, writer.coder.number(name),
            root.replica, root.at + 1, root.article, content,
            seq=2, parents=join_digests([root.digest]),
        )  # fmt: skip
        writer.connection.execute(
            f"INSERT INTO revision VALUES({','.join('?' * len(row))})", tuple(row)
        )
        writer.next += 1
        writer.pass_over()


def two_machines(team: Team) -> tuple[str, MergeReport]:
    """Let Olena change one annotation differently on her two machines; give its id."""
    made = team.olena.tag(16, 29, "figure", attributes={"value": 600})
    merged(team.desktop, team.olena.path)
    with team.olena.project() as project:
        project.update(made, attributes={"value": 650})
    with team.desktop.project() as project:
        project.update(made, label="source", attributes={})
    merged(team.amara, team.olena.send("laptop"))
    return made, merged(team.amara, team.desktop.send("desktop"), accept_new_key=True)


def test_two_machines_of_one_person_are_a_conflict_that_is_settled_for_good(team: Team) -> None:
    made, report = two_machines(team)
    (conflict,) = report.conflicts
    assert (conflict.entity, conflict.author, conflict.quote) == (made, "Olena", "about 600 km²")
    assert conflict.place == "Olena said that about 600 km² burned near Kyiv. 😀 Ben was in 東京."
    words = {side.words for side in conflict.sides}
    assert words == {"Figure, value: 650", "Source, no value"}
    with team.amara.project() as project:
        assert project.conflicts() == [conflict]
        chosen = next(side for side in conflict.sides if side.words.startswith("Figure"))
        project.exchanging.settle(made, chosen.digest[:8])
        assert project.conflicts() == []
        (one,) = project.annotations()
        assert (one.label, one.attributes, one.annotator) == ("figure", {"value": 650}, "Olena")
    for person in (team.olena, team.desktop):
        merged(person, team.amara.send())
        with person.project() as project:
            assert project.conflicts() == []
            assert project.annotations()[0].attributes == {"value": 650}


def test_a_side_that_is_not_there_cannot_be_settled_on(team: Team) -> None:
    made, report = two_machines(team)
    side = report.conflicts[0].sides[0].digest
    with team.amara.project() as project:
        for entity, digest, why in (
            (made, "00000000", "The conflict has no side “00000000”"),
            (made, side[:5], "Name one of"),
            (made, "", "has no side"),
            ("0" * 32, side, "is in conflict"),
            ("nonsense", side, "is not the id of anything"),
        ):
            with pytest.raises(UnknownNameError, match=why):
                project.exchanging.settle(entity, digest)
        assert len(project.conflicts()) == 1


def test_a_removal_is_a_side_too(team: Team) -> None:
    made = team.olena.tag(16, 29, "figure")
    merged(team.desktop, team.olena.path)
    with team.olena.project() as project:
        project.delete(made)
    with team.desktop.project() as project:
        project.update(made, note="sure")
    report = merged(team.amara, team.olena.path, team.desktop.path)
    sides = {side.words: side.put for side in report.conflicts[0].sides}
    assert sides == {"removed": False, "Figure, “about 600 km²”, 16–29, note: sure": True} or (
        set(sides) == {"removed", "Figure, “about 600 km²”, note: sure"}
    )


# Other versions of an article


def with_url(person: Person, text: str, url: str, **more: str) -> str:
    person.sit_down()
    file = person.folder / "in.jsonl"
    file.write_text(json.dumps({"text": text, "url": url, **more}), encoding="utf-8")
    with person.project() as project:
        return project.import_file(file).id


def links(person: Person) -> set[tuple[str, str]]:
    """Give which articles are linked: the newer one and the older one."""
    with person.project() as project:
        database = project.session.database
        rows = database.connection.execute(f"SELECT article, body FROM item WHERE kind={VERSION}")
        return {
            (database.coder.article_id(article), json.loads(body)["older"])
            for article, body in rows
        }


def test_another_text_of_an_article_is_listed_and_linked(team: Team) -> None:
    first = "It rained. The dam held. Nobody fled."
    second = "It rained. The dam broke at night. Forty fled. Nobody fled."
    url = "https://example.org/dam"
    ours = with_url(team.amara, first, url, published="2026-03-04")
    theirs = with_url(team.jonas, second, url + "#top", published="2026-03-05", title="The dam")
    with team.jonas.project() as project:
        project.annotate(theirs, 0, 2, "source")
    file = team.jonas.send()
    with team.amara.project() as project:
        (preview,) = project.exchanging.preview([file])
        assert links(team.amara) == set()
        (version,) = preview.versions
        assert version == (theirs, ours, "The dam", 1, 2)
        assert project.exchanging.merge([file]).versions == preview.versions
        assert links(team.amara) == {(theirs, ours)}
        project.undo()
        assert links(team.amara) == set()
        project.redo()
        assert links(team.amara) == {(theirs, ours)}
    # Whoever merges, the same one is the newer.
    merged(team.jonas, team.amara.send())
    merged(team.olena, team.amara.send(), team.jonas.send())
    assert links(team.jonas) == links(team.olena) == {(theirs, ours)}


def test_the_same_outlet_and_title_are_another_version_and_less_is_not(team: Team) -> None:
    more = {"title": "The dam", "outlet": "Herald"}
    with_url(team.amara, "One.", "https://a.example", **more)
    with_url(team.jonas, "Two.", "https://b.example", **more)
    with_url(team.jonas, "Three.", "https://c.example", title="The dam")
    report = merged(team.amara, team.jonas.send())
    assert [one.differing for one in report.versions] == [1]
    assert merged(team.amara, team.jonas.send()).versions == ()
