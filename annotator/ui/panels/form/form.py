"""The form of the selected annotations, at the right below the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from annotator.model.changes import ChangeSet
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.look import look, paint_line, smooth_painter
from annotator.ui.panels.form.change import Change, SaveChange
from annotator.ui.panels.form.foot import HEIGHT as FOOT
from annotator.ui.panels.form.foot import FormFoot
from annotator.ui.panels.form.head import HEIGHT, FormHead
from annotator.ui.soon import Soon
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.follow_focus import FollowFocus
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.overlay_scroll_bar import OverlayScrollBar

if TYPE_CHECKING:
    from annotator.app.project import Project
    from annotator.model.comment import Comment
    from annotator.ui.panels.form.body import FormBody
    from annotator.ui.panels.form.editors.link import LinkEditor
    from annotator.ui.panels.form.offers import ValueOffers
    from annotator.ui.panels.form.subject import Subject

_LONGEST_REPEAT = 30
"""Characters of earlier values that are named."""


class AnnotationForm(QWidget):
    """Shows what is known of the selected annotations, and takes what is typed.

    Fields save themselves when they are left, by `save`.

    Signals:
        step_wanted(forward): select the next annotation, or the one before.
        menu_wanted(button): open the menu of what can be done with them, at a button.
        label_wanted(button): offer other labels, at a button.
        left(): the text is to have the keyboard.
        arranged(): it would like to be higher or lower.
        lost(words): what was typed could not be saved, and is not shown any more.
        pick_wanted(editor): a link's other end is to be chosen in the text.
        repeat_wanted(): the values that the words had last are to be taken.
        discuss_wanted(button): mark it to be discussed, or not any more.
        link_wanted(), unlink_wanted(relation), link_menu_wanted(relation, place): of relations.
    """

    help_page = "form"
    step_wanted = Signal(bool)
    menu_wanted = Signal(object)
    label_wanted = Signal(object)
    left = Signal()
    arranged = Signal()
    lost = Signal(str)
    pick_wanted = Signal(object)
    repeat_wanted = Signal()
    discuss_wanted = Signal(object)
    link_wanted = Signal()
    unlink_wanted = Signal(str)
    link_menu_wanted = Signal(str, QPoint)

    def __init__(self, hub: Hub, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._desk = desk
        self._number = (0, 0)
        self.save: SaveChange = lambda _: False
        """Saves what was typed; set by who can."""
        self.subject: Subject | None = None
        self._body: FormBody | None = None
        self.offers: ValueOffers | None = None
        """What was typed before, once something was selected."""
        self.picking: LinkEditor | None = None
        """The link whose other end is being chosen in the text."""
        self.head = FormHead()
        self.head.stepped.connect(self.step_wanted)
        self.head.closed.connect(lambda: desk.set_active(None))
        self.head.more.clicked.connect(self._on_more)
        self.head.chip.clicked.connect(lambda: self.label_wanted.emit(self.head.chip))
        self.foot = FormFoot()
        self.discuss = self.foot.discuss
        self._threads: dict[str, list[Comment]] | None = None
        """What was said about the annotations of the article; None until it is read."""
        self.discuss.clicked.connect(lambda: self.discuss_wanted.emit(self.discuss))
        self._nothing = EmptyState(
            tr("Nothing selected"),
            tr("Click an annotation, or press Tab for the next one."),
            labels=(("purple", "solid"), ("green", "dots"), ("orange", "dashes")),
        )
        self._stack = QStackedLayout(self)
        set_margins(self._stack, 1, 1, 0, 0, within=self)
        self._stack.addWidget(self._nothing)
        self._soon = Soon(self.refresh, self)
        for signal in (desk.selected_changed, desk.marks_reset, desk.mark_changed):
            signal.connect(self._soon.start)
        desk.labels_changed.connect(self._on_labels_changed)
        desk.leaving.connect(self.flush)
        desk.article_changed.connect(self._on_article_changed)
        hub.changed.connect(self._on_changed)
        self.refresh()

    @property
    def body(self) -> FormBody | None:
        """What is between head and foot, once something was selected."""
        return self._body

    def prepare(self) -> None:
        """Make what the first selection needs, while nobody waits."""
        self._made()

    def set_place(self, number: int, count: int) -> None:
        """Say which of how many it is."""
        self._number = (number, count)
        self._say_place()

    def natural_height(self) -> int:
        """Give the height in pixels at which all of it is seen."""
        inside = self._body.sizeHint().height() if self._body is not None else 0
        return HEIGHT + inside + FOOT + 1

    def enter(self) -> None:
        """Give the keyboard to the first field."""
        self.refresh()
        if self._body is None or self.subject is None:
            return
        first = None if self.subject.locked else self._body.first()
        if first is not None:
            first.enter()
        else:
            self.head.more.setFocus(Qt.FocusReason.TabFocusReason)

    def has_keyboard(self) -> bool:
        """Tell whether one types into a field."""
        focus = QApplication.focusWidget()
        return self._body is not None and focus is not None and self._body.isAncestorOf(focus)

    def flush(self) -> None:
        """Save what was typed; say what cannot be, for it will not be shown any more."""
        if self._body is None or self.subject is None:
            return
        if not self._body.flush() and (left := self._body.unsaved()):
            for editor in self._body.editors():
                if editor.unsaved():
                    editor.discard()
            self.lost.emit(tr("Not saved: {what}.", what=", ".join(left)))

    def refresh(self) -> None:
        """Show the selected annotations as they are now."""
        self._soon.stop()
        if self.picking is not None:
            # What is selected meanwhile is the other end of a link.
            return
        entities = self._desk.selected
        shown = {bytes.fromhex(one.replace("-", "")) for one in self._ids()}
        if shown and not shown <= set(entities):
            self.flush()
        before = self._ids()
        self.subject = self._hub.run(self._read) if self._desk.active is not None else None
        if self.offers is not None:
            self.offers.set_subject(self.subject)
        if self.subject is None:
            self._stack.setCurrentIndex(0)
        else:
            self._show(self.subject, same=self.subject.ids == before)
            self._stack.setCurrentIndex(1)
        self.arranged.emit()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the text at Esc, wherever the keyboard is."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line above."""
        del event
        painter = smooth_painter(self)
        painter.fillRect(self.rect(), look().base)
        paint_line(painter, 0, 0, self.width(), look().line)
        if self.subject is not None:
            paint_line(painter, 0, self.height() - FOOT, self.width(), look().line)
        painter.end()

    def _ids(self) -> tuple[str, ...]:
        return self.subject.ids if self.subject is not None else ()

    def _read(self, project: Project) -> Subject | None:
        from annotator.ui.panels.form.reading import read_subject  # noqa: PLC0415 - see _made

        return read_subject(project, self._desk)

    def _show(self, subject: Subject, *, same: bool) -> None:
        from annotator.ui.panels.form import reading  # noqa: PLC0415 - see _made

        body = self._made()
        names = [self._desk.scene.look_of(label) for label in subject.labels]
        if len(names) == 1:
            self.head.chip.set_label(names[0].name, names[0].colour)
        else:
            self.head.chip.set_label(tr("{n} labels", n=len(names)), "slate")
        self.head.chip.set_locked(locked=bool(subject.locked))
        colour = names[0].colour
        body.show_subject(subject, colour, same=same)
        project = self._hub.project
        assert project is not None
        rows = []
        offers: object = None
        if not subject.several:
            first = subject.first
            rows = self._hub.run(lambda it: reading.relation_rows(it, self._desk, first.id)) or []
            offers = not subject.locked and project.relating.offers(first.label)
        body.show_relations(rows, linkable=bool(offers))
        body.show_flaws(self._hub.run(lambda it: reading.flaws_of(it, subject)) or [])
        self._say_place()
        self._say_who(subject)
        self._say_repeat()

    def _say_place(self) -> None:
        number, count = self._number
        chosen = len(self._desk.selected)
        if chosen > 1:
            self.head.place.setText(tr("{n} selected", n=f"{chosen:,}"))
        else:
            self.head.place.setText(tr("{n} of {all}", n=number, all=count) if number else "")
        for button in (self.head.up, self.head.down):
            button.setVisible(chosen <= 1)

    def _say_who(self, subject: Subject) -> None:
        if subject.several:
            self.foot.show_several(subject, len(self._desk.selected))
        else:
            first = subject.first
            self.foot.show_one(subject, self._thread(first.article, first.id))

    def is_asking(self) -> bool:
        """Tell whether the selected annotation is marked to be discussed."""
        subject = self.subject
        if subject is None or subject.several:
            return False
        from annotator.model.comment import thread_state  # noqa: PLC0415 - when one is selected

        return thread_state(self._thread(subject.first.article, subject.first.id)) == "asking"

    def _thread(self, article: str, annotation: str) -> list[Comment]:
        if self._threads is None:
            found = self._hub.run(lambda project: project.discussing.threads(article))
            self._threads = found or {}
        return self._threads.get(annotation, [])

    def _on_article_changed(self) -> None:
        self.picking = None
        self._threads = None

    def _made(self) -> FormBody:
        """Give the body; it is made at the first selection, so that the window opens faster."""
        if self._body is None:
            from annotator.ui.panels.form.body import FormBody  # noqa: PLC0415 - as said
            from annotator.ui.panels.form.editors.making import Surroundings  # noqa: PLC0415
            from annotator.ui.panels.form.offers import ValueOffers  # noqa: PLC0415
            from annotator.ui.panels.form.reading import (  # noqa: PLC0415
                link_target,
                link_targets,
            )

            around = Surroundings(
                lambda labels: link_targets(
                    self._desk, labels, self.subject.first if self.subject else None
                ),
                lambda annotation: link_target(self._desk, annotation),
                self._follow,
            )
            body = self._body = FormBody(self._on_change, around)
            offers = self.offers = ValueOffers(self._hub, self)
            offers.changed.connect(self._say_repeat)
            offers.set_subject(self.subject)
            body.offers = offers
            body.repeat_wanted.connect(self.repeat_wanted)
            body.ended.connect(self.left)
            body.escaped.connect(self.left)
            body.resized.connect(self.arranged)
            body.followed.connect(self._follow)
            body.pick_wanted.connect(self.pick_wanted)
            body.link_wanted.connect(self.link_wanted)
            body.unlink_wanted.connect(self.unlink_wanted)
            body.link_menu_wanted.connect(self.link_menu_wanted)
            self._stack.addWidget(self._page(body))
        return self._body

    def _page(self, body: FormBody) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        area = QScrollArea()
        # One of our own: wrapping the one that Qt made would load every class of widgets. It has
        # no ground, for the panel paints it.
        self._ground = QWidget()
        area.setViewport(self._ground)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(body)
        body.setAutoFillBackground(False)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll_bar = OverlayScrollBar(area)
        FollowFocus(area)
        column.addWidget(self.head)
        column.addWidget(area, 1)
        column.addWidget(self.foot)
        return page

    def _on_change(self, change: Change) -> bool:
        if not self.save(change):
            return False
        if self.offers is not None:
            self.offers.note(change)
        return True

    def _say_repeat(self) -> None:
        """Offer the values that the words had last, where there are any."""
        if self._body is None or self.offers is None:
            return
        from annotator.ui.panels.form.shown import one_line, shown  # noqa: PLC0415 - see _made

        found, subject = self.offers.last_time(), self.subject
        order = [one.key for one in subject.attributes] if subject is not None else []
        values = {key: found[key] for key in order if key in found}
        said = ", ".join(one_line(shown(value)) for value in values.values())
        if len(said) > _LONGEST_REPEAT:
            said = said[: _LONGEST_REPEAT - 1].rstrip(", ") + "…"
        self._body.show_repeat(tr("As before: {values}", values=said) if said else "")
        self.arranged.emit()

    def _follow(self, annotation: str) -> None:
        """Select another annotation by its id."""
        mark = next((one for one in self._desk.scene.marks.ordered if one.id == annotation), None)
        if mark is not None:
            self._desk.set_active(mark.entity, reveal=True)

    def _on_more(self) -> None:
        """Offer what can be done with one annotation, or with all that are selected."""
        several = self.subject is not None and self.subject.several
        (self.label_wanted if several else self.menu_wanted).emit(self.head.more)

    def _on_labels_changed(self) -> None:
        if self._body is not None:
            self.flush()
            self._body.forget()
        self._soon.start()

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.touches("comment") or changes.touches("team") or changes.touches("status"):
            self._threads = None
        if self.subject is not None:
            self._soon.start()
