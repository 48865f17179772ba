"""The sheet that asks what to send to a teammate."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.panels.dates import short_moment
from annotator.ui.widgets.segmented import Segmented
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tick_box import TickBox, explained

if TYPE_CHECKING:
    from annotator.app.project import Project


class Sending(NamedTuple):
    """What is to be sent.

    Attributes:
        here: only the article on the table.
        mine: only one's own work.
        since_last: only what is newer than the last bundle.
        sign: with one's key.
        everybody: although people work blind, everybody's: for a reviewer or a lead.
    """

    here: bool
    mine: bool
    since_last: bool
    sign: bool
    everybody: bool = False


class SendSheet(Sheet):
    """Asks for articles, people, how much and whether to sign; then a file is chosen.

    Signals:
        chosen(sending): send so (a `Sending`).
    """

    chosen = Signal(object)

    def __init__(
        self,
        window: QWidget,
        project: Project,
        article: str,
        last_sent: str,
        *,
        blind: bool,
        may_send_all: bool = False,
    ) -> None:
        self._blind = blind
        self.articles = Segmented(
            [tr("All articles"), tr("Only the one on view")], tr("Which articles")
        )
        self.articles.segment(1).setEnabled(bool(article))
        self.people = Segmented([tr("Only mine"), tr("Everybody's")], tr("Whose work"))
        self.people.segment(1).setEnabled(not blind or may_send_all)
        self.since = TickBox(tr("Only what is new since the last bundle"))
        self.since.setEnabled(bool(last_sent))
        self.sign = TickBox(tr("Sign it, so that others see it is from this machine"))
        self.sign.setChecked(True)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.SPACE)
        about = tr(
            "A bundle is a file to mail or to hand over. Labels, texts and the names of those "
            "who work always go along. Whoever gets it merges it, in any order and any number of "
            "times."
        )
        column.addWidget(Text(about, px=metrics.TEXT_SMALL, role="muted", lines=4))
        for name, field in ((tr("Articles"), self.articles), (tr("Whose work"), self.people)):
            column.addSpacing(metrics.SPACE_INSIDE)
            column.addWidget(Text(name, px=metrics.TEXT_SMALL, role="muted"))
            column.addWidget(field)
        if blind:
            words = tr("People work blind here: a bundle carries your own work only.")
            if may_send_all:
                words = tr(
                    "People work blind here: send everybody's work to a reviewer or a lead only."
                )
            column.addWidget(Text(words, px=metrics.TEXT_SMALL, role="muted", lines=2))
        column.addSpacing(metrics.SPACE_INSIDE)
        sent = (
            tr("The last one was written {moment}.", moment=short_moment(last_sent))
            if last_sent
            else tr("Nothing has been sent from here yet.")
        )
        last = Text(sent, px=metrics.TEXT_SMALL, role="muted")
        column.addWidget(explained(self.since, last))
        column.addWidget(self.sign)
        super().__init__(
            window,
            tr("Send {name} to a teammate", name=project.name),
            body,
            answer=tr("Choose a file…"),
            refusal=tr("Cancel"),
        )
        self.accepted.connect(lambda: self.chosen.emit(self.sending()))

    def sending(self) -> Sending:
        """Give what is chosen."""
        return Sending(
            here=self.articles.current() == 1,
            mine=self.people.current() == 0,
            since_last=self.since.isChecked(),
            sign=self.sign.isChecked(),
            everybody=self._blind and self.people.current() == 1,
        )
