"""The layout of an article: only what is looked at is laid out, everything else is estimated.

Qt's own layouts lay out the whole document; on a long article that takes seconds and hundreds of
megabytes. This one keeps an estimate for every block and replaces it by the truth when the block
comes into view.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QTextBlock,
    QTextDocument,
    QTextFrame,
    QTextLayout,
)

from annotator.ui.editor.geometry import RIGHT_TO_LEFT, Piece, pieces, unit_at
from annotator.ui.editor.heights import Heights
from annotator.ui.editor.painting import paint_article
from annotator.ui.editor.placing import Placed, place_marks
from annotator.ui.editor.scene import Scene
from annotator.ui.editor.styles import BlockStyle, Setting, styles_for
from annotator.ui.editor.wrapping import font_of_whole_block, option_for, runs_leftwards
from annotator.ui.look import metrics
from annotator.ui.look.carets import x_of

FOLD_ROW = 32
"""Height of the row that stands for folded boilerplate."""
_FOLD_AFTER = 18
_ABOVE = metrics.SPACE_BLOCKS
_ABOVE_NARROW = 20
_BELOW = 120
"""Room below the last line, so that it can be read in the middle of the window."""
_NARROWEST = 120
_MEAN_CHARACTER = 0.47
"""Width of a character as a share of the font's size, for estimates."""
_AT_AN_END = 40
_LONGEST_END = 1_000
"""Blocks, and code points, at the end of a long span that are looked at to say how far it goes."""

Painting = Callable[[QPainter, "ArticleLayout", QRectF, int], None]
"""Paints what lies in a box of the document; at last, the caret's position in UTF-16 units."""

Overlay = Callable[[QPainter, list[tuple[QPointF, list[Placed]]]], None]
"""Paints over the text; of each block in view it gets the corner and the annotations there."""


class ArticleLayout(QAbstractTextDocumentLayout):
    """Lays out and paints the article of a `Scene`. Numbers of blocks are Qt's block numbers."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.scene = Scene.empty()
        self.setting = Setting()
        self.column_left = 0.0
        self.column_width = 0.0
        self.view_width = 0
        self._styles = styles_for(self.setting)
        self._heights = Heights([0.0])
        self._laid: set[int] = set()
        self._bidi: set[int] = set()
        self._placed: dict[int, tuple[object, list[Placed]]] = {}
        self._above = float(_ABOVE)
        self.paints: Painting = paint_article
        """Paints what is in view; review has another way to."""
        self.paints_over: Overlay | None = None
        """Paints what lies over the text, if anything does."""
        self.grew: Callable[[int, float], None] = lambda _block, _growth: None
        """Told when Qt had a block laid out, and by how many pixels it is higher than thought."""
        self.settings = 0
        """Counts how often the text was set anew, and geometry worked out before is void."""

    # What is shown

    def show(self, scene: Scene) -> None:
        """Show another article; the document holds its text already."""
        self.scene = scene
        self._start_over()

    def fit(self, setting: Setting, view_width: int) -> None:
        """Set the text anew for a width in pixels."""
        self.setting = setting
        self._styles = styles_for(setting)
        self.view_width = view_width
        sheet = setting.sheet
        wanted = sheet.column * setting.grown * setting.text.column
        room = view_width - sheet.left - sheet.right
        self.column_width = float(max(_NARROWEST, min(room, round(wanted))))
        free = view_width - self.column_width
        left = free / 2 + sheet.aside if room >= wanted else sheet.left
        self.column_left = float(round(left))
        self._above = float(_ABOVE_NARROW if setting.narrow else _ABOVE)
        self._start_over()

    def refold(self) -> None:
        """Work out all heights again after a fold was opened or closed."""
        self._start_over()

    def forget_placing(self) -> None:
        """Place all annotations anew: other lanes are shown."""
        self._placed.clear()

    @property
    def laid_out(self) -> int:
        """How many blocks are laid out, and so hold memory."""
        return len(self._laid)

    def _start_over(self) -> None:
        self.settings += 1
        self._laid.clear()
        self._bidi.clear()
        self._placed.clear()
        if not self.column_width:
            return
        self._heights = Heights(self._estimates())
        self.documentSizeChanged.emit(self.documentSize())

    def _estimates(self) -> list[float]:
        """Guess the heights of all blocks by their lengths."""
        display, folds = self.scene.display, self.scene.folds
        # Per role: lines a character takes, pitch, and room below.
        measures = {
            role: (
                style.font.pixelSize() * _MEAN_CHARACTER / self.column_width,
                style.pitch,
                style.after,
            )
            for role, style in self._styles.items()
        }
        measures["blank"] = (0.0, 0.0, 0.0)
        heights: list[float] = []
        start = 0
        for role, end in zip(
            self.scene.paragraphs.roles, [*display.starts[1:], len(display.text) + 1], strict=True
        ):
            lines, pitch, room = measures[role]
            heights.append(ceil((end - start) * lines) * pitch + room)
            start = end
        for block in display.parted:
            heights[block - 1] -= self.style_of(block - 1).after
        for block in folds.blocks():
            hidden = 0.0 if folds.hides(block) else heights[block]
            heights[block] = hidden + self._offset(block)
        for block in self.scene.paragraphs.below_headline:
            if block not in folds.blocks():
                heights[block] += self._offset(block)
        return heights

    def _offset(self, block: int) -> float:
        """Give the room above a block's text: its own, or the row of the fold that it begins."""
        fold = self.scene.folds.of_block(block)
        if fold and fold.first == block:
            return FOLD_ROW + _FOLD_AFTER
        if block in self.scene.paragraphs.below_headline:
            return self.style_of(block).below_headline
        return 0.0

    def _after(self, block: int, style: BlockStyle) -> float:
        """Give the room below a block: none between the parts of one paragraph."""
        return 0.0 if block + 1 in self.scene.display.parted else style.after

    # Places

    def style_of(self, block: int) -> BlockStyle:
        """Give how a block is set."""
        role = self.scene.paragraphs.roles[block]
        return self._styles["body" if role == "blank" else role]

    def top_of(self, block: int) -> float:
        """Give the top of a block, in pixels from the top of the document."""
        return self._above + self._heights.above(block)

    def text_top_of(self, block: int) -> float:
        """Give the top of a block's first line."""
        return self.top_of(block) + self._offset(block)

    def height_of(self, block: int) -> float:
        """Give the height of a block, the room below it included."""
        return self._heights[block]

    def block_at(self, y: float) -> int:
        """Give the block at a distance from the top of the document."""
        return self._heights.at(max(0.0, y - self._above))

    def fold_row_at(self, point: QPointF) -> int | None:
        """Give the first block of the fold whose row lies under a point of the document."""
        block = self.block_at(point.y())
        fold = self.scene.folds.of_block(block)
        if fold is None or fold.first != block:
            return None
        inside = 0 <= point.y() - self.top_of(block) < FOLD_ROW
        margin = metrics.SPACE_GROUPS
        beside = (
            self.column_left - margin <= point.x() < (self.column_left + self.column_width + margin)
        )
        return block if inside and beside else None

    def is_laid_out(self, number: int) -> bool:
        """Tell whether a block was laid out, and is not folded away."""
        return number in self._laid and not self.scene.folds.hides(number)

    def is_leftwards(self, number: int) -> bool:
        """Tell whether a block that is laid out runs from right to left."""
        option = self.document().findBlockByNumber(number).layout().textOption()
        return option.textDirection() == Qt.LayoutDirection.RightToLeft

    def ensure(self, number: int) -> float:
        """Lay a block out, if it is not; give by how much it is higher than was thought."""
        if number in self._laid or not self.column_width:
            return 0.0
        self._laid.add(number)
        scene = self.scene
        if scene.folds.hides(number):
            return 0.0
        block = self.document().findBlockByNumber(number)
        layout = block.layout()
        if scene.paragraphs.roles[number] == "blank":
            layout.beginLayout()
            line = layout.createLine()
            if line.isValid():
                line.setLineWidth(self.column_width)
            layout.endLayout()
            return 0.0
        style = self._styles[scene.paragraphs.roles[number]]
        start, end = scene.display.block_range(number)
        text = scene.display.shown[start:end]
        if RIGHT_TO_LEFT.search(text):
            self._bidi.add(number)
        layout.setCacheEnabled(True)
        goes_on = number in scene.display.parted
        leftwards = runs_leftwards(scene.display, number) if goes_on else None
        layout.setTextOption(option_for(text, leftwards=leftwards))
        # What it was set in before stays with a block until it is taken away.
        layout.clearFormats()
        if style.font != self.document().defaultFont():
            layout.setFormats([font_of_whole_block(block, style)])
        height = self._lay_lines(layout, style)
        total = self._offset(number) + height + self._after(number, style)
        return self._heights.set(number, total)

    def _lay_lines(self, layout: QTextLayout, style: BlockStyle) -> float:
        y = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.column_width)
            line.setPosition(QPointF(0, y))
            y += style.pitch
        layout.endLayout()
        return y

    def pieces_of(self, start: int, end: int) -> Iterator[tuple[int, Piece]]:
        """Give the boxes of a span (code points), each with its block; folded blocks have none."""
        display = self.scene.display
        for block in range(display.block_at(start), display.block_at(max(start, end - 1)) + 1):
            if not self.scene.folds.hides(block):
                self.ensure(block)
                for piece in self.pieces_in(block, start, end):
                    yield block, piece

    def pieces_in(self, number: int, start: int, end: int) -> list[Piece]:
        """Give the boxes of the part of a span (code points) that lies in one block."""
        block = self.document().findBlockByNumber(number)
        to_unit, origin = self.scene.display.units.to_utf16, block.position()
        first = max(0, to_unit(start) - origin)
        last = min(block.length() - 1, to_unit(end) - origin)
        return pieces(block.layout(), first, last, bidi=number in self._bidi)

    def box_of(self, start: int, end: int) -> QRectF:
        """Give the box around a span (code points), in pixels of the document.

        Of a long one only the ends are laid out, and the far one is where it is thought to be.
        """
        display, parts, box = self.scene.display, [(start, end)], QRectF()
        first, last = display.block_at(start), display.block_at(max(start, end - 1))
        if last - first > 2 * _AT_AN_END or end - start > 2 * _LONGEST_END:
            near = display.block_range(min(last, first + _AT_AN_END))[1]
            parts = [(start, min(near, start + _LONGEST_END))]
            if last in self._laid or last - first <= 1:
                parts.append((max(display.starts[last], end - _LONGEST_END), end))
            else:
                box = QRectF(self.column_left, self.top_of(last), 1, self._heights[last])
        for block, piece in (each for part in parts for each in self.pieces_of(*part)):
            top = self.text_top_of(block)
            box |= QRectF(
                self.column_left + piece.left,
                top + piece.top,
                max(1.0, piece.right - piece.left),
                piece.bottom - piece.top,
            )
        return box

    def caret_box(self, position: int) -> QRectF:
        """Give the box of the caret at a code point: also at the end of a line, or of the text."""
        display = self.scene.display
        number = display.block_at(position)
        self.ensure(number)
        top = self.text_top_of(number)
        block = self.document().findBlockByNumber(number)
        unit = display.units.to_utf16(position) - block.position()
        line = block.layout().lineForTextPosition(unit)
        if self.scene.folds.hides(number) or not line.isValid():
            return QRectF(self.column_left, top, 1, self.height_of(number))
        x = self.column_left + x_of(line, unit)
        return QRectF(x, top + line.y(), 1, line.ascent() + line.descent())

    def placed_in(self, number: int) -> list[Placed]:
        """Give the annotations of a block with their boxes and lanes."""
        version = self.scene.marks.version_of(number)
        known = self._placed.get(number)
        if known is None or known[0] != version:
            placed = place_marks(self, number)
            self._placed[number] = (version, placed)
            return placed
        return known[1]

    def visible_blocks(self, top: float, bottom: float) -> Iterator[QTextBlock]:
        """Walk the blocks between two heights of the document, each laid out."""
        block = self.document().findBlockByNumber(self.block_at(top))
        while block.isValid():
            number = block.blockNumber()
            if self.top_of(number) > bottom:
                return
            self.ensure(number)
            # Screen readers ask Qt where a character stands, and Qt asks the block's layout.
            block.layout().setPosition(QPointF(self.column_left, self.text_top_of(number)))
            yield block
            block = block.next()

    # What Qt asks of a layout

    def documentSize(self) -> QSizeF:
        """Give the size of the whole article, as far as it is known."""
        height = self._above + self._heights.total + _BELOW
        return QSizeF(max(_NARROWEST, self.view_width), height)

    def pageCount(self) -> int:
        """Give the number of pages: there are none."""
        return 1

    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:
        """Give the box of the one frame there is."""
        del frame
        return QRectF(QPointF(0, 0), self.documentSize())

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Give the box of a block's text; Qt adds its lines' places to the top left corner."""
        if not self.column_width or not block.isValid():
            return QRectF()
        number = block.blockNumber()
        if growth := self.ensure(number):
            self.grew(number, growth)
        offset = self._offset(number)
        return QRectF(
            self.column_left,
            self.top_of(number) + offset,
            self.column_width,
            max(0.0, self._heights[number] - offset),
        )

    def hitTest(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int:  # type: ignore[override]
        """Give the position (UTF-16 units) nearest to a point of the document."""
        del accuracy
        if not self.column_width:
            return 0
        number = self.block_at(point.y())
        self.ensure(number)
        block = self.document().findBlockByNumber(number)
        layout = block.layout()
        if self.scene.folds.hides(number) or not layout.lineCount():
            return block.position()
        row = int((point.y() - self.text_top_of(number)) // self.style_of(number).pitch)
        line = layout.lineAt(max(0, min(layout.lineCount() - 1, row)))
        x = point.x() - self.column_left
        return block.position() + (line.xToCursor(x) if number in self._bidi else unit_at(line, x))

    def documentChanged(self, position: int, removed: int, added: int) -> None:
        """Forget what was laid out: the document was given another text."""
        del position, removed, added
        self.settings += 1
        self._laid.clear()
        self._placed.clear()

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Paint the part of the article that is asked for."""
        if self.column_width:
            # An article is read in its own direction, whichever way the window is.
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            clip = context.clip if context.clip.isValid() else QRectF(0, 0, 1e6, 1e6)
            self.paints(painter, self, clip, context.cursorPosition)
