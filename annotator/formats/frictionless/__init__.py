"""Frictionless data package: a folder of CSV tables and ``datapackage.json``, which describes them.

Lives here: ``schema`` (what each column means), ``writing``, ``reading``.
May import: what a format may, and `annotator.formats.tables`.
One more: a table goes into ``schema.TABLES`` and is filled in ``writing``.
"""

from __future__ import annotations

from annotator.formats.base import Format
from annotator.formats.frictionless.reading import DESCRIPTOR, read_package, recognises
from annotator.formats.frictionless.writing import write_package

FORMAT = Format(
    name="frictionless",
    title="Frictionless package",
    extensions=("json",),
    read=read_package,
    write=write_package,
    layout="folder",
    reads_folders=True,
    folder_mark=DESCRIPTOR,
    recognises=recognises,
    units=("code-points",),
)
