"""Fragments, splitting, joining: what becomes of words, values, notes and relations."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import Project
from annotator.app.shaping import has_words, parted, united
from annotator.model.article import Article
from annotator.model.scheme import Scheme
from annotator.problems import UserProblem
from tests.nasty import texts

TEXT = (
    "Prime Minister Netanyahu and Defence Minister Gallant said on Tuesday that 600 km² and "
    "about 70 houses burned near Kyiv 🇺🇦."
)
SCHEME: dict[str, Any] = {
    "name": "Press",
    "labels": [
        {
            "key": "source",
            "name": "Source",
            "attributes": [
                {"key": "kind", "kind": "choice", "choices": ["named", "unnamed"]},
                {"key": "direct", "kind": "flag"},
                {"key": "person", "kind": "text"},
                {"key": "same", "kind": "link", "labels": ["source"]},
            ],
        },
        {"key": "figure", "name": "Figure", "attributes": [{"key": "value", "kind": "number"}]},
    ],
    "relations": [
        {"key": "says", "name": "Says", "sources": ["source"], "targets": ["figure"]},
        {"key": "knows", "name": "Knows", "sources": ["source"], "targets": ["source"]},
    ],
}


@pytest.fixture
def project(tmp_path: Path) -> Any:
    scheme = Scheme.model_validate(SCHEME)
    with Project.create(tmp_path / "press.annot", annotator="Olena", scheme=scheme) as made:
        yield made
        assert made.check() == []


@pytest.fixture
def article(project: Project) -> Article:
    return project.import_text(TEXT)


def _tag(project: Project, words: str, label: str = "source", **fields: Any) -> str:
    start = TEXT.index(words)
    (article,) = project.articles()
    return project.annotate(article.id, start, start + len(words), label, **fields).id


def _quotes(project: Project) -> list[str]:
    return [one.quote for one in project.annotations()]


def _steps(project: Project) -> int:
    return sum(1 for _ in project.history())


# Fragments


def test_words_are_added_as_a_fragment(project: Project, article: Article) -> None:
    made = _tag(project, "Prime Minister", note="kept")
    start = TEXT.index("Gallant")
    changed = project.shaping.add_words(made, [(start, start + 7)])
    assert changed.quote == "Prime Minister Gallant"
    assert changed.fragments == ((0, 14), (start, start + 7))
    assert changed.note == "kept"
    # What has no words between it is no fragment of its own.
    changed = project.shaping.add_words(made, [(15, 24)])
    assert changed.fragments[0] == (0, 24)
    step = project.next_undo()
    assert step is not None
    assert step.title == "Add words to source"
    project.undo()
    project.undo()
    assert _quotes(project) == ["Prime Minister"]


def test_a_fragment_is_taken_out(project: Project, article: Article) -> None:
    made = _tag(project, "Prime Minister")
    start = TEXT.index("Gallant")
    project.shaping.add_words(made, [(start, start + 7)])
    with pytest.raises(UserProblem, match="no words of that annotation"):
        project.shaping.take_out(made, start - 3)
    assert project.shaping.take_out(made, 3).quote == "Gallant"
    with pytest.raises(UserProblem, match="only words"):
        project.shaping.take_out(made, start)


def test_only_the_owner_shapes(project: Project, article: Article) -> None:
    made = _tag(project, "Prime Minister Netanyahu")
    other = _tag(project, "Gallant")
    project.work_as("Amara")
    shaping = project.shaping
    for verb in (
        lambda: shaping.add_words(made, [(50, 52)]),
        lambda: shaping.take_out(made, 2),
        lambda: shaping.split(made, 15),
        lambda: shaping.join([made, other]),
    ):
        before = _steps(project)
        with pytest.raises(UserProblem, match="only Olena can change it"):
            verb()
        assert _steps(project) == before


# Splitting


def test_a_split_keeps_values_with_the_first_and_kinds_with_both(
    project: Project, article: Article
) -> None:
    values = {"kind": "named", "direct": True, "person": "Netanyahu"}
    whole = "Prime Minister Netanyahu and Defence Minister Gallant"
    made = _tag(project, whole, attributes=values, note="two", certainty="unsure")
    figure = _tag(project, "600 km²", "figure")
    project.relate(made, "says", figure)
    before = _steps(project)
    split = project.shaping.split(made, TEXT.index("Defence"))
    assert _steps(project) == before + 1
    assert (split.first.id, split.first.quote) == (made, "Prime Minister Netanyahu and")
    assert (split.first.attributes, split.first.note) == (values, "two")
    assert split.second.quote == "Defence Minister Gallant"
    assert split.second.attributes == {"kind": "named", "direct": True}
    assert (split.second.note, split.second.certainty) == ("", "unsure")
    assert (split.stayed, split.note, split.relations) == (("person",), True, 1)
    project.undo()
    assert [one.attributes for one in project.annotations(labels=["source"])] == [values]


def test_a_split_between_fragments(project: Project, article: Article) -> None:
    made = _tag(project, "Prime Minister")
    start = TEXT.index("Gallant")
    project.shaping.add_words(made, [(start, start + 7)])
    split = project.shaping.split(made, start - 5)
    assert (split.first.quote, split.second.quote) == ("Prime Minister", "Gallant")


@pytest.mark.parametrize("words", ["Prime Minister Netanyahu", "Gallant"])
def test_there_must_be_words_on_both_sides(project: Project, article: Article, words: str) -> None:
    made = _tag(project, words)
    start = TEXT.index(words)
    for position in (0, start, start + len(words), len(TEXT)):
        with pytest.raises(UserProblem, match="between two of its words"):
            project.shaping.split(made, position)
    assert _quotes(project) == [words]


# Joining


def test_joined_ones_keep_values_notes_and_relations(project: Project, article: Article) -> None:
    first = _tag(
        project, "Prime Minister", attributes={"kind": "named", "person": "B."}, note="one"
    )
    second = _tag(
        project,
        "Netanyahu",
        attributes={"kind": "named", "person": "N.", "direct": True},
        note="two",
        certainty="unsure",
    )
    figure = _tag(project, "600 km²", "figure")
    project.relate(second, "says", figure)
    before = _steps(project)
    joined = project.shaping.join([second, first])
    assert _steps(project) == before + 1
    one = joined.annotation
    assert (one.id, one.quote) == (first, "Prime Minister Netanyahu")
    assert len(one.fragments) == 1
    assert one.attributes == {"kind": "named", "person": "B.", "direct": True}
    assert (one.note, one.certainty) == ("one\ntwo", "unsure")
    assert (joined.dropped, joined.relations) == (("person",), 0)
    (relation,) = project.relations()
    assert (relation.source, relation.target) == (first, figure)
    project.undo()
    (relation,) = project.relations()
    assert relation.source == second
    assert _quotes(project)[:2] == ["Prime Minister", "Netanyahu"]


def test_words_between_part_it_or_are_taken_in(project: Project, article: Article) -> None:
    first, last = _tag(project, "Netanyahu"), _tag(project, "Gallant")
    assert project.shaping.join([first, last]).annotation.quote == "Netanyahu Gallant"
    assert len(project.annotations()[0].fragments) == 2
    project.undo()
    whole = project.shaping.join([first, last], whole=True).annotation
    assert whole.quote == "Netanyahu and Defence Minister Gallant"


def test_relations_that_would_lead_nowhere_or_say_a_thing_twice_go(
    project: Project, article: Article
) -> None:
    first, second = _tag(project, "Netanyahu"), _tag(project, "Gallant")
    figure = _tag(project, "600 km²", "figure")
    project.relate(first, "knows", second)
    project.relate(first, "says", figure)
    project.relate(second, "says", figure)
    joined = project.shaping.join([first, second])
    assert joined.relations == 2
    (relation,) = project.relations()
    assert (relation.type, relation.source, relation.target) == ("says", first, figure)


def test_somebody_elses_relation_goes_and_is_counted(project: Project, article: Article) -> None:
    first, second = _tag(project, "Netanyahu"), _tag(project, "Gallant")
    figure = _tag(project, "600 km²", "figure")
    project.work_as("Amara")
    project.relate(second, "says", figure)
    project.work_as("Olena")
    assert project.shaping.join([first, second]).relations == 1
    assert project.relations() == []


def test_what_does_not_go_together_is_refused(project: Project, article: Article) -> None:
    source, figure = _tag(project, "Netanyahu"), _tag(project, "600 km²", "figure")
    other = project.import_text("Somebody else in another text.")
    far = project.annotate(other.id, 0, 8, "source").id
    for ids, said in (
        ([source], "two annotations"),
        ([source, source], "two annotations"),
        ([source, figure], "one label"),
        ([source, far], "one article"),
    ):
        with pytest.raises(UserProblem, match=said):
            project.shaping.join(ids)
    assert len(project.annotations()) == 3


# Pure rules


@given(texts(), st.data())
def test_parting_and_uniting_lose_no_word(text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(places, places), min_size=1, max_size=4))
    fragments = [(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]
    if not fragments:
        return
    one = united(text, fragments)
    assert all(any(a <= start and end <= b for a, b in one) for start, end in fragments)
    assert all(left[1] < right[0] for left, right in pairwise(one))
    parts = parted(text, one, data.draw(places))
    if parts is not None:
        before, behind = parts
        assert before[0][0] == one[0][0]
        assert behind[-1][1] == one[-1][1]
        assert before[-1][1] <= behind[0][0]
        again = united(text, [*before, *behind])
        assert (again[0][0], again[-1][1]) == (one[0][0], one[-1][1])


def test_signs_between_are_no_words() -> None:
    text = "Ministry, “press” — office"
    assert not has_words(text, 8, 11)
    assert not has_words(text, 5, 5)
    assert has_words(text, 8, 19)
    # The rest of a word that was cut.
    assert has_words(text, 3, 8)


def test_links_lead_to_the_joined_one(project: Project, article: Article) -> None:
    assert project.annotations(article.id) == []
    first = _tag(project, "Prime Minister")
    second = _tag(project, "Netanyahu", attributes={"same": first})
    other = _tag(
        project, "Gallant", attributes={"same": second, "person": "G."}, certainty="unsure"
    )
    project.work_as("Mei")
    theirs = _tag(project, "Kyiv", attributes={"same": second})
    project.work_as("Olena")
    one = project.shaping.join([first, second]).annotation
    assert one.attributes == {}
    led = project.annotating.get(other)
    assert (led.attributes, led.certainty) == ({"same": one.id, "person": "G."}, "unsure")
    assert project.annotating.get(theirs).attributes == {"same": second}
    project.undo()
    assert project.annotating.get(other).attributes["same"] == second
    assert project.annotating.get(second).attributes == {"same": first}
