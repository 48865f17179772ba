"""A page as it will be printed, small, and the way to the other pages."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import look, metrics, smooth_painter
from annotator.ui.printing.paper import theme
from annotator.ui.printing.press import Press
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.keyboard_focus import KeyboardFocus
from annotator.ui.widgets.text import Text

_ROW = 36
_ACROSS = (Qt.Key.Key_Left, Qt.Key.Key_Right)


class PagePicture(KeyboardFocus, QWidget):
    """Shows one page; the arrow keys, Page Up and Page Down and the wheel turn it.

    Signals:
        turned(): another page is shown.
    """

    turned = Signal()
    accessible_role = "Graphic"

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self.press: Press | None = None
        self.page = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give the size of an A4 page of that height."""
        return QSize(round(self._height / 1.414), self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page on its sheet, white in every theme: that is what paper is."""
        del event
        painter = smooth_painter(self)
        press = self.press
        if press is not None and self.page < len(press.pages):
            paper = press.paper
            scale = min((self.width() - 4) / paper.width, (self.height() - 4) / paper.height)
            wide, high = paper.width * scale, paper.height * scale
            sheet = QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)
            painter.fillRect(sheet, theme().base)
            painter.setPen(look().line2)
            painter.drawRect(sheet)
            painter.setClipRect(sheet)
            painter.translate(sheet.topLeft())
            painter.scale(scale, scale)
            press.paint(painter, self.page)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the page."""
        steps = {
            Qt.Key.Key_PageDown: 1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
        }
        key = Qt.Key(event.key())
        step = steps.get(key)
        if step is not None and key in _ACROSS and self.isRightToLeft():
            step = -step
        if step is None:
            super().keyPressEvent(event)
        else:
            self.turn(step)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the page."""
        if event.angleDelta().y():
            self.turn(-1 if event.angleDelta().y() > 0 else 1)
        event.accept()

    def turn(self, step: int) -> None:
        """Show the page some pages on, as far as there are any."""
        count = len(self.press.pages) if self.press else 0
        self.show_page(max(0, min(self.page + step, count - 1)))

    def show_page(self, page: int) -> None:
        """Show a page, from 0."""
        self.page = page
        self.update()
        self.turned.emit()


class Preview(QWidget):
    """A page, its number, and two buttons."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = PagePicture(height - _ROW)
        self._count = Text(px=metrics.TEXT_SMALL, role="muted")
        self.before = IconButton("left", tr("Page before"), "PgUp")
        self.after = IconButton("right", tr("Next page"), "PgDown")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics.SPACE)
        row.addStretch(1)
        row.addWidget(self.before)
        row.addWidget(self._count)
        row.addWidget(self.after)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.SPACE)
        column.addWidget(self.picture)
        column.addLayout(row)
        self.before.clicked.connect(lambda: self.picture.turn(-1))
        self.after.clicked.connect(lambda: self.picture.turn(1))
        self.picture.turned.connect(self.refresh)
        self.setFocusProxy(self.picture)

    def show_press(self, press: Press) -> None:
        """Show what a press sets, from as far as it is by now."""
        self.picture.press = press
        press.paged.connect(lambda _: self.refresh())
        press.laid_out.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say which page is shown, of how many."""
        press = self.picture.press
        count = len(press.pages) if press else 0
        if press is not None and press.is_set:
            self.picture.page = min(self.picture.page, count - 1)
        page = self.picture.page + 1
        more = "" if press is None or press.is_set else "…"
        self._count.setText(tr("Page {n} of {all}", n=page, all=f"{count:,}{more}"))
        self.picture.setAccessibleName(self._count.text())
        self.before.setEnabled(page > 1)
        self.after.setEnabled(page < count)
        self.picture.update()
