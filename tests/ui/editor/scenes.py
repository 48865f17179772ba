"""Articles to show: a scene made of a text, its zones and a few annotations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.model.mark import Fragment, Mark
from annotator.text.zone import Zone
from annotator.ui.editor.display import DisplayText
from annotator.ui.editor.folding import Folds
from annotator.ui.editor.mark_index import MarkIndex
from annotator.ui.editor.scene import LabelLook, Scene
from annotator.ui.editor.styles import Paragraphs

LABELS = {
    "source": LabelLook("Source", "purple", "solid"),
    "location": LabelLook("Location", "green", "dots"),
    "figure": LabelLook("Figure", "orange", "dashes"),
}

NEWS = "\n\n".join(
    f"Paragraph {n}: The minister said on Tuesday that growth of 3.5% in Kyiv goes on. "
    "Observers from Odesa agreed, and 12,345 people left the city before nightfall."
    for n in range(1, 21)
)


def entity(number: int) -> bytes:
    """Give the id of the annotation with this number."""
    return number.to_bytes(16, "big")


def mark(
    number: int,
    start: int,
    end: int,
    label: str = "figure",
    annotator: str = "Olena",
    *,
    fragments: tuple[Fragment, ...] | None = None,
    flawed: bool = False,
) -> Mark:
    return Mark(start, end, label, annotator, entity(number), fragments, flawed)


def mark_of(
    text: str, words: str, number: int = 1, label: str = "figure", annotator: str = "Olena"
) -> Mark:
    """Mark the first occurrence of some words."""
    start = text.index(words)
    return mark(number, start, start + len(words), label, annotator)


def scene_of(
    text: str,
    marks: Iterable[Mark] = (),
    *,
    zones: Sequence[Zone] = (),
    lanes: Sequence[str] = ("Olena",),
    language: str | None = "en",
) -> Scene:
    display = DisplayText(text)
    paragraphs = Paragraphs(display, zones)
    return Scene(
        display,
        paragraphs,
        Folds(display, paragraphs),
        MarkIndex(display.starts, marks),
        language=language,
        labels=LABELS,
        annotator="Olena",
        lanes=lanes,
    )
