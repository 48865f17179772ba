"""Letters by mail: each is an article, and so is what is attached to it if it is one.

Lives here: ``eml`` (one letter), ``mbox`` (a box of them), ``letters`` (a letter becomes an
article), ``headers`` (what it says of itself), ``bodies`` (its words, and which of them are quoted)
and ``attachments``.
May import: what a format may.
One more: nothing; another kind of box goes beside ``mbox`` and gives its letters to ``letters``.
"""
