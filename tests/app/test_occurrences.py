"""Where words stand, and what is told of each place."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import Project
from annotator.app.scheming.labels import merge_labels
from annotator.model.identity import fixed_entity
from annotator.model.inconsistency import Subject
from annotator.model.occurrence import Occurrence
from annotator.problems import UserProblem
from annotator.store.lines import item_content
from annotator.store.occurrences import candidates
from annotator.store.rows import ARTICLE
from annotator.text.finding import find_all
from annotator.text.zone import Zone
from tests import nasty

_TEXT = (
    "Kyiv’s mayor speaks\n\nThe mayor of Kyiv (not Kyivan Rus) met the Kyiv region.\n\n"
    "KYIV, near Kyiv Boryspil.\n"
)


_FORMS: tuple[Literal["NFC", "NFD", "NFKC"], ...] = ("NFC", "NFD", "NFKC")


def _told(hits: list[Occurrence]) -> list[tuple[str, str, str]]:
    return [(one.place, one.reason, one.other) for one in hits]


def test_hits_tell_where_they_are_and_what_stands_around(project: Project) -> None:
    article = project.import_text(_TEXT)
    found = project.finding.find("Kyiv", "location")
    number = project.corpus.number(article.id)
    assert number is not None
    assert found.articles[number].id == article.id
    assert found.articles[number].hits == len(found.hits) == 4
    assert [article.text[one.start : one.end] for one in found.hits] == ["Kyiv"] * 4
    assert found.hits[0].role == "headline"
    assert found.hits[0].place == "head"
    assert [one.place for one in found.hits[1:]] == ["¶1", "¶1", "¶2"]
    assert found.hits[1].left.endswith("mayor of ")
    assert found.hits[1].right.startswith(" (not")
    assert not found.hits[0].is_taken()
    assert all(one.is_taken() for one in found.hits[1:])
    assert len(project.finding.find("Kyiv", "location", match_case=False).hits) == 5
    assert len(project.finding.find("Kyiv", "location", whole_words=False).hits) == 5


def test_reasons(project: Project) -> None:
    words = "a Kyiv b Kyiv c Kyiv d Kyiv e Kyiv f Kyiv g Kyiv h Kyiv i Kyiv"
    article = project.import_text(words).id
    at = [i for i in range(len(words)) if words.startswith("Kyiv", i)]
    exact = project.annotate(article, at[0], at[0] + 4, "location")
    project.annotate(article, at[1] - 2, at[1] + 4, "location")
    project.annotate(article, at[2] + 1, at[2] + 3, "location")
    project.annotate(article, at[3] + 2, at[3] + 6, "location")
    project.annotate(article, at[4], at[4] + 4, "source")
    project.annotate(article, at[5], at[5] + 6, "source")
    project.silences.add(
        Subject("untagged", "kyiv", "location"), spots=[(article, at[7], at[7] + 4)]
    )
    project.work_as("Mei")
    project.annotate(article, at[6], at[6] + 4, "source")
    project.annotate(article, at[0], at[0] + 4, "location")
    project.work_as("Olena")
    hits = project.finding.find("Kyiv", "location").hits
    assert [(one.reason, one.other) for one in hits] == [
        ("tagged", "location"),
        ("inside", "location"),
        ("around", "location"),
        ("overlaps", "location"),
        ("labelled", "source"),
        ("crosses", "source"),
        ("theirs", "Mei"),
        ("intended", ""),
        ("", ""),
    ]
    assert hits[0].entity is not None
    assert hits[0].entity.hex() == exact.id.replace("-", "")
    assert [one.is_taken() for one in hits] == [False] * 5 + [True, True, False, True]


def test_what_others_tagged_is_kept_from_who_works_blind(project: Project) -> None:
    article = project.import_text("in Kyiv").id
    project.work_as("Mei")
    project.annotate(article, 3, 7, "location")
    project.work_as("Olena")
    project.session.keeps_blind = True
    assert _told(project.finding.find("Kyiv", "location").hits) == [("¶1", "theirs", "Mei")]
    project.team.set_blind(True)
    assert _told(project.finding.find("Kyiv", "location").hits) == [("¶1", "", "")]
    project.work_as("Mei")
    project.silences.add(Subject("untagged", "kyiv", "location"))
    project.work_as("Olena")
    assert _told(project.finding.find("Kyiv", "location").hits) == [("¶1", "", "")]
    project.team.set_blind(False)
    project.work_as("Mei")
    project.delete(project.annotations(article)[0].id)
    project.work_as("Olena")
    assert _told(project.finding.find("Kyiv", "location").hits) == [("¶1", "intended", "")]


def test_zones_of_others_that_are_none_are_left_out(project: Project) -> None:
    article = project.import_text("in Kyiv\n\nof Kyiv")
    with project.session.operation("As a program of others might") as writer:
        body = {"title": "t", "zones": [[0, 7, "sidebar"], [9, 16, "caption"], [9, 99, "deck"]]}
        entity = fixed_entity("article", article.id, "Olena")
        writer.put(ARTICLE, entity, item_content(body), article=1, author="Olena")
    assert project.article(article.id).zones == (Zone(9, 16, "caption"),)
    found = _told(project.finding.find("Kyiv", "location").hits)
    assert [place for place, *_ in found] == ["¶1", "cap."]


def test_in_chosen_articles(project: Project) -> None:
    ids = [project.import_text(f"{n} in Kyiv").id for n in range(5)]
    found = project.finding.find("Kyiv", "", articles=[ids[3], ids[1]])
    assert {one.id for one in found.articles.values()} == {ids[1], ids[3]}
    assert len(project.finding.find("Kyiv", "").hits) == 5


def test_spans_that_were_found_otherwise_are_judged(project: Project) -> None:
    article = project.import_text("600 ha and 20 ha")
    project.annotate(article.id, 0, 6, "figure")
    found = project.finding.judge(article.id, [(11, 16), (0, 6), (11, 16), (90, 99)], "figure")
    assert [(one.start, one.end, one.reason) for one in found.hits] == [
        (0, 6, "tagged"),
        (11, 16, ""),
    ]


def test_what_cannot_be_looked_for(project: Project) -> None:
    for words in ("", " \n", "x" * 2_000):
        with pytest.raises(UserProblem):
            project.finding.find(words, "")


def test_stopping(project: Project) -> None:
    project.import_text("in Kyiv")

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        project.finding.find("Kyiv", "", progress=stop)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("die Straße", "STRASSE"),
        ("cafe\u0301 noir", "café noir"),
        ("San\u00a0Carlos", "San Carlos"),
        ("San\nCarlos", "San Carlos"),
        ("San\u2028Carlos", "San Carlos"),
        ("東京Kyiv", "Kyiv"),
        ("في كييف 2024", "كييف 2024"),
        ("İZMİR", "İzmir"),
        ("the ﬁre", "FIRE"),
        ("🇺🇦🇺🇦 fire", "🇺🇦"),
        ("👩‍👩‍👧 x", "👩‍👩‍👧"),
        ("हिन्दी में", "हिन्दी"),
        ("x² and", "x²"),
        ("O’Brien’s", "O'Brien"),
    ],
)
def test_the_index_misses_nothing(project: Project, text: str, words: str) -> None:
    project.import_text(text)
    project.import_text("something else")
    found = project.finding.find(words, "", match_case=False)
    assert len(found.hits) == 1 + (words == "🇺🇦")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=nasty.texts(min_size=1).filter(lambda one: bool(one.strip())),
    cut=st.tuples(st.integers(0, 40), st.integers(1, 12)),
    form=st.sampled_from(_FORMS),
    whole=st.booleans(),
)
def test_candidates_hold_whatever_a_text_holds(
    project: Project,
    text: str,
    cut: tuple[int, int],
    form: Literal["NFC", "NFD", "NFKC"],
    whole: bool,
) -> None:
    article = project.import_text(text)
    needle = article.text[cut[0] : cut[0] + cut[1]]
    for words in (needle, unicodedata.normalize(form, needle).upper()):
        if find_all(article.text, words, whole_words=whole):
            with project.session.database.reading() as connection:
                number = project.corpus.number(article.id)
                assert number in candidates(connection, project.session.database.coder, words)


def test_retired_articles_are_left_out_unless_they_are_named(project: Project) -> None:
    kept, gone = project.import_text("in Kyiv").id, project.import_text("at Kyiv").id
    project.shelving.retire([gone], "a copy")
    found = project.finding.find("Kyiv", "")
    assert [one.id for one in found.articles.values()] == [kept]
    assert len(project.finding.find("Kyiv", "", articles=[kept, gone]).hits) == 2


def test_a_merged_label_is_read_as_the_one_that_stays(project: Project) -> None:
    article = project.import_text("in Kyiv").id
    project.work_as("Mei")
    project.annotate(article, 3, 7, "location")
    project.work_as("Olena")
    project.schemes.save(merge_labels(project.scheme, "location", "source"))
    project.work_as("Mei")
    assert [one.reason for one in project.finding.find("Kyiv", "source").hits] == ["tagged"]
    assert project.bulk.tag([(article, 3, 7)], "source").known == 1
