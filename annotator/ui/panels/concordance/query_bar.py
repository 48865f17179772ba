"""The line in which one says what to look for, with completion of names and help."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.model.query import FIELDS
from annotator.problems import QueryProblem, UserProblem
from annotator.text.offsets import utf16_length
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.panels.concordance.completions import CompletionList
from annotator.ui.soon import Soon
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.search_field import SearchField
from annotator.ui.widgets.text import Text

_QUIET = 250
"""Milliseconds of quiet typing after which is searched."""
_OFFERED = 8
_HELP = (
    ("dam broke", "both words, in any order, whole and in whatever case"),
    ('"dam broke"', "the words in this order"),
    ("flood*", "words that begin so"),
    ("near(dam river, 5)", "at most five words apart"),
    ("kyiv OR kiev", "either of them"),
    ("dam -movie", "articles without the second word"),
    ("label:location kyiv", "annotations of a label whose words hold it"),
    ("label:none kyiv", "where nobody has tagged it; -label:location for one label"),
    ("annotator:mei", "annotations of a person"),
    ('quote:"the dam"', "annotations of just these words; value:gov by a value"),
    ("outlet:reuters", "by outlet; so title: byline: language: url:"),
    ("date:2026-02..2026-03", "by day, month or year; also >2026-02"),
    ("status:done", "open, begun, done or look; zone:headline by part"),
)


_BEGUN = re.compile(rf"(?:^|[\s(\-−])(?:{'|'.join(FIELDS)}):$", re.IGNORECASE)


class QueryBar(QWidget):
    """Takes a query.

    Signals:
        wanted(query): look for something.
        down(): lead on to what was found.
        left(): Esc was pressed in the field.
    """

    wanted = Signal(str)
    down = Signal()
    left = Signal()

    def __init__(self, hub: Hub, window: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._window = window
        self._asked = ""
        self._wrong: UserProblem | None = None
        """What is wrong with what was asked."""
        self._entered = False
        """Whether Enter was pressed, and nothing typed since."""
        self.field = SearchField(
            tr("Look for words in all articles"),
            tr("Words, “phrases”, label:…, outlet:…"),
        )
        self.help = IconButton("question", tr("What can be typed"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics.SPACE_INSIDE)
        row.addWidget(self.field, 1)
        row.addWidget(self.help)
        self.completions = CompletionList(self)
        self.completions.hide()
        self.completions.chosen.connect(self._complete)
        self._quiet = Soon(self.submit, self, _QUIET)
        self._helping: Popover | None = None
        self.field.edited.connect(self._on_edited)
        self.field.submitted.connect(lambda _: self._on_submitted())
        self.field.left.connect(self.completions.hide)
        self.field.edit.installEventFilter(self)
        self.help.clicked.connect(self.show_help)
        self.setFocusProxy(self.field.edit)

    def query(self) -> str:
        """Give what stands in the field."""
        return self.field.text().strip()

    def set_query(self, query: str) -> None:
        """Put something into the field and look for it."""
        self.field.set_text(query)
        self.submit()

    def show_query(self, query: str) -> None:
        """Put something into the field that is looked for in another way already."""
        self.field.set_text(query)
        self._quiet.stop()
        self.completions.hide()
        self._asked = query

    def submit(self) -> None:
        """Look at once, if something else is wanted than before."""
        self._quiet.stop()
        if self.query() != self._asked:
            self._asked = self.query()
            self.wanted.emit(self._asked)

    def show_wrong(self, problem: UserProblem | None) -> None:
        """Take note of what is wrong with the query; Enter leads to it."""
        self._wrong = problem
        if self._entered and problem is not None:
            self._lead_to_wrong()

    def _lead_to_wrong(self) -> None:
        """Select the part that is wrong, so that it can be typed anew."""
        self._entered = False
        problem = self._wrong
        if isinstance(problem, QueryProblem) and self.field.edit.hasFocus():
            shift = len(self.field.text()) - len(self.field.text().lstrip())
            start, end = (utf16_length(self.query()[:at]) for at in (problem.start, problem.end))
            self.field.edit.setSelection(shift + start, end - start)

    def forget(self) -> None:
        """Begin anew: another project is open."""
        self._asked = ""
        self.field.set_text("")
        self.completions.hide()

    def show_help(self) -> None:
        """Say what can be typed."""
        content = QWidget()
        # The keyboard comes along: else one would type into the field that it covers.
        content.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        content.setAccessibleName(tr("What can be typed"))
        content.setAccessibleDescription(". ".join(f"{typed}: {tr(says)}" for typed, says in _HELP))
        column = QVBoxLayout(content)
        column.setContentsMargins(*[metrics.SPACE_EDGE] * 4)
        column.setSpacing(metrics.SPACE_INSIDE)
        for typed, says in _HELP:
            row = QHBoxLayout()
            row.setSpacing(metrics.SPACE_GROUPS)
            example = Text(typed, weight=600)
            example.setFixedWidth(176)
            row.addWidget(example)
            row.addWidget(Text(tr(says), role="muted", lines=2), 1)
            column.addLayout(row)
        content.setFixedWidth(min(560, self._window.width() - 2 * metrics.SPACE_EDGE))
        popover = Popover(content, self._window, tr("What can be typed"))
        popover.closed.connect(popover.deleteLater)
        popover.open_for(self.help, align="right")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk the completions, or go on to what was found."""
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress and self._key_pressed(event.key()):
            return True
        escape = event.key() == Qt.Key.Key_Escape and self.completions.isVisible()
        if event.type() == QEvent.Type.ShortcutOverride and escape:
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _key_pressed(self, key: int) -> bool:
        """Do what a key is for; tell whether it is for anything."""
        if self.completions.isVisible() and self._walked(key):
            return True
        if key == Qt.Key.Key_Down:
            self.down.emit()
            return True
        if key == Qt.Key.Key_Escape:
            # What was typed stays for when one comes back.
            self.left.emit()
            return True
        return False

    def _walked(self, key: int) -> bool:
        """Take the keys of the list of completions."""
        offered = self.completions
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and offered.is_chosen()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            offered.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Tab or enter:
            offered.choose()
        elif key == Qt.Key.Key_Escape:
            offered.hide()
        else:
            return False
        return True

    def _on_edited(self, _text: str) -> None:
        self._entered = False
        if _BEGUN.search(self.query()):
            # A field is being typed, of which nothing is said yet.
            self._quiet.stop()
        else:
            self._quiet.start()
        self._offer()

    def _on_submitted(self) -> None:
        self.completions.hide()
        self._entered = True
        if self.query() == self._asked and self._wrong is not None:
            self._lead_to_wrong()
            return
        self.submit()
        self.down.emit()

    def _offer(self) -> None:
        edit = self.field.edit
        typed, at = edit.text(), edit.cursorPosition()
        found = self._hub.run(lambda project: project.searching.completions(typed, at)) or []
        place = self.field.mapTo(self._window, QPoint(0, self.field.height() + 2))
        self.completions.offer(
            found[:_OFFERED], QRect(place.x(), place.y(), self.field.width(), 0), self._window
        )

    def _complete(self, text: str, start: int) -> None:
        """Put a completion in the place of what is typed of it."""
        edit = self.field.edit
        words, at = edit.text(), edit.cursorPosition()
        done = text if text.endswith(":") else f"{text} "
        edit.setText(f"{words[:start]}{done}{words[at:]}")
        edit.setCursorPosition(start + len(done))
        self.completions.hide()
        self._quiet.start()
        if text.endswith(":"):
            self._offer()
