"""The form of the selected annotations: what is known of them, and where it is typed.

Lives here: `form.py` (the panel), what it is made of, and in ``editors`` one file for each kind of
attribute. Editors read and write plain values; the form saves each as one operation.
May import: the look, widgets, the desk and the hub; no other panel.
One more: an editor for a new kind of attribute is a file in ``editors``, and a line in its
``making.py``.
"""
