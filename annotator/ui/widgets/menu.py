"""The menu: rows of commands on a rounded panel, their keys at the right."""

from __future__ import annotations

import re

from PySide6.QtCore import QMargins, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from annotator.ui.look import (
    SHADOW_REACH,
    label_colours,
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_line,
    paint_mark,
    paint_picked,
    paint_shadow,
    paint_text,
    sans,
    smooth_painter,
    text_width,
    turn_round,
)
from annotator.ui.widgets.behind import needs_picture, picture_behind
from annotator.ui.widgets.key_cap import key_cap_width, paint_key_cap
from annotator.ui.widgets.keyboard_focus import KeyboardFocus
from annotator.ui.widgets.placement import placed

_SIDE = SHADOW_REACH
_ABOVE = SHADOW_REACH - metrics.SHADOW_DROP
_BELOW = SHADOW_REACH + metrics.SHADOW_DROP
_USUAL = QMargins(_SIDE, _ABOVE, _SIDE, _BELOW)
_ROW_INSET = 6
_ICON_AT = 14
_TEXT_AT = 40
_TEXT_AT_BARE = 16  # where no row has an icon
_RIGHT = 14
_KEYS_GAP = 24
_NARROWEST = 200
_LEAST_END = 10
"""How high the ends are at which a long menu scrolls on, at least, in pixels; as Qt has it."""


class Menu(QMenu):
    """Offer commands, in rows of 32 px (36 if ``tall``).

    A row is a QAction, made here by `add_row` or somewhere else; its icon is the name of one of
    ours, kept as the action's property ``icon_name``. The window of the menu is larger than what
    one sees of it, by the shadow: open it by `open_below` or `open_at`, which know that.
    """

    def __init__(
        self, name: str = "", parent: QWidget | None = None, *, tall: bool = False
    ) -> None:
        super().__init__(parent)
        self._backdrop: QPixmap | None = None
        self._place: QPoint | None = None
        self.setAccessibleName(name)
        self.setProperty("painted", "true")
        self.setProperty("tall", "true" if tall else "false")
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setContentsMargins(_USUAL)
        self.aboutToShow.connect(self._make_room)

    def add_row(
        self,
        text: str,
        *,
        icon: str = "",
        mark: tuple[str, str] | None = None,
        keys: str = "",
        danger: bool = False,
    ) -> QAction:
        """Add a command; ``keys`` only shows them, a shortcut is set on the action itself.

        In place of an icon it may have the ``mark`` of a label: colour and pattern.
        ``text`` may be a name: a ``&`` in it marks no key.
        """
        action = self.addAction(text.replace("&", "&&"))
        action.setProperty("icon_name", icon)
        action.setProperty("mark", mark)
        action.setProperty("keys", keys)
        action.setProperty("danger", danger)
        return action

    def open_below(self, owner: QWidget) -> None:
        """Open below the left edge of a button, or above it where there is no room."""
        gap = metrics.SPACE_INSIDE
        anchor = QRect(owner.mapToGlobal(QPoint(0, 0)), owner.size())
        self._open(anchor, gap)

    def open_at(self, place: QPoint) -> None:
        """Open with the panel's upper left corner at a point of the screen."""
        self._open(QRect(place, QSize(1, 0)), 0)

    def panel(self) -> QRect:
        """Return what one sees of the menu, in its own pixels."""
        return self.rect().marginsRemoved(self.contentsMargins())

    def showEvent(self, event: QShowEvent) -> None:
        """Take the place of a submenu, and see what lies behind."""
        parent = self.parentWidget()
        if isinstance(parent, Menu) and self.menuAction() in parent.actions():
            # Qt put the two windows side by side, shadows and all.
            leftwards = self.geometry().center().x() < parent.geometry().center().x()
            overlap = _SIDE + _ROW_INSET
            self.move(self.pos() + QPoint(overlap if leftwards else -overlap, 0))
        elif self._place is not None:
            # Qt keeps the whole window on the screen; only the panel has to be.
            self.move(self._place)
            self._place = None
        self._look_behind()
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the row that shows the digit pressed: no other key of the window works now."""
        digit = event.text()
        row = next((one for one in self.actions() if one.property("keys") == digit), None)
        if row is None or not digit.isdigit() or not row.isEnabled():
            super().keyPressEvent(event)
            return
        menu: QWidget | None = self
        while isinstance(menu, Menu):
            menu.close()
            menu = menu.parentWidget()
        row.trigger()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close at a click into the shadow: to the eye it is outside."""
        if self.panel().contains(event.position().toPoint()):
            super().mousePressEvent(event)
        else:
            self.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the panel and its rows."""
        theme = look()
        painter = smooth_painter(self)
        if self._backdrop is not None:
            painter.drawPixmap(0, 0, self._backdrop)
        panel = QRectF(self.panel())
        paint_shadow(painter, panel, theme)
        paint_box(painter, panel, metrics.RADIUS_MENU, fill=theme.raised, border=theme.line2)
        inside = self._paint_ends(painter)
        painter.setClipRect(inside)
        for action in self.actions():
            row = self.actionGeometry(action)
            if event.region().intersects(row.intersected(inside)):
                self._paint_row(painter, QRectF(row), action)
        painter.end()

    def _paint_ends(self, painter: QPainter) -> QRect:
        """Say by arrows at which ends there is more than the screen holds; give what is left."""
        panel, inside = self.panel(), self.panel()
        rows = [self.actionGeometry(action) for action in self.actions() if action.isVisible()]
        if rows and rows[0].top() < panel.top():
            end = self._end_height()
            inside.setTop(panel.top() + end)
            self._paint_arrow(painter, "up", QRect(panel.topLeft(), QSize(panel.width(), end)))
        if rows and rows[-1].bottom() > panel.bottom():
            end = self._end_height()
            inside.setBottom(panel.bottom() - end)
            below = QRect(panel.left(), inside.bottom() + 1, panel.width(), end)
            self._paint_arrow(painter, "down", below)
        return inside

    def _end_height(self) -> int:
        # The first mention of QStyle costs 5 ms, and few menus are that long.
        from PySide6.QtWidgets import QStyle  # noqa: PLC0415

        metric = QStyle.PixelMetric.PM_MenuScrollerHeight
        return max(_LEAST_END, self.style().pixelMetric(metric))

    def _paint_arrow(self, painter: QPainter, name: str, place: QRect) -> None:
        side = metrics.ICON
        middle = QRectF(place).center()
        box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        paint_icon(painter, name, box, look().muted)

    def _paint_row(self, painter: QPainter, row: QRectF, action: QAction) -> None:
        theme = look()
        if action.isSeparator():
            paint_line(painter, row.left() + 1, row.center().y(), row.width() - 2, theme.line)
            return
        painter.save()
        if self.isRightToLeft():
            turn_round(painter, row)
        enabled = action.isEnabled()
        if enabled and action is self.activeAction():
            ground = row.adjusted(_ROW_INSET, 0, -_ROW_INSET, 0)
            paint_picked(painter, ground, metrics.RADIUS_FIELD)
        colour = theme.danger if action.property("danger") else theme.text
        if not enabled:
            # The words stay to be read; what else there is fades.
            colour = theme.muted
            painter.setOpacity(metrics.DISABLED_OPACITY)
        self._paint_icon(painter, row, action, colour)
        right = row.right() - _RIGHT
        middle = row.center().y()
        if action.menu() is not None:
            side = metrics.ICON
            place = QRectF(right - side, middle - side / 2, side, side)
            paint_icon(painter, "right", place, theme.muted)
            right -= side
        elif keys := _keys(action):
            right -= key_cap_width(keys)
            paint_key_cap(painter, right, middle - metrics.KEY_CAP / 2, keys)
        words = QRectF(row)
        words.setLeft(row.left() + self._text_at())
        # Words with nothing behind them were measured to end where the caps would.
        behind = right < row.right() - _RIGHT
        words.setRight(right - metrics.SPACE_INSIDE if behind else right)
        painter.setOpacity(1)
        paint_text(painter, words, _words(action), sans(), colour)
        painter.restore()

    def _paint_icon(self, painter: QPainter, row: QRectF, action: QAction, colour: QColor) -> None:
        theme = look()
        name = action.property("icon_name") or ""
        if action.isChecked():
            name, colour = "check", theme.accent
        elif colour == theme.text:
            colour = theme.muted
        if mark := action.property("mark"):
            x = row.left() + _ICON_AT + (metrics.ICON - metrics.MARK_WIDTH) / 2
            y = row.center().y() - metrics.MARK_HEIGHT / 2
            paint_mark(painter, x, y, label_colours(mark[0]).line, mark[1])
        elif name:
            side = metrics.ICON
            place = QRectF(row.left() + _ICON_AT, row.center().y() - side / 2, side, side)
            paint_icon(painter, name, place, colour)

    def _text_at(self) -> int:
        marked = any(
            a.property("icon_name") or a.property("mark") or a.isCheckable() for a in self.actions()
        )
        return _TEXT_AT if marked else _TEXT_AT_BARE

    def _open(self, anchor: QRect, gap: int) -> None:
        screen = QGuiApplication.screenAt(anchor.topLeft()) or self.screen()
        self.setScreen(screen)
        self._make_room()
        margins = self.contentsMargins()
        size = self.sizeHint().shrunkBy(margins)
        rect, _ = placed(anchor, size, screen.availableGeometry(), gap=gap)
        self._place = rect.topLeft() - QPoint(margins.left(), margins.top())
        self.popup(self._place)

    def _make_room(self) -> None:
        """Make room for the words and the caps of the keys, which Qt measures as plain text."""
        widest = 0.0
        for action in self.actions():
            width = text_width(_words(action), sans())
            if keys := _keys(action):
                width += _KEYS_GAP + key_cap_width(keys)
            elif action.menu() is not None:
                width += _KEYS_GAP + metrics.ICON
            widest = max(widest, width)
        panel = max(_NARROWEST, round(self._text_at() + widest + _RIGHT + 0.5))
        self.setMinimumWidth(panel + 2 * _SIDE)
        # Higher than the screen it scrolls, and needs all of it: Qt counts the room of a shadow
        # below as room for rows when it looks for the one that keys have come to.
        self.setContentsMargins(_USUAL)
        if self.sizeHint().height() > self.screen().availableGeometry().height():
            self.setContentsMargins(_SIDE, 0, _SIDE, 0)

    def _look_behind(self) -> None:
        if not needs_picture():
            return
        covered: list[QWidget] = []
        widget = self.parentWidget()
        while widget is not None:
            covered.insert(0, widget.window())
            widget = widget.window().parentWidget()
        # An earlier picture would be in the new one, and so would the ring around what had the
        # keyboard until now: Qt takes the focus from it only when the menu is there.
        self.clearMask()
        focus = QApplication.focusWidget()
        if isinstance(focus, KeyboardFocus):
            focus.hide_ring()
        self._backdrop = picture_behind(self, covered, self.panel())


def _words(action: QAction) -> str:
    """Return the text of an action without the marks of its access key."""
    return re.sub(r"&(.)", r"\1", action.text())


def _keys(action: QAction) -> str:
    """Return what to write on the key cap of an action, e.g. ``"Ctrl K"``."""
    if shown := action.property("keys"):
        return str(shown)
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return re.sub(r"(?<=.)\+(?=.)", " ", keys)
