"""Lines of a concordance: where they are, what stands around them, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from itertools import product
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import Project
from annotator.app.scheming.labels import merge_labels
from annotator.app.searching import CONTEXT
from annotator.app.sorting_lines import narrowed, sorted_lines
from annotator.model.search import ArticleHead, Concordance, Line, SortKey
from annotator.problems import QueryProblem, UserProblem
from tests.nasty import CANONICAL

FIRST = "Dams\n\nThe old dam held. A new dam broke near Kyiv 🇺🇦, and Kyiv’s dam stood."
SECOND = "Rivers\n\nNo dam was safe, said Kyiv. The low dam broke."


@pytest.fixture
def searched(project: Project) -> Project:
    first = project.import_text(FIRST).id
    second = project.import_text(SECOND).id
    at = FIRST.index("Kyiv")
    project.annotate(first, at, at + 4, "location")
    project.annotate(first, FIRST.index("old"), FIRST.index("held"), "figure", note="x")
    project.work_as("Mei")
    at = SECOND.index("Kyiv")
    project.annotate(
        second, at, at + 4, "source", certainty="unsure", attributes={"kind": "institution"}
    )
    project.work_as("Olena")
    return project


def hits(found: Concordance) -> list[str]:
    return [f"{(one.left.split() or [''])[-1]} {one.hit}" for one in found.lines]


def test_lines_stand_where_the_words_are(searched: Project) -> None:
    found = searched.searching.concordance("dam*")
    assert found.hits == len(found.lines) == 6
    for line in found.lines:
        text = searched.article(found.heads[line.article].id).text
        assert text[line.start : line.end] == line.hit
        flat = text.replace("\n", " ")
        assert flat[max(0, line.start - CONTEXT) : line.start] == line.left
        assert flat[line.end : line.end + CONTEXT] == line.right


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("label:location", ["near Kyiv"]),
        ("label:location,source kyiv", ["near Kyiv", "said Kyiv"]),
        ("label:any -label:location", ["The old dam ", "said Kyiv"]),
        ("label:location dam", []),
        ("label:figure dam", ["The old dam "]),
        ("annotator:mei", ["said Kyiv"]),
        ("annotator:olena kyiv", ["near Kyiv"]),
        ("-annotator:mei label:any kyiv", ["near Kyiv"]),
        ("kyiv label:none", ["and Kyiv"]),
        ("kyiv -label:location", ["and Kyiv", "said Kyiv"]),
        ("kyiv -annotator:mei", ["near Kyiv", "and Kyiv"]),
        ('quote:"KYIV"', ["near Kyiv", "said Kyiv"]),
        ("quote:dam", []),
        ("value:instit", ["said Kyiv"]),
        ("certainty:unsure", ["said Kyiv"]),
        ("label:any -certainty:unsure", ["The old dam ", "near Kyiv"]),
        ("zone:headline dams", [" Dams"]),
        ("dam zone:headline", []),
        ("dam -zone:headline title:rivers", ["No dam", "low dam"]),
        ("🇺🇦", ["Kyiv 🇺🇦"]),
        ("dam broke", ["old dam", "new dam broke", "Kyiv’s dam", "No dam", "low dam broke"]),
        ("new da* broke", [" Dams", "old dam", "A new dam broke", "Kyiv’s dam"]),
        ("kyiv 🇺🇦", ["near Kyiv 🇺🇦", "and Kyiv"]),
        (
            "near(dam kyiv, 2)",
            ["new dam", "near Kyiv", "and Kyiv", "Kyiv’s dam", "said Kyiv", "low dam"],
        ),
    ],
)
def test_what_is_asked_is_lined_up(searched: Project, query: str, found: list[str]) -> None:
    assert hits(searched.searching.concordance(query)) == found


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("outlet:reuters", "Lines stand around words"),
        ("-dam", "Say at least one word to find"),
        ("", "Type at least one word"),
        ("label:nothing x", "There is no label “nothing”"),
    ],
)
def test_what_cannot_be_lined_up_is_said(searched: Project, query: str, said: str) -> None:
    with pytest.raises(UserProblem) as problem:
        searched.searching.concordance(query)
    assert str(problem.value).startswith(said)


def test_what_is_tagged_on_a_hit_stands_on_its_line(searched: Project) -> None:
    lines = searched.searching.concordance("kyiv").lines
    assert [[(m.label, m.annotator) for m in one.marks] for one in lines] == [
        [("location", "Olena")],
        [],
        [("source", "Mei")],
    ]
    spans = [(one.start, one.end) for one in lines[:2]]
    assert searched.searching.marks_on(lines[0].article, spans) == [lines[0].marks, ()]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("left1", ["Kyiv’s dam", "low dam", "new dam", "No dam", "old dam"]),
        ("right1", ["low dam", "new dam", "old dam", "Kyiv’s dam", "No dam"]),
        ("title", ["old dam", "new dam", "Kyiv’s dam", "No dam", "low dam"]),
    ],
)
def test_orders(searched: Project, sort: str, order: list[str]) -> None:
    found = searched.searching.concordance("dam", sort)  # type: ignore[arg-type]
    # “Kyiv’s” is two words to the index, and its last one is an s.
    expected = order if sort != "left1" else [*order[1:], order[0]]
    assert hits(found) == expected


def _lines(words: Sequence[tuple[int, str, str]]) -> list[Line]:
    return [
        Line(article, n, n + 1, left, "x", right) for n, (article, left, right) in enumerate(words)
    ]


_WORDS = st.text("ab ÄéЖ7.,🇺", max_size=8)


@settings(max_examples=150)
@given(
    st.lists(st.tuples(st.integers(1, 3), _WORDS, _WORDS), max_size=30),
    st.sampled_from(get_args(SortKey)),
    st.booleans(),
)
def test_every_order_keeps_all_lines_and_is_stable(
    words: list[tuple[int, str, str]], sort: str, backwards: bool
) -> None:
    lines = _lines(words)
    heads = {n: ArticleHead(str(n), f"t{n % 2}", "", "2026") for n in range(1, 4)}
    once = sorted_lines(lines, heads, sort, backwards=backwards)  # type: ignore[arg-type]
    assert sorted(once) == sorted(lines)
    again = sorted_lines(once, heads, sort, backwards=backwards)  # type: ignore[arg-type]
    assert again == once


def test_many_lines_are_sorted_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = _lines([(1, f"{n * 7919 % 101} w", "") for n in range(300)])
    heads = {1: ArticleHead("1", "", "", "")}
    few = sorted_lines(lines, heads, "left2")
    monkeypatch.setattr("annotator.app.sorting_lines._RUN", 7)
    assert sorted_lines(lines, heads, "left2") == few


def test_filters(searched: Project) -> None:
    found = searched.searching.concordance("kyiv")
    names = {"location": "Location", "source": "Source"}
    for wanted, left in (
        ({"label": "loc"}, 1), ({"title": "RIV"}, 1), ({"left": "near"}, 2), ({"hit": "kyiv"}, 3),
        ({"hit": "stood", "title": "dams"}, 2), ({"date": "2026"}, 0), ({}, 3),
    ):  # fmt: skip
        assert len(narrowed(found.lines, found.heads, wanted, names)) == left, wanted


def test_pieces_come_small_first_and_add_up(project: Project) -> None:
    for n in range(30):
        project.import_text(f"Article {n}. " + "needle here " * 20)
    pieces = list(project.searching.pieces("needle"))
    assert len(pieces[0][0].lines) < 100
    assert pieces[-1][1] == sum(len(piece.lines) for piece, _ in pieces) == 600
    assert sum(len(piece.heads) for piece, _ in pieces) == 30


def test_no_more_lines_are_kept_than_can_be_read(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.app.searching.MOST_LINES", 50)
    for n in range(9):
        project.import_text(f"Article {n}. " + "needle here " * 20)
    found = project.searching.concordance("needle")
    assert (len(found.lines), found.hits) == (50, 180)


def test_every_nasty_text_is_lined_up(project: Project) -> None:
    for name, text in CANONICAL.items():
        if text.strip():
            project.import_text(f"{text} needle\n{name}")
    for query in ("needle", "🇺🇦", "e*", "label:any", "a OR 東京"):
        for line in project.searching.concordance(query).lines:
            assert line.start < line.end
            assert "\n" not in line.left + line.hit + line.right


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("lab", ["label:"]),
        ("dam l", ["label:", "language:"]),
        ("label:", ["source", "location", "figure", "none", "any"]),
        ("label:source,f", ["figure"]),
        ("-label:l", ["location"]),
        ("by:", ["Olena", "Mei"]),
        ("status:d", ["done"]),
        ("zone:b", ["byline", "body", "boilerplate"]),
        ("nothing:x", []),
        ("outlet:tim", ['"The Jean-Paul Times"']),
        ('outlet:"the j', ['"The Jean-Paul Times"']),
        ('dam outlet:"The Jean-Paul T', ['"The Jean-Paul Times"']),
        ("outlet:the", ['"The Jean-Paul Times"']),
        ('"dam lab', []),
        ('annotator:mei,"ol', ["Olena"]),
        ("by:Mei", []),
        ("", []),
    ],
)
def test_names_are_completed(searched: Project, typed: str, offered: list[str]) -> None:
    article = next(searched.articles()).id
    searched.details.change([article], {"outlet": "The Jean-Paul Times"})
    found = searched.searching.completions(typed)
    assert [one.text for one in found] == offered
    for one in found:
        assert typed[one.start :].strip('"').casefold() in one.text.casefold()


def test_a_label_that_was_merged_is_searched_as_the_one_that_stays(searched: Project) -> None:
    before = searched.scheme
    searched.schemes.save(merge_labels(before, "source", "location"), base=before)
    found = searched.searching.concordance("label:location")
    assert hits(found) == ["near Kyiv", "said Kyiv"]
    assert {m.label for one in found.lines for m in one.marks} == {"location"}
    assert searched.inconsistencies.differing() == []


def test_particulars_that_were_edited_last_are_those_of_the_lines(project: Project) -> None:
    article = project.import_text("Kyiv waits\n\nIn Kyiv they wait.\n\nMore of Kyiv.").id
    project.work_as("Mei")
    project.details.change([article], {"title": "Waiting", "outlet": "Reuters"})
    project.details.set_zones(article, ["headline", None, "body", None, "boilerplate"])
    found = project.searching.concordance("kyiv")
    (head,) = found.heads.values()
    assert (head.title, head.outlet) == ("Waiting", "Reuters")
    assert len(project.searching.concordance("kyiv zone:boilerplate").lines) == 1
    assert project.search("kyiv")[0].title == "Waiting"
    project.annotate(article, 0, 4, "location")
    assert [one.untagged for one in project.inconsistencies.untagged()] == [1]


@pytest.mark.parametrize("query", ["zone:body", "label:none", "-label:location", "-dam zone:body"])
def test_where_to_look_takes_words_to_look_for(searched: Project, query: str) -> None:
    with pytest.raises(UserProblem, match="add a word to find"):
        searched.searching.articles(query)


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("kyiv lable:x", "lable"),
        ("kyiv label:figur dam", "label:figur"),
        ('dam by:"nobody here"', 'by:"nobody here"'),
        ("zone:nowhere dam", "zone:nowhere"),
        ("dam status:ready", "status:ready"),
        ("dam outlet:a date:yesterday", "date:yesterday"),
        ("(kyiv label:figure) dam", "label:figure"),
        ("dam OR label:figure", "label:figure"),
        ("label:figure OR zone:body", "label:figure OR zone:body"),
        ("dam -label:figure -value:gov", "value:gov"),
        ("certainty:maybe", "certainty:maybe"),
    ],
)
def test_a_wrong_query_says_where(searched: Project, query: str, part: str) -> None:
    with pytest.raises(QueryProblem) as told:
        searched.searching.check(query)
    assert query[told.value.start : told.value.end] == part


def test_queries_to_begin_with(project: Project) -> None:
    assert project.searching.examples() == []
    article = project.import_text(
        "San Carlos lies near Odesa. Odesa “waits” for 600 km of road."
    ).id
    project.details.change([article], {"outlet": 'The "Bay"'})
    for start, end, label in ((0, 10, "location"), (21, 26, "location"), (45, 51, "figure")):
        project.annotate(article, start, end, label)
    queries = [one.query for one in project.searching.examples()]
    assert queries == [
        '"San Carlos"', "near(San Carlos, 5)", "Odes*", "label:location", "Odesa -label:location",
        'Odesa outlet:"The Bay"',
    ]  # fmt: skip
    for query in queries:
        project.searching.check(query)
    assert len(project.searching.concordance("Odesa -label:location").lines) == 1
    # Whoever works blind is told nothing of others' words and labels.
    project.team.set_blind(blind=True)
    project.work_as("Mei")
    project.session.keeps_blind = True
    assert project.searching.examples() == []


_PARTS = (
    "kyiv", "-kyiv", "🇺🇦", "東", "label:source", "-label:location", "label:none", "-label:any",
    "quote:kyiv", "-quote:x", "by:mei", "-by:mei", "zone:body", "-zone:body", "outlet:x",
    "date:2026", "retired:yes", "near(a b, 3)", "OR", "(", '"dam', "*",
)  # fmt: skip


def test_whatever_is_asked_is_answered_or_refused_in_words(searched: Project) -> None:
    for parts in product(_PARTS, repeat=2):
        for ask in (searched.searching.articles, searched.searching.concordance):
            with suppress(UserProblem):
                ask(" ".join(parts))
