"""Tooltips of words that are not ours: names, quotes, definitions."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def set_tooltip(widget: QWidget, words: str) -> None:
    """Say words at a widget as they are: Qt takes a tooltip with tags in it for markup."""
    if "<" in words:
        from html import escape  # noqa: PLC0415 - seldom needed

        words = f"<qt>{escape(words, quote=False)}</qt>"
    widget.setToolTip(words)
