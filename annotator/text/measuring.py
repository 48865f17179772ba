"""What a figure comes to, in words: ``600,000,000 m²``."""

from __future__ import annotations

from fractions import Fraction

from annotator.text.figures import SIGNS, Figure
from annotator.text.numerals import written
from annotator.text.units import in_base, unit_of

_DIGITS = 6
"""Digits behind the point up to which a value is written out whole."""


def canonical_words(figure: Figure) -> str:
    """Write a figure in the base of its unit; a value that is rounded has “≈” before it."""
    unit = unit_of(figure.unit) if figure.unit else None
    numbers = [figure.value] if figure.value is not None else [figure.low, figure.high]
    known = [one for one in numbers if one is not None]
    base = figure.unit
    words = []
    for number in known:
        found = in_base(number, unit) if unit is not None else None
        if found is None:
            words.append(written(number))
        else:
            value, base = found
            words.append(shown_fraction(value))
    sign = SIGNS.get(figure.approximation or "", "") if figure.approximation != "exact" else ""
    sign = "" if figure.approximation == "between" else sign
    number_words = "–".join(words)
    return " ".join(part for part in (sign, number_words, base) if part)


def shown_fraction(value: Fraction) -> str:
    """Write an exact value: whole if it has an end soon, else rounded, with “≈” before it."""
    if value.denominator == 1:
        return f"{value.numerator:,}"
    scaled = value * 10**_DIGITS
    if scaled.denominator == 1:
        return f"{float(value):,.{_DIGITS}f}".rstrip("0")
    return f"≈ {float(value):,.4g}" if abs(value) < 1_000 else f"≈ {float(value):,.1f}"
