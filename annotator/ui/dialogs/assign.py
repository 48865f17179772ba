"""The sheet that shares articles out: to whom, which, by how many each, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from annotator.app.team.planning import AssignmentPlan, PlanGround, make_plan
from annotator.problems import UserProblem
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.i18n import tr
from annotator.ui.jobs import Job
from annotator.ui.look import STRONG, metrics
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.follow_focus import FollowFocus
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.segmented import Segment, Segmented
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tick_box import TickBox

_WIDTH = 640
_COLUMNS = 3
_MOST_LINES = 4
"""Lines of people that are seen without scrolling."""
_REST = 444
"""Pixels of the window that all but the people takes."""
_NUMBER_WIDTH = 64
_LONG = 2_000
"""Articles from which on they are shared out in the background."""
_ONE, _SHARED, _SEVERAL, _ALL = range(4)


class AssignSheet(Sheet):
    """Shows a plan while one changes what is wanted; nothing is written before one says so.

    Very many articles are shared out in the background, as it is wanted last.

    Args:
        window: it opens over it.
        ground: what plans stand on.
        people: to whom articles may be given.
        article: the id of the one on view.
        selected: the ids of those that are selected.

    Signals:
        planned(plan): assign so (an `AssignmentPlan`).
    """

    planned = Signal(object)

    def __init__(
        self,
        window: QWidget,
        ground: PlanGround,
        people: Sequence[str],
        article: str | None = None,
        selected: Sequence[str] = (),
    ) -> None:
        self._ground = ground
        self._chosen = list(selected) or ([] if article is None else [article])
        self.plan: AssignmentPlan | None = None
        self._job: Job[AssignmentPlan] | None = None
        """The work on a plan that is still wanted."""
        free, count = len(self._ground.unassigned), len(self._ground.lengths)
        self.people = [TickBox(name) for name in people]
        self.articles = Segmented(
            [
                Segment(tr("Assigned to nobody"), f"{free:,}"),
                Segment(tr("All"), f"{count:,}"),
                Segment(tr("Only those selected"), f"{len(self._chosen):,}")
                if selected
                else Segment(tr("Only the one on view")),
            ],
            tr("Which articles"),
        )
        self.articles.segment(2).setEnabled(bool(self._chosen))
        self.way = Segmented(
            [tr("One each"), tr("One each, some shared"), tr("Several each"), tr("Everybody")],
            tr("By how many an article is done"),
        )
        self.share = _number(tr("Per cent of the articles that are shared"), "20")
        self.several = _number(tr("People for each article"), "2")
        self.seed = _number(tr("Seed"), "0")
        self.reseed = IconButton("redo", tr("Draw again"))
        self.summary = Text(weight=STRONG, lines=3)
        self.note = Text(px=metrics.TEXT_SMALL, role="muted", lines=3)
        super().__init__(
            window,
            tr("Assign articles"),
            self._body(window.height()),
            answer=tr("Assign"),
            refusal=tr("Cancel"),
            width=_WIDTH,
        )
        self.popover.installEventFilter(self)
        for box in self.people:
            box.setChecked(True)
            box.toggled.connect(lambda _: self.weigh())
        self.articles.set_current(2 if selected else 0 if free else 1)
        for choice in (self.articles, self.way):
            choice.picked.connect(lambda _: self.weigh())
        for field in (self.share, self.several, self.seed):
            field.edited.connect(lambda _: self.weigh())
        self.reseed.clicked.connect(self._on_reseed)
        self.accepted.connect(lambda: self.planned.emit(self.plan))
        self.weigh()

    def open(self, focus: QWidget | None = None) -> None:
        """Show the sheet; how it is shared out has the focus."""
        super().open(focus or self.way.segment(max(0, self.way.current())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on Ctrl+Enter, whatever has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.accept()
                return True
        return super().eventFilter(watched, event)

    def weigh(self) -> None:
        """Work out what would come of what is wanted, and say it."""
        way = self.way.current()
        for field, shown in (
            (self._share_line, way == _SHARED),
            (self._several_line, way in (_SHARED, _SEVERAL)),
        ):
            field.setVisible(shown)
        if self._job is not None:
            self._job.stop()
            self._job = None
        try:
            work = self._planning(way)
            if len(self._ground.lengths) > _LONG:
                self._work_out(work)
            else:
                self._show_plan(work())
        except UserProblem as problem:
            self._refuse(problem)

    def _work_out(self, work: Callable[[], AssignmentPlan]) -> None:
        """Make a plan in the background; what was there before can no longer be written."""
        job = Job(lambda _: work(), self)

        def show(plan: AssignmentPlan) -> None:
            if self._job is job:
                self._show_plan(plan)

        def refuse(problem: UserProblem) -> None:
            if self._job is job:
                self._refuse(problem)

        self._job = job
        self._show_answer(None)
        self.note.setText(tr("Working it out…"))
        job.succeeded.connect(show)
        job.failed.connect(refuse)
        job.start()

    def _show_plan(self, plan: AssignmentPlan) -> None:
        self.summary.setText(plan_words(plan))
        self.note.setText(_note(plan))
        self._show_answer(plan)

    def _refuse(self, problem: UserProblem) -> None:
        self.summary.setText(str(problem))
        self.note.setText("")
        self._show_answer(None)

    def _show_answer(self, plan: AssignmentPlan | None) -> None:
        self.plan = plan
        new = 0 if plan is None else len({article for article, _ in plan.pairs})
        self.answer.setEnabled(new > 0)
        words = tr("Assign 1 article") if new == 1 else tr("Assign {n} articles", n=f"{new:,}")
        self.answer.set_face(words if new else tr("Assign"), "Ctrl Enter")

    def _planning(self, way: int) -> Callable[[], AssignmentPlan]:
        """Read what is wanted; give what makes a plan of it.

        Raises:
            UserProblem: a number is none.
        """
        ground = self._ground
        names = [box.accessibleName() for box in self.people if box.isChecked()]
        several = _read(self.several) if way in (_SHARED, _SEVERAL) else None
        share = _read(self.share) if way == _SHARED else None
        seed = _read(self.seed)
        which = self.articles.current()

        def plan() -> AssignmentPlan:
            chosen: Iterable[str] = ground.lengths if which == 1 else ground.unassigned
            if which == 2:
                chosen = [one for one in self._chosen if one in ground.lengths]
            return make_plan(
                {article: ground.lengths[article] for article in chosen},
                names,
                ground.assigned,
                ground.begun,
                per_article=1 if way == _ONE else several,
                overlap=None if share is None else share / 100,
                seed=seed,
            )

        return plan

    def _body(self, room: int) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.SPACE)
        column.addWidget(_head(tr("To whom")))
        column.addWidget(self._grid(room))
        for words, field in (
            (tr("Which articles"), self.articles),
            (tr("By how many each"), self.way),
        ):
            column.addSpacing(metrics.SPACE_INSIDE)
            column.addWidget(_head(words))
            column.addWidget(field)
        numbers = QHBoxLayout()
        numbers.setSpacing(metrics.SPACE_SECTIONS)
        self._share_line = _line(self.share, tr("% of the articles"))
        self._several_line = _line(self.several, tr("people each"))
        for part in (self._share_line, self._several_line):
            numbers.addWidget(part)
        numbers.addStretch(1)
        column.addLayout(numbers)
        seed = _line(self.seed, tr("Seed: the same one draws the same lots again."))
        drawing = QHBoxLayout()
        drawing.addWidget(seed)
        drawing.addWidget(self.reseed)
        drawing.addStretch(1)
        column.addLayout(drawing)
        column.addSpacing(metrics.SPACE)
        column.addWidget(self.summary)
        column.addWidget(self.note)
        return body

    def _grid(self, room: int) -> QWidget:
        """Set the people out in columns; a low window shows fewer lines of them at once."""
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(metrics.SPACE_EDGE)
        grid.setVerticalSpacing(metrics.SPACE_INSIDE)
        for at, box in enumerate(self.people):
            grid.addWidget(box, at // _COLUMNS, at % _COLUMNS, Qt.AlignmentFlag.AlignLeft)
        for number in range(_COLUMNS):
            grid.setColumnStretch(number, 1)
        area = scrolled(inside)
        FollowFocus(area)
        lines = -(-len(self.people) // _COLUMNS)
        line = self.people[0].sizeHint().height() if self.people else 0
        pitch = line + metrics.SPACE_INSIDE
        shown = max(1, min(lines, _MOST_LINES, (room - _REST) // max(1, pitch)))
        area.setFixedHeight(shown * pitch - metrics.SPACE_INSIDE)
        return area

    def _on_reseed(self) -> None:
        try:
            seed = _read(self.seed)
        except UserProblem:
            seed = -1
        self.seed.set_text(str(seed + 1))
        self.weigh()


def plan_words(plan: AssignmentPlan) -> str:
    """Say who then has how much: “Amara 14, Jonas 14, Mei 13; 8 articles by more than one”."""
    shares = ", ".join(f"{share.annotator} {share.articles:,}" for share in plan.shares)
    if plan.shared == 1:
        return tr("{shares}; 1 article by more than one", shares=shares)
    if plan.shared:
        return tr("{shares}; {n} articles by more than one", shares=shares, n=f"{plan.shared:,}")
    return shares


def _note(plan: AssignmentPlan) -> str:
    if not plan.articles:
        return tr("There is no such article.")
    if not plan.pairs:
        return tr("Nothing is left to assign: all of it is assigned or begun.")
    lengths = sorted(share.characters for share in plan.shares)
    words = tr(
        "{least} to {most} characters each.", least=f"{lengths[0]:,}", most=f"{lengths[-1]:,}"
    )
    if plan.kept:
        words += " " + tr("Who has an article, or has begun it, keeps it: that counts.")
    return words


def _head(words: str) -> Text:
    return Text(words, px=metrics.TEXT_SMALL, role="muted")


def _number(name: str, usual: str) -> Field:
    field = Field(name)
    field.setFixedWidth(_NUMBER_WIDTH)
    field.set_text(usual)
    return field


def _line(field: Field, words: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(metrics.SPACE)
    row.addWidget(field)
    row.addWidget(Text(words, px=metrics.TEXT_SMALL, role="muted"))
    return line


def _read(field: Field) -> int:
    """Read a whole number.

    Raises:
        UserProblem: it is none.
    """
    try:
        return int(field.text())
    except ValueError as error:
        name = field.edit.accessibleName()
        raise UserProblem(f"{name}: type a whole number, not “{field.text()}”.") from error
