"""What asks before it does: sheets over the window, freed when they close.

Lives here: one question a file; each is a popover with a scrim and gives its answer by a signal.
May import: ``ui.widgets``, ``ui.look``, what `annotator.app` hands out.
One more: a file here, opened from ``window.py`` or from the panel that asks.
"""
