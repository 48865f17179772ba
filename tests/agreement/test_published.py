"""Every coefficient gives the figures that were published for it.

The examples go the whole way: things are words of an article, categories are labels, and whoever is
missing for a thing took no part in its article.
"""

from __future__ import annotations

from itertools import product

import pytest

from annotator.model.annotation import Annotation
from tests.agreement.making import span
from tests.agreement.measuring import Found, coded, marked, measured, plain_scheme


def _at(value: float) -> object:
    """Three decimals, as they are printed."""
    return pytest.approx(value, abs=0.0005)


def test_cohens_kappa() -> None:
    """Cohen (1960), “A Coefficient of Agreement for Nominal Scales”, table 2b on p. 45."""
    table = ((88, 14, 18), (10, 40, 10), (2, 6, 12))
    cells = [
        (str(row), str(column))
        for row, column in product(range(3), repeat=2)
        for _ in range(table[row][column])
    ]
    left, right = zip(*cells, strict=True)
    found = measured(coded({"A": left, "B": right}), scheme=plain_scheme("012"))
    assert found("cohen_kappa").n == 200
    assert found.value("cohen_kappa") == _at(0.492)


# Fleiss (1971), “Measuring Nominal Scale Agreement Among Many Raters”, table 1: of 30 patients, how
# many of six psychiatrists diagnosed depression, personality disorder, schizophrenia, neurosis,
# something else.
_DIAGNOSES = (
    "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 "
    "00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"
)


def test_fleiss_kappa() -> None:
    """Fleiss (1971): .430 in all; by category as `kappam.fleiss` of the R package irr prints it."""
    ratings = [
        "".join(str(category) * int(count) for category, count in enumerate(patient))
        for patient in _DIAGNOSES.split()
    ]
    codes = {f"rater {n}": [rating[n] for rating in ratings] for n in range(6)}
    found = measured(coded(codes), scheme=plain_scheme("01234"))
    assert found("fleiss_kappa").n == 30
    assert found.value("fleiss_kappa") == _at(0.430)
    by_category = [found.value("fleiss_kappa", label) for label in "01234"]
    assert by_category == [_at(value) for value in (0.245, 0.245, 0.520, 0.471, 0.566)]


def test_krippendorffs_alpha_of_two_with_two_categories() -> None:
    """Krippendorff (2011), “Computing Krippendorff's Alpha-Reliability”, A: α = .095."""
    codes = {"Meg": "0100000010", "Owen": "1110010000"}
    found = measured(coded(codes), scheme=plain_scheme("01"))
    assert found.value("krippendorff_alpha") == _at(0.095)


def test_krippendorffs_alpha_of_two_with_several_categories() -> None:
    """Krippendorff (2011), B: α = .692."""
    codes = {"Ben": "aabbdcccedda", "Gerry": "babbbccceddd"}
    found = measured(coded(codes), scheme=plain_scheme("abcde"))
    assert found.value("krippendorff_alpha") == _at(0.692)


# Krippendorff (2011), C: twelve things, four people, some of whom did not judge some things.
_FOUR = {
    "A": "123321412...",
    "B": "1233224125.3",
    "C": ".3332342251.",
    "D": "12332441251.",
}


def _things() -> list[dict[str, str]]:
    """Give everybody's judgement of each thing; the last one, judged by one alone, is left out."""
    return [{name: row[at] for name, row in _FOUR.items() if row[at] != "."} for at in range(11)]


def test_krippendorffs_alpha_of_four_with_missing_judgements() -> None:
    """Krippendorff (2011), C: nominal α = .743."""
    samples = [coded(thing, article=f"{n:02}") for n, thing in enumerate(_things())]
    found = measured(*samples, scheme=plain_scheme("12345"))
    assert found("krippendorff_alpha").annotators == ("A", "B", "C", "D")
    assert found.value("krippendorff_alpha") == _at(0.743)


def test_krippendorffs_alpha_of_numbers() -> None:
    """Krippendorff (2011), C: interval α = .849."""
    people = {
        name: [
            span(5 * at, 5 * at + 4, "figure", by=name, value=int(thing[name]))
            for at, thing in enumerate(_things())
            if name in thing
        ]
        for name in _FOUR
    }
    found = measured(marked("word " * 11, people))
    values = found("value_alpha", "figure", attribute="value")
    assert values.value == _at(0.849)
    assert values.n == 40


def _segments() -> Found:
    """Krippendorff (2019), “Content Analysis” (4th ed.), figure 12.11 on p. 340; L is 60."""

    def units(by: str, *rows: tuple[int, int, int]) -> list[Annotation]:
        return [span(first - 1, last, str(label), by=by) for first, last, label in rows]

    return measured(
        marked(
            "x" * 60,
            {"Alex": units("Alex", (1, 7, 1), (8, 13, 2), (31, 32, 5), (33, 37, 6), (38, 44, 6),
                       (45, 60, 7)),
             "Paul": units("Paul", (1, 7, 1), (8, 13, 3), (14, 21, 5), (33, 44, 6)),
             "Suzan": units("Suzan", (1, 7, 1), (8, 13, 4), (14, 21, 5), (33, 37, 6), (38, 41, 6),
                        (42, 44, 6))},
        ),
        scheme=plain_scheme("1234567"),
    )  # fmt: skip


def test_unitizing_alpha() -> None:
    """Krippendorff (2019), section 12.6.3, as in Krippendorff et al. (2016): uα = .510."""
    assert _segments().value("unitizing_alpha") == _at(0.510)


def test_unitizing_alpha_of_one_label() -> None:
    """Krippendorff (2019), section 12.6.4: |uα, all that is marked against the gaps, is .413."""

    def units(by: str, *rows: tuple[int, int]) -> list[Annotation]:
        return [span(first - 1, last, "1", by=by) for first, last in rows]

    found = measured(
        marked(
            "x" * 60,
            {
                "Alex": units("Alex", (1, 7), (8, 13), (31, 32), (33, 37), (38, 44), (45, 60)),
                "Paul": units("Paul", (1, 7), (8, 13), (14, 21), (33, 44)),
                "Suzan": units("Suzan", (1, 7), (8, 13), (14, 21), (33, 37), (38, 41), (42, 44)),
            },
        ),
        scheme=plain_scheme("1"),
    )
    assert found.value("unitizing_alpha") == pytest.approx(0.413, abs=0.002)
    assert found.value("unitizing_alpha", "1") == found.value("unitizing_alpha")


def test_semeval_schemes() -> None:
    """The README of nervaluate: five entities, three of them with other edges."""
    first, second = "the John Smith who works at Google Inc", "in Paris Marie Curie lived in 1895"
    samples = (
        marked(first, {"Gold": [span(4, 14, "PER"), span(28, 38, "ORG")],
                       "Test": [span(9, 18, "PER"), span(28, 38, "ORG")]}, "a"),
        marked(second, {"Gold": [span(3, 8, "LOC"), span(9, 20, "PER"), span(30, 34, "DATE")],
                        "Test": [span(3, 14, "LOC"), span(15, 20, "PER"), span(30, 34, "DATE")]},
               "b"),
    )  # fmt: skip
    found = measured(*samples, scheme=plain_scheme(("PER", "ORG", "LOC", "DATE")))
    assert found("semeval_strict").n == 5
    assert found.value("semeval_strict") == pytest.approx(0.4)
    assert found.value("semeval_exact") == pytest.approx(0.4)
    assert found.value("semeval_partial") == pytest.approx(0.7)
    assert found.value("semeval_type") == pytest.approx(1.0)
    strict = [found.value("semeval_strict", label) for label in ("DATE", "LOC", "ORG", "PER")]
    assert strict == [1.0, 0.0, 1.0, 0.0]
