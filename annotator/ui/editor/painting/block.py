"""One block on its way to the screen: what every painter of it needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock

from annotator.ui.editor.geometry import Piece
from annotator.ui.editor.placing import Placed
from annotator.ui.editor.scene import Scene

if TYPE_CHECKING:
    from annotator.ui.editor.layout import ArticleLayout


class PaintedBlock(NamedTuple):
    """A visible block; ``origin`` is the top left corner of its first line, in the document."""

    layout: ArticleLayout
    scene: Scene
    block: QTextBlock
    number: int
    origin: QPointF
    placed: list[Placed]

    @property
    def leftwards(self) -> bool:
        """Whether the paragraph runs from right to left."""
        return self.block.layout().textOption().textDirection() == Qt.LayoutDirection.RightToLeft

    def box(
        self, piece: Piece, *, beside: float = 0.0, above: float = 0.0, below: float = 0.0
    ) -> QRectF:
        """Give the box of a piece in the document, grown by some pixels."""
        return QRectF(
            self.origin.x() + piece.left - beside,
            self.origin.y() + piece.top - above,
            piece.right - piece.left + 2 * beside,
            piece.bottom - piece.top + above + below,
        )

    def boxes(self, start: int, end: int) -> Iterator[Piece]:
        """Give the pieces of a span (code points) in this block."""
        first, last = self.scene.display.block_range(self.number)
        if start < last and end > first:
            yield from self.layout.pieces_in(self.number, start, end)
