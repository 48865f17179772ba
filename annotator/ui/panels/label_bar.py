"""The bar above the text: the labels with their keys, whose lanes are shown, find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from annotator.model.listing import LabelOutline
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.look import look, metrics, paint_ground
from annotator.ui.soon import Soon
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.label_button import LabelButton
from annotator.ui.widgets.letters_button import LettersButton
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.pill import Pill
from annotator.ui.widgets.tooltip import set_tooltip

_MOST_PILLS = 3
"""Annotators who get a pill of their own; more share a menu."""


class LabelBar(QWidget):
    """Shows which label is picked, and whose annotations are shown.

    Signals:
        label_pressed(key): a label was clicked.
        label_wanted(): add a label to the scheme.
        find_wanted(): find in the text.
        filter_wanted(): choose what is painted.
        look_wanted(button): choose how the text looks, in a menu at a button.
    """

    label_pressed = Signal(str)
    label_wanted = Signal()
    find_wanted = Signal()
    filter_wanted = Signal()
    look_wanted = Signal(object)

    def __init__(self, hub: Hub, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._desk = desk
        self._column_left = metrics.SPACE_EDGE
        self._buttons: dict[str, LabelButton] = {}
        self._pills: dict[str, Pill] = {}
        self.setFixedHeight(metrics.BAR)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(metrics.SPACE_EDGE, 0, metrics.SPACE_EDGE, 1)
        self._row.setSpacing(metrics.SPACE)
        # What does not fit folds; so the bar asks for no width.
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._labels = QHBoxLayout()
        self._labels.setSpacing(metrics.SPACE)
        self.add = IconButton("plus", tr("Add a label"))
        self.add.clicked.connect(self.label_wanted)
        self._people = QHBoxLayout()
        self._people.setSpacing(metrics.SPACE)
        self._more = IconButton("users", tr("Whose annotations are shown"))
        self._more.clicked.connect(self._on_more)
        self.filter_button = IconButton("filter", tr("What is shown"), "F")
        self.filter_button.setCheckable(True)
        self.filter_button.clicked.connect(self._on_filter)
        self._look = LettersButton("Aa", tr("How the text looks"))
        self._look.clicked.connect(lambda: self.look_wanted.emit(self._look))
        self.find_button = IconButton("search", tr("Find in the text"), "Ctrl F")
        self.find_button.clicked.connect(self.find_wanted)
        self._row.addLayout(self._labels)
        self._row.addWidget(self.add)
        self._row.addStretch(1)
        self._row.addLayout(self._people)
        self._row.addWidget(self._more)
        self._row.addWidget(self.filter_button)
        self._row.addWidget(self._look)
        self._row.addWidget(self.find_button)
        hub.opened.connect(self._rebuild)
        # Hundreds of labels are buttons that take as long to make as what else shows them.
        self._changed = Soon(self._rebuild, self)
        desk.labels_changed.connect(self._changed.start)
        desk.lanes_changed.connect(self._rebuild_people)
        desk.filter_changed.connect(self._show_filter)
        desk.picked_changed.connect(self._show_picked)
        self._rebuild()

    def set_column(self, left: int) -> None:
        """Begin where the text column does, if there is room."""
        if left != self._column_left:
            self._column_left = left
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """Allow any width: what does not fit folds."""
        return QSize(0, metrics.BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the line below."""
        paint_ground(self, look().base, "below")

    def _rebuild(self) -> None:
        project = self._hub.project
        _clear(self._labels)
        self._buttons.clear()
        labels = project.labels if project else []
        names = {label.key: label.name for label in labels}
        for label in labels:
            if label.retired:
                continue
            button = LabelButton(label.name, label.colour, label.shortcut)
            set_tooltip(button, _about(label, names))
            button.clicked.connect(lambda _=False, key=label.key: self.label_pressed.emit(key))
            self._labels.addWidget(button)
            self._buttons[label.key] = button
        self._show_picked()
        self._rebuild_people()

    def _rebuild_people(self) -> None:
        people = self._desk.annotators()
        if list(self._pills) != people[:_MOST_PILLS]:
            _clear(self._people)
            self._pills.clear()
            for lane, name in enumerate(people[:_MOST_PILLS]):
                pill = Pill(name, lane)
                set_tooltip(pill, tr("Show or hide the annotations of {name}", name=name))
                pill.clicked.connect(lambda on, who=name: self._desk.show_lane(who, shown=on))
                self._people.addWidget(pill)
                self._pills[name] = pill
        for name, pill in self._pills.items():
            pill.setChecked(name not in self._desk.hidden)
        self._fit()

    def _show_picked(self) -> None:
        for key, button in self._buttons.items():
            button.setChecked(key == self._desk.picked)

    def _on_filter(self) -> None:
        self._show_filter()
        self.filter_wanted.emit()

    def _show_filter(self) -> None:
        """Be lit while something is not shown."""
        on = self._desk.filter.is_on
        self.filter_button.setChecked(on)
        name = tr("What is shown: some annotations are hidden") if on else tr("What is shown")
        self.filter_button.set_name(name, "F")

    def resizeEvent(self, event: object) -> None:
        """Give way to the labels where there is little room."""
        del event
        self._fit()

    def _fit(self) -> None:
        """Fold, one after the other, what is also to be had elsewhere: labels stay whole."""
        ways = ((True, True), (True, False), (False, True), (False, False))
        people = len(self._desk.annotators())
        sets = [self._parts(people, pills=pills, rest=rest) for pills, rest in ways]
        room = self.width() - metrics.SPACE_EDGE
        shown = next((one for one in sets if _width(one) <= room), sets[-1])
        for part in (*self._pills.values(), self._more, self._look, self.add):
            part.setVisible(part in shown)
        margins = self._row.contentsMargins()
        before = margins.right() if self.isRightToLeft() else margins.left()
        left = self._column_left
        margin = left if _width(shown) + left <= self.width() else metrics.SPACE_EDGE
        if margin != before:
            set_margins(self._row, margin, 0, metrics.SPACE_EDGE, 1, within=self)

    def _parts(self, people: int, *, pills: bool, rest: bool) -> list[QWidget]:
        """List what is to be shown: a pill for each annotator or a menu; what a menu has, too."""
        parts: list[QWidget] = [*self._buttons.values(), self.filter_button, self.find_button]
        if pills:
            parts += self._pills.values()
        if people > (_MOST_PILLS if pills else 1):
            parts.append(self._more)
        if rest:
            parts.append(self._look)
        if rest and self._hub.project is not None:
            parts.append(self.add)
        return parts

    def _on_more(self) -> None:
        menu = Menu(tr("Whose annotations are shown"), self)
        for name in self._desk.annotators():
            row = menu.add_row(name)
            row.setCheckable(True)
            row.setChecked(name not in self._desk.hidden)
            row.toggled.connect(lambda on, who=name: self._desk.show_lane(who, shown=on))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(self._more)


def _about(label: LabelOutline, names: Mapping[str, str]) -> str:
    """Say what a label means, and under which it stands."""
    if not label.parent:
        return label.definition
    under = f"{names.get(label.parent, label.parent)} › {label.name}"
    return f"{under}\n{label.definition}" if label.definition else under


def _width(parts: Sequence[QWidget]) -> int:
    """Give the room that parts take in a row, with what lies around them but at the left."""
    widths = (part.sizeHint().width() + metrics.SPACE for part in parts)
    return sum(widths) + metrics.SPACE_EDGE


def _clear(layout: QHBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
