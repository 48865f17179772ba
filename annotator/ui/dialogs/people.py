"""The sheet of people: who works here, in which role, how far they are, whether they work blind.

What is changed is kept at once, as everywhere, and undone as everything is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.model.changes import ChangeSet
from annotator.model.team import Member, PersonProgress, Role
from annotator.problems import UserProblem
from annotator.ui.apart import Apart
from annotator.ui.dialogs.people_row import PersonRow
from annotator.ui.dialogs.sheet import Sheet, column_of
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.jobs import Latest
from annotator.ui.look import metrics
from annotator.ui.soon import Soon
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.follow_focus import FollowFocus
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tick_box import TickBox, explained

if TYPE_CHECKING:
    from annotator.app.project import Project

_Result = TypeVar("_Result")

_WIDTH = 640
_NARROW = 360
_MOST_ROWS = 6
"""Rows that are seen without scrolling; a small window shows fewer."""
_BELOW = 380
"""Pixels of the window that the rest of the sheet takes."""
_MOST_AT_ONCE = 2_000
"""Articles up to which it is counted at once how far people are; in more, in the background."""


class PeopleSheet(Sheet):
    """Lists people and changes who they are to the team; its button leads on to assigning.

    Signals:
        assigning(): the button to assign articles was pressed.
    """

    assigning = Signal()

    def __init__(self, window: QWidget, hub: Hub) -> None:
        self._hub = hub
        self._known: list[str] = []
        self._problem = ""
        self._focus: tuple[str, int] | None = None
        self.rows: list[PersonRow] = []
        self._list = QWidget()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.area = scrolled(self._list)
        FollowFocus(self.area)
        self._words = Text(px=metrics.TEXT_SMALL, role="muted", lines=3)
        self.name = Field(tr("Name of somebody else"), tr("Add somebody by name"))
        self.add = PushButton(tr("Add"))
        self.blind = TickBox(tr("People work blind"), px=metrics.TEXT_BODY)
        told = tr(
            "Nobody sees, or is sent, what others tagged in an article before having marked it "
            "done."
        )
        self._told = Text(told, px=metrics.TEXT_SMALL, role="muted", lines=2)
        super().__init__(
            window,
            tr("People"),
            self._body(),
            answer=tr("Assign articles…"),
            refusal=tr("Close"),
            width=_WIDTH,
        )
        self.add.clicked.connect(self._on_add)
        self.name.submitted.connect(lambda _: self._on_add())
        self.blind.clicked.connect(self._on_blind)
        self.accepted.connect(self.assigning)
        self._far: dict[str, PersonProgress] = {}
        self._counting = Latest(self)
        self._soon = Soon(self.show_people, self)
        hub.changed.connect(self._on_changed)
        self.show_people()

    def open(self, focus: QWidget | None = None) -> None:
        """Show the sheet; the field for a name has the focus, if one may add somebody."""
        super().open(focus or (self.name.edit if self.name.isEnabled() else self.refuse))

    def show_people(self) -> None:
        """Show how things stand."""
        found = self._hub.run(_standing)
        if found is None:
            return
        members, may = found.members, found.may
        names = [member.annotator.name for member in members]
        if names != self._known:
            self._make_rows(names)
        project = self._hub.project
        if found.progress is not None:
            self._far = {one.annotator: one for one in found.progress}
        elif project is not None:
            self._count(Apart.of(project))
        own = "" if project is None else project.annotator.name
        last = sum(member.annotator.kind == "person" for member in members) - 1
        for at, (row, member) in enumerate(zip(self.rows, members, strict=True)):
            row.show_member(
                member, self._far.get(member.annotator.name), own=own, may=may, roles=found.roles
            )
            row.up.setEnabled(may and 0 < at <= last)
            row.down.setEnabled(may and at < last)
        self._refocus()
        self.blind.setChecked(found.blind)
        for widget in (self.name, self.add, self.blind, self.answer):
            widget.setEnabled(may)
        self._words.set_role("danger" if self._problem else "muted")
        self._words.setText(self._problem or _rule(found))

    def _count(self, apart: Apart) -> None:
        """Count how far people are without keeping the window; until then it stays as it was."""

        def count(_report: Callable[[int], None]) -> list[PersonProgress]:
            with apart.reading() as project:
                return project.team.progress()

        self._counting.start(count, self._show_progress, self._on_uncounted)

    def _show_progress(self, progress: list[PersonProgress]) -> None:
        self._far = {one.annotator: one for one in progress}
        for row in self.rows:
            if row.person in self._far:
                row.show_progress(self._far[row.person])

    def _on_uncounted(self, problem: UserProblem) -> None:
        self._words.set_role("danger")
        self._words.setText(str(problem))

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.SPACE)
        column.addWidget(self._words)
        column.addWidget(self.area)
        adding = QHBoxLayout()
        adding.setSpacing(metrics.SPACE)
        adding.addWidget(self.name, 1)
        adding.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(adding)
        column.addSpacing(metrics.SPACE_INSIDE)
        column.addWidget(explained(self.blind, self._told))
        return body

    def _make_rows(self, names: Sequence[str]) -> None:
        self._focus = next(
            ((row.person, row.part_in_focus()) for row in self.rows if row.holds_focus()), None
        )
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._known, self.rows = list(names), []
        for name in names:
            row = PersonRow(name, self._list)
            row.role_wanted.connect(self._on_role)
            row.colour_wanted.connect(self._on_colour)
            row.initials_wanted.connect(self._on_initials)
            row.move_wanted.connect(self._on_move)
            self._lines.addWidget(row)
            row.show()
            self.rows.append(row)
        window = self.parent()
        assert isinstance(window, QWidget)
        height = self.rows[0].height() if self.rows else 0
        room = max(2, min(_MOST_ROWS, (window.height() - _BELOW) // max(1, height)))
        self.area.setFixedHeight(min(len(names), room) * height)
        # The scroll bar lies over what scrolls.
        beside = metrics.SPACE if len(names) > room else 0
        set_margins(self._lines, 0, 0, beside, 0, within=self._list)

    def _refocus(self) -> None:
        """Give the keyboard back to whom it was with, wherever their row stands now."""
        if self._focus is None:
            return
        (name, part), self._focus = self._focus, None
        for row in self.rows:
            if row.person == name:
                row.focus_part(part)

    # What is asked of it

    def _on_role(self, name: str, role: Role | None) -> None:
        self._try(lambda project: project.team.set_role(name, role))

    def _on_colour(self, name: str, colour: str) -> None:
        self._try(lambda project: project.team.set_profile(name, colour=colour))

    def _on_initials(self, name: str) -> None:
        window = self.parent()
        assert isinstance(window, QWidget)
        field = Field(tr("Initials of {name}", name=name), tr("One to three letters"))
        sheet = Sheet(
            window,
            tr("Initials of {name}", name=name),
            column_of([field]),
            answer=tr("Take these"),
            refusal=tr("Cancel"),
            width=_NARROW,
        )
        field.submitted.connect(lambda _: sheet.accept())
        sheet.accepted.connect(
            lambda: self._try(lambda project: project.team.set_profile(name, initials=field.text()))
        )
        sheet.open(field.edit)

    def _on_move(self, name: str, step: int) -> None:
        order = [row.person for row in self.rows]
        at = order.index(name)
        order[at], order[at + step] = order[at + step], order[at]
        people = [row.person for row in self.rows if row.is_person]
        order = [one for one in order if one in people]
        self._try(lambda project: project.team.set_lanes(order))

    def _on_blind(self) -> None:
        blind = self.blind.isChecked()
        self._try(lambda project: project.team.set_blind(blind))

    def _on_add(self) -> None:
        name = self.name.text()
        if self._try(lambda project: project.team.add_person(name)) is not None:
            self.name.set_text("")
            self.area.ensureWidgetVisible(self.rows[-1])
        self.name.edit.setFocus()

    def _try(self, verb: Callable[[Project], _Result]) -> _Result | None:
        """Run a verb; what is wrong is said here, for the message bar is covered."""
        project = self._hub.project
        if project is None:
            return None
        try:
            done = verb(project)
        except UserProblem as problem:
            self._problem = str(problem)
            return None
        else:
            self._problem = ""
            return done
        finally:
            self.show_people()

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.kinds & {"annotator", "member", "team", "assignment", "status", "annotation"}:
            self._soon.start()


class _Standing(NamedTuple):
    """How things stand; ``may`` is whether who works may change them.

    ``progress`` is None where it is counted in the background.
    """

    members: list[Member]
    progress: list[PersonProgress] | None
    may: bool
    read_only: bool
    roles: bool
    blind: bool


def _standing(project: Project) -> _Standing:
    team = project.team
    return _Standing(
        members=team.members(),
        progress=None if project.corpus.count() > _MOST_AT_ONCE else team.progress(),
        may=team.may("lead") and not project.read_only,
        read_only=project.read_only,
        roles=team.has_roles(),
        blind=team.settings().blind,
    )


def _rule(found: _Standing) -> str:
    """Say what roles mean, and who may change what stands here."""
    if found.read_only:
        return tr("This project is read-only: who works here can be seen, and not changed.")
    if not found.may:
        leads = [one.annotator.name for one in found.members if one.role == "lead"]
        return tr("Only a lead may change this. Ask {names}.", names=tr(" or ").join(leads))
    if not found.roles:
        return tr(
            "Nobody was given a role yet, so everybody may do everything. Roles guide what the "
            "window offers; whoever has the file can change it."
        )
    return tr(
        "Annotators tag, compare and comment. Reviewers settle differences too, and leads also "
        "give roles and work. Roles guide; whoever has the file can change it."
    )
