"""The bar at the top: menu, project, the jobs, search, who works."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import (
    STRONG,
    look,
    metrics,
    paint_box,
    paint_ground,
    paint_icon,
    paint_text,
    sans,
)
from annotator.ui.widgets.avatar import Avatar
from annotator.ui.widgets.drop_button import DropButton
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.key_cap import in_force, paint_keys
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.painted_button import PaintedButton
from annotator.ui.widgets.putting import put
from annotator.ui.widgets.segmented import Segmented
from annotator.ui.widgets.tab_order import tab_through
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tooltip import set_tooltip

_JOB_WIDTHS = (72, 0, 76)
_SEARCH_WIDTH = 240
_SEARCH_NARROW = 152
_SEARCH_HEIGHT = 30


class TopBar(QWidget):
    """Leads to everything that is not the article.

    Signals:
        menu_wanted(button): open the main menu at a button.
        projects_wanted(button): open the menu of projects.
        person_wanted(button): open the menu of who works.
        search_wanted(): search or run.
        job_picked(index): one of the jobs: 0 tag, 1 review, 2 export.
        list_wanted(): show the folded article list.
        panel_wanted(): show the folded annotations.
        step_wanted(rows): open the article below (or above).
    """

    menu_wanted = Signal(object)
    projects_wanted = Signal(object)
    person_wanted = Signal(object)
    search_wanted = Signal()
    job_picked = Signal(int)
    list_wanted = Signal(object)
    panel_wanted = Signal()
    step_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folded = self._panel_folded = self._reviewing = False
        self.setFixedHeight(metrics.BAR)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.menu = IconButton("menu", tr("Menu"), "Alt M", role="text")
        self.menu.setShortcut(QKeySequence("Alt+M"))
        self.menu.clicked.connect(lambda: self.menu_wanted.emit(self.menu))
        self.list = IconButton("side", tr("Articles"), "F9")
        self.list.clicked.connect(lambda: self.list_wanted.emit(self.list))
        self.place = Text(px=metrics.TEXT_SMALL, role="muted")
        self.above = IconButton("up", tr("Article before"), "Alt ↑")
        self.above.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.below = IconButton("down", tr("Next article"), "Alt ↓")
        self.below.clicked.connect(lambda: self.step_wanted.emit(1))
        self.project = DropButton(weight=STRONG)
        self.project.clicked.connect(lambda: self.projects_wanted.emit(self.project))
        self.jobs = Segmented(
            [tr("Tag"), tr("Review"), tr("Export")],
            tr("Job"),
            self,
            px=metrics.TEXT_BODY,
            widths=_JOB_WIDTHS,
        )
        self.jobs.picked.connect(self.job_picked)
        self.search = SearchButton()
        self.search.clicked.connect(self.search_wanted)
        self.panel = IconButton("sider", tr("Annotations"), "F10")
        self.panel.clicked.connect(self.panel_wanted)
        self.person = Avatar("", "")
        self.person.clicked.connect(lambda: self.person_wanted.emit(self.person))
        row = QHBoxLayout(self)
        set_margins(row, metrics.SPACE_GROUPS, 0, metrics.SPACE_EDGE, 1, within=self)
        row.setSpacing(metrics.SPACE_INSIDE)
        before = (self.menu, self.list, self.place, self.above, self.below, self.project)
        for widget in before:
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.search)
        row.addSpacing(metrics.SPACE)
        row.addWidget(self.panel)
        row.addWidget(self.person)
        # The jobs are placed by hand, and would come first.
        tab_through([*before, self.jobs, self.search, self.panel, self.person])
        self.set_folded(folded=False)

    def set_folded(self, *, folded: bool, panel: bool = False) -> None:
        """Take over from the article list, and from the panel: their buttons stand here."""
        self._folded, self._panel_folded = folded, panel
        here = not self._reviewing
        self.panel.setVisible(panel and here)
        self.list.setVisible(folded and here)
        for widget in (self.place, self.above, self.below):
            widget.setVisible(folded)
        self.project.setVisible(not folded)
        self.search.set_narrow(narrow=folded)
        self._centre()

    def set_project(self, name: str, path: str) -> None:
        """Name the open project."""
        self.project.set_words(name)
        self.project.setAccessibleName(tr("Project {name}", name=name))
        set_tooltip(self.project, path)
        self.project.updateGeometry()
        self._centre()

    def set_reviewing(self, *, on: bool) -> None:
        """In review leave out what belongs to the columns of the tagging page."""
        self._reviewing = on
        self.set_folded(folded=self._folded, panel=self._panel_folded)

    def set_open(self, number: int) -> None:
        """Say how many differences are open in the project."""
        self.jobs.set_number(1, f"{number:,}" if number else "")
        self._centre()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the jobs in the window's middle."""
        super().resizeEvent(event)
        self._centre()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the line below."""
        paint_ground(self, look().win, "below")

    def _centre(self) -> None:
        size = self.jobs.sizeHint()
        middle = (self.width() - size.width()) // 2
        # In a small window the middle belongs to others; then it stands between them.
        mirrored = self.isRightToLeft()
        beside = [one.geometry() for one in (self.below, self.project) if one.isVisible()]
        ends = [self.width() - one.left() if mirrored else one.right() + 1 for one in beside]
        search = self.search.geometry()
        begins = self.width() - search.right() - 1 if mirrored else search.left()
        left = min(middle, begins - metrics.SPACE_GROUPS - size.width())
        left = max(left, max(ends, default=0) + metrics.SPACE_GROUPS)
        put(self.jobs, left, (metrics.BAR - 1 - size.height()) // 2, size.width(), size.height())


class SearchButton(PaintedButton):
    """Looks like a field and opens the palette."""

    ring_radius = metrics.RADIUS_FIELD

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._narrow = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Search or run"))
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def set_narrow(self, *, narrow: bool) -> None:
        """Take less room."""
        self._narrow = narrow
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Give the size of the field."""
        width = _SEARCH_NARROW if self._narrow else _SEARCH_WIDTH
        return QSize(width, _SEARCH_HEIGHT)

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the field with its words and its keys."""
        theme = look()
        border = theme.faint if self.hovered() else theme.line2
        paint_box(painter, rect, metrics.RADIUS_FIELD, fill=theme.base, border=border)
        icon = QRectF(rect.x() + 9, rect.center().y() - 8, metrics.ICON, metrics.ICON)
        paint_icon(painter, "search", icon, theme.muted)
        words = tr("Search") if self._narrow else tr("Search or run")
        box = rect.adjusted(32, 0, 0, 0)
        paint_text(painter, box, words, sans(), theme.muted)
        top = rect.center().y() - metrics.KEY_CAP / 2
        paint_keys(painter, rect.right() - 2, top, in_force("Ctrl K"))
