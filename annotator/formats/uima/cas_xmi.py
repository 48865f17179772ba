"""UIMA XMI: a document as XML, an element a feature structure; the types are a file beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annotator.formats.base import Format, WriteRequest
from annotator.formats.common.json_text import json_text
from annotator.formats.common.xml_characters import CONTROL, FOREIGN, holdable, replaced
from annotator.formats.uima.documents import (
    CHOICES,
    Spans,
    Structure,
    write_documents,
)
from annotator.formats.uima.layers import READING
from annotator.formats.uima.reading import read_documents
from annotator.formats.uima.types import ARTICLE, TYPES, VIEW
from annotator.model.records import Loss

_ESCAPES = str.maketrans(
    {
        "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;",
        # A parser turns these into blanks where they stand as they are.
        "\t": "&#9;", "\n": "&#10;", "\r": "&#13;",
    }
)  # fmt: skip
_SPECIAL = re.compile('[&<>"\t\n\r]')


class _Xmi:
    """Writes one feature structure a line."""

    ending = "xmi"
    is_xml = True

    def __init__(self) -> None:
        spaces = {one.name.rpartition(".")[0]: "" for one in TYPES}
        prefixes = {space: _prefix(space) for space in spaces}
        self._names = {
            one.name: f"{prefixes[package]}:{short}"
            for one in TYPES
            for package, _, short in [one.name.rpartition(".")]
        }
        declared = "".join(
            f' xmlns:{prefix}="http:///{space.replace(".", "/")}.ecore"'
            for space, prefix in prefixes.items()
        )
        self._head = (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"'
            f'{declared} xmi:version="2.0">\n<cas:NULL xmi:id="0"/>\n'
        ).encode()
        self._replaced: list[list[int]] = []

    def sofa(self, text: str) -> bytes:
        """Write the text; what of it XML cannot hold is kept with the article."""
        self._replaced = replaced(text)
        return (
            f'<cas:Sofa xmi:id="1" sofaNum="1" sofaID="{VIEW}" mimeType="text/plain" '
            f'sofaString="{_attribute(holdable(text))}"/>'
        ).encode()

    def segments(self, first: int, kind: str, spans: Spans) -> bytes:
        """Write annotations that are a span and nothing else."""
        tag = self._names[kind]
        return "\n".join(
            [
                f'<{tag} xmi:id="{number}" sofa="1" begin="{start}" end="{end}"/>'
                for number, (start, end) in enumerate(spans, first)
            ]
        ).encode()

    def structure(self, identity: int, one: Structure) -> bytes:
        """Write a feature structure; strings that XML cannot hold stand in ``exact``, too."""
        features = one.features
        if one.type == ARTICLE and self._replaced:
            features = features | {"replaced": json_text(self._replaced)}
        exact: dict[str, str] = {}
        told = [f'<{self._names[one.type]} xmi:id="{identity}" sofa="1"']
        if one.begin is not None:
            told.append(f'begin="{one.begin}" end="{one.end}"')
        told += [f'{name}="{target}"' for name, target in one.refs.items()]
        for name, value in features.items():
            if isinstance(value, str):
                if FOREIGN.search(value):
                    exact[name] = value
                    value = holdable(value)  # noqa: PLW2901 - written otherwise
                value = _attribute(value)  # noqa: PLW2901
            told.append(f'{name}="{value}"')
        if exact:
            told.append(f'exact="{_attribute(json_text(exact))}"')
        return (" ".join(told) + "/>").encode()

    def document(self, sofa: bytes, parts: Sequence[bytes], last: int) -> bytes:
        """Write a document."""
        members = " ".join(map(str, range(2, last + 1)))
        view = f'\n<cas:View sofa="1" members="{members}"/>\n</xmi:XMI>\n'
        return self._head + b"\n".join([*parts, sofa]) + view.encode()


def _attribute(text: str) -> str:
    return text.translate(_ESCAPES) if _SPECIAL.search(text) else text


def _prefix(space: str) -> str:
    """Give a short name for a package: its last part that says something."""
    parts = [part for part in space.split(".") if part != "type"]
    return parts[-1]


def _write(request: WriteRequest) -> Iterator[Loss]:
    yield from write_documents(request, _Xmi())


def _recognises(head: bytes, name: str) -> bool:
    if head.startswith(b"PK"):
        return any(
            one in head for one in (b".xmi", b"TypeSystem.xml", b"annotation/", b"curation/")
        )
    return (
        b"http://www.omg.org/XMI" in head
        or b"<typeSystemDescription" in head
        or name.lower().endswith(".xmi")
    )


FORMAT = Format(
    name="cas-xmi",
    title="CAS XMI (INCEpTION)",
    extensions=("xmi", "xml", "zip"),
    read=read_documents,
    write=_write,
    cannot_hold=(CONTROL.reason,),
    options=CHOICES | READING,
    layout="folder",
    recognises=_recognises,
    units=("utf16",),
)
