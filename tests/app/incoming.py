"""Files to be imported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def write(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def lines(*articles: dict[str, Any]) -> str:
    return "\n".join(json.dumps(one, ensure_ascii=False) for one in articles) + "\n"


def span(label: str, start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"label": label, "start": start, "end": end, **more}
