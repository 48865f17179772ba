"""Contrast of two colours, as the Web Content Accessibility Guidelines 2.2 define it."""

from __future__ import annotations

from PySide6.QtGui import QColor

from annotator.model.srgb import linear


def luminance(colour: QColor) -> float:
    """Compute the relative luminance (0 to 1) of an opaque colour."""
    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Compute the contrast ratio (1 to 21) of two opaque colours."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: QColor, towards: QColor, share: float) -> QColor:
    """Mix a colour with ``share`` (0 to 1) of another, channel by channel; the result is opaque."""
    return QColor.fromRgbF(
        colour.redF() + (towards.redF() - colour.redF()) * share,
        colour.greenF() + (towards.greenF() - colour.greenF()) * share,
        colour.blueF() + (towards.blueF() - colour.blueF()) * share,
    )


def over(colour: QColor, ground: QColor, alpha: int) -> QColor:
    """Compute what ``colour`` at ``alpha`` (0 to 255) looks like on an opaque ground."""
    return mixed(ground, colour, alpha / 255)
