"""How paragraphs are set: font, pitch of the lines, space below, by the zone they stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtGui import QFont

from annotator.app.settings import Settings
from annotator.text.zone import Zone
from annotator.ui.editor.display import DisplayText
from annotator.ui.look import STRONG, metrics, sans, serif

_PITCH_BY_LANES = (36, 36, 38, 40)
"""Pixels between lines for none to three lanes; more share what three have."""
_BELOW_HEADLINE = 8
"""Pixels by which larger text stands off its headline more than a byline does."""
_HEADLINES = ("headline", "repeated")
_NARROW = 600
"""Width of the view below which the headline is smaller, in pixels."""


@dataclass(frozen=True, slots=True)
class BlockStyle:
    """How one kind of paragraph is set; all sizes in pixels."""

    font: QFont
    pitch: float
    after: float
    below_headline: float = 0.0
    """Room above a paragraph that follows a headline, on top of what the headline leaves."""
    muted: bool = False
    numbered: bool = False


class Sheet(NamedTuple):
    """The paper that an article is set on; all sizes in pixels.

    Attributes:
        column: the widest column of text, at the usual size of the text.
        left: room beside the column at the least, where the numbers stand.
        right: room on the other side.
        aside: how far right of the middle the column stands.
        number_gap: room between a number and the column.
        pitch: between lines, whatever lanes are shown; 0 goes by the lanes.
        headline: size of the letters of the headline, in a view that is not narrow.
        below_dateline: room between the dateline and the body.
    """

    column: int = metrics.TEXT_COLUMN
    left: int = 52
    right: int = 44
    aside: int = metrics.SPACE
    number_gap: int = 24
    pitch: int = 0
    headline: int = metrics.TEXT_HEADLINE
    below_dateline: int = 20


TAGGING = Sheet()
REVIEW = Sheet(
    metrics.TEXT_COLUMN_WIDEST, right=68, aside=0, pitch=44, headline=30, below_dateline=8
)
"""Lines with room for the consensus and three lanes; a margin for the kinds of difference."""
PANE = Sheet(left=40, right=36, aside=0, number_gap=10)
"""One of several beside each other."""


class TextLook(NamedTuple):
    """How somebody likes to read.

    Attributes:
        size: of the letters, in pixels.
        pitch: room between lines, as a share of the usual.
        column: width of the column, as a share of the usual.
    """

    size: int = metrics.TEXT_ARTICLE
    pitch: float = 1.0
    column: float = 1.0


USUAL_TEXT = TextLook()


def text_look_of(settings: Settings) -> TextLook:
    """Give how the settings say that one likes to read."""
    return TextLook(settings.text_size, settings.text_pitch / 100, settings.text_column / 100)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the styles depend on: how one reads, the lanes shown, the width of the view."""

    text: TextLook = USUAL_TEXT
    lanes: int = 1
    narrow: bool = False
    sheet: Sheet = TAGGING

    @property
    def grown(self) -> float:
        """By how much the text is larger than usual."""
        return self.text.size / metrics.TEXT_ARTICLE

    @classmethod
    def for_width(cls, width: int, text: TextLook, lanes: int, sheet: Sheet = TAGGING) -> Setting:
        """Choose the setting for a view of some width in pixels."""
        return cls(text, lanes, width < _NARROW, sheet)


def styles_for(setting: Setting) -> dict[str, BlockStyle]:
    """Give the style of each role of paragraph, and of ``repeated`` headlines."""
    grown = setting.grown
    lanes = min(setting.lanes, len(_PITCH_BY_LANES) - 1)
    pitch = (setting.sheet.pitch or _PITCH_BY_LANES[lanes]) * grown * setting.text.pitch
    headline = metrics.TEXT_HEADLINE_NARROW if setting.narrow else setting.sheet.headline
    headline_pitch = (32 if setting.narrow else 36) + max(0.0, pitch - 36 * grown)
    after = setting.sheet.below_dateline
    body = serif(setting.text.size)
    italic = serif(setting.text.size, italic=True)
    small = sans(metrics.TEXT_BODY * grown)
    return {
        "headline": BlockStyle(serif(headline * grown, STRONG), headline_pitch * grown, 8),
        "repeated": BlockStyle(serif(setting.text.size, STRONG), pitch, 8),
        "deck": BlockStyle(italic, max(28 * grown, pitch - 6), 12, below_headline=_BELOW_HEADLINE),
        "byline": BlockStyle(small, max(20 * grown, pitch - 16), 6, muted=True),
        "dateline": BlockStyle(small, max(20 * grown, pitch - 16), after, muted=True),
        "caption": BlockStyle(small, max(20 * grown, pitch - 16), 14, muted=True),
        "body": BlockStyle(body, pitch, 12, numbered=True, below_headline=_BELOW_HEADLINE),
        "boilerplate": BlockStyle(body, pitch, 12, muted=True),
    }


class Paragraphs:
    """Knows of each block which role it plays and what its number is.

    Attributes:
        roles: the role of each block; ``blank`` for an empty one.
        numbers: the number of the body paragraph that a block begins, 0 for others.
        below_headline: the blocks with words that follow a headline.
    """

    def __init__(self, display: DisplayText, zones: Sequence[Zone]) -> None:
        self.zones = [zone for zone in zones if zone.start < zone.end]
        self._ends = [zone.end for zone in self.zones]
        self.roles = roles = list[str]()
        self.numbers: list[int] = []
        self.below_headline: set[int] = set()
        parted, has_zones = display.parted, bool(self.zones)
        role = last = ""
        number, headlines = 0, 0
        for block, words in enumerate(display.blocks()):
            if block not in parted:
                role = ""
            if not words or words.isspace():
                roles.append("blank")
                self.numbers.append(0)
                continue
            begins = not role
            if begins:
                role = self._role_at(display.starts[block]) if has_zones else "body"
                if role == "headline":
                    headlines += 1
                    role = "headline" if headlines == 1 else "repeated"
            if begins and last in _HEADLINES:
                self.below_headline.add(block)
            last = role
            roles.append(role)
            number += begins and role == "body"
            self.numbers.append(number if begins and role == "body" else 0)
        self._display = display

    def role_of(self, block: int) -> str:
        """Give the role of a block as articles know it: a headline again is one, too."""
        role = self.roles[block]
        return "headline" if role == "repeated" else role

    def short_name(self, block: int) -> str:
        """Name the role of a block in a few letters; “” for the body."""
        return SHORT_NAMES.get(self.roles[block], "")

    def name_at(self, position: int) -> str:
        """Say in a few letters where a code point stands: ``¶3``, ``head``, ``foot``."""
        block = self._display.first_part_of(self._display.block_at(position))
        if number := self.numbers[block]:
            return f"¶{number}"
        return self.short_name(block)

    def _role_at(self, position: int) -> str:
        index = bisect_right(self._ends, position)
        if index < len(self.zones) and self.zones[index].start <= position:
            return self.zones[index].role
        return "body"


SHORT_NAMES = {
    "headline": "head",
    "repeated": "head",
    "deck": "deck",
    "byline": "by",
    "dateline": "date",
    "caption": "cap.",
    "boilerplate": "foot",
}
