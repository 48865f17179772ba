"""The parts of the window that show the project: one panel a file.

Lives here: bars, lists and forms. A panel listens to the hub and the desk and asks the hub to run
verbs; it knows no other panel.
May import: ``ui.widgets``, ``ui.models``, ``ui.look``, the hub and the desk.
One more: a file here, one line in ``pages/tagging.py`` or ``window.py``, one action in
``actions.py``.
"""
