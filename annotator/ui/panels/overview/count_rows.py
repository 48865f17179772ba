"""Rows of counts: of a label, of an article, of words; each with a bar and a number to open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from annotator.model.listing import LabelOutline
from annotator.model.tally import Phrase
from annotator.ui.i18n import tr
from annotator.ui.look import (
    RIGHT,
    STRONG,
    label_colours,
    look,
    metrics,
    paint_box,
    paint_mark,
    paint_text,
    sans,
    serif,
)
from annotator.ui.widgets.number_button import paint_dots
from annotator.ui.widgets.row_stack import TableRow

_NAME = 0.34
_TITLE = 0.5
_NUMBER = 72
_LEAST = 3.0
"""Pixels of the smallest part of a bar."""


class LabelRow(TableRow):
    """A label with its bar."""

    row_height = metrics.CONTROL

    def __init__(self, label: LabelOutline, count: int, most: int) -> None:
        super().__init__(tr("{label}: {n} annotations", label=label.name, n=f"{count:,}"))
        self.label = label
        self.count = count
        self._most = most

    def paint_row(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the mark, the name, the bar and the number."""
        theme, colours = look(), label_colours(self.label.colour)
        middle = rect.center().y()
        top = middle - metrics.MARK_HEIGHT / 2
        paint_mark(painter, 6, top, colours.line, self.label.pattern)
        left = rect.width() * _NAME
        place = QRectF(20, 0, left - 28, rect.height())
        paint_text(painter, place, self.label.name, sans(), theme.text)
        room = rect.width() - left - _NUMBER
        if self.count:
            wide = max(3.0, room * self.count / self._most)
            paint_box(painter, QRectF(left, middle - 7, wide, 14), 2, fill=colours.line)
        paint_count(painter, rect, self.count)


class ArticleBar(TableRow):
    """An article with a bar in the colours of its labels."""

    row_height = metrics.CONTROL

    def __init__(
        self,
        article: str,
        title: str,
        counts: Counter[str],
        labels: Sequence[LabelOutline],
        most: int,
    ) -> None:
        super().__init__(tr("{title}: {n} annotations", title=title, n=f"{counts.total():,}"))
        self.article = article
        self.title = title
        self.counts = counts
        self._labels = labels
        self._most = most

    def paint_row(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the title, a part of the bar a label, and the number."""
        left = rect.width() * _TITLE
        place = QRectF(6, 0, left - 14, rect.height())
        paint_text(painter, place, self.title, sans(), look().text)
        bar = QRectF(left, rect.center().y() - 6, rect.width() - left - _NUMBER, 12)
        paint_labels(painter, bar, self.counts, self._labels, self._most)
        paint_count(painter, rect, self.counts.total())


class WordsRow(TableRow):
    """Words that carry a label, with a bar in its colour."""

    row_height = metrics.CONTROL

    def __init__(self, phrase: Phrase, label: LabelOutline | None, count: int, most: int) -> None:
        super().__init__(tr("{words}: {n} annotations", words=phrase.words, n=f"{count:,}"))
        self.phrase = phrase
        self.count = count
        self._label = label
        self._most = most

    def paint_row(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the mark, the words, the bar and the number."""
        left, middle = rect.width() * _TITLE, rect.center().y()
        place = QRectF(20, 0, left - 28, rect.height())
        paint_text(painter, place, self.phrase.words, serif(metrics.TEXT_CONTEXT), look().text)
        if self._label is not None:
            colour = label_colours(self._label.colour).line
            paint_mark(painter, 6, middle - metrics.MARK_HEIGHT / 2, colour, self._label.pattern)
            wide = max(3.0, (rect.width() - left - _NUMBER) * self.count / self._most)
            paint_box(painter, QRectF(left, middle - 6, wide, 12), 2, fill=colour)
        paint_count(painter, rect, self.count)


def paint_labels(
    painter: QPainter,
    rect: QRectF,
    counts: Counter[str],
    labels: Sequence[LabelOutline],
    most: int,
) -> None:
    """Paint a bar in the colours of its labels; ``most`` would fill the place."""
    used = [(label, counts[label.key]) for label in labels if counts[label.key]]
    room = rect.width() * sum(count for _, count in used) / most if most else 0.0
    # Where there are too many labels to be seen, shares alone count.
    least = _LEAST if len(used) * _LEAST <= room else 0.0
    gap = 1 if least else 0
    x, share = rect.left(), (room - least * len(used)) / max(1, sum(n for _, n in used))
    for label, count in used:
        wide = least + share * count
        part = QRectF(x, rect.top(), wide - gap, rect.height())
        paint_box(painter, part, 2 * gap, fill=label_colours(label.colour).line)
        x += wide


def paint_count(painter: QPainter, rect: QRectF, count: int) -> None:
    """Paint a number that can be opened at the right end of a row."""
    theme, font = look(), sans(weight=STRONG)
    place = QRectF(rect.right() - _NUMBER + 8, 0, _NUMBER - 12, rect.height())
    used = paint_text(painter, place, f"{count:,}", font, theme.text, RIGHT)
    if count:
        paint_dots(painter, place.right() - used, rect.center().y() + 8, used, theme.faint)
