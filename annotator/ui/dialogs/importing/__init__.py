"""What is asked before files of other people are taken in.

Lives here: ``labels`` (the sheet that maps their labels to ours) with its ``label_row``, ``words``
(what it says), ``columns`` (the sheet that asks which column of a table is the text), and
``report`` with its ``report_rows`` (what an import took in and left out, told after it).
May import: what a sheet may.
One more: what an import has to ask is a problem with fields, or a report that asks, and a sheet.
"""
