"""What CSV, TSV, Excel and data packages share: tables of annotations and of articles.

Lives here: ``columns`` (names and order of columns), ``rows`` (a record as rows of cells),
``losses`` (what a table has no column for), ``guard`` (cells that a spreadsheet would take for
formulas), ``delimited`` (files of separated cells: written, decoded, sniffed, walked), ``heads``
(what a table is, by its first row), ``annotations``, ``beside`` and ``assembling`` (rows read
back), ``joining`` (tables of one export put together), ``articles`` (spreadsheets of articles,
read by a mapping of columns), ``dates``, ``reading`` (which of these a table needs), ``cells``.
May import: what a format may, and `annotator.formats.common`.
One more: a column goes into ``columns``, ``rows`` and ``annotations`` or ``beside``.
"""
