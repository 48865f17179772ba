"""Names within sentences."""

from __future__ import annotations

import pytest

from annotator.text.naming import in_line


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Source", "source"),
        ("Source in Kyiv", "source in Kyiv"),
        ("NGO", "NGO"),
        ("EU body", "EU body"),
        ("iPhone", "iPhone"),
        ("Джерело", "джерело"),
        ("مصدر", "مصدر"),
        ("A", "a"),
        ("", ""),
    ],
)
def test_names_in_a_line(name: str, said: str) -> None:
    assert in_line(name) == said
