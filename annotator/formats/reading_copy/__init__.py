"""The reading copy: articles with their annotations as one page for any browser, for reading.

Lives here: ``writing`` (the page as a whole), ``articles`` (one article), ``details`` (what a mark
tells of its annotation), ``pieces`` (the text cut where marks begin and end, and their lanes) and
``colours`` (the looks of labels). The style sheet and the script are in
``resources/reading-copy``.
May import: what a format may.
One more: something that an annotation tells goes into ``details``.
"""
