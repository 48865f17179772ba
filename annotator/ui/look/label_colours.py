"""The colours of a label: what its lines, its words and its chip are painted in."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor

from annotator.ui.look.contrast import contrast, mixed

_LINE_CONTRAST = 3.0  # a line on the page
_TEXT_CONTRAST = 4.5  # words on a chip, words in the label's colour on the page
_STEP = 0.04
_TOWARDS_WHITE = 0.25  # how far the ink of a dark theme is from its line


class LabelColours(NamedTuple):
    """Name the colours that one label is painted in.

    ``line`` is for lanes, outlines, marks and, thinned, washes; ``ink`` for text in the label's
    colour; ``chip`` fills a chip or a picked button and carries ``chip_text``.
    """

    line: QColor
    ink: QColor
    chip: QColor
    chip_text: QColor

    @classmethod
    def named(cls, line: QColor, ink: QColor, chip_text: QColor, *, dark: bool) -> LabelColours:
        """Take the pair of colours that a theme gives a name."""
        return cls(line, ink, line if dark else ink, chip_text)

    @classmethod
    def adapted(
        cls, colour: QColor, base: QColor, chip_text: QColor, *, dark: bool
    ) -> LabelColours:
        """Fit any colour to a page: keep its hue, change how light it is until it can be seen."""
        target = QColor("#FFFFFF" if dark else "#000000")
        line = _moved(colour, target, base, _LINE_CONTRAST)
        if dark:
            line = _moved(line, target, chip_text, _TEXT_CONTRAST)
            return cls.named(line, mixed(line, target, _TOWARDS_WHITE), chip_text, dark=True)
        return cls.named(
            line, _moved(line, target, chip_text, _TEXT_CONTRAST), chip_text, dark=False
        )


def _moved(colour: QColor, towards: QColor, against: QColor, least: float) -> QColor:
    """Mix ``colour`` towards black or white until its contrast with ``against`` is enough."""
    share = 0.0
    moved = colour
    while contrast(moved, against) < least:
        share += _STEP
        moved = mixed(colour, towards, share)
    return moved
