"""One of several texts beside each other in review: what one person marked, as in tagging."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from annotator.model.mark import Mark
from annotator.ui.editor.folding import Folds
from annotator.ui.editor.layout import ArticleLayout
from annotator.ui.editor.painting.article import paint_article, painted_blocks
from annotator.ui.editor.reviewing import Reviewing
from annotator.ui.editor.scene import Scene
from annotator.ui.editor.selecting import Selection
from annotator.ui.editor.styles import PANE, Setting
from annotator.ui.editor.view import ArticleView
from annotator.ui.look import look, metrics, paint_box

_OUTLINE = 1.5
_BAR = metrics.SCROLL_HANDLE + 4
_BESIDE = 3.0
_SCROLLS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)


class PaneView(ArticleView):
    """A text with the annotations of one person; it is read, and units in it are clicked.

    Signals:
        unit_clicked(key): a unit was clicked.
        enter_pressed(): Enter was pressed.
    """

    unit_clicked = Signal(str)
    enter_pressed = Signal()

    def __init__(self, person: str, parent: QWidget | None = None) -> None:
        self.person = person
        self._reviewing = Reviewing()
        super().__init__(parent)
        self.page.paints = self._paint

    def show_article(self, scene: Scene, top: int) -> None:
        """Show an article from a code point on; its marks are those of ``scene``."""
        own = replace(
            scene,
            folds=Folds(scene.display, scene.paragraphs),
            annotator=self.person,
            lanes=[self.person],
            selection=Selection(),
            selected=None,
            active=None,
            hovered=None,
            found=(),
            found_at=-1,
            word_caret=False,
        )
        self.show_scene(own, top=top)

    def set_reviewing(self, reviewing: Reviewing) -> None:
        """Know the units of the article; several panes share them."""
        self._reviewing = reviewing
        self.viewport().update()

    def setting_for(self, width: int) -> Setting:
        """Leave little room beside the text."""
        # Where one reads from the right the scroll bar lies over the margin with the numbers.
        bar = _BAR if self.isRightToLeft() else 0
        return Setting.for_width(width, self.text_look, 1, PANE._replace(left=PANE.left + bar))

    def set_active(self, entity: bytes | None, *, reveal: bool = False) -> None:
        """Select no annotation: here it is units that are."""
        del entity, reveal
        super().set_active(None)

    def marks_at(self, point: QPointF) -> list[Mark]:
        """Give no annotations: here it is units that are pointed at."""
        del point
        return []

    def choose_at(self, point: QPointF) -> None:
        """Ask for the smallest unit at a point."""
        at = self.position_at(point)
        units = self._reviewing.between(at, at + 1)
        if units:
            self.unit_clicked.emit(min(units, key=lambda mark: mark.end - mark.start).key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and copy; all other keys are the page's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter_pressed.emit()
        elif event.key() in _SCROLLS or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab lead out: there is nothing to walk here."""
        return QWidget.focusNextPrevChild(self, forward)

    def _paint(
        self, painter: QPainter, layout: ArticleLayout, clip: QRectF, cursor_position: int
    ) -> None:
        paint_article(painter, layout, clip, cursor_position if self.hasFocus() else -1)
        mark = self._reviewing.current_mark
        if mark is None:
            return
        for block in painted_blocks(painter, layout, clip):
            for piece in block.boxes(mark.start, mark.end):
                box = block.box(piece, beside=_BESIDE, below=0.5)
                paint_box(painter, box, metrics.RADIUS_CHIP, border=look().accent, width=_OUTLINE)
