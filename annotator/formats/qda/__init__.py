"""Projects of programs for qualitative analysis: the exchange format REFI-QDA, and two programs.

Lives here: ``qdpx`` (a project of REFI-QDA; ``qdpx_writing``, ``qdpx_reading``, ``qdpx_tables``,
``selections``), ``qdc`` (its codebook), ``codes`` (nested codes as labels), ``xml`` (elements as
text); ``taguette`` and ``qualcoder``, which are databases.
May import: what a format may. Knows no format outside of this folder.
One more: another program's project, as a module with a `Format`.
"""
