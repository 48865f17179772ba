"""Assigning rows to columns for the largest sum of weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_DENSE = 250_000
"""Cells up to which a matrix is written out whole."""


Weights = Mapping[int, Mapping[int, int]]
"""By row and column, each named by a number; what is not there is 0."""


def assign(rows: Sequence[int], columns: Sequence[int], weights: Weights) -> list[tuple[int, int]]:
    """Assign rows to columns for the largest sum of weights; what has no weight stays alone.

    Args:
        rows: the rows' numbers, in the order that decides between equals.
        columns: the columns' numbers, likewise.
        weights: how much each pair counts, 0 or more; every row and column has one.
    """
    if len(rows) == 1:
        (i,) = rows
        return [(i, max(columns, key=lambda j: weights[i].get(j, 0)))]
    if len(columns) == 1:
        (j,) = columns
        return [(max(rows, key=lambda i: weights[i].get(j, 0)), j)]
    if len(rows) == len(columns) == 2:
        (a, b), (c, d) = rows, columns
        straight = weights[a].get(c, 0) + weights[b].get(d, 0)
        crossed = weights[a].get(d, 0) + weights[b].get(c, 0)
        found = [(a, c), (b, d)] if straight >= crossed else [(a, d), (b, c)]
    elif len(rows) * len(columns) <= _DENSE:
        found = _assign_dense(rows, columns, weights)
    else:
        found = _assign_sparse(rows, columns, weights)
    return [(i, j) for i, j in found if weights[i].get(j)]


def _assign_dense(
    rows: Sequence[int], columns: Sequence[int], weights: Weights
) -> list[tuple[int, int]]:
    import numpy as np  # noqa: PLC0415 - slow to load
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - slow to load

    matrix = np.array([[weights[i].get(j, 0) for j in columns] for i in rows], dtype=float)
    return [
        (rows[i], columns[j])
        for i, j in zip(*linear_sum_assignment(matrix, maximize=True), strict=True)
    ]


def _assign_sparse(
    rows: Sequence[int], columns: Sequence[int], weights: Weights
) -> list[tuple[int, int]]:
    """Assign where most have nothing to do with each other: a thousand spans within a long one.

    Every row has a column of its own besides, which stands for nobody.
    """
    import numpy as np  # noqa: PLC0415 - slow to load
    from scipy.sparse import csr_array  # noqa: PLC0415 - slow to load
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching  # noqa: PLC0415 - as above

    at = {j: number for number, j in enumerate(columns)}
    cells = [(n, at[j], 1 + weight) for n, i in enumerate(rows) for j, weight in weights[i].items()]
    cells += [(n, len(columns) + n, 1) for n in range(len(rows))]
    n, m, value = zip(*cells, strict=True)
    matrix = csr_array(
        (np.array(value, dtype=float), (n, m)), shape=(len(rows), len(columns) + len(rows))
    )
    found = zip(*min_weight_full_bipartite_matching(matrix, maximize=True), strict=True)
    return [(rows[i], columns[j]) for i, j in found if j < len(columns)]
