"""Lists of things that can be done, filtered by typing: the palette, and the menu at a selection.

Lives here: what a command is, the list that shows and filters them, the two popovers made of it.
May import: ``ui.widgets``, ``ui.look``, `annotator.text`.
One more: another popover of commands is a file here that fills a `CommandList`.
"""
