"""The window: PySide6 and nothing but the window.

Lives here: ``look/`` (themes, icons, fonts), ``widgets/`` (know nothing of a project),
``models/`` (Qt item models), ``editor/`` (the text view), ``panels/``, ``pages/``, and the window
that joins them through one hub.
May import: `annotator.app` and what it hands out; never `annotator.store`'s SQL. Only here do
Qt's UTF-16 positions exist.
One more: a panel is a file in ``panels/``, one line in ``window.py`` and one action in
``actions.py``.
"""

from __future__ import annotations

from annotator.ui.unread_sources import leave_sources_unread

leave_sources_unread()
