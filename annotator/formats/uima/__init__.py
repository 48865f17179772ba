"""UIMA CAS, the form in which INCEpTION and DKPro keep a document with its annotations.

Lives here: ``types`` (the types that we write), ``documents`` (an article as feature structures, a
document for each annotator), ``cas_json`` and ``cas_xmi`` (the two ways to write them down),
``parsing`` and ``parsing_xmi`` (a file as feature structures), ``layers`` (which of them are
annotations), ``reading`` (articles from them), ``files`` (documents in files, ZIP files and
projects of INCEpTION). May import: what a format may. Offsets in files are UTF-16 units.
One more: a type is a row in ``types``, and a line in ``documents`` and ``layers``.
"""
