"""Krippendorff's alpha for unitizing: agreement on which stretches of a text are what.

Krippendorff, Mathet, Bouvry and Widlöcher, “On the reliability of unitizing textual continua:
Further developments”, Quality & Quantity 50 (2016), the coefficient uα with the nominal metric.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.agreement.ratios import ratio, total

if TYPE_CHECKING:
    from annotator.agreement.ratios import Floats


def unitizing(matches: Floats, lengths: Floats, selves: Floats) -> Floats:
    """Give uα; NaN where nobody marked anything, or all is marked the same.

    By chance, units are thrown on the text as wholes, and none of them meets itself; what lies
    between units is thrown character by character. In the last dimension, by category, the gaps
    being one:

    Args:
        matches: the length of the intersections in which two people have the same category, each
            counted 1 / (m − 1) in both directions, m being how many people marked the text.
        lengths: the length of all that people put there, together.
        selves: the sum of the squares of the lengths of units; of gaps, their length.
    """
    length = total(lengths)
    observed = 1 - ratio(total(matches), length)
    expected = 1 - ratio(total(lengths**2 - selves), length**2 - total(selves))
    return 1 - ratio(observed, expected)
