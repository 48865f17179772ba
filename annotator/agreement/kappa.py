"""Kappa: agreement on categories beyond chance, by Cohen for two and by Fleiss for any number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.agreement.ratios import ratio, total

if TYPE_CHECKING:
    from annotator.agreement.ratios import Floats


def cohen(same: Floats, left: Floats, right: Floats) -> Floats:
    """Give Cohen's kappa; NaN where both put everything into one and the same category.

    Cohen, “A Coefficient of Agreement for Nominal Scales”, Educational and Psychological
    Measurement 20 (1960): κ = (po − pe) / (1 − pe), where chance is what the two would agree on if
    each spread their own categories at random.

    Args:
        same: by category (last dimension), how many things both put there.
        left: how many the first annotator put there.
        right: how many the second one did.
    """
    number = total(left)
    observed = ratio(total(same), number)
    expected = ratio(total(left * right), number**2)
    return ratio(observed - expected, 1 - expected)


def fleiss(same: Floats, shares: Floats) -> Floats:
    """Give Fleiss' kappa; NaN where all put everything into one category.

    Fleiss, “Measuring Nominal Scale Agreement Among Many Raters”, Psychological Bulletin 76 (1971).
    There all things have the same number of raters. Where they have not, each thing counts once,
    whoever many rated it, as in Gwet, “Handbook of Inter-Rater Reliability” (4th ed., 2014), ch. 2.

    Args:
        same: by category (last dimension), the sum over things of n(n − 1) / r(r − 1), where r
            people rated the thing and n of them put it there.
        shares: the sum over things of n / r.
    """
    number = total(shares)
    observed = ratio(total(same), number)
    expected = ratio(total(shares**2), number**2)
    return ratio(observed - expected, 1 - expected)
