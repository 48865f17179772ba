"""brat standoff: a ``.txt`` and an ``.ann`` an article, in a folder for each annotator.

Lives here: ``brat`` (the format, and how it is written), ``types`` (names of labels, relations and
values, and the configuration that brat asks for), ``pieces`` (fragments within lines), ``kept``
(what is beside the files), ``reading`` and ``ann`` (how it is read).
May import: what a format may.
One more: nothing; a kind of line that is met anew goes into ``ann``.
"""
