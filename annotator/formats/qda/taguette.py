"""A project of Taguette (.sqlite3): documents in HTML, and highlights with tags.

Positions count bytes of UTF-8 in the text of a document, without its markup. The snippets that are
kept beside them are wrong in files of older versions wherever a text is not ASCII; so they are not
asked, and only what does not agree with its snippet is told.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from annotator.formats.base import ForeignTables, Format, ReadRequest
from annotator.formats.common.places import Places
from annotator.formats.common.taking import Given, taken
from annotator.formats.qda.codes import Code, named_keys
from annotator.formats.qda.databases import Grouped, open_tables, require_columns, whole_number
from annotator.formats.qda.markup import MarkedUp, plain_text
from annotator.formats.qda.notes import when
from annotator.formats.qda.people import People
from annotator.model.incoming import Incoming, IncomingAnnotation, Note, Skipped
from annotator.problems import UnreadableInputError, UserProblem
from annotator.text.counted import counted

_COLUMNS = {
    "documents": ("id", "name", "description", "contents"),
    "highlights": ("id", "document_id", "start_offset", "end_offset", "snippet"),
    "tags": ("id", "path", "description"),
    "highlight_tags": ("highlight_id", "tag_id"),
}
_UNIT = "utf8"


@dataclass(slots=True)
class _Project:
    """What is needed for every document: tags by highlight, and who made each, and when."""

    people: People
    keys: dict[int, str] = field(default_factory=dict)
    tags: dict[int, list[int]] = field(default_factory=dict)
    makers: dict[int, tuple[str, str]] = field(default_factory=dict)
    not_as_kept: int = 0
    """How many highlights do not agree with their snippets."""


def _read(request: ReadRequest) -> Iterator[Incoming]:
    with open_tables(request, request.path) as tables:
        require_columns(tables, _COLUMNS, request.name, "Taguette")
        project = _project(tables, request)
        highlights = Grouped(tables.rows("highlights", _COLUMNS["highlights"], "document_id"), 1)
        found = False
        for number, name, description, contents in tables.rows(
            "documents", _COLUMNS["documents"], "id"
        ):
            found = True
            if not (whole_number(number) and isinstance(name, str) and isinstance(contents, str)):
                request.skipped.append(Skipped(request.name, f"“{name}”: it has no text"))
                continue
            rows = highlights.of(number)
            yield from _article(request, project, name, str(description or ""), contents, rows)
        if not found:
            raise UnreadableInputError(f"{request.name} is a project without a document.")
        _say_the_rest(request, project, highlights.left())


def _project(tables: ForeignTables, request: ReadRequest) -> _Project:
    project = _Project(People(request))
    # Tags of several projects in one file may share a path; they are one label.
    rows = tables.rows("tags", ("id", "path", "description"), "id")
    tags = {row[0]: row[1:] for row in rows if whole_number(row[0]) and isinstance(row[1], str)}
    paths = dict.fromkeys(path for path, _ in tags.values())
    keys = named_keys([Code(path, path) for path in paths], request)
    project.keys = {number: keys[path] for number, (path, _) in tags.items()}
    if described := sum(1 for _, description in tags.values() if description):
        what = f"{counted(described, 'description')} of tags stayed behind: put them in the scheme"
        request.notes.append(Note(request.name, what))
    for highlight, tag in tables.rows("highlight_tags", ("highlight_id", "tag_id")):
        if whole_number(highlight) and whole_number(tag):
            project.tags.setdefault(highlight, []).append(tag)
    if {"user_login", "payload", "date"} <= set(tables.columns("commands")):
        for login, payload, moment in tables.rows("commands", ("user_login", "payload", "date")):
            if (highlight := _added(payload)) is not None and isinstance(login, str):
                project.makers[highlight] = (login, str(moment))
    return project


def _added(payload: Any) -> int | None:
    """Give the highlight that a command added; None if it did something else."""
    if not isinstance(payload, str) or '"highlight_add"' not in payload:
        return None
    try:
        found = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.get("type") != "highlight_add":
        return None
    number = found.get("highlight_id")
    return number if whole_number(number) else None


def _article(
    request: ReadRequest,
    project: _Project,
    name: str,
    description: str,
    contents: str,
    rows: list[tuple[Any, ...]],
) -> Iterator[Incoming]:
    where = f"{request.name}, “{name}”"
    document = plain_text(contents)
    places = Places(document.raw, document.raw, request.unit or _UNIT)
    annotations: list[IncomingAnnotation] = []
    faults: Counter[str] = Counter()
    for row in sorted(rows, key=repr):
        try:
            annotations += _annotations(row, project, document, places)
        except UserProblem as problem:
            faults[f"a highlight {row[2]}–{row[3]}: {problem}"] += 1
    request.skipped += [Skipped(where, one) for one in faults]
    annotations.sort(key=lambda one: (one["start"], one["end"], one["label"]))
    given = Given(
        text=document.text,
        where=where,
        extractor="taguette",
        media="text/html",
        annotations=annotations,
        title=name,
        comments=[{"text": description.strip()}] if description.strip() else [],
    )
    # The places are those of our text by now.
    yield from taken(replace(request, unit="code-points", fitting=None), given)


def _annotations(
    row: tuple[Any, ...], project: _Project, document: MarkedUp, places: Places
) -> Iterator[IncomingAnnotation]:
    """Give an annotation for each tag of a highlight.

    Raises:
        UserProblem: it has no tag, or no place in the text.
    """
    number, _, start, end, snippet = row
    if not (whole_number(start) and whole_number(end)) or start >= end:
        raise UserProblem("there is no such place")
    first, after = places.of(start), places.of(end)
    tags = [tag for tag in project.tags.get(number, ()) if tag in project.keys]
    if not tags:
        raise UserProblem("it has no tag")
    if not isinstance(snippet, str) or plain_text(snippet).raw != document.raw[first:after]:
        project.not_as_kept += 1
    login, moment = project.makers.get(number, (None, ""))
    annotator, made = project.people.named(login), when(moment)
    for tag in tags:
        one: IncomingAnnotation = {
            "label": project.keys[tag],
            "start": document.first(first),
            "end": document.after(after),
        }
        if annotator is not None:
            one["annotator"] = annotator
        if made is not None:
            one["created"] = one["modified"] = made
        yield one


def _say_the_rest(request: ReadRequest, project: _Project, lost: int) -> None:
    if lost:
        request.skipped.append(
            Skipped(request.name, f"{counted(lost, 'highlight')} of missing documents")
        )
    if project.not_as_kept:
        what = (
            f"{counted(project.not_as_kept, 'highlight')} with a snippet that is not the text at "
            "that place: the place was taken, as older versions cut snippets wrongly"
        )
        request.notes.append(Note(request.name, what))
    if project.tags and not project.makers:
        what = "it does not say who made a highlight: all of them are taken as yours"
        request.notes.append(Note(request.name, what))


def _recognises(head: bytes, name: str) -> bool:
    del name
    return head.startswith(b"SQLite format 3\0") and b"highlight_tags" in head


FORMAT = Format(
    name="taguette",
    title="Taguette project",
    extensions=("sqlite3",),
    read=_read,
    recognises=_recognises,
    units=(_UNIT,),
)
