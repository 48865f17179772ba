"""spaCy's two formats: DocBin, in which it keeps what it learns from, and its JSON.

Lives here: ``docbin`` and ``doc_json`` (a format each), ``document`` (an article laid out for
spaCy), ``unpacking`` (a DocBin as plain values), ``taking_back`` (a document as a record of ours).
May import: what a format may; spaCy itself in ``docbin`` and ``unpacking``, where it is used.
One more: what spaCy has a new place for goes into ``document`` and comes back in ``taking_back``.
"""
