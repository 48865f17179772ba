"""TEI P5: texts of the humanities, with names marked in them or spans standing off them.

Lives here: ``tei`` (the format), ``writing`` (an article as a document with stand-off spans),
``header`` (what a document says of itself), ``running`` (a text out of its elements, each with its
place), ``spans`` (what is marked in the text and off it). May import: what a format may.
One more: an element that is a span is a name in ``spans``.
"""
