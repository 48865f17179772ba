"""How many articles are how far: a tile for each, or a bar where there are many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolTip, QVBoxLayout, QWidget

from annotator.model.team import TeamState
from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, look, metrics, paint_box, reading_painter
from annotator.ui.panels.overview.chart_card import ChartCard
from annotator.ui.panels.overview.facts import ArticleFact, Facts
from annotator.ui.widgets.number_button import NumberButton
from annotator.ui.widgets.text import Text

_TILES = 60
"""Articles up to which each has a tile of its own."""
_TILE = 32
_GAP = 3
_WIDEST = 29
_SQUARE = 12

STATES: Final[tuple[tuple[TeamState, str, str], ...]] = (
    ("settled", "settled", "value"),
    ("review", "in review", "missed"),
    ("done", "done", "edges"),
    ("begun", "being marked", "agreed"),
    ("untouched", "untouched", ""),
)
"""Each state with its word and its colour among the kinds; the last is hollow."""


def fill_of(state: TeamState) -> QColor | None:
    """Give the colour of a state; None is hollow."""
    kind = {one: kind for one, _, kind in STATES}[state]
    return look().kinds[kind].fill if kind else None


class StatesCard(ChartCard):
    """Articles by state.

    Signals:
        article_wanted(id): open that article.
        articles_wanted(title, articles): list those articles.
    """

    article_wanted = Signal(str)
    articles_wanted = Signal(str, object)

    def __init__(self) -> None:
        self.total = NumberButton(px=metrics.TEXT_TITLE, weight=STRONG)
        super().__init__(tr("Articles by state"), aside=self.total)
        self.tiles = _Tiles()
        self.tiles.picked.connect(self.article_wanted)
        self.tiles.state_picked.connect(self._list)
        self.counts: dict[TeamState, NumberButton] = {}
        self._articles: dict[TeamState, Sequence[ArticleFact]] = {}
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.SPACE_GROUPS)
        column.addWidget(self.tiles)
        column.addWidget(self._legend())
        column.addStretch(1)
        self.set_body(body)
        self.total.clicked.connect(lambda: self._list(None))

    def show_facts(self, facts: Facts) -> None:
        """Show the articles."""
        self.about.setText("" if facts.compared else tr("what is in review is still counted…"))
        self._articles = {state: facts.of_state(state) for state, _, _ in STATES}
        count = len(facts.articles)
        says = tr("one article") if count == 1 else tr("{n} articles", n=f"{count:,}")
        self.total.set_number(f"{count:,}", says)
        self.total.setEnabled(count > 0)
        for state, word, _ in STATES:
            number = len(self._articles[state])
            self.counts[state].set_number(f"{number:,}", f"{number:,} {tr(word)}")
            self.counts[state].setEnabled(number > 0)
        self.tiles.show_articles([one for state, _, _ in STATES for one in self._articles[state]])

    def show_uncounted(self) -> None:
        """Say that it could not be found out what is in review."""
        self.about.setText(tr("what is in review could not be counted"))

    def table(self) -> Sequence[Sequence[object]]:
        """Give a row an article."""
        rows = [
            (one.title, word, one.open_in_all)
            for state, word, _ in STATES
            for one in self._articles.get(state, ())
        ]
        return [("article", "state", "open differences"), *rows]

    def _legend(self) -> QWidget:
        legend = QWidget()
        row = QHBoxLayout(legend)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics.SPACE_INSIDE)
        for state, word, _ in STATES:
            row.addWidget(_Square(state))
            number = self.counts[state] = NumberButton(weight=STRONG)
            number.clicked.connect(lambda _=False, it=state: self._list(it))
            row.addWidget(number)
            row.addWidget(Text(tr(word)))
            row.addSpacing(metrics.SPACE_GROUPS)
        row.addStretch(1)
        return legend

    def _list(self, state: TeamState | None) -> None:
        words = {one: tr(word) for one, word, _ in STATES}
        title = tr("All articles") if state is None else tr("Articles {word}", word=words[state])
        chosen = [
            one for key, found in self._articles.items() if state in (None, key) for one in found
        ]
        self.articles_wanted.emit(title, chosen)


class _Square(QWidget):
    def __init__(self, state: TeamState) -> None:
        super().__init__()
        self._state = state
        self.setFixedSize(_SQUARE + 4, _SQUARE + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = reading_painter(self)
        _paint_tile(painter, QRectF(0, 2, _SQUARE, _SQUARE), self._state)
        painter.end()


class _Tiles(QWidget):
    """A tile an article; a click opens it. Where there are too many, one bar of the states."""

    picked = Signal(str)
    state_picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._articles: Sequence[ArticleFact] = ()
        self.setFixedHeight(_TILE)
        self.setMouseTracking(True)

    def show_articles(self, articles: Sequence[ArticleFact]) -> None:
        self._articles = articles
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, _TILE)

    def article_at(self, place: QPoint) -> ArticleFact | None:
        if not 0 < len(self._articles) <= _TILES:
            return None
        number = int(place.x() / self._pitch())
        return self._articles[number] if 0 <= number < len(self._articles) else None

    def state_at(self, place: QPoint) -> TeamState | None:
        """Give the state that a place of the bar stands for."""
        number = int(place.x() / self._pitch()) if self._articles else -1
        return self._articles[number].state if 0 <= number < len(self._articles) else None

    def _pitch(self) -> float:
        pitch = self.width() / max(1, len(self._articles))
        # A few articles do not make doors of their tiles.
        return min(pitch, _WIDEST) if len(self._articles) <= _TILES else pitch

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            article = self.article_at(event.pos())
            QToolTip.showText(event.globalPos(), "" if article is None else article.title, self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.state_at(event.position().toPoint()) is not None
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(hand if over else arrow)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place = event.position().toPoint()
        if (article := self.article_at(place)) is not None:
            self.picked.emit(article.id)
        elif (state := self.state_at(place)) is not None:
            self.state_picked.emit(state)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = reading_painter(self)
        count = len(self._articles)
        if not count:
            painter.end()
            return
        pitch = self._pitch()
        if count <= _TILES:
            for number, one in enumerate(self._articles):
                tile = QRectF(number * pitch, 0, pitch - _GAP, self.height())
                _paint_tile(painter, tile, one.state)
        else:
            x = 0.0
            for state, _, _ in STATES:
                width = pitch * sum(one.state == state for one in self._articles)
                if width:
                    place = QRectF(x, 0, max(2.0, width - _GAP), self.height())
                    _paint_tile(painter, place, state)
                x += width
        painter.end()


def _paint_tile(painter: QPainter, rect: QRectF, state: TeamState) -> None:
    fill = fill_of(state)
    theme = look()
    border = theme.line2 if fill is None else theme.outline(theme.line2)
    paint_box(painter, rect, metrics.RADIUS_WASH, fill=fill, border=border)
