"""Fonts: three families of the design, by size in pixels, made once.

A font handed out is shared: copy it (``QFont(font)``) before changing it.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from annotator.ui.look import metrics

REGULAR: Final = 400
STRONG: Final = 600

_SANS = ("Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "DejaVu Sans")
_SERIF = ("Source Serif 4", "Charter", "Georgia", "Noto Serif", "DejaVu Serif")
_MONO = ("JetBrains Mono", "Cascadia Mono", "SF Mono", "Noto Sans Mono", "DejaVu Sans Mono")

_article_family = ""


def article_family() -> str:
    """Return the family that the user wants articles in; “” is ours."""
    return _article_family


def set_article_family(family: str) -> None:
    """Set articles and quotes in a family of the user's; “” takes ours again."""
    global _article_family  # noqa: PLW0603 - one setting of the whole program
    _article_family = family


def sans(px: float = metrics.TEXT_BODY, weight: int = REGULAR, *, italic: bool = False) -> QFont:
    """Return the font of everything but quotes; ``px`` is its size."""
    return _font(_SANS, QFont.StyleHint.SansSerif, px, weight, italic=italic)


def serif(
    px: float = metrics.TEXT_ARTICLE, weight: int = REGULAR, *, italic: bool = False
) -> QFont:
    """Return the font of articles and quotes; ``px`` is its size."""
    families = (_article_family, *_SERIF) if _article_family else _SERIF
    return _font(families, QFont.StyleHint.Serif, px, weight, italic=italic)


def mono(px: float = metrics.TEXT_SMALL, weight: int = REGULAR) -> QFont:
    """Return the font of records and fingerprints; ``px`` is its size."""
    return _font(_MONO, QFont.StyleHint.Monospace, px, weight, italic=False)


def text_width(text: str, font: QFont) -> float:
    """Measure a line of text in pixels."""
    return QFontMetricsF(font).horizontalAdvance(text)


@cache
def _font(
    families: tuple[str, ...], hint: QFont.StyleHint, px: float, weight: int, *, italic: bool
) -> QFont:
    font = QFont(_installed(families))
    font.setStyleHint(hint)
    # The outlines as drawn: hinting would give each size its own rhythm.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setPixelSize(max(1, round(px)))
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    return font


@cache
def _families() -> frozenset[str]:
    return frozenset(QFontDatabase.families())


@cache
def _installed(families: tuple[str, ...]) -> str:
    return next((family for family in families if family in _families()), families[-1])
