"""Writing a project of REFI-QDA: texts one by one, its document when all of it is known.

The document begins with users and codes and ends with notes and links, which are only known when
the last article was seen: its parts wait in files that vanish by themselves.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

import orjson

from annotator.formats.base import WriteRequest
from annotator.formats.common.losses import unheld
from annotator.formats.common.records_within.written import beside
from annotator.formats.common.xml_characters import FOREIGN, holdable
from annotator.formats.qda.codes import code_elements
from annotator.formats.qda.xml import CODE_NAME, HEAD, ORIGIN, attribute, content, guid
from annotator.model.records import (
    AnnotationRecord,
    ArticleRecord,
    CommentRecord,
    Loss,
    LossKind,
    RelationRecord,
)

VARIABLES = ("url", "outlet", "byline", "published", "language", "reference")
"""What is known of an article, as variables that other programs show."""
OURS = "Annotator: "
"""How a description begins that holds what REFI-QDA has no place for, as JSON."""
CONTINUED = "continued by"
"""The name of the link from one fragment of a span to the next."""
COMMENT_NAMES = {"say": "Comment", "ask": "Question", "resolve": "Resolved"}
LONGEST_NAME = 1000
"""Code points of a quote that is the name of a selection."""

_FRAGMENTS = LossKind(
    "discontinuous", "Fragments of one span",
    "written as spans of their own, each linked to the next; Annotator joins them again", "changed",
)  # fmt: skip
_DATE = (1980, 1, 1, 0, 0, 0)
_SPOOL = 8_000_000
"""Bytes of a part that are kept in memory."""
_HELD = frozenset(
    {
        "text", "title", *VARIABLES, "zones", "source", "states", "none", "relations", "verdicts",
        "comments", "id", "annotator", "certainty", "origin", "created", "modified", "made_from",
        "attributes", "note",
    }
)  # fmt: skip


def write_project(request: WriteRequest) -> Iterator[Loss]:
    """Write a project; each loss is given when it happens."""
    with (
        request.out.main() as out,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        ExitStack() as parts,
    ):
        sources, notes, links = (
            parts.enter_context(SpooledTemporaryFile(_SPOOL)) for _ in range(3)
        )
        project = _Project(archive, cast("Any", sources), cast("Any", notes), cast("Any", links))
        for article in request.articles:
            yield from project.take(article)
        project.finish(request)


class _Project:
    """Gathers the parts of the document, and writes texts as they come."""

    def __init__(
        self, archive: zipfile.ZipFile, sources: IO[bytes], notes: IO[bytes], links: IO[bytes]
    ) -> None:
        self._archive = archive
        self._sources = sources
        self._notes = notes
        self._links = links
        self._users: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self._variables: dict[str, str] = {}

    def take(self, article: ArticleRecord) -> Iterator[Loss]:
        """Write an article's text, and put what belongs to it into the parts."""
        text, name = article["text"], guid("source", article["id"])
        self._member(f"sources/{name}.txt", text)
        comments = self._comments(article)
        title = attribute(article["title"])
        begin = f'<TextSource guid="{name}" name="{title}" plainTextPath="internal://{name}.txt">'
        lines = [begin]
        native = [key for key in VARIABLES if _is_native(article.get(key))]
        without = ["comments", *native, *(["title"] if _is_native(article["title"]) else [])]
        if kept := beside(article, without):
            lines.append(_described(kept))
        for annotation in article["annotations"]:
            yield from self._selections(annotation, text, comments, lines)
        lines += [f'<NoteRef targetGUID="{one}"/>' for one in comments.get(None, ())]
        lines += [self._variable(key, str(article[key])) for key in native]  # type: ignore[literal-required]
        lines.append("</TextSource>\n")
        self._sources.write("\n".join(lines).encode())
        self._links.writelines(_link(one).encode() for one in article["relations"])
        yield from unheld(article, _HELD)

    def finish(self, request: WriteRequest) -> None:
        """Write the document."""
        info = zipfile.ZipInfo("project.qde", _DATE)
        info.compress_type = zipfile.ZIP_DEFLATED
        with self._archive.open(info, "w", force_zip64=True) as out:
            out.write(HEAD.encode())
            out.write(
                f'<Project xmlns="urn:QDA-XML:project:1.0" name="{attribute(request.name)}"'
                f' origin="{ORIGIN}">\n'.encode()
            )
            users = (
                f'<User guid="{one}" name="{attribute(name)}"/>\n'
                for name, one in self._users.items()
            )
            _container(out, "Users", users)
            known = {label.key for label in request.scheme.labels}
            others = [key for key in self._codes if key not in known]
            codes = list(code_elements(request.scheme.labels, others))
            if codes:
                _container(out, "CodeBook", ["<Codes>\n", *codes, "</Codes>\n"])
            variables = (
                f'<Variable guid="{one}" name="{key}" typeOfVariable="Text"/>\n'
                for key, one in self._variables.items()
            )
            _container(out, "Variables", variables)
            for part, tag in (
                (self._sources, "Sources"), (self._notes, "Notes"), (self._links, "Links")
            ):  # fmt: skip
                if part.tell():
                    part.seek(0)
                    out.write(f"<{tag}>\n".encode())
                    shutil.copyfileobj(part, out)
                    out.write(f"</{tag}>\n".encode())
            out.write(b"</Project>\n")

    def _selections(
        self,
        annotation: AnnotationRecord,
        text: str,
        comments: dict[str | None, list[str]],
        lines: list[str],
    ) -> Iterator[Loss]:
        """Write an annotation: a selection for each fragment, the first with all that it holds."""
        identity, key = annotation["id"], annotation["label"]
        user = self._user(annotation["annotator"])
        made, changed = annotation["created"], annotation["modified"]
        code = self._codes.get(key) or self._codes.setdefault(key, guid("code", key))
        references = [f'<NoteRef targetGUID="{one}"/>' for one in comments.get(identity, ())]
        if annotation["note"]:
            references.insert(0, f'<NoteRef targetGUID="{self._note_of(annotation, user)}"/>')
        coding = (
            f'creatingUser="{user}" creationDateTime="{made}">'
            f'<CodeRef targetGUID="{code}"/></Coding>'
        )
        last = ""
        for number, (start, end) in enumerate(annotation["fragments"], 1):
            name = identity if number == 1 else guid("fragment", identity, str(number))
            quote = text[start:end]
            if len(quote) > LONGEST_NAME:
                quote = quote[:LONGEST_NAME] + "…"
            lines.append(
                f'<PlainTextSelection guid="{name}" name="{attribute(quote)}"'
                f' startPosition="{start}" endPosition="{end}" creatingUser="{user}"'
                f' creationDateTime="{made}" modifiedDateTime="{changed}">'
                f"{_described(_values(annotation)) if number == 1 else ''}"
                f'<Coding guid="{guid("coding", name)}" {coding}'
                f"{''.join(references) if number == 1 else ''}</PlainTextSelection>"
            )
            if last:
                self._links.write(
                    f'<Link guid="{guid("continued", name)}" name="{CONTINUED}"'
                    f' direction="OneWay" originGUID="{last}" targetGUID="{name}"/>\n'.encode()
                )
            last = name
        if len(annotation["fragments"]) > 1:
            yield _FRAGMENTS.of(identity, annotation["article"])
        if holdable(key) != key:
            yield CODE_NAME.of(identity, annotation["article"], f"written as {holdable(key)}")

    def _note_of(self, annotation: AnnotationRecord, user: str) -> str:
        name = guid("note", annotation["id"])
        self._note(name, "Note", annotation["note"], f'creatingUser="{user}"')
        return name

    def _comments(self, article: ArticleRecord) -> dict[str | None, list[str]]:
        """Write an article's comments; give their names by the annotation that they are about."""
        found: dict[str | None, list[str]] = {}
        there = {one["id"] for one in article["annotations"]} if article.get("comments") else ()
        for comment in article.get("comments", ()):
            about = comment["about"]
            place = about if about in there else None
            found.setdefault(place, []).append(comment["id"])
            self._comment(comment, lost=about if place is None else None)
        return found

    def _comment(self, comment: CommentRecord, lost: str | None) -> None:
        values: dict[str, Any] = {}
        if comment["act"] != "say":
            values["act"] = comment["act"]
        if comment["after"]:
            values["after"] = comment["after"]
        if lost is not None:
            values["about"] = lost
        self._note(
            comment["id"],
            COMMENT_NAMES.get(comment["act"], "Comment"),
            comment["text"],
            f'creatingUser="{self._user(comment["author"])}"'
            f' creationDateTime="{comment["created"]}" modifiedDateTime="{comment["modified"]}"',
            _described(values),
        )

    def _note(self, name: str, title: str, text: str, fields: str, description: str = "") -> None:
        begin = f'<Note guid="{name}" name="{title}" {fields}'
        if _is_native(text) or not text:
            inner = f"{description}<PlainTextContent>{content(text)}</PlainTextContent>"
        else:  # what XML cannot hold, a file can
            self._member(f"sources/{name}.txt", text)
            begin += f' plainTextPath="internal://{name}.txt"'
            inner = description
        self._notes.write(f"{begin}>{inner}</Note>\n".encode())

    def _member(self, name: str, text: str) -> None:
        info = zipfile.ZipInfo(name, _DATE)
        info.compress_type = zipfile.ZIP_DEFLATED
        self._archive.writestr(info, text.encode())

    def _user(self, name: str) -> str:
        return self._users.get(name) or self._users.setdefault(name, guid("user", name))

    def _variable(self, key: str, value: str) -> str:
        name = self._variables.setdefault(key, guid("variable", key))
        return (
            f'<VariableValue><VariableRef targetGUID="{name}"/>'
            f"<TextValue>{content(value)}</TextValue></VariableValue>"
        )


def _container(out: IO[bytes], tag: str, elements: Any) -> None:
    """Write elements in one that may not be empty."""
    text = "".join(elements)
    if text:
        out.write(f"<{tag}>\n{text}</{tag}>\n".encode())


def _values(annotation: AnnotationRecord) -> dict[str, Any]:
    """Give what a selection has no place for; what is usual is not said."""
    values: dict[str, Any] = {}
    if annotation["attributes"]:
        values["attributes"] = annotation["attributes"]
    if annotation.get("certainty", "sure") != "sure":
        values["certainty"] = annotation["certainty"]
    if annotation["origin"] != "manual":
        values["origin"] = annotation["origin"]
    if annotation.get("made_from"):
        values["made_from"] = annotation["made_from"]
    return values


def _described(values: dict[str, Any]) -> str:
    if not values:
        return ""
    text = orjson.dumps(values).decode()
    # Two signs that JSON leaves as they are and XML cannot hold, in JSON's own way.
    text = FOREIGN.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
    return f"<Description>{content(OURS + text)}</Description>"


def _is_native(value: Any) -> bool:
    """Tell whether a text stands in an element as it is."""
    return isinstance(value, str) and value != "" and holdable(value) == value


def _link(relation: RelationRecord) -> str:
    return (
        f'<Link guid="{relation["id"]}" name="{attribute(relation["type"])}" direction="OneWay"'
        f' originGUID="{relation["from"]}" targetGUID="{relation["to"]}"/>\n'
    )
