"""What coefficients are called in tables, and where each was published."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.model.agreement import MeasureName

TITLES: Mapping[MeasureName, str] = {
    "unitizing_alpha": "Krippendorff’s α, unitising",
    "krippendorff_alpha": "Krippendorff’s α, words",
    "fleiss_kappa": "Fleiss’ κ, words",
    "cohen_kappa": "Cohen’s κ, words",
    "f1_exact": "F1, same edges",
    "f1_overlap": "F1, any overlap",
    "semeval_strict": "SemEval-2013 F1, strict",
    "semeval_exact": "SemEval-2013 F1, exact",
    "semeval_partial": "SemEval-2013 F1, partial",
    "semeval_type": "SemEval-2013 F1, type",
    "value_alpha": "Krippendorff’s α, values",
    "gamma": "γ",
}
"""In the order in which they stand in tables."""
