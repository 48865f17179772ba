"""The overview's cards: each shows a part of how far a project is, and opens what it counts.

Lives here: a card a file; ``facts`` (what they show, gathered in the background).
May import: `ui.widgets`, `ui.look`, the model; knows no project but in ``facts``.
One more: a card with ``show_facts``, and its place in ``pages/overview.py``.
"""
