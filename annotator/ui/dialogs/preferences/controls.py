"""The control that sets one setting, built from its offer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontDatabase, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.app.offers import Offer
from annotator.model.annotator import worker_name
from annotator.problems import UserProblem
from annotator.ui.commands.command import Command
from annotator.ui.commands.command_list import CommandList
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.filter_button import FilterButton
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.segmented import Segmented
from annotator.ui.widgets.tick_box import TickBox

_MOST_SEGMENTS = 3
_FIELD = 208
_NUMBER = 72
_LIST = (280, 320)
"""Width and height of the list of fonts, in pixels."""


class Control(QWidget):
    """Shows the value of a setting and lets it be chosen otherwise.

    Signals:
        chosen(value): the user wants another value, which fits the offer.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(metrics.SPACE_INSIDE)
        self.row.addStretch(1)

    def show_value(self, value: object) -> None:
        """Show the value that is in force."""
        raise NotImplementedError


class SegmentsControl(Control):
    """A few words beside each other."""

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self._values = [choice.value for choice in offer.choices]
        self.segments = Segmented([tr(choice.name) for choice in offer.choices], tr(offer.name))
        self.segments.picked.connect(lambda at: self.chosen.emit(self._values[at]))
        self.row.addWidget(self.segments)

    def show_value(self, value: object) -> None:
        """Light the segment of the value."""
        self.segments.set_current(self._values.index(str(value)))


class MenuControl(Control):
    """More words, in a menu."""

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self._choices = offer.choices
        self._value = ""
        self.button = FilterButton("")
        self.button.setAccessibleName(tr(offer.name))
        self.button.clicked.connect(self._open)
        self.row.addWidget(self.button)
        self._name = tr(offer.name)

    def show_value(self, value: object) -> None:
        """Name the value on the button."""
        self._value = str(value)
        named = {choice.value: tr(choice.name) for choice in self._choices}
        self.button.set_value(named.get(self._value, self._value))
        self.button.setAccessibleName(f"{self._name}: {named.get(self._value, self._value)}")

    def _open(self) -> None:
        menu = Menu(self._name, self.window())
        for choice in self._choices:
            row = menu.add_row(tr(choice.name))
            row.setCheckable(True)
            row.setChecked(choice.value == self._value)
            row.triggered.connect(lambda _=False, it=choice.value: self.chosen.emit(it))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(self.button)


class NumberControl(Control):
    """A number that is typed, or changed step by step."""

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self._offer = offer
        self._value = offer.lowest
        name = tr(offer.name)
        self.less = IconButton("minus", tr("{what}: less", what=name))
        self.less.clicked.connect(lambda: self._step(-1))
        self.more = IconButton("plus", tr("{what}: more", what=name))
        self.more.clicked.connect(lambda: self._step(1))
        self.field = NumberField(name, self._step)
        self.field.setFixedWidth(_NUMBER)
        self.field.submitted.connect(lambda _: self._take())
        self.field.left.connect(self._take)
        for part in (self.less, self.field, self.more):
            self.row.addWidget(part)

    def show_value(self, value: object) -> None:
        """Write the number with its unit."""
        assert isinstance(value, int)
        self._value = value
        self.field.set_text(tr("{n} {unit}", n=value, unit=self._offer.unit))
        self.field.set_error("")
        self.less.setEnabled(value > self._offer.lowest)
        self.more.setEnabled(value < self._offer.highest)

    def _step(self, by: int) -> None:
        offer = self._offer
        wanted = self._value + by * offer.step
        self.chosen.emit(max(offer.lowest, min(offer.highest, wanted)))

    def _take(self) -> None:
        offer = self._offer
        typed = self.field.text().removesuffix(offer.unit).strip()
        if not typed.isdecimal() or not offer.lowest <= int(typed) <= offer.highest:
            self.field.set_error(
                tr("{lowest} to {highest}", lowest=offer.lowest, highest=offer.highest)
            )
        elif int(typed) != self._value:
            self.chosen.emit(int(typed))
        else:
            self.show_value(self._value)


class NumberField(Field):
    """A field in which the arrows up and down step the number."""

    def __init__(self, name: str, step: Callable[[int], None]) -> None:
        super().__init__(name)
        self._step = step

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Take the arrows."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if (by := steps.get(Qt.Key(event.key()))) is not None:
            self._step(by)
            return True
        return super().key_pressed(event)


class NameControl(Control):
    """Somebody's name, taken when the field is left or Enter pressed."""

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self._value = ""
        self.field = Field(tr(offer.name), tr("as the system knows you"))
        self.field.setFixedWidth(_FIELD)
        self.field.submitted.connect(lambda _: self._take())
        self.field.left.connect(self._take)
        self.row.addWidget(self.field)

    def show_value(self, value: object) -> None:
        """Write the name."""
        self._value = str(value)
        self.field.set_text(self._value)
        self.field.set_error("")

    def _take(self) -> None:
        typed = self.field.text().strip()
        try:
            name = worker_name(typed) if typed else ""
        except UserProblem as problem:
            self.field.set_error(str(problem))
            return
        self.field.set_error("")
        if name != self._value:
            self.chosen.emit(name)


class FontControl(Control):
    """A family of fonts, from a list that is filtered as one types."""

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self._name = tr(offer.name)
        self.button = FilterButton("")
        self.button.clicked.connect(self._open)
        self.row.addWidget(self.button)

    def show_value(self, value: object) -> None:
        """Name the family on the button."""
        shown = str(value) or tr("Usual")
        self.button.set_value(shown)
        self.button.setAccessibleName(f"{self._name}: {shown}")

    def _open(self) -> None:
        fonts = CommandList(self._name, tr("Type a font"))
        fonts.setFixedSize(*_LIST)
        popover = Popover(fonts, self.window(), self._name, radius=metrics.RADIUS_MENU)
        fonts.set_commands(self._families())
        fonts.chosen.connect(lambda command: _run(popover, command))
        popover.closed.connect(popover.deleteLater)
        popover.open_for(self.button, focus=fonts.field.edit)

    def _families(self) -> Sequence[Command]:
        usual = Command(tr("Usual"), lambda: self.chosen.emit(""))
        families = filter(QFontDatabase.isSmoothlyScalable, QFontDatabase.families())
        return [
            usual,
            *(
                Command(family, lambda it=family: self.chosen.emit(it))  # type: ignore[misc]
                for family in sorted(families, key=str.casefold)
            ),
        ]


class FlagControl(Control):
    """Yes or no."""

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self.box = TickBox(name=tr(offer.name))
        self.box.clicked.connect(lambda: self.chosen.emit(self.box.isChecked()))
        self.row.addWidget(self.box)

    def show_value(self, value: object) -> None:
        """Tick the box, or not."""
        self.box.setChecked(bool(value))


def control_for(offer: Offer, value: object) -> Control:
    """Make the control of a setting with a value of its type."""
    if isinstance(value, bool):
        return FlagControl(offer)
    if offer.is_font:
        return FontControl(offer)
    if offer.highest:
        return NumberControl(offer)
    if not offer.choices:
        return NameControl(offer)
    few = len(offer.choices) <= _MOST_SEGMENTS
    return SegmentsControl(offer) if few else MenuControl(offer)


def _run(popover: QObject, command: Command) -> None:
    assert isinstance(popover, Popover)
    popover.hide()
    command.run()
