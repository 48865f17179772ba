"""Where other programs divide by zero: nothing marked, one label, one person empty, no overlap."""

from __future__ import annotations

from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.bootstrap import Resampling
from annotator.model.agreement import MeasureName
from annotator.model.annotation import Annotation
from tests import nasty
from tests.agreement.making import SCHEME, scheme_of, span, spans
from tests.agreement.measuring import Found, marked, measured, plain_scheme, reporter_of

TEXT = "one two three four five six seven eight"
ONE, TWO, THREE, FOUR = (0, 3), (4, 7), (8, 13), (14, 18)
COEFFICIENTS: tuple[MeasureName, ...] = (
    "unitizing_alpha", "krippendorff_alpha", "fleiss_kappa", "cohen_kappa",
)  # fmt: skip
SHARES: tuple[MeasureName, ...] = (
    "f1_exact", "f1_overlap", "semeval_strict", "semeval_exact", "semeval_partial", "semeval_type",
)  # fmt: skip


def _of(left: list[Annotation], right: list[Annotation], text: str = TEXT) -> Found:
    return measured(marked(text, {"A": left, "B": right}))


def test_nothing_marked() -> None:
    found = _of([], [])
    for one in found.measures:
        assert one.value is None
        assert one.why == ("no values" if one.attribute else "nothing marked")
    assert found("cohen_kappa").n == 8


def test_only_one_label_everywhere() -> None:
    whole = span(0, len(TEXT), "figure")
    found = _of([whole], [whole])
    for name in COEFFICIENTS:
        assert (found(name).value, found(name).why) == (
            None,
            "no variation: all is marked the same",
        )
    for name in SHARES:
        assert found.value(name) == 1
    assert found("f1_exact", "source").why == "nothing marked"


def test_identical() -> None:
    same = [span(*ONE, "source"), span(*THREE, "figure")]
    found = _of(same, same)
    for name in (*COEFFICIENTS, *SHARES):
        assert found.value(name) == pytest.approx(1)
        assert found.value(name, "figure") == pytest.approx(1)
    assert found("f1_exact").n == 2


def test_disjoint() -> None:
    found = _of([span(*ONE)], [span(*TWO)])
    for name in SHARES:
        assert found.value(name) == 0
    for name in COEFFICIENTS:
        assert -1 < found.value(name) < 0
    # By hand: 8 words, each has one of them: po = 6/8, pe = (1·1 + 7·7)/64.
    assert found.value("cohen_kappa") == pytest.approx((6 / 8 - 50 / 64) / (14 / 64))


def test_one_annotator_marked_nothing() -> None:
    found = _of([span(*ONE), span(*TWO, "figure")], [])
    for name in SHARES:
        assert found.value(name) == 0
    # Who never varies agrees with others as often as by chance.
    assert found.value("cohen_kappa") == pytest.approx(0)
    assert found.value("fleiss_kappa") < 0
    assert found.value("krippendorff_alpha") < 0
    assert found.value("unitizing_alpha") < 0


def test_one_label_against_another() -> None:
    found = _of([span(*ONE, "source")], [span(*ONE, "figure")])
    assert found.value("semeval_exact") == found.value("semeval_partial") == 1
    assert found.value("semeval_strict") == found.value("semeval_type") == 0
    assert found.value("f1_overlap", "source") == 0


def test_a_text_without_words() -> None:
    found = _of([span(0, 2)], [span(0, 3)], "… — …")
    assert found("cohen_kappa").why == "no words"
    assert found("cohen_kappa").n == 0
    assert found.value("f1_overlap") == 1
    assert found("unitizing_alpha").value is not None
    assert reporter_of([marked("… — …", {"A": [span(0, 2)], "B": []})]).wordless == 1


def test_words_that_touch_are_not_in_each_others_annotations() -> None:
    """Each character is a word here; one beside an annotation is not in it, on either side."""
    found = _of([span(1, 2)], [span(2, 3)], "東京都庁")
    # By hand: of four words the two agree on the outer ones; pe = (1·1 + 3·3) / 16.
    assert found.value("cohen_kappa") == pytest.approx((2 / 4 - 10 / 16) / (6 / 16))
    assert found("cohen_kappa").n == 4


def test_a_word_belongs_to_what_covers_any_of_it() -> None:
    found = _of([span(1, 2)], [span(0, 3)])
    assert found.value("cohen_kappa") == 1
    assert found.value("unitizing_alpha") < 1


def test_a_scheme_without_labels() -> None:
    """Two may well be done with an article before there is any label."""
    found = measured(marked(TEXT, {"A": [], "B": []}), scheme=plain_scheme(()))
    assert {(one.label, one.value, one.why) for one in found.measures} == {
        (None, None, "nothing marked")
    }


def test_an_empty_text() -> None:
    found = _of([], [], "")
    assert {one.value for one in found.measures} == {None}


def test_one_article_has_no_interval() -> None:
    found = measured(
        marked(TEXT, {"A": [span(*ONE)], "B": [span(*ONE), span(*TWO)]}),
        resampling=Resampling(50, 1),
    )
    one = found("f1_exact")
    assert (one.low, one.high, one.why) == (None, None, "no interval: only one article")


def test_nobody_shares_an_article() -> None:
    alone = marked(TEXT, {"A": [span(*ONE)], "B": [span(*ONE)]}, "1")
    other = marked(TEXT, {"C": [span(*ONE)], "D": [span(*TWO)]}, "2")
    found, reporter = measured(alone, other), reporter_of([alone, other])
    assert found("f1_exact", None, "A", "C").why == "no article"
    assert found("f1_exact", None, "A", "C").value is None
    assert found.value("f1_exact", None, "A", "B") == 1
    assert found.value("f1_exact", None, "C", "D") == 0
    # Overall: the counts of all pairs together, not the mean of their values.
    assert found.value("f1_exact") == pytest.approx(2 / 4)
    assert reporter.pairs_apart() == 4


def test_people_may_stand_in_any_order_in_an_article() -> None:
    left, right = [span(*ONE), span(*TWO)], [span(*ONE)]
    straight = measured(marked(TEXT, {"A": left, "B": right}))
    assert measured(marked(TEXT, {"B": right, "A": left})).measures == straight.measures


def test_values_that_cannot_be_compared() -> None:
    scheme = scheme_of(
        {"kind": "quantity", "key": "size"}, {"kind": "flag", "key": "sure"},
        {"kind": "number", "key": "value", "highest": 100},
    )  # fmt: skip
    left = [
        span(*ONE, "figure", size={"value": 1, "unit": "km"}, value=1),
        span(*TWO, "figure", size={"value": 5, "unit": "km"}, value=2, sure=True),
        span(*THREE, "figure", sure=False),
        span(*FOUR, "figure", size={"value": 7, "unit": "km"}),
    ]
    right = [
        span(*ONE, "figure", size={"value": 1000, "unit": "m"}, value=1),
        span(*TWO, "figure", size={"value": 6, "unit": "km"}, value=500, sure=True),
        span(*THREE, "figure", sure=False),
        span(*FOUR, "figure", size="7 km"),
    ]
    found = measured(marked(TEXT, {"A": left, "B": right}), scheme=scheme)
    size = found("value_alpha", "figure", attribute="size")
    assert (size.n, size.why) == (4, "1 match has the value on one side only")
    # By hand, with km alone: 5 and 6, 7 and 7: 1 − 3 · 1 / (4 · 159 − 625).
    assert size.value == pytest.approx(1 - 3 / 11)
    assert found("value_alpha", "figure", attribute="sure").value == 1
    value = found("value_alpha", "figure", attribute="value")
    assert (value.value, value.n) == (None, 2)
    assert value.why == "no variation: all values are the same"


def test_a_large_number_far_from_zero_keeps_its_small_differences() -> None:
    base = 9_000_000_000_000
    left = [span(*at, "figure", value=base + n) for n, at in enumerate((ONE, TWO, THREE))]
    right = [span(*at, "figure", value=base + n) for n, at in enumerate((ONE, TWO, THREE))]
    near = [span(*at, "figure", value=n) for n, at in enumerate((ONE, TWO, THREE))]
    right[0] = span(*ONE, "figure", value=base + 1)
    off = [span(*ONE, "figure", value=1), *near[1:]]
    found = [_of(*sides)("value_alpha", "figure", attribute="value").value
             for sides in ((left, right), (near, off))]  # fmt: skip
    assert found[0] == found[1] != 1


@pytest.mark.parametrize("large", [1e155, 1e200, -1e308, 10**300])
def test_numbers_whose_squares_are_none_do_not_enter(large: float) -> None:
    found = _of(
        [span(*ONE, "figure", value=large), span(*TWO, "figure", value=1)],
        [span(*ONE, "figure", value=2), span(*TWO, "figure", value=3)],
    )("value_alpha", "figure", attribute="value")
    assert found.n == 2
    assert found.value == 0


@given(nasty.texts(max_size=12), st.data())
def test_never_anything_but_numbers(text: str, data: st.DataObject) -> None:
    """Whatever is marked: a finite number or none with its reason, and intervals around it."""
    people = {name: data.draw(_inside(spans(name), len(text))) for name in "ABC"}
    others = {name: data.draw(_inside(spans(name), len(text))) for name in "AB"}
    samples = (marked(text, people, "1"), marked(text, others, "2"))
    for one in measured(*samples, resampling=Resampling(20, 3)).measures:
        if one.value is None:
            assert one.why
            assert one.low is None
        else:
            assert isfinite(one.value)
            assert one.value <= 1 + 1e-9
            assert one.low is None or one.low <= one.high  # type: ignore[operator]


def _inside(
    annotations: st.SearchStrategy[list[Annotation]], length: int
) -> st.SearchStrategy[list[Annotation]]:
    return annotations.map(lambda found: [one for one in found if one.end <= length])


@given(spans("A"), spans("B"), spans("C"))
def test_order_and_names_do_not_matter(
    one: list[Annotation], other: list[Annotation], third: list[Annotation]
) -> None:
    straight = measured(marked("x y z " * 3, {"A": one, "B": other, "C": third}))
    turned = measured(marked("x y z " * 3, {"A": third[::-1], "B": one[::-1], "C": other[::-1]}))
    for measure in straight.measures:
        if len(measure.annotators) == 3:
            found = turned(measure.measure, measure.label, attribute=measure.attribute)
            assert found.n == measure.n
            assert (found.value is None) == (measure.value is None)
            assert measure.value is None or found.value == pytest.approx(measure.value, abs=1e-9)


def test_every_label_of_the_scheme_is_reported() -> None:
    found = _of([span(*ONE)], [])
    assert {one.label for one in found.measures} == {None, *(one.key for one in SCHEME.labels)}
