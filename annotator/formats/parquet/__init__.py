"""Parquet as Hugging Face lays a dataset out: ``data/train-00000.parquet`` … and a dataset card.

A row is an article with all that belongs to it, in columns with the names of our own JSON, so that
nothing is lost. Reads such files, and those of others that have a text a row.

Lives here: ``rows`` (the columns, and a record as a row), ``writing``, ``card`` (the dataset card),
``reading``, ``columns`` (what the columns of others mean), ``tags`` (BIO and its kin as spans).
May import: what a format may; pyarrow where it is used.
One more: a column of ours is a line in ``rows`` and one in ``card``.
"""

from __future__ import annotations

from annotator.formats.base import Format, Option
from annotator.formats.parquet.reading import read
from annotator.formats.parquet.writing import write

FORMAT = Format(
    name="parquet",
    title="Parquet",
    extensions=("parquet",),
    read=read,
    write=write,
    options={
        "license": Option(
            "",
            "Licence that the dataset card names, as Hugging Face spells it: cc-by-4.0.",
            reads=False,
        )
    },
    layout="folder",
    units=("code-points",),
    splits_itself=True,
    needs="pyarrow",
    extra="parquet",
)
