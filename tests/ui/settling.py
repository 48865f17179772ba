"""Letting the window come to rest."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication


def settle() -> None:
    """Let happen what was asked for, and what that asked for in its turn."""
    for _ in range(3):
        QApplication.processEvents()
