"""The panels of the review page: a difference's card, the list, the rail, the panes, the tools.

Lives here: a part of the page a file; ``answers``, ``circles``, ``contents``, ``state`` and
``thread`` are the parts of the card.
May import: `ui.review`, `ui.widgets`, `ui.models`, `ui.editor`, `ui.look`.
One more: a file here, and its place in ``pages/review.py``.
"""
