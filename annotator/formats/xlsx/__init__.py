"""Excel: a workbook with sheets of articles, annotations, relations, verdicts and comments.

Lives here: ``writing`` with ``sheets`` (what is full goes on in the next one); ``reading`` with
``guarding`` (workbooks that may be made to do harm) and ``joining`` (our sheets put together);
``characters``, which both need.
One more: a sheet is a table of `annotator.formats.tables.columns`, written and joined here.
"""

from __future__ import annotations

from annotator.formats.base import Format
from annotator.formats.tables.articles import COLUMN_OPTIONS
from annotator.formats.xlsx.reading import read_workbook
from annotator.formats.xlsx.writing import write_workbook

FORMAT = Format(
    name="xlsx",
    title="Excel",
    extensions=("xlsx", "xlsm"),
    read=read_workbook,
    write=write_workbook,
    options=COLUMN_OPTIONS,
    units=("code-points",),
)
