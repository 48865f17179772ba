"""The foot of the form: who said it and when, and whether it is to be discussed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.panels.dates import short_moment
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tooltip import set_tooltip

if TYPE_CHECKING:
    from annotator.model.comment import Comment
    from annotator.ui.panels.form.subject import Subject

HEIGHT = 36


class FormFoot(QWidget):
    """Says whose the annotation is; ``discuss`` marks it to be discussed, or settles that."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self._words = Text(px=metrics.TEXT_CAPTION, role="muted")
        self.discuss = PushButton(tr("Mark to discuss"), "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(metrics.SPACE_EDGE, 0, metrics.SPACE_EDGE, 0)
        row.addWidget(self._words, 1)
        row.addWidget(self.discuss)

    def show_one(self, subject: Subject, thread: Sequence[Comment]) -> None:
        """Say whose one annotation is, or what is asked about it in its thread of comments."""
        from annotator.model.comment import thread_state  # noqa: PLC0415 - when one is selected

        first = subject.first
        said = f"{first.annotator}, {short_moment(first.modified)}"
        asking = thread_state(thread) == "asking"
        read_only = subject.locked == tr("Read-only")
        if asking:
            question = next(one for one in reversed(thread) if one.act == "ask")
            said = f"{question.author}: {' '.join(question.text.split())}"
        elif subject.locked:
            said = f"{said} · {subject.locked if read_only else tr('not yours')}"
        self._words.setText(said)
        self._words.set_role("warn" if asking else "muted")
        set_tooltip(self._words, subject.locked or said)
        self.discuss.set_face(tr("Settled") if asking else tr("Mark to discuss"))
        self.discuss.setVisible(not read_only)

    def show_several(self, subject: Subject, selected: int) -> None:
        """Say what a change does to several; ``selected`` counts those of others, too."""
        left = selected - len(subject.ids)
        said = tr("A change is made to all of them.")
        if subject.others:
            said = tr("So many are not compared. A change is made to all.")
        elif left:
            said = tr("{n} of others stay as they are.", n=f"{left:,}")
        self._words.setText(subject.locked or said)
        self._words.set_role("muted")
        set_tooltip(self._words, subject.locked or said)
        self.discuss.hide()
