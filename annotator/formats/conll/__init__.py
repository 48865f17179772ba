"""Formats of tokens and tags: CoNLL-2003 and CoNLL-U.

Lives here: ``conll2003`` and ``conllu`` (the formats, and how they are written),
``reading_conll2003`` and ``reading_conllu``, ``tags`` (spans as tags and back), ``on_tokens``
(annotations laid over tokens), ``side`` (texts and tokens beside a file of tags).
May import: what a format may.
One more: a file that writes, a file that reads, a line in the registry.
"""
