"""A project of REFI-QDA (.qdpx): what ATLAS.ti, MAXQDA, NVivo and their like exchange.

A ZIP file with one document, ``project.qde``, and a file for each text. Positions are code points;
the end is the one after the last character, as in the standard's example and in what programs
write, though its words say otherwise. What it has no place for (values, zones, verdicts) stands as
JSON in descriptions, which other programs show as text.
"""

from __future__ import annotations

from annotator.formats.base import Format
from annotator.formats.qda.qdpx_reading import read_project
from annotator.formats.qda.qdpx_writing import write_project

FORMAT = Format(
    name="qdpx",
    title="REFI-QDA project",
    extensions=("qdpx",),
    read=read_project,
    write=write_project,
    cannot_hold=("discontinuous", "label-charset"),
    units=("code-points", "line-ends-as-one", "utf16", "line-ends-as-two"),
)
