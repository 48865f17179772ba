"""The language of queries: what is typed is read as it was meant, and nothing is an error."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.query import (
    FARTHEST,
    FIELDS,
    Condition,
    Near,
    Node,
    Query,
    Term,
    Without,
    parse,
)
from annotator.model.query_words import folded, holds, is_indexed, positive, tokens
from annotator.problems import QueryProblem, UserProblem


def shown(node: Node | None) -> str:
    """Write a node in a form that is easily read."""
    match node:
        case None:
            return ""
        case Term():
            words = f'"{node.text}"' if node.phrase else node.text
            return words + "*" * node.prefix
        case Near():
            return f"near({' '.join(map(shown, node.terms))}, {node.within})"
        case Without():
            return f"-{shown(node.part)}"
    return f"({(' OR ' if node.any else ' ').join(map(shown, node.parts))})"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("dam", "dam"),
        ("dam broke", "(dam broke)"),
        ('"dam broke" now', '("dam broke" now)'),
        ('"dam broke', '"dam broke"'),
        ("“dam broke”", '"dam broke"'),
        ("flood*", "flood*"),
        ('"the flo"*', '"the flo"*'),
        ("*flood*", "flood*"),
        ("a OR b", "(a OR b)"),
        ("a OR b OR c d", "((a OR b OR c) d)"),
        ("a b OR c", "(a (b OR c))"),
        ("a OR", "(a OR)"),
        ("OR a", "(OR a)"),
        ("a or b", "(a or b)"),
        ("a -b", "(a -b)"),
        ("a --b", "(a -b)"),
        ("a - b", "(a b)"),
        ("a−b -c", "(a−b -c)"),
        ("(a OR b) -(c d)", "((a OR b) -(c d))"),
        ("((a", "a"),
        ("a)) b", "(a b)"),
        ("()", ""),
        ("near(a b)", "near(a b, 10)"),
        ("NEAR(a b, 3) c", "(near(a b, 3) c)"),
        ("near(a b,3)", "near(a b, 3)"),
        ('near("a b" c* 4)', 'near("a b" c* 4, 10)'),
        ("near(covid 19)", "near(covid 19, 10)"),
        ("near(a , b)", "near(a b, 10)"),
        ("near(a b, 99999)", f"near(a b, {FARTHEST})"),
        ("near(a", "a"),
        ("near()", ""),
        ("nearby", "nearby"),
        ("12:30 http://x.org", "(12:30 http://x.org)"),
        ("… – !", ""),
        ("😀", "😀"),
        ("$", ""),
        ("label:", ""),
    ],
)
def test_words_are_read(typed: str, read: str) -> None:
    query = parse(typed)
    assert shown(query.words) == read
    assert query.conditions == ()


@pytest.mark.parametrize(
    ("typed", "field", "values", "negated"),
    [
        ("label:figure", "label", ("figure",), False),
        ("LABEL:Figure", "label", ("Figure",), False),
        ("-label:figure", "label", ("figure",), True),
        ("label:a,b", "label", ("a", "b"), False),
        ("label:a OR label:b", "label", ("a", "b"), False),
        ('outlet:"Radio Itata",BBC', "outlet", ("Radio Itata", "BBC"), False),
        ("by:mei", "annotator", ("mei",), False),
        ("date:2026-02..2026-03", "date", ("2026-02..2026-03",), False),
    ],
)
def test_fields_are_read(typed: str, field: str, values: tuple[str, ...], negated: bool) -> None:
    query = parse(f"{typed} dam")
    assert query.conditions == (Condition(FIELDS[field], values, negated),)
    assert query.words == Term("dam")


def test_a_quotation_mark_that_is_left_open_ends_at_the_end() -> None:
    (one,) = parse('outlet:"Radio Itata').conditions
    assert one.values == ("Radio Itata",)


def test_which_fields_want_annotations() -> None:
    assert parse("label:a x").wants_annotations()
    assert not parse("-label:a x").wants_annotations()
    assert not parse("outlet:a x").wants_annotations()
    assert [one.field.name for one in parse("zone:body outlet:a").of("article")] == ["outlet"]


def test_other_fields_may_be_named() -> None:
    flag = FIELDS["status"]._replace(name="flag")
    query = parse("flag:urgent label:a", {"flag": flag})
    assert query == Query(Term("label:a"), (Condition(flag, ("urgent",)),))


@settings(max_examples=500)
@given(
    st.lists(
        st.sampled_from(
            [
                "dam",
                "OR",
                "-",
                "(",
                ")",
                '"',
                "near(",
                ",",
                "5",
                "label:",
                "a",
                "*",
                ":",
                "😀",
                "\0",
            ]
        )
        | st.text(max_size=3),
        max_size=20,
    ).map("".join)
    | st.text(max_size=30)
)
def test_no_query_is_an_error(typed: str) -> None:
    try:
        query = parse(typed)
    except UserProblem:
        return
    for one in positive(query.words):
        for term in one.terms if isinstance(one, Near) else (one,):
            assert term.text.strip()
    if query.words is not None:
        holds("The dam broke near Kyiv 😀.", query.words)


def test_very_deep_queries_are_read() -> None:
    parse("(" * 5_000 + "a")
    parse("-" * 5_000 + "a")
    parse("near(" * 2_000)


@pytest.mark.parametrize(
    ("quote", "typed", "held"),
    [
        ("the old Dam", "dam", True),
        ("the old Dam", "old dam", True),
        ("the old Dam", '"dam old"', False),
        ("the old Dam", "da", False),
        ("the old Dam", "da*", True),
        ("the old Dam", "dam -old", False),
        ("the old Dam", "river OR dam", True),
        ("the old Dam", "near(the dam, 1)", True),
        ("the old Dam", "near(the dam, 0)", False),
        ("Zu\u0308rich", "zurich", True),
        ("CAFÉ", "cafe\u0301", True),
        ("Kyiv’s", "kyiv", True),
        ("about $600", "$600", True),
        ("about 600", "$600", False),
        ("在北京的", "北京", True),
        ("🇺🇦 flag", "🇺🇦", True),
        ("Straße", "strasse", True),
    ],
)
def test_short_texts_hold_what_is_asked(quote: str, typed: str, held: bool) -> None:
    words = parse(typed).words
    assert words is not None
    assert holds(quote, words) is held


@pytest.mark.parametrize(
    ("text", "indexed"),
    [("dam", True), ("café", True), ("كييف", True), ("km²", True), ("C++", False), ("€", False),
     ("東京", False), ("ไทย", False), ("👩‍🌾", False), ("a-b", True)],
)  # fmt: skip
def test_what_the_index_has_words_for(text: str, indexed: bool) -> None:
    assert is_indexed(Term(text)) is indexed


def test_folding() -> None:
    assert folded("ÀÉ İ") == "ae i"
    assert tokens("U.S., 1,600 km² a_b") == ["u", "s", "1", "600", "km2", "a", "b"]


@pytest.mark.parametrize(
    "text",
    [
        "word " * 251,
        " OR ".join(["word"] * 251),
        f"near({'word ' * 251}, 5)",
        "(" + "-word " * 251 + ")",
        "status:" + ",".join(["open"] * 251),
        "w" * 10_001,
    ],
)
def test_what_no_search_can_answer_is_refused(text: str) -> None:
    with pytest.raises(QueryProblem, match="A query has at most"):
        parse(text)


def test_a_distance_of_very_many_digits_is_the_farthest() -> None:
    assert parse(f"near(a b, {'9' * 9_000})").words == parse("near(a b, 1000)").words
