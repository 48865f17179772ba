"""The sheet of an import: labels of other people's files, and what each becomes here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from annotator.app.importing import ImportReport
from annotator.model.listing import LabelOutline
from annotator.ui.dialogs.importing.label_row import LabelRow, likely_choice
from annotator.ui.dialogs.importing.words import (
    annotations_of,
    answer_words,
    count_words,
    file_words,
    person_words,
    sum_words,
    title_words,
)
from annotator.ui.dialogs.parted import PartedGround, bar
from annotator.ui.dialogs.sheet import column_of
from annotator.ui.dialogs.tell import tell
from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, metrics
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.text import Text

_SIZE = (1008, 640)
_HEADER = 88
_LEFT = 264
_LEFT_NARROW = 200
_NARROW = 800
"""Pixels of the sheet below which the left column is narrower."""
_FOOTER = 72
_MOST = 8
"""Files and people that are named one by one."""


class ImportSheet(QObject):
    """Shows what files hold and asks what their labels become. Freed when it closes.

    Args:
        window: what it covers.
        report: what a look ahead found.
        labels: the project's.
        before: what labels of files became in earlier imports.
        own: who works: whose annotations they will be if the files name nobody.
        left_out: what of the files will not be taken whatever is chosen, and why.

    Signals:
        accepted(labels): take them in so; by label of the files the key here, None to leave out.
        refused(): it was closed without that.
    """

    accepted = Signal(object)
    refused = Signal()

    def __init__(
        self,
        window: QWidget,
        report: ImportReport,
        labels: Sequence[LabelOutline],
        before: dict[str, str | None],
        own: str,
        left_out: Sequence[str],
    ) -> None:
        super().__init__(window)
        self.report = report
        self._left_out = left_out
        self._window = window
        self._own = own
        self._accepted = False
        self.rows = [
            LabelRow(one, likely_choice(one, labels, before), labels) for one in report.labels
        ]
        self._ground = content = PartedGround(_HEADER, _FOOTER, _LEFT)
        header, self._side = self._header(), scrolled(self._left())
        self.area: QScrollArea = scrolled(self._table())
        content.put(header, self._side, self.area, self._footer())
        self._fit()
        window.installEventFilter(self)
        self.popover = Popover(content, window, title_words(report), scrim=True)
        self.popover.closed.connect(self._on_closed)
        content.go.connect(self.accept)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Take as much of the window as is needed and there."""
        room = self._window.size() - QSize(2 * metrics.SPACE_EDGE, 2 * metrics.SPACE_EDGE)
        size = QSize(*_SIZE).boundedTo(room)
        self._narrow = size.width() < _NARROW
        self._ground.left = _LEFT_NARROW if self._narrow else _LEFT
        self._side.setFixedWidth(self._ground.left)
        self._ground.setFixedSize(size)
        self._say()

    def open(self) -> None:
        """Show the sheet, with the focus on the first label."""
        top = max(16, (self._window.height() - _SIZE[1]) // 2)
        self.popover.open_centred(top, focus=self.rows[0].button)

    def accept(self) -> None:
        """Take the files in."""
        self._accepted = True
        self.popover.hide()

    def chosen(self) -> dict[str, str | None]:
        """Give what the labels of the files become, without those that stay what they are here."""
        return {
            row.found.label: row.choice.key
            for row in self.rows
            if row.choice.is_new or row.choice.key != row.found.label
        }

    def _header(self) -> QWidget:
        header = QWidget()
        header.setFixedHeight(_HEADER)
        words = QVBoxLayout(header)
        words.setContentsMargins(metrics.SPACE_SECTIONS, 0, metrics.SPACE_SECTIONS, 0)
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(Text(title_words(self.report), px=18, weight=STRONG))
        words.addWidget(Text(count_words(self.report), px=metrics.TEXT_SMALL, role="muted"))
        words.addStretch(1)
        return header

    def _left(self) -> QWidget:
        report = self.report
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(*[metrics.SPACE_SECTIONS, metrics.SPACE_EDGE] * 2)
        column.setSpacing(metrics.SPACE_GROUPS)
        files = [one for one in report.files if one.articles]
        column.addWidget(_head(tr("Files")))
        for one in files[:_MOST]:
            column.addWidget(_pair(one.name, file_words(one)))
        self._add_more(column, len(files))
        column.addSpacing(metrics.SPACE)
        column.addWidget(_head(tr("Annotators")))
        for person in report.people[:_MOST]:
            count = tr("{n} annotations", n=f"{person.annotations:,}")
            if person.annotations == 1:
                count = tr("1 annotation")
            column.addWidget(_pair(person_words(person, self._own), count))
        self._add_more(column, len(report.people))
        column.addSpacing(metrics.SPACE)
        column.addWidget(_head(tr("Look at these")))
        lists = (
            (tr("What does not fit"), self._left_out),
            (tr("What is taken otherwise"), self.report.otherwise()),
        )
        self.links = [self._link(title, lines) for title, lines in lists if lines]
        for link in self.links:
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        if not self.links:
            none = Text(tr("Nothing: all of it fits."), px=metrics.TEXT_SMALL, role="muted")
            column.addWidget(none)
        column.addStretch(1)
        return left

    def _add_more(self, column: QVBoxLayout, number: int) -> None:
        if (more := number - _MOST) > 0:
            words = tr("and {n} more", n=f"{more:,}")
            column.addWidget(Text(words, px=metrics.TEXT_SMALL, role="muted"))

    def _table(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(*[metrics.SPACE_SECTIONS, metrics.SPACE_EDGE] * 2)
        column.setSpacing(0)
        column.addWidget(Text(tr("Labels in these files"), px=metrics.TEXT_TITLE, weight=STRONG))
        advice = tr("Choose what each becomes here. What you choose is offered again next time.")
        column.addWidget(Text(advice, px=metrics.TEXT_SMALL, role="muted", lines=2))
        column.addSpacing(metrics.SPACE)
        for number, row in enumerate(self.rows):
            row.changed.connect(self._say)
            row.step.connect(lambda way, at=number: self._go(at + way))
            column.addWidget(row)
        column.addStretch(1)
        return body

    def _footer(self) -> QWidget:
        footer, row = bar(_FOOTER)
        self.summed = Text()
        note = tr("Nothing is written until you take it in, and one undo takes it back.")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self.summed)
        words.addWidget(Text(note, px=metrics.TEXT_SMALL, role="muted", lines=2))
        words.addStretch(1)
        row.addLayout(words, 1)
        self.refuse = PushButton(tr("Cancel"), keys="Esc", tall=True)
        self.refuse.clicked.connect(self._close)
        row.addWidget(self.refuse)
        self.answer = PushButton("", "primary", keys="Ctrl Enter", tall=True)
        self.answer.clicked.connect(self.accept)
        row.addWidget(self.answer)
        return footer

    def _say(self) -> None:
        """Say below what becomes of the labels as they are chosen now."""
        self.summed.setText(sum_words(row.choice for row in self.rows))
        out = sum(row.found.annotations for row in self.rows if row.choice.key is None)
        words = answer_words(annotations_of(self.report) - out)
        # Words go before keys where there is not room for both.
        self.refuse.set_face(tr("Cancel"), "" if self._narrow else "Esc")
        self.answer.set_face(words, "" if self._narrow else "Ctrl Enter")
        self.answer.setAccessibleName(words)

    def _go(self, number: int) -> None:
        if 0 <= number < len(self.rows):
            button = self.rows[number].button
            button.setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(self.rows[number], 0, metrics.SPACE_SECTIONS)

    def _link(self, title: str, lines: Sequence[str]) -> PushButton:
        """Make the button that shows a list."""
        link = PushButton(f"{title}: {len(lines):,}", "link")
        link.clicked.connect(lambda: tell(self._window, title, lines))
        return link

    def _close(self) -> None:
        self.popover.hide()

    def _on_closed(self) -> None:
        if self._accepted:
            self.accepted.emit(self.chosen())
        else:
            self.refused.emit()
        self.popover.deleteLater()
        self.deleteLater()


def _head(words: str) -> Text:
    return Text(words, px=metrics.TEXT_SMALL, weight=STRONG, role="muted")


def _pair(upper: str, lower: str) -> QWidget:
    """Put a name above what is known of it."""
    return column_of(
        [Text(upper), Text(lower, px=metrics.TEXT_SMALL, role="muted", lines=2)], spacing=0
    )
