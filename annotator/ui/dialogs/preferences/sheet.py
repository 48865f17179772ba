"""The sheet of preferences: pages at the left with a search above them, one page at the right.

What is changed is kept and seen at once; there is nothing to confirm.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from annotator.app.settings import Settings
from annotator.ui.commands.key_table import KeyTable
from annotator.ui.dialogs.preferences.keys_page import KeysPage
from annotator.ui.dialogs.preferences.page import SettingsPage
from annotator.ui.dialogs.preferences.pages import KEYS, PAGES, PageSpec
from annotator.ui.dialogs.sided import SidedGround
from annotator.ui.i18n import tr
from annotator.ui.look import (
    REGULAR,
    RIGHT,
    STRONG,
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_picked,
    paint_text,
    sans,
)
from annotator.ui.widgets.follow_focus import FollowFocus
from annotator.ui.widgets.painted_button import PaintedButton
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.search_field import SearchField
from annotator.ui.widgets.text import Text

_WIDTH, _HEIGHT, _SIDE = 760, 560, 208
_TOP = 112
"""Pixels above the sheet, in a window in which there is room for it."""


class PreferencesSheet(QObject):
    """Shows the settings and asks for other values. Freed when it closes.

    Signals:
        chosen(setting, value): the user wants a value.
        keys_changed(): the table of keys has others.
    """

    chosen = Signal(str, object)
    keys_changed = Signal()

    def __init__(self, window: QWidget, settings: Settings, table: KeyTable) -> None:
        super().__init__(window)
        ground = SidedGround(_SIDE)
        width = min(_WIDTH, window.width() - 2 * metrics.SPACE_EDGE)
        height = min(_HEIGHT, window.height() - 2 * metrics.SPACE_EDGE)
        ground.setFixedSize(width, height)
        self.search = SearchField(tr("Search the preferences"), tr("Search"))
        self.search.changed.connect(self._on_search)
        self.pages = [SettingsPage(spec) for spec in PAGES]
        self.keys = KeysPage(table)
        self.keys.changed.connect(self.keys_changed)
        self.rows = [PageRow(spec) for spec in (*PAGES, KEYS)]
        self._group = QButtonGroup(ground)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(*[metrics.SPACE_EDGE] * 4)
        column.setSpacing(metrics.SPACE_INSIDE)
        column.addWidget(Text(tr("Preferences"), px=metrics.TEXT_TITLE, weight=STRONG))
        column.addSpacing(metrics.SPACE)
        column.addWidget(self.search)
        column.addSpacing(metrics.SPACE)
        for number, row in enumerate(self.rows):
            self._group.addButton(row, number)
            row.walked.connect(self._walk)
            column.addWidget(row)
        column.addStretch(1)
        self.unsaved = Text(px=metrics.TEXT_SMALL, role="danger", lines=5)
        self.unsaved.hide()
        column.addWidget(self.unsaved)
        rest = QWidget()
        self._stack = QStackedLayout(rest)
        for page in self.pages:
            page.chosen.connect(self.chosen)
            area = scrolled(page)
            FollowFocus(area)
            self._stack.addWidget(area)
        self._stack.addWidget(self.keys)
        ground.put(side, rest)
        self._group.idClicked.connect(self.show_page)
        self.popover = Popover(ground, window, tr("Preferences"), scrim=True)
        self.popover.closed.connect(self._on_closed)
        self.show_settings(settings)
        self.show_page(0)

    def open(self) -> None:
        """Show the sheet; one may type what to look for at once."""
        height = self.popover.sizeHint().height()
        window = self.popover.parentWidget()
        assert window is not None
        top = min(_TOP, (window.height() - height) // 2)
        self.popover.open_centred(top, focus=self.search.edit)

    def show_settings(self, settings: Settings) -> None:
        """Show the values in force."""
        for page in self.pages:
            page.show_settings(settings)

    def tell_unsaved(self, why: str) -> None:
        """Tell why what is chosen cannot be kept; “” if it is kept."""
        self.unsaved.setText(
            tr("This holds until the program ends: it cannot be saved ({why}).", why=why)
        )
        self.unsaved.setVisible(bool(why))

    def show_page(self, number: int) -> None:
        """Turn to a page."""
        self.rows[number].setChecked(True)
        self._stack.setCurrentIndex(number)

    def _on_search(self, query: str) -> None:
        """Turn to the first page on which something fits, and show that alone."""
        counts = [page.filter(query) for page in self.pages]
        self.keys.list.field.set_text(query)
        counts.append(self.keys.found())
        for row, count in zip(self.rows, counts, strict=True):
            row.set_found(count if query.strip() else None)
        fitting = [number for number, count in enumerate(counts) if count]
        if query.strip() and fitting and self._stack.currentIndex() not in fitting:
            self.show_page(fitting[0])

    def _walk(self, step: int) -> None:
        number = (self._stack.currentIndex() + step) % len(self.rows)
        self.show_page(number)
        self.rows[number].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_closed(self) -> None:
        self.popover.deleteLater()
        self.deleteLater()


class PageRow(PaintedButton):
    """Names a page; a search says behind it how many settings fit.

    Signals:
        walked(step): an arrow was pressed: the page below (1) or above (-1) is wanted.
    """

    walked = Signal(int)
    ring_outside = False

    def __init__(self, spec: PageSpec) -> None:
        super().__init__()
        self._icon = spec.icon
        self._found: int | None = None
        self.setText(tr(spec.title))
        self.setAccessibleName(tr(spec.title))
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_found(self, count: int | None) -> None:
        """Say how many of its settings fit a search; None without one."""
        self._found = count
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of a row."""
        return QSize(160, metrics.CONTROL)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the pages by the arrows."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if (step := steps.get(Qt.Key(event.key()))) is not None:
            self.walked.emit(step)
        else:
            super().keyPressEvent(event)

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint icon, words and number."""
        theme = look()
        if self.isChecked():
            paint_picked(painter, rect, metrics.RADIUS_FIELD)
        elif (fill := self.ground()) is not None:
            paint_box(painter, rect, metrics.RADIUS_FIELD, fill=fill)
        if self.keyboard_focus():
            width = metrics.RING_WIDTH
            paint_box(painter, rect, metrics.RADIUS_FIELD, border=theme.accent, width=width)
        side = metrics.ICON
        icon = QRectF(rect.left() + 8, rect.center().y() - side / 2, side, side)
        nothing = self._found == 0
        colour = theme.faint if nothing else theme.accent if self.isChecked() else theme.muted
        paint_icon(painter, self._icon, icon, colour)
        words = rect.adjusted(side + 16, 0, -8, 0)
        weight = STRONG if self.isChecked() else REGULAR
        ink = theme.muted if nothing else theme.text
        paint_text(painter, words, self.text(), sans(weight=weight), ink)
        if self._found is not None:
            font = sans(metrics.TEXT_CAPTION)
            paint_text(painter, words, str(self._found), font, theme.muted, RIGHT)
