"""What is seen: the colours of what is painted, and what the file holds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from annotator import Project
from annotator.ui.look import label_colours, look
from annotator.ui.look.contrast import over

Tag = tuple[str, str]
"""A label and the words it is on."""


def tags_in(path: Path, article: str | None = None, *, by: str | None = None) -> list[Tag]:
    """Read the annotations from the file itself, by position."""
    with Project.open(path, read_only=True) as project:
        found = project.annotations(article, annotators=[by] if by else [])
    return [(one.label, one.quote) for one in found]


def spans_in(path: Path) -> list[tuple[str, int, int]]:
    """Read the annotations' labels and edges from the file itself."""
    with Project.open(path, read_only=True) as project:
        return [(one.label, one.start, one.end) for one in project.annotations()]


def ground_of(image: QImage, box: QRect) -> QColor:
    """Give the commonest colour of a box: what the words in it stand on."""
    box = box & image.rect()
    pixels = Counter(
        image.pixel(x, y)
        for y in range(box.top(), box.bottom() + 1)
        for x in range(box.left(), box.right() + 1)
    )
    assert pixels, f"{box} is not in the picture"
    return QColor(pixels.most_common(1)[0][0])


def wash_of(colour: str, *, selected: bool = False) -> QColor:
    """Give the ground of words with a label of some colour, in the theme in force."""
    theme = look()
    return over(
        label_colours(colour).line, theme.base, theme.wash_selected if selected else theme.wash
    )


def is_like(one: QColor, other: QColor) -> bool:
    """Tell whether two colours are the same but for rounding."""
    pairs = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    return all(abs(a - b) <= 2 for a, b in pairs)
