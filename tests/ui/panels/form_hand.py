"""A form on its own, with a hand that types into it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.model.article import Article
from annotator.problems import UserProblem
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.panels.form.change import Change
from annotator.ui.panels.form.form import AnnotationForm

TEXT = "Talks in Odesa 🇺🇦\n\nMinister Ann Lee said that 12,345 people left Kyiv."


def tag(project: Project, article: Article, words: str, label: str, **more: Any) -> str:
    start = TEXT.index(words)
    return project.annotate(article.id, start, start + len(words), label, **more).id


class Form:
    """A form on its own, with a hand."""

    def __init__(self, hub: Hub, desk: Desk, qtbot: QtBot) -> None:
        self.hub = hub
        self.desk = desk
        self.qtbot = qtbot
        self.panel = AnnotationForm(hub, desk)
        self.panel.save = self._save
        qtbot.addWidget(self.panel)
        self.panel.resize(344, 700)
        self.panel.show()
        qtbot.waitExposed(self.panel)
        self.panel.activateWindow()

    def _save(self, change: Change) -> bool:
        project = self.hub.project
        assert project is not None
        try:
            project.bulk.edit(
                change.ids,
                attributes=change.attributes,
                note=change.note,
                certainty=change.certainty,
            )
        except UserProblem:
            return False
        return True

    def select(self, *annotations: str) -> None:
        entities = [bytes.fromhex(one.replace("-", "")) for one in annotations]
        self.desk.select(entities, active=entities[0])
        self.panel.refresh()
        # Layouts show what they were given in the next turn.
        QApplication.processEvents()

    def field(self, name: str) -> QWidget:
        """Give what one types into, or chooses with."""
        body = self.panel.body
        assert body is not None
        return next(one.stop() for one in body.editors() if one.name == name)

    def says(self, name: str) -> str:
        field = self.field(name)
        if isinstance(field, QPlainTextEdit):
            return field.toPlainText()
        return field.text() if isinstance(field, QLineEdit) else field.accessibleDescription()

    def type(self, name: str, words: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
        field = self.field(name)
        field.setFocus()
        field.selectAll()  # type: ignore[attr-defined]
        QTest.keyClick(field, Qt.Key.Key_Delete)
        for sign in words:
            QTest.sendKeyEvent(
                QTest.KeyAction.Click, field, Qt.Key.Key_unknown, sign, Qt.KeyboardModifier(0)
            )
        QTest.keyClick(field, key)

    def error(self, name: str) -> str:
        return self.field(name).accessibleDescription()

    def values(self, annotation: str) -> dict[str, Any]:
        project = self.hub.project
        assert project is not None
        return project.annotating.get(annotation).attributes
