"""Hands on links: which keys and which moves of the mouse are meant for arcs, and not for words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip

from annotator.ui.i18n import tr

if TYPE_CHECKING:
    from annotator.ui.editor.linking import Links
    from annotator.ui.editor.view import ArticleView

_PREVIOUS = (Qt.Key.Key_Backtab, Qt.Key.Key_Left, Qt.Key.Key_Up)
_NEXT = (Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Down)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ALONE = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_SCROLL_EVERY = 30
"""Milliseconds between steps while a link is pulled beyond the view."""
_SCROLL_SHARE = 0.25
"""Share of the distance to the view that one step scrolls."""

_DIGITS = tuple("123456789")
"""One at a time: keys that repeat may come as one event of several letters."""


class LinkHands(QObject):
    """Looks at the events of a view before the view does, and takes what is meant for its links."""

    def __init__(self, view: ArticleView, links: Links) -> None:
        super().__init__(view)
        self._view = view
        self._links = links
        self._pressed: QPointF | None = None
        """Where a chip was taken hold of."""
        self._press_is_ours = False
        self._scroll = QTimer(self)
        self._scroll.setInterval(_SCROLL_EVERY)
        self._scroll.timeout.connect(self._on_scroll)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is meant for arcs; tell whether the view is to hear of it no more."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                return self._override(event)
            if event.type() == QEvent.Type.KeyPress and watched is self._view:
                return self._key(event)
        elif isinstance(event, QMouseEvent):
            return self._on_mouse(event)
        elif isinstance(event, QContextMenuEvent):
            return self._context(event)
        elif isinstance(event, QHelpEvent) and self._tip(event):
            return True
        elif event.type() == QEvent.Type.FocusOut and not self._has_menu():
            self._links.end()
        return False

    def _has_menu(self) -> bool:
        """Tell whether a menu that asks which link is meant has the keys for a while."""
        return self._links.asking or QApplication.activePopupWidget() is not None

    def _override(self, event: QKeyEvent) -> bool:
        """Keep keys that mean something here from being a shortcut of the window."""
        if self._links.source is not None and not event.modifiers() & _COMMANDS:
            event.accept()
            return True
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if self._links.source is None:
            return bool(self._links.chosen) and self._key_on_arc(event, key)
        if key in _ALONE:
            return True
        if event.modifiers() & _COMMANDS:
            self._links.end()
            return False
        if key == Qt.Key.Key_Escape:
            self._links.end()
        elif key in (*_NEXT, *_PREVIOUS):
            self._links.walk(forward=key in _NEXT)
        elif self._links.target is not None and key in _ENTER:
            self._links.take(self._links.target, 0)
        elif self._links.target is not None and event.text() in _DIGITS:
            self._links.take(self._links.target, int(event.text()) - 1)
        return True

    def _key_on_arc(self, event: QKeyEvent, key: Qt.Key) -> bool:
        if event.modifiers() & _COMMANDS:
            return False
        if key == Qt.Key.Key_Escape:
            self._links.choose("")
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._links.removal_wanted.emit(self._links.chosen)
        elif key in _ENTER:
            self._links.other_wanted.emit(self._links.chosen)
        elif key == Qt.Key.Key_Menu:
            self._links.open_menu(self._links.chosen)
        else:
            if key not in _ALONE:
                self._links.choose("")
            return False
        return True

    def _on_mouse(self, event: QMouseEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self._press_is_ours = event.button() == Qt.MouseButton.LeftButton and self._press(event)
            return self._press_is_ours
        if kind == QEvent.Type.MouseMove:
            return self._move(event)
        if kind == QEvent.Type.MouseButtonRelease and self._press_is_ours:
            self._press_is_ours = False
            self._release(event)
            return True
        return False

    def _press(self, event: QMouseEvent) -> bool:
        point = event.position()
        if self._links.source is not None:
            self._click(point)
            return True
        if relation := self._links.arc_at(point):
            self._view.setFocus(Qt.FocusReason.MouseFocusReason)
            again = relation == self._links.chosen
            self._links.choose(relation)
            if again and event.type() == QEvent.Type.MouseButtonDblClick:
                self._links.other_wanted.emit(relation)
            return True
        self._links.choose("")
        if self._links.chip_at(point):
            self._view.setFocus(Qt.FocusReason.MouseFocusReason)
            self._pressed = point
            return True
        return False

    def _click(self, point: QPointF) -> None:
        """Choose what lies under the mouse as the target."""
        marks = self._view.marks_at(point)
        target = next((mark for mark in marks if self._links.choices(mark)), None)
        if target is not None:
            self._links.take(target)
        elif marks:
            self._links.nothing_there.emit(marks[0])
        else:
            self._links.end()

    def _move(self, event: QMouseEvent) -> bool:
        point = event.position()
        if self._pressed is not None and self._links.source is None:
            distance = (point - self._pressed).manhattanLength()
            if distance >= QApplication.startDragDistance() / 2:
                self._pressed = None
                self._links.pull_wanted.emit()
            return True
        if self._links.source is not None and self._links.by_mouse:
            self._links.mouse = point
            outside = not 0 <= point.y() < self._view.viewport().height()
            if outside != self._scroll.isActive():
                (self._scroll.start if outside else self._scroll.stop)()
            marks = self._view.marks_at(point)
            target = next((mark for mark in marks if self._links.choices(mark)), None)
            known = self._links.target
            self._links.target = target
            self._view.viewport().update()
            if target != known:
                self._links.changed.emit()
            return True
        if (
            self._links.source is None
            and not event.buttons()
            and (self._links.arc_at(point) or self._links.chip_at(point))
        ):
            self._view.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
            self._view.hover(None)
            return True
        return self._links.source is not None

    def _on_scroll(self) -> None:
        """Scroll on while a link is pulled beyond the edge."""
        place, height = self._links.mouse, self._view.viewport().height()
        if place is None or self._links.source is None:
            self._scroll.stop()
            return
        beyond = place.y() if place.y() < 0 else max(0.0, place.y() - height)
        bar = self._view.verticalScrollBar()
        bar.setValue(round(bar.value() + beyond * _SCROLL_SHARE))

    def _release(self, event: QMouseEvent) -> None:
        self._scroll.stop()
        self._pressed = None
        if self._links.source is None or not self._links.by_mouse:
            return
        if self._links.target is not None:
            self._links.take(self._links.target)
            return
        if marks := self._view.marks_at(event.position()):
            self._links.nothing_there.emit(marks[0])
        self._links.end()

    def _context(self, event: QContextMenuEvent) -> bool:
        if self._links.source is not None:
            self._links.end()
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        relation = self._links.chosen if by_keys else self._links.arc_at(QPointF(event.pos()))
        if not relation:
            return False
        self._links.choose(relation)
        if by_keys:
            self._links.open_menu(relation)
        else:
            self._links.menu_wanted.emit(relation, event.globalPos())
        return True

    def _tip(self, event: QHelpEvent) -> bool:
        if self._links.source is not None:
            return False
        words = self._links.told_at(QPointF(event.pos()))
        if not words and self._links.chip_at(QPointF(event.pos())):
            words = tr("Drag to another annotation to link the two (L).")
        if words:
            QToolTip.showText(event.globalPos(), words, self._view.viewport())
        return bool(words)
