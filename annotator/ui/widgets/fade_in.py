"""The only motion there is: what floats above the page fades in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QVariantAnimation
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

from annotator.ui.look import metrics, reduced_motion


class FadeIn(QObject):
    """Let a widget appear within 120 ms, or at once where nothing may move.

    ``follow`` is told the opacity (0 to 1) for what has to fade along.
    """

    def __init__(self, widget: QWidget, follow: Callable[[float], None]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._follow = follow
        self._effect = QGraphicsOpacityEffect(widget)
        self._effect.setEnabled(False)
        widget.setGraphicsEffect(self._effect)
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(metrics.FADE)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.valueChanged.connect(self._on_value_changed)
        self._animation.finished.connect(self.end)

    def start(self) -> None:
        """Begin to appear."""
        self.end()
        if reduced_motion():
            return
        self._on_value_changed(0.0)
        self._effect.setEnabled(True)
        self._animation.start()

    def end(self) -> None:
        """Be there, plainly: an effect would cost a picture of the widget at each repaint."""
        self._animation.stop()
        if self._effect.isEnabled():
            self._effect.setEnabled(False)
            # The viewports of scroll areas keep what the effect had of them: nothing, at first.
            for part in (self._widget, *self._widget.findChildren(QWidget)):
                part.update()
        self._follow(1.0)

    def running(self) -> bool:
        """Say whether the widget is still appearing."""
        return self._animation.state() == QVariantAnimation.State.Running

    def _on_value_changed(self, opacity: float) -> None:
        self._effect.setOpacity(opacity)
        self._follow(opacity)
