"""Krippendorff's alpha for things that are given: nominal for categories, interval for numbers.

Krippendorff, “Computing Krippendorff's Alpha-Reliability” (2011): α = 1 − Do / De, from a matrix of
coincidences in which every value of a thing that m people judged meets the m − 1 others, each
meeting counted 1 / (m − 1). What only one person judged does not enter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.agreement.ratios import ratio, total

if TYPE_CHECKING:
    from annotator.agreement.ratios import Floats


def nominal(matches: Floats, values: Floats) -> Floats:
    """Give alpha for categories; NaN where there is only one category.

    Args:
        matches: the diagonal of the matrix of coincidences, by category (last dimension).
        values: how many values are in each category.
    """
    number = total(values)
    observed = 1 - ratio(total(matches), number)
    expected = ratio(number**2 - total(values**2), number * (number - 1))
    return 1 - ratio(observed, expected)


def interval(number: Floats, values: Floats, squares: Floats, apart: Floats) -> Floats:
    """Give alpha for numbers, by the square of their distance; NaN where all are the same.

    Args:
        number: how many values there are.
        values: their sum, best with some value near them taken off each.
        squares: the sum of their squares.
        apart: the sum over coincidences of the square of the distance: over things, of the squares
            over all ordered pairs of values, over m − 1.
    """
    spread = 2 * (number * squares - values**2)  # over all ordered pairs of values
    # Relative to the squares: what rounding leaves of equal numbers is no spread.
    spread = spread * (spread > 1e-12 * number * squares)
    return 1 - ratio(apart * (number - 1), spread)
