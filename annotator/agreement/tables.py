"""The table of coefficients as CSV, Markdown and LaTeX."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from annotator.agreement.names import TITLES
from annotator.model.agreement import AgreementReport, Measure

TableKind = Literal["csv", "markdown", "latex"]

_HEAD = ("measure", "label", "annotators", "value", "95 % interval", "n", "note")
_NUMBERS = (3, 4, 5)
"""Columns that are flush right."""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LATEX = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
    "<": r"\textless{}", ">": r"\textgreater{}", "α": r"$\alpha$", "κ": r"$\kappa$",
    "γ": r"$\gamma$", "−": "$-$", "’": "'",
}  # fmt: skip


class Names(NamedTuple):
    """What labels and attributes are called: labels by key, attributes by keys of both."""

    labels: Mapping[str, str]
    attributes: Mapping[tuple[str, str], str]


def table(report: AgreementReport, kind: TableKind, names: Names) -> str:
    """Write the coefficients of a report; CSV has whole numbers, the others two decimals."""
    writers: Mapping[TableKind, Callable[[AgreementReport, Names], str]] = {
        "csv": _csv,
        "markdown": _markdown,
        "latex": _latex,
    }
    return writers[kind](report, names)


def _csv(report: AgreementReport, _names: Names) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        ("measure", "label", "attribute", "annotators", "value", "low", "high", "n", "why")
    )
    for one in report.measures:
        people = ", ".join(one.annotators)
        writer.writerow(
            (one.measure, one.label or "", one.attribute or "", people,
             one.value, one.low, one.high, one.n, one.why or "")
        )  # fmt: skip
    return out.getvalue()


def _markdown(report: AgreementReport, names: Names) -> str:
    rule = ["---:" if number in _NUMBERS else "---" for number in range(len(_HEAD))]
    rows = [_HEAD, rule, *(map(_for_markdown, row) for row in _rows(report, names))]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _latex(report: AgreementReport, names: Names) -> str:
    columns = "".join("r" if number in _NUMBERS else "l" for number in range(len(_HEAD)))
    lines = [f"\\begin{{tabular}}{{{columns}}}", "\\hline", _latex_row(_HEAD), "\\hline"]
    lines += map(_latex_row, _rows(report, names))
    lines += ["\\hline", "\\end{tabular}"]
    return "\n".join(lines) + "\n"


def _latex_row(row: Iterable[str]) -> str:
    return " & ".join(map(_for_latex, row)) + r" \\"


def _rows(report: AgreementReport, names: Names) -> Iterator[tuple[str, ...]]:
    for one in report.measures:
        yield (
            TITLES[one.measure],
            _label(one, names),
            "all" if one.annotators == report.annotators else " and ".join(one.annotators),
            number(one.value),
            "" if one.low is None else f"{number(one.low)} to {number(one.high)}",
            f"{one.n:,}",
            one.why or "",
        )


def _label(one: Measure, names: Names) -> str:
    if one.label is None:
        return "all labels"
    label = names.labels.get(one.label, one.label)
    if one.attribute is None:
        return label
    attribute = names.attributes.get((one.label, one.attribute), one.attribute)
    return f"{label}: {attribute}"


def number(value: float | None) -> str:
    """Write a coefficient with two decimals; one that is undefined as a dash."""
    if value is None:
        return "–"
    # What rounds to nothing has no sign.
    return f"{round(value, 2) + 0.0:.2f}".replace("-", "−")


def _for_markdown(cell: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(cell.split()))


def _for_latex(cell: str) -> str:
    return "".join(_LATEX.get(letter, letter) for letter in " ".join(cell.split()))
