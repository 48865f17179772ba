"""The preview shows the form as a tagger sees it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter
from pytestqt.qtbot import QtBot

from annotator.model.attributes import attribute_adapter
from annotator.model.scheme import Label
from annotator.ui.look import text_width
from annotator.ui.panels.scheme import preview as module
from annotator.ui.panels.scheme.preview import FormPreview


def test_long_names_are_broken_as_in_the_form(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: dict[str, QRectF] = {}

    def note(_painter: QPainter, rect: QRectF, text: str, font: QFont, *_rest: object) -> float:
        assert text_width(text, font) <= rect.width() + 1
        said[text] = rect
        return text_width(text, font)

    fields = [
        attribute_adapter.validate_python({"kind": "text", "key": key, "name": name})
        for key, name in (("why", "Reason for anonymity"), ("role", "Role"))
    ]
    preview = FormPreview()
    qtbot.addWidget(preview)
    preview.resize(312, 240)
    preview.show_label(Label(key="source", name="Source", attributes=tuple(fields)), {})
    monkeypatch.setattr(module, "paint_text", note)
    preview.grab()
    assert {"Reason for", "anonymity", "Role"} <= said.keys()
    assert said["Reason for"].bottom() <= said["anonymity"].top()
    # Both lines within their row, before the next.
    assert said["anonymity"].bottom() <= said["Role"].top()
