"""The relations of the selected annotation, as rows that lead to their other ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from annotator.ui.editor.scene import LabelLook
from annotator.ui.i18n import tr
from annotator.ui.look import metrics, scaled
from annotator.ui.panels.form.grid import GAP, name_width
from annotator.ui.panels.form.link_row import LinkRow
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.text import Text


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
    """

    followed = Signal(str)
    link_wanted = Signal()
    unlink_wanted = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, metrics.SPACE_INSIDE, 0, metrics.SPACE_INSIDE)
        self._grid.setVerticalSpacing(0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setColumnMinimumWidth(0, name_width())
        self._grid.setColumnStretch(1, 1)
        self._rows: Sequence[RelationRow] = ()
        self._shown: list[QWidget] = []
        self.link = PushButton(tr("Link"), "link", icon="plus", keys="L")
        self.link.clicked.connect(self.link_wanted)
        self._linking = QWidget(self)
        line = QHBoxLayout(self._linking)
        set_margins(line, 10, 0, 0, 0, within=self)
        line.addWidget(self.link)
        line.addStretch(1)
        self._linking.setFixedHeight(scaled(metrics.RELATION_ROW))
        # Or it would be taken for shown before it has a place.
        self._linking.hide()

    def show_rows(self, rows: Sequence[RelationRow], *, linkable: bool) -> bool:
        """Show other relations, ``linkable`` offers to make one more; tell if it was another."""
        self.setVisible(bool(rows) or linkable)
        if list(rows) == list(self._rows) and self._linking.isVisibleTo(self) == linkable:
            return False
        self._rows = rows
        for widget in self._shown:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = []
        last = ""
        for number, row in enumerate(rows):
            if row.name != last:
                name = Text(row.name, px=metrics.TEXT_SMALL, role="muted")
                name.setFixedHeight(scaled(metrics.RELATION_ROW))
                name.setFixedWidth(name_width())
                self._grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
                self._shown.append(name)
            last = row.name
            link = LinkRow(row.words, row.style, removable=row.own)
            link.clicked.connect(lambda _=False, one=row: self.followed.emit(one.other))
            link.removal_wanted.connect(lambda one=row: self.unlink_wanted.emit(one.id))
            link.menu_wanted.connect(lambda at, one=row: self.menu_wanted.emit(one.id, at))
            self._grid.addWidget(link, number, 1)
            self._shown.append(link)
        self._grid.addWidget(self._linking, len(rows), 1)
        self._linking.setVisible(linkable)
        return True

    def stops(self) -> list[QWidget]:
        """List what Tab stops at, from the top to the bottom."""
        return [*(one for one in self._shown if isinstance(one, LinkRow)), self.link]
