"""Reading and writing datasets: one format a file.

Lives here: ``base.py`` (what a format promises), ``registry.py`` (which there are) and the
formats.
May import: `annotator.model`, `annotator.text`, and the library of the format where it is used.
Formats do not know each other, nor the project file.
One more: ``<name>.py`` with a `Format`, one line in the registry, a golden file and a round trip
in tests.
"""
