"""spaCy's two formats: DocBin, in which it keeps what it learns from, and its JSON.

Lives here: ``docbin`` and ``doc_json`` (a format each), ``document`` (an article laid out for
spaCy), ``taking_back`` (the other way).
May import: what a format may; spaCy itself in ``docbin`` alone, where it is used.
"""
