"""Reading a project of REFI-QDA, text by text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from annotator.formats.base import ReadRequest
from annotator.formats.common.records_within.back import Kept, kept_beside
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
from annotator.formats.qda.qdpx_texts import BOM, NoTextError, Texts
from annotator.formats.qda.qdpx_writing import OURS, VARIABLES
from annotator.formats.qda.quotes import Quotes
from annotator.formats.qda.selections import Selections
from annotator.formats.qda.xml import plain_guid
from annotator.model.incoming import Incoming, IncomingComment, Note, Skipped
from annotator.problems import UnreadableInputError
from annotator.text.counted import counted

if TYPE_CHECKING:
    from lxml.etree import _Element


def read_project(request: ReadRequest) -> Iterator[Incoming]:
    """Read the texts of a project.

    Raises:
        UnreadableInputError: it is none.
    """
    with request.open() as file, SafeZip(file, request.name) as archive:
        member = project_member(archive, request.name)
        if member != "project.qde":
            what = f"its document is called “{member}”, not “project.qde” as the standard has it"
            request.notes.append(Note(request.name, what))
        with read_tables(archive, member, request) as tables:
            yield from _Project(archive, member, request, tables).articles()


class _Project:
    """Reads the texts of one project."""

    def __init__(self, archive: SafeZip, member: str, request: ReadRequest, tables: Tables) -> None:
        self._archive = archive
        self._member = member
        self._request = request
        self._tables = tables
        self._texts = Texts(archive, member, request.encoding)
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
            raise UnreadableInputError(f"{self._request.name} is a project without a text.")
        self._say_the_rest(selections)

    def _sources(self) -> Iterator[_Element]:
        with self._archive.open(self._member) as file:
            tags = [f"{{*}}{one}" for one in (*TEXTS, *OTHERS)]
            yield from walk_xml(file, self._request.name, tags)

    def _article(self, source: _Element, selections: Selections) -> Iterator[Incoming]:
        request, title = self._request, source.get("name")
        called = f"“{title or plain_guid(source.get('guid'))}”"
        where = f"{request.name}, {called}"
        try:
            holder = _text_source(source)
            text = self._texts.of(holder)
        except NoTextError as error:
            self._skip(request.name, f"{called}: {error}")
            return
        if marks := sum(1 for _ in children(source, "PDFSelection")):
            self._skip(where, f"{counted(marks, 'mark')} on the pages of the PDF")
        marked = selections.read(holder, Quotes(text))
        request.skipped += [Skipped(where, fault) for fault in marked.faults]
        if codings := sum(1 for one in {source, holder} for _ in children(one, "Coding")):
            self._skip(where, f"{counted(codings, 'code')} of the text as a whole")
        description = text_of(source, "Description") or ""
        said = "{}"
        if description.startswith(OURS):
            said, description = description[len(OURS) :], ""
        kept = kept_beside(said, where, request.skipped)
        fields: dict[str, Any] = {"title": title} | self._values(source) | kept.fields
        fields["relations"] = _completed(marked.relations, kept)
        comments = [*marked.comments, *self._comments(source, description)]
        fields["comments"] = sorted(comments, key=lambda one: one.get("created", ""))
        if not self._tables.ours:
            fields["zones"] = fields.get("zones") or None
        given = Given(
            text=text,
            where=where,
            extractor="qdpx",
            media="application/x-refi-qda",
            annotations=marked.annotations,
            **fields,
        )
        if self._tables.ours:
            yield from kept.taken(request, given)
        else:
            yield from taken(request, given)

    def _note_at(self, path: str) -> str | None:
        try:
            return self._texts.at(path).removeprefix(BOM)
        except NoTextError as error:
            self._skip(self._request.name, f"a note: {error}")
            return None

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
        behind = last = 0
        for source in self._sources():
            try:
                holder = _text_source(source)
                quotes = Quotes(self._texts.of(holder))
            except NoTextError:
                continue
            for selection in children(holder, "PlainTextSelection"):
                name, span = selection.get("name", ""), span_of(selection)
                if name and span is not None:
                    behind += quotes.fits(name, span[0], span[1])
                    last += quotes.fits(name, span[0], span[1] + 1)
        return last > behind

    def _say_the_rest(self, selections: Selections) -> None:
        """Say what belongs to no text."""
        if self._request.fitting is not None and self._request.fitting.looking:
            return
        name = self._request.name
        for variable, count in sorted(self._variables.items()):
            self._skip(name, f"the variable “{variable}” ({count:,}×): there is no place for it")
        for what, count in sorted(self._tables.passed_over.items()):
            self._skip(name, counted(count, what))
        if alone := sum(1 for _ in self._tables.notes.left()):
            self._skip(name, f"{counted(alone, 'note')} on the project or on codes")
        if links := sum(1 for _ in self._tables.links.left()):
            self._skip(name, f"{counted(links, 'link')} between other things than spans of text")
        if selections.undirected:
            many = counted(selections.undirected, "link")
            what = f"{many} without a direction got one, to the second end"
            self._request.notes.append(Note(name, what))

    def _skip(self, where: str, reason: str) -> None:
        self._request.skipped.append(Skipped(where, reason))


def _text_source(source: _Element) -> _Element:
    """Give the element that holds a source's text and selections.

    Raises:
        NoTextError: a source of this kind has none.
    """
    kind = local_name(source)
    if kind in OTHERS:
        raise NoTextError(f"it is {OTHERS[kind]}, which has no text")
    if kind not in TEXTS or kind == TEXTS[0]:
        return source
    found = next(children(source, "Representation"), None)
    if found is None:
        raise NoTextError("the project does not hold the text of this PDF")
    return found


def _completed(relations: list[Any], kept: Kept) -> list[Any]:
    """Give relations with what links have no place for: who made them, when, and a note."""
    known = {one.get("id"): one for one in kept.relations}
    return [known.get(one.get("id"), {}) | one for one in relations]
