"""The agreement page's cards: each shows a part of one report, and opens the spans behind a number.

Lives here: a card a file; ``reading`` (what the page shows of a report), ``query`` (what a number
stands for).
May import: `ui.widgets`, `ui.look`, the model; knows no project.
One more: a card with ``show_reading`` and the signal ``wanted``, and its place in
``pages/agreement.py``.
"""
