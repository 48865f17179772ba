"""Places of words found without the index are those that the index finds."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import annotator.store.search as searching
from annotator import Project
from annotator.model.query import Near, Term, parse
from annotator.model.query_words import positive
from annotator.model.word_places import word_places
from tests.nasty import CANONICAL

TEXT = (
    "The old dam, the DAM of café and cafe\u0301; a dam-builder’s 1,600 km² near the damaged dam."
)


def found(query: str, text: str = TEXT) -> list[str]:
    return [text[slice(*span)] for span in word_places(text, positive(parse(query).words))]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("dam", ["dam", "DAM", "dam", "dam"]),
        ("dam*", ["dam", "DAM", "dam", "damaged", "dam"]),
        ('"the dam"', ["the DAM"]),
        ('"the da"*', ["the DAM", "the damaged"]),
        ("cafe", ["café", "cafe\u0301"]),
        ("CAFÉ", ["café", "cafe\u0301"]),
        ("builder's", ["builder’s"]),
        ("1,600", ["1,600"]),
        ("near(old dam, 0)", ["old", "dam"]),
        ("near(old café, 3)", []),
        ("near(old café, 4)", ["old", "café"]),
        ("near(dam dam, 0)", []),
        ("river", []),
    ],
)
def test_words_are_found(query: str, words: list[str]) -> None:
    assert found(query) == words


_PARTS = st.sampled_from(
    ["dam", "Dam", "river", "café", "cafe\u0301", "600", "km²", "🇺🇦", "东京", "a", "of", "damage"]
)
_TEXTS = st.lists(st.tuples(_PARTS, st.sampled_from([" ", ", ", "\n", "-", ""])), max_size=40).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=_TEXTS,
    query=st.sampled_from(
        ["dam", "dam*", "cafe", '"dam river"', "dam OR 600", "near(dam river, 2)", '"a of dam"']
    ),
)
def test_they_are_those_of_the_index(
    project: Project, monkeypatch: pytest.MonkeyPatch, text: str, query: str
) -> None:
    article = project.import_text(f"begin {text} end").id
    places: list[list[tuple[int, int]]] = []
    for longest in (50_000, 0):
        monkeypatch.setattr(searching, "_LONG", longest)
        lines = project.searching.concordance(f"{query} article:{article[:16]}").lines
        places.append([(one.start, one.end) for one in lines])
    assert places[0] == places[1]


def test_nasty_texts_are_walked() -> None:
    for text in CANONICAL.values():
        for start, end in word_places(text, [Term("e", prefix=True), Near((Term("a"), Term("b")))]):
            assert 0 <= start < end <= len(text)


def test_a_long_text_is_found_at_once(project: Project) -> None:
    project.import_text("Long\n\n" + "The dam broke near Kyiv. " * 20_000)
    lines = project.searching.concordance("dam").lines
    assert len(lines) == 20_000
    assert lines[7].hit == "dam"
    (hit,) = project.search("kyiv")
    assert hit.snippet.endswith("…")
    assert next(hit.snippet[a:b] for a, b in hit.marks) == "Kyiv"
