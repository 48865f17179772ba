"""Numbered placeholders with a sequence are refused from Python 3.14 on; 3.11 says nothing."""

from __future__ import annotations

import re
from pathlib import Path

_STORE = Path(__file__).parents[2] / "annotator" / "store"


def test_placeholders_have_names_or_just_follow_one_another() -> None:
    sources = {path.name: path.read_text("utf-8") for path in _STORE.rglob("*.py")}
    assert "search.py" in sources
    assert [name for name, source in sources.items() if re.search(r"\?\d", source)] == []
