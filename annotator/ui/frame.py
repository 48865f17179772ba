"""The frame of the window: there at once, in the right colours, before anything heavy is loaded."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QMainWindow

from annotator.app.settings import Settings
from annotator.ui.look import look, metrics

_SIZE = (1440, 900)


class Frame(QMainWindow):
    """An empty window with its bars and columns painted; `annotator.ui.window.Window` fills it.

    Args:
        settings: where and how large it was.
        working: whether it will show a project, or the welcome page.

    Signals:
        painted(): it has been seen for the first time.
        closing(): it is about to be closed.
        dropped(paths): files were dropped on it.
        escaped(): Esc was pressed, and nothing in the window had a use for it.
    """

    painted = Signal()
    closing = Signal()
    dropped = Signal(object)
    escaped = Signal()

    def __init__(self, settings: Settings, *, working: bool) -> None:
        super().__init__()
        self._working = working
        self._seen = False
        self._columns = settings.columns
        # Where everything is shown twice as large, a small screen has less than the smallest size.
        smallest = QSize(*metrics.WINDOW_SMALLEST)
        self.setMinimumSize(smallest.boundedTo(self.screen().availableSize()))
        self.setAcceptDrops(True)
        self.setWindowTitle("Annotator")
        geometry = settings.window.encode("ascii", "ignore")
        if not self.restoreGeometry(QByteArray.fromBase64(geometry)):
            self.resize(*_SIZE)
        # Closed while the text filled the screen: nothing but F11 leads there, or back.
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bars and columns where they will stand."""
        del event
        if self.centralWidget() is not None:
            return
        theme = look()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.win)
        if self._working:
            left, right = self._column_widths()
            middle = QRect(left, metrics.BAR, self.width() - left, self.height())
            middle.setBottom(self.height() - metrics.STATUS_BAR - 1)
            painter.fillRect(middle, theme.base)
            edge = self.width() - right
            for x, y, width, height in (
                (0, metrics.BAR - 1, self.width(), 1),
                (0, self.height() - metrics.STATUS_BAR, self.width(), 1),
                (left - 1, metrics.BAR, 1, middle.height()),
                (edge, metrics.BAR, 1, middle.height()),
                (left, 2 * metrics.BAR - 1, edge - left, 1),
            ):
                painter.fillRect(x, y, width, height, theme.line)
        painter.end()
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell whoever has something to put away."""
        self.closing.emit()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which files were dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if paths:
            self.dropped.emit(paths)

    def _column_widths(self) -> tuple[int, int]:
        left, right = (
            self._columns
            if len(self._columns) == 2
            else (
                metrics.LIST_WIDTH,
                metrics.PANEL_WIDTH,
            )
        )
        if self.width() < metrics.FOLD_LIST_BELOW:
            return 0, metrics.PANEL_SMALL
        widest = metrics.LIST_WIDEST, metrics.PANEL_WIDEST
        return max(0, min(left, widest[0])), max(0, min(right, widest[1]))
