"""The values of a choice, a field each: renamed in place, added, put in order, taken out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.app.scheming.keys import key_from
from annotator.model.attributes import Choice
from annotator.problems import UserProblem
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.tab_order import tab_through_inside


class ChoiceRows(QWidget):
    """Takes the values of a choice.

    A value keeps its key whatever it is called. One that is taken out may go into another: that one
    then stands for it in what is tagged already.

    Signals:
        grown(): there are more rows or fewer.
    """

    grown = Signal()

    def __init__(self, choices: tuple[Choice, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: list[Choice] = list(choices)
        self._saved = {choice.key for choice in choices}
        self.fields: list[Field] = []
        self.stops: tuple[QWidget, ...] = ()
        """What Tab walks, in its order."""
        self._rows = QVBoxLayout()
        self._rows.setSpacing(metrics.SPACE_INSIDE)
        self.add = PushButton(tr("Add a value"), "link", icon="plus")
        self.add.clicked.connect(self.add_value)
        below = QHBoxLayout()
        below.addWidget(self.add)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.SPACE)
        column.addLayout(self._rows)
        column.addLayout(below)
        self._build()

    def choices(self) -> tuple[Choice, ...]:
        """Give the values.

        Raises:
            UserProblem: there is none, or one stands there twice.
        """
        self._take_names()
        kept = [choice for choice in self._choices if choice.name]
        names = [choice.name.casefold() for choice in kept]
        for choice in kept:
            if names.count(choice.name.casefold()) > 1:
                raise UserProblem(tr("“{name}” stands there twice.", name=choice.name))
        if not kept:
            raise UserProblem(tr("Add a value to choose from."))
        return tuple(kept)

    def add_value(self) -> None:
        """Add an empty row and lead there."""
        self._take_names()
        self._choices.append(Choice.model_construct(key="", name="", formerly=()))
        self._build()
        self.fields[-1].setFocus(Qt.FocusReason.TabFocusReason)

    def _take_names(self) -> None:
        taken = {choice.key for choice in self._choices} | self._saved
        for number, field in enumerate(self.fields):
            name = " ".join(field.text().split())
            choice = self._choices[number]
            key = choice.key or (key_from(name, taken, "value") if name else "")
            taken.add(key)
            self._choices[number] = Choice.model_construct(
                key=key, name=name, formerly=choice.formerly
            )

    def _build(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.fields = []
        lines: list[QWidget] = []
        for number, choice in enumerate(self._choices):
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(metrics.SPACE_INSIDE)
            field = _ValueField(tr("Value {n}", n=number + 1), tr("A value to choose"))
            field.set_text(choice.name)
            field.submitted.connect(lambda _, at=number: self._next(at))
            field.moved.connect(lambda steps, at=number: self._move(at, steps))
            remove = IconButton("x", tr("Take out {name}", name=choice.name or number + 1))
            remove.clicked.connect(
                lambda _=False, at=number, button=remove: self._on_remove(at, button)
            )
            line.addWidget(field, 1)
            line.addWidget(remove)
            self._rows.addWidget(row)
            self.fields.append(field)
            lines.append(row)
        self.stops = (*lines, self.add)
        tab_through_inside(self, self.stops)
        self.grown.emit()

    def _next(self, at: int) -> None:
        if at + 1 < len(self.fields):
            self.fields[at + 1].setFocus(Qt.FocusReason.TabFocusReason)
        elif self.fields[at].text().strip():
            self.add_value()

    def _move(self, at: int, steps: int) -> None:
        self._take_names()
        to = min(max(0, at + steps), len(self._choices) - 1)
        self._choices.insert(to, self._choices.pop(at))
        self._build()
        self.fields[to].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_remove(self, at: int, button: QWidget) -> None:
        self._take_names()
        choice = self._choices[at]
        others = [one for one in self._choices if one is not choice and one.name]
        if choice.key not in self._saved or not others:
            self._remove(at)
            return
        menu = Menu(tr("Take out {name}", name=choice.name), self)
        for other in others:
            row = menu.add_row(tr("Becomes “{name}”", name=other.name), icon="merge")
            row.triggered.connect(lambda _=False, key=other.key: self._remove(at, key))
        menu.addSeparator()
        row = menu.add_row(tr("Take it out; what has it is a problem"), icon="trash", danger=True)
        row.triggered.connect(lambda: self._remove(at))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(button)

    def _remove(self, at: int, into: str = "") -> None:
        gone = self._choices.pop(at)
        for number, one in enumerate(self._choices):
            if into and one.key == into:
                former = (*one.formerly, gone.key, *gone.formerly)
                self._choices[number] = Choice.model_construct(
                    key=one.key, name=one.name, formerly=tuple(dict.fromkeys(former))
                )
        self._build()
        target: QWidget = self.fields[min(at, len(self.fields) - 1)] if self.fields else self.add
        target.setFocus(Qt.FocusReason.TabFocusReason)


class _ValueField(Field):
    """A value; Alt+↑↓ moves it.

    Signals:
        moved(steps): up or down.
    """

    moved = Signal(int)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the keys that would lead to another article."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self._steps(event)
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def key_pressed(self, event: QKeyEvent) -> bool:
        steps = self._steps(event)
        if steps:
            self.moved.emit(steps)
        return bool(steps)

    def _steps(self, event: QKeyEvent) -> int:
        if event.modifiers() != Qt.KeyboardModifier.AltModifier:
            return 0
        return {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}.get(event.key(), 0)
