"""How often each label was used: in all, in each article, on the same words; a row opens them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice

from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.app.counting import Wanted
from annotator.model.listing import LabelOutline
from annotator.model.tally import Phrase, Tallies
from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, metrics
from annotator.ui.panels.overview.chart_card import ChartCard
from annotator.ui.panels.overview.count_rows import ArticleBar, LabelRow, WordsRow
from annotator.ui.panels.overview.facts import Facts
from annotator.ui.widgets.number_button import NumberButton
from annotator.ui.widgets.row_stack import RowStack
from annotator.ui.widgets.segmented import Segmented

_MOST_ROWS = 200
"""Articles, or words, that have a row; a saved table has all."""
_LABELS, _ARTICLES, _WORDS = range(3)


class LabelsCard(ChartCard):
    """Annotations by label, article or words, of everybody or of the one person looked at."""

    def __init__(self) -> None:
        self.total = NumberButton(px=metrics.TEXT_TITLE, weight=STRONG)
        self.switch = Segmented([tr("Label"), tr("Article"), tr("Words")], tr("Annotations by"))
        aside = QWidget()
        head = QHBoxLayout(aside)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(metrics.SPACE_GROUPS)
        head.addWidget(self.switch)
        head.addWidget(self.total)
        super().__init__(tr("Annotations"), aside=aside)
        self.switch.picked.connect(lambda _: self._show())
        self.rows: list[LabelRow] = []
        self.articles: list[ArticleBar] = []
        self.words: list[WordsRow] = []
        self._stack = RowStack()
        self.set_body(self._stack)
        self._facts: Facts | None = None
        self._labels: list[tuple[LabelOutline, int]] = []
        """Labels with how often they were used, most often first."""
        self._who = ""
        self.total.clicked.connect(lambda: self._want("", tr("All annotations")))

    def show_facts(self, facts: Facts) -> None:
        """Show the labels, those used most first."""
        if facts.tallies is None:
            self.about.setText(tr("counting…"))
            return
        self._facts = facts
        self._show()

    def look_at(self, who: str) -> None:
        """Count one person's annotations; “” everybody's."""
        self._who = who
        self._show()

    def table(self) -> Sequence[Sequence[object]]:
        """Give a row a label, an article or a phrase."""
        how = self.switch.current()
        names = {one.key: one.name for one, _ in self._labels}
        if how == _ARTICLES:
            titles = self._titles()
            rows: list[tuple[object, ...]] = [
                (titles.get(article, article), *(of[key] for key in names), of.total())
                for article, of in self._by_article().items()
            ]
            return [("article", *names.values(), "all"), *rows]
        if how == _WORDS:
            rows = [
                (words, names.get(label, label), count)
                for (label, words), count in self._by_words().most_common()
            ]
            return [("words", "label", "annotations"), *rows]
        return [("label", "annotations"), *((one.name, count) for one, count in self._labels)]

    def _show(self) -> None:
        facts = self._facts
        if facts is None:
            return
        by_label = self._tallies().by_label(self._who)
        labels = [one for one in facts.labels if by_label[one.key] or not one.retired]
        self._labels = [(one, by_label[one.key]) for one in labels]
        self._labels.sort(key=lambda pair: -pair[1])
        total = by_label.total()
        self.about.setText(tr("by {name}", name=self._who) if self._who else "")
        says = tr("one annotation") if total == 1 else tr("{n} annotations", n=f"{total:,}")
        self.total.set_number(f"{total:,}", says)
        self.total.setEnabled(total > 0)
        self.rows, self.articles, self.words = [], [], []
        how = self.switch.current()
        if how == _ARTICLES:
            self._make_articles()
        elif how == _WORDS:
            self._make_words()
        else:
            self._make_labels()
        self._stack.show_rows((self.rows, self.articles, self.words)[how])

    def _make_labels(self) -> None:
        most = self._labels[0][1] if self._labels else 0
        self.rows = [LabelRow(one, count, most) for one, count in self._labels]
        for row in self.rows:
            row.clicked.connect(lambda _=False, it=row: self._want(it.label.key, it.label.name))
            row.setEnabled(row.count > 0)

    def _make_articles(self) -> None:
        titles, labels = self._titles(), [one for one, _ in self._labels]
        shown = [*islice(self._by_article().items(), _MOST_ROWS)]
        most = shown[0][1].total() if shown else 0
        self.articles = [
            ArticleBar(article, titles.get(article, ""), counts, labels, most)
            for article, counts in shown
        ]
        for row in self.articles:
            row.clicked.connect(lambda _=False, it=row: self._want_article(it))

    def _make_words(self) -> None:
        labels = {one.key: one for one, _ in self._labels}
        found = self._by_words().most_common(_MOST_ROWS)
        self.words = [
            WordsRow(phrase, labels.get(phrase.label), count, found[0][1])
            for phrase, count in found
        ]
        for row in self.words:
            row.clicked.connect(lambda _=False, it=row: self._want_words(it))

    def _by_article(self) -> Mapping[str, Counter[str]]:
        return self._tallies().articles.get(self._who, {})

    def _by_words(self) -> Counter[Phrase]:
        return self._tallies().by_words(self._who)

    def _tallies(self) -> Tallies:
        known = None if self._facts is None else self._facts.tallies
        return Tallies() if known is None else known

    def _titles(self) -> Mapping[str, str]:
        return {} if self._facts is None else {one.id: one.title for one in self._facts.articles}

    def _want_article(self, row: ArticleBar) -> None:
        wanted = Wanted(annotator=self._who, article=row.article)
        self.spans_wanted.emit(row.title, wanted)

    def _want_words(self, row: WordsRow) -> None:
        wanted = Wanted(row.phrase.label, self._who, words=row.phrase.words)
        self.spans_wanted.emit(f"“{row.phrase.words}”", wanted)

    def _want(self, label: str, title: str) -> None:
        self.spans_wanted.emit(title, Wanted(label=label, annotator=self._who))
