"""Find texts that are nearly the same: a wire report that two outlets print with other endings.

MinHash over runs of five words, with locality-sensitive hashing (A. Broder, “On the resemblance and
containment of documents”, 1997), by the library datasketch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.words import words

if TYPE_CHECKING:
    from datasketch import MinHash, MinHashLSH

_RUN = 5
"""Words that are compared as one."""
_ALIKE = 0.5
"""The share of runs in common from which on two texts are nearly the same."""
_PERMUTATIONS = 64
_SEED = 1


class NearDuplicates:
    """Gathers texts into groups; whoever is nearly the same as one of a group belongs to it."""

    def __init__(self) -> None:
        # Numpy and scipy come along, which the window does without.
        from datasketch import MinHashLSH  # noqa: PLC0415 - as said above

        self._index: MinHashLSH = MinHashLSH(threshold=_ALIKE, num_perm=_PERMUTATIONS)
        self._hashes: dict[str, MinHash] = {}
        self._group: dict[str, str] = {}
        """By text: one that leads to its group's name."""

    def add(self, key: str, text: str) -> None:
        """Add a text under a key of its own."""
        from datasketch import MinHash  # noqa: PLC0415 - as in the constructor

        found = MinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        found.update_batch(_runs(text))
        self._group[key] = key
        for other in sorted(self._index.query(found)):
            if self._hashes[other].jaccard(found) >= _ALIKE:
                self._join(other, key)
        self._index.insert(key, found)
        self._hashes[key] = found

    def group(self, key: str) -> str:
        """Name the group of a text: the key of the first of it that was added."""
        while self._group[key] != key:
            key = self._group[key]
        return key

    def _join(self, one: str, other: str) -> None:
        first, second = self.group(one), self.group(other)
        if first != second:
            self._group[second] = first


def _runs(text: str) -> set[bytes]:
    found = [text[start:end].casefold() for start, end in words(text)]
    return {
        " ".join(found[at : at + _RUN]).encode("utf-8", "replace")
        for at in range(max(1, len(found) - _RUN + 1))
    }


def alike(one: str, other: str) -> float:
    """Give the share of their runs of five words that two texts have in common (Jaccard)."""
    first, second = _runs(one), _runs(other)
    return len(first & second) / len(first | second)
