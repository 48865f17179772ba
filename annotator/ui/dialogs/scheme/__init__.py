"""The sheets of the scheme's page.

Lives here: one attribute, short questions (names, merging, leaving), versions, what is touched.
May import: what dialogs may, and the parts of the scheme's page that a sheet shows.
One more: a file with a `Sheet`, opened by `annotator.ui.verbs.scheme_steps`.
"""
