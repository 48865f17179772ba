"""Files of JSON spoiled in one place or several, as programs and people spoil them."""

from __future__ import annotations

import json
from random import Random
from typing import Any

_ODD: tuple[Any, ...] = (
    None, True, False, -1, 0, 1, 2**70, -(2**70), 1.5, 1e308, "", "x", "0", "\ud83d", "\0",
    [], {}, [[]], [None], [-1, 5, "x"], [0, 1, "x", 3], {"start": 0}, {"label": 3},
    {"start": -1, "end": 3, "label": "x"}, {"start_offset": 2, "end_offset": 1, "label": "x"},
)  # fmt: skip


def spoiled(value: Any, random: Random) -> Any:
    """Give a JSON value with another one somewhere in it, or without something."""
    if isinstance(value, dict) and value and random.random() < 0.9:
        key = random.choice(sorted(value))
        rest = {name: one for name, one in value.items() if name != key}
        if random.random() < 0.1:
            return rest
        return {name: spoiled(one, random) if name == key else one for name, one in value.items()}
    if isinstance(value, list) and value and random.random() < 0.9:
        at = random.randrange(len(value))
        if random.random() < 0.1:
            return value[:at] + value[at + 1 :]
        return [spoiled(one, random) if n == at else one for n, one in enumerate(value)]
    if random.random() < 0.05:
        return _deep(random.choice([30, 300, 30_000]))
    return random.choice(_ODD)


def spoiled_lines(data: bytes, random: Random) -> bytes:
    """Spoil a value in some lines of a JSONL file, or some of its bytes."""
    if random.random() < 0.2:
        return spoiled_bytes(data, random)
    lines = data.split(b"\n")
    for number, line in enumerate(lines):
        if line and random.random() < 0.7:
            lines[number] = _written(spoiled(json.loads(line), random))
    return b"\n".join(lines)


def spoiled_document(data: bytes, random: Random) -> bytes:
    """Spoil some values of a JSON document, or some of its bytes."""
    if random.random() < 0.2:
        return spoiled_bytes(data, random)
    value = json.loads(data)
    for _ in range(random.randint(1, 4)):
        value = spoiled(value, random)
    return _written(value)


def spoiled_bytes(data: bytes, random: Random) -> bytes:
    """Change, double, drop or cut off some bytes."""
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(data) + 1)
        length = random.choice([1, 1, 2, 40])
        data = random.choice(
            [
                data[:at] + bytes([random.randrange(256)]) + data[at + 1 :],
                data[:at] + data[at : at + length] + data[at:],
                data[:at] + data[at + length :],
                data[:at],
            ]
        )
    return data


def _deep(depth: int) -> Any:
    return {"deep": depth}


def _written(value: Any) -> bytes:
    text = json.dumps(value)
    for depth in (30, 300, 30_000):
        text = text.replace(f'{{"deep": {depth}}}', "[" * depth + "]" * depth)
    return text.encode()
