"""The press: parts a document into pages and puts them on paper, a slice of time at a time."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPainter

from annotator.ui.look import LEFT, RIGHT, paint_text, turn_round
from annotator.ui.printing.document import Document
from annotator.ui.printing.paging import Page, paginate
from annotator.ui.printing.paper import CAPTION, Paper, sans_font, theme

_SLICE = 0.015
"""Seconds after which the window has its turn."""
_FOOT_AT = 16.0
_FOOT_HEIGHT = 24.0


class Press(QObject):
    """Sets a document on paper. The window stays awake: it works whenever nothing else is to do.

    Signals:
        paged(count): this many pages are known.
        laid_out(): all pages are known.
        printed(count): this many pages are on paper.
        finished(): all are.
    """

    paged = Signal(int)
    laid_out = Signal()
    printed = Signal(int)
    finished = Signal()

    def __init__(self, document: Document, paper: Paper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.paper = paper
        self.pages: list[Page] = []
        self.is_set = False
        """Whether all pages are known."""
        self._work: Iterator[object] = self._paging()
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._on_turn)

    def start(self) -> None:
        """Begin to part the document into pages."""
        self._turn.start()

    def stop(self) -> None:
        """Work no more."""
        self._turn.stop()
        self._work = iter(())

    def print_on(self, device: QPagedPaintDevice) -> None:
        """Put all pages on a device, once they are known; `finished` tells when that is done.

        What is written to the device is whole by then.
        """
        self._work = self._printing(device)
        self._turn.start()

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint a page, the paper's upper left corner at (0, 0), in units of the paper."""
        paper, items = self.paper, self.document.items
        painter.save()
        # A page is as its article is read, whichever way the window is.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.translate(paper.edge, paper.edge)
        for slot in self.pages[number]:
            items[slot.item].paint(painter, paper.column, slot.top, slot.first, slot.lines)
        top = paper.room + _FOOT_AT
        count = f"{number + 1} / {len(self.pages)}" if self.is_set else str(number + 1)
        half = QRectF(0, top, paper.column - 120, _FOOT_HEIGHT)
        font = sans_font(CAPTION)
        if self.document.leftwards:
            turn_round(painter, QRectF(0, top, paper.column, _FOOT_HEIGHT))
        paint_text(painter, half, self.document.title, font, theme().muted, LEFT)
        right = QRectF(paper.column - 120, top, 120, _FOOT_HEIGHT)
        paint_text(painter, right, count, font, theme().muted, RIGHT)
        painter.restore()

    def _on_turn(self) -> None:
        until = perf_counter() + _SLICE
        for _ in self._work:
            if perf_counter() > until:
                return
        self._turn.stop()

    def _paging(self) -> Iterator[object]:
        paper = self.paper
        for page in paginate(self.document.grow(), paper.column, paper.room):
            if page is not None:
                self.pages.append(page)
                self.paged.emit(len(self.pages))
            yield page
        if not self.pages:
            self.pages.append(())
        self.is_set = True
        self.paged.emit(len(self.pages))
        self.laid_out.emit()

    def _printing(self, device: QPagedPaintDevice) -> Iterator[object]:
        paper = self.paper
        device.setPageLayout(
            QPageLayout(
                paper.page_size,
                QPageLayout.Orientation.Portrait,
                QMarginsF(0, 0, 0, 0),
                QPageLayout.Unit.Point,
                QMarginsF(0, 0, 0, 0),
            )
        )
        painter = QPainter(device)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = QSizeF(device.width() / paper.width, device.height() / paper.height)
        for number in range(len(self.pages)):
            if number:
                device.newPage()
            painter.save()
            painter.scale(scale.width(), scale.height())
            self.paint(painter, number)
            painter.restore()
            self.printed.emit(number + 1)
            yield number
        painter.end()
        self.finished.emit()
