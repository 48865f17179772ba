"""Qt item models over what is on the desk and in the project.

Lives here: one model a file; rows are fetched as they are looked at.
May import: `annotator.model`, the hub and the desk; paints nothing.
One more: where all things are at hand, a `RowList` where they are shown (``row_list.py``); else a
file with a QAbstractItemModel, and a test of it under QAbstractItemModelTester.
"""
