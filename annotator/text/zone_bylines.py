"""Recognise lines that name an author."""

from __future__ import annotations

import re
from typing import Final

from annotator.text.zone_line import either, is_sentence, pattern, word_set

_LONGEST: Final = 160  # code points

_BYLINE: Final = rf"""(?i)
    (?P<by>(?:(?:written|words|story|text)\s)?by\s+)
  | (?:von|par|por|di)\s+
  | (?P<label>{either("authors?|autor(?:in|a|e|zy|es|ka)?|auteure?s?|autore|автор(?:ка|и|ы)?")}\s*:)
  | (?P<desk>(?:additional\s)?(?:reporting|writing|editing)\sby\s)
"""
_BETWEEN_NAMES: Final = word_set("""
and und et y e i та й і и with in for at of the from von van der den de di da do dos du del della la
le el al bin ibn ter zu à en staff correspondent editor reporter agencies
""")
_NO_NAMES: Final = word_set("""
monday tuesday wednesday thursday friday saturday sunday
january february march april may june july august september october november december
""")


def author(line: str) -> str | None:
    """Return who a byline names, without the word in front; None if the line is no byline.

    "By Ann Lee and Bo Ek, Reuters", "Von Max Muster", "Автор: …", "Reporting by …; editing by …".
    What follows a mere preposition has to be capitalised like names, so that "By the river" and
    "Von der Leyen in Paris" are not taken.
    """
    line = line.strip()
    found = pattern(_BYLINE).match(line) if len(line) <= _LONGEST else None
    if found is None:
        return None
    named = line[found.end() :].strip()
    if found["label"] or found["desk"]:
        return named if named and not is_sentence(named.rstrip(".")) else None
    parts = re.findall(r"[^\s,;|/·•–—&]+", named)
    if not parts or is_sentence(named) or any(map(_is_ordinary, parts)):
        return None
    if not parts[0][0].isupper() or parts[0].casefold() in _NO_NAMES:
        return None
    return named if found["by"] or sum(part[0].isupper() for part in parts) > 1 else None


def is_credits(line: str) -> bool:
    """Tell whether a line says who worked on the article: "Reporting by …; editing by …"."""
    found = pattern(_BYLINE).match(line)
    return found is not None and found["desk"] is not None and author(line) is not None


def is_name(line: str) -> bool:
    """Tell whether a line could be nothing but a name: two to four capitalised words."""
    parts = line.split()
    return 2 <= len(parts) <= 4 and all(
        part[0].isupper() and re.fullmatch(r"[^\W\d_]+(?:[-’'.][^\W\d_]*)*,?", part)
        for part in parts
    )


def _is_ordinary(word: str) -> bool:
    """Tell whether a word belongs into a sentence rather than between names."""
    return word[0].isalpha() and not word[0].isupper() and word.casefold() not in _BETWEEN_NAMES
