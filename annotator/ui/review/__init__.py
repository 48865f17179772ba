"""What the parts of the review page share: what is on the table, and how it is said.

Lives here: ``desk`` (the article's units, the current one, whose names are hidden), ``count`` (how
much is open in the project), ``units`` and ``marks`` (units as they are listed and painted),
``words`` and ``keys`` (what is said of them).
May import: the hub, the desk, the model; no page, panel or verb.
One more: a file that at least two parts of the page need; what only one needs stands with it.
"""
