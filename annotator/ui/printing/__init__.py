"""Paper: an article with its annotations on pages, for a printer, a PDF file or the preview.

Lives here: how things are set on paper, always in the light theme. A unit is 1/144 inch.
May import: PySide6, `ui.look`, `ui.editor` for where words stand, `app.printout`.
One more: a kind of thing on a page is an `Item` in a file of its own, which `document` puts in its
place.
"""
