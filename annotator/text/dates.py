"""Read the dates that stand over news articles."""

from __future__ import annotations

import re
from datetime import date, time
from functools import cache
from typing import Final, NamedTuple

# January to December as dates write them, with the usual short forms; English, German, French,
# Spanish, Italian, Portuguese, Polish, Ukrainian, Russian.
_MONTHS: Final = """
january jan januar jänner jän janvier janv enero ene gennaio gen janeiro stycznia sty
січня січень січ января январь янв

february feb februar février févr fév febrero febbraio febbr fevereiro fev lutego lut
лютого лютий лют февраля февраль фев

march mar märz mär mars marzo março marca
березня березень бер марта март мар

april apr avril avr abril abr aprile kwietnia kwi
квітня квітень кві апреля апрель апр

may mai mayo maggio mag maio maja
травня травень тра мая май

june jun juni juin junio giugno giu junho czerwca cze
червня червень чер июня июнь июн

july jul juli juillet juil julio luglio lug julho lipca lip
липня липень лип июля июль июл

august aug août agosto ago sierpnia sie
серпня серпень сер августа август авг

september sept sep septembre septiembre setiembre settembre sett set setembro września wrz
вересня вересень вер сентября сентябрь сен сент

october oct oktober okt octobre octubre ottobre ott outubro out października paź
жовтня жовтень жов октября октябрь окт

november nov novembre noviembre novembro listopada lis
листопада листопад лис ноября ноябрь ноя

december dec dezember dez décembre déc diciembre dic dicembre dezembro grudnia gru
грудня грудень гру декабря декабрь дек
"""
_MONTH: Final = {
    name: at for at, names in enumerate(_MONTHS.split("\n\n"), 1) for name in names.split()
}


class FoundDate(NamedTuple):
    """A date in a line: its span in the line, and ISO 8601 when the year is there and sure."""

    start: int
    end: int
    iso: str | None


def find_date(line: str) -> FoundDate | None:
    """Return the first date of a line: a day with its month, in words or in numbers.

    ``iso`` is a date (``2024-10-30``) or, with a time of day in the line, a date and time without
    zone, as written (``2024-10-30T14:00``). It is None without a year, and for numbers that are one
    date in Europe and another in America (03/04/2024).
    """
    found = _dates().search(line) if re.search(r"\d", line) else None
    if not found:
        return None
    day = _day(found)
    if day is None:
        return FoundDate(found.start(), found.end(), None)
    clock = _clock(line[found.end() :]) or _clock(line[: found.start()])
    return FoundDate(found.start(), found.end(), f"{day}T{clock}" if clock else str(day))


def month_of(name: str) -> int | None:
    """Give the number of a month by its name or short form, in one of the languages known."""
    return _MONTH.get(name.lower())


@cache
def _dates() -> re.Pattern[str]:
    """Return the pattern of all shapes of dates; group names say what stands where."""
    names = "|".join(sorted(_MONTH, key=len, reverse=True))
    return re.compile(
        rf"""
          \b(?P<y1>\d{{4}})[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})(?!\d)
        | (?P<y2>\d{{4}})年(?P<m2>\d{{1,2}})月(?P<d2>\d{{1,2}})日
        | \b(?P<a>\d{{1,2}})(?P<by>[./-])(?P<b>\d{{1,2}})(?P=by)(?P<y3>\d{{4}})\b
        | \b(?P<d4>\d{{1,2}})(?:st|nd|rd|th|er|º|-го|\.)?\s+(?:of\s+|de\s+)?(?P<m4>{names})\b\.?
          (?:,?\s+(?:de\s+|del\s+)?(?P<y4>\d{{4}})\b)?
        | \b(?P<m5>{names})\b\.?\s+(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)
          (?:,?\s+(?P<y5>\d{{4}})\b)?
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def _day(found: re.Match[str]) -> date | None:
    part = found.groupdict()
    if part["a"]:
        first, second = int(part["a"]), int(part["b"])
        if part["by"] == "." or first > 12 or first == second:
            day, month = first, second
        elif second > 12:
            day, month = second, first
        else:
            return None
        year = part["y3"]
    else:
        shape = next(digit for digit in "1245" if part[f"d{digit}"])
        day, name, year = int(part[f"d{shape}"]), part[f"m{shape}"].lower(), part[f"y{shape}"]
        month = _MONTH[name] if name in _MONTH else int(name)
    try:
        return date(int(year), month, day) if year else None
    except ValueError:  # the 31st of February
        return None


def _clock(text: str) -> str | None:
    """Return the first time of day in a text as hh:mm."""
    found = re.search(
        r"(?<![\d:.])(\d{1,2})[:h](\d{2})(?!\d)(?:\s*([ap])\.?m\b)?", text, re.IGNORECASE
    )
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, minute).strftime("%H:%M")
    except ValueError:
        return None
