"""The field that things are looked for with."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.look import metrics, reading_painter
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.key_cap import in_force, keys_width, paint_keys
from annotator.ui.widgets.putting import put

_BUTTON = 24
_INSET = 4


class SearchField(Field):
    """Take what to look for: a magnifier before it, a button that clears it behind it.

    Esc clears the field; when it is empty already, Esc goes on to whatever lies around. ``keys``
    (``"Ctrl K"``) are shown as caps while the field is empty. Signals are those of `Field`.
    """

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        parent: QWidget | None = None,
        *,
        keys: str = "",
        ground: str = "field",
        px: int = metrics.TEXT_BODY,
        height: int = metrics.CONTROL,
    ) -> None:
        super().__init__(
            name, placeholder, parent, icon="search", ground=ground, px=px, height=height
        )
        self._keys = keys
        self._clear = IconButton("x", "Clear", "Esc", self, size=_BUTTON)
        # Esc does the same: one stop less on the way of Tab.
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.hide()
        self._clear.clicked.connect(self._on_clear_clicked)
        self.changed.connect(self._on_changed)

    def room_after(self) -> int:
        """Return how many pixels at the right end are not for text."""
        if self.text():
            return _BUTTON + _INSET
        keys = in_force(self._keys)
        return round(keys_width(keys)) + 2 * _INSET if keys else super().room_after()

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Clear the field at Esc."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self._clear_by_hand()
            return True
        return super().key_pressed(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Esc from being a shortcut of the window while there is something to clear."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.text()
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the right end."""
        super().resizeEvent(event)
        top = (metrics.CONTROL - _BUTTON) // 2
        put(self._clear, self.width() - _BUTTON - _INSET, top, _BUTTON, _BUTTON)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field and, while it is empty, the keys that lead here."""
        super().paintEvent(event)
        if self._keys and not self.text():
            painter = reading_painter(self)
            y = (metrics.CONTROL - metrics.KEY_CAP) / 2
            paint_keys(painter, self.width() - 2 * _INSET + 2, y, in_force(self._keys))
            painter.end()

    def _on_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._arrange()
        self.update()

    def _on_clear_clicked(self) -> None:
        self._clear_by_hand()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear_by_hand(self) -> None:
        self.edit.clear()
        self.edited.emit("")
