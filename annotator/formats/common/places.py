"""Places in a text as a file gives it, turned into places in the text as it is stored."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.formats.common.offsets import to_code_points
from annotator.model.annotation import quoted, tidy_fragments
from annotator.model.incoming import IncomingAnnotation, Skipped
from annotator.problems import UserProblem
from annotator.text.canonical import CanonicalMap, canonical


class Places:
    """The places of one article: counted in the file's unit, in the text as it came.

    Quotes are checked here, against that text: in the stored one line ends may be written
    otherwise.
    """

    def __init__(self, given: str, stored: str, unit: str) -> None:
        self._given = given
        self._to_code_points = to_code_points(given, unit)
        self._to_stored = CanonicalMap(given).to_canonical if given != stored else None

    @property
    def are_ours(self) -> bool:
        """Whether the file counts code points of the very text that is stored."""
        return self._to_code_points is None and self._to_stored is None

    def of(self, position: int) -> int:
        """Give the code point of the stored text at a position of the file.

        Raises:
            OffsetProblem: it lies outside the text, or inside a character.
        """
        position = self._in_given(position)
        return position if self._to_stored is None else self._to_stored(position)

    def move(
        self, annotations: Iterable[IncomingAnnotation], where: str, skipped: list[Skipped]
    ) -> list[IncomingAnnotation]:
        """Give annotations with the places they have in the stored text; list what has none."""
        moved: list[IncomingAnnotation] = []
        for annotation in annotations:
            try:
                moved.append(self._moved(annotation))
            except UserProblem as problem:
                span = f"{annotation['label']} {annotation['start']}–{annotation['end']}"
                skipped.append(Skipped(where, f"{span}: {problem}"))
        return moved

    def in_given(self, annotation: IncomingAnnotation) -> list[list[int]]:
        """Give an annotation's fragments in code points of the text as it came.

        Raises:
            OffsetProblem: one lies outside the text, or begins or ends inside a character.
        """
        spans = annotation.get("fragments") or [[annotation["start"], annotation["end"]]]
        return [[self._in_given(start), self._in_given(end)] for start, end in spans]

    def has_quote(self, annotation: IncomingAnnotation, spans: list[list[int]]) -> bool:
        """Tell whether an annotation's quote stands at these spans of the text as it came."""
        there = quoted(self._given, tidy_fragments(spans, len(self._given)))
        return there == annotation["quote"] or _inner(there) == _inner(annotation["quote"])

    def _moved(self, annotation: IncomingAnnotation) -> IncomingAnnotation:
        moved = annotation.copy()
        moved["start"], moved["end"] = self.of(annotation["start"]), self.of(annotation["end"])
        pieces = annotation.get("fragments")
        if pieces:
            moved["fragments"] = [[self.of(start), self.of(end)] for start, end in pieces]
        if "quote" in annotation and self.has_quote(annotation, self.in_given(annotation)):
            del moved["quote"]
        return moved

    def _in_given(self, position: int) -> int:
        return position if self._to_code_points is None else self._to_code_points(position)


def _inner(quote: str) -> str:
    """Give what is in the middle of a text in canonical form: there, a BOM is a character."""
    return canonical(f"…{quote}").text
