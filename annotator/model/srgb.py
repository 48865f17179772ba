"""The transfer curve of sRGB, IEC 61966-2-1: what screens show against what light there is."""

from __future__ import annotations


def linear(channel: float) -> float:
    """Undo the curve: give the linear light (0 to 1) of one channel (0 to 1)."""
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def curved(light: float) -> float:
    """Apply the curve: give the channel (0 to 1) of linear light (0 to 1)."""
    return 12.92 * light if light <= 0.0031308 else float(1.055 * light ** (1 / 2.4) - 0.055)
