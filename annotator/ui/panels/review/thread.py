"""The comments on a unit: the last two, the earlier ones on demand, a field for one more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotator.model.comment import Comment, CommentAct, thread_state
from annotator.ui.i18n import tr
from annotator.ui.look import (
    STRONG,
    look,
    metrics,
    paint_box,
    paint_icon,
    paint_text,
    sans,
    wrapped,
)
from annotator.ui.panels.dates import short_moment
from annotator.ui.panels.review.circles import paint_circles
from annotator.ui.soon import Soon
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.key_cap import KeyCap
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.painted_button import PaintedButton
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.putting import put
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.tab_order import tab_through_inside
from annotator.ui.widgets.text import Text

_EDGE = 16
_WORDS_AT = 44
_FIELD = 30
_LEAST = 32
"""Height that comments need to be shown at all."""
_LATEST = 2


class ReviewThread(QWidget):
    """Shows the comments of a unit and takes new ones.

    Signals:
        said(text, act): a comment was written; ``act`` is one of `CommentAct`.
        changed(comment, text): one of one's own (its id) is to say something else.
        removed(comment): one of one's own is to go.
        left(): Esc was pressed in the field.
        arranged(): it needs more or less room.
    """

    said = Signal(str, str)
    changed = Signal(str, str)
    removed = Signal(str)
    left = Signal()
    arranged = Signal()

    def __init__(self, name_of: Callable[[str], str], initials_of: Callable[[str], str]) -> None:
        super().__init__()
        self._name_of = name_of
        self._initials_of = initials_of
        self._comments: Sequence[Comment] = ()
        self._all = False
        self._me = ""
        self._changing = ""
        """The comment whose words are in the field; “” while one writes a new one."""
        self._subject = ""
        """What the comments shown are on."""
        self._unsaid: dict[str, str] = {}
        """What was begun elsewhere and not sent, by what it is on."""
        self._shown: list[CommentRow] = []
        self._has_head = False
        """Whether there is something to say above the comments."""
        self.field = CommentField()
        self.field.submitted.connect(self._on_submitted)
        self.field.escaped.connect(self.left)
        self.field.waking.connect(self._show_tools)
        self.field.left.connect(self.arranged)
        self.ask = IconButton("question", tr("It wants an answer"))
        self.resolve = IconButton("check", tr("It closes the thread"))
        for button, other in ((self.ask, self.resolve), (self.resolve, self.ask)):
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, one=other: one.setChecked(False))
        self.earlier = PushButton("", "link")
        self.earlier.clicked.connect(self._on_earlier)
        self._state = Text(px=metrics.TEXT_CAPTION, role="warn")
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        # Once the new ones have their place.
        self._down = Soon(self._scroll_down, self)
        self._lay_out()
        self.show_comments(())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_EDGE, 0, _EDGE, 0)
        head.addWidget(self.earlier)
        head.addStretch(1)
        head.addWidget(self._state)
        self._head = QWidget()
        self._head.setLayout(head)
        inside = QWidget()
        inside.setLayout(self._rows)
        self._area = scrolled(inside)
        # Comments are scrolled before the field is cut.
        self._area.setMinimumHeight(1)
        below = QHBoxLayout()
        below.setContentsMargins(12, 0, 12, 0)
        below.setSpacing(metrics.SPACE_INSIDE)
        below.addWidget(self.field, 1)
        below.addWidget(self.ask)
        below.addWidget(self.resolve)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, metrics.SPACE, 0, metrics.SPACE_GROUPS)
        column.setSpacing(metrics.SPACE_INSIDE)
        column.addWidget(self._head)
        column.addWidget(self._area, 1)
        column.addStretch(0)
        column.addLayout(below)
        self._show_tools(shown=False)

    def turn_to(self, subject: str) -> None:
        """Take what is begun for one subject out of the field when comments are on another."""
        if subject == self._subject:
            return
        begun = "" if self._changing else self.field.text()
        self._unsaid[self._subject] = begun
        self._subject = subject
        self.written()
        self.field.set_text(self._unsaid.pop(subject, ""))

    def show_comments(self, comments: Sequence[Comment], me: str = "") -> None:
        """Show other comments, or the same ones with one more; ``me`` can change their own."""
        self._me = me
        if not comments or not self._comments or comments[0].id != self._comments[0].id:
            self._all = False
        self._comments = comments
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._shown = []
        shown = comments if self._all else comments[-_LATEST:]
        for comment in shown:
            row = CommentRow(
                comment,
                self._name_of(comment.author),
                self._initials_of(comment.author),
                own=bool(me) and comment.author == me,
            )
            row.clicked.connect(lambda _=False, it=row: self._open_menu(it))
            self._rows.addWidget(row)
            self._shown.append(row)
        tab_through_inside(self._area, self._shown)
        self._rows.addStretch(1)
        hidden = len(comments) - len(shown)
        self.earlier.setText(tr("{n} earlier", n=hidden))
        self.earlier.setVisible(hidden > 0)
        self._say_state()
        self._fit()

    @property
    def has_comments(self) -> bool:
        """Whether anybody has said anything."""
        return bool(self._comments)

    def is_wanted(self) -> bool:
        """Tell whether somebody writes here, or has written."""
        return self.field.focused() or bool(self.field.text())

    def hints(self) -> list[tuple[str, str]]:
        """Give the keys that matter while somebody writes, the most important last; else none."""
        if not self.field.edit.hasFocus():
            return []
        return [("Esc", tr("text")), ("Enter", tr("save"))]

    def least_height(self) -> int:
        """Give the height of the field alone, in pixels."""
        return metrics.SPACE + _FIELD + metrics.SPACE_GROUPS

    def whole_height(self) -> int:
        """Give the height at which everything shown has room, in pixels."""
        comments = sum(row.heightForWidth(max(1, self.width())) + 2 for row in self._shown)
        head = self._head.sizeHint().height() + 4 if self._has_head else 0
        return self.least_height() + comments + head + metrics.SPACE

    def start(self) -> None:
        """Begin to write."""
        self.show()
        self.field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.arranged.emit()

    def set_writable(self, subject: str, reason: str) -> None:
        """Say what comments are on, or why none can be written."""
        self.field.setEnabled(not reason)
        self.field.edit.setPlaceholderText(reason or subject)

    def resizeEvent(self, event: object) -> None:
        """Break the comments to the width."""
        del event
        self._fit()

    def _say_state(self) -> None:
        words = {"asking": tr("Waits for an answer"), "resolved": tr("Resolved")}
        state = thread_state(self._comments)
        self._state.setText(words.get(state, ""))
        self._state.set_role("warn" if state == "asking" else "muted")
        self._has_head = not self.earlier.isHidden() or bool(self._state.text())

    def _fit(self) -> None:
        width = max(1, self.width())
        height = sum(row.heightForWidth(width) + 2 for row in self._shown)
        # The field is never cut for what was said before.
        roomy = self.height() >= self.least_height() + _LEAST
        self._area.setVisible(bool(self._comments) and roomy)
        self._head.setVisible(self._has_head and roomy)
        self._area.setMaximumHeight(height)
        self._down.start()

    def _scroll_down(self) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(0 if self._all else bar.maximum())

    def _show_tools(self, shown: bool) -> None:
        shown = shown or self.ask.hasFocus() or self.resolve.hasFocus()
        shown = shown or bool(self.field.text())
        self.ask.setVisible(shown)
        self.resolve.setVisible(shown)
        self.arranged.emit()

    def _open_menu(self, row: CommentRow) -> None:
        """Offer what can be done with a comment of one's own."""
        comment = row.comment
        menu = Menu(tr("Your comment"), self)
        menu.add_row(tr("Change"), icon="pencil").triggered.connect(lambda: self._change(comment))
        menu.add_row(tr("Remove"), icon="trash", danger=True).triggered.connect(
            lambda: self.removed.emit(comment.id)
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(row)

    def _change(self, comment: Comment) -> None:
        self._changing = comment.id
        self.field.set_text(comment.text)
        self.start()
        # Coming here by a key, Qt selects all of it.
        self.field.edit.end(False)  # noqa: FBT003 - Qt's signature: without selecting

    def _on_earlier(self) -> None:
        self._all = True
        self.show_comments(self._comments, self._me)

    def _on_submitted(self, text: str) -> None:
        if self._changing and text.strip():
            self.changed.emit(self._changing, text.strip())
            return
        act: CommentAct = "say"
        if self.ask.isChecked():
            act = "ask"
        elif self.resolve.isChecked():
            act = "resolve"
        if text.strip() or act == "resolve":
            self.said.emit(text.strip(), act)

    def written(self) -> None:
        """Empty the field: what stood there is saved."""
        self._changing = ""
        self.field.set_text("")
        self.ask.setChecked(False)
        self.resolve.setChecked(False)
        self._show_tools(shown=False)


class CommentField(Field):
    """The field for a comment; its key stands in it until one writes.

    Signals:
        escaped(): Esc was pressed.
        waking(on): somebody writes here, or does not any more.
    """

    escaped = Signal()
    waking = Signal(bool)

    def __init__(self) -> None:
        super().__init__(
            tr("Comment"), tr("Comment"), ground="win", px=metrics.TEXT_SMALL, height=_FIELD
        )
        self._cap = KeyCap("c", self)
        self._cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.changed.connect(lambda _: self._wake())

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Leave at Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Ctrl+Enter, which sends in so many places: it must not mark the article done."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field; the cap gives way to who writes."""
        awake = self.focused() or bool(self.text())
        if self._cap.isHidden() != awake:
            self._cap.setVisible(not awake)
            self.waking.emit(awake)
        size = self._cap.sizeHint()
        put(
            self._cap,
            self.width() - size.width() - 6,
            (self.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )
        super().paintEvent(event)

    def _wake(self) -> None:
        self.update()


class CommentRow(PaintedButton):
    """One comment: who, when, what; one of one's own opens a menu at a click."""

    ring_outside = False

    def __init__(self, comment: Comment, name: str, initials: str, *, own: bool) -> None:
        super().__init__()
        self.comment = comment
        if not own:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._name = name
        self._initials = initials
        self._text = " ".join(comment.text.split())
        acts = {"ask": tr("asks"), "resolve": tr("resolved")}
        self._act = acts.get(comment.act, "")
        self.setAccessibleName(
            f"{name}, {short_moment(comment.created)}: {self._act} {self._text}".strip()
        )
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the name and the words, in pixels."""
        return 20 + 16 * len(self._lines(width))

    def sizeHint(self) -> QSize:
        """Give the size at the present width."""
        return QSize(200, self.heightForWidth(max(1, self.width())))

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the comment."""
        theme = look()
        if self.keyboard_focus() or self.ground() is not None:
            box = rect.adjusted(_EDGE - 6, 0, -_EDGE + 6, 0)
            border = theme.accent if self.keyboard_focus() else None
            paint_box(painter, box, metrics.RADIUS_FIELD, fill=self.ground(), border=border)
        paint_circles(painter, _EDGE, 0, [self._initials])
        head = QRectF(_WORDS_AT, 0, self.width() - _WORDS_AT - _EDGE, 20)
        strong = sans(metrics.TEXT_SMALL, STRONG)
        x = paint_text(painter, head, self._name, strong, theme.text) + metrics.SPACE
        when = short_moment(self.comment.created)
        rest = head.adjusted(x, 0, 0, 0)
        x += paint_text(painter, rest, when, sans(metrics.TEXT_CAPTION), theme.muted) + 6
        if self._act:
            icon = "question" if self.comment.act == "ask" else "check"
            colour = theme.warn if self.comment.act == "ask" else theme.ok
            place = QRectF(_WORDS_AT + x, head.center().y() - 7, 14, 14)
            paint_icon(painter, icon, place, colour)
        for number, line in enumerate(self._lines(self.width())):
            box = QRectF(_WORDS_AT, 20 + 16 * number, head.width(), 16)
            paint_text(painter, box, line, sans(metrics.TEXT_SMALL), theme.text)

    def _lines(self, width: int) -> list[str]:
        if not self._text:
            return []
        return wrapped(self._text, sans(metrics.TEXT_SMALL), width - _WORDS_AT - _EDGE, 12).lines
