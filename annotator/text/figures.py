"""Figures as news and analysts write them: “about 600 square kilometers of territory”.

A figure is read from its words alone, and only if it can be read in one way. What is read of a
quote is a proposal: a person confirms it.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from annotator.text.number_words import read_words
from annotator.text.numerals import Reading, ascii_digits, read_number, written
from annotator.text.units import CURRENCY_SIGNS, longest_unit

Role = Literal["approximation", "value", "low", "high", "unit", "of_what"]

SIGNS: Final = {
    "exact": "=",
    "about": "~",
    "at-least": "≥",
    "at-most": "≤",
    "between": "–",
    "vague": "…",
}
"""How roughly a figure is meant, as a sign."""
_APPROXIMATIONS: Final = {
    "exact": ("=", "exactly", "precisely"),
    "about": (
        "~", "≈", "∼", "about", "around", "approximately", "approx.", "approx", "roughly", "some",
        "nearly", "almost", "close to", "an estimated", "estimated", "circa", "ca.", "c.",
        "more or less", "just over", "just under", "a little over", "a little under",
        "up to about",
    ),
    "at-least": (
        "≥", ">=", ">", "at least", "no less than", "no fewer than", "not less than", "more than",
        "over", "above", "upwards of", "as much as at least", "a minimum of", "in excess of",
        "well over", "exceeding",
    ),
    "at-most": (
        "≤", "<=", "<", "at most", "up to", "no more than", "not more than", "less than",
        "fewer than", "under", "below", "as many as", "as much as", "a maximum of",
    ),
    "between": ("between", "from"),
    "vague": ("…", "...", "several", "many", "a few", "countless", "numerous"),
}  # fmt: skip
_PHRASES: Final = sorted(
    ((phrase, key) for key, phrases in _APPROXIMATIONS.items() for phrase in phrases),
    key=lambda pair: -len(pair[0]),
)
_SPACE: Final = r"[ \t\u00a0\u2007\u2009\u202f]"
_DIGITS: Final = re.compile(
    rf"[+-]?(?:\d(?:\d|[.,'\u2019](?=\d)|{_SPACE}(?=\d{{3}}(?!\d)))*[\u00bc-\u00be\u2150-\u215e]?"
    r"|[\u00bc-\u00be\u2150-\u215e])"
)
_SCALE: Final = re.compile(
    rf"{_SPACE}*(?:-{_SPACE}*)?(thousand|millions?|billions?|trillions?|mn|bn|tn)\b\.?",
    re.IGNORECASE,
)
_MONEY_SCALE: Final = re.compile(r"(?:m|k|M|K|B)(?![^\W\d_])")
_RANGE: Final = re.compile(
    rf"(?:{_SPACE}*[-\u2010-\u2015]{_SPACE}*|{_SPACE}+(?:to|and|or){_SPACE}+)", re.IGNORECASE
)
_SHARE_OF: Final = re.compile(
    rf"{_SPACE}+(?:in(?:{_SPACE}+every)?|out{_SPACE}+of){_SPACE}+", re.IGNORECASE
)
_OF: Final = re.compile(rf"(?:^|{_SPACE}+)of(?:{_SPACE}+|$)", re.IGNORECASE)
_ARTICLE: Final = re.compile(
    rf"(?:the|its|their|his|her|our|these|those|all){_SPACE}+", re.IGNORECASE
)
_LONGEST_QUOTE: Final = 500
"""Characters of tagged words in which a figure is looked for."""
_PRONOUNS: Final = frozenset({"them", "it", "us", "you", "this", "that", "which", "whom"})
_SIGN: Final = "|".join(map(re.escape, sorted(CURRENCY_SIGNS, key=len, reverse=True)))
_MONEY: Final = re.compile(rf"({_SIGN}){_SPACE}*")
_EDGE: Final = ' \t\n\u00a0\u2007\u2009\u202f“”"‘’«»()[],;:'


class Token(NamedTuple):
    """A part of what was read: where it stands (code points) and what it is."""

    start: int
    end: int
    role: Role


class Figure(NamedTuple):
    """A figure. ``low`` and ``high`` stand in place of ``value`` for a range.

    ``approximation`` is a key of `SIGNS`, or None where nothing says how rough it is meant.
    """

    approximation: str | None = None
    value: int | float | None = None
    low: int | float | None = None
    high: int | float | None = None
    unit: str = ""
    of_what: str = ""
    tokens: tuple[Token, ...] = ()


class FigureReading(NamedTuple):
    """What a line was read as, or why it was not."""

    figure: Figure | None
    why: str = ""


class _Amount(NamedTuple):
    value: Fraction | None
    start: int
    end: int
    unit: str = ""
    share: bool = False


class _NotReadError(Exception):
    """A line is no figure; the text says why."""


def read_figure(text: str) -> FigureReading:
    """Read a line such as ``~ 600 km² of territory``, ``430–560 km²`` or ``two dozen people``.

    The order is: how rough, the number or a range, the unit, “of” and what is counted. What
    stands between the number and “of” is the unit, known or not.
    """
    if not text.strip():
        return FigureReading(None)
    try:
        return FigureReading(_read(text))
    except _NotReadError as error:
        return FigureReading(None, str(error))


def propose(quote: str) -> Figure | None:
    """Read tagged words as a figure, for a person to confirm; None if they tell no number."""
    if len(quote) > _LONGEST_QUOTE:
        return None
    start = next((at for at, sign in enumerate(quote) if sign not in _EDGE), len(quote))
    figure = read_figure(quote[start:].rstrip(_EDGE + ".")).figure
    if figure is None:
        return None
    what = _ARTICLE.sub("", figure.of_what, count=1).strip()
    if what.casefold() in _PRONOUNS:
        what = ""
    return figure._replace(
        approximation=figure.approximation or "exact", of_what=" ".join(what.split()), tokens=()
    )


def line_of(figure: Figure) -> str:
    """Write a figure as one line that `read_figure` reads again."""
    number = ""
    if figure.value is not None:
        number = written(figure.value)
    elif figure.low is not None or figure.high is not None:
        ends = [written(one) if one is not None else "?" for one in (figure.low, figure.high)]
        number = "–".join(ends)
    sign = SIGNS.get(figure.approximation or "", "")
    if figure.approximation == "exact" or (figure.approximation == "between" and "–" in number):
        sign = ""
    of_what = f"of {figure.of_what}" if figure.of_what else ""
    return " ".join(part for part in (sign, number, figure.unit, of_what) if part)


def _read(text: str) -> Figure:
    flat = _flat(text)
    tokens: list[Token] = []
    at, approximation = _approximation(flat, tokens)
    first = _amount(flat, at)
    if first is None:
        if approximation != "vague":
            raise _NotReadError(_why_no_number(flat[at:]))
        return _rest(text, flat, at, Figure(approximation), tokens)
    if first.value is None:
        # “dozens of people”
        tokens.append(Token(first.start, first.end, "unit"))
        vague = Figure("vague", unit=text[first.start : first.end])
        return _rest(text, flat, first.end, vague, tokens)
    second = _second(flat, first, wanted=approximation == "between")
    if second is not None:
        first = _same_scale(flat, first, second)
        tokens += [Token(first.start, first.end, "low"), Token(second.start, second.end, "high")]
        low, high = _number(first.value), _number(second.value)
        if low is not None and high is not None and low > high:
            raise _NotReadError("the second number is the smaller one")
        figure = Figure("between", low=low, high=high, unit=second.unit or first.unit)
        return _rest(text, flat, second.end, figure, tokens)
    if approximation == "between":
        raise _NotReadError("the second number is missing")
    share = _share_of(flat, first)
    value, end = (share.value, share.end) if share is not None else (first.value, first.end)
    tokens.append(Token(first.start, end, "value"))
    unit = "share" if share is not None or first.share else first.unit
    figure = Figure(approximation, value=_number(value), unit=unit)
    return _rest(text, flat, end, figure, tokens)


def _flat(text: str) -> str:
    """Write digits as ours, character for character, so that places stay."""
    return "".join(ascii_digits(sign) or " " for sign in text)


def _approximation(flat: str, tokens: list[Token]) -> tuple[int, str | None]:
    """Read how rough the figure is meant; give where it goes on."""
    at = len(flat) - len(flat.lstrip())
    folded = flat.casefold()
    if len(folded) != len(flat):
        folded = flat.lower() if len(flat.lower()) == len(flat) else flat
    for phrase, key in _PHRASES:
        end = at + len(phrase)
        if not folded.startswith(phrase, at):
            continue
        if phrase[-1].isalpha() and folded[end : end + 1].isalpha():
            continue
        tokens.append(Token(at, end, "approximation"))
        return end + len(flat[end:]) - len(flat[end:].lstrip()), key
    return at, None


def _amount(flat: str, at: int) -> _Amount | None:
    """Read a number, its currency before it and its scale behind it."""
    start, unit = at, ""
    if money := _MONEY.match(flat, at):
        unit, at = CURRENCY_SIGNS[money[1]], money.end()
    if digits := _DIGITS.match(flat, at):
        return _from_digits(flat, start, digits, unit)
    words = read_words(flat, at)
    if words is None:
        return None
    return _Amount(words.value, start, words.end, unit, words.share)


def _from_digits(flat: str, start: int, digits: re.Match[str], unit: str) -> _Amount:
    end = digits.end()
    reading = read_number(digits[0])
    if reading.value is None:
        raise _NotReadError(_why(reading))
    value = Fraction(repr(reading.value))
    if scale := _SCALE.match(flat, end):
        larger = read_number(f"1 {scale[1].lower()}").value
        value, end = value * Fraction(larger or 1), scale.end()
    elif unit and (short := _MONEY_SCALE.match(flat, end)):
        larger = {"k": 1_000, "m": 1_000_000, "b": 1_000_000_000}[short[0].lower()]
        value, end = value * larger, short.end()
    else:
        _refuse_glued(flat, start, end)
    return _Amount(value, start, end, unit)


def _refuse_glued(flat: str, start: int, end: int) -> None:
    """Refuse letters that touch a number and are no unit: “60o”, and “2m people”.

    Raises:
        _NotReadError: so it is.
    """
    word = re.match(r"[^\W\d_]+", flat[end:])
    if word is None:
        return
    unit = longest_unit(flat[end:])
    if unit is None:
        raise _NotReadError(f"“{flat[start:end]}{word[0][:24]}” is not a number")
    behind = flat[end + unit[1] :].split()
    if word[0] == "m" and behind and behind[0].casefold() not in ("of", "to", "by"):
        raise _NotReadError("write million, or a space before m for metres")


def _second(flat: str, first: _Amount, *, wanted: bool) -> _Amount | None:
    """Read the other end of a range, if there is one."""
    at = first.end
    if wanted and (unit := longest_unit(flat[at:])) is not None:
        # “between 30 km and 40 km”
        at += unit[1]
    joint = _RANGE.match(flat, at)
    if joint is None or ("and" in joint[0].casefold() and not wanted):
        return None
    second = _amount(flat, joint.end())
    if second is None or second.value is None or second.share or first.share:
        return None
    return second


def _same_scale(flat: str, first: _Amount, second: _Amount) -> _Amount:
    """Read “2 to 3 million” as two millions; the scale of the second goes for both."""
    assert first.value is not None
    assert second.value is not None
    scale = _SCALE.search(flat, second.start, second.end)
    bare = re.fullmatch(r"[\d.,\s]+", flat[first.start : first.end])
    if scale is None or bare is None or first.value >= 1_000:
        return first
    larger = read_number(f"1 {scale[1].lower()}").value
    return first._replace(value=first.value * Fraction(larger or 1))


def _share_of(flat: str, first: _Amount) -> _Amount | None:
    """Read “one in five” and “three out of ten” as shares."""
    joint = _SHARE_OF.match(flat, first.end)
    second = _amount(flat, joint.end()) if joint else None
    if second is None or not second.value or not first.value or first.value > second.value:
        return None
    return _Amount(first.value / second.value, first.start, second.end, share=True)


def _rest(text: str, flat: str, at: int, figure: Figure, tokens: list[Token]) -> Figure:
    """Read unit and what is counted from what stands behind the number."""
    rest = text[at:]
    # “12-hour shifts”
    joined = re.match(r"[-\u2010\u2011](?=[^\W\d_])", rest)
    skip = joined.end() if joined else len(rest) - len(rest.lstrip())
    at, rest = at + skip, rest[skip:]
    known = longest_unit(rest)
    unit, end = (known[0].symbol, known[1]) if known else ("", 0)
    of = _OF.search(flat[at:], end)
    if not known and not figure.unit:
        end = of.start() if of else len(rest)
        unit = " ".join(rest[:end].split())
    elif not known:
        of = of if of and of.start() == 0 else None
    if unit and end:
        shown = len(rest[:end].rstrip())
        tokens.append(Token(at, at + shown, "unit"))
    figure = figure._replace(unit=figure.unit or unit)
    begin = of.end() if of and of.start() <= end + 1 else end
    what = rest[begin:]
    if what.strip():
        left = len(what) - len(what.lstrip())
        begin += at + left
        tokens.append(Token(begin, begin + len(what.strip()), "of_what"))
        figure = figure._replace(of_what=" ".join(what.split()))
    return figure._replace(tokens=tuple(sorted(tokens)))


def _number(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    if value.denominator == 1:
        whole = int(value)
        if abs(whole) > 2**53 - 1:
            raise _NotReadError("too large to be kept exactly")
        return whole
    number = float(value)
    # What has no end is written with four digits, as people do.
    return number if len(repr(number)) < 12 else round(number, 4)


def _why(reading: Reading) -> str:
    return reading.why or "not a number"


def _why_no_number(rest: str) -> str:
    word = rest.split(maxsplit=1)[0] if rest.split() else ""
    return f"“{word[:24]}” is not a number" if word else "the number is missing"
