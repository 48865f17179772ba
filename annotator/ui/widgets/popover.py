"""The panel that floats above the page, beside what it is about."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from annotator.ui.look import metrics
from annotator.ui.widgets.fade_in import FadeIn
from annotator.ui.widgets.keyboard_focus import KeyboardFocus
from annotator.ui.widgets.placement import Align, Placement, Side, placed
from annotator.ui.widgets.popover_backdrop import TAIL, PopoverBackdrop
from annotator.ui.widgets.tab_circle import tab_stops, walk

_MARGIN = metrics.SPACE  # to the edge of the window
_TAIL_TO_CORNER = metrics.RADIUS_POPOVER + TAIL

# From the lowest to the topmost: one popover may open another.
_open: list[Popover] = []


class Popover(QWidget):
    """Show a widget above everything else in its window: rounded, bordered, with a soft shadow.

    Esc and a click outside close it, Tab stays inside, and the focus goes back to where it was. It
    is a part of the window and no window itself. With ``scrim`` the window behind is dimmed and its
    shortcuts rest; with ``tail`` a small tip points at what it is about.

    Signals:
        closed(): it is no longer shown, for whatever reason.
        dismissed(): the user closed it by Esc or by a click outside; comes before ``closed``.
    """

    closed = Signal()
    dismissed = Signal()
    raised = True  # what lies on it takes the colours for that
    accessible_role = "Dialog"

    def __init__(
        self,
        content: QWidget,
        window: QWidget,
        name: str,
        *,
        radius: float = metrics.RADIUS_POPOVER,
        tail: bool = False,
        scrim: bool = False,
    ) -> None:
        super().__init__(window)
        self._has_tail = tail
        self._holds_shortcuts = scrim
        self._anchor = QRect()
        self._side: Side = "below"
        self._align: Align = "left"
        self._gap: int = metrics.SPACE
        self._top: int | None = None
        self._owner: QWidget | None = None
        self._focus_before: QWidget | None = None
        self._backdrop = PopoverBackdrop(window, radius, scrim=scrim)
        self._fade = FadeIn(self, self._backdrop.set_opacity)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(*[metrics.HAIRLINE] * 4)
        self._layout.addWidget(content)
        self.setAccessibleName(name)
        self.destroyed.connect(self._backdrop.deleteLater)
        self.hide()

    @property
    def _window(self) -> QWidget:
        # Not kept: the last one to hold a window must not be a part of it.
        parent = self.parentWidget()
        assert parent is not None
        return parent

    def open_at(
        self,
        anchor: QRect,
        *,
        side: Side = "below",
        align: Align = "left",
        gap: int = metrics.SPACE,
        focus: QWidget | None = None,
        owner: QWidget | None = None,
    ) -> None:
        """Open beside ``anchor``, a rectangle in the window's pixels.

        ``focus`` gets the focus, or else the first part of the content that takes it. ``owner`` is
        the button that opened it: pressing it again closes the popover.
        """
        self._anchor = anchor
        self._side = side
        self._align = align
        self._gap = gap
        self._top = None
        self._owner = owner
        self._open_with(focus)

    def open_for(
        self,
        owner: QWidget,
        *,
        side: Side = "below",
        align: Align = "left",
        focus: QWidget | None = None,
    ) -> None:
        """Open beside the button ``owner``."""
        anchor = QRect(owner.mapTo(self._window, QPoint(0, 0)), owner.size())
        self.open_at(anchor, side=side, align=align, focus=focus, owner=owner)

    def open_centred(self, top: int, *, focus: QWidget | None = None) -> None:
        """Open in the middle of the window, ``top`` pixels from its upper edge."""
        self._top = top
        self._owner = None
        self._open_with(focus)

    def dismiss(self) -> None:
        """Close as the user does."""
        self.dismissed.emit()
        self.hide()

    def event(self, event: QEvent) -> bool:
        """Follow the size of the content."""
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._place()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close at Esc, if nothing inside had a use for it."""
        if _is_escape(event):
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let no click through to what lies behind."""
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Walk in a circle inside the popover."""
        return walk(self, forward=forward)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the focus back and tell, however the popover was closed."""
        super().hideEvent(event)
        if event.spontaneous() or self not in _open:
            return
        _open.remove(self)
        _application().removeEventFilter(self)
        self._fade.end()
        self._backdrop.hide()
        self._give_focus_back()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See clicks outside, Esc while the focus is elsewhere, and the window changing size."""
        # The application's events, so it has to be quick about those it does not want.
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            return self._pressed(watched, event)
        if kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and _is_escape(event):
            return self._escape_elsewhere(watched, event)
        if kind == QEvent.Type.ShortcutOverride and self._holds_shortcuts:
            return self._hold_back(watched, event)
        if kind == QEvent.Type.Resize and watched is self._window:
            self._place()
        return False

    def _open_with(self, focus: QWidget | None) -> None:
        if self not in _open:
            self._focus_before = QApplication.focusWidget()
            _open.append(self)
            _application().installEventFilter(self)
        self._place()
        self._backdrop.show()
        self._backdrop.raise_()
        self.show()
        self.raise_()
        self._fade.start()
        target = focus or next(iter(tab_stops(self)), None)
        if target is not None:
            before = self._focus_before
            by_keyboard = isinstance(before, KeyboardFocus) and before.keyboard_focus()
            tab, other = Qt.FocusReason.TabFocusReason, Qt.FocusReason.OtherFocusReason
            target.setFocus(tab if by_keyboard else other)

    def _place(self) -> None:
        bounds = self._window.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        self._layout.activate()
        size = self.sizeHint().expandedTo(self.minimumSize()).boundedTo(bounds.size())
        if self._top is not None:
            x = (self._window.width() - size.width()) // 2
            y = min(self._top, bounds.bottom() + 1 - size.height())
            self._set_panel(Placement(QRect(QPoint(x, y), size), "below"))
        else:
            self._set_panel(self._beside_anchor(size, bounds))

    def _beside_anchor(self, size: QSize, bounds: QRect) -> Placement:
        return placed(self._anchor, size, bounds, gap=self._gap, side=self._side, align=self._align)

    def _set_panel(self, placement: Placement) -> None:
        panel, side = placement
        self.setGeometry(panel)
        if not self._has_tail or self._top is not None:
            self._backdrop.set_panel(panel, None)
            return
        least, most = panel.left() + _TAIL_TO_CORNER, panel.right() - _TAIL_TO_CORNER
        x = min(max(self._anchor.center().x() + 0.5, least), most)
        y = panel.top() - TAIL if side == "below" else panel.bottom() + 1 + TAIL
        self._backdrop.set_panel(panel, QPointF(x, y))

    def _pressed(self, watched: QObject, event: QMouseEvent) -> bool:
        """Close at a press outside; say whether the press ends here."""
        if not isinstance(watched, QWidget) or watched.window() is not self.window():
            return False
        place = event.globalPosition().toPoint()
        if any(_covers(popover, place) for popover in _shown()[_shown().index(self) :]):
            return False
        owner = self._owner
        owned = owner is not None and isValid(owner) and _covers(owner, place)
        on_scrim = watched is self._backdrop
        self.dismiss()
        return owned or on_scrim

    def _escape_elsewhere(self, watched: QObject, event: QEvent) -> bool:
        """Close at Esc though the focus is not inside; say whether the key ends here."""
        if not isinstance(watched, QWidget) or watched.window() is not self.window():
            return False
        if _shown()[-1] is not self or watched is self or self.isAncestorOf(watched):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self.dismiss()
        return True

    def _hold_back(self, watched: QObject, event: QEvent) -> bool:
        """Let a key be a key for whoever has the focus, and no shortcut of the window behind."""
        if not isinstance(watched, QWidget) or watched.window() is not self.window():
            return False
        event.accept()
        return True

    def _give_focus_back(self) -> None:
        before, self._focus_before = self._focus_before, None
        here = QApplication.focusWidget()
        # Whoever took the focus meanwhile keeps it.
        if here is not None and here is not self and not self.isAncestorOf(here):
            return
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)


def _shown() -> list[Popover]:
    """Return the open popovers, without those that were deleted meanwhile and told nobody."""
    _open[:] = [popover for popover in _open if isValid(popover)]
    return _open


def _application() -> QObject:
    app = QGuiApplication.instance()
    if app is None:
        raise RuntimeError("a popover needs an application")
    return app


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape


def _covers(widget: QWidget, place: QPoint) -> bool:
    return widget.rect().contains(widget.mapFromGlobal(place))
