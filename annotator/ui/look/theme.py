"""Themes: every colour of the window by the role it plays, read from ``resources/themes``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from PySide6.QtCore import QJsonDocument
from PySide6.QtGui import QColor

from annotator.problems import UserProblem
from annotator.resources import resource
from annotator.ui.look.label_colours import LabelColours

FALLBACK_LABEL = "slate"
_THEMES = ("light", "dark", "light-contrast", "dark-contrast")


class KindColours(NamedTuple):
    """Name the fill of a kind of difference and the text that is written on it."""

    fill: QColor
    text: QColor


class Theme(NamedTuple):
    """Hold the colours of one look by role, and how much of a colour a wash takes (0 to 255).

    The colours are shared: copy one before changing it.
    """

    name: str
    dark: bool
    outlines: bool  # whether a pale fill alone tells nothing apart: strong contrast

    win: QColor  # side panels and bars
    base: QColor  # page, right panel
    raised: QColor  # menus, popovers, buttons
    field: QColor  # inputs
    zone: QColor  # boilerplate, echo
    hover: QColor  # rows and buttons under the mouse
    pressed: QColor
    hover_raised: QColor  # the same two on `raised`
    pressed_raised: QColor
    line: QColor  # parting lines
    line2: QColor  # borders of controls
    line_strong: QColor  # both, when the user asks for more contrast
    off: QColor  # what is not, beside what is: the rest of a bar, a dash out of eight
    text: QColor
    muted: QColor  # second text, icons
    faint: QColor  # decoration only: too pale to be read
    accent: QColor  # focus, primary button, links, tick
    accent_hover: QColor
    accent_pressed: QColor
    on_accent: QColor
    ok: QColor
    warn: QColor
    danger: QColor
    selection: QColor
    chip_text: QColor  # on the fill of a chip or a picked label button
    shade: QColor  # shadow and scrim, used with the two alphas below
    water: QColor  # the small map
    land: QColor
    relief: QColor
    river: QColor

    wash: int  # alpha of a label's colour behind tagged words
    row: int  # … on a selected row
    wash_hover: int  # … on a label button under the mouse
    wash_selected: int  # … behind the selected annotation
    accent_row: int  # alpha of the accent on a selected row
    shadow: int
    scrim: int

    kinds: Mapping[str, KindColours]  # of difference: agreed, edges, missed, value, label
    labels: Mapping[str, LabelColours]

    def colour(self, role: str) -> QColor:
        """Look a colour up by its role, e.g. ``"muted"``.

        Raises:
            AttributeError: when no role has that name.
        """
        found: QColor = getattr(self, role)
        return found

    def label(self, colour: str) -> LabelColours:
        """Find the colours for what a scheme stores: a name, or a hex value fitted to this page.

        A name that this version does not know is painted grey.
        """
        if colour in self.labels:
            return self.labels[colour]
        if colour.startswith("#") and QColor.isValidColorName(colour):
            return _adapted(colour, self.base.name(), self.chip_text.name(), dark=self.dark)
        return self.labels[FALLBACK_LABEL]

    def outline(self, colour: QColor) -> QColor | None:
        """Give the border of what a pale fill tells: none, unless contrast is to be strong."""
        return colour if self.outlines else None

    def with_strong_lines(self) -> Theme:
        """Return this theme with borders that stand out, for who asks for more contrast."""
        return self._replace(line=self.line_strong, line2=self.line_strong)


def tint(colour: QColor, alpha: int) -> QColor:
    """Return ``colour`` at ``alpha`` (0 to 255)."""
    tinted = QColor(colour)
    tinted.setAlpha(alpha)
    return tinted


@cache
def read_theme(name: str) -> Theme:
    """Read the theme ``resources/themes/NAME.json``.

    Raises:
        OSError: when there is no such file, or it cannot be read.
        KeyError, TypeError, ValueError: when a role is missing, unknown or no colour.
    """
    # Qt's own reader: importing one from the standard library takes longer than the whole theme.
    written = resource("themes", f"{name}.json").read_bytes()
    content: Mapping[str, Any] = QJsonDocument.fromJson(written).toVariant()
    dark: bool = content["dark"]
    outlines: bool = content["outlines"]
    colours = {role: QColor(value) for role, value in content["colours"].items()}
    # Lists, because their order counts: from mild to hard, and as they are offered.
    kinds = {kind: KindColours(QColor(fill), QColor(text)) for kind, fill, text in content["kinds"]}
    labels = {
        label: LabelColours.named(QColor(line), QColor(ink), colours["chip_text"], dark=dark)
        for label, line, ink in content["labels"]
    }
    every = [*colours.values(), *(one for pair in kinds.values() for one in pair)]
    if not all(colour.isValid() for colour in every):
        raise ValueError(f"{name}.json holds what is no colour")
    roles: dict[str, Any] = {**colours, **content["alphas"]}
    return Theme(name=name, dark=dark, outlines=outlines, kinds=kinds, labels=labels, **roles)


@cache
def load_theme(name: str) -> Theme:
    """Read a theme; one whose file is missing or damaged is replaced by the first that can be read.

    Raises:
        UserProblem: when none can be read.
    """
    for one in (name, *_THEMES):
        try:
            return read_theme(one)
        except (OSError, KeyError, TypeError, ValueError) as error:
            import logging  # noqa: PLC0415 - not without a broken file

            logging.getLogger(__name__).warning("theme %s cannot be read: %s", one, error)
    raise UserProblem("The program's files are damaged: it has no theme. Install it again.")


@cache
def _adapted(colour: str, base: str, chip_text: str, *, dark: bool) -> LabelColours:
    return LabelColours.adapted(QColor(colour), QColor(base), QColor(chip_text), dark=dark)
