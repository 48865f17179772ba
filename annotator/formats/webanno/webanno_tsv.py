"""WebAnno TSV 3: a token a line, with a column for each feature of each layer.

Its offsets are UTF-16 units. What stands between two sentences is not in the file, and white space
at the ends of annotations was cut off when it was written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from annotator.formats.base import Format, Option, ReadRequest
from annotator.formats.common.offsets import UNIT_WORDS
from annotator.formats.common.taking import Given, taken
from annotator.formats.common.text_lines import text_lines
from annotator.formats.webanno.cells import read_document
from annotator.formats.webanno.layers import Layers
from annotator.formats.webanno.sentences import UNITS, put_together
from annotator.model.incoming import Incoming, Note, Skipped

_MARK = b"#FORMAT=WebAnno TSV"


def _read(request: ReadRequest) -> Iterator[Incoming]:
    name = request.name
    document = read_document(text_lines(request), name)
    whole = put_together(document.sentences, request.unit, name)
    if whole.unit != UNITS[0]:
        request.notes.append(Note(name, f"its offsets count {UNIT_WORDS[whole.unit]}"))
    if whole.misplaced:
        what = f"{whole.misplaced:,} tokens are not where their offsets say: found by their words"
        request.notes.append(Note(name, what))
    if len(document.sentences) > 1:
        request.notes.append(Note(name, "line ends stand between its sentences: it has no others"))
    layers = Layers(document, whole.text, request.options, name, request.skipped)
    for kind, count in layers.left.items():
        why = f"{kind} ({count:,}×): no layer of spans with a label, or no ends that were taken"
        request.skipped.append(Skipped(name, f"{why}; the option “layer” takes layers of spans"))
    if document.others:
        where = f"{name}, line {document.others[0]}"
        request.skipped.append(
            Skipped(where, f"other lines that begin with # ({len(document.others):,}×)")
        )
    given = Given(
        text=whole.text,
        where=name,
        extractor="webanno-tsv",
        media="text/x-webanno-tsv",
        annotations=layers.annotations,
        relations=layers.relations,
    )
    # Tokens were found by their words: from here on all is counted in code points.
    yield from taken(replace(request, unit="code-points", fitting=None), given)


FORMAT = Format(
    name="webanno-tsv",
    title="WebAnno TSV",
    extensions=("tsv",),
    read=_read,
    options={
        "layer": Option(
            "",
            "Layers of spans to take, with commas. If none is named: custom layers, and layers "
            "with a label or a value.",
            writes=False,
        ),
        "feature": Option(
            "",
            "The feature that is the label; “none” takes the layer's name. If none is named: "
            "“label” or “value”, else the layer's name.",
            writes=False,
        ),
    },
    recognises=lambda head, _: head.removeprefix(b"\xef\xbb\xbf").startswith(_MARK),
)
