"""Numbers as people write them, read only where they can be read in one way.

“1,200” and “1 200” are twelve hundred; “1.200” is so in half of Europe and a little more than one
elsewhere, so it is not read at all. Digits of every script count, and words up to trillions.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final, NamedTuple

_LARGEST: Final = 2**53 - 1
"""The largest whole number that a file keeps exactly."""
_LONGEST: Final = 40

# Marks of direction, which stand around numbers in texts that run from right to left.
_UNSEEN: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SPACES: Final = "\u0020\u00a0\u2007\u2009\u202f"
_TICKS: Final = "'\u2019\u02bc"
_MINUS: Final = "\u2212\uff0d\ufe63"

SCALES: Final = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "millions": 1_000_000,
    "mn": 1_000_000,
    "billion": 1_000_000_000,
    "billions": 1_000_000_000,
    "bn": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "trillions": 1_000_000_000_000,
    "tn": 1_000_000_000_000,
}
"""What stands behind a number and multiplies it; the short scale of English."""

_PLAIN: Final = re.compile(r"(\d+)(?:\.(\d+))?")
_EXPONENT: Final = re.compile(r"\d+(?:\.\d+)?[eE][+-]?\d{1,3}")
_TWOFOLD: Final = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_GROUPED: Final = re.compile(
    rf"[1-9]\d{{0,2}}(?P<by>[{_SPACES}{_TICKS},.])\d{{3}}(?:(?P=by)\d{{3}})*"
)
_INDIAN: Final = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_SCALED: Final = re.compile(rf"(.*\S)\s*({'|'.join(sorted(SCALES, key=len, reverse=True))})\.?")


class Reading(NamedTuple):
    """What was made of a number: its value, or why there is none.

    ``either`` are the values between which nothing decides: “1.200” may be 1,200 or 1.2.
    """

    value: int | float | None
    why: str = ""
    either: tuple[int | float, ...] = ()


def read_number(text: str) -> Reading:
    """Read one number and nothing besides; white space around it does not count.

    ``why`` says in a few words what to write instead; it is empty if the text is no number at all.
    """
    tidy = ascii_digits(text).strip()
    if not tidy or len(tidy) > _LONGEST:
        return Reading(None)
    sign = 1
    if tidy[0] in "+-":
        sign = -1 if tidy[0] == "-" else 1
        tidy = tidy[1:].lstrip()
    scale = 1
    if scaled := _SCALED.fullmatch(tidy.lower()):
        tidy, scale = scaled[1].strip(), SCALES[scaled[2]]
    fraction = Decimal(0)
    if tidy and (part := _vulgar(tidy[-1])) is not None:
        tidy, fraction = tidy[:-1].rstrip(_SPACES + "\u2044"), part
    if not tidy:
        return _exactly(sign * scale * fraction) if fraction else Reading(None)
    if _TWOFOLD.fullmatch(tidy) and not fraction:
        first, last = tidy.split(".")
        many, few = (_exactly(sign * scale * Decimal(one)).value for one in (first + last, tidy))
        why = f"is it {first},{last} or {tidy}0?"
        return Reading(None, why, tuple(one for one in (many, few) if one is not None))
    digits, why = _decimal(tidy)
    if digits is None or (fraction and digits != int(digits)):
        return Reading(None, why)
    return _exactly(sign * scale * (digits + fraction))


def ascii_digits(text: str) -> str:
    """Write the digits of every script as 0 to 9, and Arabic points and minus signs as ours."""
    text = _UNSEEN.sub("", text)
    if not text.isascii():
        text = "".join(map(_plain_sign, text))
    return text


def written(number: float) -> str:
    """Write a number for people: ``600,000,000``, ``12.5``."""
    if isinstance(number, int) or number.is_integer():
        return f"{int(number):,}"
    shown = f"{Decimal(repr(number)):,f}"
    return shown if len(shown) <= _LONGEST else f"{number:g}"


def _plain_sign(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    if sign in _MINUS:
        return "-"
    return {"\u066b": ".", "\u066c": ",", "\uff0e": ".", "\uff0c": ","}.get(sign, sign)


def _vulgar(sign: str) -> Decimal | None:
    """Give the value of a fraction that is one character: ½."""
    if unicodedata.category(sign) != "No" or "FRACTION" not in unicodedata.name(sign, ""):
        return None
    parts = unicodedata.normalize("NFKD", sign).split("\u2044")
    if len(parts) != 2 or not all(part.isdecimal() for part in parts) or not int(parts[1]):
        return None
    return Decimal(int(parts[0])) / Decimal(int(parts[1]))


def _decimal(text: str) -> tuple[Decimal | None, str]:
    """Read digits with what groups them and one point."""
    grouped = _GROUPED.match(text)
    if grouped:
        by, rest = grouped["by"], text[grouped.end() :]
        whole = grouped[0].replace(by, "")
        point = "," if by == "." else "."
        if re.fullmatch(rf"(?:{re.escape(point)}\d+)?", rest) and (
            rest or by != "." or grouped[0].count(".") > 1
        ):
            return Decimal(f"{whole}.{rest[1:]}" if rest else whole), ""
    if _INDIAN.fullmatch(text):
        return Decimal(text.replace(",", "")), ""
    if _PLAIN.fullmatch(text) or _EXPONENT.fullmatch(text):
        return Decimal(text), ""
    if re.fullmatch(r"\d+,\d+", text):
        return None, f"write decimals with a point: {text.replace(',', '.')}"
    return None, ""


def _exactly(number: Decimal) -> Reading:
    if number == number.to_integral_value():
        if abs(number) > _LARGEST:
            return Reading(None, "too large to be kept exactly")
        return Reading(int(number))
    return Reading(float(number))
