"""What fills the window: the welcome page, and the page of each of the three jobs.

Lives here: how panels are put together, and what joins them to the desk.
May import: ``ui.panels``, ``ui.editor``, ``ui.widgets``, the hub and the desk.
One more: a file here and a line in ``window.py``.
"""
