"""Two versions of an article: what changed, and where one's annotations stand now.

Lives here: ``sheet`` (the sheet with its two parts), ``changes`` (the text with what went and what
came), ``carry_list`` and ``carry_rows`` (one's annotations, to be confirmed), ``offers`` (which
articles may be versions) and ``words`` (what they say).
May import: what a sheet may.
One more: another part of the sheet is a segment and a widget in ``sheet``.
"""
