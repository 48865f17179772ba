"""Names of files as words that can be shown and kept: a disk may hold names that are no text."""

from __future__ import annotations

import re

_UNSEEN = re.compile(r"[\x00-\x1f\x7f]")


def shown(name: str) -> str:
    """Give a file's name as text of one line."""
    return _UNSEEN.sub("\ufffd", name.encode(errors="replace").decode())
