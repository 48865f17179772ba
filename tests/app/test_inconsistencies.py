"""What is tagged unlike elsewhere is listed, until somebody says it is intended."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annotator import Project
from annotator.app.exchange.starting import start_from_bundle
from annotator.app.scheming.labels import add_label, merge_labels
from annotator.model.inconsistency import Inconsistency, Subject, string_key
from annotator.problems import UserProblem
from tests.nasty import CANONICAL


def tag(project: Project, article: str, words: str, label: str, nth: int = 0) -> str:
    text = project.article(article).text
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return project.annotate(article, start, start + len(words), label).id


def told(found: list[Inconsistency]) -> list[tuple[str, ...]]:
    return [
        (one.subject.about, one.words, *(f"{v.name} {v.number}" for v in one.variants))
        for one in found
    ]


def test_a_string_with_two_labels_is_listed(project: Project) -> None:
    first = project.import_text("Reuters said so. Reuters moved to Kyiv.").id
    second = project.import_text("The REUTERS desk is in Kyiv.").id
    tag(project, first, "Reuters", "source")
    tag(project, first, "Reuters", "location", nth=1)
    tag(project, second, "REUTERS", "source")
    tag(project, second, "Kyiv", "location")
    found = project.inconsistencies.differing()
    assert told(found) == [("labels", "Reuters", "source 2", "location 1")]
    assert (found[0].tagged, found[0].articles) == (3, 2)


def test_values_of_one_attribute_that_differ_are_listed(project: Project) -> None:
    text = "About 600 fled. Then 600 came, and 600 again."
    article = project.import_text(text).id
    for nth, unit in enumerate(("people", "cows", "people")):
        start = [i for i in range(len(text)) if text.startswith("600", i)][nth]
        project.annotate(article, start, start + 3, "figure", attributes={"unit": unit})
    (found,) = project.inconsistencies.differing()
    assert found.subject == Subject("values", "600", "figure", "unit")
    assert [(one.name, one.number) for one in found.variants] == [("people", 2), ("cows", 1)]


def test_what_is_tagged_here_and_not_there(project: Project) -> None:
    first = project.import_text("They met in San Carlos. San\u00a0Carlos is far; so is MARK.").id
    second = project.import_text("From san carlos to SAN CARLOS and benchSan Carlos.").id
    project.import_text("San Carlos, where nobody has begun.")
    tag(project, first, "San Carlos", "location")
    tag(project, second, "benchSan", "source")
    (found,) = project.inconsistencies.untagged()
    assert found.subject == Subject("untagged", "san carlos", "location")
    assert (found.words, found.tagged, found.untagged) == ("San Carlos", 1, 2)
    assert project.inconsistencies.untagged(everywhere=True)[0].untagged == 3


def test_what_lies_inside_the_same_label_is_tagged(project: Project) -> None:
    article = project.import_text("The mayor of Kyiv spoke. Kyiv listened. Kyiv slept.").id
    tag(project, article, "mayor of Kyiv", "location")
    tag(project, article, "Kyiv", "location", nth=1)
    tag(project, article, "Kyiv", "source", nth=2)
    # As a source it is tagged once, and within the mayor it is none.
    (found,) = project.inconsistencies.untagged()
    assert (found.subject.label, found.untagged) == ("source", 1)


def test_signs_and_nasty_texts_are_found(project: Project) -> None:
    article = project.import_text("Up 50 % or $600, then 50 % and $600, café, cafe\u0301, Кие́в.").id
    for words in ("50 %", "$600", "café"):
        tag(project, article, words, "figure")
    found = {one.words: one.untagged for one in project.inconsistencies.untagged()}
    assert found == {"50 %": 1, "$600": 1, "café": 1}
    for text in CANONICAL.values():
        if text.strip():
            other = project.import_text(f"{text}\nfiller words 🇺🇦").id
            project.annotate(other, 0, len(text.rstrip()), "source")
    project.inconsistencies.untagged()
    project.inconsistencies.differing()


def test_what_is_intended_leaves_the_lists_and_comes_back(project: Project) -> None:
    article = project.import_text("Kyiv here. Kyiv there. Kyiv everywhere.").id
    tag(project, article, "Kyiv", "location")
    (row,) = project.inconsistencies.untagged()
    (one,) = project.silences.add(row.subject, "a quote", [(article, 11, 15)])
    assert (one.author, one.reason, one.start) == ("Olena", "a quote", 11)
    assert project.inconsistencies.untagged()[0].untagged == 1
    (all_of_it,) = project.silences.add(row.subject)
    assert project.inconsistencies.untagged() == []
    assert project.silences.add(row.subject, "again") == []
    project.undo()
    assert project.inconsistencies.untagged() != []
    project.redo()
    project.silences.take_back(all_of_it.id)
    assert [one.id for one in project.silences.all()] == [one.id]
    assert project.check() == []


def test_white_space_is_no_string(project: Project) -> None:
    article = project.import_text("A blank  here.").id
    project.annotate(article, 7, 9, "source")
    project.annotate(article, 7, 9, "figure")
    assert project.inconsistencies.differing() == []
    assert project.inconsistencies.untagged() == []
    # Whoever got it in a bundle could not read any of it.
    with pytest.raises(UserProblem, match="no words"):
        project.silences.add(Subject("labels", string_key("  ")))


def test_a_place_that_is_named_twice_is_intended_once(project: Project) -> None:
    article = project.import_text("Kyiv here. Kyiv there.").id
    subject = Subject("untagged", "kyiv", "location")
    made = project.silences.add(subject, "", [(article, 0, 4), (article[:8], 0, 4)])
    assert project.silences.all() == made
    assert len(made) == 1


def test_what_is_intended_stays_so_when_its_label_is_merged(project: Project) -> None:
    article = project.import_text("Kyiv here. Kyiv there. Reuters and Reuters.").id
    scheme, key = add_label(project.scheme, "Place")
    project.schemes.save(scheme)
    tag(project, article, "Kyiv", key)
    tag(project, article, "Reuters", key)
    project.silences.add(Subject("untagged", "kyiv", key))
    reuters = (article, 35, 42)
    project.silences.add(Subject("untagged", "reuters", key), "", [reuters])
    assert project.inconsistencies.untagged() == []
    project.schemes.save(merge_labels(project.scheme, key, "location"))
    assert project.inconsistencies.untagged() == []
    assert project.silences.add(Subject("untagged", "kyiv", "location")) == []
    found = project.finding.find("Reuters", "location")
    assert [one.reason for one in found.hits] == ["tagged", "intended"]
    assert {one.subject.label for one in project.silences.all()} == {"location"}


def test_only_who_said_it_takes_it_back(project: Project) -> None:
    article = project.import_text("Kyiv here. Kyiv there.").id
    (one,) = project.silences.add(Subject("untagged", "kyiv", "location"), "", [(article, 0, 4)])
    project.work_as("Mei")
    with pytest.raises(UserProblem, match="only they take it back"):
        project.silences.take_back(one.id)
    with pytest.raises(UserProblem, match="A reason has at most"):
        project.silences.add(Subject("labels", "kyiv"), "x" * 1001)


def test_what_is_intended_travels_in_bundles(project: Project, tmp_path: Path) -> None:
    article = project.import_text("Kyiv here. Kyiv there.").id
    tag(project, article, "Kyiv", "location")
    project.silences.add(Subject("untagged", "kyiv", "location"), "old spelling")
    project.silences.add(Subject("labels", "kyiv"), "", [(article, 0, 4)])
    project.bundle(tmp_path / "olena.annotz")
    with start_from_bundle(tmp_path / "olena.annotz", tmp_path / "mei.annot", "Mei") as other:
        assert [(one.author, one.reason) for one in other.silences.all()] == [
            ("Olena", "old spelling"), ("Olena", ""),
        ]  # fmt: skip
        assert other.inconsistencies.untagged() == []
        assert other.check() == []


def test_who_works_blind_is_told_nothing_of_others(project: Project) -> None:
    article = project.import_text("Kyiv here. Kyiv there.").id
    tag(project, article, "Kyiv", "location")
    project.silences.add(Subject("labels", "kyiv"))
    project.team.set_blind(blind=True)
    project.work_as("Mei")
    project.session.keeps_blind = True
    assert project.inconsistencies.untagged() == []
    assert project.silences.all() == []
    assert project.searching.concordance("label:location").lines == []
    assert project.searching.concordance("kyiv").lines[0].marks == ()
    assert len(project.searching.concordance("kyiv -label:location").lines) == 2
    assert project.search("label:location") == []
    project.session.keeps_blind = False
    assert len(project.searching.concordance("label:location").lines) == 1


def _places(project: Project, row: Inconsistency) -> int:
    return sum(len(piece.lines) for piece, _ in project.searching.pieces_of(row))


def test_a_row_has_just_as_many_places_as_it_says(project: Project) -> None:
    first = project.import_text("“Oil” here. May came, “oil” too; in May 50 % or 600 of 1,600.").id
    second = project.import_text("May, may, 50 %, “Oil”; CAFE and café, cafe.\n\nMay 600.").id
    project.import_text("Nobody has begun: May, “Oil”, 50 %, café, 600.")
    for words, label in (("“Oil”", "source"), ("May", "figure"), ("50 %", "figure")):
        tag(project, first, words, label)
    tag(project, first, "600", "figure")
    tag(project, first, "600", "source")
    tag(project, second, "café", "location")
    rows = {
        (one.words, one.subject.label): one.untagged for one in project.inconsistencies.untagged()
    }
    assert rows == {
        ("“Oil”", "source"): 2, ("May", "figure"): 3, ("50 %", "figure"): 1, ("600", "figure"): 1,
        ("600", "source"): 1,
    }  # fmt: skip
    for everywhere in (False, True):
        for row in project.inconsistencies.untagged(everywhere=everywhere):
            pieces = project.searching.pieces_of(row, everywhere=everywhere)
            lines = [line for piece, _ in pieces for line in piece.lines]
            assert len(lines) == row.untagged
            assert {string_key(one.hit) for one in lines} == {row.subject.string}
    (row,) = project.inconsistencies.differing()
    assert _places(project, row) == row.tagged == 2


def test_one_place_that_is_intended_leaves_its_row(project: Project) -> None:
    article = project.import_text("“Oil” here. “Oil” there. “Oil” everywhere.").id
    tag(project, article, "“Oil”", "source")
    (row,) = project.inconsistencies.untagged()
    ((piece, _),) = project.searching.pieces_of(row)
    line = piece.lines[0]
    (silence,) = project.silences.add(row.subject, spots=[(article, line.start, line.end)])
    assert project.inconsistencies.untagged()[0].untagged == 1
    assert _places(project, row) == 1
    # What was said of one place shows that place.
    ((piece, _),) = project.searching.pieces_of(silence)
    assert [(one.start, one.end) for one in piece.lines] == [(line.start, line.end)]


def test_values_are_shown_where_there_are_some(project: Project) -> None:
    text = "About 600 fled. Then 600 came, and 600 again."
    article = project.import_text(text).id
    for nth, unit in enumerate(("people", "cows", "")):
        start = [i for i in range(len(text)) if text.startswith("600", i)][nth]
        values = {"unit": unit} if unit else {}
        project.annotate(article, start, start + 3, "figure", attributes=values)
    (row,) = project.inconsistencies.differing()
    assert _places(project, row) == row.tagged == 2


def test_every_row_of_nasty_texts_has_its_places(project: Project) -> None:
    for number, text in enumerate(CANONICAL.values()):
        if not text.strip():
            continue
        article = project.import_text(f"{text}\n{text} {number} {text}").id
        for span in re.finditer(r"\S+", text):
            if span.start() % 3 == 0:
                label = ("source", "location", "figure")[span.end() % 3]
                project.annotate(article, *span.span(), label)
    untagged = project.inconsistencies.untagged()
    assert len(untagged) > 50
    for row in untagged:
        assert _places(project, row) == row.untagged
    for row in project.inconsistencies.differing():
        assert _places(project, row) == row.tagged


def test_progress_is_a_share_and_may_stop(project: Project) -> None:
    for number in range(5):
        article = project.import_text(f"Kyiv {number}. Kyiv again.").id
        tag(project, article, "Kyiv", "location")
    told: list[int] = []
    project.inconsistencies.untagged(told.append)
    assert told == sorted(told)
    assert 0 <= told[0] < told[-1] < 1_000
    assert len(set(told)) > 3

    def stop(_done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        project.inconsistencies.untagged(stop)


def test_keys_of_strings() -> None:
    assert string_key("San\u00a0 Carlos\n") == string_key("san carlos") == "san carlos"
    assert string_key("cafe\u0301") == string_key("CAFÉ")


def test_retired_articles_do_not_count(project: Project) -> None:
    first = project.import_text("Kyiv here. Kyiv there.").id
    second = project.import_text("Kyiv again, and once more Kyiv.").id
    tag(project, first, "Kyiv", "location")
    tag(project, second, "Kyiv", "source")
    assert project.inconsistencies.differing() != []
    project.shelving.retire([second])
    assert project.inconsistencies.differing() == []
    assert [one.untagged for one in project.inconsistencies.untagged()] == [1]
    assert len(project.searching.concordance("kyiv").lines) == 2
    assert len(project.searching.concordance("kyiv retired:yes").lines) == 2
