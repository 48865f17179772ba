"""Units of measure: how they are written, and what they come to in the units of the SI.

Factors of the SI and of units used with it are from the SI Brochure (BIPM, 9th edition 2019),
those of feet, pounds, barrels and knots from NIST Special Publication 811 (2008), appendix B; all
of them are exact. Names that mean several units (ton, gallon, month, pound) have no factor.
Currencies have the codes of ISO 4217.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Final, NamedTuple


class Unit(NamedTuple):
    """A unit.

    Attributes:
        symbol: how it is written.
        name: what it is called, in the singular.
        base: the unit in which it is compared; “” if there is none.
        factor: how much of the base it is.
        zero: what is added to a value before it is multiplied (temperatures).
    """

    symbol: str
    name: str
    base: str = ""
    factor: Fraction = Fraction(1)
    zero: Fraction = Fraction(0)


# Symbol | factor and base | names, the first one in the singular. A trailing “s” goes without
# saying, and so do “meter” for “metre” and “square” or “sq” for “sq.”.
_TABLE: Final = """
km | 1000 m | kilometre, km, kms
m | 1 m | metre
cm | 1/100 m | centimetre
mm | 1/1000 m | millimetre
mi | 1609.344 m | mile
yd | 0.9144 m | yard
ft | 0.3048 m | foot, feet
in | 0.0254 m | inch, inches
nmi | 1852 m | nautical mile
km² | 1000000 m² | square kilometre, sq km, km2
m² | 1 m² | square metre, sq m, m2
ha | 10000 m² | hectare
acre | 4046.8564224 m² | acre
sq mi | 2589988.110336 m² | square mile
sq ft | 0.09290304 m² | square foot, square feet
m³ | 1 m³ | cubic metre, m3
l | 1/1000 m³ | litre, L
ml | 1/1000000 m³ | millilitre, mL
bbl | 0.158987294928 m³ | barrel of oil, barrels of oil
kg | 1 kg | kilogram, kilogramme, kilo
g | 1/1000 kg | gram, gramme
mg | 1/1000000 kg | milligram, milligramme
t | 1000 kg | tonne, metric ton
kt | 1000000 kg | kilotonne
Mt | 1000000000 kg | megatonne
lb | 0.45359237 kg | lbs
oz | 0.028349523125 kg | ounce
km/h | 5/18 m/s | kilometre per hour, kilometre an hour, kph, kmh
m/s | 1 m/s | metre per second, metre a second
mph | 0.44704 m/s | mile per hour, mile an hour
kn | 1852/3600 m/s | knot
seconds | 1 s | second, s
minutes | 60 s | minute, min
hours | 3600 s | hour, h
days | 86400 s | day
weeks | 604800 s | week
W | 1 W | watt
kW | 1000 W | kilowatt
MW | 1000000 W | megawatt
GW | 1000000000 W | gigawatt
kWh | 3600000 J | kilowatt hour, kilowatt-hour
MWh | 3600000000 J | megawatt hour, megawatt-hour
GWh | 3600000000000 J | gigawatt hour, gigawatt-hour
TWh | 3600000000000000 J | terawatt hour, terawatt-hour
K | 1 K | kelvin
°C | 1 K 273.15 | degree Celsius, degrees Celsius, degree C, degrees C, degree centigrade
°F | 5/9 K 459.67 | degree Fahrenheit, degrees Fahrenheit, degree F, degrees F
hPa | 100 Pa | hectopascal, millibar
% | 1/100 share | percent, per cent, pct
‰ | 1/1000 share | per mille, permille
share | 1 share | share
USD | | US dollar, $, US$
EUR | | euro, €
GBP | | pound sterling, £, pounds sterling
JPY | | yen
CNY | | yuan, renminbi
UAH | | hryvnia, ₴
RUB | | ruble, rouble, ₽
INR | | rupee, ₹
ILS | | shekel, ₪
KRW | | won, ₩
TRY | | Turkish lira, ₺
CHF | | Swiss franc
"""

CURRENCY_SIGNS: Final = {
    "US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "₴": "UAH", "₽": "RUB", "₹": "INR",
    "₪": "ILS", "₩": "KRW", "₺": "TRY",
}  # fmt: skip
"""What stands before a sum of money, as the code of the currency. “¥” is one of two."""


def unit_of(text: str) -> Unit | None:
    """Find the unit that a text names, by its symbol or its name; None if it names none."""
    tidy = " ".join(text.split()).strip(".")
    found = _units().get(tidy)
    return found or _units().get(_folded(tidy))


def all_units() -> list[Unit]:
    """List all units in the order of the table."""
    return list(dict.fromkeys(_units().values()))


def in_base(value: float | Fraction, unit: Unit) -> tuple[Fraction, str] | None:
    """Give a value in the unit's base, exactly, with the base's symbol; None if it has none."""
    if not unit.base:
        return None
    # What people write is a decimal fraction, and not the nearest binary one.
    exact = value if isinstance(value, Fraction) else Fraction(repr(value))
    return (exact + unit.zero) * unit.factor, unit.base


def longest_unit(text: str) -> tuple[Unit, int] | None:
    """Find the unit that a text begins with; give it and how many characters name it."""
    words = list(re.finditer(r"\S+", text))
    for count in range(min(4, len(words)), 0, -1):
        end = words[count - 1].end()
        whole = text[words[0].start() : end]
        bare = whole.rstrip(".,;:!?)”’")
        for piece in (whole, bare):
            if (unit := unit_of(piece)) is not None:
                return unit, words[0].start() + len(piece)
    return None


@cache
def _units() -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    for line in _TABLE.strip().splitlines():
        symbol, measure, names = (part.strip() for part in line.split("|"))
        first = names.split(",")[0].strip()
        unit = Unit(symbol, first, *_measure(measure))
        found[symbol] = unit
        for name in names.split(","):
            for spelling in _spellings(name.strip()):
                found.setdefault(spelling, unit)
    return found


def _measure(text: str) -> tuple[str, Fraction, Fraction]:
    if not text:
        return "", Fraction(1), Fraction(0)
    factor, base, *zero = text.split()
    return base, Fraction(factor), Fraction(zero[0]) if zero else Fraction(0)


def _spellings(name: str) -> Iterator[str]:
    """Give a name as it may be written: singular and plural, here and overseas."""
    for one in {name, name.replace("metre", "meter").replace("litre", "liter")}:
        first, _, rest = one.partition(" ")
        plurals = {f"{one}s"} if not rest or first in ("square", "cubic", "US") else set()
        if rest:
            # “kilometres an hour”
            plurals.add(f"{first}s {rest}")
        for spelling in {one, *plurals}:
            # A symbol is what it is: “Mt” is no “mt”.
            yield spelling
            if len(spelling) > 3:
                yield _folded(spelling)
                yield _folded(spelling).replace("square ", "sq ")


def _folded(text: str) -> str:
    return text.replace("sq. ", "sq ").casefold() if len(text) > 3 else text
