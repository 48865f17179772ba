"""Word documents.

Lives here: ``docx`` (the format: one article a document, and what of it is missing) and
``slimming`` (leaving out of its XML what no reader of the words needs).
May import: ``formats.base``, ``formats.common``, what lies below ``formats``.
One more: nothing; what mammoth makes of a document goes through ``formats.common.html_blocks``.
"""
