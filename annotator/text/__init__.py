"""Pure functions on ``str`` and ``bytes``: everything that can be known from a text alone.

Lives here: taking text in (encodings, newlines, HTML), offsets between units, words, sentences,
zones, finding. Positions are code points of the canonical text, end exclusive, unless a name says
otherwise.
May import: the standard library, text libraries (imported where used when heavy),
`annotator.problems`.
One more: a file named after what it finds out, a function that takes the text and returns
positions, and a property test with the nasty texts of ``tests/nasty.py``.
"""
