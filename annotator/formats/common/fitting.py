"""In which unit a file counts its offsets: found for the file as a whole, never span by span.

The unit of the format's specification is believed until a quote does not stand where it should.
Then the file is read once more, every unit is tried on every annotation, and the one that most of
them fit in is taken for all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from annotator.formats.common.offsets import OFFSET_UNITS, OffsetProblem
from annotator.formats.common.places import Places
from annotator.model.incoming import IncomingAnnotation
from annotator.text.canonical import canonical


class MisfitError(Exception):
    """An annotation does not fit in the unit that was believed; the file has to be looked over."""


@dataclass(slots=True)
class Fitting:
    """What is known of one file's unit.

    Attributes:
        units: what may be, the likeliest first.
        looking: whether every unit is tried; else the first misfit raises `MisfitError`.
        fits: how many annotations fit, by unit, once that was tried.
        total: how many could be tried.
    """

    units: tuple[str, ...]
    looking: bool = False
    fits: dict[str, int] = field(default_factory=dict)
    total: int = 0

    def consider(self, given: str, annotations: Iterable[IncomingAnnotation]) -> None:
        """Look at the annotations of one article, in the file's own offsets.

        Raises:
            MisfitError: one does not fit in the first unit, and the others were not tried yet.
        """
        annotations = list(annotations)
        if not annotations:
            return
        stored = canonical(given).text
        first = Places(given, stored, self.units[0])
        if not self.looking:
            for one in annotations:
                # Most are so, and there are hundreds of thousands.
                plain = first.are_ours and "fragments" not in one
                if plain and given[one["start"] : one["end"]] == one.get("quote"):
                    continue
                if not _fits(first, one, given):
                    raise MisfitError
            return
        self.total += len(annotations)
        for unit in dict.fromkeys((*self.units, *OFFSET_UNITS)):
            places = Places(given, stored, unit)
            good = sum(_fits(places, one, given) for one in annotations)
            self.fits[unit] = self.fits.get(unit, 0) + good

    def best(self) -> str:
        """Give the unit in which most fit; of several the likeliest, as ``units`` say."""
        order = list(dict.fromkeys((*self.units, *OFFSET_UNITS)))
        return max(order, key=lambda unit: (self.fits.get(unit, 0), -order.index(unit)))


def _fits(places: Places, annotation: IncomingAnnotation, given: str) -> bool:
    """Tell whether an annotation's quote stands at its place.

    One without a quote fits if it lies within the text and does not begin or end within a word: one
    that is shifted mostly does.
    """
    try:
        spans = places.in_given(annotation)
    except OffsetProblem:
        return False
    if any(not 0 <= start < end <= len(given) for start, end in spans):
        return False
    if "quote" in annotation:
        return places.has_quote(annotation, spans)
    return not any(_in_word(given, at) for span in spans for at in span)


def _in_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
