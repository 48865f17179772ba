"""The values of one attribute by outlet: kinds of source, named against unnamed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.app.counting import Wanted
from annotator.model.tally import AttributeKey
from annotator.ui.commands.choose_menu import ChooseMenu
from annotator.ui.commands.command import Command
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.panels.overview.chart_card import ChartCard
from annotator.ui.panels.overview.facts import Facts, Subject
from annotator.ui.panels.overview.outlet_bar import OutletBar
from annotator.ui.panels.overview.value_legend import HATCHED, Legend
from annotator.ui.widgets.filter_button import FilterButton
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.text import Text

_MOST_OUTLETS = 24

Parts = Mapping[str, frozenset[str | None]]
"""The values of each part of a bar, by its name."""


class ValuesCard(ChartCard):
    """Bars of 100 % by outlet; a part opens its annotations."""

    def __init__(self) -> None:
        self.choice = FilterButton(tr("Values of"))
        super().__init__(tr("Values"), tr("by outlet"), aside=self.choice)
        self.choice.clicked.connect(self._choose)
        self.bars: list[OutletBar] = []
        self._legend = Legend()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(metrics.SPACE_INSIDE)
        inside = QWidget()
        column = QVBoxLayout(inside)
        set_margins(column, 0, 0, metrics.SPACE_GROUPS, 0, within=self)
        column.addLayout(self._rows)
        column.addStretch(1)
        self.nothing = Text(
            tr("Values of choices stand here as soon as somebody has given some."),
            role="muted",
            lines=2,
        )
        body = QWidget()
        whole = QVBoxLayout(body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(metrics.SPACE)
        whole.addWidget(self._legend)
        whole.addWidget(self.nothing)
        whole.addWidget(scrolled(inside), 1)
        self.set_body(body)
        self._facts: Facts | None = None
        self._subject: Subject | None = None
        self._parts: Parts = {}
        self._found: list[tuple[str, Counter[str]]] = []
        self._who = ""

    def show_facts(self, facts: Facts) -> None:
        """Show the subject that was chosen, or else one of which much is known."""
        if facts.tallies is None:
            self.about.setText(tr("counting…"))
            return
        self._facts = facts
        if self._subject is not None:
            key = _key(self._subject)
            self._subject = next((one for one in facts.subjects if _key(one) == key), None)
        if self._subject is None:
            self._subject = max(facts.subjects, key=self._worth, default=None)
        self._show()

    def look_at(self, who: str) -> None:
        """Count one person's annotations; “” everybody's."""
        self._who = who
        self._show()

    def table(self) -> Sequence[Sequence[object]]:
        """Give a row an outlet, a column a part of its bar."""
        rows = [
            (outlet, *(counts[name] for name in self._parts), counts.total())
            for outlet, counts in self._found
        ]
        return [("outlet", *self._parts, "all"), *rows]

    def _worth(self, subject: Subject) -> tuple[bool, int]:
        """Tell how much there is to be seen; contraries come before all else."""
        assert self._facts is not None
        assert self._facts.tallies is not None
        key = AttributeKey(subject.label, subject.attribute)
        counts = self._facts.tallies.given.get(key, Counter())
        given = sum(counts[value] for values in subject.parts.values() for value in values)
        given -= counts[None] if not subject.opposed else 0
        return subject.opposed and given > 0, given

    def _counts(self, subject: Subject, who: str) -> Mapping[str, Counter[str | None]]:
        """Give how often each value occurs by outlet."""
        assert self._facts is not None
        assert self._facts.tallies is not None
        return self._facts.tallies.by_outlet(subject.label, subject.attribute, who)

    def _show(self) -> None:
        facts, subject = self._facts, self._subject
        for bar in self.bars:
            bar.hide()
            bar.deleteLater()
        self.bars, self._parts, self._found = [], {}, []
        self.choice.setVisible(subject is not None)
        if facts is not None and subject is not None:
            self.choice.set_value(subject.title)
            self._parts, self._found = _in_parts(subject, self._counts(subject, self._who))
        about = tr("by outlet") if not self._who else tr("by outlet, {name}", name=self._who)
        more = len(self._found) - _MOST_OUTLETS
        if more > 0:
            about = tr("by outlet, the {n} with most", n=_MOST_OUTLETS)
        self.about.setText(about)
        self.nothing.setVisible(not self._found)
        self._legend.setVisible(bool(self._found))
        if subject is None or not self._found:
            return
        numbers = (0, HATCHED) if subject.opposed else range(len(self._parts))
        fills = dict(zip(self._parts, numbers, strict=True))
        share = list(fills)[-1] if subject.opposed else ""
        self._legend.show_values(fills)
        most = sorted(self._found, key=lambda it: -it[1].total())[:_MOST_OUTLETS]
        shown = {outlet for outlet, _ in most}
        for outlet, counts in self._found:
            if outlet in shown:
                bar = OutletBar(outlet, counts, fills, share)
                bar.wanted.connect(self._want)
                self.bars.append(bar)
                self._rows.addWidget(bar)

    def _want(self, outlet: str, part: str) -> None:
        """List the annotations of a part of an outlet's bar; “” of all of it."""
        subject = self._subject
        assert subject is not None
        name = outlet or tr("no outlet")
        if part:
            what = tr("{what}: {value}, {outlet}", what=subject.title, value=part, outlet=name)
            values = self._parts[part]
        else:
            what = tr("{what}, {outlet}", what=subject.title, outlet=name)
            values = frozenset[str | None]().union(*self._parts.values())
        wanted = Wanted(subject.label, self._who, subject.attribute, values, outlet)
        self.spans_wanted.emit(what, wanted)

    def _choose(self) -> None:
        facts = self._facts
        if facts is None:
            return
        commands = [Command(one.title, partial(self._take, one)) for one in facts.subjects]
        menu = ChooseMenu(self.window(), tr("Type an attribute"), tr("Values of"))
        menu.popover.closed.connect(menu.deleteLater)
        menu.popover.closed.connect(menu.popover.deleteLater)
        corner = self.choice.mapTo(self.window(), QPoint(0, 0))
        menu.open(QRect(corner, self.choice.size()), commands)

    def _take(self, subject: Subject) -> None:
        self._subject = subject
        self._show()


def _key(subject: Subject) -> tuple[str, str, bool]:
    return subject.label, subject.attribute, subject.opposed


def _in_parts(
    subject: Subject, counts: Mapping[str, Counter[str | None]]
) -> tuple[Parts, list[tuple[str, Counter[str]]]]:
    """Give the parts that occur, and how often each does by outlet.

    Contraries stand by the share of the second, everything else by that of the first.
    """
    used = {value for found in counts.values() for value in found}
    parts = {name: values for name, values in subject.parts.items() if values & used}
    if subject.opposed:
        parts = dict(subject.parts) if parts else {}
    else:
        # What the scheme does not know (any more) was given all the same.
        strange = used.difference(*subject.parts.values())
        parts |= {str(value): frozenset((value,)) for value in sorted(strange, key=str)}
    found = []
    for outlet, of in counts.items():
        part_counts = Counter(
            {name: sum(of[value] for value in values) for name, values in parts.items()}
        )
        if part_counts.total():
            found.append((outlet, part_counts))
    if parts:
        by = list(parts)[-1 if subject.opposed else 0]
        sign = -1 if subject.opposed else 1
        found.sort(key=lambda it: (sign * it[1][by] / it[1].total(), it[0]))
    return parts, found
