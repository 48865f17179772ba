"""brat: texts and standoff files in a folder for each annotator.

What brat has no place for stands in notes of a type of ours and in two files at the root. An
annotation has an id there only if something refers to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import orjson

from annotator.formats.base import Format, Option, WriteRequest
from annotator.formats.brat.kept import ARTICLES, DATA, NOTES, TABLE, Data, write_data
from annotator.formats.brat.pieces import cut, joined
from annotator.formats.brat.reading import read
from annotator.formats.brat.types import UNANNOTATED, Types
from annotator.formats.common.losses import LABEL, RELATION, unheld
from annotator.formats.common.names import ascii_word
from annotator.formats.common.records_within.written import beside
from annotator.model.records import (
    AnnotationRecord,
    ArticleRecord,
    Loss,
    LossKind,
    RelationRecord,
)

_LINE_ENDS = LossKind(
    "other", "Spans of line ends and tabs alone", "left out: brat has no place for them", "left out"
)  # fmt: skip
_HELD = frozenset(
    {
        "text", "title", "url", "outlet", "byline", "published", "language", "zones", "reference",
        "source", "states", "none", "annotator", "certainty", "made_from", "attributes", "note",
        "relations", "verdicts", "comments",
    }
)  # fmt: skip
_SLUG = 40


def _write(request: WriteRequest) -> Iterator[Loss]:
    types = Types(request.scheme, request.annotators)
    for name, content in (
        ("annotation.conf", types.annotation_conf()),
        ("visual.conf", types.visual_conf()),
        (TABLE, orjson.dumps(types.table(), option=orjson.OPT_INDENT_2).decode() + "\n"),
    ):
        with request.out.part(name) as file:
            file.write(content.encode())
    with request.out.part(ARTICLES) as articles:
        for number, article in enumerate(request.articles, 1):
            slug = ascii_word(article["title"])[:_SLUG].strip("_-")
            document = f"{number:05d}-{slug}".strip("-")
            written = _Written(article, types)
            yield from written.losses
            yield from unheld(article, _HELD)
            data = article["text"].encode()
            for folder, lines in written.files.items():
                with request.out.part(f"{folder}/{document}.txt") as file:
                    file.write(data)
                with request.out.part(f"{folder}/{document}.ann") as file:
                    file.write("".join(lines).encode())
            line = {"document": document, "article": written.beside}
            articles.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))


class _Written:
    """One article in brat's lines.

    Attributes:
        files: the lines of its standoff files, by folder.
        beside: what no line of brat's can hold.
        losses: what is lost.
    """

    def __init__(self, article: ArticleRecord, types: Types) -> None:
        self._article = article
        self._types = types
        self._notes: dict[str, int] = {}
        self._names: dict[str, tuple[str, str]] = {}
        """Of each annotation that is written the folder and its name there, by its id."""
        self.files: dict[str, list[str]] = {}
        self.losses: list[Loss] = []
        self.beside = beside(article, ("relations",))
        apart = self._relations_apart()
        referred = _referred(article, apart)
        counts: dict[str, int] = {}
        attributes: dict[str, int] = {}
        for one in article["annotations"]:
            folder = types.folders.of(one["annotator"])
            lines = self.files.setdefault(folder, [])
            counts[folder] = number = counts.get(folder, 0) + 1
            if not self._add(one, f"T{number}", lines, folder):
                counts[folder] -= 1
                continue
            given = one["id"] in referred
            attributes[folder] = self._describe(
                one, f"T{number}", lines, folder, attributes.get(folder, 0), with_id=given
            )
        self._relate(apart)
        if not self.files:
            self.files[UNANNOTATED] = []

    def _relations_apart(self) -> list[RelationRecord]:
        """Give the relations between annotations of two people, which share no file."""
        owners = {one["id"]: one["annotator"] for one in self._article["annotations"]}
        return [
            one
            for one in self._article["relations"]
            if owners.get(one["from"]) != owners.get(one["to"]) or one["from"] == one["to"]
        ]

    def _add(self, one: AnnotationRecord, name: str, lines: list[str], folder: str) -> bool:
        """Write the line of the span, unless there is nothing in it that brat could mark."""
        text, identity, article = self._article["text"], one["id"], self._article["id"]
        pieces = cut(text, one["fragments"])
        if not pieces:
            self.losses.append(_LINE_ENDS.of(identity, article))
            return False
        kind = self._types.labels[one["label"]]
        if kind != one["label"]:
            self.losses.append(LABEL.of(identity, article))
        places = ";".join(f"{start} {end}" for start, end in pieces)
        quote = " ".join(text[start:end] for start, end in pieces)
        lines.append(f"{name}\t{kind} {places}\t{quote}\n")
        self._names[identity] = folder, name
        return True

    def _describe(
        self,
        one: AnnotationRecord,
        name: str,
        lines: list[str],
        folder: str,
        count: int,
        *,
        with_id: bool,
    ) -> int:
        """Write what the annotation says; give how many attributes the file has now."""
        data: Data = {}
        values = {}
        for key, value in one["attributes"].items():
            flag = self._types.flags.get(key)
            choice, allowed = self._types.choices.get(key, ("", {}))
            if flag and value is True:
                count += 1
                lines.append(f"A{count}\t{flag} {name}\n")
            elif choice and isinstance(value, str) and value in allowed:
                count += 1
                lines.append(f"A{count}\t{choice} {name} {value}\n")
            else:
                values[key] = value
        if values:
            data["attributes"] = values
        if with_id:
            data["id"] = one["id"]
        pieces = cut(self._article["text"], one["fragments"])
        if joined(self._article["text"], pieces) != one["fragments"]:
            data["fragments"] = one["fragments"]
        if "certainty" in one:
            data["certainty"] = "unsure"
        if "made_from" in one:
            data["made_from"] = one["made_from"]
        self._annotate(name, one["note"], data, lines, folder)
        return count

    def _annotate(self, name: str, note: str, data: Data, lines: list[str], folder: str) -> None:
        """Write a note, and what brat has no place for."""
        shown = " ".join(note.split())
        if shown:
            lines.append(f"#{self._note(folder)}\t{NOTES} {name}\t{shown}\n")
        if shown != note:
            data["note"] = note
        if data:
            lines.append(f"#{self._note(folder)}\t{DATA} {name}\t{write_data(data)}\n")

    def _note(self, folder: str) -> int:
        self._notes[folder] = self._notes.get(folder, 0) + 1
        return self._notes[folder]

    def _relate(self, apart: Sequence[RelationRecord]) -> None:
        """Write relations into the file of both their ends, the others beside."""
        kept = []
        counts: dict[str, int] = {}
        for one in self._article["relations"]:
            start, end = self._names.get(one["from"]), self._names.get(one["to"])
            if start is None or end is None:
                detail = f"{one['type']} {one['to']}: one of its ends is left out"
                self.losses.append(RELATION.of(one["from"], self._article["id"], detail))
                continue
            if one in apart:
                kept.append(one)
                continue
            folder, name = start
            counts[folder] = number = counts.get(folder, 0) + 1
            kind, lines = self._types.relations[one["type"]], self.files[folder]
            lines.append(f"R{number}\t{kind} Arg1:{name} Arg2:{end[1]}\n")
            data: Data = {}
            if self._types.folders.of(one["annotator"]) != folder:
                data["annotator"] = one["annotator"]
            self._annotate(f"R{number}", one["note"], data, lines, folder)
        if kept:
            self.beside["relations"] = kept


def _referred(article: ArticleRecord, apart: Sequence[RelationRecord]) -> set[str]:
    """Give the annotations that something refers to by their ids."""
    found = {end for one in apart for end in (one["from"], one["to"])}
    for verdict in article["verdicts"]:
        found.update(verdict["cites"], (verdict["consensus"] or "",))
    found.update(one["about"] or "" for one in article.get("comments", ()))
    owners = {one["id"]: one["annotator"] for one in article["annotations"]}
    for relation in article["relations"]:
        if owners.get(relation["from"]) != relation["annotator"]:
            found.update((relation["from"], relation["to"]))
    for one in article["annotations"]:
        found.update(one.get("made_from", ()))
        found.update(value for value in one["attributes"].values() if isinstance(value, str))
    return found


FORMAT = Format(
    name="brat",
    title="brat",
    extensions=("ann",),
    read=read,
    write=_write,
    cannot_hold=("label-charset", "relation", "other"),
    options={
        "annotators": Option(
            "table",
            "table: a folder is whose labels.json says. folders: each folder that holds .ann files "
            "is called after its annotator.",
            ("table", "folders"),
            writes=False,
        )
    },
    layout="folder",
    reads_folders=True,
    companions=("txt",),
    folder_mark="annotation.conf",
    units=("code-points", "utf16", "utf8", "line-ends-as-one", "line-ends-as-two"),
)
