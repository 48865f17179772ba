"""WebAnno TSV 3, which WebAnno and older INCEpTION write: read only.

Lives here: ``webanno_tsv`` (the format), ``cells`` (header, lines and cells), ``sentences`` (the
text, and where in it tokens stand), ``layers`` (annotations and links).
May import: what a format may.
One more: a kind of layer is a branch in ``layers``, told by its mark in the header.
"""
