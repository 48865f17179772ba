"""What a hovering mouse is told about the annotations under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.model.mark import Mark
from annotator.ui.editor.scene import Scene
from annotator.ui.look import label_colours, look


def tooltip_of(marks: Sequence[Mark], scene: Scene) -> str:
    """Write a line of rich text for each annotation: label, annotator, place."""
    from html import escape  # noqa: PLC0415 - only when something is hovered

    muted = look().muted.name()
    lines = []
    for mark in marks:
        style = scene.look_of(mark.label)
        ink = label_colours(style.colour).ink.name()
        lines.append(
            f"<b style='color:{ink}'>{escape(style.name)}</b>&nbsp; {escape(mark.annotator)}&nbsp; "
            f"<span style='color:{muted}'>{mark.start}–{mark.end}</span>"
        )
    return "<br>".join(lines)


def show_tooltip(event: QHelpEvent, marks: Sequence[Mark], scene: Scene, widget: QWidget) -> None:
    """Tell on hovering what the annotations under the mouse are."""
    if marks:
        QToolTip.showText(event.globalPos(), tooltip_of(marks, scene), widget)
    else:
        QToolTip.hideText()
