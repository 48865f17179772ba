"""UIMA CAS JSON 0.4: a document as one list of feature structures, with its types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from annotator.formats.base import Format, WriteRequest
from annotator.formats.uima.documents import (
    CHOICES,
    Spans,
    Structure,
    write_documents,
)
from annotator.formats.uima.layers import READING
from annotator.formats.uima.reading import read_documents
from annotator.formats.uima.types import SOFA, VIEW, types_json
from annotator.model.records import Loss


class _Json:
    """Writes one feature structure a line."""

    ending = "json"
    is_xml = False

    def __init__(self) -> None:
        self._head = b'{"%TYPES":' + types_json() + b',\n"%FEATURE_STRUCTURES":[\n'

    def sofa(self, text: str) -> bytes:
        """Write the text."""
        return orjson.dumps(
            {
                "%ID": 1, "%TYPE": SOFA, "sofaNum": 1, "sofaID": VIEW, "mimeType": "text/plain",
                "sofaString": text,
            }
        )  # fmt: skip

    def segments(self, first: int, kind: str, spans: Spans) -> bytes:
        """Write annotations that are a span and nothing else."""
        middle = f',"%TYPE":"{kind}","@sofa":1,"begin":'
        return ",\n".join(
            [
                f'{{"%ID":{number}{middle}{start},"end":{end}}}'
                for number, (start, end) in enumerate(spans, first)
            ]
        ).encode()

    def structure(self, identity: int, one: Structure) -> bytes:
        """Write a feature structure."""
        told: dict[str, Any] = {"%ID": identity, "%TYPE": one.type, "@sofa": 1}
        if one.begin is not None:
            told["begin"], told["end"] = one.begin, one.end
        for name, target in one.refs.items():
            told[f"@{name}"] = target
        return orjson.dumps(told | one.features)

    def document(self, sofa: bytes, parts: Sequence[bytes], last: int) -> bytes:
        """Write a document."""
        members = ",".join(map(str, range(2, last + 1)))
        views = f'\n],\n"%VIEWS":{{"{VIEW}":{{"%SOFA":1,"%MEMBERS":[{members}]}}}}}}\n'
        return self._head + b",\n".join([sofa, *parts]) + views.encode()


def _write(request: WriteRequest) -> Iterator[Loss]:
    yield from write_documents(request, _Json())


def _recognises(head: bytes, name: str) -> bool:
    del name
    return b'"%TYPES"' in head or b'"%FEATURE_STRUCTURES"' in head


FORMAT = Format(
    name="cas-json",
    title="CAS JSON (INCEpTION)",
    extensions=("json",),
    read=read_documents,
    write=_write,
    options=CHOICES | READING,
    layout="folder",
    recognises=_recognises,
    units=("utf16",),
)
