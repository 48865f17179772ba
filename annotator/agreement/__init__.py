"""Where annotators agree and where not: pure functions of their annotations.

Lives here: the alignment of spans and the kinds of difference, units of review, coefficients, each
in a file of its own, and what puts them together for a report.
May import: `annotator.model`, `annotator.text`, numpy and scipy (inside the functions that use
them: they are slow to load).
One more: a coefficient is a file with its source in the docstring, a line in ``measures.py``, and
a test with published figures.
"""
