"""The pieces of text of a PDF's pages, each with its place, as pypdf finds them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject

_LETTER_WIDTH = 0.5
"""Of a letter, in its font's size, where the font does not say it."""
_STRAIGHT = 0.2
"""How much a line of text may be turned, in radians."""
_LIGATURES = str.maketrans(
    {
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
        "\ufb05": "st", "\ufb06": "st", "\t": " ", "\r": " ", "\n": " ", "\x0b": " ", "\x0c": " ",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text on one line of a page. The origin is the lower left corner, units are points.

    Attributes:
        text: what it says, without line ends.
        left, right: where it begins and ends; the end is as near as the font's widths tell.
        base: its base line's height.
        size: its letters' size.
    """

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def top(self) -> float:
        """The height of its letters' upper edge, about."""
        return self.base + 0.75 * self.size

    @property
    def bottom(self) -> float:
        """The height of its letters' lower edge, about."""
        return self.base - 0.25 * self.size


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its pieces in the order in which they are drawn, and what was left out.

    Attributes:
        turned: pieces that run up or down its side, such as marks over a page.
        pictures: whether it shows a picture.
    """

    pieces: tuple[Piece, ...]
    height: float
    turned: int = 0
    pictures: bool = False


class Widths:
    """Tells how wide text is in the fonts of a document."""

    def __init__(self) -> None:
        self._fonts: dict[int, tuple[Any, Any]] = {}

    def of(self, text: str, font: Any) -> float:
        """Give the width of a text in units of its font's size."""
        if font is None:
            return _LETTER_WIDTH * len(text)
        known = self._fonts.get(id(font))
        if known is None:  # the dictionary is kept, or another one could have its number
            self._fonts[id(font)] = known = (font, _metrics(font))
        metrics = known[1]
        if metrics is None:
            return _LETTER_WIDTH * len(text)
        width = metrics.get_text_width(text) / 1000
        return float(width) if 0 < width < 4 * len(text) else _LETTER_WIDTH * len(text)


def _metrics(font: Any) -> Any:
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - only for PDFs
    from pypdf.generic._font import Font  # noqa: PLC0415 - as above

    try:
        metrics = Font.from_font_resource(font)
        metrics.get_text_width("n")
    except (PyPdfError, *FAULTS):
        return None
    return metrics


FAULTS = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, LookupError, ArithmeticError,
    AssertionError, NotImplementedError, RuntimeError, OSError, EOFError, RecursionError,
)  # fmt: skip
"""What the library raises at damaged files, besides errors of its own."""


def page_of(page: PageObject, widths: Widths) -> Page:
    """Read a page; what it says in turned letters is counted, and left out.

    Raises what pypdf raises, and one of `FAULTS`, at a damaged page.
    """
    found: list[tuple[float, Piece]] = []

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        said = text.strip("\n").translate(_LIGATURES)
        if said.strip():
            found.extend(_placed(said, cm, tm, float(size), widths.of(said.strip(), font)))

    page.extract_text(visitor_text=visit)
    turn = math.radians(page.rotation)
    # What is turned as the whole page is, or as most of it is, is not turned for a reader.
    ways = [_way(angle, turn) for angle, _ in found]
    usual = max(range(4), key=lambda way: sum(one == way for one in ways)) if ways else 0
    kept = [piece for way, (_, piece) in zip(ways, found, strict=True) if way == usual]
    angle = usual * math.pi / 2 - turn
    box = page.mediabox
    return Page(
        pieces=tuple(_turned(piece, -angle) for piece in kept),
        height=float(box.width if round(angle / (math.pi / 2)) % 2 else box.height),
        turned=len(found) - len(kept),
        pictures=_has_pictures(page),
    )


def _placed(
    text: str, cm: list[float], tm: list[float], size: float, width: float
) -> Iterator[tuple[float, Piece]]:
    """Give a piece with the angle of its line; none if it is nowhere."""
    across = tm[0] * cm[0] + tm[1] * cm[2], tm[0] * cm[1] + tm[1] * cm[3]
    up = tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3]
    left = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    base = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    wide, high = abs(size) * math.hypot(*across), abs(size) * math.hypot(*up)
    if not all(map(math.isfinite, (left, base, wide, high))) or wide <= 0 or high <= 0:
        return
    blanks = len(text) - len(text.lstrip())
    start = left + blanks * 0.25 * wide
    # A blank at its end says that another word follows.
    words = " ".join(text.split()) + (" " if text[-1].isspace() else "")
    yield (
        math.atan2(across[1], across[0]),
        Piece(words, start, start + width * wide, base, high),
    )


def _way(angle: float, turn: float) -> int:
    """Tell in which of four ways a line runs on the page as it is shown; 4 if aslant."""
    quarters = (angle + turn) / (math.pi / 2)
    nearest = round(quarters)
    return nearest % 4 if abs(quarters - nearest) * math.pi / 2 < _STRAIGHT else 4


def _turned(piece: Piece, angle: float) -> Piece:
    """Turn the page below a piece, so that its line runs to the right."""
    if not angle % (2 * math.pi):
        return piece
    cos, sin = math.cos(angle), math.sin(angle)
    left = piece.left * cos - piece.base * sin
    base = piece.left * sin + piece.base * cos
    return Piece(piece.text, left, left + piece.right - piece.left, base, piece.size)


def _has_pictures(page: PageObject) -> bool:
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - only for PDFs

    try:
        resources: Any = page["/Resources"].get_object() if "/Resources" in page else {}
        objects: Any = resources.get("/XObject", {}).get_object() if resources else {}
        return any(
            one.get_object().get("/Subtype") in ("/Image", "/Form") for one in objects.values()
        )
    except (PyPdfError, *FAULTS):
        return False
