"""The text view: an article with its annotations, painted, pointed at, tagged from the keyboard.

Lives here: what Qt is shown of a text (``display``, ``parting``), where it stands (``heights``,
``styles``, ``layout``), what is painted on it (``marks``, ``geometry``, ``painting``), and how it
answers to hands (``selecting``, ``keyboard``, ``mouse``). ``view.ArticleView`` joins them and says
by signals what its user wants; it never writes. May import: ``ui.look``, ``ui.widgets``,
`annotator.model`, `annotator.text`. One more: a new thing to paint is a function in ``painting/``
and a line in its order; a new key is a line in ``keyboard.py``.
"""
