"""Three columns: the outer ones can be widened, folded, and laid over the middle."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import SHADOW_REACH, look, metrics, paint_shadow, smooth_painter
from annotator.ui.widgets.grip import Grip
from annotator.ui.widgets.putting import put

_LIST_OVER = 300
"""Width of the article list when it lies over the text."""


class Columns(QWidget):
    """Lays out a list, the text and a panel by the rules of the design.

    Signals:
        arranged(left, right): the columns stand anew; whether the list, and the panel, are folded
            into a button.
    """

    arranged = Signal(bool, bool)

    def __init__(
        self, left: QWidget, middle: QWidget, right: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._left, self._middle, self._right = left, middle, right
        for column in (middle, left, right):
            column.setParent(self)
        self._left_width = metrics.LIST_WIDTH
        self._right_width = metrics.PANEL_WIDTH
        self._left_folded = False
        self._right_folded = False
        self._bare = False
        """Whether the text stands alone, and both columns only lie over it."""
        self._over: QWidget | None = None
        """The column that lies over the text."""
        self._shade = _Shade(self)
        self.left_grip = Grip(tr("Width of the article list"), self)
        self.right_grip = Grip(tr("Width of the annotations"), self)
        self.left_grip.moved.connect(self._on_left_moved)
        self.right_grip.moved.connect(self._on_right_moved)

    @property
    def list_folds(self) -> bool:
        """Whether there is no room for the list beside the text."""
        return self._bare or self.width() < metrics.FOLD_LIST_BELOW

    @property
    def panel_slides(self) -> bool:
        """Whether there is no room for the panel beside the text."""
        return self._bare or self.width() < metrics.SLIDE_PANEL_BELOW

    def widths(self) -> tuple[int, int]:
        """Give the widths to remember, negative for a folded column."""
        return (
            -self._left_width if self._left_folded else self._left_width,
            -self._right_width if self._right_folded else self._right_width,
        )

    def set_widths(self, left: int, right: int) -> None:
        """Take widths up again."""
        self._left_folded, self._right_folded = left < 0, right < 0
        self._left_width = _clamped(abs(left), metrics.LIST_NARROWEST, metrics.LIST_WIDEST)
        self._right_width = _clamped(abs(right), metrics.PANEL_NARROWEST, metrics.PANEL_WIDEST)
        self._arrange()

    def set_bare(self, *, bare: bool) -> None:
        """Let the text stand alone, or between its columns again."""
        self._bare = bare
        self._lay_over(None)

    def toggle_left(self) -> None:
        """Show or fold the list; in a small window it lies over the text."""
        if self.list_folds:
            self._lay_over(None if self._over is self._left else self._left)
        else:
            self._left_folded = not self._left_folded
            self._arrange()

    def toggle_right(self) -> None:
        """Show or fold the panel; in a very small window it lies over the text."""
        if self.panel_slides:
            self._lay_over(None if self._over is self._right else self._right)
        else:
            self._right_folded = not self._right_folded
            self._arrange()

    def put_away(self) -> None:
        """Put away what lies over the text."""
        if self._over is not None:
            self._lay_over(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        roomy = (self._over is self._left and not self.list_folds) or (
            self._over is self._right and not self.panel_slides
        )
        if roomy:
            self._lay_over(None)
        else:
            self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Put a column that lies over the text away at Esc, and at a click beside it."""
        over = self._over
        if over is not None and isinstance(watched, QWidget) and watched.window() is self.window():
            escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
            if escape and event.type() == QEvent.Type.KeyPress:
                self.put_away()
                return True
            if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
                inside = over.rect().contains(over.mapFromGlobal(event.globalPosition().toPoint()))
                if not inside and self.isAncestorOf(watched):
                    self.put_away()
                    return True
        return super().eventFilter(watched, event)

    def _lay_over(self, column: QWidget | None) -> None:
        app = QApplication.instance()
        assert app is not None
        # Seeing every event of the program costs time: only while there is something to put away.
        app.removeEventFilter(self)
        if column is not None:
            app.installEventFilter(self)
        self._over = column
        self._arrange()
        if column is not None:
            column.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _arrange(self) -> None:
        width, height = self.width(), self.height()
        left = 0 if self.list_folds or self._left_folded else self._left_width
        narrow = metrics.PANEL_SMALL if self.list_folds else self._right_width
        right = 0 if self.panel_slides or self._right_folded else min(narrow, self._right_width)
        focus = QApplication.focusWidget()
        self._left.setVisible(bool(left) or self._over is self._left)
        self._right.setVisible(bool(right) or self._over is self._right)
        if focus is not None and any(
            column.isHidden() and column.isAncestorOf(focus) for column in (self._left, self._right)
        ):
            # Whoever folds the column they are in goes on in the text.
            self._middle.setFocus(Qt.FocusReason.OtherFocusReason)
        put(self._middle, left, 0, width - left - right, height)
        if left:
            put(self._left, 0, 0, left, height)
        if right:
            put(self._right, width - right, 0, right, height)
        self.left_grip.place(self._across(left), height, shown=bool(left))
        self.right_grip.place(self._across(width - right), height, shown=bool(right))
        self._place_over()
        self.arranged.emit(
            self.list_folds or self._left_folded, self.panel_slides or self._right_folded
        )

    def _across(self, x: int) -> int:
        """Turn a place counted from the left into one from where one begins to read, and back."""
        return self.width() - x if self.isRightToLeft() else x

    def _place_over(self) -> None:
        over = self._over
        self._shade.setVisible(over is not None)
        if over is None:
            return
        if over is self._left:
            put(over, 0, 0, min(_LIST_OVER, self.width()), self.height())
        else:
            wide = min(metrics.PANEL_SMALL, self.width())
            put(over, self.width() - wide, 0, wide, self.height())
        self._shade.show_around(over.geometry())
        over.raise_()

    def _on_left_moved(self, x: int) -> None:
        self._left_width = _clamped(self._across(x), metrics.LIST_NARROWEST, metrics.LIST_WIDEST)
        self._arrange()

    def _on_right_moved(self, x: int) -> None:
        wanted = self.width() - self._across(x)
        self._right_width = _clamped(wanted, metrics.PANEL_NARROWEST, metrics.PANEL_WIDEST)
        self._arrange()


class _Shade(QWidget):
    """The shadow of a column that lies over the text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._column = QRect()
        self.hide()

    def show_around(self, column: QRect) -> None:
        reach = SHADOW_REACH
        self._column = QRect(QPoint(reach, 0), column.size())
        self.setGeometry(column.adjusted(-reach, 0, reach, 0))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter: QPainter = smooth_painter(self)
        paint_shadow(painter, self._column.toRectF(), look())
        painter.end()


def _clamped(value: int, least: int, most: int) -> int:
    return max(least, min(value, most))
