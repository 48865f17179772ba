"""The page one sees without a project: what this is, how to begin, what was open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from annotator.app.settings import Recent
from annotator.ui.i18n import tr
from annotator.ui.look import (
    RIGHT,
    STRONG,
    current,
    look,
    metrics,
    paint_box,
    paint_dashed,
    paint_ground,
    paint_icon,
    paint_text,
    reading_painter,
    sans,
    text_width,
)
from annotator.ui.pages.hero import Hero
from annotator.ui.pages.logo import paint_logo
from annotator.ui.pages.recent_projects import RecentProjects
from annotator.ui.widgets.card import Card
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.painted_button import PaintedButton
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.text import Text

_WIDTH = 952
_LEFT = 440
_LOGO = 40
_STRIP = 56
_THEMES = (
    ("system", "System theme", "theme-system"),
    ("light", "Light theme", "sun"),
    ("dark", "Dark theme", "moon"),
    ("light-contrast", "Light theme, strong contrast", "contrast"),
    ("dark-contrast", "Dark theme, strong contrast", "contrast"),
)


class WelcomePage(QWidget):
    """Begins everything: the sample, a project of one's own, one that was sent, a recent one.

    Signals:
        sample_wanted(): open the sample.
        articles_wanted(): make a project from one's articles.
        project_wanted(): open a project file.
        bundle_wanted(): begin with a teammate's bundle.
        recent_wanted(path): open a recent project.
        recent_dropped(path): take it from the list.
        theme_wanted(mode): another theme.
    """

    sample_wanted = Signal()
    articles_wanted = Signal()
    project_wanted = Signal()
    bundle_wanted = Signal()
    recent_wanted = Signal(str)
    recent_dropped = Signal(str)
    theme_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sample = Card(
            "book",
            tr("Open the sample"),
            tr("Twelve short articles, tagged by three people"),
            "Ctrl 1",
        )
        self.articles = Card(
            "folder",
            tr("Start from your articles"),
            tr("Texts, web pages, Word, PDF, mail, or a folder"),
            "Ctrl 2",
        )
        self.project = Card(
            "users", tr("Join a team"), tr("Begin with what a teammate sent you"), "Ctrl 3"
        )
        self.sample.clicked.connect(self.sample_wanted)
        self.articles.clicked.connect(self.articles_wanted)
        self.project.clicked.connect(self.bundle_wanted)
        self.recent = RecentProjects()
        self.recent.chosen.connect(self.recent_wanted)
        self.recent.dropped.connect(self.recent_dropped)
        self.theme = ThemeButton()
        self.theme.clicked.connect(self._on_theme)
        for digit, card in (("1", self.sample), ("2", self.articles), ("3", self.project)):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{digit}"), self)
            shortcut.activated.connect(card.click)
        self._lay_out()
        current().changed.connect(self._show_theme)
        self._show_theme()

    def show_recent(self, recent: Sequence[Recent]) -> None:
        """Show what was open, newest first."""
        self.recent.show_projects([one for one in recent if Path(one.path).exists()])

    def begin(self) -> None:
        """Put the focus where most people go on: the newest project, or the sample."""
        first = self.recent.view if self.recent.has_projects else self.sample
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin, once the window is there to have a focus."""
        super().showEvent(event)
        QTimer.singleShot(0, self.begin)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        paint_ground(self, look().win)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Title())
        column.addSpacing(metrics.SPACE_BLOCKS)
        column.addWidget(Hero())
        column.addSpacing(metrics.SPACE_BLOCKS)
        column.addLayout(self._two_columns())
        column.addSpacing(metrics.SPACE_SECTIONS)
        column.addWidget(DropStrip())
        column.addSpacing(metrics.SPACE_SECTIONS)
        words = tr("Everything stays on this computer. No account, no network.")
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Text(words, px=metrics.TEXT_SMALL, role="muted", align=centre))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inner, 100)
        middle.addStretch(1)
        top = QHBoxLayout()
        top.addStretch(1)
        top.addWidget(self.theme)
        content = QWidget()
        page = QVBoxLayout(content)
        page.setContentsMargins(metrics.PAGE_MARGIN // 2, 12, metrics.PAGE_MARGIN // 2, 24)
        page.addLayout(top)
        page.addStretch(2)
        page.addLayout(middle)
        page.addStretch(3)
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(content)
        content.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _two_columns(self) -> QHBoxLayout:
        begin = QVBoxLayout()
        begin.setSpacing(metrics.SPACE_GROUPS)
        begin.addWidget(Text(tr("Begin"), weight=STRONG))
        for card in (self.sample, self.articles, self.project):
            begin.addWidget(card)
        head = QHBoxLayout()
        head.addWidget(Text(tr("Recent projects"), weight=STRONG))
        head.addStretch(1)
        other = PushButton(tr("Open a file"), "link")
        other.clicked.connect(self.project_wanted)
        head.addWidget(other)
        recent = QVBoxLayout()
        recent.setSpacing(metrics.SPACE_GROUPS)
        recent.addLayout(head)
        recent.addWidget(self.recent, 1)
        both = QHBoxLayout()
        both.setSpacing(metrics.SPACE_BLOCKS)
        both.addLayout(begin, _LEFT)
        both.addLayout(recent, _WIDTH - _LEFT - metrics.SPACE_BLOCKS)
        return both

    def _show_theme(self) -> None:
        mode = current().mode
        for name, words, icon in _THEMES:
            if name == mode:
                self.theme.show_theme(tr(words), icon)

    def _on_theme(self) -> None:
        menu = Menu(tr("Theme"), self)
        for name, words, icon in _THEMES:
            row = menu.add_row(tr(words), icon=icon)
            row.setCheckable(True)
            row.setChecked(name == current().mode)
            row.triggered.connect(lambda _=False, mode=name: self.theme_wanted.emit(mode))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(self.theme)


class ThemeButton(PaintedButton):
    """Says which theme there is, and changes it."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = "theme-system"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_theme(self, words: str, icon: str) -> None:
        """Name the theme."""
        self._icon = icon
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Give room for the words and the icon."""
        words = text_width(self.text(), sans(metrics.TEXT_SMALL))
        return QSize(round(words) + metrics.ICON + 28, metrics.ICON_BUTTON)

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the words and the icon behind them."""
        theme = look()
        if (fill := self.ground()) is not None:
            paint_box(painter, rect, metrics.RADIUS_FIELD, fill=fill)
        box = rect.adjusted(metrics.SPACE, 0, -metrics.ICON - 20, 0)
        paint_text(painter, box, self.text(), sans(metrics.TEXT_SMALL), theme.muted, RIGHT)
        top = rect.center().y() - metrics.ICON / 2
        icon = QRectF(rect.right() - metrics.ICON - 8, top, metrics.ICON, metrics.ICON)
        paint_icon(painter, self._icon, icon, theme.muted)


class Title(QWidget):
    """The program's sign, its name, and what it is for in one sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_LOGO + 2)
        self.setAccessibleName("Annotator")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them side by side."""
        del event
        theme = look()
        painter = reading_painter(self)
        paint_logo(painter, QRectF(0, 1, _LOGO, _LOGO))
        x = _LOGO + metrics.SPACE_EDGE
        name = QRectF(x, -2, self.width() - x, 26)
        paint_text(painter, name, "Annotator", sans(metrics.TEXT_PAGE, STRONG), theme.text)
        words = QRectF(x, 22, self.width() - x, 20)
        said = tr("Read closely, tag what counts, agree on it, publish it.")
        paint_text(painter, words, said, sans(), theme.muted)
        painter.end()


class DropStrip(QWidget):
    """Says that files can be dropped anywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_STRIP)
        self._words = tr("Or drop files, a folder or a project anywhere in this window")
        self.setAccessibleName(self._words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a dashed frame around the words."""
        del event
        theme = look()
        painter = reading_painter(self)
        frame = QRectF(self.rect())
        paint_dashed(painter, frame, metrics.RADIUS_MENU, theme.line2)
        width = text_width(self._words, sans()) + 24
        x = max(8.0, (self.width() - width) / 2)
        icon = QRectF(x, frame.center().y() - 8, metrics.ICON, metrics.ICON)
        paint_icon(painter, "download", icon, theme.muted)
        box = QRectF(x + 24, 0, self.width() - x - 32, self.height())
        paint_text(painter, box, self._words, sans(), theme.muted)
        painter.end()
