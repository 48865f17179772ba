"""Other people's libraries, and formulas written out slowly, give the same figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from nervaluate.entities import Entity
from nervaluate.evaluator import EvaluationResult
from nervaluate.strategies import (
    EntityTypeEvaluation,
    EvaluationStrategy,
    ExactEvaluation,
    PartialEvaluation,
    StrictEvaluation,
)
from nltk.metrics import AnnotationTask, interval_distance

from annotator.model.agreement import MeasureName
from annotator.model.annotation import Annotation
from tests.agreement.making import SCHEME, span, spans
from tests.agreement.measuring import Found, coded, marked, measured, plain_scheme

_LABELS = "xyz"
_SCHEME = plain_scheme(_LABELS)
_codes = st.sampled_from((None, *_LABELS))


def _people(count: int) -> st.SearchStrategy[dict[str, list[str | None]]]:
    """What some people say of the same things."""
    row = st.lists(_codes, min_size=3, max_size=12)
    rows = row.flatmap(
        lambda first: st.tuples(
            st.just(first),
            *[st.lists(_codes, min_size=len(first), max_size=len(first))] * (count - 1),
        )
    )
    return rows.map(lambda found: {f"p{number}": list(one) for number, one in enumerate(found)})


def _task(codes: Mapping[str, Sequence[str | None]]) -> AnnotationTask:
    return AnnotationTask(
        [
            (name, str(at), label or "-")
            for name, row in codes.items()
            for at, label in enumerate(row)
        ]
    )


def _varied(codes: Mapping[str, Sequence[str | None]]) -> bool:
    return len({label for row in codes.values() for label in row}) > 1


@given(_people(2))
def test_kappa_and_alpha_of_two_are_nltks(codes: dict[str, list[str | None]]) -> None:
    assume(_varied(codes))
    found, task = measured(coded(codes), scheme=_SCHEME), _task(codes)
    assert found.value("cohen_kappa") == pytest.approx(task.kappa())
    assert found.value("fleiss_kappa") == pytest.approx(task.pi())
    assert found.value("krippendorff_alpha") == pytest.approx(task.alpha())


@given(_people(4))
def test_those_of_several_are_nltks(codes: dict[str, list[str | None]]) -> None:
    assume(_varied(codes))
    found, task = measured(coded(codes), scheme=_SCHEME), _task(codes)
    # nltk's pi of several is Siegel and Castellan's (1988): Fleiss' kappa by another name.
    assert found.value("fleiss_kappa") == pytest.approx(task.pi())
    assert found.value("krippendorff_alpha") == pytest.approx(task.alpha())
    for one, other in combinations(codes, 2):
        two = {name: codes[name] for name in (one, other)}
        kappa = found("cohen_kappa", None, one, other)
        if _varied(two):
            assert kappa.value == pytest.approx(_task(two).kappa())
        else:
            assert kappa.value is None


@given(_people(3), st.sampled_from(_LABELS))
def test_a_label_by_itself_is_a_matter_of_yes_and_no(
    codes: dict[str, list[str | None]], label: str
) -> None:
    alone = {name: [one if one == label else None for one in row] for name, row in codes.items()}
    assume(_varied(alone))
    found, task = measured(coded(codes), scheme=_SCHEME), _task(alone)
    assert found.value("fleiss_kappa", label) == pytest.approx(task.pi())
    assert found.value("krippendorff_alpha", label) == pytest.approx(task.alpha())


@given(st.lists(_people(4), min_size=1, max_size=4), st.data())
def test_alpha_with_people_missing_is_nltks(
    articles: list[dict[str, list[str | None]]], data: st.DataObject
) -> None:
    """Whoever did not take part in an article is missing for its words."""
    samples, rows = [], []
    for number, codes in enumerate(articles):
        here = data.draw(st.lists(st.sampled_from(sorted(codes)), min_size=2, unique=True))
        present = {name: codes[name] for name in sorted(here)}
        samples.append(coded(present, article=str(number)))
        rows += [
            (name, f"{number}/{at}", label or "-")
            for name, row in present.items()
            for at, label in enumerate(row)
        ]
    assume(len({label for _, _, label in rows}) > 1)
    found = measured(*samples, scheme=_SCHEME)
    assert found.value("krippendorff_alpha") == pytest.approx(AnnotationTask(rows).alpha())


@given(st.lists(st.tuples(*[st.integers(-20, 20) | st.none()] * 3), min_size=1, max_size=10))
def test_alpha_of_numbers_is_nltks(things: list[tuple[int | None, ...]]) -> None:
    people: dict[str, list[Annotation]] = {"A": [], "B": [], "C": []}
    rows = []
    for at, values in enumerate(things):
        for name, value in zip(people, values, strict=True):
            if value is not None:
                people[name].append(span(5 * at, 5 * at + 4, "figure", by=name, value=1000 + value))
                rows.append((name, str(at), 1000 + value))
    paired = {
        thing for thing in range(len(things)) if sum(v is not None for v in things[thing]) > 1
    }
    rows = [row for row in rows if int(row[1]) in paired]
    found = measured(marked("word " * len(things), people))(
        "value_alpha", "figure", attribute="value"
    )
    assert found.n == len(rows)
    if len({value for _, _, value in rows}) < 2:
        assert found.value is None
    else:
        expected = AnnotationTask(rows, distance=interval_distance).alpha()
        assert found.value == pytest.approx(expected, abs=1e-9)


# Spans that keep apart, so that there is but one way to pair them.
_apart = st.lists(
    st.tuples(st.integers(0, 2), st.integers(1, 3), st.sampled_from(_LABELS)), max_size=6
).map(
    lambda found: [
        (7 * at + shift, 7 * at + shift + size, label)
        for at, (shift, size, label) in enumerate(found)
    ]
)
_STRATEGIES: Mapping[MeasureName, type[EvaluationStrategy]] = {
    "semeval_strict": StrictEvaluation,
    "semeval_exact": ExactEvaluation,
    "semeval_partial": PartialEvaluation,
    "semeval_type": EntityTypeEvaluation,
}


def _evaluated(
    strategy: type[EvaluationStrategy], gold: Iterable[tuple[int, int, str]],
    test: Iterable[tuple[int, int, str]],
) -> EvaluationResult:  # fmt: skip
    entities = [
        [Entity(label, start, end - 1) for start, end, label in one] for one in (gold, test)
    ]
    return strategy().evaluate(*entities, list(_LABELS))[0]


@given(_apart, _apart)
def test_semeval_is_nervaluates(
    gold: list[tuple[int, int, str]], test: list[tuple[int, int, str]]
) -> None:
    """As long as other labels overlap by half: we pair no others, nervaluate pairs all."""
    for start, end, label in gold:
        for other, last, second in test:
            common = min(end, last) - max(start, other)
            either = max(end, last) - min(start, other)
            assume(common <= 0 or label == second or 2 * common >= either)
    found = measured(
        marked("x" * 60, {"G": [span(*one) for one in gold], "T": [span(*one) for one in test]}),
        scheme=_SCHEME,
    )
    for measure, strategy in _STRATEGIES.items():
        theirs = _evaluated(strategy, gold, test)
        ours = found(measure)
        if not gold and not test:
            assert ours.value is None
            continue
        assert ours.value == pytest.approx(theirs.f1)
        assert ours.n == theirs.possible + theirs.spurious
        for label in _LABELS:
            own = [[one for one in side if one[2] == label] for side in (gold, test)]
            if any(own):
                assert found(measure, label).value == pytest.approx(_evaluated(strategy, *own).f1)


_ORDER = [label.key for label in SCHEME.labels]


def _shown(annotations: Iterable[Annotation], length: int) -> list[tuple[str, int] | None]:
    """Say of every code point whose it is: the label and the number of its unit."""
    shown: list[tuple[str, int] | None] = [None] * length
    pieces = [
        (sum(last - first for first, last in one.fragments), start, end, _ORDER.index(one.label))
        for one in annotations
        for start, end in one.fragments
    ]
    for number, (_, start, end, label) in enumerate(sorted(pieces, reverse=True)):
        shown[start:end] = [(_ORDER[label], number)] * (end - start)
    return shown


def _unitizing_by_characters(people: Sequence[Sequence[Annotation]], length: int) -> float | None:
    """Write the formulas of Krippendorff et al. (2016) out, character by character."""
    rows = [_shown(one, length) for one in people]
    labels = [[None if one is None else one[0] for one in row] for row in rows]
    lengths: dict[str | None, int] = {}
    selves: dict[str | None, int] = {}
    for row in rows:
        size = 0
        for at, one in enumerate(row):
            label = None if one is None else one[0]
            lengths[label] = lengths.get(label, 0) + 1
            if one is None:
                selves[None] = selves.get(None, 0) + 1
                continue
            size = size + 1 if at and row[at - 1] == one else 1
            if at + 1 == length or row[at + 1] != one:
                selves[label] = selves.get(label, 0) + size**2
    total = len(people) * length
    same = sum(
        a == b for one, other in permutations(labels, 2) for a, b in zip(one, other, strict=True)
    )
    observed = total - same / (len(people) - 1)
    chance = total**2 - sum(selves.values())
    by_chance = sum(lengths[label] ** 2 - selves.get(label, 0) for label in lengths)
    expected = total - total * by_chance / chance
    return None if abs(expected) < 1e-9 else 1 - observed / expected


@given(spans("A"), spans("B"), spans("C"))
def test_unitizing_alpha_is_that_of_the_paper(
    one: list[Annotation], other: list[Annotation], third: list[Annotation]
) -> None:
    found: Found = measured(marked("x" * 14, {"A": one, "B": other, "C": third}))
    _same(found("unitizing_alpha").value, _unitizing_by_characters((one, other, third), 14))
    _same(
        found("unitizing_alpha", None, "A", "C").value, _unitizing_by_characters((one, third), 14)
    )
    figures = [[it for it in side if it.label == "figure"] for side in (one, other, third)]
    _same(found("unitizing_alpha", "figure").value, _unitizing_by_characters(figures, 14))


def _same(ours: float | None, theirs: float | None) -> None:
    assert (ours is None) == (theirs is None)
    assert ours is None or ours == pytest.approx(theirs, abs=1e-9)
