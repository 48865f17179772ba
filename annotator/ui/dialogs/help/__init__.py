"""The manual in the program, and what program this is.

Lives here: ``sheet`` (the list of pages beside the page that is read), ``manual`` (the chapters,
and what is found in them), ``page`` (how a page is set), ``about``.
May import: what a sheet may.
One more: a page is a file in ``resources/help``, named in a chapter of ``manual`` and in a link of
the first page.
"""
