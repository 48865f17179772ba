"""Sheets about articles: their details and notes, their zones, their copies, why they are retired.

Lives here: ``sheet`` (details of one article or several) with its parts, ``zones`` (the paragraphs
and their roles), ``copies`` (what is nearly the same), ``ask_words`` (a flag, a reason).
May import: what a sheet may.
One more: a file with a `Sheet`, opened by `ui.verbs.articles`.
"""
