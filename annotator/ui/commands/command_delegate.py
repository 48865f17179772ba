"""How a row of a list of commands is painted: mark, words with the typed letters, keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from annotator.ui.commands.command import Match
from annotator.ui.commands.marked_text import paint_marked
from annotator.ui.look import (
    REGULAR,
    STRONG,
    label_colours,
    look,
    metrics,
    paint_icon,
    paint_line,
    paint_mark,
    paint_text,
    sans,
    tint,
)
from annotator.ui.widgets.key_cap import keys_width, paint_keys
from annotator.ui.widgets.reading_side import ReadingSide
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase

_HEAD_HEIGHT = 28
_LINE_HEIGHT = 9
_EDGE = 20
_WORDS_AT = 38
_ASIDE = 0.38
"""Share of a row that the words at its right may take."""
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""Under which the model gives a row: a `Match`, or the text of a head."""


class CommandDelegate(RowDelegateBase):
    """Paints commands, and the heads between them."""

    mirrors = True
    raised = True

    def __init__(self, row_height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._list = parent
        self.row_height = row_height
        self.inset = metrics.SPACE_INSIDE

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give a head less height than a command, and a line hardly any."""
        row = index.data(ROW_ROLE)
        if isinstance(row, str):
            return QSize(0, _HEAD_HEIGHT if row else _LINE_HEIGHT)
        return super().sizeHint(option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a head without a ground, and a command with one."""
        row = index.data(ROW_ROLE)
        if isinstance(row, str):
            if not row:
                middle = option.rect.center().y()
                paint_line(painter, option.rect.x(), middle, option.rect.width(), look().line)
                return
            rect = QRectF(option.rect)
            side = ReadingSide.of(rect, self._list)
            box = side.place(rect.adjusted(_EDGE - 4, 0, -_EDGE, 0))
            font = sans(metrics.TEXT_CAPTION, STRONG)
            paint_text(painter, box, row, font, look().muted, side.leading)
        else:
            super().paint(painter, option, index)

    def selected_fill(self, index: Index) -> object:  # type: ignore[override]
        """Take the label's colour for a label, the accent for everything else."""
        row = index.data(ROW_ROLE)
        if isinstance(row, Match) and row.command.mark:
            return tint(label_colours(row.command.mark[0]).line, look().row)
        return super().selected_fill(index)

    def paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint icon or mark, words, and at the right keys, a few small words, or the reason."""
        match: Match = index.data(ROW_ROLE)
        command, theme = match.command, look()
        middle, side = rect.center().y(), ReadingSide.of(rect, self._list)
        selected = self.row_state(option, index).selected
        if command.mark:
            colour, pattern = command.mark
            y = middle - metrics.MARK_HEIGHT / 2
            mark = side.place(QRectF(rect.x() + 16, y, metrics.MARK_WIDTH, metrics.MARK_HEIGHT))
            paint_mark(painter, mark.x(), y, label_colours(colour).line, pattern)
        elif command.icon:
            box = QRectF(rect.x() + 12, middle - 8, metrics.ICON, metrics.ICON)
            colour_of = theme.accent if selected else theme.muted
            paint_icon(painter, command.icon, side.place(box), colour_of)
        right = rect.right() - _EDGE + 4
        if command.keys and not command.reason:
            taken = keys_width(command.keys)
            keys = side.place(QRectF(right - taken, middle - metrics.KEY_CAP / 2, taken, 0))
            paint_keys(painter, keys.right(), keys.y(), command.keys)
            right -= taken + 8
        aside = command.reason or match.aside
        if aside:
            font = sans(metrics.TEXT_CAPTION, italic=bool(command.reason))
            width = rect.width() * _ASIDE
            box = QRectF(right - width, rect.y(), width, rect.height())
            # A muted text on a selected row is too pale.
            colour_of = theme.text if selected else theme.muted
            box = side.place(box)
            right -= paint_text(painter, box, aside, font, colour_of, side.trailing) + 12
        words = QRectF(rect.x() + _WORDS_AT, rect.y(), right - rect.x() - _WORDS_AT, rect.height())
        strong = bool(command.mark) and selected
        self._paint_words(painter, words, match, side, strong=strong)

    def _paint_words(
        self, painter: QPainter, box: QRectF, match: Match, side: ReadingSide, *, strong: bool
    ) -> None:
        """Paint the words, those letters accented that were typed, whatever must be left out."""
        theme = look()
        plain = sans(metrics.TEXT_BODY, STRONG if strong else REGULAR)
        colour = theme.muted if match.command.reason else theme.text
        paint_marked(
            painter,
            side.place(box),
            match.command.text,
            match.letters,
            (plain, sans(metrics.TEXT_BODY, STRONG)),
            (colour, theme.accent),
            side.leading,
        )
