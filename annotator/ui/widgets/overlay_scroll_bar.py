"""Scroll bars that lie on the content and take no room from it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar
from shiboken6 import isValid

from annotator.ui.look import metrics

_BAR = metrics.SCROLL_HANDLE + 4  # the handle and what the style sheet keeps free around it


class OverlayScrollBar(QScrollBar):
    """Scroll ``area`` by a slim handle on top of its content, at the right or lower edge.

    Where the window runs from right to left it is at the left.

    The area's own bar stays in charge and is only hidden, so keys and wheel work as ever. It shows
    when there is something to scroll.
    """

    def __init__(
        self,
        area: QAbstractScrollArea,
        orientation: Qt.Orientation = Qt.Orientation.Vertical,
    ) -> None:
        super().__init__(orientation, area)
        self._area = area
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if orientation == Qt.Orientation.Vertical:
            own = area.verticalScrollBar()
            area.setVerticalScrollBarPolicy(off)
        else:
            own = area.horizontalScrollBar()
            area.setHorizontalScrollBarPolicy(off)
        # The area's own bar is what screen readers and keys meet.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        own.rangeChanged.connect(self._on_range_changed)
        own.valueChanged.connect(self._on_own_value)
        self.valueChanged.connect(own.setValue)
        area.installEventFilter(self)
        self._on_range_changed()
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the edge of the area."""
        if watched is self._area and event.type() in (
            QEvent.Type.Resize,
            QEvent.Type.LayoutDirectionChange,
        ):
            self._arrange()
        return super().eventFilter(watched, event)

    def _own(self) -> QScrollBar | None:
        """Give the area's bar, if the area is still there.

        It is asked for each time: PySide may let go of the bar's Python side while the bar lives
        on, and who kept that would never again hear of it. An area that Python deletes tells of
        its range once more while it goes.
        """
        area = self._area
        if not isValid(area):
            return None
        upright = self.orientation() == Qt.Orientation.Vertical
        own = area.verticalScrollBar() if upright else area.horizontalScrollBar()
        return own if isValid(own) else None

    def _on_range_changed(self) -> None:
        own = self._own()
        if own is None:
            return
        self.setPageStep(own.pageStep())
        self.setSingleStep(own.singleStep())
        self.setRange(own.minimum(), own.maximum())
        self.setValue(own.value())
        self.setVisible(own.maximum() > own.minimum())

    def _on_own_value(self) -> None:
        """Stand where the area's bar stands by now.

        What it told is the past if the area moved it on meanwhile, as the text does when what came
        into view is higher than was thought: giving that back would undo the move.
        """
        own = self._own()
        if own is not None:
            self.setValue(own.value())

    def _arrange(self) -> None:
        area = self._area
        if self.orientation() == Qt.Orientation.Vertical:
            x = 0 if area.isRightToLeft() else area.width() - _BAR
            self.setGeometry(x, 0, _BAR, area.height())
        else:
            self.setGeometry(0, area.height() - _BAR, area.width(), _BAR)
        self.raise_()
