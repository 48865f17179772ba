"""The text in review: once with everybody's lanes, or side by side with a pane for each person."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStackedLayout, QWidget

from annotator.ui.desk import Desk
from annotator.ui.editor.filtering import SHOWS_ALL
from annotator.ui.editor.review_view import ReviewView
from annotator.ui.editor.styles import TextLook
from annotator.ui.i18n import tr
from annotator.ui.panels.review.panes import ReviewPanes
from annotator.ui.review.desk import ReviewDesk
from annotator.ui.review.marks import MarksOfUnits
from annotator.ui.widgets.empty_state import EmptyState


class ReviewTexts(QWidget):
    """Shows the desk's article in one of the two ways, and what the review desk knows of it.

    Signals:
        enter_pressed(): Enter was pressed in one of the panes.
        side_changed(on): the panes are shown, or the one text.
    """

    enter_pressed = Signal()
    side_changed = Signal(bool)

    def __init__(self, desk: Desk, review: ReviewDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._review = review
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.view = ReviewView()
        self._marks = MarksOfUnits()
        self.panes: ReviewPanes | None = None
        """Made when they are first asked for."""
        self.side = False
        """Whether the panes are shown."""
        self._nothing = EmptyState(
            tr("No article is open"), tr("Alt+↓ opens the first one."), icon="file"
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.view)
        self.view.unit_clicked.connect(review.select)
        desk.labels_changed.connect(self.view.refresh)
        desk.mark_changed.connect(lambda *_: self._follow_marks())
        desk.marks_reset.connect(lambda: self._follow_marks(anew=True))

    def _follow_marks(self, *, anew: bool = False) -> None:
        """Show annotations that have changed; ``anew`` says that all were read again."""
        if not self.is_shown():
            return
        self.view.refresh(lanes=anew)
        if anew and self.side and self.panes is not None:
            people, top = self._review.people(), self.panes.first_visible()
            self.panes.show_article(self._desk.scene, people, self._review.name_of, top=top)

    def text(self) -> QWidget:
        """Give the part that shows the text and takes the keys."""
        if self.side and self.panes is not None:
            return self.panes.leading() or self.panes
        return self.view

    def first_visible(self) -> int:
        """Give the first code point in view."""
        if self._desk.article is None:
            return 0
        if self.side and self.panes is not None:
            return self.panes.first_visible()
        return self.view.scrolling.first_visible()

    def toggle_side(self) -> None:
        """Show a pane for each person, or the one text; from the same place on."""
        top = self.first_visible()
        self.side = not self.side
        if self.panes is None:
            panes = self.panes = ReviewPanes()
            panes.unit_clicked.connect(self._review.select)
            panes.enter_pressed.connect(self.enter_pressed)
            panes.set_text_look(self.view.text_look)
            self._stack.addWidget(panes)
        self.show_article(top)
        self.show_units()
        self.show_current(reveal=False)
        self.side_changed.emit(self.side)

    def set_text_look(self, text: TextLook) -> None:
        """Set all texts otherwise."""
        self.view.set_text_look(text)
        if self.panes is not None:
            self.panes.set_text_look(text)

    def show_article(self, top: int) -> None:
        """Show the desk's article from a code point on."""
        desk = self._desk
        side = self.side and self.panes is not None
        shown: QWidget = self._nothing
        if desk.article is not None:
            shown = self.panes if side and self.panes is not None else self.view
        self._stack.setCurrentWidget(shown)
        self.view.picked = None
        desk.scene.choose((), None)
        desk.scene.filter = SHOWS_ALL
        # It is what the find bar and an edit work on, also behind the panes.
        self.view.show_scene(desk.scene, caret=desk.scene.selection.caret, top=top)
        if self.panes is not None and side:
            people = self._review.people()
            self.panes.show_article(desk.scene, people, self._review.name_of, top=top)

    def is_shown(self) -> bool:
        """Tell whether what lies on the desk is shown; the review desk hears of it first."""
        return self._review.awake and self.view.scene is self._desk.scene

    def show_units(self) -> None:
        """Show how the units stand."""
        review = self._review
        known = bool(review.review.article)
        marks = self._marks.marks_of(review) if known else None
        people = review.people()
        self.view.set_review(marks, people)
        if self.panes is not None and self.side:
            if [pane.view.person for pane in self.panes.panes] != people:
                top = self.panes.first_visible()
                self.panes.show_article(self._desk.scene, people, review.name_of, top=top)
            self.panes.set_names(review.name_of)
            self.panes.set_review(marks, people)
        self.show_lanes()
        self.show_current(reveal=False)

    def show_current(self, *, reveal: bool) -> None:
        """Show which unit is current."""
        key = self._review.current_key
        self.view.set_current_unit(key)
        if key is not None and reveal:
            self.view.reveal_unit(key)
        if self.panes is not None and self.side:
            self.panes.set_current_unit(key)
            if key is not None and reveal:
                self.panes.reveal_unit(key)

    def show_lanes(self) -> None:
        """Show the lanes, or the panes, that are not hidden."""
        self.view.set_hidden_lanes(self._review.hidden_lanes)
        if self.panes is not None and self.side:
            self.panes.set_hidden_lanes(self._review.hidden_lanes)

    def forget(self) -> None:
        """Let go of the units: another page is shown."""
        self.view.set_review(None, ())
