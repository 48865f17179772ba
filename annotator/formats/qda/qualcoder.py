"""A project of QualCoder: a folder that ends in .qda, with the database ``data.qda`` in it.

Positions are counted by its text view in UTF-16, by its reports and by what it imports in code
points: what a file counts in shows by the texts of its segments.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from annotator.formats.base import ForeignTables, Format, ReadRequest
from annotator.formats.common.offsets import OffsetProblem
from annotator.formats.common.places import Places
from annotator.formats.common.taking import Given, taken
from annotator.formats.qda.codes import Code, named_keys
from annotator.formats.qda.databases import Grouped, open_tables, require_columns, whole_number
from annotator.formats.qda.notes import when
from annotator.formats.qda.people import People
from annotator.formats.qda.qdpx_writing import VARIABLES
from annotator.formats.qda.quotes import Quotes
from annotator.model.incoming import (
    Incoming,
    IncomingAnnotation,
    IncomingComment,
    Note,
    Skipped,
)
from annotator.problems import UnreadableInputError
from annotator.text.counted import counted

DATABASE = "data.qda"
_COLUMNS = {
    "source": ("id", "name", "fulltext", "memo", "owner", "date"),
    "code_text": ("ctid", "cid", "fid", "seltext", "pos0", "pos1", "owner", "date", "memo"),
    "code_name": ("cid", "name", "catid", "memo"),
    "code_cat": ("catid", "name", "supercatid"),
}
_ON_TEXT = ("fid", "pos0", "pos1", "memo", "owner", "date")
_OF_FILE = ("name", "attr_type", "value", "id")
_PASSED_OVER = {
    "cases": ("case", "cases"),
    "case_text": ("span that belongs to a case", "spans that belong to cases"),
    "journal": ("journal entry", "journal entries"),
    "code_image": ("mark on a picture", "marks on pictures"),
    "code_av": ("mark on a recording", "marks on recordings"),
}  # fmt: skip
_DEEPEST = 50
"""Categories that a code may lie in."""


@dataclass(slots=True)
class _Project:
    """What is needed for every text."""

    people: People
    keys: dict[int, str] = field(default_factory=dict)
    remarks: dict[int, list[tuple[Any, ...]]] = field(default_factory=dict)
    values: dict[int, dict[str, str]] = field(default_factory=dict)
    no_place: Counter[str] = field(default_factory=Counter)


def _read(request: ReadRequest) -> Iterator[Incoming]:
    path = request.path / DATABASE if request.path.is_dir() else request.path
    with open_tables(request, path) as tables:
        require_columns(tables, _COLUMNS, request.name, "QualCoder")
        project = _project(tables, request)
        has_weight = "important" in tables.columns("code_text")
        columns = (*_COLUMNS["code_text"], *(["important"] if has_weight else []))
        marks = Grouped(tables.rows("code_text", columns, "fid"), 2)
        found = False
        for row in tables.rows("source", _COLUMNS["source"], "id"):
            if not whole_number(row[0]):
                continue
            found = True
            yield from _article(request, project, row, marks.of(row[0]))
        if not found:
            raise UnreadableInputError(f"{request.name} holds no text.")
        if lost := marks.left():
            _skip(request, request.name, f"{counted(lost, 'coded segment')} of missing texts")
        _say_the_rest(tables, request, project)


def _project(tables: ForeignTables, request: ReadRequest) -> _Project:
    project = _Project(People(request))
    project.keys = _keys(tables, request)
    if set(_ON_TEXT) <= set(tables.columns("annotation")):
        for row in tables.rows("annotation", _ON_TEXT, "fid"):
            project.remarks.setdefault(row[0], []).append(row)
    if set(_OF_FILE) <= set(tables.columns("attribute")):
        for name, kind, value, number in tables.rows("attribute", _OF_FILE):
            key = str(name).strip().lower()
            if kind == "file" and key in VARIABLES and value not in (None, ""):
                project.values.setdefault(number, {}).setdefault(key, str(value))
            elif value not in (None, ""):
                project.no_place[str(name)] += 1
    return project


def _keys(tables: ForeignTables, request: ReadRequest) -> dict[int, str]:
    """Give the label of each code, by its number."""
    groups = {row[0]: row for row in tables.rows("code_cat", _COLUMNS["code_cat"])}
    codes: list[Code] = []
    described = 0
    for number, name, group, memo in tables.rows("code_name", _COLUMNS["code_name"], "cid"):
        path: list[str] = []
        while group in groups and len(path) < _DEEPEST:  # they may lie in each other in a ring
            path.insert(0, str(groups[group][1]))
            group = groups[group][2]  # noqa: PLW2901 - upwards
        if whole_number(number) and isinstance(name, str):
            codes.append(Code(str(number), name, tuple(path)))
            described += bool(memo)
    if described:
        what = f"{counted(described, 'memo')} on codes stayed behind: put them in the scheme"
        request.notes.append(Note(request.name, what))
    return {int(number): key for number, key in named_keys(codes, request).items()}


def _article(
    request: ReadRequest, project: _Project, row: tuple[Any, ...], marks: list[tuple[Any, ...]]
) -> Iterator[Incoming]:
    number, name, text, memo, owner, date = row
    where = f"{request.name}, “{name}”"
    if not isinstance(text, str):
        what = "it is a picture, a recording or a file without a text"
        if marks:
            what += f", with {counted(len(marks), 'coded segment')}"
        _skip(request, request.name, f"“{name}”: {what}")
        return
    quotes = Quotes(text)
    annotations: list[IncomingAnnotation] = []
    for mark in sorted(marks, key=repr):
        one = _annotation(request, project, mark, quotes, where)
        if one is not None:
            annotations.append(one)
    comments = [_comment(project, memo, owner, date)] if isinstance(memo, str) and memo else []
    for _, start, end, remark, author, made in project.remarks.pop(number, ()):
        if isinstance(remark, str) and remark:
            quote = _quote(text, start, end, request.unit)
            comments.append(_comment(project, f"“{quote}”: {remark}", author, made))
    fields: dict[str, Any] = dict(project.values.get(number, {}))
    given = Given(
        text=text,
        where=where,
        extractor="qualcoder",
        annotations=annotations,
        title=str(name or ""),
        comments=comments,
        **fields,
    )
    yield from taken(request, given)


def _annotation(
    request: ReadRequest,
    project: _Project,
    mark: tuple[Any, ...],
    quotes: Quotes,
    where: str,
) -> IncomingAnnotation | None:
    """Give a coded segment as an annotation; None if it cannot be one, which is noted."""
    _, code, _, segment, start, end, owner, date, memo, *weight = mark
    key = project.keys.get(code)
    if not (whole_number(start) and whole_number(end)) or start >= end:
        _skip(request, where, f"a coded segment {start}–{end}: there is no such place")
        return None
    if key is None:
        _skip(request, where, f"a coded segment {start}–{end}: its code is not there")
        return None
    one: IncomingAnnotation = {"label": key, "start": start, "end": end}
    if isinstance(segment, str) and segment:
        # Its line ends may be other signs than those of the text.
        one["quote"] = quotes.quote(segment, start, end) or segment
    annotator = project.people.named(owner if isinstance(owner, str) else None)
    if annotator is not None:
        one["annotator"] = annotator
    if isinstance(memo, str) and memo.strip():
        one["note"] = memo
    if weight == [1]:
        one["attributes"] = {"important": True}
    made = when(date if isinstance(date, str) else None)
    if made is not None:
        one["created"] = one["modified"] = made
    return one


def _quote(text: str, start: Any, end: Any, unit: str | None) -> str:
    """Give what stands at a place; “…” if that is none."""
    places = Places(text, text, unit or FORMAT.units[0])
    if not (whole_number(start) and whole_number(end)):
        return "…"
    try:
        return text[places.of(start) : places.of(end)]
    except OffsetProblem:
        return "…"


def _comment(project: _Project, text: str, owner: Any, date: Any) -> IncomingComment:
    comment: IncomingComment = {"text": text}
    author = project.people.named(owner if isinstance(owner, str) else None)
    if author is not None:
        comment["author"] = author
    made = when(date if isinstance(date, str) else None)
    if made is not None:
        comment["created"] = comment["modified"] = made
    return comment


def _say_the_rest(tables: ForeignTables, request: ReadRequest, project: _Project) -> None:
    if request.fitting is not None and request.fitting.looking:
        return
    for table, words in _PASSED_OVER.items():
        if columns := tables.columns(table):
            count = sum(1 for _ in tables.rows(table, columns[:1]))
            if count:
                _skip(request, request.name, f"{count:,} {words[count != 1]}")
    for name, count in sorted(project.no_place.items()):
        _skip(request, request.name, f"the attribute “{name}” ({count:,}×): there is no place")
    if lost := sum(len(rows) for rows in project.remarks.values()):
        _skip(request, request.name, f"{counted(lost, 'annotation')} of missing texts")


def _skip(request: ReadRequest, where: str, reason: str) -> None:
    request.skipped.append(Skipped(where, reason))


def _recognises(head: bytes, name: str) -> bool:
    del name
    return head.startswith(b"SQLite format 3\0")


FORMAT = Format(
    name="qualcoder",
    title="QualCoder project",
    extensions=("qda",),
    read=_read,
    reads_folders=True,
    folder_mark=DATABASE,
    recognises=_recognises,
    units=("code-points", "utf16", "line-ends-as-one"),
)
