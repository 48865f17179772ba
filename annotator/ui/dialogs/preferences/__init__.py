"""The preferences: pages of settings, each row built from how the setting is offered.

Lives here: the sheet (``sheet.py``), the table of pages (``pages.py``), what a page is made of
(``setting_row.py``, ``controls.py``), and pages that are more than rows, each in a file.
May import: widgets, look, `annotator.app.offers` and the settings; nothing of a project.
One more: a setting with an `Offer` stands on its page by itself; a page is a line in ``pages.py``.
"""
