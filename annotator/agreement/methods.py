"""The paragraph for a methods section: what was measured, on what, and what was left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from annotator.model.agreement import LeftOut, MeasureName

_MAIN = "Krippendorff’s α for unitising (Krippendorff, Mathet, Bouvry and Widlöcher 2016)"
_ON_WORDS: Mapping[MeasureName, str] = {
    "krippendorff_alpha": "Krippendorff’s nominal α (2011)",
    "cohen_kappa": "Cohen’s κ (1960) for two annotators",
    "fleiss_kappa": "Fleiss’ κ (1971; where numbers of annotators vary, as in Gwet 2014)",
}
_SMALL = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
)  # fmt: skip


class Setting(NamedTuple):
    """What a report is of.

    Attributes:
        articles: how many entered.
        people: how many were compared.
        pairs: how many pairs of spans there are.
        labels: the names of the labels, if not all were chosen.
        since: the first day of the articles, or “”.
        left_out: what did not enter.
        resamples: of the bootstrap; 0 is none.
        seed: its seed.
        measures: which coefficients there are.
        made_by: name and version of the program.
        day: the date.
    """

    articles: int
    people: int
    pairs: int
    labels: Sequence[str]
    since: str
    left_out: Sequence[LeftOut]
    resamples: int
    seed: int
    measures: Collection[MeasureName]
    made_by: str
    day: str


def methods(setting: Setting) -> str:
    """Write the paragraph."""
    if not setting.articles:
        return (
            "Agreement could not be measured: no article was marked by two annotators or more. "
            + _signature(setting)
        )
    said = [_first(setting), *_left_out(setting), *_definitions(setting), _signature(setting)]
    return " ".join(said)


def _first(setting: Setting) -> str:
    since = f" since {setting.since}" if setting.since else ""
    people = "two" if setting.people == 2 else f"at least two of {count(setting.people)}"
    what = _MAIN if "unitizing_alpha" in setting.measures else "Agreement"
    parts = [
        f"{what} over {count(setting.articles, 'article')} marked{since} by {people} annotators",
        f"{count(setting.pairs, 'pair')} of spans",
        f"labels {_listed(setting.labels)} only" if setting.labels else "nominal labels",
        "edges counted in characters",
    ]
    if setting.resamples:
        parts.append(
            f"95 % intervals from {setting.resamples:,} bootstrap resamples of articles "
            f"(percentiles, seed {setting.seed})"
        )
    return "; ".join(parts) + "."


def _left_out(setting: Setting) -> list[str]:
    said = [one.words for one in setting.left_out]
    return [f"Left out: {_listed(said)}."] if said else []


def _definitions(setting: Setting) -> list[str]:
    measures, said = setting.measures, []
    if {"f1_exact", "f1_overlap"} & set(measures):
        said.append(
            "Spans of two annotators are paired one to one for the largest sum of overlaps "
            "(Jaccard index); F1 counts pairs with the same label and the same edges, or the same "
            "label and any overlap, over all pairs of annotators."
        )
    if any(one.startswith("semeval") for one in measures):
        said.append(
            "The schemes strict, exact, partial and type are those of SemEval-2013 task 9.1 "
            "(Segura-Bedmar, Martínez and Herrero-Zazo 2013)."
        )
    words = [name for measure, name in _ON_WORDS.items() if measure in measures]
    if words:
        said.append(
            f"On words: {_listed(words)}; a word has the label of the smallest span that covers "
            "any of it, or none, and for one label by itself it is in such a span or not."
        )
    if "value_alpha" in measures:
        said.append(
            "On values of spans that were matched and have the same label: Krippendorff’s α "
            "(2011), interval for numbers and nominal for choices."
        )
    if "gamma" in measures:
        said.append(
            "γ is that of Mathet, Widlöcher and Métivier (2015), by pygamma-agreement (Titeux and "
            "Riad 2021), disorders added up over articles."
        )
    return said


def _signature(setting: Setting) -> str:
    return f"Worked out with {setting.made_by} on {setting.day}."


def count(number: int, noun: str = "") -> str:
    """Write a number as it is written in a text: small ones as words."""
    word = _SMALL[number] if number < len(_SMALL) else f"{number:,}"
    return f"{word} {noun}{'' if number == 1 else 's'}" if noun else word


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
