"""What the agreement page is about: which articles, people and labels, since when, measured how."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.model.agreement import MeasureName
from annotator.model.listing import LabelOutline
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.panels.agreement.disguise import Disguise
from annotator.ui.panels.agreement.reading import MEASURES, Match, Reading
from annotator.ui.panels.dates import short_date
from annotator.ui.widgets.filter_button import FilterButton
from annotator.ui.widgets.menu import Menu

_Option = TypeVar("_Option", bound=str)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen; empty means all.

    ``since`` is a day as YYYY-MM-DD. What changes ``annotators``, ``labels`` or ``since`` needs
    another report; ``measure`` and ``match`` only show the same one otherwise.
    """

    annotators: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    since: str = ""
    measure: MeasureName = "unitizing_alpha"
    match: Match = "edges"


class Filters(QWidget):
    """A row of filters; `first` gets the focus when one presses ``f``.

    Signals:
        changed(choice): something else is chosen (a `Choice`).
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = Choice()
        self._disguise = Disguise()
        self._people: Sequence[str] = ()
        self._labels: Sequence[LabelOutline] = ()
        self._weeks: Sequence[str] = ()
        self.people = FilterButton(tr("Annotators"))
        self.labels = FilterButton(tr("Labels"))
        self.since = FilterButton(tr("Since"))
        self.match = FilterButton(tr("Match"))
        self.measure = FilterButton(tr("Measure"))
        for button, menu in (
            (self.people, self._people_menu),
            (self.labels, self._labels_menu),
            (self.since, self._since_menu),
            (self.match, self._match_menu),
            (self.measure, self._measure_menu),
        ):
            button.clicked.connect(lambda _=False, on=button, make=menu: self._open(on, make))
        self._upper, self._lower = QHBoxLayout(), QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.SPACE)
        for row in (self._upper, self._lower):
            row.setSpacing(metrics.SPACE)
            column.addLayout(row)
        for button in (self.people, self.labels, self.since):
            self._upper.addWidget(button)
        self._upper.addStretch(1)
        self._lower.addStretch(1)
        self.set_wide(wide=True)
        self._say()

    def set_wide(self, *, wide: bool) -> None:
        """Stand in one row, or in two: what it is about, and below how it is measured."""
        for number, button in enumerate((self.match, self.measure)):
            if wide:
                self._upper.addWidget(button)
            else:
                self._lower.insertWidget(number, button)

    def minimumSizeHint(self) -> QSize:
        """Allow the narrow row at any time: the page decides which one it is."""
        return QSize(self.people.sizeHint().width(), super().minimumSizeHint().height())

    @property
    def first(self) -> QWidget:
        """The first filter."""
        return self.people

    def offer(
        self, people: Sequence[str], labels: Sequence[LabelOutline], weeks: Iterable[str]
    ) -> None:
        """Offer what there is to choose from."""
        self._people, self._labels = people, labels
        self._weeks = sorted({*weeks, *self._weeks}, reverse=True)
        self._say()

    def show_reading(self, reading: Reading) -> None:
        """Remember the weeks that a report speaks of."""
        self.offer(self._people, self._labels, (point.week for point in reading.report.trend))

    def set_disguise(self, disguise: Disguise) -> None:
        """Offer people by other names, or by their own again."""
        self._disguise = disguise

    def choose(self, choice: Choice) -> None:
        """Choose otherwise."""
        if choice != self.choice:
            self.choice = choice
            self._say()
            self.changed.emit(choice)

    def _say(self) -> None:
        choice = self.choice
        self.people.set_value(_some(choice.annotators, len(self._people)))
        names = {label.key: label.name for label in self._labels}
        chosen = [names.get(key, key) for key in choice.labels]
        self.labels.set_value(_some(chosen, len(self._labels)))
        self.since.set_value(short_date(choice.since) if choice.since else tr("the beginning"))
        self.match.set_value(tr("same edges") if choice.match == "edges" else tr("any overlap"))
        self.measure.set_value(MEASURES[choice.measure].long)

    def _open(self, button: QWidget, make: Callable[[Menu], None]) -> None:
        menu = Menu(button.accessibleName(), self.window())
        make(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(button)

    def _people_menu(self, menu: Menu) -> None:
        people = [
            (name, self._disguise.name(name)) for name in self._disguise.in_order(self._people)
        ]
        self._ticks(
            menu,
            people,
            self.choice.annotators,
            lambda chosen: replace(self.choice, annotators=chosen),
            least=2,
        )

    def _labels_menu(self, menu: Menu) -> None:
        labels = [(one.key, one.name) for one in self._labels]
        self._ticks(
            menu,
            labels,
            self.choice.labels,
            lambda chosen: replace(self.choice, labels=chosen),
            least=1,
        )

    def _ticks(
        self,
        menu: Menu,
        options: Sequence[tuple[str, str]],
        chosen: tuple[str, ...],
        with_chosen: Callable[[tuple[str, ...]], Choice],
        *,
        least: int,
    ) -> None:
        """Offer all, and each to be ticked; fewer than ``least`` are not left ticked."""

        def offer(name: str, wanted: tuple[str, ...], *, ticked: bool) -> QAction:
            row = menu.add_row(name)
            row.setCheckable(True)
            row.setChecked(ticked)
            row.triggered.connect(lambda: self.choose(with_chosen(wanted)))
            return row

        offer(tr("All"), (), ticked=not chosen)
        menu.addSeparator()
        keys = [key for key, _ in options]
        present = set(chosen or keys)
        for key, name in options:
            wanted = present ^ {key}
            value = () if len(wanted) == len(keys) else tuple(k for k in keys if k in wanted)
            row = offer(name, value, ticked=key in present)
            row.setEnabled(len(wanted) >= least)

    def _since_menu(self, menu: Menu) -> None:
        days = {day: short_date(day) if day else tr("The beginning") for day in ("", *self._weeks)}
        _offer_one(
            menu, days, self.choice.since, lambda it: self.choose(replace(self.choice, since=it))
        )

    def _match_menu(self, menu: Menu) -> None:
        options: dict[Match, str] = {"edges": tr("Same edges"), "overlap": tr("Any overlap")}
        _offer_one(
            menu, options, self.choice.match, lambda it: self.choose(replace(self.choice, match=it))
        )

    def _measure_menu(self, menu: Menu) -> None:
        options = {measure: title.long for measure, title in MEASURES.items()}
        _offer_one(
            menu,
            options,
            self.choice.measure,
            lambda it: self.choose(replace(self.choice, measure=it)),
        )


def _offer_one(
    menu: Menu, options: Mapping[_Option, str], now: _Option, choose: Callable[[_Option], None]
) -> None:
    """Offer options by their names, one of which is chosen."""
    for option, name in options.items():
        row = menu.add_row(name)
        row.setCheckable(True)
        row.setChecked(option == now)
        row.triggered.connect(lambda _=False, it=option: choose(it))


def _some(chosen: Sequence[str], there_are: int) -> str:
    if not chosen:
        return tr("all {n}", n=there_are)
    return chosen[0] if len(chosen) == 1 else tr("{n} of {all}", n=len(chosen), all=there_are)
