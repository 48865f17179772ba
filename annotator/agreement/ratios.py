"""Division for coefficients: what has no value is “not a number” inside, and never leaves here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    """Numbers in any number of dimensions, of which the last is said where it matters."""

_NOTHING = 1e-12
"""What sums of fractions may be off by; less than that is nothing."""


def ratio(above: Floats, below: Floats) -> Floats:
    """Divide, giving NaN where there is nothing to divide by.

    ``below`` is a share or a count: what is nearer to 0 than 10^-12 is 0.
    """
    import numpy as np  # noqa: PLC0415 - slow to load

    above, below = np.broadcast_arrays(above, below)
    defined = np.abs(below) > _NOTHING
    result: Floats = np.divide(above, below, out=np.full(above.shape, np.nan), where=defined)
    return result


def total(values: Floats) -> Floats:
    """Add up along the last dimension."""
    result: Floats = values.sum(axis=-1)
    return result
