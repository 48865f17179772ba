"""Particulars of articles, zones by hand, articles retired, copies found."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import Project
from annotator.app.details import Field, checked
from annotator.app.exchange.starting import start_from_bundle
from annotator.problems import UserProblem
from annotator.text.paragraphs import paragraphs
from annotator.text.zones_by_hand import roles_of, zones_of

TEXT = (
    "Fires 🇺🇦 cut the road\n\nFirst paragraph with words.\n\nSecond one.\n"
    "Subscribe to our newsletter"
)
OTHER = "العنوان 2026\n\nنص المقال الأول مع 600 كيلومتر."


@pytest.fixture
def ids(project: Project) -> list[str]:
    return [project.import_text(text).id for text in (TEXT, OTHER)]


def test_details_are_read(project: Project, ids: list[str]) -> None:
    found = project.details.of(ids[0][:8])
    assert found.id == ids[0]
    assert found.values["title"] == "Fires 🇺🇦 cut the road"
    assert found.values["outlet"] == ""
    assert (found.characters, found.words) == (len(TEXT), 15)
    assert [(one.annotator, one.edited) for one in found.said] == [("Olena", "")]
    assert not found.own_zones


def test_a_change_is_one_step(project: Project, ids: list[str]) -> None:
    assert project.details.change(ids, {"outlet": " Andes  Wire ", "published": "9 Feb 2026"}) == 2
    for article in ids:
        found = project.article(article)
        assert (found.outlet, found.published) == ("Andes Wire", "2026-02-09")
    assert project.article(ids[0]).title == "Fires 🇺🇦 cut the road"
    assert project.details.values(ids) == {
        "title": None, "outlet": "Andes Wire", "byline": "", "published": "2026-02-09",
        "language": None if project.article(ids[0]).language else "", "url": "", "reference": "",
    } | {"language": project.details.values(ids)["language"]}  # fmt: skip
    # The same again is nothing new.
    steps = len(list(project.history()))
    assert project.details.change(ids, {"outlet": "Andes Wire"}) == 0
    assert len(list(project.history())) == steps
    assert project.details.used("outlet") == ["Andes Wire"]
    project.undo()
    assert [project.article(one).outlet for one in ids] == [None, None]
    assert project.details.of(ids[0]).said[0].edited == ""
    project.redo()
    assert project.article(ids[1]).published == "2026-02-09"
    assert project.check() == []


def test_what_was_edited_last_counts_whoever_began(
    project: Project, ids: list[str], tmp_path: Path
) -> None:
    (first, _) = ids
    project.details.change([first], {"outlet": "One"})
    project.work_as("Ben")
    project.details.change([first], {"outlet": "Two"})
    assert project.article(first).outlet == "Two"
    said = project.details.of(first).said
    assert [(one.annotator, one.values["outlet"]) for one in said] == [
        ("Ben", "Two"),
        ("Olena", "One"),
    ]
    # An empty value is a value: Ben took it away.
    project.details.change([first], {"outlet": ""})
    assert project.article(first).outlet is None
    project.work_as("Olena")
    project.details.change([first], {"byline": "M. Iturra"})
    assert (project.article(first).outlet, project.article(first).byline) == (None, "M. Iturra")
    for _ in range(3):
        project.undo()
    # Undo of Ben's leaves Olena's, though it is written by now later than his.
    assert project.article(first).outlet == "One"
    project.undo()
    assert project.article(first).outlet is None
    assert project.corpus.rows(project.corpus.numbers())[0].title.startswith("Fires")
    assert project.check() == []


def test_details_travel(project: Project, ids: list[str], tmp_path: Path) -> None:
    project.details.change(ids, {"outlet": "Andes Wire"})
    roles = roles_of(TEXT, project.article(ids[0]).zones)
    roles[2] = "caption"
    project.details.set_zones(ids[0], roles)
    project.corpus.set_flag([ids[0]], "look")
    project.shelving.retire([ids[1]], "a copy")
    bundle = tmp_path / "x.annotz"
    project.bundle(bundle)
    with start_from_bundle(bundle, tmp_path / "theirs.annot", "Ben") as theirs:
        assert theirs.article(ids[0]).outlet == "Andes Wire"
        assert theirs.article(ids[0]).zones == project.article(ids[0]).zones
        assert [(one.article, one.by) for one in theirs.shelving.retired()] == [(ids[1], "Olena")]
        assert theirs.corpus.count() == 1
        # A flag is Olena's own.
        assert theirs.corpus.flags() == []
        with pytest.raises(UserProblem, match="Olena retired that article"):
            theirs.shelving.bring_back([ids[1]])
        with pytest.raises(UserProblem, match="Only a lead"):
            theirs.shelving.retire([ids[0]])
        assert theirs.check() == []


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("published", "Feb 2026", "2026-02"),
        ("published", "2026", "2026"),
        ("published", "2026-02-09T10:42", "2026-02-09T10:42"),
        ("published", "2026-02-09T10:42:07.5+02:00", "2026-02-09T10:42:07.5+02:00"),
        ("published", "", ""),
        ("language", "pt-BR", "pt-BR"),
        ("url", "https://example.org/ä", "https://example.org/ä"),
        ("title", " a\u2028b\r\nc\u00a0d ", "a b c d"),
    ],
)
def test_values_that_can_be(field: Field, typed: str, value: str) -> None:
    assert checked(field, typed) == value


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("published", "3/4/2026"),
        ("published", "yesterday"),
        ("published", "31 Feb 2026"),
        ("published", "2026-02-09Tuesday"),
        ("published", "2026-02-09T25:00"),
        ("published", "20260209T1042"),
        ("published", "2026T"),
        ("language", "English (UK)"),
        ("language", "x"),
        ("url", "example.org"),
        ("url", "https://a b"),
        ("title", " "),
        ("outlet", "x" * 2_001),
    ],
)
def test_values_that_cannot_be(field: Field, typed: str) -> None:
    with pytest.raises(UserProblem):
        checked(field, typed)


def test_nothing_is_written_if_one_value_cannot_be(project: Project, ids: list[str]) -> None:
    with pytest.raises(UserProblem):
        project.details.change(ids, {"outlet": "Wire", "published": "soon"})
    assert project.article(ids[0]).outlet is None


def test_zones_by_hand(project: Project, ids: list[str]) -> None:
    before = project.article(ids[0]).zones
    roles = roles_of(TEXT, before)
    assert len(roles) == len(paragraphs(TEXT))
    assert zones_of(TEXT, roles) == tuple(zone for zone in zones_of(TEXT, roles))
    roles[2] = "deck"
    roles[-1] = "boilerplate"
    assert project.details.set_zones(ids[0], roles) == 1
    found = project.details.of(ids[0])
    assert found.own_zones
    assert roles_of(TEXT, found.zones) == roles
    assert project.details.set_zones(ids[0], None) == 1
    assert project.article(ids[0]).zones == before
    project.undo()
    assert roles_of(TEXT, project.article(ids[0]).zones) == roles
    with pytest.raises(UserProblem, match="paragraphs"):
        project.details.set_zones(ids[0], ["body"])


def test_zones_that_nobody_set_are_nobodys_own(project: Project) -> None:
    """A short first line is a headline only for who knows that it is the title."""
    article = project.import_text("One 🇺🇦\n\n" + "word of the report about the valley " * 40)
    assert not project.details.of(article.id).own_zones
    assert project.details.set_zones(article.id, None)
    assert not project.details.of(article.id).own_zones
    project.details.give_role(article.id, 0, 0, "deck")
    assert project.details.of(article.id).own_zones


def test_a_stretch_of_an_article_gets_a_role(project: Project, ids: list[str]) -> None:
    at = TEXT.index("Second")
    assert project.details.give_role(ids[0], at, at, "caption")
    roles = roles_of(TEXT, project.article(ids[0]).zones)
    assert roles[4] == "caption"
    assert not project.details.give_role(ids[0], at, at + 3, "caption")
    project.undo()
    assert roles_of(TEXT, project.article(ids[0]).zones)[4] == "body"


def test_zones_come_back_from_own_jsonl(project: Project, ids: list[str], tmp_path: Path) -> None:
    roles = roles_of(TEXT, project.article(ids[0]).zones)
    roles[2] = "deck"
    project.details.set_zones(ids[0], roles)
    out = tmp_path / "out.jsonl"
    project.export(out, format="jsonl")
    with Project.create(tmp_path / "back.annot", annotator="Ben") as back:
        back.import_file(out)
        assert back.article(ids[0]).zones == project.article(ids[0]).zones


def test_retired_articles_count_no_longer(project: Project, ids: list[str], tmp_path: Path) -> None:
    project.annotate(ids[1], 0, 7, "source")
    assert project.shelving.retire(ids[1:], "a copy") == 1
    assert project.shelving.retire(ids[1:]) == 0
    assert project.corpus.count() == 1
    assert len(project.corpus.numbers()) == 1
    assert [article.id for article in project.articles()] == ids[:1]
    assert project.search("نص") == []
    assert [one.as_json() for one in project.shelving.retired()] == [
        {"article": ids[1], "by": "Olena", "reason": "a copy"}
    ]
    out = tmp_path / "out.jsonl"
    project.export(out, format="jsonl")
    assert ids[1] not in out.read_text(encoding="utf-8")
    # It can still be opened, and its annotations are there.
    assert project.article(ids[1]).text == OTHER
    assert len(project.annotations(ids[1])) == 1
    (row,) = project.corpus.rows([project.corpus.number(ids[1]) or 0])
    assert row.retired
    with project.session.database.reading():
        assert project.session.team.parts().keys() <= {ids[0]}
    project.undo()
    assert project.corpus.count() == 2
    with project.session.database.reading():
        assert ids[1] in project.session.team.parts()
    project.redo()
    assert project.shelving.bring_back(ids) == 1
    assert project.corpus.count() == 2
    assert project.check() == []
    project.work_as("Ben")
    with pytest.raises(UserProblem):
        project.shelving.retire(ids)


WIRE = " ".join(f"word{n} of the report about the valley and its fires" for n in range(40))


def test_copies(project: Project) -> None:
    texts = [WIRE, WIRE + " Andes Wire added a line at the end.", "Something else altogether " * 9]
    found = [project.import_text(f"Title {n}\n\n{text}").id for n, text in enumerate(texts)]
    assert not project.copies.looked
    looked: list[int] = []
    groups = project.copies.find(looked.append)
    assert groups == [found[:2]]
    project.copies.keep(groups)
    assert project.copies.looked
    copies = project.copies.of(found[1])
    assert [one.id for one in copies] == found[:2]
    assert copies[0].alike == 1.0
    assert 0.8 < copies[1].alike < 1.0
    assert project.copies.of(found[2]) == []
    project.corpus.set_state(found[0], "done")
    project.copies.say_apart(found[0], [found[1]])
    assert project.copies.groups() == []
    assert project.corpus.state(found[0]) == "done"
    project.undo()
    assert project.copies.groups() == [found[:2]]
    assert project.check() == []


def test_who_works_blind_is_not_told_how_much_others_tagged_in_copies(project: Project) -> None:
    found = [project.import_text(f"Title {n}\n\n{WIRE}").id for n in range(2)]
    project.copies.keep(project.copies.find())
    project.annotate(found[0], 0, 5, "source")
    project.team.add_person("Mei")
    project.team.set_blind(True)
    project.session.keeps_blind = True
    project.work_as("Mei")
    project.annotate(found[1], 0, 5, "source")
    assert [one.annotations for one in project.copies.of(found[0])] == [0, 1]
    project.corpus.set_state(found[0], "done")
    assert [one.annotations for one in project.copies.of(found[0])] == [1, 1]
