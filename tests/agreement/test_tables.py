"""Tables that other programs read: CSV, Markdown and LaTeX, whatever labels are called."""

from __future__ import annotations

import csv
import io

import pytest

from annotator.agreement.tables import Names, number, table
from annotator.model.agreement import AgreementReport, Measure

NASTY = "50% of $_{a}|~^#\\ & <b> *x* `y` [z]"
NAMES = Names({"figure": "Figure", "odd": NASTY}, {("figure", "value"): "Value"})


def _report(*measures: Measure) -> AgreementReport:
    return AgreementReport(("a",), ("Ann", "Ben", "Mei"), measures, {}, {}, {}, {}, {}, (), (), "")


REPORT = _report(
    Measure("unitizing_alpha", None, ("Ann", "Ben", "Mei"), 2 / 3, 1271, 0.6, 0.7),
    Measure("f1_exact", "odd", ("Ann", "Ben"), None, 0, why="nothing marked"),
    Measure("value_alpha", "figure", ("Ann", "Ben", "Mei"), -0.25, 40, attribute="value"),
)


def test_csv_has_whole_numbers_and_keys() -> None:
    rows = list(csv.DictReader(io.StringIO(table(REPORT, "csv", NAMES))))
    assert rows[0] == {
        "measure": "unitizing_alpha", "label": "", "attribute": "",
        "annotators": "Ann, Ben, Mei", "value": repr(2 / 3), "low": "0.6", "high": "0.7",
        "n": "1271", "why": "",
    }  # fmt: skip
    assert (rows[1]["label"], rows[1]["value"], rows[1]["why"]) == ("odd", "", "nothing marked")
    assert rows[2]["attribute"] == "value"


def test_markdown() -> None:
    lines = table(REPORT, "markdown", NAMES).splitlines()
    assert lines[1] == "| --- | --- | --- | ---: | ---: | ---: | --- |"
    assert lines[2] == (
        "| Krippendorff’s α, unitising | all labels | all | 0.67 | 0.60 to 0.70 | 1,271 |  |"
    )
    assert lines[3].startswith("| F1, same edges | 50% of $\\_\\{a\\}\\|\\~^\\#\\\\ & \\<b\\> ")
    assert lines[4] == "| Krippendorff’s α, values | Figure: Value | all | −0.25 |  | 40 |  |"


def test_latex() -> None:
    lines = table(REPORT, "latex", NAMES).splitlines()
    assert lines[0] == r"\begin{tabular}{lllrrrl}"
    assert lines[-1] == r"\end{tabular}"
    assert lines[2].endswith(r"95 \% interval & n & note \\")
    assert lines[4] == (
        r"Krippendorff's $\alpha$, unitising & all labels & all & 0.67 & 0.60 to 0.70 & 1,271 &  \\"
    )
    assert lines[5].startswith(
        r"F1, same edges & 50\% of \$\_\{a\}|\textasciitilde{}\textasciicircum{}\#"
        r"\textbackslash{} \& \textless{}b\textgreater{}"
    )
    assert "$-$0.25" in lines[6]
    # Every row has as many cells as there are columns.
    assert {line.replace(r"\&", "").count("&") for line in lines if line.endswith(r"\\")} == {6}


@pytest.mark.parametrize(
    ("value", "words"), [(None, "–"), (-0.001, "0.00"), (1.0, "1.00"), (-0.5, "−0.50")]
)
def test_numbers(value: float | None, words: str) -> None:
    assert number(value) == words
