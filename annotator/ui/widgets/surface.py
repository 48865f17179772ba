"""On which level a part lies, for the colours that differ there."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def lies_on_raised(part: QWidget) -> bool:
    """Say whether a part lies on a raised surface: a widget whose class says ``raised = True``."""
    around = part.parentWidget()
    while around is not None:
        if getattr(around, "raised", False):
            return True
        around = around.parentWidget()
    return False
