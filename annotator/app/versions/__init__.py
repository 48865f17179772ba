"""Versions of an article: linked, compared, and what was tagged in one carried over to the other.

Lives here: ``versions`` (the verbs), ``offers`` (which articles may be versions of each other) and
``carrying`` (what becomes of one's annotations).
May import: what the application may.
One more: nothing; how texts are compared and spans found again is in `annotator.text`.
"""
