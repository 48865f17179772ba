"""Files whose hash is known when they are written, without being read again."""

from __future__ import annotations

import io
from hashlib import sha256
from pathlib import Path
from typing import Any

_BLOCK = 1 << 20


class HashedFile(io.FileIO):
    """A file to be written that hashes what it is given, as long as that comes in its order."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "wb")
        self._path = path
        self._digest = sha256()
        self._in_order = True

    def write(self, data: Any) -> int:
        """Write, and hash what was written."""
        count = super().write(data)
        if self._in_order:
            self._digest.update(memoryview(data).cast("B")[:count])
        return count

    def seek(self, place: int, whence: int = 0) -> int:
        """Go somewhere else: what is written there can only be hashed by reading it all."""
        self._in_order = False
        return super().seek(place, whence)

    def sha256(self) -> str:
        """Give the hash of the whole file, once it is closed."""
        return self._digest.hexdigest() if self._in_order else digest_of(self._path)


def digest_of(path: Path) -> str:
    """Hash a file; sha256, as hex."""
    found = sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()
