"""What is still open: by kind, and by article."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.ui.difference_kinds import STEPS
from annotator.ui.i18n import tr
from annotator.ui.look import (
    RIGHT,
    STRONG,
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_text,
    sans,
    scaled,
    smooth_painter,
)
from annotator.ui.panels.overview.facts import ArticleFact, Facts
from annotator.ui.widgets.number_button import NumberButton
from annotator.ui.widgets.row_stack import RowStack, TableRow
from annotator.ui.widgets.titled_card import TitledCard

_BAR = 28
_LEGEND = 28
_MOST = 200
"""Articles that have a row; the numbers count all."""


class OpenCard(TitledCard):
    """Open differences; a row opens the review of its article.

    Signals:
        review_wanted(article): review that article.
        articles_wanted(title, articles): list those articles.
    """

    review_wanted = Signal(str)
    articles_wanted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.total = NumberButton(px=metrics.TEXT_TITLE, weight=STRONG)
        super().__init__(tr("Open differences"), aside=self.total, parent=parent)
        self.bar = _KindBar()
        self.rows: list[OpenRow] = []
        self._articles: Sequence[ArticleFact] = ()
        self._stack = RowStack()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.SPACE)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        self.set_body(body)
        self.total.clicked.connect(self._on_total)

    def show_facts(self, facts: Facts) -> None:
        """Show what is open."""
        found = sorted(
            (one for one in facts.articles if one.open_in_all),
            key=lambda one: one.open_in_all,
            reverse=True,
        )
        self._articles = found
        total = sum(one.open_in_all for one in found)
        self.total.set_number(f"{total:,}", tr("{n} open differences", n=f"{total:,}"))
        self.total.setEnabled(total > 0)
        about = tr("in one article") if len(found) == 1 else tr("in {n} articles", n=len(found))
        self.about.setText(about if found else tr("none: everything is settled"))
        self.bar.show_facts(facts)
        self.bar.setVisible(total > 0)
        most = found[0].open_in_all if found else 0
        self.rows = [OpenRow(one, most) for one in found[:_MOST]]
        for row in self.rows:
            row.clicked.connect(lambda _=False, it=row.article.id: self.review_wanted.emit(it))
        self._stack.show_rows(self.rows)

    def _on_total(self) -> None:
        self.articles_wanted.emit(tr("Articles with open differences"), self._articles)


class _KindBar(QWidget):
    """One bar by kind, and below it what each part counts."""

    def __init__(self) -> None:
        super().__init__()
        self._counts = [0] * len(STEPS)
        self.setFixedHeight(scaled(_BAR + _LEGEND))

    def show_facts(self, facts: Facts) -> None:
        """Show the kinds of what is open."""
        kinds = facts.open_by_kind()
        self._counts = [sum(kinds[kind] for kind in step.kinds) for step in STEPS]
        said = ", ".join(
            f"{count:,} {tr(step.title).lower()}"
            for step, count in zip(STEPS, self._counts, strict=True)
            if count
        )
        self.setAccessibleName(said)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = look()
        painter = smooth_painter(self)
        total = sum(self._counts) or 1
        parts = [(s, n) for s, n in zip(STEPS, self._counts, strict=True) if n]
        free = self.width() - 2 * (len(parts) - 1) - 6 * len(parts)
        x, at = 0.0, 0.0
        for step, count in parts:
            width = 6 + free * count / total
            box = QRectF(x, 0, width, scaled(_BAR))
            paint_box(painter, box, metrics.RADIUS_WASH, fill=step.colours.fill)
            if width > 28:
                icon = QRectF(x + 8, box.center().y() - 8, metrics.ICON, metrics.ICON)
                paint_icon(painter, step.icon, icon, step.colours.text)
            x += width + 2
            icon = QRectF(at, scaled(_BAR) + 10, metrics.ICON, metrics.ICON)
            paint_icon(painter, step.icon, icon, theme.text)
            place = QRectF(at + 22, scaled(_BAR) + 4, 200, scaled(_LEGEND) - 4)
            used = paint_text(painter, place, f"{count:,}", sans(weight=STRONG), theme.text)
            place.setLeft(place.left() + used + 6)
            words = tr(step.title).lower().replace(tr(" differs"), "").replace(tr(" differ"), "")
            used += 6 + paint_text(painter, place, words, sans(), theme.text)
            at += 22 + used + 24
        painter.end()


class OpenRow(TableRow):
    """An article with what is open in it."""

    def __init__(self, article: ArticleFact, most: int) -> None:
        super().__init__(tr("{title}: {n} open", title=article.title, n=article.open_in_all))
        self.article = article
        self._most = most

    def paint_row(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the title, a bar by kind, and the number."""
        theme = look()
        half = rect.width() * 0.46
        place = QRectF(6, 0, half - 12, rect.height())
        paint_text(painter, place, self.article.title, sans(), theme.text)
        room = rect.width() - half - 56
        x = half
        for step in STEPS:
            count = sum(self.article.open.get(kind, 0) for kind in step.kinds)
            if count:
                width = max(3.0, room * count / self._most)
                box = QRectF(x, rect.center().y() - 6, width - 1, 12)
                paint_box(painter, box, 2, fill=step.colours.fill)
                x += width
        place = QRectF(rect.right() - 52, 0, 48, rect.height())
        number = f"{self.article.open_in_all:,}"
        paint_text(painter, place, number, sans(weight=STRONG), theme.text, RIGHT)
