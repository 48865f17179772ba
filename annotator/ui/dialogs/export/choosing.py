"""Which articles, whose annotations, which labels, in which splits, under which names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.model.export import Selection, Splits, Stratum
from annotator.model.listing import LabelOutline
from annotator.model.team import TeamState
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.models.article_title import shown_title
from annotator.ui.widgets.filter_button import FilterButton
from annotator.ui.widgets.menu import Menu

_SHARES: Sequence[tuple[float, float, float]] = ((80, 10, 10), (70, 15, 15), (90, 0, 10))
_STATES: Mapping[TeamState, str] = {
    "settled": "settled",
    "review": "in review",
    "done": "done",
    "begun": "being marked",
    "untouched": "untouched",
}
_STRATA: Mapping[Stratum, str] = {
    "": "not by anything",
    "outlet": "by outlet",
    "month": "by month",
    "year": "by year",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen in the head of the sheet."""

    selection: Selection = field(default_factory=Selection)
    splits: Splits | None = None
    pseudonyms: bool = False
    history: bool = False


class Choosing(QWidget):
    """A row of filters.

    Args:
        who: who works here.
        people: everybody there is.
        labels: the labels.
        blind: whether only one's own work may be exported.
        here: the article on the table and its title, if there is one.

    Signals:
        changed(): something else is chosen.
    """

    changed = Signal()

    def __init__(
        self,
        who: str,
        people: Sequence[str],
        labels: Sequence[LabelOutline],
        *,
        blind: bool,
        here: tuple[str, str] | None,
    ) -> None:
        super().__init__()
        self._who = who
        self._people = people
        self._labels = labels
        self._blind = blind
        self._here = here
        self._selected: tuple[str, ...] = ()
        self._listed: tuple[str, ...] = ()
        self._retired = 0
        self._states: Counter[TeamState] = Counter()
        self._all = 0
        self.chosen = Chosen(Selection(annotators=(who,) if blind else ()))
        self.articles = FilterButton(tr("Articles"))
        self.layer = FilterButton(tr("Layer"))
        self.label = FilterButton(tr("Labels"))
        self.split = FilterButton(tr("Split"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics.SPACE)
        for button, fill in (
            (self.articles, self._articles_menu),
            (self.layer, self._layer_menu),
            (self.label, self._labels_menu),
            (self.split, self._split_menu),
        ):
            button.clicked.connect(lambda _=False, on=button, make=fill: self._open(on, make))
            row.addWidget(button)
        self._say()

    def show_states(self, states: Mapping[str, TeamState], retired: int = 0) -> None:
        """Offer articles by how they stand, and as many retired ones."""
        self._states = Counter(states.values())
        self._all = len(states)
        self._retired = retired
        self._say()

    def offer_selected(self, articles: Sequence[str]) -> None:
        """Offer the articles that are selected in the list, by their ids."""
        self._selected = tuple(articles)

    def offer_listed(self, articles: Sequence[str]) -> None:
        """Offer the articles that the list shows now, by their ids."""
        self._listed = tuple(articles)

    def choose_selected(self) -> None:
        """Take the articles that were offered as selected."""
        self._select(articles=self._selected, states=())

    def choose(self, chosen: Chosen) -> None:
        """Choose otherwise."""
        if chosen != self.chosen:
            self.chosen = chosen
            self._say()
            self.changed.emit()

    def _select(self, **fields: object) -> None:
        self.choose(replace(self.chosen, selection=replace(self.chosen.selection, **fields)))  # type: ignore[arg-type]

    def _say(self) -> None:
        selection, splits = self.chosen.selection, self.chosen.splits
        if selection.articles:
            self.articles.set_value(self._named(selection.articles))
        elif selection.states:
            number = sum(self._states[state] for state in selection.states)
            words = ", ".join(tr(_STATES[state]) for state in selection.states)
            if self._states:
                words = tr("{state}, {n}", state=words, n=f"{number:,}")
            self.articles.set_value(words)
        else:
            words = tr("all {n}", n=f"{self._all:,}") if self._all else tr("all")
            if selection.retired:
                words = tr("{articles}, and retired ones", articles=words)
            self.articles.set_value(words)
        self.layer.set_value(self._layer())
        count = len(selection.labels)
        self.label.set_value(
            tr("{n} of {all}", n=count, all=len(self._labels)) if count else tr("all")
        )
        self.split.set_value(_shares(splits) if splits else tr("none"))

    def _named(self, articles: tuple[str, ...]) -> str:
        count = f"{len(articles):,}"
        if articles == self._selected:
            return tr("{n} selected", n=count)
        if articles == self._listed:
            return tr("{n} of the list", n=count)
        return tr("this one")

    def _layer(self) -> str:
        selection = self.chosen.selection
        if selection.consensus:
            words = tr("consensus")
        elif selection.annotators == (self._who,):
            words = tr("only mine")
        elif selection.annotators:
            words = ", ".join(selection.annotators)
        else:
            words = tr("everybody")
        if self.chosen.history:
            words = tr("{layer}, with history", layer=words)
        return tr("{layer}, no names", layer=words) if self.chosen.pseudonyms else words

    def _open(self, button: QWidget, fill: Callable[[Menu], None]) -> None:
        menu = Menu(button.accessibleName(), self.window())
        fill(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(button)

    def _articles_menu(self, menu: Menu) -> None:
        selection = self.chosen.selection
        plain = not selection.articles and not selection.states
        _offer(menu, tr("All"), lambda: self._select(articles=(), states=()), ticked=plain)
        for articles, words in (
            (self._selected, tr("Selected in the list, {n}", n=f"{len(self._selected):,}")),
            (self._listed, tr("What the list shows, {n}", n=f"{len(self._listed):,}")),
        ):
            if articles:
                _offer(
                    menu,
                    words,
                    partial(self._select, articles=articles, states=()),
                    ticked=selection.articles == articles,
                )
        if self._here is not None:
            article, title = self._here
            words = tr("This one: {title}", title=shown_title(title)[:40])
            _offer(
                menu,
                words,
                lambda: self._select(articles=(article,), states=()),
                ticked=selection.articles == (article,),
            )
        menu.addSeparator()
        for state, name in _STATES.items():
            wanted = tuple(one for one in _STATES if (one in selection.states) != (one == state))
            words = tr(name).capitalize()
            if self._states:  # they are counted in the background
                words = tr("{state}, {n}", state=words, n=f"{self._states[state]:,}")
            _offer(
                menu,
                words,
                partial(self._select, articles=(), states=wanted),
                ticked=state in selection.states,
                enabled=not self._states or self._states[state] > 0,
            )
        if self._retired and plain:
            menu.addSeparator()
            _offer(
                menu,
                tr("Retired ones, too: {n}", n=f"{self._retired:,}"),
                lambda: self._select(retired=not selection.retired),
                ticked=selection.retired,
            )

    def _layer_menu(self, menu: Menu) -> None:
        selection = self.chosen.selection
        if self._blind:
            _offer(menu, tr("Only mine: people work blind here"), lambda: None, ticked=True)
            return
        everybody = not selection.consensus and not selection.annotators
        _offer(
            menu,
            tr("Everybody, with verdicts"),
            lambda: self._select(consensus=False, annotators=()),
            ticked=everybody,
        )
        _offer(
            menu,
            tr("The consensus"),
            lambda: self._select(consensus=True, annotators=()),
            ticked=selection.consensus,
        )
        menu.addSeparator()
        for name in self._people:
            now = selection.annotators
            wanted = tuple(one for one in self._people if (one in now) != (one == name))
            _offer(
                menu,
                tr("{name} (you)", name=name) if name == self._who else name,
                partial(self._select, consensus=False, annotators=wanted),
                ticked=name in now,
            )
        menu.addSeparator()
        chosen = self.chosen
        _offer(
            menu,
            tr("Numbers in place of names"),
            lambda: self.choose(replace(chosen, pseudonyms=not chosen.pseudonyms, history=False)),
            ticked=chosen.pseudonyms,
        )
        _offer(
            menu,
            tr("The history, too: every revision"),
            lambda: self.choose(replace(chosen, history=not chosen.history, pseudonyms=False)),
            ticked=chosen.history,
        )

    def _labels_menu(self, menu: Menu) -> None:
        keys = [label.key for label in self._labels]
        present = set(self.chosen.selection.labels or keys)
        _offer(menu, tr("All"), lambda: self._select(labels=()), ticked=len(present) == len(keys))
        menu.addSeparator()
        for label in self._labels:
            wanted = present ^ {label.key}
            value = () if len(wanted) == len(keys) else tuple(k for k in keys if k in wanted)
            _offer(
                menu,
                label.name,
                partial(self._select, labels=value),
                ticked=label.key in present,
                enabled=bool(wanted),
            )

    def _split_menu(self, menu: Menu) -> None:
        chosen = self.chosen
        now = chosen.splits
        _offer(
            menu, tr("None: one dataset"), lambda: self.choose(replace(chosen, splits=None)),
            ticked=now is None,
        )  # fmt: skip
        base = now or Splits()
        for train, dev, test in _SHARES:
            wanted = replace(base, train=train, dev=dev, test=test)
            _offer(
                menu,
                tr("Train, dev, test: {shares}", shares=_shares(wanted)),
                partial(self.choose, replace(chosen, splits=wanted)),
                ticked=now is not None and (now.train, now.dev, now.test) == (train, dev, test),
            )
        if now is None:
            return
        menu.addSeparator()
        for stratum, name in _STRATA.items():
            words = tr("Each its share {by}", by=tr(name)) if stratum else tr("Shares of the whole")
            _offer(
                menu,
                words,
                partial(self.choose, replace(chosen, splits=replace(now, by=stratum))),
                ticked=now.by == stratum,
            )
        menu.addSeparator()
        _offer(
            menu,
            tr("Near duplicates stay together"),
            lambda: self.choose(replace(chosen, splits=replace(now, group=not now.group))),
            ticked=now.group,
        )
        again = replace(now, seed=now.seed + 1)
        _offer(
            menu,
            tr("Deal otherwise (seed {n})", n=again.seed),
            lambda: self.choose(replace(chosen, splits=again)),
            ticked=False,
        )


def _offer(
    menu: Menu, words: str, do: Callable[[], None], *, ticked: bool, enabled: bool = True
) -> None:
    row = menu.add_row(words)
    row.setCheckable(True)
    row.setChecked(ticked)
    row.setEnabled(enabled)
    row.triggered.connect(lambda _=False: do())


def _shares(splits: Splits) -> str:
    return " / ".join(f"{share:g}" for share in (splits.train, splits.dev, splits.test))
