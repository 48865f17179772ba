"""A row of the import sheet: a label of the files, how often, an example, and what it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from annotator.app.reading.labels import LabelCount
from annotator.model.listing import LabelOutline
from annotator.ui.i18n import tr
from annotator.ui.look import (
    STRONG,
    label_colours,
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_line,
    paint_mark,
    paint_text,
    reading_painter,
    sans,
)
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.painted_button import PaintedButton
from annotator.ui.widgets.quote import Quote
from annotator.ui.widgets.text import Text

_HEIGHT = 44
_NAME_WIDTH = 136
_COUNT_WIDTH = 56
_CHOICE_WIDTH = 208
_LONGEST_KEY = 64


class Choice(NamedTuple):
    """What a label of the files becomes: a key here, or (None) left out."""

    key: str | None
    is_new: bool = False


class ChoiceButton(PaintedButton):
    """Shows what a label becomes and opens the menu of what it may become.

    A label's digit chooses it at once, ``+`` makes a new one, Delete leaves it out, the arrows go
    to the rows above and below.

    Signals:
        step(way): go to the row above (-1) or below (1).
        key_chosen(choice): a key chose this.
    """

    step = Signal(int)
    key_chosen = Signal(object)

    def __init__(self, labels: Sequence[LabelOutline], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = {label.key: label for label in labels}
        self._choice = Choice(None)
        self._new = Choice(None)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_choice(self, choice: Choice, new: Choice, name: str) -> None:
        """Show a choice; ``new`` is what ``+`` chooses, ``name`` says all of it in words."""
        self._choice, self._new = choice, new
        self.setAccessibleName(name)
        self.set_words(words_of(choice, self._labels))
        self._words = words_of(choice, self._labels)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of a field."""
        return QSize(_CHOICE_WIDTH, metrics.CONTROL)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by one key, or go to another row."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        shortcut = next(
            (one for one in self._labels.values() if one.shortcut and one.shortcut == event.text()),
            None,
        )
        if plain and event.key() in steps:
            self.step.emit(steps[Qt.Key(event.key())])
        elif plain and shortcut is not None and not shortcut.retired:
            self.key_chosen.emit(Choice(shortcut.key))
        elif event.text() == "+" and self._new.key is not None:
            self.key_chosen.emit(self._new)
        elif plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.key_chosen.emit(Choice(None))
        else:
            super().keyPressEvent(event)

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the field: mark or icon, words, arrow."""
        theme = look()
        hovered = self.ground() is not None
        border = theme.faint if hovered else theme.line2
        paint_box(painter, rect, metrics.RADIUS_FIELD, fill=theme.field, border=border)
        middle = rect.center().y()
        label = None if self._choice.is_new else self._labels.get(self._choice.key or "")
        if label is not None:
            colour = label_colours(label.colour).line
            paint_mark(painter, 14, middle - metrics.MARK_HEIGHT / 2, colour, label.pattern)
        else:
            name = "ban" if self._choice.key is None else "plus"
            place = QRectF(8, middle - metrics.ICON / 2, metrics.ICON, metrics.ICON)
            paint_icon(painter, name, place, theme.muted)
        words = rect.adjusted(32, 0, -32, 0)
        colour = theme.muted if self._choice.key is None else theme.text
        paint_text(painter, words, self._words, sans(), colour)
        arrow = QRectF(rect.right() - 24, middle - metrics.ICON / 2, metrics.ICON, metrics.ICON)
        paint_icon(painter, "down", arrow, theme.muted)


class LabelRow(QWidget):
    """Shows a label of the files and lets one choose what it becomes.

    Signals:
        changed(): it becomes something else now.
        step(way): go to the row above (-1) or below (1).
    """

    changed = Signal()
    step = Signal(int)

    def __init__(self, found: LabelCount, choice: Choice, labels: Sequence[LabelOutline]) -> None:
        super().__init__()
        self.found = found
        self.choice = choice
        self._labels = [label for label in labels if not label.retired]
        self._by_key = {label.key: label for label in labels}
        self.new = new_choice(found.label, self._by_key)
        self.setFixedHeight(_HEIGHT)
        row = QHBoxLayout(self)
        set_margins(row, 0, 0, metrics.SPACE_INSIDE, 1, within=self)
        row.setSpacing(metrics.SPACE_GROUPS)
        name = Text(found.label, weight=STRONG)
        name.setFixedWidth(_NAME_WIDTH)
        row.addWidget(name)
        count = Text(f"{found.annotations:,}", align=Qt.AlignmentFlag.AlignRight)
        count.setFixedWidth(_COUNT_WIDTH)
        row.addWidget(count)
        quote = Quote(lines=1)
        quote.set_text(found.quote)
        row.addWidget(quote, 1)
        self.button = ChoiceButton(labels)
        self.button.clicked.connect(self._on_clicked)
        self.button.key_chosen.connect(self.choose)
        self.button.step.connect(self.step)
        row.addWidget(self.button)
        self._show()

    def choose(self, choice: Choice) -> None:
        """Let the label become something else."""
        if choice != self.choice:
            self.choice = choice
            self._show()
            self.changed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line below."""
        painter = reading_painter(self)
        paint_line(painter, 0, self.height() - 1, self.width(), look().line)
        painter.end()

    def _show(self) -> None:
        becomes = words_of(self.choice, self._by_key)
        number = self.found.annotations
        count = tr("1 annotation") if number == 1 else tr("{n} annotations", n=f"{number:,}")
        name = tr(
            "{label}, {count}, becomes: {words}", label=self.found.label, count=count, words=becomes
        )
        self.button.set_choice(self.choice, self.new, name)

    def _on_clicked(self) -> None:
        menu = Menu(tr("What “{label}” becomes", label=self.found.label), self)
        for label in self._labels:
            keys = label.shortcut
            row = menu.add_row(label.name, mark=(label.colour, label.pattern), keys=keys)
            self._offer(row, Choice(label.key))
        menu.addSeparator()
        if self.new.key is not None:
            row = menu.add_row(words_of(self.new, self._by_key), icon="plus", keys="+")
            self._offer(row, self.new)
        self._offer(menu.add_row(tr("Leave out"), icon="ban", keys="Del"), Choice(None))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(self.button)

    def _offer(self, row: QAction, choice: Choice) -> None:
        row.setCheckable(True)
        row.setChecked(choice == self.choice)
        row.triggered.connect(lambda _=False: self.choose(choice))


def words_of(choice: Choice, labels: dict[str, LabelOutline]) -> str:
    """Say what a label becomes."""
    if choice.key is None:
        return tr("Leave out")
    if choice.is_new or choice.key not in labels:
        return tr("New label “{label}”", label=choice.key)
    return labels[choice.key].name


def new_choice(label: str, known: dict[str, LabelOutline]) -> Choice:
    """Give the choice that makes a label of its own: none if it is one already, or cannot be."""
    key = " ".join(label.split())[:_LONGEST_KEY].strip()
    return Choice(key, is_new=True) if key and key not in known else Choice(None)


def likely_choice(
    found: LabelCount, labels: Sequence[LabelOutline], before: dict[str, str | None]
) -> Choice:
    """Give what a label probably becomes: what it became before, the one of the same letters."""
    known = {label.key: label for label in labels}
    if found.label in before:
        key = before[found.label]
        return Choice(key, is_new=key is not None and key not in known)
    if found.label in known:
        return Choice(found.label)
    letters = found.label.casefold()
    for label in labels:
        if not label.retired and letters in (label.key.casefold(), label.name.casefold()):
            return Choice(label.key)
    return new_choice(found.label, known)
