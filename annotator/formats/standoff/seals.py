"""Seals: a hash of a span's words that nobody can guess who does not have the whole text.

A plain hash of “Kyiv” gives it away: whoever hashes all names of places has it. The key here is
made of the text itself, of which only another hash goes out.
"""

from __future__ import annotations

import hmac
from hashlib import sha256

_LENGTH = 16
"""Hexadecimal digits: 64 bits, for a check against mistakes."""


def key_of(text: str) -> bytes:
    """Make the key of a text."""
    return sha256(b"annotator seal\0" + text.encode()).digest()


def seal(key: bytes, quote: str) -> str:
    """Seal the words of a span."""
    return hmac.digest(key, quote.encode(), "sha256").hex()[:_LENGTH]
