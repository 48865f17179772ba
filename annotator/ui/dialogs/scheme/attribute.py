"""The sheet in which an attribute is made or changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from annotator.app.scheming.differing import KIND_NAMES
from annotator.app.scheming.keys import key_from
from annotator.app.scheming.steps import tidy_name
from annotator.model.attributes import (
    Attribute,
    ChoiceAttribute,
    LinkAttribute,
    NumberAttribute,
    PlaceAttribute,
    QuantityAttribute,
    attribute_adapter,
)
from annotator.model.faults import first_fault
from annotator.model.scheme import Label
from annotator.problems import UserProblem
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.panels.scheme.choice_rows import ChoiceRows
from annotator.ui.widgets.drop_button import DropButton
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.follow_focus import FollowFocus
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.tab_order import tab_through_inside
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tick_box import TickBox

_HEIGHT = 380
_NAMES = 112
_ABOUT = {
    "choice": "A value out of a list that you write.",
    "flag": "Yes or no.",
    "number": "A number, within bounds if you give some.",
    "quantity": "A number with its unit, like 12.5 km.",
    "text": "Free words.",
    "date": "A day, a month or a year.",
    "place": "A place of the gazetteer, or a point.",
    "link": "Another annotation of the same article.",
}


class AttributeSheet(Sheet):
    """Asks for everything about one attribute.

    Args:
        window: what it covers.
        label: whose attribute it is.
        labels: all labels, that a link may lead to.
        attribute: the one to be changed; None makes one.

    Signals:
        made(attribute): the attribute as it is to be.
    """

    made = Signal(object)

    def __init__(
        self,
        window: QWidget,
        label: Label,
        labels: Sequence[Label],
        attribute: Attribute | None,
        refuses: Callable[[Attribute], str],
    ) -> None:
        self._label = label
        self._old = attribute
        self._refuses = refuses
        self._labels = [one for one in labels if not one.retired]
        self._kind = attribute.kind if attribute else "choice"
        self.name = Field(tr("Name"), tr("What the form calls it"))
        self.kind = DropButton()
        self.about = Text(px=metrics.TEXT_CAPTION, role="muted", lines=2)
        self.description = Field(tr("Description"), tr("Shown to who fills it in"))
        self.required = TickBox(tr("Every annotation has to have it"), px=metrics.TEXT_BODY)
        self.problem = Text(px=metrics.TEXT_CAPTION, role="danger", lines=2)
        self._parts: dict[str, Any] = {}
        self._grid = QGridLayout()
        self._more = QWidget()
        self._more_rows = QVBoxLayout(self._more)
        self._more_rows.setContentsMargins(0, 0, 0, 0)
        body = self._body()
        title = (
            tr("{name} of {label}", name=attribute.name, label=label.name)
            if attribute
            else tr("An attribute of {label}", label=label.name)
        )
        super().__init__(
            window,
            title,
            body,
            answer=tr("Take over") if attribute else tr("Add it"),
            refusal=tr("Cancel"),
            width=560,
        )
        if attribute:
            self.name.set_text(attribute.name)
            self.description.set_text(attribute.description)
            self.required.setChecked(attribute.required)
        self.kind.clicked.connect(self._on_kind)
        self.name.edited.connect(lambda _: self._say(""))
        self.name.submitted.connect(lambda _: self.accept())
        self._show_kind()

    def _body(self) -> QWidget:
        grid = self._grid
        grid.setHorizontalSpacing(metrics.SPACE_GROUPS)
        grid.setVerticalSpacing(metrics.SPACE)
        grid.setColumnMinimumWidth(0, _NAMES)
        kind = QHBoxLayout()
        # The ring of the focus lies around the button, and not on what is said beside it.
        kind.setSpacing(metrics.SPACE)
        kind.addWidget(self.kind)
        kind.addWidget(self.about, 1)
        names = (tr("Name"), tr("Kind"), tr("Description"))
        for row, words in enumerate(names):
            grid.addWidget(Text(words, px=metrics.TEXT_SMALL, role="muted"), row, 0)
        grid.addWidget(self.name, 0, 1)
        grid.addLayout(kind, 1, 1)
        grid.addWidget(self.description, 2, 1)
        grid.addWidget(self.required, 3, 1)
        grid.addWidget(self._more, 4, 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        set_margins(column, 0, 4, 12, 4, within=inside)
        column.addLayout(grid)
        column.addStretch(1)
        area = scrolled(inside)
        FollowFocus(area)
        area.setFixedHeight(_HEIGHT)
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(area)
        rows.addWidget(self.problem)
        return whole

    def accept(self) -> None:
        """Give the attribute, if it can be."""
        try:
            attribute = self._attribute()
        except UserProblem as problem:
            self._say(str(problem))
            return
        if why := self._refuses(attribute):
            self._say(why)
            return
        super().accept()
        self.made.emit(attribute)

    def _attribute(self) -> Attribute:
        old = self._old
        name = tidy_name(self.name.text())
        key = old.key if old else key_from(name, {it.key for it in self._label.attributes}, "field")
        fields: dict[str, Any] = {
            "kind": self._kind,
            "key": key,
            "name": name,
            "description": self.description.text().strip(),
            "required": self.required.isChecked(),
        }
        fields |= self._special()
        from pydantic import ValidationError  # noqa: PLC0415 - the window opens without it

        try:
            return attribute_adapter.validate_python(fields)
        except ValidationError as error:
            raise UserProblem(
                tr("It cannot be so: {why}.", why=first_fault(error, fields))
            ) from error

    def _special(self) -> dict[str, Any]:
        parts = self._parts
        match self._kind:
            case "choice":
                choices = parts["choices"].choices()
                return {"choices": tuple(choice.model_dump() for choice in choices)}
            case "number":
                return {
                    "lowest": _number(parts["lowest"]),
                    "highest": _number(parts["highest"]),
                    "whole": parts["whole"].isChecked(),
                    "tolerance": _share(parts["tolerance"]),
                }
            case "quantity":
                units = [word.strip() for word in parts["units"].text().split(",")]
                return {
                    "units": tuple(dict.fromkeys(word for word in units if word)),
                    "tolerance": _share(parts["tolerance"]),
                }
            case "place":
                return {"within_km": _number(parts["within"]) or 0}
            case "link":
                return {
                    "labels": tuple(key for key, box in parts["labels"].items() if box.isChecked())
                }
        return {}

    def _on_kind(self) -> None:
        menu = Menu(tr("Kind"), self.kind)
        for kind, words in KIND_NAMES.items():
            row = menu.add_row(tr(words).capitalize())
            row.setCheckable(True)
            row.setChecked(kind == self._kind)
            row.triggered.connect(lambda _=False, it=kind: self._set_kind(it))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(self.kind)

    def _set_kind(self, kind: Any) -> None:
        self._kind = kind
        self._show_kind()

    def _show_kind(self) -> None:
        words = tr(KIND_NAMES[self._kind]).capitalize()
        self.kind.setText(words)
        self.kind.setAccessibleName(tr("Kind: {kind}", kind=words))
        self.kind.updateGeometry()
        self.about.setText(tr(_ABOUT[self._kind]))
        while (item := self._more_rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._parts = {}
        stops: list[QWidget] = []
        for words, part in self._make_parts():
            if words:
                self._more_rows.addWidget(Text(words, px=metrics.TEXT_SMALL, role="muted"))
            self._more_rows.addWidget(part)
            stops += part.stops if isinstance(part, ChoiceRows) else (part,)
        tab_through_inside(self._more, stops)

    def _make_parts(self) -> list[tuple[str, QWidget]]:
        old = self._old
        match self._kind:
            case "choice":
                choices = old.choices if isinstance(old, ChoiceAttribute) else ()
                rows = self._parts["choices"] = ChoiceRows(choices)
                if not choices:
                    rows.add_value()
                return [(tr("Values"), rows)]
            case "number":
                known = old if isinstance(old, NumberAttribute) else None
                self._field("lowest", tr("Lowest"), known and known.lowest)
                self._field("highest", tr("Highest"), known and known.highest)
                self._parts["whole"] = TickBox(tr("Whole numbers only"), px=metrics.TEXT_BODY)
                self._parts["whole"].setChecked(bool(known and known.whole))
                self._tolerance(known.tolerance if known else 0)
                names = (tr("Lowest, if any"), tr("Highest, if any"), "", _same_within())
                return list(zip(names, self._parts.values(), strict=True))
            case "quantity":
                given = old if isinstance(old, QuantityAttribute) else None
                self._field("units", tr("Units"), ", ".join(given.units) if given else "")
                self._tolerance(given.tolerance if given else 0)
                words = tr("Units, with commas between; none allows any")
                tolerance = self._parts["tolerance"]
                return [(words, self._parts["units"]), (_same_within(), tolerance)]
            case "place":
                near = old.within_km if isinstance(old, PlaceAttribute) else 0
                self._field("within", tr("Kilometres"), near or "")
                words = tr("Two people’s places are the same within kilometres")
                return [(words, self._parts["within"])]
            case "link":
                return self._link_parts()
        return []

    def _link_parts(self) -> list[tuple[str, QWidget]]:
        old = self._old
        chosen = old.labels if isinstance(old, LinkAttribute) else ()
        boxes = {one.key: TickBox(one.name, px=metrics.TEXT_BODY) for one in self._labels}
        for key, box in boxes.items():
            box.setChecked(key in chosen)
        self._parts["labels"] = boxes
        words = tr("Leads to; none ticked is any label")
        return [(words if not at else "", box) for at, box in enumerate(boxes.values())]

    def _tolerance(self, share: float) -> None:
        self._field("tolerance", tr("Per cent"), f"{share * 100:.15g}" if share else "")

    def _field(self, key: str, name: str, value: object) -> None:
        field = Field(name)
        field.set_text("" if value is None else str(value))
        field.submitted.connect(lambda _: self.accept())
        self._parts[key] = field

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setAccessibleName(problem)


def _same_within() -> str:
    return tr("Two people’s numbers are the same within per cent")


def _number(field: Field) -> float | None:
    text = field.text().strip().replace(",", ".")
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        raise UserProblem(tr("“{typed}” is not a number.", typed=text)) from None


def _share(field: Field) -> float:
    return (_number(field) or 0) / 100
