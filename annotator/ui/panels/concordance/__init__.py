"""Parts of the concordance page: the query, lines around a hit, articles, what is tagged unlike.

Lives here: one file a part; each is given what it shows and says what is wanted of it.
May import: what panels may; models, widgets and the look.
One more: a file, a line in `annotator.ui.pages.concordance`.
"""
