"""What the view shows at the moment: the one thing that painting and input share."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.model.listing import LabelOutline
from annotator.model.mark import Mark
from annotator.ui.editor.display import DisplayText
from annotator.ui.editor.filtering import SHOWS_ALL, MarkFilter
from annotator.ui.editor.folding import Folds
from annotator.ui.editor.mark_index import MarkIndex
from annotator.ui.editor.selecting import Selection, Span, merged
from annotator.ui.editor.styles import Paragraphs


@dataclass(frozen=True, slots=True)
class LabelLook:
    """How spans of a label are painted: its name, colour and line pattern."""

    name: str
    colour: str
    pattern: str


UNKNOWN_LABEL = LabelLook("?", "slate", "solid")


@dataclass(slots=True)
class Scene:
    """An article on view. Positions are code points of its text."""

    display: DisplayText
    paragraphs: Paragraphs
    folds: Folds
    marks: MarkIndex
    language: str | None = None
    labels: Mapping[str, LabelLook] = field(default_factory=dict)
    annotator: str = ""
    """Who works: only their annotations are washed."""
    lanes: Sequence[str] = ()
    """The annotators that are shown, in the order of their lanes."""
    selection: Selection = field(default_factory=Selection)
    selected: Span | None = None
    """What the selection comes to, snapped."""
    active: bytes | None = None
    """The annotation that is selected; of several the one that was selected last."""
    chosen: tuple[bytes, ...] = ()
    """All annotations that are selected, the active one among them; set by `choose`."""
    chosen_set: frozenset[bytes] = frozenset()
    """The same, to look one up."""
    parts: tuple[Span, ...] = ()
    """Words that were set aside to be tagged together with what is selected, by position."""
    held: bytes | None = None
    """The annotation that stays selected while words for a further fragment are."""
    preview: Mark | None = None
    """An annotation as it will be when the edge that is dragged is let go."""
    filter: MarkFilter = SHOWS_ALL
    """Which annotations are painted, of those of the annotators that are shown."""
    hovered: bytes | None = None
    found: Sequence[Span] = ()
    """What the find bar found, by position."""
    found_at: int = -1
    """Which of them is the present one."""
    marked: Sequence[Span] = ()
    """Words that something is about to be done with, by position."""
    marked_label: str = ""
    """The label in whose colour they are shown; “” is none."""
    marked_at: Span | None = None
    """The one of them that is spoken of."""
    word_caret: bool = False
    """The caret was moved by keys: the word it stands on is shown."""

    @classmethod
    def empty(cls) -> Scene:
        """Show nothing."""
        display = DisplayText("")
        paragraphs = Paragraphs(display, ())
        return cls(display, paragraphs, Folds(display, paragraphs), MarkIndex(display.starts))

    def choose(self, chosen: tuple[bytes, ...], active: bytes | None) -> None:
        """Select annotations; the active one is among them."""
        self.chosen, self.active = chosen, active
        self.chosen_set = frozenset(chosen)

    def is_chosen(self, entity: bytes) -> bool:
        """Tell whether an annotation is selected, alone or among others."""
        return entity == self.active or entity in self.chosen_set

    @property
    def has_handles(self) -> bool:
        """Whether the edges of the selected annotation can be dragged: one alone, and one's own."""
        mark = self.marks.get(self.active)
        return mark is not None and mark.annotator == self.annotator and len(self.chosen) <= 1

    def shows(self, mark: Mark) -> bool:
        """Tell whether an annotation is painted, and can be pointed at."""
        return mark.annotator in self.lanes and (
            self.filter is SHOWS_ALL or self.filter.lets(mark, self.annotator)
        )

    @property
    def spans(self) -> tuple[Span, ...]:
        """What would be tagged now: the words set aside and those selected, by position."""
        if self.selected is None:
            return self.parts
        return merged((*self.parts, self.selected))

    def found_between(self, start: int, end: int) -> range:
        """Give the indexes of what was found between two code points."""
        first = bisect_left(self.found, start, key=lambda span: span[1])
        last = bisect_left(self.found, end, key=lambda span: span[0])
        return range(first, max(first, last))

    def standing(self, position: int, *, forward: bool) -> int:
        """Give the nearest place where a caret can be seen: none is in an empty paragraph.

        Args:
            position: where it would stand, in code points.
            forward: whether it comes from further up, and so goes on down if it can.
        """
        here = self.display.block_at(position)
        if self.paragraphs.roles[here] != "blank":
            return position
        after = next(filter(self._is_seen, range(here, len(self.paragraphs.roles))), None)
        before = next(filter(self._is_seen, range(here, -1, -1)), None)
        if after is not None and (forward or before is None):
            return self.display.starts[after]
        return position if before is None else self.display.block_range(before)[1]

    def end(self, *, forward: bool) -> int:
        """Give the last place (or the first) of what is neither empty nor folded away."""
        blocks = range(len(self.paragraphs.roles))
        found = next(filter(self._is_seen, reversed(blocks) if forward else blocks), None)
        if found is None:
            return len(self.display.text) if forward else 0
        return self.display.block_range(found)[forward]

    def _is_seen(self, block: int) -> bool:
        return self.paragraphs.roles[block] != "blank" and not self.folds.hides(block)

    def look_of(self, label: str) -> LabelLook:
        """Give how a label is painted."""
        return self.labels.get(label, UNKNOWN_LABEL)


def label_looks(labels: Iterable[LabelOutline]) -> dict[str, LabelLook]:
    """Give how labels are painted, by key."""
    return {label.key: LabelLook(label.name, label.colour, label.pattern) for label in labels}
