"""How often each label was used, in all and in each article; a row opens its annotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.app.counting import Wanted
from annotator.model.listing import LabelOutline
from annotator.ui.i18n import tr
from annotator.ui.look import (
    RIGHT,
    STRONG,
    label_colours,
    look,
    metrics,
    paint_box,
    paint_mark,
    paint_text,
    sans,
    scaled,
)
from annotator.ui.panels.overview.chart_card import ChartCard
from annotator.ui.panels.overview.facts import Facts
from annotator.ui.widgets.number_button import NumberButton, paint_dots
from annotator.ui.widgets.row_stack import RowStack, TableRow
from annotator.ui.widgets.segmented import Segmented

_NAME = 0.34
_TITLE = 0.5
_MOST_ARTICLES = 200
_NUMBER = 72


class LabelsCard(ChartCard):
    """Annotations by label or by article, of everybody or of the one person looked at."""

    def __init__(self) -> None:
        self.total = NumberButton(px=metrics.TEXT_TITLE, weight=STRONG)
        self.switch = Segmented([tr("Label"), tr("Article")], tr("Annotations by"))
        aside = QWidget()
        head = QHBoxLayout(aside)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(metrics.SPACE_GROUPS)
        head.addWidget(self.switch)
        head.addWidget(self.total)
        super().__init__(tr("Annotations"), aside=aside)
        self.switch.picked.connect(self._turn)
        self._by_article = False
        self.rows: list[LabelRow] = []
        self.articles: list[ArticleBar] = []
        self._stack = RowStack()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.set_body(body)
        self._facts: Facts | None = None
        self._who = ""
        self.total.clicked.connect(lambda: self._want(""))

    def show_facts(self, facts: Facts) -> None:
        """Show the labels, those used most first."""
        self._facts = facts
        self._show()

    def look_at(self, who: str) -> None:
        """Count one person's annotations; “” everybody's."""
        self._who = who
        self._show()

    def table(self) -> Sequence[Sequence[object]]:
        """Give a row a label."""
        if not self._by_article:
            return [("label", "annotations"), *((row.label.name, row.count) for row in self.rows)]
        labels = [row.label for row in self.rows]
        rows = [
            (row.title, *(row.counts[one.key] for one in labels), row.counts.total())
            for row in self.articles
        ]
        return [("article", *(one.name for one in labels), "all"), *rows]

    def _show(self) -> None:
        facts = self._facts
        if facts is None:
            return
        counts = [(one, facts.tallies.of_label(one.key, self._who)) for one in facts.labels]
        shown = [(one, count) for one, count in counts if count or not one.retired]
        shown.sort(key=lambda pair: -pair[1])
        total = sum(count for _, count in counts)
        self.about.setText(tr("by {name}", name=self._who) if self._who else "")
        self.total.set_number(f"{total:,}", tr("{n} annotations", n=f"{total:,}"))
        self.total.setEnabled(total > 0)
        most = max((count for _, count in shown), default=0)
        self.rows = [LabelRow(one, count, most) for one, count in shown]
        for row in self.rows:
            row.clicked.connect(lambda _=False, it=row.label.key: self._want(it))
            row.setEnabled(row.count > 0)
        self._show_articles(facts)
        self._stack.show_rows(self.articles if self._by_article else self.rows)

    def _show_articles(self, facts: Facts) -> None:
        found = facts.tallies.by_article(self._who) if self._by_article else {}
        titles = {one.id: one.title for one in facts.articles}
        shown = list(found.items())[:_MOST_ARTICLES]
        most = shown[0][1].total() if shown else 0
        labels = [row.label for row in self.rows]
        self.articles = [
            ArticleBar(article, titles.get(article, ""), counts, labels, most)
            for article, counts in shown
        ]
        for row in self.articles:
            row.clicked.connect(lambda _=False, it=row: self._want_article(it))

    def _turn(self, way: int) -> None:
        self._by_article = way == 1
        self._show()

    def _want_article(self, row: ArticleBar) -> None:
        wanted = Wanted(annotator=self._who, article=row.article)
        self.spans_wanted.emit(row.title, wanted)

    def _want(self, label: str) -> None:
        names = {row.label.key: row.label.name for row in self.rows}
        title = names.get(label, tr("All annotations"))
        self.spans_wanted.emit(title, Wanted(label=label, annotator=self._who))


class LabelRow(TableRow):
    """A label with its bar."""

    def __init__(self, label: LabelOutline, count: int, most: int) -> None:
        super().__init__(tr("{label}: {n} annotations", label=label.name, n=f"{count:,}"))
        self.label = label
        self.count = count
        self._most = most

    def sizeHint(self) -> QSize:
        """Return the size of a row."""
        return QSize(280, scaled(metrics.CONTROL))

    def paint_row(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the mark, the name, the bar and the number."""
        theme, colours = look(), label_colours(self.label.colour)
        middle = rect.center().y()
        top = middle - metrics.MARK_HEIGHT / 2
        paint_mark(painter, 6, top, colours.line, self.label.pattern)
        left = rect.width() * _NAME
        place = QRectF(20, 0, left - 28, rect.height())
        paint_text(painter, place, self.label.name, sans(), theme.text)
        room = rect.width() - left - _NUMBER
        if self.count:
            wide = max(3.0, room * self.count / self._most)
            paint_box(painter, QRectF(left, middle - 7, wide, 14), 2, fill=colours.line)
        paint_count(painter, rect, self.count)


class ArticleBar(TableRow):
    """An article with a bar in the colours of its labels."""

    def __init__(
        self,
        article: str,
        title: str,
        counts: Counter[str],
        labels: Sequence[LabelOutline],
        most: int,
    ) -> None:
        super().__init__(tr("{title}: {n} annotations", title=title, n=f"{counts.total():,}"))
        self.article = article
        self.title = title
        self.counts = counts
        self._labels = labels
        self._most = most

    def sizeHint(self) -> QSize:
        """Return the size of a row."""
        return QSize(280, scaled(metrics.CONTROL))

    def paint_row(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the title, a part of the bar a label, and the number."""
        left = rect.width() * _TITLE
        place = QRectF(6, 0, left - 14, rect.height())
        paint_text(painter, place, self.title, sans(), look().text)
        room, x = rect.width() - left - _NUMBER, left
        for label in self._labels:
            if count := self.counts[label.key]:
                wide = max(3.0, room * count / self._most)
                part = QRectF(x, rect.center().y() - 6, wide - 1, 12)
                paint_box(painter, part, 2, fill=label_colours(label.colour).line)
                x += wide
        paint_count(painter, rect, self.counts.total())


def paint_count(painter: QPainter, rect: QRectF, count: int) -> None:
    """Paint a number that can be opened at the right end of a row."""
    theme, font = look(), sans(weight=STRONG)
    place = QRectF(rect.right() - _NUMBER + 8, 0, _NUMBER - 12, rect.height())
    used = paint_text(painter, place, f"{count:,}", font, theme.text, RIGHT)
    if count:
        paint_dots(painter, place.right() - used, rect.center().y() + 8, used, theme.faint)
