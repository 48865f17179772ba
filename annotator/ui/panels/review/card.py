"""The card of the current unit: every answer once, the proposal, the buttons, the comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.desk import Desk
from annotator.ui.difference_kinds import step_of, title_of
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.look import (
    RIGHT,
    STRONG,
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_line,
    paint_text,
    reading_painter,
    sans,
    text_width,
)
from annotator.ui.panels.review.answers import AnswerRow, ProposalBox
from annotator.ui.panels.review.contents import answers_of, proposal_of
from annotator.ui.panels.review.state import CardState
from annotator.ui.panels.review.thread import ReviewThread
from annotator.ui.review.desk import ReviewDesk
from annotator.ui.review.units import is_open
from annotator.ui.soon import Soon
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.tab_order import tab_through_inside

if TYPE_CHECKING:
    from annotator.model.unit import ReviewUnit

_HEAD = 48
_EDGE = 12
_BORDER = 1.5
_NARROW = 320
"""Width in pixels below which its buttons stand closer, so that their words keep some air."""
_THREAD = 135
"""Height that the comments usually take: two, and the field."""
_LAST = 44
"""Height of one comment."""
_USUAL = 500
"""Height of the card below which the comments only take what they need."""
_ANSWERS_LEAST = 72
"""Height of the answers below which comments give way."""


class ReviewCard(QWidget):
    """Shows the current unit; the buttons never leave it.

    Signals:
        accept_wanted(): accept the proposal; while it is edited, take what it has become.
        take_wanted(index): take one of the answers.
        edit_wanted(): edit the proposal; while it is edited, leave that.
        reject_wanted(button): say that nothing belongs there; the reasons open at the button.
        unsure_wanted(): leave it open as unsure.
        reopen_wanted(): take the decision back.
        next_wanted(): go to the next open difference.
        label_wanted(button): give what is edited another label; they open at the button.
        values_wanted(): change the values of what is edited.
        example_wanted(positive): make the decided unit an example of its label.
        comment_wanted(text, act): write a comment.
        left(): Esc was pressed in a field.
    """

    accept_wanted = Signal()
    take_wanted = Signal(int)
    edit_wanted = Signal()
    reject_wanted = Signal(object)
    unsure_wanted = Signal()
    reopen_wanted = Signal()
    next_wanted = Signal()
    label_wanted = Signal(object)
    values_wanted = Signal()
    example_wanted = Signal(bool)
    comment_wanted = Signal(str, str)
    left = Signal()

    def __init__(
        self, hub: Hub, desk: Desk, review: ReviewDesk, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._hub = hub
        self._desk = desk
        self._review = review
        self._several = 0
        """How many are decided about at once; 0 for the one that is shown."""
        self.state = CardState(review)
        self.proposal = ProposalBox()
        self.accept = PushButton("", "primary", keys="a", tall=True)
        self.edit = PushButton("", keys="e")
        self.reject = PushButton("", keys="x")
        self.unsure = PushButton("", keys="u")
        self.label = PushButton(tr("Label…"))
        self.values = PushButton(tr("Values"), keys="v")
        self.positive = PushButton(tr("Good example"), "link", keys="+")
        self.negative = PushButton(tr("What to leave"), "link", keys="−")
        self.thread_box = ReviewThread(review.author_of, review.author_initials)
        self._rows: list[AnswerRow] = []
        self._count = ""
        """Which of the open ones of its kind it is."""
        self._place_in_kind = ""
        """The same in figures."""
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(0)
        # A stack shows what it is given at once: it must have its place by then.
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)
        self._stack.addWidget(self.state)
        self._stack.addWidget(self._unit_page())
        column.addWidget(self.thread_box)
        # Once the text has answered the key.
        self._soon = Soon(self.refresh, self)
        review.reviewed.connect(self._soon.start)
        review.current_changed.connect(lambda _: self._soon.start())
        review.names_changed.connect(self._soon.start)
        review.draft_changed.connect(self._soon.start)
        desk.labels_changed.connect(self._soon.start)
        self._connect()
        self.refresh()

    def _unit_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, _HEAD - 2, 0, 0)
        column.setSpacing(0)
        below = QHBoxLayout()
        below.setContentsMargins(_EDGE - 2, 12, _EDGE - 2, metrics.SPACE_GROUPS)
        below.addWidget(self.proposal)
        column.addWidget(self._scrolled())
        # What would be accepted stays in view beside the button that accepts it.
        column.addLayout(below)
        column.addStretch(1)
        examples = QHBoxLayout()
        examples.setContentsMargins(16, 0, 16, metrics.SPACE)
        examples.setSpacing(metrics.SPACE_EDGE)
        examples.addWidget(self.positive)
        examples.addWidget(self.negative)
        examples.addStretch(1)
        self._examples = QWidget()
        self._examples.setLayout(examples)
        column.addWidget(self._examples)
        buttons = QVBoxLayout()
        buttons.setContentsMargins(_EDGE - 2, 0, _EDGE - 2, metrics.SPACE_GROUPS)
        buttons.setSpacing(metrics.SPACE)
        buttons.addWidget(self.accept)
        self._thirds = thirds = QHBoxLayout()
        thirds.setSpacing(metrics.SPACE)
        for button in (self.edit, self.reject, self.unsure, self.label, self.values):
            thirds.addWidget(button, 1)
        buttons.addLayout(thirds)
        column.addLayout(buttons)
        return page

    def _scrolled(self) -> QWidget:
        inside = QWidget()
        self._answers = QVBoxLayout()
        self._answers.setContentsMargins(0, 0, 0, 0)
        self._answers.setSpacing(2)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._answers)
        column.addStretch(1)
        self._area = scrolled(inside)
        return self._area

    def _connect(self) -> None:
        self.accept.clicked.connect(self._on_primary)
        self.edit.clicked.connect(self.edit_wanted)
        self.reject.clicked.connect(lambda: self.reject_wanted.emit(self.reject))
        self.unsure.clicked.connect(self._on_third)
        self.label.clicked.connect(lambda: self.label_wanted.emit(self.label))
        self.values.clicked.connect(self.values_wanted)
        self.positive.clicked.connect(lambda: self.example_wanted.emit(True))  # noqa: FBT003 - a signal
        self.negative.clicked.connect(lambda: self.example_wanted.emit(False))  # noqa: FBT003 - a signal
        self.thread_box.said.connect(self.comment_wanted)
        self.thread_box.left.connect(self.left)
        self.thread_box.arranged.connect(self._share_room)

    # What is shown

    def refresh(self) -> None:
        """Show the current unit, or why there is none."""
        one = self._review.current
        self._show_comments(one)
        if one is None:
            self.state.refresh(self._desk.article is not None)
            self._stack.setCurrentIndex(0)
            usual = _THREAD if self.thread_box.has_comments else 0
            self.thread_box.setFixedHeight(max(self.thread_box.least_height(), usual))
            self.thread_box.setVisible(bool(self._review.review.article))
        else:
            self._show(one)
            self._stack.setCurrentIndex(1)
        self.update()

    def _show_comments(self, one: ReviewUnit | None) -> None:
        """Show what was said about a unit; without one, about the article."""
        project, article = self._hub.project, self._review.review.article
        if project is None or not article:
            return
        comments = self._hub.run(lambda it: it.reviewing.thread(article, one))
        me = "" if project.read_only else project.annotator.name
        self.thread_box.turn_to(f"{article} {self._review.current_key or ''}")
        self.thread_box.show_comments(comments or (), me)
        subject = tr("Comment") if one is not None else tr("Comment on the article")
        reason = tr("The project is read-only") if project.read_only else ""
        self.thread_box.set_writable(subject, reason)

    def _show(self, one: ReviewUnit) -> None:
        project = self._hub.project
        if project is None:
            return
        self._show_answers(one)
        self._count = self._count_words(one)
        scene = self._desk.scene
        self.proposal.set_words(proposal_of(self._review, scene, project.scheme, one))
        reason = self._review.why_not_settle()
        editing = self._review.draft is not None
        settled = one.state == "settled"
        self._name_buttons(editing=editing, settled=settled)
        for button in (self.accept, self.edit, self.reject, self.unsure):
            button.setEnabled(not reason or (settled and button is self.accept))
            button.setToolTip(reason.capitalize() if reason else "")
        self.reject.setVisible(not editing)
        self.unsure.setVisible(not editing)
        self.label.setVisible(editing)
        self.values.setVisible(editing)
        self._examples.setVisible(not editing and settled and not reason)
        self._share_room()

    def _share_room(self) -> None:
        """Keep the buttons where they are, unless answers without comments need the room."""
        width = self.width() - 4
        narrow = self.width() < _NARROW
        self._thirds.setSpacing(metrics.SPACE_INSIDE if narrow else metrics.SPACE)
        answers = sum(row.heightForWidth(width) + 2 for row in self._rows)
        proposal = self.proposal.heightForWidth(width - 2 * (_EDGE - 2)) + 2 * _EDGE
        buttons = self.accept.sizeHint().height() + self.edit.sizeHint().height()
        buttons += metrics.SPACE + metrics.SPACE_GROUPS
        if not self._examples.isHidden():
            buttons += self._examples.sizeHint().height()
        room = self.height() - 2 - _HEAD - proposal - buttons
        usual, least = _THREAD, self.thread_box.least_height()
        if self.height() < _USUAL:
            usual = min(usual, self.thread_box.whole_height())
        # With many answers the last comment is enough; the others are scrolled to.
        talk = least + _LAST if self.thread_box.has_comments else least
        taken = max(talk, min(usual, room - answers))
        taken = max(least, min(taken, room - _ANSWERS_LEAST))
        # In a very low window the comments come when they are asked for.
        if room - taken < _ANSWERS_LEAST and not self.thread_box.is_wanted():
            taken = 0
        self.thread_box.setVisible(taken > 0)
        self.thread_box.setFixedHeight(max(1, taken))
        self._area.setFixedHeight(max(0, min(answers, room - taken)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        if self._review.current is not None:
            self._share_room()

    def set_several(self, number: int) -> None:
        """Say that so many are decided about at once; 0 for the one that is shown."""
        if number != self._several:
            self._several = number
            self._soon.start()

    def _name_buttons(self, *, editing: bool, settled: bool) -> None:
        if editing:
            words = (tr("Take it"), "Enter", tr("Leave"), "Esc")
        elif settled:
            words = (tr("Next open one"), "n", tr("Edit"), "e")
        else:
            words = (tr("Accept proposal"), "a", tr("Edit"), "e")
        if self._several and not editing:
            words = (tr("Accept {n} proposals", n=f"{self._several:,}"), "a", words[2], words[3])
        self.accept.set_face(words[0], words[1])
        self.edit.set_face(words[2], words[3])
        self.reject.set_face(tr("Reject"), "x")
        if settled:
            self.unsure.set_face(tr("Reopen"), "o")
        else:
            self.unsure.set_face(tr("Unsure"), "u")

    def _show_answers(self, one: ReviewUnit) -> None:
        project = self._hub.project
        assert project is not None
        focus = self.focusWidget()
        held = isinstance(focus, AnswerRow)
        while (item := self._answers.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = []
        able = not self._review.why_not_settle() and self._review.draft is None
        for index, words in enumerate(
            answers_of(self._review, self._desk.scene, project.scheme, one)
        ):
            row = AnswerRow(words)
            if words.key and able:
                row.clicked.connect(lambda _=False, at=index: self.take_wanted.emit(at))
            else:
                row.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                row.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._answers.addWidget(row)
            self._rows.append(row)
        tab_through_inside(self._area, self._rows)
        if held:
            self.accept.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.verticalScrollBar().setValue(0)

    def _on_primary(self) -> None:
        one = self._review.current
        settled = one is not None and not is_open(one) and self._review.draft is None
        (self.next_wanted if settled and not self._several else self.accept_wanted).emit()

    def _on_third(self) -> None:
        one = self._review.current
        settled = one is not None and not is_open(one)
        (self.reopen_wanted if settled else self.unsure_wanted).emit()

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, its head and the line above the comments."""
        del event
        theme = look()
        painter = reading_painter(self)
        one = self._review.current
        border = theme.line if one is None else theme.accent
        rect = QRectF(self.rect())
        paint_box(
            painter, rect, metrics.RADIUS_POPOVER, fill=theme.base, border=border, width=_BORDER
        )
        if one is not None:
            self._paint_head(painter, one)
        if self.thread_box.isVisible():
            paint_line(painter, 1, self.thread_box.y(), self.width() - 2, theme.line)
        painter.end()

    def _paint_head(self, painter: QPainter, one: ReviewUnit) -> None:
        theme, scene = look(), self._desk.scene
        step = step_of(one.unit.kind)
        head = QRectF(16, 0, self.width() - 32, _HEAD)
        icon = QRectF(head.x(), head.center().y() - 8, metrics.ICON, metrics.ICON)
        paint_icon(painter, step.icon, icon, theme.accent)
        words = head.adjusted(metrics.ICON + metrics.SPACE, 0, 0, 0)
        title = tr("Edit the proposal") if self._review.draft else title_of(one.unit.kind)
        small, strong = sans(metrics.TEXT_SMALL), sans(metrics.TEXT_TITLE, STRONG)
        count = self._count
        if text_width(title, strong) + metrics.SPACE + text_width(count, small) > words.width():
            # What differs is read before how many more there are.
            count = self._place_in_kind
        right = text_width(count, small)
        paint_text(painter, words, count, small, theme.muted, RIGHT)
        words.setRight(words.right() - right - metrics.SPACE)
        x = paint_text(painter, words, title, strong, theme.text)
        label = scene.look_of(one.unit.proposal.label).name
        place = scene.paragraphs.name_at(one.unit.start)
        aside = words.adjusted(x + 10, 0, 0, 0)
        both = "  ·  ".join(part for part in (label, place) if part)
        # A name of which three letters are left says nothing.
        said = next((it for it in (both, place) if text_width(it, small) <= aside.width()), "")
        paint_text(painter, aside, said, small, theme.muted)
        paint_line(painter, 1, _HEAD, self.width() - 2, theme.line)

    def _count_words(self, one: ReviewUnit) -> str:
        """Say which of the open ones of its kind it is."""
        step = step_of(one.unit.kind)
        alike = [
            other
            for other in self._review.units
            if step_of(other.unit.kind) is step and is_open(other)
        ]
        at = next((at for at, other in enumerate(alike, 1) if other is one), 0)
        self._place_in_kind = f"{at}/{len(alike)}" if at else ""
        if at:
            return tr("{n} of {all} open", n=at, all=len(alike))
        return tr("{n} open", n=len(alike)) if alike else tr("all settled")
