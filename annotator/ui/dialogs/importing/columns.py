"""The sheet that asks which columns of a table are an article's text, title and so on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.ui.dialogs.sheet import Sheet, column_of
from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, look, metrics, paint_line, reading_painter
from annotator.ui.widgets.drop_button import DropButton
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.quote import Quote
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.text import Text

_HEIGHT = 40
_MOST_ROWS = 9
_NAME_WIDTH = 152
_USE_WIDTH = 144
_WIDTH = 720

_USES = {
    "": "Not used",
    "text": "Text",
    "title": "Title",
    "outlet": "Outlet",
    "byline": "Byline",
    "published": "Date",
    "url": "Address",
    "language": "Language",
    "reference": "Id",
}
"""What a column may be: by the format's option, what people call it."""


class ColumnRow(QWidget):
    """A column: its name, the first value in it, and what it is.

    Signals:
        use_chosen(use): it is this from now on.
    """

    use_chosen = Signal(str)

    def __init__(self, name: str, first: str) -> None:
        super().__init__()
        self.name = name
        self.use = ""
        self.setFixedHeight(_HEIGHT)
        row = QHBoxLayout(self)
        set_margins(row, 0, 0, metrics.SPACE_INSIDE, 1, within=self)
        row.setSpacing(metrics.SPACE_GROUPS)
        title = Text(name or tr("(no name)"), weight=STRONG)
        title.setFixedWidth(_NAME_WIDTH)
        row.addWidget(title)
        quote = Quote(lines=1)
        quote.set_text(first)
        row.addWidget(quote, 1)
        self.button = DropButton()
        self.button.setFixedWidth(_USE_WIDTH)
        self.button.clicked.connect(self._on_clicked)
        row.addWidget(self.button)
        self.set_use("")

    def set_use(self, use: str) -> None:
        """Show what the column is."""
        self.use = use
        self.button.setText(tr(_USES[use]))
        self.button.setAccessibleName(
            tr("{column} is: {use}", column=self.name, use=tr(_USES[use]))
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line below."""
        painter = reading_painter(self)
        paint_line(painter, 0, self.height() - 1, self.width(), look().line)
        painter.end()

    def _on_clicked(self) -> None:
        menu = Menu(tr("What “{column}” is", column=self.name), self)
        for use, words in _USES.items():
            row = menu.add_row(tr(words))
            row.setCheckable(True)
            row.setChecked(use == self.use)
            row.triggered.connect(lambda _=False, it=use: self.use_chosen.emit(it))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(self.button)


class AskColumns(Sheet):
    """Lists a table's columns; what holds the longest words is taken for the text, to begin with.

    Signals:
        chosen(options): read it so; options of the format, each the name of a column.
    """

    chosen = Signal(object)

    def __init__(self, window: QWidget, name: str, columns: Sequence[tuple[str, str]]) -> None:
        self.rows = [ColumnRow(column, first) for column, first in columns]
        for row in self.rows:
            row.use_chosen.connect(lambda use, it=row: self._use(it, use))
        advice = Text(
            tr("The table does not say which column holds the articles. Choose what each one is."),
            role="muted",
            lines=3,
        )
        table = scrolled(column_of(self.rows, spacing=0))
        room = max(2, (window.height() - 320) // _HEIGHT)
        table.setFixedHeight(max(1, min(len(self.rows), _MOST_ROWS, room)) * _HEIGHT)
        super().__init__(
            window,
            tr("Which column of “{name}” is the text?", name=name),
            column_of([advice, table]),
            answer=tr("Read it so"),
            refusal=tr("Leave it out"),
            width=_WIDTH,
        )
        if self.rows:
            longest = max(range(len(columns)), key=lambda at: len(columns[at][1]))
            self._use(self.rows[longest], "text")
        self.answer.setEnabled(bool(self.rows))
        self.accepted.connect(self._on_accepted)

    def _use(self, row: ColumnRow, use: str) -> None:
        """Let a column be something; nothing else is that then."""
        for other in self.rows:
            if use and other.use == use:
                other.set_use("")
        row.set_use(use)
        self.answer.setEnabled(any(one.use == "text" for one in self.rows))

    def _on_accepted(self) -> None:
        self.chosen.emit({row.use: row.name for row in self.rows if row.use})
