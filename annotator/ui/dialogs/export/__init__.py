"""The sheet of an export.

Lives here: ``sheet`` (how its parts stand together), ``facts`` (what is read in the background),
``choosing`` (whose annotations of which articles), ``format_list``, ``honesty`` (what the format
cannot hold), ``first_records``, ``option_row``, ``spans`` (the annotations a number counts).
May import: what a dialog may.
One more: a choice that every format has is a filter in ``choosing``; one of a single format is an
option of that format and comes here by itself.
"""
