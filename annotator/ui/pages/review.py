"""The page of the second job: what everybody marked, difference by difference."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from annotator.model.changes import Place
from annotator.ui.desk import Desk
from annotator.ui.editor.find_bar import FindBar
from annotator.ui.hub import Hub
from annotator.ui.pages.review_panel import ReviewPanel
from annotator.ui.pages.review_texts import ReviewTexts
from annotator.ui.panels.review.card import ReviewCard
from annotator.ui.panels.review.list import ReviewList
from annotator.ui.panels.review.rail import ReviewRail
from annotator.ui.panels.review.tools import ReviewTools
from annotator.ui.review.desk import ReviewDesk
from annotator.ui.review.units import listed

_PANEL = 420
_PANEL_NARROW = 340
_PANEL_SMALL = 304
_ROOMY = 1200
_NARROW = 860
"""Widths of the page below which the panel is narrower, and the rail gone."""
_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.MetaModifier
)


class ReviewPage(QWidget):
    """Puts the rail, the text, the card and the list together, and joins them to the review desk.

    Signals:
        version_wanted(index): a digit was pressed.
        enter_pressed(): Enter was pressed where it acts on the unit.
        escape_pressed(): Esc was pressed, and nothing else had a use for it.
    """

    help_page = "reviewing"
    version_wanted = Signal(int)
    enter_pressed = Signal()
    escape_pressed = Signal()

    def __init__(
        self, hub: Hub, desk: Desk, review: ReviewDesk, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._hub = hub
        self._desk = desk
        self._review = review
        self._panel_folded = False
        self.tools = ReviewTools(review)
        self.texts = ReviewTexts(desk, review)
        self.view = self.texts.view
        self.find_bar = FindBar(self.view, tags=False)
        self.rail = ReviewRail()
        self.card = ReviewCard(hub, desk, review)
        self.units = ReviewList(desk, review)
        self.panel = ReviewPanel(review, self.card, self.units)
        self._lay_out()
        self._connect()
        for part in (self.view, self.units.view, self.rail.view):
            part.installEventFilter(self)

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self.find_bar)
        column.addWidget(self.texts, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(middle, 1)
        row.addWidget(self.panel)

    def _connect(self) -> None:
        desk, review = self._desk, self._review
        desk.leaving.connect(self._keep_place)
        desk.article_changed.connect(self._on_article_changed)
        review.reviewed.connect(self._show_units)
        review.names_changed.connect(self._show_units)
        review.current_changed.connect(self._on_current_changed)
        review.lanes_changed.connect(self.texts.show_lanes)
        self.texts.enter_pressed.connect(self.enter_pressed)
        self.texts.side_changed.connect(self.tools.side.setChecked)
        self.rail.unit_wanted.connect(self.lead_to)
        self.rail.place_wanted.connect(self._show_place)
        self.tools.settled_wanted.connect(self._list_settled)
        self.units.chosen.connect(self._give_text_the_keys)
        self.units.several_changed.connect(self.card.set_several)
        self.card.left.connect(self._give_text_the_keys)
        self.find_bar.closed.connect(self._give_text_the_keys)

    # Being looked at

    def wake(self, top: int) -> None:
        """Show what is on the desk, from a code point on."""
        self._show_article(top)
        self._review.wake()
        self._show_units()
        self._on_current_changed(reveal=True)
        self._give_text_the_keys()

    def sleep(self) -> int:
        """Let go; give the first code point in view."""
        top = self.texts.first_visible()
        self.texts.forget()
        self._review.sleep()
        return top

    def toggle_panel(self) -> None:
        """Show or fold the card and the list."""
        self._panel_folded = not self._panel_folded
        self._fit()
        self._give_text_the_keys()

    def text(self) -> QWidget:
        """Give the part that shows the text and takes the keys."""
        return self.texts.text()

    def toggle_side(self) -> None:
        """Show a pane for each person, or the one text."""
        self.texts.toggle_side()

    def hints(self) -> list[tuple[str, str]]:
        """Give the keys that matter while one types, where others are letters; else none."""
        return self.card.thread_box.hints() or self.find_bar.hints()

    def lead_to_place(self, article: str, start: int, end: int) -> None:
        """Make the unit at a place current, or show the place."""
        key = self._review.find_at(Place(article, start, end))
        if key is not None:
            self.lead_to(key)
        elif end > start:
            self.view.go_to(start, end)

    def _list_settled(self) -> None:
        """Show in the list what is settled."""
        self.panel.show_list()
        self.units.filter.segment(1).click()
        self.units.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_place(self, position: int) -> None:
        """Show a paragraph in which nothing was marked."""
        self.view.go_to(position, position)
        self._give_text_the_keys()

    def lead_to(self, key: str | None) -> None:
        """Make a unit current, and give the text the keys."""
        self._review.select(key)
        self._give_text_the_keys()

    # Following

    def _on_article_changed(self) -> None:
        if self._review.awake:
            self._show_article(self._desk.place.top)
            self._show_units()
            self._on_current_changed(reveal=True)
            self._give_text_the_keys()

    def _show_article(self, top: int) -> None:
        self.texts.show_article(top)
        self.find_bar.refresh()

    def _show_units(self) -> None:
        review = self._review
        if not self.texts.is_shown():
            return
        self.texts.show_units()
        self.rail.show_units(self._desk.scene, listed(review.review))
        self._mark_rail()

    def _on_current_changed(self, reveal: bool) -> None:
        review = self._review
        if not self.texts.is_shown():
            return
        self.texts.show_current(reveal=reveal)
        self._mark_rail()
        if review.current is not None:
            self.panel.show_card()

    def _mark_rail(self) -> None:
        one = self._review.current
        if one is None:
            self.rail.set_current(None)
        else:
            self.rail.set_current(self._review.current_key, one.unit.start)

    def _keep_place(self) -> None:
        if self._review.awake and self._desk.article is not None:
            caret = self.view.scene.selection.caret
            top = self.texts.first_visible()
            self._desk.keep_place(caret, top, self._desk.place.reached)

    def _give_text_the_keys(self) -> None:
        self.text().setFocus(Qt.FocusReason.OtherFocusReason)

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that act on the unit before the text or the list does."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event, in_text=watched is self.view)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits and Esc wherever the focus is on the page; Enter presses what has it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not self._pressed(
            event, in_text=False
        ):
            super().keyPressEvent(event)

    def _pressed(self, event: QKeyEvent, *, in_text: bool) -> bool:
        if in_text and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            # Here the text is one stop among others; it would keep the key to walk annotations.
            return QTextEdit.focusNextPrevChild(self.view, event.key() == Qt.Key.Key_Tab)
        if event.modifiers() & _HELD:
            return False
        editing = self._review.draft is not None
        if event.key() == Qt.Key.Key_Escape:
            if in_text and not editing and self.view.scene.selected is not None:
                return False
            self.escape_pressed.emit()
        elif in_text and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter_pressed.emit()
        elif "1" <= event.text() <= "9" and not editing:
            self.version_wanted.emit(int(event.text()) - 1)
        else:
            return False
        return True

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the rail and the panel what there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.width()
        self.rail.setVisible(width >= _NARROW)
        panel = _PANEL if width >= _ROOMY else _PANEL_NARROW
        self.panel.setFixedWidth(panel if width >= _NARROW else _PANEL_SMALL)
        self.panel.setVisible(not self._panel_folded)
