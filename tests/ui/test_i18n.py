"""The words of the window: translated, their values filled in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from annotator.ui.i18n import tr


class _Upper(QTranslator):
    """Translates every text of ours by shouting it."""

    def translate(self, context: str, text: str, *_: object) -> str:
        return text.replace("of", "VON") if context == "annotator" else ""

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def translated(qapp: QApplication) -> Iterator[None]:
    translator = _Upper()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def test_without_a_translation_the_words_stay() -> None:
    assert tr("Nothing tagged yet") == "Nothing tagged yet"


def test_values_are_filled_in() -> None:
    assert tr("{n} of {all}", n=3, all="1,000") == "3 of 1,000"


def test_braces_in_values_and_words_are_harmless() -> None:
    assert tr("No article has “{words}”.", words="{0} {n}") == "No article has “{0} {n}”."
    assert tr("100 {") == "100 {"


@pytest.mark.usefixtures("translated")
def test_values_are_filled_in_after_translating() -> None:
    assert tr("{n} of {all}", n=3, all=5) == "3 VON 5"
