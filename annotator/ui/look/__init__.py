"""The look of the window: themes, fonts, icons, sizes, line patterns, shadow.

Lives here: what is painted with, nothing that is a part of the window. Colours are asked for by
role while painting (``look().muted``), sizes by name (``metrics.CONTROL``).
May import: PySide6 and `annotator.resources` only.
One more: a theme is a file in ``resources/themes``, a label colour a line in each of them, an icon
a file in ``resources/icons``, a line pattern a line in ``patterns.py``.
"""

from __future__ import annotations

from annotator.ui.look.current import (
    CurrentLook,
    Mode,
    current,
    label_colours,
    look,
    reduced_motion,
    set_mode,
)
from annotator.ui.look.fonts import REGULAR, STRONG, mono, sans, serif, text_width
from annotator.ui.look.ground import paint_ground
from annotator.ui.look.icons import icon, icon_pixmap, paint_icon
from annotator.ui.look.label_colours import LabelColours
from annotator.ui.look.paint import (
    CENTRE,
    LEFT,
    RIGHT,
    other_side,
    paint_box,
    paint_dashed,
    paint_line,
    paint_text,
    reading_painter,
    smooth_painter,
    turn_round,
    upright,
)
from annotator.ui.look.patterns import PATTERNS, lane_tile, paint_lane, paint_mark
from annotator.ui.look.picked import paint_picked
from annotator.ui.look.shadow import SHADOW_REACH, paint_shadow
from annotator.ui.look.theme import Theme, load_theme, tint
from annotator.ui.look.wrap import Wrapped, wrapped

__all__ = [
    "CENTRE",
    "LEFT",
    "PATTERNS",
    "REGULAR",
    "RIGHT",
    "SHADOW_REACH",
    "STRONG",
    "CurrentLook",
    "LabelColours",
    "Mode",
    "Theme",
    "Wrapped",
    "current",
    "icon",
    "icon_pixmap",
    "label_colours",
    "lane_tile",
    "load_theme",
    "look",
    "mono",
    "other_side",
    "paint_box",
    "paint_dashed",
    "paint_ground",
    "paint_icon",
    "paint_lane",
    "paint_line",
    "paint_mark",
    "paint_picked",
    "paint_shadow",
    "paint_text",
    "reading_painter",
    "reduced_motion",
    "sans",
    "serif",
    "set_mode",
    "smooth_painter",
    "text_width",
    "tint",
    "turn_round",
    "upright",
    "wrapped",
]
