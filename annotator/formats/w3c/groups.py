"""The annotations of one text, and how they become an incoming article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, cast, get_args

from annotator.formats.base import ReadRequest
from annotator.formats.common.taking import Given, taken, without_text
from annotator.formats.jsonl_lines import ArticleBesides, reviews_of
from annotator.formats.w3c.searching import found_at
from annotator.formats.w3c.selectors import OddError, Spot, listed, words
from annotator.formats.w3c.terms import ABOUT
from annotator.model.incoming import (
    Incoming,
    IncomingAnnotation,
    IncomingComment,
    IncomingRelation,
    Skipped,
)
from annotator.text.zone import Role

_ROLES = get_args(Role)
_STATES = ("open", "done", "look")
_LONGEST_BESIDE = 100_000_000
"""Bytes of a text that lies beside a file."""


@dataclass(slots=True)
class Group:
    """The annotations of one text.

    Attributes:
        source: the text's address.
        sha: its sha256 in hex, if the file says it.
        about: what the file says of it, perhaps with the text itself.
        quoted: annotations whose places have to be searched for, with where they stand.
    """

    source: str
    sha: str
    about: dict[str, Any] = field(default_factory=dict)
    annotations: list[IncomingAnnotation] = field(default_factory=list)
    quoted: list[tuple[IncomingAnnotation, list[Spot], str]] = field(default_factory=list)
    relations: list[IncomingRelation] = field(default_factory=list)
    comments: list[IncomingComment] = field(default_factory=list)

    def learn(self, about: dict[str, Any] | None) -> None:
        """Keep what the file says of the text where it says most."""
        if about is not None and len(about) > len(self.about):
            self.about = about


class Groups:
    """Turns groups into incoming articles."""

    def __init__(self, request: ReadRequest, *, ours: bool) -> None:
        self._request = request
        self._ours = ours

    def articles(self, group: Group, *, alone: bool) -> Iterator[Incoming]:
        """Give the article; ``alone`` is the only text of a file, and may lie beside it."""
        request = self._request
        shown = group.source if len(group.source) <= 80 else f"{group.source[:79]}…"
        where = f"{request.name}, {shown}"
        text = words(group.about.get("value"))
        if text is None and alone and not self._ours:
            text = self._beside()
        if text is None:
            yield from self._without_text(group, where)
            return
        given = self._given(group, text, where)
        found = self._searched(group, text)
        if not found:
            yield from taken(request, given)
            return
        if given.annotations:
            yield from taken(request, replace(given, relations=(), comments=()))
        if request.fitting is None or not request.fitting.looking:
            # What was searched for counts code points, whatever the file counts.
            quietly = replace(request, unit="code-points", fitting=None)
            yield from taken(quietly, replace(given, annotations=found))

    def _given(self, group: Group, text: str, where: str) -> Given:
        about = group.about
        fields: dict[str, Any] = {key: words(about.get(term)) for key, term in ABOUT.items()}
        if fields["url"] is None and group.source.startswith(("http://", "https://")):
            fields["url"] = group.source
        verdicts, comments = self._reviews(about, where)
        return Given(
            text=text,
            where=where,
            extractor="w3c",
            media="application/ld+json",
            annotations=group.annotations,
            relations=group.relations,
            verdicts=verdicts,
            comments=[*comments, *group.comments],
            states=self._states(about.get("annotator:states"), where),
            none=self._none(about.get("annotator:none"), where),
            zones=self._zones(about.get("annotator:zones"), where),
            **fields,
        )

    def _searched(self, group: Group, text: str) -> list[IncomingAnnotation]:
        """Find the places of annotations of which the file gives the words alone."""
        found: list[IncomingAnnotation] = []
        for annotation, places, where in group.quoted:
            try:
                for spot in places:
                    spot.start, spot.end = found_at(text, spot)
                    spot.exact = text[spot.start : spot.end]
            except OddError as odd:
                self._skip(where, f"an annotation: {odd}")
                continue
            put_places(annotation, places)
            found.append(annotation)
        return found

    def _without_text(self, group: Group, where: str) -> Iterator[Incoming]:
        """Give what is said of a text that is not here; the project may have it."""
        if self._request.fitting is not None and self._request.fitting.looking:
            return
        lost = len(group.quoted) + (0 if group.sha else len(group.annotations))
        if lost:
            what = "an annotation" if lost == 1 else f"{lost:,} annotations"
            self._skip(where, f"{what}: the text is not in the file")
        if not group.sha:
            return
        yield without_text(self._given(group, "", where), group.sha)

    def _beside(self) -> str | None:
        """Give the text that lies beside the file under its name."""
        path = self._request.path.with_suffix(".txt")
        if not path.is_file() or path.stat().st_size > _LONGEST_BESIDE:
            return None
        # As bytes: line ends count as they stand there.
        return path.read_bytes().decode("utf-8-sig", "replace")

    def _zones(self, given: Any, where: str) -> list[tuple[int, int, str]] | None:
        if given is None:
            return [] if self._ours else None
        zones: list[tuple[int, int, str]] = []
        for one in listed(given):
            match one:
                case {"start": int(start), "end": int(end), "role": str(role)} if (
                    role in _ROLES and 0 <= start < end
                ):
                    zones.append((start, end, role))
                case _:
                    self._skip(where, "a zone: it is none of ours")
        return zones

    def _states(self, given: Any, where: str) -> dict[str, str] | None:
        if given is None:
            return None
        if isinstance(given, dict) and all(one in _STATES for one in given.values()):
            return given
        self._skip(where, "what annotators say of the article: it is none of our words")
        return None

    def _none(self, given: Any, where: str) -> dict[str, list[str]] | None:
        if given is None:
            return None
        if isinstance(given, dict) and all(
            isinstance(keys, list) and all(isinstance(key, str) for key in keys)
            for keys in given.values()
        ):
            return given
        self._skip(where, "which labels somebody found none of: it is no list of labels")
        return None

    def _reviews(self, about: dict[str, Any], where: str) -> tuple[list[Any], list[Any]]:
        keys = ("verdicts", "comments")
        line = {key: listed(about.get(f"annotator:{key}")) for key in keys}
        return reviews_of(cast("ArticleBesides", line), where, self._request.skipped)

    def _skip(self, where: str, reason: str) -> None:
        self._request.skipped.append(Skipped(where, reason))


def put_places(annotation: IncomingAnnotation, places: list[Spot]) -> None:
    """Give an annotation its span or fragments, and the words that have to stand there."""
    if len(places) == 1:
        one = places[0]
        annotation["start"], annotation["end"] = one.start or 0, one.end or 0
        if one.exact is not None:
            annotation["quote"] = one.exact
        return
    spans = sorted(
        ((one.start or 0, one.end or 0, one.exact) for one in places), key=lambda one: one[:2]
    )
    annotation["start"], annotation["end"] = spans[0][0], max(end for _, end, _ in spans)
    annotation["fragments"] = [[start, end] for start, end, _ in spans]
    quotes = [exact for _, _, exact in spans]
    if all(one is not None for one in quotes):
        annotation["quote"] = _joined(spans)


def _joined(spans: list[tuple[int, int, str | None]]) -> str:
    """Join the words of fragments as a quote does: one space between, none where they touch."""
    quote, last = "", 0
    for number, (start, end, exact) in enumerate(spans):
        words_there = exact or ""
        if number == 0:
            quote = words_there
        elif start > last:
            quote += f" {words_there}"
        elif end > last:
            quote += words_there[last - start :]
        last = max(last, end)
    return quote
