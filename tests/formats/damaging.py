"""Files as they come out of broken programs and broken transfers: the same damage in every run."""

from __future__ import annotations

import random
from collections.abc import Iterator

_WORDS = (b"null", b"[]", b"{}", b'"x"', b"-1", b"1e9", b"true", b'"\\ud83d"', b"\xff", b"")


def damaged(whole: bytes, count: int, seed: str = "") -> Iterator[bytes]:
    """Give a file in ``count`` damaged forms: bytes changed, cut out, cut off, values replaced."""
    rng = random.Random(f"{seed}:{len(whole)}")
    for _ in range(count):
        data = bytearray(whole)
        for _ in range(rng.randint(1, 4)):
            if len(data) > 1:
                _damage(data, rng)
        yield bytes(data)


def _damage(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data))
    match rng.randrange(5):
        case 0:
            data[at] = rng.randrange(256)
        case 1:
            del data[at : at + rng.randint(1, 60)]
        case 2:
            colon = data.find(b":", at)
            end = data.find(b",", colon)
            if 0 < colon < end:
                data[colon + 1 : end] = rng.choice(_WORDS)
        case 3:
            data[at:at] = data[rng.randrange(len(data)) :][:200]
        case _:
            del data[rng.randrange(at, len(data)) :]
