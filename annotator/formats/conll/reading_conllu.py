"""Reading CoNLL-U: treebanks, what taggers write, and what we wrote.

A token's text is that of its surface: a range ``1-2`` stands for its words, empty nodes ``8.1`` for
nothing. Names are read from the last column, where taggers put them as ``ner=B-PER``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256

import orjson
from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config

from annotator.formats.base import ReadRequest
from annotator.formats.common.records_within.back import kept_beside
from annotator.formats.common.taking import Given, taken
from annotator.formats.common.text_lines import text_lines
from annotator.formats.common.tokens import Tokens
from annotator.formats.conll.misc import SPANS, read_misc, read_spaces, read_spans, spaces_after
from annotator.formats.conll.on_tokens import ranges_of
from annotator.formats.conll.tags import OUTSIDE, Faults, is_tag, read_tags
from annotator.formats.jsonl_lines import AnnotationBesides, named_by_texts
from annotator.model.faults import first_fault
from annotator.model.incoming import Incoming, IncomingAnnotation, Note, Skipped
from annotator.problems import UnreadableInputError

ARTICLE, ANNOTATION = "annotator article", "annotator span"
"""What our comments are called."""
_COLUMNS = 10
_NOTHING = ["_"] * 7
"""The columns of a token without lemma, part of speech and dependencies."""
_NAMES = ("ner", "ne", "name", "nertag", "namedentity")
"""Keys under which taggers and treebanks have tags of names, in small letters."""
_ID = re.compile(r"(\d{1,6})(?:-(\d{1,6})|\.(\d{1,6}))?")
_COMMENT = re.compile(r"#\s*([^=]*?)\s*=\s*(.*)", re.DOTALL)
_ANNOTATION = re.compile(rf"{ANNOTATION} ([1-9]\d{{0,8}})")


@with_config(ConfigDict(strict=True, extra="forbid"))
class _Kept(AnnotationBesides):
    """What a comment of ours holds of an annotation."""

    label: str
    fragments: list[list[int]]


_kept = TypeAdapter(_Kept)


@dataclass(slots=True)
class _Document:
    """An article that is being read: its text so far, and the tokens of each sentence."""

    line: int
    name: str | None = None
    article: str | None = None
    kept: dict[int, _Kept] = field(default_factory=dict)
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    blank: bool = False
    """Whether a blank follows unless something else is said."""
    spans: list[tuple[int, int]] = field(default_factory=list)
    names: dict[str, list[list[tuple[int, str]]]] = field(default_factory=dict)
    """By key the tags of names, a sentence a list, each with its token."""
    marks: dict[int, list[tuple[bool, str, int]]] = field(default_factory=dict)
    """By token the spans of ours that it is part of."""
    lines: list[int] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Add to the text."""
        self.pieces.append(text)
        self.length += len(text)


def read(request: ReadRequest) -> Iterator[Incoming]:
    """Read a file of sentences."""
    # Its text is put together from tokens, and positions with it.
    yield from _Reader(replace(request, unit="code-points", fitting=None)).articles()


class _Reader:
    """Reads the articles of one file."""

    def __init__(self, request: ReadRequest) -> None:
        self._request = request
        self._left: Counter[str] = Counter()
        self._faults = Faults()
        self._changed = 0
        """Sentences whose text is not that of their tokens."""

    def articles(self) -> Iterator[Incoming]:
        """Give the articles, then say what was passed over.

        Raises:
            UnreadableInputError: there is none, or a line is no token.
        """
        document: _Document | None = None
        comments: list[str] = []
        rows: list[tuple[int, list[str]]] = []
        found = False
        for number, line in self._lines():
            if line.startswith("#") and not rows:
                comments.append(line)
                continue
            if line.strip():
                rows.append((number, self._row(number, line)))
                continue
            if rows:
                told = self._told(comments)
                if document is None or "newdoc" in told or "newdoc id" in told:
                    if document is not None:
                        yield from self._incoming(document)
                    document = _Document(rows[0][0], told.get("newdoc id"))
                self._take_comments(document, told, rows[0][0])
                self._take_sentence(document, told, rows)
                found = True
            comments, rows = [], []
        if document is not None:
            yield from self._incoming(document)
        if not found:
            raise UnreadableInputError(f"{self._request.name} holds no sentence of CoNLL-U.")
        self._tell()

    def _lines(self) -> Iterator[tuple[int, str]]:
        yield from text_lines(self._request)
        yield 0, ""

    def _row(self, number: int, line: str) -> list[str]:
        cells = line.split("\t")
        if len(cells) != _COLUMNS or _ID.fullmatch(cells[0]) is None:
            raise UnreadableInputError(
                f"{self._request.name}, line {number}: it is no token of CoNLL-U, which has a "
                "number and nine more columns with tabs between them."
            )
        return cells

    def _told(self, comments: list[str]) -> dict[str, str]:
        """Read comments: values by name, empty of one that has none."""
        told: dict[str, str] = {}
        for one in comments:
            found = _COMMENT.fullmatch(one)
            told[found[1] if found else one.lstrip("# ").strip()] = found[2] if found else ""
        return told

    def _take_comments(self, document: _Document, told: dict[str, str], line: int) -> None:
        where = f"{self._request.name}, before line {line}"
        for name, value in told.items():
            if name == ARTICLE:
                document.article = value
            elif number := _ANNOTATION.fullmatch(name):
                try:
                    kept = _kept.validate_python(orjson.loads(value))
                    document.kept[int(number[1])] = named_by_texts(kept)
                except orjson.JSONDecodeError:
                    self._request.skipped.append(Skipped(where, f"{name}: it is no JSON"))
                except ValidationError as error:
                    why = f"{name}: {first_fault(error)}"
                    self._request.skipped.append(Skipped(where, why))
        if ("newpar" in told or "newpar id" in told) and document.pieces:
            document.blank = False
            document.add("\n\n")

    def _take_sentence(
        self, document: _Document, told: dict[str, str], rows: list[tuple[int, list[str]]]
    ) -> None:
        """Add a sentence to its article."""
        begin = len(document.pieces)
        tags: dict[str, list[tuple[int, str]]] = {}
        inside = 0
        """The last word that the range before stands for."""
        for line, cells in rows:
            found = _ID.fullmatch(cells[0])
            assert found is not None
            self._count(cells)
            misc = read_misc(cells[9])
            if found[3]:
                self._left["empty nodes"] += 1
                continue
            if found[2] or int(found[1]) > inside:
                self._take_surface(document, cells[1], misc, line)
                inside = int(found[2] or 0)
            token = len(document.spans) - 1
            for key, value in misc.items():
                if key.lower() in _NAMES and is_tag(value):
                    tags.setdefault(key, []).append((token, value))
                elif key == SPANS and (marks := read_spans(value)) is not None:
                    document.marks.setdefault(token, []).extend(marks)
                elif key == "Entity":
                    self._left["mentions of entities"] += 1
        for key, values in tags.items():
            document.names.setdefault(key, []).append(values)
        text = "".join(document.pieces[begin:])
        if "text" in told and text.split() != told["text"].split():
            self._changed += 1

    def _take_surface(
        self, document: _Document, form: str, misc: dict[str, str], line: int
    ) -> None:
        before = read_spaces(misc["SpacesBefore"]) if "SpacesBefore" in misc else ""
        if document.blank and not before:
            document.add(" ")
        document.add(before)
        document.spans.append((document.length, document.length + len(form)))
        document.lines.append(line)
        document.add(form)
        after = spaces_after(misc)
        document.blank = after is None
        document.add(after or "")

    def _count(self, cells: list[str]) -> None:
        """Count what has no place here."""
        if cells[2:9] == _NOTHING:
            return
        for what, columns in (
            ("lemmas", cells[2:3]),
            ("parts of speech", cells[3:5]),
            ("features of words", cells[5:6]),
            ("dependencies", cells[6:9]),
        ):
            if any(one not in {"_", ""} for one in columns):
                self._left[what] += 1

    def _incoming(self, document: _Document) -> Iterator[Incoming]:
        text = "".join(document.pieces)
        where = f"{self._request.name}, line {document.line}"
        ours = sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == document.name
        given = Given(text=text, where=where, extractor="conllu", media="text/x-conllu")
        given.annotations = [*self._ours(document, where, exact=ours), *self._named(document)]
        if not ours:
            given.reference = document.name
        if document.article is None:
            yield from taken(self._request, given)
            return
        kept = kept_beside(document.article, where, self._request.skipped)
        if not ours:
            what = "its text was changed: its annotations are where its tokens say"
            self._request.notes.append(Note(where, what))
            kept.fields["zones"] = None
        yield from kept.taken(self._request, kept.into(given))

    def _ours(
        self, document: _Document, where: str, *, exact: bool
    ) -> Iterator[IncomingAnnotation]:
        """Give the annotations that we wrote; where tokens and comments differ, tokens count."""
        ranges: dict[int, list[list[int]]] = {}
        labels: dict[int, str] = {}
        for token in sorted(document.marks):
            for begins, label, number in document.marks[token]:
                labels[number] = label
                pieces = ranges.setdefault(number, [])
                if not begins and pieces and pieces[-1][1] == token:
                    pieces[-1][1] = token + 1
                else:
                    pieces.append([token, token + 1])
        cut = Tokens(document.spans, [])
        for number in sorted(ranges.keys() | document.kept.keys()):
            kept = document.kept.get(number)
            pieces = ranges.get(number, [])
            if kept is not None and exact and labels.get(number, kept["label"]) == kept["label"]:
                laid = [list(one) for one in ranges_of(cut, kept["fragments"])[0]]
                if laid == pieces and _fits(kept["fragments"], document.length):
                    yield _annotation(kept["label"], kept["fragments"], kept)
                    continue
            if pieces:
                places = [[cut.spans[one][0], cut.spans[after - 1][1]] for one, after in pieces]
                yield _annotation(labels[number], places, kept)
            else:
                self._request.skipped.append(
                    Skipped(where, f"{ANNOTATION} {number}: no token is marked as part of it")
                )

    def _named(self, document: _Document) -> Iterator[IncomingAnnotation]:
        """Give the names that a tagger or a treebank marked."""
        for sentences in document.names.values():
            for tags in sentences:
                line = document.lines[tags[0][0]]
                # Tokens without a tag part names as those do that are outside.
                filled: list[tuple[int, str]] = []
                for token, tag in tags:
                    if filled and token - filled[-1][0] > 1:
                        filled.append((token - 1, OUTSIDE))
                    if not filled or token != filled[-1][0]:
                        filled.append((token, tag))
                for one in read_tags([tag for _, tag in filled], line, self._faults):
                    first, last = filled[one.first][0], filled[one.after - 1][0]
                    yield {
                        "label": one.label,
                        "start": document.spans[first][0],
                        "end": document.spans[last][1],
                    }

    def _tell(self) -> None:
        """Note what was passed over."""
        name = self._request.name
        for what, count in sorted(self._left.items()):
            self._request.skipped.append(Skipped(name, f"{what} ({count:,}×): no place for them"))
        if self._changed:
            what = (
                f"{self._changed:,} sentences have another text than their tokens: that of tokens"
            )
            self._request.notes.append(Note(name, what))


def _annotation(label: str, fragments: list[list[int]], kept: _Kept | None) -> IncomingAnnotation:
    annotation: IncomingAnnotation = {
        "label": label,
        "start": fragments[0][0],
        "end": fragments[-1][1],
    }
    if len(fragments) > 1:
        annotation["fragments"] = fragments
    if kept is not None:
        extras = {key: value for key, value in kept.items() if key not in {"label", "fragments"}}
        annotation.update(extras)  # type: ignore[typeddict-item]
    return annotation


def _fits(fragments: list[list[int]], length: int) -> bool:
    """Tell whether fragments lie in a text, one behind the other."""
    last = 0
    for one in fragments:
        if len(one) != 2 or not last <= one[0] < one[1] <= length:
            return False
        last = one[1]
    return bool(fragments)
