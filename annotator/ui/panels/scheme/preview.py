"""How a label looks to who tags: a sentence in its look, and the form it asks for."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.model.attributes import Attribute, ChoiceAttribute
from annotator.model.scheme import Label
from annotator.ui.i18n import tr
from annotator.ui.look import (
    CENTRE,
    label_colours,
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_lane,
    paint_text,
    reading_painter,
    sans,
    serif,
    smooth_painter,
    text_width,
    tint,
    wrapped,
)
from annotator.ui.panels.scheme.example_text import split_example
from annotator.ui.panels.scheme.values import values_of
from annotator.ui.widgets.chip import chip_width, paint_chip

_PADDING = 16
_SENTENCE = 108
_BASELINE = 60
_NAMES = 0.45
"""Share of the width that names of fields have at most."""
_LINE = 16
_FEW = 4
"""Values of a choice that stand beside each other; more are behind a drop-down."""


class SentencePreview(QWidget):
    """A span of the label, selected, as in the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Label(key="none")
        self.setAccessibleName(tr("Preview of a tagged span"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_label(self, label: Label) -> None:
        """Show another label."""
        self._label = label
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the card."""
        return QSize(280, _SENTENCE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card and the sentence."""
        painter = smooth_painter(self)
        theme = look()
        rect = QRectF(self.rect())
        paint_box(painter, rect, metrics.RADIUS_LABEL, fill=theme.base, border=theme.line)
        font = serif(metrics.TEXT_ARTICLE)
        colours = label_colours(self._label.colour)
        before, words, after = self._words(rect.width() - 2 * _PADDING)
        y, height = _BASELINE - 12, 24
        x = rect.left() + _PADDING
        width = text_width(words, font)
        lead = text_width(before, font)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            x = rect.right() - _PADDING - lead - width - text_width(after, font)
        paint_text(painter, QRectF(x, y, lead + 1, height), before, font, theme.text)
        span = QRectF(x + lead - 2, y, width + 4, height)
        fill = tint(colours.line, theme.wash_selected)
        paint_box(painter, span, metrics.RADIUS_CHIP, fill=fill, border=colours.line, width=1.5)
        paint_text(painter, QRectF(x + lead, y, width + 1, height), words, font, theme.text)
        lane = QRectF(span.left(), span.bottom() + 2, span.width(), metrics.LANE)
        paint_lane(painter, lane, colours.line, self._label.pattern)
        rest = QRectF(x + lead + width, y, rect.right() - _PADDING - x - lead - width, height)
        if rest.width() > 0:
            paint_text(painter, rest, after, font, theme.text)
        chip = metrics.CHIP_SMALL
        room = rect.right() - span.left() - 8
        if chip_width(self._label.name) <= room:
            place = QPointF(span.left(), span.top() - chip - 1)
            paint_chip(painter, place.x(), place.y(), self._label.name, colours, chip)
        painter.end()

    def _words(self, width: float) -> tuple[str, str, str]:
        """Choose an example that fits into a line, else cut the shortest; without any, say so."""
        font = serif(metrics.TEXT_ARTICLE)
        for words in sorted(self._label.examples.tag, key=len):
            before, span, after = split_example(words)
            if text_width(span, font) < width * 0.8:
                room = width - text_width(span, font)
                lead = before
                while lead and text_width(lead, font) > room * 0.6:
                    lead = lead[lead.find(" ") + 1 :] if " " in lead[:-1] else ""
                return lead, span, after
        return tr("the "), tr("words one tags"), tr(" here")


class FormPreview(QWidget):
    """The rows of the form, with what may stand in each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Label(key="none")
        self._names: dict[str, str] = {}
        self.setAccessibleName(tr("Preview of the form"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_label(self, label: Label, names: dict[str, str]) -> None:
        """Show the form of another label; ``names`` are those of all labels by their keys."""
        self._label, self._names = label, names
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for all rows."""
        rows = max(1, len(self._label.attributes)) + 1
        return QSize(280, rows * metrics.CONTROL + 2 * metrics.SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card and the rows that are in view."""
        painter = reading_painter(self)
        theme = look()
        rect = QRectF(self.rect())
        paint_box(painter, rect, metrics.RADIUS_LABEL, fill=theme.base, border=theme.line)
        height = metrics.CONTROL
        y = float(metrics.SPACE)
        names = min(metrics.FIELD_NAME_COLUMN, round(rect.width() * _NAMES))
        at = _PADDING + names
        for one in self._label.attributes:
            if y + height >= event.rect().top() and y <= event.rect().bottom():
                _paint_name(painter, QRectF(_PADDING, y, names - 4, height), one.name)
                value = QRectF(at, y, rect.width() - at - _PADDING, height)
                self._paint_value(painter, value, one)
            y += height
        said = (
            tr("Note and certainty are asked of every label.")
            if self._label.attributes
            else tr("It asks for nothing but a note and how sure one is.")
        )
        foot = QRectF(_PADDING, y, rect.width() - 2 * _PADDING, height)
        paint_text(painter, foot, said, sans(metrics.TEXT_CAPTION), theme.muted)
        painter.end()

    def _paint_value(self, painter: QPainter, box: QRectF, one: Attribute) -> None:
        theme = look()
        if isinstance(one, ChoiceAttribute) and len(one.choices) <= _FEW:
            font = sans(metrics.TEXT_SMALL)
            widths = [text_width(choice.name, font) + 16 for choice in one.choices]
            if sum(widths) <= box.width():
                tray = QRectF(box.left(), box.center().y() - 13, sum(widths), 26)
                paint_box(painter, tray, 7, fill=theme.hover)
                x = tray.left()
                for choice, width in zip(one.choices, widths, strict=True):
                    part = QRectF(x, tray.top(), width, tray.height())
                    paint_text(painter, part, choice.name, font, theme.muted, CENTRE)
                    x += width
                return
        drop = isinstance(one, ChoiceAttribute)
        words = tr("choose") if drop else values_of(one, self._names)
        if one.required:
            words = tr("{words}, required", words=words)
        if drop:
            side = metrics.ICON
            arrow = QRectF(box.right() - side, box.center().y() - side / 2, side, side)
            paint_icon(painter, "down", arrow, theme.muted)
            box = box.adjusted(0, 0, -side, 0)
        paint_text(painter, box, words, sans(italic=True), theme.muted)


def _paint_name(painter: QPainter, box: QRectF, name: str) -> None:
    """Break a long name, as the form does."""
    font = sans(metrics.TEXT_SMALL)
    lines = wrapped(name, font, box.width(), 2).lines
    y = box.center().y() - _LINE * len(lines) / 2
    for number, line in enumerate(lines):
        place = QRectF(box.left(), y + number * _LINE, box.width(), _LINE)
        paint_text(painter, place, line, font, look().muted)
