"""Word documents: headings, paragraphs, lists, tables and notes, as they are read.

The library makes HTML of the document, which our own reader takes apart. Pictures are not opened,
and nothing that lies elsewhere is.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from annotator.formats.base import Format, ReadRequest
from annotator.formats.common.authors import real_author
from annotator.formats.common.html_blocks import html_blocks
from annotator.formats.common.intake import incoming_article
from annotator.formats.common.safe_xml import read_xml
from annotator.formats.common.safe_zip import SafeZip
from annotator.formats.docx.slimming import NAMESPACES, slim
from annotator.model.incoming import Incoming, Note, Skipped
from annotator.problems import UnreadableInputError
from annotator.text.intake import take_blocks
from annotator.text.plain import NO_FIELDS, Fields
from annotator.text.zone import Role

if TYPE_CHECKING:
    from lxml.etree import _Element

_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CORE = "docProps/core.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_BODY = "word/document.xml"
_LARGEST_PART = 200_000_000
"""Bytes of a part of a document, unpacked."""
_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Caption'] => p.caption:fresh
comment-reference =>
"""
_ROLES: Mapping[str, Role] = {"subtitle": "deck", "caption": "caption"}
_FAULTS = (
    ValueError, KeyError, IndexError, AttributeError, TypeError, OSError, RecursionError,
    LookupError, AssertionError, NotImplementedError, RuntimeError, EOFError,
)  # fmt: skip
"""What the libraries raise at damaged documents."""


def _read(request: ReadRequest) -> Iterator[Incoming]:
    with request.open() as file:
        data = file.read()
    document = _Document(data, request)
    html = document.html()
    intake = take_blocks(
        html_blocks(html, _role_of),
        NO_FIELDS,
        media=_MEDIA,
        extractor="mammoth",
        extractor_version=version("mammoth"),
        raw=data,
        beside=document.fields(),
    )
    document.say_what_is_missing(html)
    yield incoming_article(intake, request.name)


class _Document:
    """One document, of which every part was looked at before the library reads it."""

    def __init__(self, data: bytes, request: ReadRequest) -> None:
        self._data = data
        self._request = request
        self._parts: dict[str, bytes] = {}
        if not data.startswith(b"PK"):
            old = data.startswith(b"\xd0\xcf\x11\xe0")
            what = "an old Word document, or one with a password" if old else "no Word document"
            raise UnreadableInputError(
                f"{request.name} is {what}. Open it in a word processor, save it as .docx "
                "without a password and import that."
            )
        with SafeZip(io.BytesIO(data), request.name) as archive:
            names = archive.names()
            if not any(name.endswith(".rels") for name in names) or not any(
                name.startswith("word/") for name in names
            ):
                raise UnreadableInputError(
                    f"{request.name} is no Word document. If it is of another kind, give it the "
                    "ending of that kind."
                )
            for name in names:
                if name.endswith((".xml", ".rels")):
                    self._parts[name] = archive.read(name, _LARGEST_PART)
            self._pictures = sum(name.startswith("word/media/") for name in names)
        for name, part in self._parts.items():
            shown = f"“{name}” in {request.name}"
            if name.endswith(".rels"):
                read_xml(part, shown)
            elif name.startswith("word/"):
                self._parts[name] = slim(part, shown)

    def html(self) -> str:
        """Give the document as HTML.

        Raises:
            UnreadableInputError: the library cannot make anything of it.
        """
        import mammoth  # noqa: PLC0415 - only for Word documents

        try:
            made = mammoth.convert_to_html(
                io.BytesIO(self._only_parts()),
                style_map=_STYLES,
                include_embedded_style_map=False,
                convert_image=lambda _: [],
                ignore_empty_paragraphs=True,
            )
        except _FAULTS as error:
            raise UnreadableInputError(
                f"{self._request.name} is too damaged to be read. Open it in a word processor, "
                "save it again and import that."
            ) from error
        return str(made.value)

    def fields(self) -> Fields:
        """Give what the document's properties say; its dates are those of the file."""
        part = self._parts.get(_CORE)
        if part is None:
            return NO_FIELDS
        try:
            core = read_xml(part, _CORE)
        except UnreadableInputError:
            return NO_FIELDS
        said = {key: _said(core, key) for key in ("title", "creator", "language", "publisher")}
        return NO_FIELDS._replace(
            title=said["title"],
            byline=real_author(said["creator"]),
            outlet=said["publisher"] or None,
            language=said["language"][:2].lower() or None,
        )

    def say_what_is_missing(self, html: str) -> None:
        """Note what stands in the document, and not in the HTML that was made of it."""
        name = self._request.name
        body = self._parts.get(_BODY)
        if body is not None:
            root = read_xml(body, name)
            inserted, removed = _count(root, "ins"), _count(root, "del")
            if inserted or removed:
                self._request.notes.append(
                    Note(
                        name,
                        "changes were tracked and not settled: it was taken as if all were "
                        f"accepted (insertions kept: {inserted:,}; deletions left out: "
                        f"{removed:,})",
                    )
                )
            notes = (self._parts.get(f"word/{kind}notes.xml") for kind in ("foot", "end"))
            there = sum(_letters_of(read_xml(part, name)) for part in notes if part is not None)
            missing = _letters_of(root) + there - _letters(_shown(html))
            if missing > 0:
                self._skip(f"about {missing:,} letters in boxes and drawings")
            if formulas := sum(1 for _ in root.iter(_FORMULA)):
                self._skip(f"formulas ({formulas:,}×)")
            if others := sum(1 for _ in root.iter(*_word("altChunk"))):
                self._skip(f"files that it holds within ({others:,}×)")
        heads = sum(bool(re.match(r"word/(?:header|footer)\d*\.xml$", one)) for one in self._parts)
        if heads and self._has_words("word/header", "word/footer"):
            self._skip("what stands at the head and foot of its pages")
        if comments := self._number_of("word/comments.xml", "comment"):
            self._skip(f"comments in the margin ({comments:,}×)")
        if self._pictures:
            self._skip(f"pictures ({self._pictures:,}×)")

    def _only_parts(self) -> bytes:
        """Pack what was looked at: the library sees nothing else of the file."""
        import zipfile  # noqa: PLC0415 - only for Word documents

        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            for name, part in self._parts.items():
                archive.writestr(zipfile.ZipInfo(name), part)
        return out.getvalue()

    def _has_words(self, *beginnings: str) -> bool:
        return any(
            _letters_of(read_xml(part, name))
            for name, part in self._parts.items()
            if name.startswith(beginnings)
        )

    def _number_of(self, name: str, tag: str) -> int:
        part = self._parts.get(name)
        return 0 if part is None else _count(read_xml(part, name), tag)

    def _skip(self, what: str) -> None:
        self._request.skipped.append(Skipped(self._request.name, what))


def _role_of(element: Any) -> Role | None:
    return _ROLES.get(element.get("class") or "")


def _said(core: _Element, name: str) -> str:
    return " ".join((core.findtext(f"{_DC}{name}") or "").split())


def _count(root: _Element, tag: str) -> int:
    """Count elements that hold words: Word marks paragraphs and cells as inserted as well."""
    return sum(len(one) > 0 for one in root.iter(*_word(tag)))


def _letters_of(root: _Element) -> int:
    """Count the letters of a part, without those that stand there twice."""
    return sum(
        _letters(one.text or "")
        for one in root.iter(*_word("t"))
        if next(one.iterancestors(_FALLBACK), None) is None
    )


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _word(tag: str) -> list[str]:
    """Give the names under which one of Word's elements may stand."""
    return [f"{{{space}}}{tag}" for space in NAMESPACES]


def _shown(html: str) -> str:
    from lxml.html import fromstring  # noqa: PLC0415 - only for Word documents

    return str(fromstring(f"<div>{html}</div>").text_content())


def _signs(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04") and b"word/" in head


FORMAT = Format(
    name="docx", title="Word document", extensions=("docx", "docm"), read=_read, signs=_signs
)
