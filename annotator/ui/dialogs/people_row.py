"""One person in the sheet of people: circle, name, how far they are, role, place of the lane."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from annotator.model.scheme import COLOURS
from annotator.model.team import ROLES, Member, PersonProgress
from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, look, metrics, paint_line, reading_painter
from annotator.ui.widgets.avatar import Avatar
from annotator.ui.widgets.drop_button import DropButton
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.progress_bar import ProgressBar
from annotator.ui.widgets.text import Text

_HEIGHT = 48
_BAR_WIDTH = 112
_ROLE_WIDTH = 112
_ROLES = {"annotator": "Annotator", "reviewer": "Reviewer", "lead": "Lead"}
_KINDS = {"suggester": "Suggester", "import": "Import", "consensus": "Team's layer"}


class PersonRow(QWidget):
    """Shows a member of the team and asks for changes.

    Signals:
        role_wanted(name, role): give a role; None takes it back.
        colour_wanted(name, colour): show them in a colour; “” is the usual one.
        initials_wanted(name): ask for other initials.
        move_wanted(name, step): move their lane one up (-1) or down (1).
    """

    role_wanted = Signal(str, object)
    colour_wanted = Signal(str, str)
    initials_wanted = Signal(str)
    move_wanted = Signal(str, int)

    def __init__(self, person: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person = person
        self.is_person = True
        self._colour = ""
        self._role = ""
        self._roles = False
        self.setFixedHeight(_HEIGHT)
        self.circle = Avatar("", "", role="muted")
        self.circle.clicked.connect(self._on_circle)
        self.name = Text(person, weight=STRONG)
        self.note = Text(px=metrics.TEXT_CAPTION, role="muted")
        self.far = Text(px=metrics.TEXT_SMALL, role="muted")
        self.bar = ProgressBar(tr("Articles done by {name}", name=person), role="muted")
        self.bar.setFixedWidth(_BAR_WIDTH)
        self.role = DropButton()
        self.role.setFixedWidth(_ROLE_WIDTH)
        self.role.clicked.connect(self._on_role)
        self.up = IconButton("up", tr("Move {name} up", name=person))
        self.up.clicked.connect(lambda: self.move_wanted.emit(person, -1))
        self.down = IconButton("down", tr("Move {name} down", name=person))
        self.down.clicked.connect(lambda: self.move_wanted.emit(person, 1))
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        # Room for the ring around the circle.
        set_margins(row, metrics.SPACE_INSIDE, 0, 0, 1, within=self)
        row.setSpacing(metrics.SPACE_GROUPS)
        row.addWidget(self.circle)
        for upper, lower, stretch in ((self.name, self.note, 1), (self.far, self.bar, 0)):
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addStretch(1)
            column.addWidget(upper)
            column.addWidget(lower)
            column.addStretch(1)
            row.addLayout(column, stretch)
        row.addWidget(self.role)
        lanes = QHBoxLayout()
        lanes.setSpacing(0)
        lanes.addWidget(self.up)
        lanes.addWidget(self.down)
        row.addLayout(lanes)

    def holds_focus(self) -> bool:
        """Tell whether the keyboard is in this row."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def part_in_focus(self) -> int:
        """Give which of its buttons has the focus; -1 if none."""
        return next((at for at, part in enumerate(self._parts()) if part.hasFocus()), -1)

    def focus_part(self, at: int) -> None:
        """Give a button the focus, or the next one before it that can be pressed."""
        parts = self._parts()
        for part in (*parts[at::-1], *parts):
            if part.isEnabled():
                part.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _parts(self) -> tuple[QWidget, ...]:
        return self.circle, self.role, self.up, self.down

    def show_member(
        self,
        member: Member,
        progress: PersonProgress | None,
        *,
        own: str,
        may: bool,
        roles: bool,
    ) -> None:
        """Show how somebody stands.

        ``own`` is who works, ``may`` whether they may change it, ``roles`` whether any was given.
        """
        one = member.annotator
        self.is_person = one.kind == "person"
        self._colour, self._role, self._roles = one.colour, member.role, roles
        self.circle.set_person(
            one.monogram, tr("Colour and initials of {name}", name=one.name), one.colour
        )
        self.circle.setEnabled(may or one.name == own)
        self.note.setText(tr("works here now") if one.name == own else "")
        self.note.setVisible(one.name == own)
        for widget in (self.far, self.bar, self.up, self.down):
            widget.setVisible(self.is_person)
        if progress is not None:
            self.show_progress(progress)
        else:
            self.far.setText(tr("counting…"))
        words = tr(_ROLES[member.role]) if self.is_person else tr(_KINDS[one.kind])
        self.role.setText(words)
        self.role.setAccessibleName(tr("Role of {name}: {role}", name=one.name, role=words))
        self.role.setEnabled(may and self.is_person)

    def show_progress(self, progress: PersonProgress) -> None:
        """Show how far somebody is."""
        done, of = progress.done, progress.assigned
        self.far.setText(tr("{done} of {all} done", done=done, all=of))
        self.bar.set_progress(done, of)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line below."""
        painter = reading_painter(self)
        paint_line(painter, 0, self.height() - 1, self.width(), look().line)
        painter.end()

    def _on_role(self) -> None:
        menu = Menu(tr("Role of {name}", name=self.person), self)
        for role in ROLES:
            row = menu.add_row(tr(_ROLES[role]))
            row.setCheckable(True)
            row.setChecked(role == self._role)
            row.triggered.connect(lambda _=False, it=role: self.role_wanted.emit(self.person, it))
        if self._roles:
            menu.addSeparator()
            none = menu.add_row(tr("Take the role back"))
            none.triggered.connect(lambda: self.role_wanted.emit(self.person, None))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(self.role)

    def _on_circle(self) -> None:
        menu = Menu(tr("Colour and initials of {name}", name=self.person), self)
        for colour in ("", *COLOURS):
            row = menu.add_row(
                tr("Usual") if not colour else colour.capitalize(),
                mark=(colour, "solid") if colour else None,
            )
            row.setCheckable(True)
            row.setChecked(colour == self._colour)
            row.triggered.connect(
                lambda _=False, it=colour: self.colour_wanted.emit(self.person, it)
            )
        menu.addSeparator()
        initials = menu.add_row(tr("Other initials…"), icon="pencil")
        initials.triggered.connect(lambda: self.initials_wanted.emit(self.person))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(self.circle)
