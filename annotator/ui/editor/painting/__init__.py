"""Painting an article: one file a kind of thing, and the order in which they lie on each other.

Lives here: ``article`` (the order), ``washes``, ``lanes``, ``frames``, ``rows``.
May import: ``ui.look``, the chip of ``ui.widgets``; reads a `Scene` and a layout, changes nothing.
One more: a function that paints one block, and its line in ``article.paint_article``.
"""

from annotator.ui.editor.painting.article import paint_article

__all__ = ["paint_article"]
