"""The sheet with what is known about an article, or about several at once, and its notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from annotator.app.details import FIELDS, ArticleDetails, checked
from annotator.app.details import Field as FieldName
from annotator.model.comment import Comment
from annotator.problems import UserProblem
from annotator.ui.dialogs.details.facts import NAMES, said_words, source_words
from annotator.ui.dialogs.details.mixed_field import MixedField
from annotator.ui.dialogs.details.suggesting import SuggestingField
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, metrics
from annotator.ui.panels.dates import short_moment
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.follow_focus import FollowFocus
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.text import Text

_WIDTH = 600
_NAMES = 88
_ROUND = 188
_ABOVE = 112
"""Pixels of the window around what scrolls, and above the sheet."""
_HINTS = {
    "published": "9 Feb 2026, Feb 2026 or 2026",
    "language": "en, uk, pt-BR",
    "url": "https://",
}


class DetailsSheet(Sheet):
    """Shows fields that are typed into; nothing is written before one says so.

    Signals:
        changed(values): what the articles are to have (a dict by field, only what was changed).
        noted(words): a new note on the article.
        note_removed(comment): remove a note of one's own (its id).
        zones_wanted(): show its paragraphs and their roles.
        raw_wanted(): save the file that it came as.
        id_wanted(): copy its id.
    """

    changed = Signal(object)
    noted = Signal(str)
    note_removed = Signal(str)
    zones_wanted = Signal()
    raw_wanted = Signal()
    id_wanted = Signal()

    def __init__(
        self,
        window: QWidget,
        values: Mapping[FieldName, str | None],
        *,
        articles: int = 1,
        details: ArticleDetails | None = None,
        notes: Sequence[Comment] = (),
        me: str = "",
        read_only: bool = False,
    ) -> None:
        self._values = values
        self._read_only = read_only
        self.fields: dict[FieldName, SuggestingField] = {}
        # One title for several articles would make them one to the eye.
        for name in FIELDS if articles == 1 else FIELDS[1:]:
            value = values.get(name)
            if value is None:
                field: SuggestingField = MixedField(tr(NAMES[name]), articles)
            else:
                field = SuggestingField(tr(NAMES[name]), tr(_HINTS.get(name, "")), ())
                field.set_text(value)
            field.edit.setReadOnly(read_only)
            field.edit.setCursorPosition(0)
            field.edited.connect(lambda _, of=name: self._on_edited(of))
            field.left.connect(lambda of=name: self._check(of))
            self.fields[name] = field
        self.note = Field(tr("Add a note"), tr("Add a note for the whole team"))
        self.note.edit.setReadOnly(read_only)
        self.notes = list(notes)
        self._zones = PushButton(tr("Zones…"))
        self._raw = PushButton(tr("Save the original…"))
        self._id = PushButton(tr("Copy the id"))
        self._in_area = self._body(details, me)
        self._area = area = scrolled(self._in_area)
        FollowFocus(area)
        self._fit(window)
        super().__init__(
            window,
            tr("Details") if articles == 1 else tr("Details of {n} articles", n=f"{articles:,}"),
            area,
            answer="" if read_only else tr("Save"),
            refusal=tr("Close") if read_only else tr("Cancel"),
            width=_WIDTH,
        )
        for one in (*self.fields.values(), self.note):
            one.submitted.connect(lambda _: self.accept())
        self.accepted.connect(self._on_accepted)
        self._zones.clicked.connect(self.zones_wanted)
        self._raw.clicked.connect(self.raw_wanted)
        self._id.clicked.connect(self.id_wanted)
        self._weigh()

    def _fit(self, window: QWidget) -> None:
        """Be as high as all that is said, if the window has room for it."""
        body = self._in_area
        layout = body.layout()
        assert layout is not None
        # What lies in layouts of its own is measured anew only by this.
        layout.activate()
        room = max(200, window.height() - _ABOVE - _ROUND)
        # What is told of the article may take two lines, which only its width says.
        width = min(_WIDTH, window.width() - 2 * metrics.SPACE_EDGE) - 2 * metrics.SPACE_SECTIONS
        wanted = max(layout.totalHeightForWidth(width), body.sizeHint().height())
        self._area.setFixedHeight(min(wanted, room))
        # The scroll bar lies over what scrolls.
        beside = metrics.SPACE_GROUPS if wanted > room else 0
        set_margins(layout, 0, 0, beside, 0, within=body)

    def open(self, focus: QWidget | None = None) -> None:
        """Show the sheet; the first field has the focus."""
        super().open(focus or next(iter(self.fields.values())).edit)

    def offer(self, used: Mapping[FieldName, Sequence[str]]) -> None:
        """Offer in each field what stands in it elsewhere."""
        for name, field in self.fields.items():
            field.offer(used.get(name, ()))

    def accept(self) -> None:
        """Go on, if every value can be one."""
        wrong = [name for name in self.fields if not self._check(name)]
        if wrong:
            self.fields[wrong[0]].edit.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().accept()

    def wanted(self) -> dict[FieldName, str]:
        """Give what was changed."""
        return {
            name: field.text().strip()
            for name, field in self.fields.items()
            if field.text().strip() != (self._values.get(name) or "")
            or (isinstance(field, MixedField) and field.emptied)
        }

    def _body(self, details: ArticleDetails | None, me: str) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.SPACE)
        grid = QGridLayout()
        grid.setHorizontalSpacing(metrics.SPACE_GROUPS)
        grid.setVerticalSpacing(metrics.SPACE)
        grid.setColumnMinimumWidth(0, _NAMES)
        for row, (name, field) in enumerate(self.fields.items()):
            words = Text(tr(NAMES[name]), px=metrics.TEXT_SMALL, role="muted")
            words.setFixedHeight(metrics.CONTROL)
            grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, row, 1)
            if isinstance(field, MixedField) and not self._read_only:
                grid.addWidget(field.button, row, 2)
        column.addLayout(grid)
        if details is not None:
            column.addSpacing(metrics.SPACE_INSIDE)
            for fact in (said_words(details.said), source_words(details)):
                if fact:
                    column.addWidget(Text(fact, px=metrics.TEXT_SMALL, role="muted", lines=4))
            column.addLayout(self._buttons())
            column.addSpacing(metrics.SPACE_INSIDE)
            column.addWidget(Text(tr("Notes"), weight=STRONG))
            for note in self.notes:
                column.addWidget(self._note(note, own=note.author == me))
            column.addWidget(self.note)
        return body

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(metrics.SPACE)
        for button in (self._zones, self._raw, self._id):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _note(self, note: Comment, *, own: bool) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics.SPACE)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(note.text, lines=6))
        who = tr("{name}, {when}", name=note.author, when=short_moment(note.created))
        words.addWidget(Text(who, px=metrics.TEXT_CAPTION, role="muted"))
        row.addLayout(words, 1)
        if own and not self._read_only:
            remove = IconButton("trash", tr("Remove the note “{words}”", words=note.text[:40]))
            remove.clicked.connect(lambda: self._on_removed(note, line))
            row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _on_removed(self, note: Comment, line: QWidget) -> None:
        line.hide()
        self.note.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.note_removed.emit(note.id)

    def _on_edited(self, name: FieldName) -> None:
        # What is still being typed is not wrong yet; what was wrong may be right by now.
        if self.fields[name].error():
            self._check(name)
        self._weigh()

    def _check(self, name: FieldName) -> bool:
        """Say below a field what is wrong with it; tell whether nothing is."""
        field = self.fields[name]
        error = ""
        if name in self.wanted():
            try:
                checked(name, field.text())
            except UserProblem as problem:
                error = str(problem)
        if error != field.error():
            field.set_error(error)
            # A line more, or one less.
            self._fit(self.popover.window())
        self._weigh()
        return not error

    def _weigh(self) -> None:
        wrong = any(field.error() for field in self.fields.values())
        self.answer.setEnabled(not wrong)

    def _on_accepted(self) -> None:
        if values := self.wanted():
            self.changed.emit(values)
        if words := self.note.text().strip():
            self.noted.emit(words)
