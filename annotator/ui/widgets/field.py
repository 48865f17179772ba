"""The field that text is typed into."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from annotator.ui.look import (
    look,
    metrics,
    paint_box,
    paint_icon,
    sans,
    smooth_painter,
)
from annotator.ui.widgets.error_lines import error_height, paint_error
from annotator.ui.widgets.telling import tell

_TEXT_AT = 10
_TEXT_AFTER_ICON = 30
_ICON_AT = 8
_QT_MARGIN = 2  # a line edit keeps this much free on both sides of its text
AT_THE_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
_BORROWED = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class Field(QWidget):
    """Take one line of text; 32 px high, and more while an error stands below it.

    ``quiet`` hides the box until the mouse or the keyboard comes, so that a form reads like a
    record. ``icon`` stands before the text, ``trailing`` (an icon too) at the right end; ``ground``
    is the theme's role that fills the box. The line edit itself is `edit`, which has the focus and
    the accessible name.

    Signals:
        changed(str): the text is another now, by whomever.
        edited(str): the user changed the text.
        submitted(str): Enter was pressed.
        left(): focus went elsewhere.
    """

    changed = Signal(str)
    edited = Signal(str)
    submitted = Signal(str)
    left = Signal()

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        parent: QWidget | None = None,
        *,
        icon: str = "",
        trailing: str = "",
        quiet: bool = False,
        ground: str = "field",
        px: int = metrics.TEXT_BODY,
        height: int = metrics.CONTROL,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._trailing = trailing
        self._quiet = quiet
        self._ground = ground
        self._px = px
        self._height = height
        self._error = ""
        self.edit = QLineEdit(self)
        # Its border is painted here.
        self.edit.setProperty("bare", "true")
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(name)
        self.edit.setFont(self._font())
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.textEdited.connect(self.edited)
        self.edit.returnPressed.connect(self._on_return_pressed)
        self.setFocusProxy(self.edit)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """Return what stands in the field."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Put a text into the field."""
        self.edit.setText(text)

    def set_icon(self, icon: str) -> None:
        """Show another icon before the text; empty shows none."""
        self._icon = icon
        self._arrange()
        self.update()

    def error(self) -> str:
        """Return what is wrong with the text, empty if nothing."""
        return self._error

    def set_error(self, error: str) -> None:
        """Say below the field what is wrong with the text; empty takes it back."""
        if error == self._error:
            return
        self._error = error
        self.edit.setAccessibleDescription(error)
        if error:
            tell(self.edit, error)
        self.updateGeometry()
        self.update()

    def focused(self) -> bool:
        """Say whether one types into the field now."""
        return self.edit.hasFocus()

    def sizeHint(self) -> QSize:
        """Return a usual width, and the height with or without an error."""
        return QSize(192, self._box_height() + error_height(self._error, self.width()))

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow field of the full height."""
        return QSize(56, self.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Repaint the border when the line edit gains or loses focus; offer keys to a subclass."""
        if isinstance(event, QFocusEvent):
            self.update()
            # A menu, or another program, only borrows the focus.
            if event.lostFocus() and event.reason() not in _BORROWED:
                self.left.emit()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self.key_pressed(event)
        return super().eventFilter(watched, event)

    def key_pressed(self, _event: QKeyEvent) -> bool:
        """Take a key before the line edit does, by returning True."""
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        # Only the application's font says that sizes changed: this widget has none of its own.
        if event.type() == QEvent.Type.FontChange:
            self.edit.setFont(self._font())
            self._arrange()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the line edit out."""
        super().resizeEvent(event)
        self._arrange()
        if self._error:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box, the icons and the error."""
        painter = smooth_painter(self)
        box = QRectF(0, 0, self.width(), self._box_height())
        self._paint_box(painter, box)
        self._paint_icons(painter, box)
        paint_error(painter, self._error, box.bottom(), self.width())
        painter.end()

    def room_after(self) -> int:
        """Return how many pixels at the right end are not for text."""
        return 26 if self._trailing else _TEXT_AT - _QT_MARGIN

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        theme = look()
        focused = self.focused()
        hovered = self.isEnabled() and self.underMouse()
        if self._quiet and not (focused or hovered or self._error):
            return
        width = metrics.RING_WIDTH if focused else metrics.HAIRLINE
        if self._error:
            border = theme.danger
        elif focused:
            border = theme.accent
        else:
            border = theme.faint if hovered and not self._quiet else theme.line2
        if self._quiet:
            # Rows lie close in a record: their boxes must not touch.
            box = box.adjusted(0, 1, 0, -1)
        fill = theme.colour(self._ground) if self.isEnabled() else theme.win
        paint_box(painter, box, metrics.RADIUS_FIELD, fill=fill, border=border, width=width)

    def _paint_icons(self, painter: QPainter, box: QRectF) -> None:
        theme = look()
        y = box.center().y() - metrics.ICON / 2
        side = metrics.ICON
        if self._icon:
            x = box.right() - _ICON_AT - side if self._leftwards() else _ICON_AT
            paint_icon(painter, self._icon, QRectF(x, y, side, side), theme.muted)
        if self._trailing and not self.edit.isReadOnly():
            awake = not self._quiet or self.focused() or self.underMouse()
            x = 24 - side if self._leftwards() else box.right() - 24
            place = QRectF(x, y, side, side)
            paint_icon(painter, self._trailing, place, theme.muted if awake else theme.faint)

    def _arrange(self) -> None:
        before = (_TEXT_AFTER_ICON if self._icon else _TEXT_AT) - _QT_MARGIN
        width = max(0, self.width() - before - self.room_after())
        left = self.room_after() if self._leftwards() else before
        self.edit.setGeometry(left, 2, width, self._box_height() - 4)
        if self._leftwards():
            # Words begin where the field does, whatever script they are in.
            self.edit.setAlignment(AT_THE_RIGHT)

    def _leftwards(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _box_height(self) -> int:
        return self._height

    def _font(self) -> QFont:
        # In a record, what is still to be written must not look like what is written.
        return sans(self._px, italic=self._quiet and not self.edit.text())

    def _on_text_changed(self, text: str) -> None:
        if self._quiet:
            self.edit.setFont(self._font())
        self.changed.emit(text)

    def _on_return_pressed(self) -> None:
        self.submitted.emit(self.edit.text())
