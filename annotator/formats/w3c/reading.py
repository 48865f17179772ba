"""Read annotations, and gather them by the texts that they are of.

What we wrote goes through its texts one after the other and is read so, however large it is. Files
of other programs jump between texts: they are gathered first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from annotator.formats.base import ReadRequest
from annotator.formats.w3c.bodies import Said, said
from annotator.formats.w3c.fields import fields_of, name_of
from annotator.formats.w3c.groups import Group, Groups, put_places
from annotator.formats.w3c.items import Bytes, is_as_written, is_ours, items, written_items
from annotator.formats.w3c.plain import plain_annotation
from annotator.formats.w3c.selectors import OddError, Spot, identity, kinds, listed, spots, words
from annotator.formats.w3c.terms import SHA
from annotator.model.incoming import (
    Incoming,
    IncomingAnnotation,
    IncomingComment,
    IncomingRelation,
    Note,
    Skipped,
)
from annotator.problems import UnreadableInputError

_SHOWN = 80


def read(request: ReadRequest) -> Iterator[Incoming]:
    """Give the texts that annotations are of, with these.

    Raises:
        UnreadableInputError: the file holds no annotations.
    """
    with request.open() as file:
        reader = _Reader(request, ours=is_ours(file))
        yield from reader.groups(file)
    if not reader.total:
        raise UnreadableInputError(f"{request.name} holds no Web Annotations.")
    reader.say_what_was_done()


class _Reader:
    """Reads one file."""

    def __init__(self, request: ReadRequest, *, ours: bool) -> None:
        self._request = request
        self._ours = ours
        self._out = Groups(request, ours=ours)
        self._groups: dict[str, Group] = {}
        self._of_annotation: dict[str, Group] = {}
        self._links: list[tuple[IncomingRelation, str]] = []
        self._counts: Counter[str] = Counter()
        self.total = 0

    def groups(self, file: BinaryIO) -> Iterator[Incoming]:
        """Walk the texts."""
        if self._ours and is_as_written(file):
            for where, item, is_article in written_items(file, self._request.name):
                if is_article:
                    yield from self._give()
                    yield from self._bare(item)
                else:
                    yield from self._next(item, where)
            yield from self._give()
            return
        stream = Bytes(file)
        for where, item in items(stream, file, self._request.name, ours=self._ours):
            yield from self._next(item, where)
        yield from self._give()
        if self._ours:
            for about in stream.articles(self._request.name):
                yield from self._bare(about)

    def _next(self, item: Any, where: str) -> Iterator[Incoming]:
        """Take an annotation; give the texts before that of ours, which are whole by then."""
        self.total += 1
        if self._ours and self._take_plain(item):
            return
        try:
            self._take(item, where)
        except OddError as odd:
            self._skip(where, f"an annotation: {odd}")
        if self._ours and len(self._groups) > 1:
            yield from self._give(but=next(reversed(self._groups)))

    def _bare(self, about: Any) -> Iterator[Incoming]:
        """Give an article without annotations."""
        self.total += 1
        source = identity(about)
        if source:
            group = Group(source, source.removeprefix(SHA), about)
            yield from self._out.articles(group, alone=False)

    def say_what_was_done(self) -> None:
        """Note what was taken otherwise than it stood there, with how often."""
        for what, count in self._counts.items():
            self._request.notes.append(Note(self._request.name, f"{what} ({count:,}×)"))

    def _take_plain(self, item: Any) -> bool:
        """Take an annotation of our most common shape; tell whether it is one."""
        group = next(iter(self._groups.values()), None)
        if group is None:
            return False
        annotation = plain_annotation(item, SHA + group.sha)
        if annotation is None:
            return False
        group.annotations.append(annotation)
        self._of_annotation[annotation["id"]] = group
        return True

    def _take(self, item: Any, where: str) -> None:
        if not isinstance(item, dict) or "Annotation" not in kinds(item):
            raise OddError("it is not of the type Annotation")
        given = item.get("motivation", item.get("motivatedBy"))
        motivations = [one.removeprefix("oa:") for one in map(words, listed(given)) if one]
        content = said(item, motivations)
        for odd in content.odd:
            self._skip(where, odd)
        if "linking" in motivations and self._take_link(item, content, where):
            return
        places = list(spots(item.get("target", item.get("hasTarget"))))
        if not places:
            raise OddError("it has no target")
        if len({spot.text for spot in places}) > 1:
            raise OddError("its targets lie in several texts")
        group = self._group(places)
        fields = fields_of(item, self._counts)
        if places[0].start is None and places[0].exact is None:
            self._take_comment(group, fields, content)
            return
        self._add_content(fields, content, where)
        self._place(group, places, fields, self._labels(content, motivations), where)

    def _take_comment(self, group: Group, fields: dict[str, Any], content: Said) -> None:
        """Take an annotation that is about a whole text."""
        if not content.notes:
            raise OddError("it is about the whole text and says nothing")
        group.comments.append(_comment(fields, "\n\n".join(content.notes)))
        self._counts["an annotation of a whole text is a comment on the article"] += 1

    def _add_content(self, fields: dict[str, Any], content: Said, where: str) -> None:
        if content.notes:
            fields["note"] = "\n\n".join(content.notes)
        if content.addresses:
            fields.setdefault("attributes", {})["identifying"] = content.addresses[0]
        for address in content.addresses[1:]:
            self._skip(where, f"a second address that identifies it, {address[:_SHOWN]}")
        for address in content.links:
            self._skip(where, f"a link to {address[:_SHOWN]}")

    def _labels(self, content: Said, motivations: list[str]) -> list[str]:
        labels = [one for one in dict.fromkeys(content.labels) if one]
        if not labels:
            labels = [next(iter(motivations), "annotation")]
            self._counts["an annotation without a tag has its motivation as label"] += 1
        if len(labels) > 1:
            self._counts["an annotation with several tags is one for each of them"] += 1
        return labels

    def _place(
        self,
        group: Group,
        places: list[Spot],
        fields: dict[str, Any],
        labels: list[str],
        where: str,
    ) -> None:
        """Put an annotation to those of its text; with several tags, one for each."""
        if any((one.start is None) != (places[0].start is None) for one in places):
            raise OddError("some of its targets have positions and others not")
        for number, label in enumerate(labels):
            one = fields.copy()
            one["label"] = label
            if number:
                one.pop("id", None)
            annotation = cast("IncomingAnnotation", one)
            if places[0].start is None:
                group.quoted.append((annotation, places, where))
            else:
                put_places(annotation, places)
                group.annotations.append(annotation)
            if "id" in annotation:
                self._of_annotation[annotation["id"]] = group

    def _take_link(self, item: dict[str, Any], content: Said, where: str) -> bool:
        """Take an annotation that links two others; tell whether it is one."""
        ends = [name_of(one) for one in map(identity, listed(item.get("target"))) if one]
        ends += [name_of(one) for one in content.links]
        if len(ends) != len(listed(item.get("target"))) + len(content.links) or len(ends) != 2:
            return False
        if not self._ours or all(end in self._of_annotation for end in ends):
            fields = fields_of(item, self._counts)
            relation: dict[str, Any] = {
                key: fields[key] for key in ("id", "annotator", "created", "modified")
                if key in fields
            }  # fmt: skip
            kind = next(iter(content.labels), "linking")
            relation |= {"type": kind, "from": ends[0], "to": ends[1]}
            if content.notes:
                relation["note"] = "\n\n".join(content.notes)
            # It may stand before the annotations that it links.
            self._links.append((cast("IncomingRelation", relation), where))
            return True
        raise OddError("what it links is not among the annotations before it")

    def _group(self, places: list[Spot]) -> Group:
        first = places[0]
        group = self._groups.get(first.text)
        if group is None:
            group = self._groups[first.text] = Group(first.source, first.sha)
        for spot in places:
            group.learn(spot.about)
        return group

    def _give(self, but: str = "") -> Iterator[Incoming]:
        """Give the texts that are whole; ``but`` is one that goes on."""
        for relation, where in self._links:
            group = self._of_annotation.get(relation["from"])
            if group is None:
                self._skip(where, "a link: what it starts from is none of the annotations")
            else:
                group.relations.append(relation)
        self._links.clear()
        whole = [key for key in self._groups if key != but]
        for key in whole:
            yield from self._out.articles(self._groups.pop(key), alone=len(whole) == 1)
        going_on = self._groups.get(but)
        self._of_annotation = {
            one: group for one, group in self._of_annotation.items() if group is going_on
        }

    def _skip(self, where: str, reason: str) -> None:
        self._request.skipped.append(Skipped(where, reason))


def _comment(fields: dict[str, Any], text: str) -> IncomingComment:
    comment: dict[str, Any] = {
        key: fields[key] for key in ("id", "created", "modified") if key in fields
    }
    if "annotator" in fields:
        comment["author"] = fields["annotator"]
    return cast("IncomingComment", comment | {"text": text, "about": None})
