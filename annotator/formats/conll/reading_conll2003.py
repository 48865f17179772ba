"""Reading tokens with tags in columns, as CoNLL-2003 and a great many corpora since have them.

Columns stand apart by a tab or by blanks; tokens may be empty; tags are IOB1, IOB2, BILOU, IOBES,
BMES, or labels without prefixes. Which columns hold tags is told by the beginning of the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import NamedTuple

from annotator.formats.base import Option, ReadRequest
from annotator.formats.common.records_within.back import kept_beside
from annotator.formats.common.taking import Given, taken
from annotator.formats.common.text_lines import text_lines
from annotator.formats.conll.side import Side, open_side
from annotator.formats.conll.tags import (
    OUTSIDE,
    Faults,
    Range,
    is_tag,
    read_labels,
    read_tags,
)
from annotator.model.incoming import Incoming, IncomingAnnotation, Note, Skipped
from annotator.problems import UnreadableInputError, UserProblem

DOCUMENT = "-DOCSTART-"
_LOOKED_AT = 4000
"""Lines at the beginning by which columns are told apart."""
_NAMED = 1_000
"""Lines without a tag that are counted."""
_ENOUGH = 0.5
"""The share of a column's values that have to be tags."""
_CHUNKS = frozenset(
    {
        "NP", "VP", "PP", "ADVP", "ADJP", "SBAR", "PRT", "CONJP", "INTJ", "LST", "UCP", "PNP",
        "NX",
    }
)  # fmt: skip
"""Labels of phrases, whose tags look like those of names."""
_BEGIN = re.compile(r"#\s*begin document\s*(.*)")

OPTIONS = {
    "tags": Option(
        "auto",
        "The columns that hold tags, counted from 1 as in “4” or “3,4”; auto finds them.",
        writes=False,
    ),
    "articles": Option(
        "documents",
        "documents: an article begins at each -DOCSTART-, and a file without is one article. "
        "sentences: each sentence is an article.",
        ("documents", "sentences"),
        writes=False,
    ),
}


_Row = list[str]
"""A line in its columns."""


class _Sentence(NamedTuple):
    """The line of a sentence's first token, and all its tokens."""

    line: int
    rows: list[_Row]


@dataclass(slots=True)
class _Layout:
    """Where in a line things stand: indices of columns."""

    token: int
    tags: tuple[int, ...]
    others: tuple[int, ...] = ()
    prefixed: bool = True


@dataclass(slots=True)
class _Document:
    """Sentences of an article, each some rows; and what the file calls it."""

    line: int
    sentences: list[_Sentence] = field(default_factory=list)
    reference: str | None = None
    """Of a document without one: None or nothing."""


def read(request: ReadRequest) -> Iterator[Incoming]:
    """Read a file of tokens and tags."""
    # Positions are those of the text beside, or of one that is put together from tokens.
    request = replace(request, unit="code-points", fitting=None)
    lines = text_lines(request)
    head = list(islice(lines, _LOOKED_AT))
    rows = [row for _, line in head if (row := _row(line)) and row[0] != DOCUMENT]
    for side in open_side(request):
        if side is not None:
            count = len(side.head["columns"])
            if rows and _width(rows) != count + 1:
                raise side.misfit(f"{side.name} tells of other columns than {request.name} has")
            layout = _Layout(0, tuple(range(1, count + 1)))
        elif rows:
            layout = _layout(rows, request)
        else:
            raise UnreadableInputError(f"{request.name} holds no tokens.")
        yield from _Reader(request, layout, side).articles(chain(head, lines))


class _Reader:
    """Reads the articles of one file."""

    def __init__(self, request: ReadRequest, layout: _Layout, side: Side | None) -> None:
        self._request = request
        self._layout = layout
        self._side = side
        self._faults = Faults()
        self._comments = 0
        self._short: list[int] = []
        """Lines that have fewer columns than they should, the first ones."""
        self._labels = {} if side is None else side.head["labels"]
        self._people: Sequence[str | None] = (
            [None] * len(layout.tags) if side is None else side.head["columns"]
        )

    def articles(self, lines: Iterator[tuple[int, str]]) -> Iterator[Incoming]:
        """Give the articles, then say what was odd about the file."""
        for document in self._documents(lines):
            if self._side is not None:
                yield from self._beside(document, self._side)
            else:
                yield from self._rebuilt(document)
        if self._side is not None:
            self._side.finish()
        self._tell()

    def _documents(self, lines: Iterator[tuple[int, str]]) -> Iterator[_Document]:
        by_sentence = self._request.options.get("articles") == "sentences" and self._side is None
        document: _Document | None = None
        rows: list[_Row] = []
        for number, line in lines:
            row = _row(line)
            if row is not None and row[0] != DOCUMENT:
                if not rows:
                    document = document or _Document(number)
                    document.sentences.append(_Sentence(number, rows))
                rows.append(row)
                continue
            begun = _BEGIN.match(line) if row is None else None
            if row is None and begun is None and line.strip():
                self._comments += 1
                continue
            rows = []
            if row is None and begun is None and not by_sentence:
                continue
            if document is not None and (document.sentences or not by_sentence):
                yield document
            document = None if by_sentence else _Document(number, reference=begun and begun[1])
        if document is not None:
            yield document

    def _beside(self, document: _Document, side: Side) -> Iterator[Incoming]:
        """Give an article whose text lies beside the file."""
        words = [word for one in document.sentences for word in self._column(one, 0)]
        line = side.article(words)
        where = f"{self._request.name}, line {document.line}"
        kept = kept_beside(line["article"], where, self._request.skipped)
        given = Given(
            text=line["text"],
            where=where,
            extractor="conll",
            media="text/x-conll",
            annotations=self._annotations(document, line["tokens"]),
        )
        yield from kept.taken(self._request, kept.into(given))

    def _rebuilt(self, document: _Document) -> Iterator[Incoming]:
        """Give an article whose text is put together from its tokens."""
        spans: list[list[int]] = []
        pieces: list[str] = []
        length = 0
        for sentence in document.sentences:
            between = "\n" if pieces else ""
            for word in self._column(sentence, self._layout.token):
                if word:
                    pieces += (between, word)
                    length += len(between) + len(word)
                    between = " "
                spans.append([length - len(word), length])
        given = Given(
            text="".join(pieces),
            where=f"{self._request.name}, line {document.line}",
            extractor="conll",
            media="text/x-conll",
            annotations=self._annotations(document, spans),
            reference=document.reference,
        )
        yield from taken(self._request, given)

    def _annotations(
        self, document: _Document, spans: Sequence[Sequence[int]]
    ) -> list[IncomingAnnotation]:
        found: list[IncomingAnnotation] = []
        for column, person in zip(self._layout.tags, self._people, strict=True):
            begin = 0
            for sentence in document.sentences:
                tags, line = self._column(sentence, column, OUTSIDE), sentence.line
                prefixed = self._layout.prefixed
                for one in read_tags(tags, line, self._faults) if prefixed else read_labels(tags):
                    places = spans[begin + one.first : begin + one.after]
                    places = [place for place in places if place[0] < place[1]]
                    if places:
                        found.append(self._annotation(one, places, person))
                        continue
                    where = f"{self._request.name}, line {line + one.first}"
                    self._request.skipped.append(Skipped(where, f"{one.label}: its token is empty"))
                begin += len(tags)
        return found

    def _annotation(
        self, one: Range, places: Sequence[Sequence[int]], person: str | None
    ) -> IncomingAnnotation:
        annotation: IncomingAnnotation = {
            "label": self._labels.get(one.label, one.label),
            "start": places[0][0],
            "end": places[-1][1],
        }
        if person is not None:
            annotation["annotator"] = person
        return annotation

    def _column(self, sentence: _Sentence, column: int, otherwise: str = "") -> list[str]:
        """Give what stands in a column of a sentence; where there is none that is noted."""
        try:
            return [row[column] for row in sentence.rows]
        except IndexError:
            self._short += [
                sentence.line + at
                for at, row in enumerate(sentence.rows)
                if column >= len(row) and otherwise
            ]
            del self._short[_NAMED:]
            return [row[column] if column < len(row) else otherwise for row in sentence.rows]

    def _tell(self) -> None:
        """Note what was passed over, and what was taken otherwise than it came."""
        request, name = self._request, self._request.name
        skip = request.skipped.append
        for tag, (count, line) in self._faults.unknown.items():
            skip(Skipped(f"{name}, line {line}", f"the tag “{tag}” ({count:,}×): it is none"))
        if self._short:
            rows = f"{len(self._short):,} line{'s' * (len(self._short) > 1)}"
            skip(Skipped(f"{name}, line {self._short[0]}", f"{rows} without a tag"))
        if self._comments:
            skip(Skipped(name, f"comments ({self._comments:,}×)"))
        if self._layout.others:
            columns = ", ".join(str(one + 1) for one in self._layout.others)
            skip(Skipped(name, f"what stands in the columns {columns}: it is not tags of spans"))
        if self._faults.begun_inside and self._layout.prefixed:
            what = f"{self._faults.begun_inside:,} spans begin with I-, as in IOB1"
            request.notes.append(Note(name, what))
        if self._side is None:
            request.notes.append(
                Note(name, "its texts are put together from the tokens, with a blank between them")
            )


def _row(line: str) -> _Row | None:
    """Read a line into its columns; None if it is empty or a comment."""
    if "\t" in line:
        fields = line.split("\t")
        if " " in line:
            fields = [one.strip() for one in fields]
        while len(fields) > 1 and not fields[-1]:
            fields.pop()
    else:
        fields = line.split()
        if fields and line[0].isspace() and is_tag(fields[0]):
            fields.insert(0, "")  # an empty token
    if not any(fields) or (line[0] == "#" and _is_comment(line, fields)):
        return None
    return fields


def _is_comment(line: str, fields: _Row) -> bool:
    """Tell whether a line that begins with a number sign is no token."""
    return not is_tag(fields[-1]) and (
        fields[0] == "#" or len(fields) == 1 or line.startswith(("#begin", "#end"))
    )


def _layout(rows: Sequence[_Row], request: ReadRequest) -> _Layout:
    """Find the columns.

    Raises:
        UserProblem: there are none that hold tags, or not the ones that the user named.
    """
    asked = request.options.get("tags", "auto")
    width = _width(rows)
    columns = [[row[at] for row in rows if len(row) == width] for at in range(width)]
    # Some count the tokens of each sentence in front.
    token = 1 if width > 2 and all(map(str.isdecimal, columns[0])) else 0
    others = range(token + 1, width)
    prefixed = True
    if asked == "auto":
        tags = tuple(at for at in others if _is_tags(columns[at]))
        tags = tuple(at for at in tags if not _is_chunks(columns[at])) or tags
        if not tags and others and OUTSIDE in columns[-1]:
            tags, prefixed = (width - 1,), False
    else:
        tags = _asked(asked, width, request.name)
        prefixed = all(_is_tags(columns[at]) for at in tags)
    if not tags:
        raise UnreadableInputError(
            f"{request.name} has no column of tags like B-PER and O. If one of its columns holds "
            "labels, name it: --option tags=2."
        )
    return _Layout(token, tags, tuple(at for at in others if at not in tags), prefixed)


def _width(rows: Sequence[_Row]) -> int:
    return Counter(len(row) for row in rows).most_common(1)[0][0]


def _asked(asked: str, width: int, name: str) -> tuple[int, ...]:
    try:
        found = tuple(int(one) - 1 for one in asked.split(","))
    except ValueError:
        raise UserProblem(f"The columns of tags are numbers like 3,4, not “{asked}”.") from None
    if not all(0 < one < width for one in found):
        raise UserProblem(
            f"{name} has {width} columns, the first of tokens; there is no “{asked}”."
        )
    return found


def _is_tags(values: Sequence[str]) -> bool:
    return sum(map(is_tag, values)) >= len(values) * _ENOUGH


def _is_chunks(values: Sequence[str]) -> bool:
    labels = {value[2:] for value in values if value != OUTSIDE and is_tag(value)}
    return bool(labels) and labels <= _CHUNKS
