"""Recognise lines that are a date, a time and a place of writing."""

from __future__ import annotations

from typing import Final

from annotator.text.dates import find_date
from annotator.text.zone_line import either, pattern

_LONGEST: Final = 120  # code points

_LABEL: Final = either(r"""
(?:(?:first|last|originally) )?(?:published|updated|posted|modified|issued)(?: on| at)?|date
veröffentlicht(?: am)?|aktualisiert(?: am)?|erstellt(?: am)?|stand|vom|am
publié(?: le)?|mis à jour(?: le)?|le|publicado(?: el| em)?|actualizado(?: el)?|atualizado(?: em)?|el
pubblicato(?: il)?|aggiornato(?: il)?|opublikowano|aktualizacja
опубліковано|оновлено|дата|опубликовано|обновлено
""")
_WEEKDAY: Final = either(r"""
(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?
montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag
lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche
lunes|martes|miércoles|jueves|viernes|sábado|domingo
lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica
(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?
poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela
понеділок|вівторок|середа|четвер|п['’]ятниця|субота|неділя
понедельник|вторник|среда|четверг|пятница|суббота|воскресенье
""")
_CLOCK: Final = r"""(?:
    (?:\d{1,2}[:.h]\d{2}(?::\d{2})?|\d{1,2})
    (?:\s*[ap]\.?m\.?)?
    (?:\s*(?:uhr|hrs?|[A-Z]{2,5}|[+-]\d{2}:?\d{2}))?
)"""
# Up to six capitalised words: a place or an outlet, not a sentence. Possessive, or a long word in
# capitals could be parted into six in millions of ways.
_PLACE: Final = r"(?-i:(?:\(?[A-ZÀ-ÞА-ЯЄІЇҐ][\w’'.\-]*+[,)]*+\s*+){1,6})"
_DASH: Final = r"[,—–\-|:•·(/]"
_AGENCY: Final = either("AP|Reuters|REUTERS|AFP|dpa|DPA|EFE|ANSA|PAP|UPI|TASS|Xinhua")

_BEFORE: Final = rf"""(?i)
    (?:{_PLACE}{_DASH}?\s*{_DASH}\s*)?
    (?:{_CLOCK}\s*{_DASH}?\s*)?
    (?:{_LABEL}\s*:?\s*)?
    (?:(?:on\s+)?{_WEEKDAY}\.?\s*,?\s*(?:(?:den|le)\s+)?)?
    {_DASH}?\s*
"""
_AFTER: Final = rf"""(?i)
    \s*(?:г(?:од[ау])?\.?|р(?:оку)?\.?|r\.)?
    [\sT)]*{_DASH}?\s*
    (?:at|um|à|a\slas|alle|às|о|об|в|o|@)?\s*{_CLOCK}?Z?\s*
    (?:{_DASH}\s*{_LABEL}.{{0,60}}|{_DASH}+\s*{_PLACE}|[—–-])?\s*
"""
_WITHOUT_DATE: Final = rf"""
    (?i:{_LABEL}\s*:?\s*(?=.*\d)[^.!?]{{0,50}})               # Updated 3 hours ago
  | (?i:\d+\s(?:minutes?|mins?|hours?|hrs?|days?|weeks?)\sago)
  | [A-ZÀ-Þ][A-ZÀ-Þ\s.’'\-]+,?[\w\s.,]{{0,30}}\({_AGENCY}\)\s*[—–-]?  # KYIV, Ukraine (AP) —
"""


def is_dateline(line: str) -> bool:
    """Tell whether a line is a date, with at most a label, a time and a place around it.

    "Nov 12, 2023 - 16:30", "Updated 3 hours ago", "KOSTI, Sudan — Tuesday 14 October".
    """
    line = line.strip()
    if len(line) > _LONGEST:
        return False
    found = find_date(line)
    if found is None:
        return bool(pattern(_WITHOUT_DATE).fullmatch(line))
    before, after = line[: found.start], line[found.end :]
    return bool(pattern(_BEFORE).fullmatch(before)) and bool(pattern(_AFTER).fullmatch(after))
