"""Keys for what is new in a scheme, made of its name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from annotator.model.scheme import LONGEST_KEY, Label, Scheme

DIGITS = "123456789"
_LAST = 0xDFFF
"""Beyond it, keys of attributes hold nothing: UTF-16 sorts that otherwise than code points."""


def key_from(name: str, taken: Collection[str], instead: str) -> str:
    """Make a key of a name: small letters and digits of any script, joined by hyphens.

    Args:
        name: what people read.
        taken: keys that are there already.
        instead: the key if nothing of the name can be in one.
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFC", name).casefold())
    plain = "-".join(words)
    plain = "".join(letter for letter in plain if ord(letter) <= _LAST)[: LONGEST_KEY - 4]
    plain = plain.strip("-_ ") or instead
    key, number = plain, 2
    while key in taken:
        key = f"{plain}-{number}"
        number += 1
    return key


def free_digit(scheme: Scheme) -> str:
    """Give the first digit that no label has; “” if there is none."""
    taken = {label.shortcut for label in scheme.labels}
    return next((digit for digit in DIGITS if digit not in taken), "")


def holder_of(scheme: Scheme, digit: str, but: str = "") -> Label | None:
    """Find the label that has a digit, other than the one of the key ``but``."""
    if not digit:
        return None
    return next((one for one in scheme.labels if one.shortcut == digit and one.key != but), None)
