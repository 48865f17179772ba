"""Versions of articles: linked, offered, compared; annotations carried over, once and not twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import Project
from annotator.problems import UserProblem
from tests.app.incoming import lines, write
from tests.nasty import texts

OLD = (
    "Ships leave the port\n\nThe harbour master said 600 tons of wheat were loaded in Odesa.\n\n"
    "A paragraph which is long enough to be moved about, says Jan Novak.\n\nThe end was foggy 🚢."
)
NEW = (
    "Ships leave the port\n\nA paragraph which is long enough to be moved about, says Jan Novak."
    "\n\nThe harbour master said 700 tons of wheat were loaded in Odesa.\n\nUpdated at noon."
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.annot", annotator="Olena") as made:
        yield made
        assert made.check() == []


def _two(project: Project) -> tuple[str, str]:
    old, new = (project.import_text(text).id for text in (OLD, NEW))
    project.versions.declare(new, old)
    return old, new


def _tag(project: Project, article: str, quote: str, label: str, **more: object) -> str:
    start = project.article(article).text.index(quote)
    made = project.annotate(article, start, start + len(quote), label, **more)  # type: ignore[arg-type]
    return made.id


def test_links_are_listed_oldest_first_and_taken_back(project: Project) -> None:
    old, new = _two(project)
    third = project.import_text("Ships leave\n\nA third text of it all.").id
    project.versions.declare(third, new)
    assert project.versions.groups() == [[old, new, third]]
    assert len(project.versions.leads()) == 3
    assert set(project.versions.leads().values()) == {project.corpus.number(third)}
    assert [one.id for one in project.versions.of(new[:12])] == [old, new, third]
    before = next(project.history()).id
    project.versions.declare(third, new)
    assert next(project.history()).id == before
    project.versions.take_back(third, new)
    assert project.versions.groups() == [[old, new]]
    project.undo()
    assert project.versions.groups() == [[old, new, third]]
    assert project.versions.of(project.import_text("Other words.").id) == []


def test_what_is_no_pair_of_versions_is_refused(project: Project) -> None:
    old, new = _two(project)
    with pytest.raises(UserProblem, match="These are one article"):
        project.versions.declare(old, old)
    with pytest.raises(UserProblem, match="the other way round"):
        project.versions.declare(old, new)
    with pytest.raises(UserProblem, match="There is no article"):
        project.versions.declare("123456", old)
    with pytest.raises(UserProblem, match="Nobody said"):
        project.versions.take_back(old, new)
    with pytest.raises(UserProblem, match="These are one article"):
        project.versions.plan(old, old)


def test_somebody_elses_link_is_theirs(project: Project) -> None:
    old, new = _two(project)
    with Project.open(project.path, annotator="Jan") as other:
        with pytest.raises(UserProblem, match="only Olena takes that back"):
            other.versions.take_back(new, old)
        other.versions.declare(new, old)
        assert len(other.versions.links()) == 1


def test_annotations_are_carried_with_all_they_hold(project: Project) -> None:
    old, new = _two(project)
    jan = _tag(project, old, "Jan Novak", "source", note="a captain", certainty="unsure")
    figure = _tag(project, old, "600 tons", "figure")
    place = _tag(project, old, "Odesa", "location", attributes={})
    fog = _tag(project, old, "foggy 🚢", "location")
    project.relating.relate(jan, "says", figure)
    plan = project.versions.plan(old, new)
    assert [(row.annotation.id, row.found.outcome, row.found.certain) for row in plan.rows] == [
        (figure, "changed", False),
        (place, "moved", True),
        (jan, "same", True),
        (fog, "gone", False),
    ]
    certain = plan.certain()
    assert set(certain) == {jan, place}
    report = project.versions.carry(old, new, certain)
    assert (report.made, report.relations, report.known) == (2, 0, 0)
    made = {one.quote: one for one in project.annotations(new)}
    assert set(made) == {"Jan Novak", "Odesa"}
    one = made["Jan Novak"]
    assert (one.label, one.note, one.certainty, one.origin, one.annotator) == (
        "source", "a captain", "unsure", "carried", "Olena"
    )  # fmt: skip
    # The figure follows, confirmed by hand, and brings its relation along.
    row = next(row for row in plan.rows if row.annotation.id == figure)
    assert row.found.spot is not None
    places = certain | {figure: row.found.spot.fragments}
    report = project.versions.carry(old, new, places)
    assert (report.made, report.relations, report.known) == (1, 1, 2)
    assert [one.quote for one in project.annotations(new)] == ["Jan Novak", "700 tons", "Odesa"]
    assert len(project.relating.find(new)) == 1
    assert next(project.history()).title == "Carry 1 annotation over"
    again = project.versions.carry(old, new, places)
    assert (again.made, again.relations, again.known) == (0, 0, 3)
    assert [row.there is not None for row in project.versions.plan(old, new).rows].count(True) == 3
    assert project.corpus.state(new) == "open"
    project.undo()
    assert [one.quote for one in project.annotations(new)] == ["Jan Novak", "Odesa"]
    project.redo()
    assert len(project.relating.find(new)) == 1


def test_what_was_changed_or_removed_there_is_left_so(project: Project) -> None:
    old, new = _two(project)
    _tag(project, old, "Odesa", "location")
    certain = project.versions.plan(old, new).certain()
    project.versions.carry(old, new, certain)
    (made,) = project.annotations(new)
    project.update(made.id, label="source")
    assert project.versions.carry(old, new, certain).made == 0
    assert [one.label for one in project.annotations(new)] == ["source"]
    project.delete(made.id)
    assert project.versions.carry(old, new, certain).made == 1
    assert [(one.id, one.label) for one in project.annotations(new)] == [(made.id, "location")]


def test_everybody_carries_over_their_own(project: Project) -> None:
    old, new = _two(project)
    mine = _tag(project, old, "Odesa", "location")
    with Project.open(project.path, annotator="Jan") as other:
        theirs = _tag(other, old, "Odesa", "location")
        assert [row.annotation.id for row in other.versions.plan(old, new).rows] == [theirs]
        with pytest.raises(UserProblem, match="everybody carries over their own"):
            other.versions.carry(old, new, {mine: ((0, 5),)})
        other.versions.carry(old, new, other.versions.plan(old, new).certain())
        assert [one.annotator for one in other.annotations(new)] == ["Jan"]
    with pytest.raises(UserProblem, match="There is no span"):
        project.versions.carry(old, new, {mine: ((5, 5_000),)})


def test_what_teammates_carried_over_is_merged(project: Project, tmp_path: Path) -> None:
    old, new = _two(project)
    _tag(project, old, "Odesa", "location")
    project.versions.carry(old, new, project.versions.plan(old, new).certain())
    project.bundle(tmp_path / "b.annotz")
    with Project.create(tmp_path / "q.annot", annotator="Jan") as other:
        other.import_text("Something else.")
    copy = tmp_path / "copy.annot"
    project.backup(copy)
    with Project.open(copy, annotator="Jan") as other:
        other.merge(tmp_path / "b.annotz")
        assert [one.quote for one in other.annotations(new)] == ["Odesa"]
        assert other.versions.groups() == [[old, new]]


def test_offers(project: Project, tmp_path: Path) -> None:
    story = "The harbour master said that the ships wait for the wind to fall, and the crews wait."
    more = "Nobody on the quay could say for how long it would be, or what the freight would cost."
    articles = [
        {"text": f"One\n\n{story}", "url": "https://wire.example/a#top", "title": "One"},
        {"text": f"Two\n\n{story}\n\n{more}", "title": "Two", "outlet": "Wire"},
        {"text": f"Other\n\n{more} It is the same town.", "title": "Other", "outlet": "Wire"},
        {"text": "Nothing like them is said here at all.", "title": "Four", "outlet": "Post"},
    ]
    project.import_file(write(tmp_path / "a.jsonl", lines(*articles)))
    later = [
        {"text": f"One, updated\n\n{story} Later it fell.", "url": "https://wire.example/a/"},
        {"text": f"Two!\n\n{story}\n\n{more}\n\nSo they wait.", "outlet": "Wire", "title": "T2"},
        {"text": "Two\n\nTotally other words are here, of course.", "title": "Two"},
        {"text": "A new one.", "outlet": "Wire", "title": "New"},
    ]
    report = project.import_files([write(tmp_path / "b.jsonl", lines(*later))])
    found = project.versions.offers(report.articles)
    assert [(one.newer_title, one.older_title, one.why) for one in found] == [
        ("One, updated", "One", "address"), ("T2", "Two", "text"),
    ]  # fmt: skip
    project.versions.declare_all([(one.newer, one.older) for one in found])
    assert project.versions.offers(report.articles) == []
    assert next(project.history()).title == "Link 2 versions"


def test_the_older_one_is_told_by_its_day(project: Project, tmp_path: Path) -> None:
    url = "https://wire.example/a"
    now = {"text": "It fell on Friday.", "url": url, "published": "2026-03-04", "title": "Now"}
    then = {"text": "It fell, they say.", "url": url, "published": "2026-03-02", "title": "Then"}
    project.import_file(write(tmp_path / "a.jsonl", lines(now)))
    report = project.import_files([write(tmp_path / "b.jsonl", lines(then))])
    (offer,) = project.versions.offers(report.articles)
    assert (offer.newer_title, offer.older_title) == ("Now", "Then")


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts(max_size=60), texts(max_size=60), st.data())
def test_any_texts_are_carried_or_not_but_never_to_other_words_by_themselves(
    project: Project, one: str, other: str, data: st.DataObject
) -> None:
    kept = "words that stay as they are between the two"
    old = project.import_text(f"a {one} {kept} {other}").id
    new = project.import_text(f"b {other} {kept} {one}").id
    if old == new:
        return
    text = project.article(old).text
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    annotation = project.annotate(old, start, end, "source")
    plan = project.versions.plan(old, new)
    project.versions.carry(old, new, plan.certain())
    assert all(one.quote == annotation.quote for one in project.annotations(new))
    project.delete(annotation.id)
    for made in project.annotations(new):
        project.delete(made.id)


def test_what_another_program_removed_meanwhile_is_not_carried(project: Project) -> None:
    old, new = _two(project)
    gone, kept = _tag(project, old, "Odesa", "location"), _tag(project, old, "Jan Novak", "source")
    plan = project.versions.plan(old, new)
    with Project.open(project.path, annotator="Olena") as other:
        other.delete(gone)
    with pytest.raises(UserProblem, match="is not there any more"):
        project.versions.carry(old, new, plan.certain())
    assert project.annotations(new) == []
    again = project.versions.plan(old, new)
    assert set(again.certain()) == {kept}


def test_a_project_that_is_only_read_can_be_compared(project: Project) -> None:
    old, new = _two(project)
    _tag(project, old, "Odesa", "location")
    with Project.open(project.path, annotator="Olena", read_only=True) as other:
        plan = other.versions.plan(old, new)
        assert len(plan.certain()) == 1
        assert [one.id for one in other.versions.of(old)] == [old, new]
        with pytest.raises(UserProblem, match="read"):
            other.versions.carry(old, new, plan.certain())


def test_fragments_and_odd_characters_are_carried(project: Project) -> None:
    text = (
        "One 🇺🇦 flag, عدد ١٢٣ and a family 👩‍👩‍👧 stood\u2028here\u00a0for e\u0301very body to see."
    )
    old = project.import_text(f"Head\n\n{text}\n\nThe end of it all.").id
    new = project.import_text(f"Another head\n\nNews first.\n\n{text}\n\nThe end, perhaps.").id
    there = project.article(old).text
    places = [
        (there.index(one), there.index(one) + len(one)) for one in ("🇺🇦", "👩‍👩‍👧", "e\u0301very")
    ]
    made = project.annotating.annotate(old, places, "source")
    project.versions.carry(old, new, project.versions.plan(old, new).certain())
    (carried,) = project.annotations(new)
    assert carried.quote == made.quote
    assert len(carried.fragments) == 3


def test_links_lead_to_what_was_carried(project: Project) -> None:
    old, new = _two(project)
    jan = _tag(project, old, "Jan Novak", "source")
    master = _tag(project, old, "harbour master", "source", attributes={"refers_to": jan})
    ships = _tag(project, old, "Ships", "source", attributes={"refers_to": master})
    project.work_as("Mei")
    theirs = _tag(project, old, "harbour", "location")
    project.work_as("Olena")
    odesa = _tag(project, old, "Odesa", "source", attributes={"refers_to": theirs})
    gone = _tag(project, old, "foggy", "source")
    port = _tag(project, old, "port", "source", attributes={"refers_to": gone})
    project.delete(gone)
    places = project.versions.plan(old, new).from_score(0.5)
    assert set(places) == {jan, master, ships, odesa, port}

    def links() -> dict[str, object]:
        by_id = {one.id: one.quote for one in project.annotations(new)}
        return {
            one.quote: by_id.get(str(one.attributes.get("refers_to")), "nothing there")
            for one in project.annotations(new, annotators=["Olena"])
            if "refers_to" in one.attributes
        }

    # One after the other, the linked one last.
    for some in ([ships, odesa, port], [master], [jan]):
        project.versions.carry(old, new, {one: places[one] for one in some})
    assert links() == {
        "harbour master": "Jan Novak", "Ships": "harbour master", "Odesa": "nothing there"
    }  # fmt: skip
    # Others carry their own; what is linked to it is known before.
    project.work_as("Mei")
    project.versions.carry(old, new, project.versions.plan(old, new).from_score(0.5))
    assert links()["Odesa"] == "harbour"


def test_who_works_blind_is_not_told_how_much_others_tagged_in_versions(project: Project) -> None:
    old, new = _two(project)
    _tag(project, old, "Odesa", "location")
    project.team.add_person("Mei")
    project.team.set_blind(True)
    project.session.keeps_blind = True
    project.work_as("Mei")
    assert [one.annotations for one in project.versions.of(new)] == [0, 0]
    project.corpus.set_state(old, "done")
    assert [one.annotations for one in project.versions.of(new)] == [1, 0]
