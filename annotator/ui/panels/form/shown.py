"""Values as people read them."""

from __future__ import annotations

from typing import Any

from annotator.ui.i18n import tr


def shown(value: Any) -> str:
    """Write an attribute's value for people."""
    match value:
        case bool():
            return tr("yes") if value else tr("no")
        case int() | float():
            return f"{value:,}"
        case {"value": number, "unit": unit}:
            return f"{shown(number)} {unit}"
        case {"name": str(name)} if name:
            return name
        case dict():
            return ", ".join(shown(one) for one in value.values())
    return str(value)


def one_line(text: str) -> str:
    """Write words on one line."""
    return " ".join(text.split())
