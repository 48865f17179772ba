"""What the columns of a Parquet file mean: ours by their names, others by what they look like."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from annotator.formats.base import ReadRequest
from annotator.formats.parquet.rows import TEXT_FIELDS, record_of, schema
from annotator.formats.parquet.tags import spans_of_tags
from annotator.model.incoming import Note, Skipped
from annotator.problems import UnreadableInputError

if TYPE_CHECKING:
    import pyarrow as pa

_ALIASES = {
    "headline": "title",
    "source_url": "url",
    "link": "url",
    "publisher": "outlet",
    "author": "byline",
    "authors": "byline",
    "date": "published",
    "published_at": "published",
    "lang": "language",
}
"""Names that others use for what is known of an article."""
_TEXTS = ("text", "content", "body", "article")
_TOKENS = ("tokens", "words")
_TAGS = ("ner_tags", "tags", "ner", "labels")
_SPANS = ("annotations", "spans", "entities")
_STARTS = ("start", "begin", "start_offset", "start_char")
_ENDS = ("end", "end_offset", "end_char")
_LABELS = ("label", "type", "entity_type", "tag", "category")
_QUOTES = ("quote", "text", "value", "word")

_Part = Callable[[dict[str, Any], dict[str, Any], str], None]
"""Takes from a row what it knows of, into the record; called with the row's place too."""


class Columns:
    """How the rows of one file become records.

    Raises:
        UnreadableInputError: no column holds a text.
    """

    def __init__(self, found: pa.Schema, request: ReadRequest) -> None:
        self._schema = found
        self._request = request
        self._is_ours = _is_ours(found)
        self._parts: list[_Part] = []
        self.wanted: list[str] = []
        """The columns that are read."""
        if self._is_ours:
            self._take_ours()
        else:
            self._take_foreign()
        rest = [name for name in found.names if name not in self.wanted]
        if rest:
            names = ", ".join(f"“{name}”" for name in rest)
            request.skipped.append(Skipped(request.name, f"columns that are none of ours: {names}"))

    def record(self, row: dict[str, Any], where: str) -> dict[str, Any]:
        """Give a row as a record with our names, still unchecked."""
        if self._is_ours:
            return record_of(row, where)
        record: dict[str, Any] = {}
        for part in self._parts:
            part(row, record, where)
        return record

    def _take_ours(self) -> None:
        """Take the columns with our names, and say which fields inside them are not ours."""
        for column in schema():
            if column.name not in self._schema.names or not _fits(
                self._schema.field(column.name).type, column.type
            ):
                continue
            self.wanted.append(column.name)
            unknown = _inner_names(self._schema.field(column.name).type) - _inner_names(column.type)
            if unknown:
                names = ", ".join(f"“{column.name}.{name}”" for name in sorted(unknown))
                self._request.skipped.append(
                    Skipped(self._request.name, f"fields that are none of ours: {names}")
                )

    def _take_foreign(self) -> None:
        text = self._first(_TEXTS, _is_text)
        tokens = None if text else self._first(_TOKENS, _is_list_of(_is_text))
        if text is not None:
            self._take(text, "text")
            self._take_spans()
        elif tokens is not None:
            self._take_tokens(tokens)
        else:
            names = ", ".join(f"“{name}”" for name in self._schema.names[:20]) or "none"
            raise UnreadableInputError(
                f"{self._request.name} has no column “text” that holds a text a row; its columns "
                f"are {names}. Rename the one with the text and try again."
            )
        for name in self._schema.names:
            field = "reference" if name == "id" else _ALIASES.get(name, name)
            if field in TEXT_FIELDS and name not in self.wanted and self._is_plain(name):
                self._take(name, field)

    def _take(self, name: str, field: str) -> None:
        def part(row: dict[str, Any], record: dict[str, Any], _: str) -> None:
            value = row[name]
            if value is not None and field not in record:
                record[field] = value.isoformat() if isinstance(value, date) else str(value)

        self.wanted.append(name)
        self._parts.append(part)

    def _take_spans(self) -> None:
        name = self._first(_SPANS, _is_list_of(_is_span))
        if name is None:
            return
        names = _inner_names(self._schema.field(name).type)
        start, end, label = (_one_of(names, some) for some in (_STARTS, _ENDS, _LABELS))
        quote = _one_of(names, _QUOTES)
        classes = _classes(self._schema, name, label)
        held = {start, end, label, quote, "annotator"}
        if rest := names - held:
            more = ", ".join(f"“{name}.{one}”" for one in sorted(rest))
            self._request.skipped.append(
                Skipped(self._request.name, f"fields that are none of ours: {more}")
            )

        def part(row: dict[str, Any], record: dict[str, Any], where: str) -> None:
            record["annotations"] = spans = []
            for one in row[name] or ():
                if one is None or one[label] is None:
                    self._skip(where, "a span: it has no label")
                    continue
                if not (_is_place(one[start]) and _is_place(one[end])):
                    place = f"{one[label]} {one[start]}–{one[end]}"
                    self._skip(where, f"{place}: there is no such span")
                    continue
                span = {"label": _named(one[label], classes), "start": one[start], "end": one[end]}
                if isinstance(one.get(quote), str):
                    span["quote"] = one[quote]
                if isinstance(one.get("annotator"), str):
                    span["annotator"] = one["annotator"]
                spans.append(span)

        self.wanted.append(name)
        self._parts.append(part)

    def _take_tokens(self, tokens: str) -> None:
        """Make the text of tokens joined by blanks, and spans of their tags."""
        tags = self._first(_TAGS, _is_list_of(lambda kind: _is_text(kind) or _is_whole(kind)))
        classes = None if tags is None else _classes(self._schema, tags, None)
        numbered = tags is not None and _is_whole(self._schema.field(tags).type.value_type)
        self.wanted.append(tokens)
        if tags is not None and not (numbered and classes is None):
            self.wanted.append(tags)
        self._request.notes.append(
            Note(self._request.name, "its texts are tokens, which were joined by blanks")
        )

        def part(row: dict[str, Any], record: dict[str, Any], where: str) -> None:
            words = [one or "" for one in row[tokens] or ()]
            record["text"] = " ".join(words)
            # White space alone is no article, and fields are found in texts that say no title.
            record["title"] = ""
            given = row.get(tags) if tags is not None else None
            if given is None:
                return
            if len(given) != len(words):
                self._skip(where, f"its tags: {len(given)} for {len(words)} tokens")
                return
            record["annotations"] = spans_of_tags(words, [_named(tag, classes) for tag in given])

        self._parts.append(part)

    def _skip(self, where: str, what: str) -> None:
        self._request.skipped.append(Skipped(where, what))

    def _first(self, names: tuple[str, ...], fits: Callable[[pa.DataType], bool]) -> str | None:
        for name in names:
            if self._schema.names.count(name) == 1 and fits(self._schema.field(name).type):
                return name
        return None

    def _is_plain(self, name: str) -> bool:
        from pyarrow import types  # noqa: PLC0415 - an optional library

        if self._schema.names.count(name) > 1:
            return False
        kind = self._schema.field(name).type
        return _is_text(kind) or _is_whole(kind) or types.is_date(kind) or types.is_timestamp(kind)


def _is_ours(found: pa.Schema) -> bool:
    """Tell whether a file's annotations have fragments, as only ours do; each column once."""
    if len(set(found.names)) < len(found.names) or "text" not in found.names:
        return False
    if "annotations" not in found.names:
        return False
    names = _inner_names(found.field("annotations").type)
    return {"label", "start", "end", "fragments"} <= names


def _fits(found: pa.DataType, wanted: pa.DataType) -> bool:
    """Tell whether a column has the shape of ours; what is missing inside it is told by the row."""
    from pyarrow import types  # noqa: PLC0415 - an optional library

    if types.is_list(wanted):
        return _is_list(found) and _fits(found.value_type, wanted.value_type)
    if types.is_struct(wanted):
        names = {one.name for one in found} if types.is_struct(found) else set()
        return bool(names) and all(
            _fits(found.field(one.name).type, one.type) for one in wanted if one.name in names
        )
    return _is_whole(found) if types.is_integer(wanted) else _is_text(found)


def _inner_names(kind: pa.DataType) -> set[str]:
    """Name the fields of a struct, or of those in a list."""
    from pyarrow import types  # noqa: PLC0415 - an optional library

    if _is_list(kind):
        kind = kind.value_type
    return {one.name for one in kind} if types.is_struct(kind) else set()


def _is_span(kind: pa.DataType) -> bool:
    names = _inner_names(kind)
    return all(_one_of(names, some) for some in (_STARTS, _ENDS, _LABELS))


def _is_place(value: Any) -> bool:
    return type(value) is int and value >= 0


def _one_of(names: set[str], some: tuple[str, ...]) -> str:
    return next((one for one in some if one in names), "")


def _is_text(kind: pa.DataType) -> bool:
    from pyarrow import types  # noqa: PLC0415 - an optional library

    if types.is_dictionary(kind):
        kind = kind.value_type
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind))


def _is_whole(kind: pa.DataType) -> bool:
    from pyarrow import types  # noqa: PLC0415 - an optional library

    return bool(types.is_integer(kind))


def _is_list(kind: pa.DataType) -> bool:
    from pyarrow import types  # noqa: PLC0415 - an optional library

    return bool(types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind))


def _is_list_of(fits: Callable[[pa.DataType], bool]) -> Callable[[pa.DataType], bool]:
    return lambda kind: _is_list(kind) and fits(kind.value_type)


def _named(value: Any, classes: list[str] | None) -> str:
    """Give a label's name; numbered ones have theirs in the file's Hugging Face features."""
    if isinstance(value, int) and classes is not None and 0 <= value < len(classes):
        return classes[value]
    return "" if value is None else str(value)


def _classes(found: pa.Schema, column: str, inner: str | None) -> list[str] | None:
    """Find the names of numbered labels, which the library ``datasets`` leaves in the schema."""
    try:
        said = json.loads((found.metadata or {}).get(b"huggingface", b"{}"))
        feature = said["info"]["features"][column]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    for _ in range(3):
        # Lists have it under “feature”, or are written as a list of one.
        if isinstance(feature, list) and feature:
            feature = feature[0]
        if isinstance(feature, Mapping) and "feature" in feature:
            feature = feature["feature"]
    if inner is not None and isinstance(feature, Mapping):
        feature = feature.get(inner)
    names = feature.get("names") if isinstance(feature, Mapping) else None
    if isinstance(names, list) and all(isinstance(one, str) for one in names):
        return cast("list[str]", names)
    return None
