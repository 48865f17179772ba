"""What shows and takes the values of one kind of attribute.

Lives here: one editor a file, and in ``making.py`` which kind has which.
May import: the look, widgets, lists of commands, and ``..editor`` with what that needs.
One more: a subclass of `Editor`, and its line in ``making.py``.
"""
