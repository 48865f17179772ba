"""Fonts are made once, in the families and sizes of the design."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontDatabase

from annotator.ui.look import fonts, mono, sans, serif


def test_sizes_are_pixels() -> None:
    assert sans().pixelSize() == 13
    assert serif().pixelSize() == 17
    assert mono(11).pixelSize() == 11
    assert sans(20, 600).weight() == QFont.Weight.DemiBold
    assert serif(17, italic=True).italic()
    assert not sans().italic()


def test_a_font_is_made_once() -> None:
    assert sans(13, 600) is sans(13, 600)
    assert sans(13, 600) is not sans(13, 400)


def test_the_first_family_that_is_installed_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts._installed.cache_clear()
    monkeypatch.setattr(fonts, "_families", lambda: frozenset({"Noto Sans", "Segoe UI"}))
    assert fonts._installed(fonts._SANS) == "Segoe UI"
    fonts._installed.cache_clear()
    monkeypatch.setattr(fonts, "_families", frozenset)
    assert fonts._installed(fonts._SANS) == "DejaVu Sans"
    fonts._installed.cache_clear()


def test_the_families_are_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sans()
    monkeypatch.setattr(QFontDatabase, "families", None)
    assert sans(31).pixelSize() == 31


def test_hinting_does_not_bend_the_letters() -> None:
    assert sans().hintingPreference() == QFont.HintingPreference.PreferNoHinting
