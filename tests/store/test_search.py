"""Search finds words and phrases, takes nothing for a command, and points at the match."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import Project
from annotator.model.search import Hit
from annotator.problems import UserProblem
from tests.nasty import CANONICAL, raw_texts

FIRE = "Fire in the valley\n\nAbout 600 km² burned, Olena said. The wind turned."
TALKS = "Talks in Zürich\n\nThe minister’s envoys met near the lake; the wind was cold."
NASTY = (
    "😀🇺🇦 \x01\x02 東京 𝔏 Cafe\u0301 \ufeff "
    'the needle\u2028near AND far, NOT (here) OR NEAR a*b “quote” "x" col:umn'
)


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A project that is only read here."""
    path = tmp_path_factory.mktemp("searched") / "talks.annot"
    with Project.create(path, annotator="Olena") as project:
        for text in (FIRE, TALKS, NASTY):
            project.import_text(text)
    with Project.open(path, read_only=True) as project:
        yield project


def titles(project: Project, query: str) -> list[str]:
    return sorted(hit.title.split()[0] for hit in project.search(query))


def matched(project: Project, hit: Hit) -> str:
    return project.article(hit.article).text[hit.start : hit.end]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("fire", ["Fire"]),
        ("FIRE valley", ["Fire"]),
        ("wind", ["Fire", "Talks"]),
        ("wind fire", ["Fire"]),
        ("zurich", ["Talks"]),
        ("Zürich", ["Talks"]),
        ("Zu\u0308rich", ["Talks"]),
        ("win", []),
        ("win*", ["Fire", "Talks"]),
        ("win* val*", ["Fire"]),
        ('"the wind"', ["Fire", "Talks"]),
        ('"wind turned"', ["Fire"]),
        ('"turned wind"', []),
        ('"wind turned" olena', ["Fire"]),
        ('"wind turned', ["Fire"]),
        ("minister’s", ["Talks"]),
        ("minister's", ["Talks"]),
        ("cafe", ["😀🇺🇦"]),
        ("600 km²", ["Fire"]),
        ("東京", ["😀🇺🇦"]),
        ("needle near", ["😀🇺🇦"]),
    ],
)
def test_words_phrases_and_beginnings_are_found(
    searched: Project, query: str, found: list[str]
) -> None:
    assert titles(searched, query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("fire or minister", []),
        ("fire NOT olena", []),
        ("AND", ["😀🇺🇦"]),
        ("near AND far", ["😀🇺🇦"]),
        ("NEAR", ["Talks", "😀🇺🇦"]),
        ("text:fire", []),
        ("col:umn", ["😀🇺🇦"]),
        ("^fire", ["Fire"]),
        ("fire + valley", ["Fire"]),
        ("(fire)", ["Fire"]),
        ("fire)", ["Fire"]),
        ("- fire", ["Fire"]),
        ("fire OR", []),
        ("OR fire", []),
        ("{fire}", ["Fire"]),
        ("'fire'", ["Fire"]),
        ("fire; DROP TABLE text", []),
        ("*fire*", ["Fire"]),
        ("a*b", ["😀🇺🇦"]),
        ('"fire" "', ["Fire"]),
        ('""fire', ["Fire"]),
        ('" fire', ["Fire"]),
        ("600\0km²", ["Fire"]),
        ("fire \ud800", ["Fire"]),
        ("fire ! ? …", ["Fire"]),
    ],
)
def test_nothing_in_a_query_is_a_command(searched: Project, query: str, found: list[str]) -> None:
    assert titles(searched, query) == found


@pytest.mark.parametrize("query", ["", " ", '"', '""', "*", "!", "… – ()", "\u0301", "\0"])
def test_a_query_without_a_word_is_refused(searched: Project, query: str) -> None:
    with pytest.raises(UserProblem) as problem:
        searched.search(query)
    assert str(problem.value) == "Type at least one word to search for."


@settings(max_examples=300)
@given(
    query=st.lists(
        st.sampled_from(
            ["fire", "AND", "OR", "NOT", "NEAR", '"', "*", "(", ")", "^", ":", "+", "-", ",", "'"]
        )
        | raw_texts(max_size=2),
        max_size=8,
    ).map(" ".join)
    | raw_texts(max_size=8)
    | st.text(max_size=12)
)
def test_no_query_is_an_error(searched: Project, query: str) -> None:
    try:
        hits = searched.search(query)
    except UserProblem:
        return
    for hit in hits:
        # What was found by what is not there has no match to point at.
        assert matched(searched, hit) or not hit.marks


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("fire OR minister", ["Fire", "Talks"]),
        ("wind fire OR minister", ["Fire", "Talks"]),
        ("wind -fire", ["Talks"]),
        ("wind -(fire valley)", ["Talks"]),
        ("-fire", ["Talks", "😀🇺🇦"]),
        ("-fire -needle", ["Talks"]),
        ('wind -"wind turned"', ["Talks"]),
        ("near(fire valley, 2)", ["Fire"]),
        ("NEAR(fire valley, 1)", []),
        ("near(fire wind)", ["Fire"]),
        ('near("the wind" col*, 1)', ["Talks"]),
        ("near(fire 😀)", []),
        ("😀", ["😀🇺🇦"]),
        ("🇺🇦 needle", ["😀🇺🇦"]),
        ("🇺🇦 fire", []),
        ("fire OR 🇺🇦", ["Fire", "😀🇺🇦"]),
        ("wind -🇺🇦", ["Fire", "Talks"]),
        ("東", ["😀🇺🇦"]),
        ("東*", ["😀🇺🇦"]),
        ("title:talks", ["Talks"]),
        ("-title:talks wind", ["Fire"]),
        ("title:talks,fire", ["Fire", "Talks"]),
        ("title:talks OR title:fire wind", ["Fire", "Talks"]),
        ("zone:headline fire", ["Fire"]),
        ("zone:body talks", []),
        ("outlet:reuters", []),
        ("date:2026", []),
        ("status:open wind", ["Fire", "Talks"]),
        ("status:done", []),
    ],
)
def test_the_language_of_queries(searched: Project, query: str, found: list[str]) -> None:
    assert titles(searched, query) == found


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("lable:figure", "There is no field “lable”. Did you mean label:"),
        ("label:figur", "There is no label “figur”. Did you mean figure?"),
        ("label:xyz fire", "There is no label “xyz”; there are source, location, figure."),
        ("annotator:Mei", "There is no annotator “Mei”; there are Olena."),
        ("date:yesterday", "“yesterday” is no date. Write a date as 2026,"),
        ("status:finished", "“finished” is no status. There are open, begun, done, look."),
        ("zone:footer", "There is no zone “footer”"),
        ("label:figure OR fire", "OR cannot join label: and words."),
        ("label:figure OR outlet:reuters", "OR cannot join label: and outlet: here."),
        ("(label:figure fire)", "Fields cannot stand in brackets"),
        ("-value:x fire", "-value: says something of annotations"),
        ("label:none annotator:olena", "label:none looks for words without a label"),
    ],
)
def test_a_wrong_query_is_said_in_plain_words(searched: Project, query: str, said: str) -> None:
    with pytest.raises(UserProblem) as problem:
        searched.search(query)
    assert str(problem.value).startswith(said)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("needle", "needle"),
        ("“quote”", "quote"),
        ("cafe", "Cafe\u0301"),
        ("東京", "東京"),
        ("near*", "near"),
        ('"needle near"', "needle\u2028near"),
        ("far NOT", "far"),
    ],
)
def test_a_hit_points_at_the_match(searched: Project, query: str, words: str) -> None:
    hit = next(one for one in searched.search(query) if one.title.startswith("😀"))
    assert unicodedata.normalize("NFC", matched(searched, hit)) in (
        unicodedata.normalize("NFC", words),
        words,
    )
    assert [hit.snippet[start:end] for start, end in hit.marks]
    assert "\x01" not in hit.snippet.replace("\x01\x02", "")


def test_a_snippet_marks_every_match_in_it(searched: Project) -> None:
    (hit,) = searched.search("wind olena")
    assert hit.title == "Fire in the valley"
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["Olena", "wind"]
    assert "\n" not in hit.snippet


def test_a_long_article_is_shown_around_the_match(project: Project) -> None:
    article = project.import_text("Word " * 500 + "needle" + " word" * 500)
    (hit,) = project.search("needle")
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")
    assert len(hit.snippet) < 200
    assert article.text[hit.start : hit.end] == "needle"


def test_a_match_is_found_in_every_nasty_text(project: Project) -> None:
    for name, text in CANONICAL.items():
        if text.strip():
            article = project.import_text(f"{text}\nneedle {name}")
            hit = next(one for one in project.search("needle", 100) if one.article == article.id)
            assert article.text[hit.start : hit.end] == "needle", name


def test_an_article_whose_import_was_undone_is_not_found(project: Project) -> None:
    project.import_text(FIRE)
    project.import_text(TALKS)
    project.undo()
    assert titles(project, "wind") == ["Fire"]
    assert project.corpus.search("wind")[1] == 1
    project.redo()
    assert titles(project, "wind") == ["Fire", "Talks"]
    project.undo()
    project.import_text(TALKS)
    assert titles(project, "wind") == ["Fire", "Talks"]


def test_the_best_come_first_and_all_are_counted(project: Project) -> None:
    for n in range(12):
        project.import_text(f"Article {n}. " + "wind " * (n + 1) + "calm " * (12 - n))
    hits, count = project.corpus.search("wind", limit=5)
    assert count == 12
    assert hits[0].title.split(".")[0] == "Article 11"
    assert len(hits) == 5
