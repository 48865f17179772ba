"""What travels between two projects: bundles.

Lives here: ``archive.py`` (a ZIP file that can be trusted), ``manifest.py`` (what a bundle says of
itself), ``bundle.py`` (a bundle written and read), ``signing.py`` (who packed it).
May import: `annotator.model`, `annotator.text`. It knows lines and texts, not the project file.
One more: a member of the bundle is a pattern in ``archive.py`` and a field of the manifest; what an
older program would misread raises ``min_reader``.
"""
