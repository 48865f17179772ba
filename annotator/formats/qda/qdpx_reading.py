"""Reading a project of REFI-QDA, text by text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from annotator.formats.base import ReadRequest
from annotator.formats.common.beside import Beside, read_beside, relations_of, taken_with
from annotator.formats.common.safe_xml import walk_xml
from annotator.formats.common.safe_zip import SafeZip
from annotator.formats.common.taking import Given, taken
from annotator.formats.qda.notes import Notes
from annotator.formats.qda.qdc import project_member
from annotator.formats.qda.qdpx_tables import (
    OTHERS,
    TEXTS,
    Tables,
    children,
    local_name,
    read_tables,
    span_of,
    text_of,
)
from annotator.formats.qda.qdpx_writing import OURS, VARIABLES
from annotator.formats.qda.quotes import Quotes
from annotator.formats.qda.selections import Selections
from annotator.formats.qda.xml import plain_guid
from annotator.model.incoming import Incoming, IncomingComment, Note, Skipped
from annotator.problems import UnreadableInputError

if TYPE_CHECKING:
    from lxml.etree import _Element

_INTERNAL = "internal://"
_LARGEST = 100_000_000
"""Bytes of a text."""
_BOM = "\ufeff"


def read_project(request: ReadRequest) -> Iterator[Incoming]:
    """Read the texts of a project.

    Raises:
        UnreadableInputError: it is none.
    """
    with (
        request.open() as file,
        SafeZip(file, request.name) as archive,
    ):
        member = project_member(archive, request.name)
        if member != "project.qde":
            what = f"its document is called “{member}”, not “project.qde” as the standard has it"
            request.notes.append(Note(request.name, what))
        with read_tables(archive, member, request) as tables:
            yield from _Project(archive, member, request, tables).articles()


class _Project:
    """Reads the texts of one project; knows its files by their names."""

    def __init__(self, archive: SafeZip, member: str, request: ReadRequest, tables: Tables) -> None:
        self._archive = archive
        self._member = member
        self._request = request
        self._tables = tables
        self._files = {one.casefold(): one for one in archive.names()}
        self._notes = Notes(tables, self._note_at)
        self._variables: Counter[str] = Counter()

    def articles(self) -> Iterator[Incoming]:
        """Give the articles; say in the end what none of them could hold."""
        last_included = self._last_included()
        if last_included:
            what = "its spans end with their last character, not behind it: they were taken so"
            self._request.notes.append(Note(self._request.name, what))
        selections = Selections(self._tables, self._notes, last_included=last_included)
        found = False
        for source in self._sources():
            found = True
            yield from self._article(source, selections)
        if not found:
            raise UnreadableInputError(f"{self._request.name} holds no text that could be read.")
        self._say_the_rest(selections)

    def _sources(self) -> Iterator[_Element]:
        with self._archive.open(self._member) as file:
            tags = [f"{{*}}{one}" for one in (*TEXTS, *OTHERS)]
            yield from walk_xml(file, self._request.name, tags)

    def _article(self, source: _Element, selections: Selections) -> Iterator[Incoming]:
        kind = local_name(source)
        title = source.get("name")
        where = f"{self._request.name}, “{title or plain_guid(source.get('guid'))}”"
        if kind in OTHERS:
            self._skip(where, f"{OTHERS[kind]}: it has no text")
            return
        text_source = source
        if kind == "PDFSource":
            inner = next(children(source, "Representation"), None)
            if inner is None:
                self._skip(where, "a PDF: the project does not hold its text")
                return
            if marks := sum(1 for _ in children(source, "PDFSelection")):
                self._skip(where, f"{marks:,} marks on the pages of the PDF")
            text_source = inner
        text = self._text(text_source, where)
        if text is None:
            return
        text = _without_bom(text, text_source)
        marked = selections.read(text_source, Quotes(text))
        for fault in marked.faults:
            self._skip(where, fault)
        description = text_of(source, "Description") or ""
        kept = Beside(zones=())
        if description.startswith(OURS):
            kept = read_beside(description[len(OURS) :], where, self._request.skipped)
            description = ""
        fields: dict[str, Any] = {"title": title} | self._values(source) | kept.fields
        fields["relations"] = _completed(marked.relations, kept)
        fields["comments"] = [*marked.comments, *self._comments(source, description)]
        if coded := sum(1 for one in (source, text_source) for _ in children(one, "Coding")):
            self._skip(where, f"{coded:,} codes of the text as a whole")
        given = Given(
            text=text,
            where=where,
            extractor="qdpx",
            media="application/x-refi-qda",
            annotations=marked.annotations,
            **fields,
        )
        if self._tables.ours:
            yield from taken_with(self._request, given, kept, "code-points")
        else:
            yield from taken(self._request, given)

    def _text(self, source: _Element, where: str) -> str | None:
        """Give the text of a source; None if it has none that can be read, which is noted."""
        inside = text_of(source, "PlainTextContent")
        path = source.get("plainTextPath")
        if path is None:
            if inside is None:
                self._skip(where, "its text: the project holds it in no plain form")
            return inside
        if not path.lower().startswith(_INTERNAL):
            self._skip(where, f"its text: it lies outside of the project, at {path}")
            return inside
        member = self._file(path)
        if member is None:
            self._skip(where, f"its text: the project has no file {path}")
            return inside
        return self._decoded(self._archive.read(member, _LARGEST), where)

    def _decoded(self, data: bytes, where: str) -> str | None:
        encoding = self._request.encoding or "utf-8"
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            encoding = "utf-16"
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            self._skip(where, f"its text: it is not {encoding.upper()}. Name its encoding")
            return None

    def _file(self, path: str) -> str | None:
        """Find the file of an ``internal://`` path; case does not count, nor does its folder."""
        name = path[len(_INTERNAL) :].lstrip("/")
        root = PurePosixPath(self._member).parent
        for place in (root / "sources" / name, root / name):
            if (found := self._files.get(str(place).casefold())) is not None:
                return found
        return None

    def _note_at(self, path: str) -> str | None:
        member = self._file(path) if path.lower().startswith(_INTERNAL) else None
        if member is None:
            self._skip(self._request.name, f"a note: the project has no file {path}")
            return None
        found = self._decoded(self._archive.read(member, _LARGEST), self._request.name)
        return None if found is None else found.removeprefix(_BOM)

    def _values(self, source: _Element) -> dict[str, Any]:
        """Give what the variables of a text say, as far as we have a place for it."""
        found: dict[str, Any] = {}
        for value in children(source, "VariableValue"):
            reference = next(children(value, "VariableRef"), None)
            target = plain_guid(None if reference is None else reference.get("targetGUID"))
            name = self._tables.variables.get(target, target)
            text = next((one.text for one in value if one is not reference), None)
            key = name.strip().lower()
            if key in VARIABLES and key not in found:
                found[key] = text or None
            elif text:
                self._variables[name] += 1
        return found

    def _comments(self, source: _Element, description: str) -> list[IncomingComment]:
        """Give what is said about a text as a whole."""
        found: list[IncomingComment] = []
        if description.strip():
            found.append({"text": description.strip()})
        return found + [one.as_comment() for one in self._notes.of(source)]

    def _last_included(self) -> bool:
        """Tell whether ends are last characters, as the standard's words (not its example) say.

        Only if names of selections are longer by one than their spans the texts are looked at.
        """
        lengths = self._tables.lengths
        if self._tables.ours or lengths[1] <= lengths[0]:
            return False
        exclusive = inclusive = 0
        for source in self._sources():
            inner = next(children(source, "Representation"), source)
            unsaid = len(self._request.skipped)
            text = self._text(inner, "") if local_name(source) in TEXTS else None
            del self._request.skipped[unsaid:]
            if text is None:
                continue
            quotes = Quotes(_without_bom(text, inner))
            for selection in children(inner, "PlainTextSelection"):
                name, span = selection.get("name", ""), span_of(selection)
                if name and span is not None:
                    exclusive += quotes.fits(name, span[0], span[1])
                    inclusive += quotes.fits(name, span[0], span[1] + 1)
        return inclusive > exclusive

    def _say_the_rest(self, selections: Selections) -> None:
        """Say what belongs to no text."""
        if self._request.fitting is not None and self._request.fitting.looking:
            return
        name = self._request.name
        for variable, count in sorted(self._variables.items()):
            self._skip(name, f"the variable “{variable}” ({count:,}×): there is no place for it")
        for what, count in sorted(self._tables.passed_over.items()):
            self._skip(name, f"{count:,} {what}")
        if alone := sum(1 for _ in self._tables.notes.left()):
            self._skip(name, f"{alone:,} notes on the project or on codes")
        if links := sum(1 for _ in self._tables.links.left()):
            self._skip(name, f"{links:,} links between other things than spans of text")
        if selections.undirected:
            what = (
                f"{selections.undirected:,} links without a direction got one: to their second end"
            )
            self._request.notes.append(Note(name, what))

    def _skip(self, where: str, reason: str) -> None:
        self._request.skipped.append(Skipped(where, reason))


def _completed(relations: list[Any], kept: Beside) -> list[Any]:
    """Give relations with what links have no place for: who made them, when, and a note."""
    known = {one.get("id"): one for one in relations_of(kept)}
    return [known.get(one.get("id"), {}) | one for one in relations]


def _without_bom(text: str, source: _Element) -> str:
    """Leave out a byte order mark unless the selections count it."""
    if not text.startswith(_BOM):
        return text
    counted, uncounted = Quotes(text), Quotes(text[1:])
    balance = 0
    for selection in children(source, "PlainTextSelection"):
        name, span = selection.get("name", ""), span_of(selection)
        if name and span is not None:
            balance += counted.fits(name, *span) - uncounted.fits(name, *span)
    return text if balance > 0 else text[1:]
