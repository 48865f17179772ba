"""The relations of the selected annotation, as rows that lead to their other ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from annotator.ui.editor.scene import LabelLook
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.panels.form.grid import GAP, name_width
from annotator.ui.panels.form.link_row import LinkRow
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.text import Text

_MOST = 20
"""Rows that are shown at first."""


class RelationRow(NamedTuple):
    """A relation as it is shown.

    Attributes:
        id: the relation's.
        name: what the other end is called.
        words: those of the annotation there.
        other: its id.
        style: how its label looks.
        own: whether who works can take the relation away.
    """

    id: str
    name: str
    words: str
    other: str
    style: LabelLook
    own: bool


class RelationRows(QWidget):
    """Shows relations; each row leads to its other end, × takes it away.

    Signals:
        followed(annotation): its id; it is to be selected.
        link_wanted(): one more is to be made.
        unlink_wanted(relation): it is to go.
        menu_wanted(relation, place): what can be done with it is asked for at a point.
        unfolded(): rows are shown that were left out.
    """

    followed = Signal(str)
    link_wanted = Signal()
    unlink_wanted = Signal(str)
    menu_wanted = Signal(str, QPoint)
    unfolded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._grid = _grid_in(self)
        self._grid.setContentsMargins(0, metrics.SPACE_INSIDE, 0, metrics.SPACE_INSIDE)
        self._rows: Sequence[RelationRow] = ()
        self._list = QWidget(self)
        self._links: list[LinkRow] = []
        self._unfolded = False
        """Whether very many rows are shown, all of them."""
        self.more = PushButton("", "link")
        self.more.clicked.connect(self._on_more)
        self.link = PushButton(tr("Link"), "link", icon="plus", keys="L")
        self.link.clicked.connect(self.link_wanted)
        self._folded, self._linking = self._below(self.more), self._below(self.link)
        self._grid.addWidget(self._list, 0, 0, 1, 2)
        self._grid.addWidget(self._folded, 1, 1)
        self._grid.addWidget(self._linking, 2, 1)

    def _below(self, button: PushButton) -> QWidget:
        """Give a button a row below the others; it is shown when it is wanted."""
        row = QWidget(self)
        line = QHBoxLayout(row)
        set_margins(line, 10, 0, 0, 0, within=self)
        line.addWidget(button)
        line.addStretch(1)
        row.setFixedHeight(metrics.RELATION_ROW)
        # Or it would be taken for shown before it has a place.
        row.hide()
        return row

    def show_rows(self, rows: Sequence[RelationRow], *, linkable: bool) -> bool:
        """Show other relations, ``linkable`` offers to make one more; tell if it was another."""
        self.setVisible(bool(rows) or linkable)
        if list(rows) == list(self._rows) and self._linking.isVisibleTo(self) == linkable:
            return False
        if not {row.id for row in rows} & {row.id for row in self._rows}:
            self._unfolded = False
        self._rows = rows
        self._show()
        self._linking.setVisible(linkable)
        return True

    def _show(self) -> None:
        """Make the rows anew, all in a widget of their own, which takes the place of the last."""
        at = next((n for n, link in enumerate(self._links) if link.hasFocus()), None)
        rows = self._rows if self._unfolded else self._rows[:_MOST]
        self._links = []
        inside = QWidget()
        grid = _grid_in(inside)
        last = ""
        for number, row in enumerate(rows):
            if row.name != last:
                grid.addWidget(_name(row.name), number, 0, Qt.AlignmentFlag.AlignTop)
            last = row.name
            link = self._link_row(row)
            grid.addWidget(link, number, 1)
            self._links.append(link)
        self._grid.replaceWidget(self._list, inside)
        self._list.hide()
        self._list.deleteLater()
        self._list = inside
        inside.show()
        self.more.setText(tr("Show all {n}", n=f"{len(self._rows):,}"))
        self._folded.setVisible(len(rows) < len(self._rows))
        if at is not None:
            # Who takes links away by the keyboard goes on with the next one.
            (self._links[min(at, len(self._links) - 1)] if self._links else self.link).setFocus()

    def _link_row(self, row: RelationRow) -> LinkRow:
        link = LinkRow(row.words, row.style, removable=row.own)
        link.clicked.connect(lambda: self.followed.emit(row.other))
        link.removal_wanted.connect(lambda: self.unlink_wanted.emit(row.id))
        link.menu_wanted.connect(lambda at: self.menu_wanted.emit(row.id, at))
        return link

    def _on_more(self) -> None:
        self._unfolded = True
        first = len(self._links)
        self._show()
        self._links[first].setFocus()
        self.unfolded.emit()

    def stops(self) -> list[QWidget]:
        """List what Tab stops at, from the top to the bottom."""
        return [*self._links, self.more, self.link]


def _grid_in(widget: QWidget) -> QGridLayout:
    """Give a widget the columns of the form: names, and what they name."""
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(0)
    grid.setHorizontalSpacing(GAP)
    grid.setColumnMinimumWidth(0, name_width())
    grid.setColumnStretch(1, 1)
    return grid


def _name(words: str) -> Text:
    name = Text(words, px=metrics.TEXT_SMALL, role="muted")
    name.setFixedHeight(metrics.RELATION_ROW)
    name.setFixedWidth(name_width())
    return name
