"""What is still open: by kind, and by article."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotator.ui.difference_kinds import STEPS, KindLook
from annotator.ui.i18n import tr
from annotator.ui.look import (
    RIGHT,
    STRONG,
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_text,
    reading_painter,
    sans,
)
from annotator.ui.panels.overview.chart_card import ChartCard
from annotator.ui.panels.overview.facts import ArticleFact, Facts
from annotator.ui.widgets.number_button import NumberButton
from annotator.ui.widgets.painted_button import PaintedButton
from annotator.ui.widgets.row_stack import RowStack, TableRow
from annotator.ui.widgets.text import Text

_BAR = 28
_THINNEST = 6
_MOST = 200
"""Articles that have a row; the numbers count all."""


class OpenCard(ChartCard):
    """Open differences; a row opens the review of its article, a kind lists where it is.

    Signals:
        review_wanted(article): review that article.
        articles_wanted(title, articles): list those articles.
    """

    review_wanted = Signal(str)
    articles_wanted = Signal(str, object)

    def __init__(self) -> None:
        self.total = NumberButton(px=metrics.TEXT_TITLE, weight=STRONG)
        super().__init__(tr("Open differences"), aside=self.total)
        self.bar = KindBar()
        self.bar.picked.connect(self._on_kind)
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
        if not facts.compared:
            self.about.setText(tr("counting…"))
            return
        found = sorted(
            (one for one in facts.articles if one.open_in_all),
            key=lambda one: one.open_in_all,
            reverse=True,
        )
        self._articles = found
        total = sum(one.open_in_all for one in found)
        many = tr("{n} open differences", n=f"{total:,}")
        self.total.set_number(f"{total:,}", tr("one open difference") if total == 1 else many)
        self.total.setEnabled(total > 0)
        about = tr("in one article") if len(found) == 1 else tr("in {n} articles", n=len(found))
        if not found:
            about = tr("none: everything is settled")
            if facts.blind:
                about = tr("none where you are done: you work blind")
        self.about.setText(about)
        self.bar.show_facts(facts)
        self.bar.setVisible(total > 0)
        most = found[0].open_in_all if found else 0
        self.rows = [OpenRow(one, most) for one in found[:_MOST]]
        for row in self.rows:
            row.clicked.connect(lambda _=False, it=row.article.id: self.review_wanted.emit(it))
        self._stack.show_rows(self.rows)

    def show_uncounted(self) -> None:
        """Say that it could not be found out what is open."""
        self.about.setText(tr("could not be counted"))

    def table(self) -> Sequence[Sequence[object]]:
        """Give a row an article, a column a kind of difference."""
        rows = [
            (one.title, *(_count(one, step) for step in STEPS[1:]), one.open_in_all)
            for one in self._articles
        ]
        return [("article", *(tr(step.title) for step in STEPS[1:]), "all"), *rows]

    def _on_total(self) -> None:
        self.articles_wanted.emit(tr("Articles with open differences"), self._articles)

    def _on_kind(self, step: KindLook) -> None:
        found = [one for one in self._articles if _count(one, step)]
        found.sort(key=lambda one: -_count(one, step))
        title = tr("Articles with open differences: {kind}", kind=tr(step.title).lower())
        self.articles_wanted.emit(title, found)


def _count(article: ArticleFact, step: KindLook) -> int:
    return sum(article.open.get(kind, 0) for kind in step.kinds)


class KindBar(QWidget):
    """One bar by kind, and below it what each part counts; both can be pressed.

    Signals:
        picked(step): list where differences of a kind are open.
    """

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._keys = QHBoxLayout()
        self._keys.setSpacing(metrics.SPACE_INSIDE)
        self._parts = QHBoxLayout()
        self._parts.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.SPACE)
        column.addLayout(self._parts)
        column.addLayout(self._keys)
        self._shown: list[QWidget] = []
        self.numbers: dict[str, NumberButton] = {}

    def show_facts(self, facts: Facts) -> None:
        """Show the kinds of what is open."""
        for one in self._shown:
            one.hide()
            one.deleteLater()
        self._shown, self.numbers = [], {}
        while self._keys.takeAt(0) is not None:
            pass
        kinds = facts.open_by_kind()
        for step in STEPS:
            if count := sum(kinds[kind] for kind in step.kinds):
                self._add(step, count)
        self._keys.addStretch(1)

    def _add(self, step: KindLook, count: int) -> None:
        word = tr(step.title).lower()
        part, glyph = _KindPart(step), _Glyph(step.icon)
        part.setToolTip(f"{count:,} {word}")
        number = self.numbers[step.key] = NumberButton(weight=STRONG)
        number.set_number(f"{count:,}", f"{count:,} {word}")
        for button in (part, number):
            button.clicked.connect(lambda _=False, it=step: self.picked.emit(it))
        words = Text(word)
        self._parts.addWidget(part, count)
        for one in (glyph, number, words):
            self._keys.addWidget(one)
        self._keys.addSpacing(metrics.SPACE_EDGE)
        self._shown += [part, glyph, number, words]


class _Glyph(QWidget):
    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedSize(metrics.ICON, metrics.ICON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = reading_painter(self)
        paint_icon(painter, self._icon, QRectF(self.rect()), look().text)
        painter.end()


class _KindPart(PaintedButton):
    """A part of the bar; for the keyboard there is the number below."""

    def __init__(self, step: KindLook) -> None:
        super().__init__()
        self._step = step
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr(step.title))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of the bar."""
        return QSize(_THINNEST, _BAR)

    def minimumSizeHint(self) -> QSize:
        """Stay visible however small the share."""
        return self.sizeHint()

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the fill, and the glyph where there is room."""
        fill, ink = self._step.colours
        if self.hovered():
            fill = fill.darker(106)
        paint_box(painter, rect, metrics.RADIUS_WASH, fill=fill)
        if rect.width() > metrics.ICON + 12:
            icon = QRectF(8, rect.center().y() - 8, metrics.ICON, metrics.ICON)
            paint_icon(painter, self._step.icon, icon, ink)


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
            if count := _count(self.article, step):
                width = max(3.0, room * count / self._most)
                box = QRectF(x, rect.center().y() - 6, width - 1, 12)
                edge = theme.outline(theme.line2)
                paint_box(painter, box, 2, fill=step.colours.fill, border=edge)
                x += width
        place = QRectF(rect.right() - 52, 0, 48, rect.height())
        number = f"{self.article.open_in_all:,}"
        paint_text(painter, place, number, sans(weight=STRONG), theme.text, RIGHT)
