"""Parts of the window that know nothing of a project: they show what they are given.

Lives here: one part a file. Import a part from its file, so that a window loads only what it shows.
May import: PySide6 and `annotator.ui.look`.
One more: a file of its own, painted in the tokens of the look, reachable by keyboard and with an
accessible name; a row in the gallery (``python -m tests.ui.gallery``) and a test.
"""
