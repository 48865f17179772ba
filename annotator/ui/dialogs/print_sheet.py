"""The sheet that prints an article: what is printed at the left, a page at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.printing.paper import MARGINS, SIZES, Paper
from annotator.ui.printing.preview import Preview
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.segmented import Segmented
from annotator.ui.widgets.tab_order import tab_through
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tick_box import TickBox

_WIDTH = 840
_OPTIONS = 312
_PAGE = 620
_LEAST = 200
_AROUND = 264
"""Pixels of the window above and below what stands between the title and the buttons."""


class Wanted(NamedTuple):
    """What is to be printed."""

    paper: Paper
    people: tuple[str, ...]
    listed: bool
    pseudonyms: bool
    boilerplate: bool


class PrintSheet(Sheet):
    """Asks what is to be printed, and shows it.

    Args:
        window: what it covers.
        people: everybody who marked something in the article, with how much.
        chosen: those whose annotations are printed at first.
        paper: the paper at first.

    Signals:
        changed(): something else is to be printed.
        pdf_wanted(): save it as a PDF file.
        print_wanted(): print it.
    """

    changed = Signal()
    pdf_wanted = Signal()
    print_wanted = Signal()

    def __init__(
        self,
        window: QWidget,
        people: Sequence[tuple[str, int]],
        chosen: Sequence[str],
        paper: Paper,
    ) -> None:
        height = max(_LEAST, min(_PAGE, window.height() - _AROUND))
        self.preview = Preview(height)
        self._sizes, self._margins = tuple(SIZES), tuple(MARGINS)
        self.size = Segmented(list(self._sizes), tr("Paper"))
        self.size.set_current(self._sizes.index(paper.size))
        names = [tr("narrow"), tr("usual"), tr("wide")]
        self.margin = Segmented(names, tr("Margins"))
        self.margin.set_current(self._margins.index(paper.margin))
        self._people = [(name, TickBox(f"{name}  ({count:,})")) for name, count in people]
        self.listed = TickBox(tr("A list of the annotations behind it"))
        self.listed.setChecked(True)
        self.pseudonyms = TickBox(tr("People without their names"))
        self.boilerplate = TickBox(tr("Boilerplate, too"))
        self.printer = PushButton(tr("Print…"))
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics.SPACE_SECTIONS)
        options = scrolled(self._options(chosen))
        options.setFixedWidth(min(_OPTIONS, window.width() // 2 - metrics.SPACE_SECTIONS))
        options.setFixedHeight(height)
        row.addWidget(options)
        row.addWidget(self.preview, 1, Qt.AlignmentFlag.AlignTop)
        super().__init__(
            window,
            tr("Print the article"),
            body,
            answer=tr("Save as PDF…"),
            refusal=tr("Close"),
            width=_WIDTH,
        )
        self.buttons.insertWidget(self.buttons.indexOf(self.answer), self.printer)
        tab_through([self.refuse, self.printer, self.answer])
        for part in (self.size, self.margin):
            part.picked.connect(lambda _: self.changed.emit())
        ticks = [*(tick for _, tick in self._people), self.listed, self.pseudonyms]
        for tick in (*ticks, self.boilerplate):
            tick.toggled.connect(lambda _: self.changed.emit())
        self.printer.clicked.connect(self.print_wanted)
        self.set_ready(ready=False)

    def wanted(self) -> Wanted:
        """Say what is to be printed."""
        return Wanted(
            Paper(self._sizes[self.size.current()], self._margins[self.margin.current()]),
            tuple(name for name, tick in self._people if tick.isChecked()),
            self.listed.isChecked(),
            self.pseudonyms.isChecked(),
            self.boilerplate.isChecked(),
        )

    def set_ready(self, *, ready: bool) -> None:
        """Say whether all pages are known, and so can be printed."""
        self.answer.setEnabled(ready)
        self.printer.setEnabled(ready)

    def accept(self) -> None:
        """Ask for a PDF file; the sheet stays open until it is written."""
        if self.answer.isEnabled():
            self.pdf_wanted.emit()

    def done(self) -> None:
        """Close: it was printed."""
        self._accepted = True
        self.popover.hide()

    def _options(self, chosen: Sequence[str]) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        set_margins(column, 2, 2, metrics.SPACE_GROUPS, 2, within=inside)
        column.setSpacing(metrics.SPACE)
        leading = Qt.AlignmentFlag.AlignLeading
        column.addWidget(_head(tr("Paper")))
        column.addWidget(self.size, 0, leading)
        column.addWidget(_head(tr("Margins")))
        column.addWidget(self.margin, 0, leading)
        if self._people:
            column.addWidget(_head(tr("Whose annotations")))
        for name, tick in self._people:
            tick.setChecked(name in chosen)
            column.addWidget(tick)
        column.addWidget(_head(tr("What else")))
        for tick in (self.listed, self.pseudonyms, self.boilerplate):
            column.addWidget(tick)
        column.addStretch(1)
        return inside


def _head(words: str) -> Text:
    return Text(words, px=metrics.TEXT_SMALL, role="muted")
