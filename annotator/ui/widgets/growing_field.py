"""The field for words in one line or several: it grows with them."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPaintEvent, QPalette, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from annotator.ui.look import (
    look,
    metrics,
    paint_box,
    paint_text,
    sans,
    smooth_painter,
)
from annotator.ui.widgets.error_lines import error_height, paint_error
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.telling import tell

_SIDE = 10
_MOST_LINES = 8
_DOCUMENT_MARGIN = 0
_BORROWED = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_BLOCK = "\u2029"
"""What stands between two lines in Qt's document."""


class GrowingField(QWidget):
    """Take words; Shift+Enter begins a new line, and the field grows up to eight of them.

    Its box is hidden until the mouse or the keyboard comes, as that of a quiet `Field`. Text is
    given and taken as it is stored: Qt would make spaces of no-break spaces. The editor itself is
    `edit`, which has the focus and the accessible name.

    Signals:
        edited(str): the user changed the text.
        submitted(str): Enter was pressed.
        left(): focus went elsewhere.
    """

    edited = Signal(str)
    submitted = Signal(str)
    left = Signal()

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._error = ""
        self._placeholder = placeholder
        self._silent = False
        self.edit = _Edit(self)
        self.edit.setAccessibleName(name)
        self.edit.textChanged.connect(self._on_text_changed)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()

    def text(self) -> str:
        """Return what stands in the field."""
        return self.edit.document().toRawText().replace(_BLOCK, "\n")

    def set_text(self, text: str) -> None:
        """Put a text into the field; the user's steps back end there."""
        self._silent = True
        self.edit.setPlainText(text)
        self._silent = False
        self._fit()

    def set_placeholder(self, text: str) -> None:
        """Say something else in the empty field."""
        self._placeholder = text
        self.update()

    def set_error(self, error: str) -> None:
        """Say below the field what is wrong with the text; empty takes it back."""
        if error != self._error:
            self._error = error
            self.edit.setAccessibleDescription(error)
            if error:
                tell(self.edit, error)
            self._fit()

    def focused(self) -> bool:
        """Say whether one types into the field now."""
        return self.edit.hasFocus()

    def sizeHint(self) -> QSize:
        """Return a usual width, and the height that the lines and an error need."""
        return QSize(192, self._box_height() + error_height(self._error, self.width()))

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow field of the full height."""
        return QSize(56, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box, what is said in the empty field, and the error."""
        theme = look()
        painter = smooth_painter(self)
        box = QRectF(0, 0, self.width(), self._box_height())
        editable = not self.edit.isReadOnly()
        if self.focused() or self._error or (editable and self.underMouse()):
            width = metrics.RING_WIDTH if self.focused() else metrics.HAIRLINE
            border = theme.accent if self.focused() else theme.line2
            if self._error:
                border = theme.danger
            inner = box.adjusted(0, 1, 0, -1)
            paint_box(
                painter, inner, metrics.RADIUS_FIELD, fill=theme.field, border=border, width=width
            )
        if self._placeholder and self.edit.document().isEmpty():
            words = box.adjusted(_SIDE, 0, -_SIDE, 0)
            words.setHeight(metrics.CONTROL)
            paint_text(painter, words, self._placeholder, sans(italic=True), theme.muted)
        paint_error(painter, self._error, box.bottom(), self.width())
        painter.end()

    def _on_text_changed(self) -> None:
        self._fit()
        if not self._silent:
            self.edited.emit(self.text())

    def _fit(self) -> None:
        """Take the height of the lines."""
        self.edit.setFont(sans())
        below = error_height(self._error, self.width())
        # A pixel more than the lines need, so that there is nothing to scroll.
        above = (metrics.CONTROL - _line()) // 2 - 1
        inside = self._box_height() - 2 * above
        many = self.edit.document().size().height() > _MOST_LINES
        self.edit.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if many else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        set_margins(self._column, _SIDE, above + 1, _SIDE - 4, above - 1 + below, within=self)
        self.edit.setFixedHeight(inside)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            # Words begin where the field does, whatever script they are in.
            option = self.edit.document().defaultTextOption()
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
            self.edit.document().setDefaultTextOption(option)
        self.updateGeometry()
        self.update()

    def _box_height(self) -> int:
        lines = max(1, min(_MOST_LINES, round(self.edit.document().size().height())))
        return metrics.CONTROL + (lines - 1) * _line()


def _line() -> int:
    """Give the height of a line as Qt sets it, in pixels."""
    return ceil(QFontMetricsF(sans()).lineSpacing())


class _Edit(QPlainTextEdit):
    """The editor: without a frame, Tab leaves it, Enter is said."""

    def __init__(self, field: GrowingField) -> None:
        super().__init__(field)
        self._field = field
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(_DOCUMENT_MARGIN)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.viewport().setAutoFillBackground(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell Enter; with Shift it is a new line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
            elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.textCursor().insertBlock()
                self.ensureCursorVisible()
            else:
                self._field.submitted.emit(self._field.text())
            return
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the box."""
        super().focusInEvent(event)
        self._field.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the box and what is selected, and tell, unless a menu only borrows the focus."""
        super().focusOutEvent(event)
        self._field.update()
        if event.reason() not in _BORROWED:
            # As a line edit does: grey words would look as if something were still to be done.
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
            self._field.left.emit()
