"""Where one stopped: the one card that stands out, and the one key that returning people need."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import look, metrics, paint_box, smooth_painter
from annotator.ui.panels.overview.facts import Facts
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.titled_card import TitledCard


class StoppedCard(TitledCard):
    """The article to go on with.

    Signals:
        go_on(article, reviewing): open it, in review or to be tagged.
    """

    go_on = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Where you stopped"), parent=parent)
        self.article = Text()
        self.note = Text(role="muted")
        self.answer = PushButton(tr("Continue"), "primary", keys="Enter", tall=True)
        self.answer.clicked.connect(self._on_pressed)
        self._wanted: tuple[str, bool] | None = None
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.SPACE_INSIDE)
        column.addWidget(self.article)
        column.addWidget(self.note)
        column.addStretch(1)
        column.addWidget(self.answer)
        self.set_body(body)

    def show_facts(self, facts: Facts) -> None:
        """Show where to go on."""
        stopped = facts.stopped
        self.answer.setEnabled(stopped is not None)
        if stopped is None and facts.articles:
            self._wanted = None
            self.article.setText(tr("Looking where there is something left to do…"))
            self.note.setText("")
            return
        if stopped is None:
            self._wanted = None
            self.article.setText(tr("There is no article yet."))
            self.note.setText(tr("Add some with Ctrl O, or drop them on the window."))
            return
        article = stopped.article
        self._wanted = article.id, stopped.reviewing
        self.article.setText(article.title)
        open_ones = article.open_in_all
        if stopped.reviewing:
            one = tr("one open difference")
            many = tr("{n} open differences", n=f"{open_ones:,}")
            self.note.setText(one if open_ones == 1 else many)
        else:
            waiting = tr("{n} differences wait for a reviewer", n=f"{open_ones:,}")
            words = {
                "untouched": tr("nobody has begun it"),
                "begun": tr("being marked"),
                "done": tr("everybody is done with it"),
                "review": tr("one difference waits for a reviewer") if open_ones == 1 else waiting,
                "settled": tr("everything is settled"),
            }
            self.note.setText(words[article.state])
        self.answer.setText(
            tr("Continue the review") if stopped.reviewing else tr("Continue tagging")
        )

    def _on_pressed(self) -> None:
        if self._wanted is not None:
            self.go_on.emit(*self._wanted)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card with the accent around it."""
        theme = look()
        painter = smooth_painter(self)
        rect = QRectF(self.rect())
        paint_box(
            painter, rect, metrics.RADIUS_POPOVER, fill=theme.base, border=theme.accent, width=1.5
        )
        painter.end()
