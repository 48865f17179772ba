"""Excel: a workbook with sheets of articles, annotations, relations, verdicts and comments.

Lives here: ``writing`` with ``sheets`` (what is full goes on in the next one); ``reading`` with
``streaming`` (workbooks as we write them, row by row) and ``guarding`` (workbooks that may be made
to do harm); ``characters``, which both need.
May import: what a format may, and `annotator.formats.tables`; XlsxWriter and calamine in functions.
One more: a sheet is a table of `annotator.formats.tables.columns`, written and joined there.
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
