"""A report of five people whose sums are right: parts add up to wholes."""

from __future__ import annotations

from collections import Counter

from annotator.model.agreement import AgreementReport, LeftOut, Measure, MeasureName, TrendPoint
from annotator.model.unit import DifferenceKind

PEOPLE = ("Amara", "Jonas", "Mei", "Olena", "Tomasz")
_PAIRS = {
    ("Amara", "Jonas"): (0.74, 286),
    ("Amara", "Mei"): (0.71, 301),
    ("Jonas", "Mei"): (0.66, 264),
    ("Amara", "Olena"): (0.72, 148),
    ("Jonas", "Olena"): (0.61, 121),
    ("Mei", "Olena"): (0.70, 97),
    ("Amara", "Tomasz"): (0.63, 31),
    ("Mei", "Tomasz"): (0.55, 23),
}
_KINDS: dict[str | None, dict[DifferenceKind, int]] = {
    "source": {"same": 212, "edges": 131, "missed": 96, "attribute": 30, "value": 8, "label": 9},
    "location": {"same": 301, "edges": 57, "missed": 61, "attribute": 4, "value": 22, "label": 14},
    "figure": {"same": 171, "edges": 48, "missed": 58, "attribute": 6, "value": 38, "label": 5},
}
_BY_LABEL = {None: (0.69, 0.66, 0.73), "location": (0.77, 0.73, 0.81),
             "figure": (0.74, 0.68, 0.79), "source": (0.58, 0.52, 0.64)}  # fmt: skip


def all_kinds() -> dict[DifferenceKind, int]:
    """Add the kinds of all labels up."""
    total: Counter[DifferenceKind] = Counter()
    for counts in _KINDS.values():
        total.update(counts)
    return dict(total)


def agreement_report() -> AgreementReport:
    """Make the report."""
    measures = [
        Measure("unitizing_alpha", label, PEOPLE, value, 10, low, high)
        for label, (value, low, high) in _BY_LABEL.items()
    ]
    overall: tuple[tuple[MeasureName, float], ...] = (("f1_exact", 0.68), ("f1_overlap", 0.88))
    measures += [Measure(name, None, PEOPLE, value, 1271) for name, value in overall]
    measures += [
        Measure("unitizing_alpha", None, pair, value, n, value - 0.06, value + 0.06)
        for pair, (value, n) in _PAIRS.items()
    ]
    measures.append(
        Measure("unitizing_alpha", None, ("Jonas", "Tomasz"), None, 0, why="no article")
    )
    by_pair = {pair: {"same": n // 2, "edges": n - n // 2} for pair, (_, n) in _PAIRS.items()}
    return AgreementReport(
        articles=tuple(f"{n:064x}" for n in range(31)),
        annotators=PEOPLE,
        measures=tuple(measures),
        kinds_by_label={None: all_kinds(), **_KINDS},
        kinds_by_pair=by_pair,  # type: ignore[arg-type]
        kinds_by_outlet={"Blue Star Wire": _KINDS["source"], "": _KINDS["figure"]},
        confusion={
            ("source", "source"): 381, ("location", "location"): 384, ("figure", "figure"): 263,
            ("location", "source"): 17, ("figure", "source"): 3, ("figure", "location"): 8,
            ("source", None): 96, ("location", None): 61, ("figure", None): 58,
        },
        counts={"Amara": 702, "Jonas": 655, "Mei": 640, "Olena": 233, "Tomasz": 58},
        trend=(
            TrendPoint("2025-09-08", 0.52, 210), TrendPoint("2025-09-15", 0.61, 305),
            TrendPoint("2025-09-22", None, 0), TrendPoint("2025-09-29", 0.70, 402),
            TrendPoint("2025-10-06", 0.74, 354),
        ),
        left_out=(LeftOut("articles", 9, "only one annotator"),),
        methods="Krippendorff’s α for unitising (2016) over 31 articles marked by at least two of "
        "five annotators; 1,271 pairs of spans; nominal labels, edges counted in characters; 95 % "
        "intervals from 2,000 bootstrap resamples of articles. Two pairs of annotators share no "
        "article and are left out.",
    )  # fmt: skip
