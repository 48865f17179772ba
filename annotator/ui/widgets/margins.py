"""Air around what a layout holds, counted from the side on which one begins to read."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget


def set_margins(
    of: QLayout | QWidget, leading: int, top: int, trailing: int, bottom: int, *, within: QWidget
) -> None:
    """Keep pixels free: Qt mirrors the places of what a layout holds, but not its margins."""
    if within.isRightToLeft():
        leading, trailing = trailing, leading
    of.setContentsMargins(leading, top, trailing, bottom)
