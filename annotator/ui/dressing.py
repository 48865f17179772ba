"""Dressing the program as the settings say: theme, fonts, motion."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication

from annotator.ui.look import Mode, current, fonts

if TYPE_CHECKING:
    from annotator.app.settings import Settings


def dress(settings: Settings) -> None:
    """Take the theme and the fonts of the settings; nothing is repainted if they are in force."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look, mode = current(), cast("Mode", settings.theme)
    look.set_reduced_motion(True if settings.motion == "none" else None)
    worn = (look.mode, fonts.article_family(), look.strong_lines)
    wanted = (mode, settings.text_font, settings.strong_lines)
    if look.is_worn_by(app) and worn == wanted:
        return
    if look.strong_lines != settings.strong_lines:
        look.set_strong_lines(settings.strong_lines)
    fonts.set_article_family(settings.text_font)
    look.set_mode(mode, app)
