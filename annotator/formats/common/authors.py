"""Names that stand where a file's author should."""

from __future__ import annotations

import re

_NOBODY = re.compile(
    r"(?i)(?:microsoft|windows|ms|office|ms office)?\s*(?:office)?\s*"
    r"(?:user|admin|administrator|author|unknown|anonymous|root|owner)$"
    r"|(?:python-docx|apache poi|un-named)$|\W*$"
)


def real_author(name: str) -> str | None:
    """Return a name, or None if it is one that programs fill in."""
    return None if _NOBODY.match(name) else name
