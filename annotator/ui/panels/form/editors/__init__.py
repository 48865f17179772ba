"""One editor a file: each shows a value of one kind, and takes another one.

May import: the look, widgets, `annotator.ui.panels.form.editor`.
One more: a subclass of `Editor`, and its line in ``making.py``.
"""
