"""How much was done week by week; a column opens what was made in its week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.app.counting import Wanted
from annotator.model.team import foretold
from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, metrics
from annotator.ui.panels.dates import short_date
from annotator.ui.panels.overview.chart_card import ChartCard
from annotator.ui.panels.overview.facts import Facts
from annotator.ui.panels.overview.week_columns import WeekColumns, running
from annotator.ui.widgets.text import Text

_WEEK = timedelta(days=7)
_BESIDE = 88
"""Pixels of what stands beside the columns."""


class PaceCard(ChartCard):
    """Columns of annotations by week; beside them when everything will be done at this pace."""

    def __init__(self) -> None:
        super().__init__(tr("Pace"), tr("annotations a week"))
        self.columns = WeekColumns()
        self.columns.wanted.connect(self._want)
        self.day = Text(px=metrics.TEXT_TITLE, weight=STRONG)
        self._before = Text(tr("at this pace"), px=metrics.TEXT_CAPTION, role="muted")
        self._after = Text(tr("all is done"), px=metrics.TEXT_CAPTION, role="muted")
        self._hatched = Text(
            tr("hatched: not over yet"), px=metrics.TEXT_CAPTION, role="muted", lines=2
        )
        side = QVBoxLayout()
        side.setSpacing(0)
        side.addSpacing(metrics.SPACE_SECTIONS)
        for words in (self._before, self.day, self._after):
            side.addWidget(words)
        side.addStretch(1)
        side.addWidget(self._hatched)
        side.addSpacing(metrics.SPACE_SECTIONS)
        self.beside = QWidget()
        self.beside.setFixedWidth(_BESIDE)
        self.beside.setLayout(side)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics.SPACE_GROUPS)
        row.addWidget(self.columns, 1)
        row.addWidget(self.beside)
        self.set_body(body)
        self._facts: Facts | None = None
        self._who = ""
        self.names_hidden = False
        """Whether a saved table names nobody."""
        self.beside.hide()

    def show_facts(self, facts: Facts) -> None:
        """Show everybody's weeks, or those of the one looked at."""
        if facts.tallies is None:
            self.about.setText(tr("counting…"))
            return
        self._facts = facts
        self._show()

    def look_at(self, who: str) -> None:
        """Show one person's weeks; “” everybody's."""
        self._who = who
        self._show()

    def table(self) -> Sequence[Sequence[object]]:
        """Give a row a week, a column a person."""
        facts = self._facts
        if facts is None or facts.tallies is None:
            return [("week", "all")]
        tallies = facts.tallies
        people = sorted({who for who, _ in tallies.weeks if self._who in ("", who)})
        if self.names_hidden:
            people = []
        rows = [
            (week, *(tallies.weeks[who, week] for who in people), count)
            for week, count in weeks_of(tallies.by_week(self._who))
        ]
        return [("week", *people, "all"), *rows]

    def _show(self) -> None:
        facts, who = self._facts, self._who
        about = tr("annotations a week") if not who else tr("{name}, annotations a week", name=who)
        self.about.setText(about)
        if facts is None or facts.tallies is None:
            return
        weeks = weeks_of(facts.tallies.by_week(who))
        self.columns.show_weeks(weeks)
        now = datetime.now(UTC).date()
        day = None if who or facts.left is None else foretold(facts.done, facts.left, now)
        for words in (self._before, self.day, self._after):
            words.setVisible(day is not None)
        self.day.setText(short_date(day.isoformat(), now) if day is not None else "")
        self._hatched.setVisible(bool(weeks) and running(weeks[-1][0], now))
        self.beside.setVisible(day is not None or not self._hatched.isHidden())

    def _want(self, week: str) -> None:
        day = short_date(week, date.fromisoformat(week))
        what = tr("Week of {day}", day=day)
        title = what if not self._who else tr("{what}, {name}", what=what, name=self._who)
        self.spans_wanted.emit(title, Wanted(annotator=self._who, week=week))


def weeks_of(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Put weeks (their Mondays) in their order, those without anything among them."""
    if not counts:
        return []
    first, last = date.fromisoformat(min(counts)), date.fromisoformat(max(counts))
    number = (last - first).days // _WEEK.days + 1
    weeks = [(first + n * _WEEK).isoformat() for n in range(number)]
    return [(week, counts.get(week, 0)) for week in weeks]
