"""W3C Web Annotation: a JSON-LD collection that annotation servers and viewers read.

Lives here: ``writing``; and for reading ``reading`` (a file's annotations, article by article),
``selectors`` (where one points to), ``bodies`` (what it says), ``searching`` (quotes without
positions), ``terms`` (the words of the context, and our own beside them).
May import: what a format may.
One more: a kind of selector goes into ``selectors``, a kind of body into ``bodies``.
"""

from __future__ import annotations

import re

from annotator.formats.base import Format, Option
from annotator.formats.w3c.reading import read
from annotator.formats.w3c.terms import CONTEXT
from annotator.formats.w3c.writing import write

_ANNOTATION = re.compile(rb'"@?type"\s*:\s*\[?\s*"(oa:)?Annotation(Page|Collection)?"')


def _recognises(head: bytes, name: str) -> bool:
    """Tell it by the context's address, or by the type that every annotation must have."""
    del name
    return CONTEXT.encode() in head or bool(_ANNOTATION.search(head))


FORMAT = Format(
    name="w3c",
    title="W3C Web Annotation",
    extensions=("jsonld", "json"),
    read=read,
    write=write,
    cannot_hold=("other",),
    options={
        "texts": Option(
            "embedded",
            "Whether the articles' texts stand in the file, or only their addresses and hashes.",
            ("embedded", "none"),
            reads=False,
        )
    },
    recognises=_recognises,
    units=("code-points",),
)
