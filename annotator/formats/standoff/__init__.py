"""Standoff: a dataset without its texts, for what may be shared only so.

Offsets, labels, hashes and addresses go out; no word of an article does. Who has the texts puts
them back: by importing, where they lie beside or are in the project, or with the script that goes
along.

Lives here: ``writing``, ``reading``, ``leaks`` (what would give words away), ``seals`` (by which a
span is proved right once its text is there), ``texts`` (texts at hand, by their hashes), and
``put_back``, the script that is copied into every such dataset and imports nothing of ours.
May import: what a format may.
One more: a new field is asked in ``leaks`` first.
"""

from __future__ import annotations

from annotator.formats.base import Format, Option
from annotator.formats.standoff.reading import read
from annotator.formats.standoff.writing import MAIN, write

FORMAT = Format(
    name="standoff",
    title="Share without texts",
    extensions=("standoff.jsonl",),
    read=read,
    write=write,
    cannot_hold=("relation", "attribute", "note", "other"),
    layout="folder",
    reads_folders=True,
    folder_mark=MAIN,
    options={
        "addresses": Option(
            "kept",
            "Whether the web addresses of the articles go along; they often name the headline.",
            ("kept", "none"),
            reads=False,
        ),
        "seals": Option(
            "kept",
            "Whether each span has a seal that shows, with the text at hand, that it is right.",
            ("kept", "none"),
            reads=False,
        ),
        "texts": Option(
            "",
            "The folder or file with the texts; those beside the dataset otherwise.",
            writes=False,
        ),
    },
)
