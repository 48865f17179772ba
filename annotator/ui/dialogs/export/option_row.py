"""The options of one format: what each is, and a menu or a field to choose otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.app.formats import Format, Option
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.filter_button import FilterButton
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.text import Text

_FIELD = 320


class OptionRow(QWidget):
    """Shows the options of a format, with what was chosen for each format before.

    Signals:
        changed(): an option has another value.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, FilterButton] = {}
        self._chosen: dict[str, dict[str, str]] = {}
        self._format: Format | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(metrics.SPACE)
        self._row.addStretch(1)

    def show_format(self, chosen: Format) -> None:
        """Show the options of another format."""
        self._format = chosen
        for button in self.buttons.values():
            button.hide()
            button.deleteLater()
        self.buttons = {}
        options = {key: one for key, one in chosen.options.items() if one.writes}
        for number, (key, option) in enumerate(options.items()):
            button = FilterButton(key.replace("_", " ").capitalize())
            button.setToolTip(option.description)
            button.set_value(_shown(self._value(key, option)))
            button.clicked.connect(lambda _=False, it=key: self._open(it))
            self._row.insertWidget(number, button)
            self.buttons[key] = button
        self.setVisible(bool(self.buttons))

    def options(self) -> Mapping[str, str]:
        """Give what is chosen otherwise than by default."""
        return {} if self._format is None else dict(self._chosen.get(self._format.name, {}))

    def _value(self, key: str, option: Option) -> str:
        assert self._format is not None
        return self._chosen.get(self._format.name, {}).get(key, option.default)

    def _open(self, key: str) -> None:
        assert self._format is not None
        option = self._format.options[key]
        if not option.values:
            self._ask(key, option)
            return
        menu = Menu(self.buttons[key].accessibleName(), self.window())
        for value in option.values:
            row = menu.add_row(_shown(value))
            row.setCheckable(True)
            row.setChecked(value == self._value(key, option))
            row.triggered.connect(lambda _=False, it=value: self._choose(key, it))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(self.buttons[key])

    def _ask(self, key: str, option: Option) -> None:
        content = QWidget()
        content.setFixedWidth(_FIELD)
        column = QVBoxLayout(content)
        column.setContentsMargins(*[metrics.SPACE_GROUPS] * 4)
        column.setSpacing(metrics.SPACE)
        column.addWidget(Text(option.description, px=metrics.TEXT_SMALL, role="muted", lines=3))
        field = Field(self.buttons[key].accessibleName())
        field.set_text(self._value(key, option))
        column.addWidget(field)
        popover = Popover(content, self.window(), self.buttons[key].accessibleName())
        field.submitted.connect(lambda _: popover.hide())

        def done() -> None:
            self._choose(key, field.text().strip())
            popover.deleteLater()

        popover.closed.connect(done)
        popover.open_for(self.buttons[key], focus=field)

    def _choose(self, key: str, value: str) -> None:
        assert self._format is not None
        option = self._format.options[key]
        if value == self._value(key, option):
            return
        chosen = self._chosen.setdefault(self._format.name, {})
        chosen[key] = value
        if value == option.default:
            del chosen[key]
        self.buttons[key].set_value(_shown(value))
        self.changed.emit()


def _shown(value: str) -> str:
    return value or tr("none")
