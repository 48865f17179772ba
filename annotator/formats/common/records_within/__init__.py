"""What an article and its annotations have besides text, span and label, inside other formats.

Lives here: ``written`` (what is kept, as JSON values), ``checked`` (the types that must hold when
it comes back, which are those of our own JSONL), ``back`` (an article with what was kept of it).
May import: what a format may.
One more: a field of ours gets its type in ``jsonl_lines`` and its place in ``written``.
"""
