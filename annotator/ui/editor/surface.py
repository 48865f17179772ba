"""The sheet that the text lies on: a text edit of Qt's in which nothing can be edited."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPalette, QTextDocument
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from annotator.ui.editor.layout import ArticleLayout
from annotator.ui.editor.styles import TextLook
from annotator.ui.i18n import tr
from annotator.ui.look import serif
from annotator.ui.widgets.overlay_scroll_bar import OverlayScrollBar


class Surface(QTextEdit):
    """A read-only text edit with our own layout, scroll bar and viewport.

    Boxes and points are pixels of the viewport.
    """

    page: ArticleLayout
    scroll_bar: OverlayScrollBar

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text_look = TextLook()

    def set_up(self) -> None:
        """Give it its parts: once all that Qt then calls can be answered."""
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(serif(self.text_look.size))
        self.page = ArticleLayout(document)
        document.setDocumentLayout(self.page)
        self.setDocument(document)
        self.setReadOnly(True)
        # Read-only alone would not let the keyboard select.
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_bar = OverlayScrollBar(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(2)
        # One of our own: wrapping the one that Qt made would load every class of widgets.
        viewport = QWidget()
        viewport.setMouseTracking(True)
        viewport.setBackgroundRole(QPalette.ColorRole.Base)
        viewport.setAutoFillBackground(True)
        viewport.setCursor(Qt.CursorShape.IBeamCursor)
        self.setViewport(viewport)
        self.setAccessibleName(tr("Article text"))

    def set_margin(self, pixels: int) -> None:
        """Leave room beside the text, where its lines end."""
        if self.isRightToLeft():
            self.setViewportMargins(pixels, 0, 0, 0)
        else:
            self.setViewportMargins(0, 0, pixels, 0)

    # Places

    def box_of(self, start: int, end: int) -> QRect:
        """Give the box around a span in the viewport."""
        box = self.page.box_of(start, end)
        return box.translated(0, -self.verticalScrollBar().value()).toAlignedRect()

    def caret_box(self, position: int) -> QRectF:
        """Give the box of the caret at a code point in the viewport."""
        return self.page.caret_box(position).translated(0, -self.verticalScrollBar().value())

    def on_page(self, point: QPointF) -> QPointF:
        """Give the point of the document under a point of the viewport."""
        return QPointF(point.x(), point.y() + self.verticalScrollBar().value())

    # Nothing is edited

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: ARG002 - Qt's signature
        """Keep Tab: it walks the annotations. F6 leads out of the text."""
        return False

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Refuse what is dropped on the text: the window takes files."""
        del source
        return False
