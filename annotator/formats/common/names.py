"""Names for labels, people and files where a format allows few characters; always told apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection

_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
"""Names that Windows keeps for itself."""
_LONGEST_FILE = 80
"""Code points of a file's name."""
_MOST_BYTES = 120
"""Bytes of it: disks allow 255, encrypted ones 143, and a number and an ending come with it."""


class Names:
    """Gives every key a name that a format allows, no two the same; `table` leads back.

    Args:
        tidy: turns a key into what is allowed; what it gives twice gets a number.
        reserved: names that are taken.
        fold: whether names that differ in case alone are the same, as on some disks.
    """

    def __init__(
        self, tidy: Callable[[str], str], reserved: Collection[str] = (), *, fold: bool = False
    ) -> None:
        self._tidy = tidy
        self._fold = fold
        self._taken = {self._folded(one) for one in reserved}
        self.table: dict[str, str] = {}
        """Name by key, in the order in which they were asked for."""

    def of(self, key: str) -> str:
        """Give a key's name, always the same."""
        found = self.table.get(key)
        if found is None:
            base = found = self._tidy(key) or "x"
            number = 1
            while self._folded(found) in self._taken:
                number += 1
                found = f"{base}_{number}"
            self._taken.add(self._folded(found))
            self.table[key] = found
        return found

    def changed(self) -> dict[str, str]:
        """Give those that are not named as they are: key by name."""
        return {name: key for key, name in self.table.items() if name != key}

    def _folded(self, name: str) -> str:
        return name.casefold() if self._fold else name


def ascii_word(key: str) -> str:
    """Give a key in letters, digits, ``_`` and ``-`` of ASCII, as brat's types and XML names are.

    Letters lose their marks; what has no such letter becomes ``_``.
    """
    plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
    word = re.sub(r"[^A-Za-z0-9_-]+", "_", plain if plain.strip(" _-") else "").strip("_")
    return f"x{word}" if word and not word[0].isalpha() else word


def file_name(text: str) -> str:
    """Give a text as the name of a file on any system, without an ending."""
    plain = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())
    name = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]+', "_", plain)[:_LONGEST_FILE]
    name = name.encode()[:_MOST_BYTES].decode("utf-8", "ignore").strip(" .")
    return f"_{name}" if _RESERVED.match(name) or name.startswith("-") else name
