"""What coefficients add up over articles, kept article by article: so a resample is a product.

Every coefficient here is a function of sums over articles. The sums of two thousand resamples of
the articles are one product of sparse matrices, and nothing has to be paired or read again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from annotator.agreement.ratios import Floats


class Column(NamedTuple):
    """One thing that is added up: its first column in the table, and the shape of its columns."""

    first: int
    shape: tuple[int, ...]


class Table(NamedTuple):
    """Numbers by article (rows) and by what they count (columns); most of them are 0.

    ``rows`` is a sparse array of scipy's, ``columns`` says which of its columns are what.
    """

    columns: Mapping[str, Column]
    rows: Any

    @property
    def articles(self) -> int:
        """The number of articles."""
        return int(self.rows.shape[0])

    def sums(self, weights: Floats) -> dict[str, Floats]:
        """Add rows up.

        Args:
            weights: how often each article counts: a row of numbers for each sum that is wanted.

        Returns:
            for each name an array whose first dimension is the row of ``weights``.
        """
        found = (self.rows.T @ weights.T).T
        return {
            name: found[:, first : first + _size(shape)].reshape(len(found), *shape)
            for name, (first, shape) in self.columns.items()
        }


def table_of(blocks: Mapping[str, Floats]) -> Table:
    """Put blocks of numbers side by side; the first dimension of each is the article."""
    from scipy.sparse import csr_array, hstack  # noqa: PLC0415 - slow to load

    columns: dict[str, Column] = {}
    parts, width = [], 0
    for name, block in blocks.items():
        columns[name] = Column(width, block.shape[1:])
        parts.append(csr_array(block.reshape(len(block), _size(block.shape[1:]))))
        width += parts[-1].shape[1]
    return Table(columns, hstack(parts, format="csr"))


def stacked(tables: Sequence[Table]) -> Table:
    """Put tables of the same columns below one another."""
    from scipy.sparse import vstack  # noqa: PLC0415 - slow to load

    if len(tables) == 1:
        return tables[0]
    return Table(tables[0].columns, vstack([one.rows for one in tables], format="csr"))


def _size(shape: tuple[int, ...]) -> int:
    size = 1
    for length in shape:
        size *= length
    return size
