"""The page of the scheme: labels at the left, the form in the middle, what it does at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.app.scheming.differing import SchemeChange, differences
from annotator.app.scheming.scheming import same
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, look, metrics, smooth_painter
from annotator.ui.panels.scheme.draft import SchemeDraft
from annotator.ui.panels.scheme.effects import EffectsCard
from annotator.ui.panels.scheme.form_parts import Tile
from annotator.ui.panels.scheme.hints import scheme_hints
from annotator.ui.panels.scheme.label_form import LabelForm
from annotator.ui.panels.scheme.preview import FormPreview, SentencePreview
from annotator.ui.panels.scheme.reasons_form import ReasonsForm
from annotator.ui.panels.scheme.relation_form import RelationForm
from annotator.ui.panels.scheme.side import Side
from annotator.ui.panels.scheme.sight_card import SightCard
from annotator.ui.panels.scheme.things import SchemeThings
from annotator.ui.panels.scheme.weigher import Weigher
from annotator.ui.soon import Soon
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.follow_focus import FollowFocus
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.text import Text

if TYPE_CHECKING:
    from annotator.app.project import Project
    from annotator.app.scheming.weighing import Weight
    from annotator.model.changes import ChangeSet

_COLUMN = 736
_SIDE_BELOW = 1160
"""Width of the page in pixels below which the preview stands below the form."""
_NARROW = 760
_LEFT_NARROW = 232
_LEFT_NARROWEST = 200
_KEEP_AFTER = 400
"""Milliseconds after which what is not saved is kept for the next time."""


class SchemePage(QWidget):
    """Shows the scheme and gathers changes until they are saved.

    Signals:
        left(): back to the text.
        save_wanted(), discard_wanted(), menu_wanted(button): what the head offers.
        told(): what the status bar says is another.
        resumed(): changes are there again that were not saved when one last left.
    """

    help_page = "scheme"
    left = Signal()
    save_wanted = Signal()
    discard_wanted = Signal()
    menu_wanted = Signal(object)
    told = Signal()
    resumed = Signal()

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.setAccessibleName(tr("Scheme"))
        self.draft = SchemeDraft(self)
        self.changes: list[SchemeChange] = []
        """What is different from what is saved."""
        self.things = SchemeThings(self.draft)
        self.form = LabelForm(self.draft)
        self.relation = RelationForm(self.draft)
        self.reasons = ReasonsForm(self.draft)
        self.sentence = SentencePreview()
        self.preview = FormPreview()
        self.effects = EffectsCard()
        self.sights = SightCard()
        self.empty = EmptyState(
            tr("This scheme has no labels yet"),
            tr("A label is a kind of span: who is cited, a place, a figure. Add the first one."),
            icon="label",
            action=tr("Add a label"),
        )
        self.title = Text(px=metrics.TEXT_PAGE, weight=STRONG)
        self.tile = Tile()
        self.sign = Tile("ban")
        self.more = IconButton("more", tr("More about the scheme"))
        self.discard = PushButton(tr("Discard"))
        self.save = PushButton(tr("Save"), "primary")
        self.locked = Text(px=metrics.TEXT_SMALL, role="warn", lines=2)
        self._side_beside = True
        self._weigh = Weigher(hub, self.draft, self)
        self._keep = Soon(self.keep, self, _KEEP_AFTER)
        self._known = False
        """Whether the draft is of the project that is open."""
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(metrics.SPACE_GROUPS)
        head.addWidget(self.tile)
        head.addWidget(self.sign)
        head.addWidget(self.title, 1)
        for widget in (self.more, self.discard, self.save):
            head.addWidget(widget)
        self.column = QWidget()
        self.column.setMaximumWidth(_COLUMN)
        self._column_rows = QVBoxLayout(self.column)
        self._column_rows.setContentsMargins(0, 28, 0, metrics.SPACE_BLOCKS)
        self._column_rows.setSpacing(metrics.SPACE_SECTIONS)
        self._column_rows.addLayout(head)
        self._column_rows.addWidget(self.locked)
        self._forms = (self.form, self.relation, self.reasons, self.empty)
        for form in self._forms:
            self._column_rows.addWidget(form)
            form.setVisible(form is self.form)
        inside = QWidget()
        self._middle = QHBoxLayout(inside)
        self._middle.addStretch(1)
        self._middle.addWidget(self.column, 1000)
        self._middle.addStretch(1)
        self.area = scrolled(inside)
        FollowFocus(self.area)
        self.side = Side(self.sentence, self.preview, self.effects, self.sights)
        self.side_area = scrolled(self.side)
        self.side_area.setFixedWidth(metrics.PANEL_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.things)
        row.addWidget(self.area, 1)
        row.addWidget(self.side_area)

    def _connect(self) -> None:
        draft = self.draft
        draft.changed.connect(self._on_changed)
        draft.subject_changed.connect(self._on_other_subject)
        self.things.left.connect(self.left)
        self.things.opened.connect(self.focus_form)
        self.discard.clicked.connect(self.discard_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.more.clicked.connect(lambda: self.menu_wanted.emit(self.more))
        self.empty.acted.connect(self.things.label_wanted)
        self._weigh.weighed.connect(self._show_effects)
        self._hub.opened.connect(self._on_opened)
        self._hub.changed.connect(self._on_project_changed)

    # The draft

    def take_up(self) -> None:
        """Show the scheme of the project, unless a draft of it is waiting here."""
        project = self._hub.project
        if project is None or self._known:
            return
        self._known = True
        self.draft.begin(project.scheme, project.schemes.why_not())
        kept = None if self.draft.locked else project.schemes.kept_draft()
        if kept is not None and not self.draft.resume(*kept):
            self.draft.refused.emit(
                tr(
                    "What you had changed in the scheme and not saved does not go with what was "
                    "saved since. It is gone."
                )
            )
        elif kept is not None and self.changes:
            self.resumed.emit()
        self.show_counts()

    def settle(self) -> None:
        """Give everything its height while nobody sees it yet: the first paint is right then."""
        around = self.parentWidget()
        if around is not None:
            self.resize(around.size())
        self.grab(QRect(0, 0, 1, 1))

    def show_counts(self) -> None:
        """Count how often labels and relations are used."""
        counts = self._hub.run(lambda project: project.schemes.counts()) or {}
        self.things.show_counts(counts)
        self.form.show_counts(counts)
        self.relation.show_counts(
            self._hub.run(lambda project: project.schemes.relation_counts()) or {}
        )

    def keep(self) -> None:
        """Keep what is not saved, so that it is there again whatever happens."""
        self._keep.stop()
        draft = self.draft
        if self._known and not draft.locked:
            self._hub.run(lambda project: project.schemes.keep_draft(draft.base, draft.scheme))

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the focus to the list; with a proxy Tab would leave out what stands before it."""
        self.things.labels.setFocus(reason)

    def focus_form(self) -> None:
        """Lead the keyboard into the form."""
        kind = self.draft.subject.kind
        target = {"label": self.form.name, "relation": self.relation.name}.get(kind)
        (target or self.reasons.lines).setFocus(Qt.FocusReason.TabFocusReason)
        if target is not None:
            target.edit.selectAll()

    def words(self) -> list[str]:
        """Say for the status bar who uses which version, and what waits to be saved."""
        project = self._hub.project
        if project is None:
            return []
        people = sum(1 for one in project.annotators() if one.kind == "person")
        version = self.draft.base.version
        used = (
            tr("Version {n} in use by one person", n=version)
            if people == 1
            else tr("Version {n} in use by {people} people", n=version, people=people)
        )
        return [used, self.draft.words(len(self.changes))] if self.changes else [used]

    def hints(self) -> list[tuple[str, str]]:
        """Give the keys that matter where the hands are."""
        return scheme_hints(self.form, self.column)

    def _on_opened(self) -> None:
        self._known = False
        self._keep.stop()
        self._weigh.stop()
        if self.isVisible():
            self.take_up()

    def _on_project_changed(self, changes: ChangeSet) -> None:
        project = self._hub.project
        if project is None or not self._known:
            return
        scheme = changes.touches("scheme")
        if scheme and not self.draft.dirty and not self.isVisible():
            self._known = False  # it is shown anew when one comes back
        elif scheme:
            self.follow(project)
        if self.isVisible() and (scheme or changes.touches("annotation")):
            self.show_counts()
            self._weigh.start()

    def follow(self, project: Project) -> None:
        """Go on with what the scheme is now; what is drafted is put on it."""
        draft, now = self.draft, project.scheme
        if draft.dirty and not same(draft.scheme, now):
            draft.take_over(now)
        else:
            draft.begin(now, project.schemes.why_not())

    # Showing

    def _on_changed(self) -> None:
        draft = self.draft
        project = self._hub.project
        if project is not None and not draft.dirty and not same(draft.base, project.scheme):
            # What somebody else saved did not go with the draft; now nothing is in its way.
            draft.begin(project.scheme, draft.why_not)
            return
        self.changes = differences(draft.base, draft.scheme)
        dirty = bool(self.changes)
        self.save.setText(tr("Save version {n}", n=draft.base.version + 1))
        self.save.updateGeometry()
        self.save.setEnabled(dirty and not draft.locked)
        self.discard.setEnabled(dirty)
        for widget in (self.save, self.discard):
            widget.setVisible(not draft.locked)
        self.locked.setText(draft.why_not)
        self.locked.setVisible(draft.locked)
        self._show_subject()
        self._show_effects(None)
        self.sights.show_scheme(draft.scheme)
        self._weigh.stop()
        if dirty and self.isVisible():
            self._weigh.start()
        if not draft.locked:
            self._keep.start()
        self.told.emit()

    def _on_other_subject(self) -> None:
        """Show it from its beginning."""
        self._show_subject()
        for area in (self.area, self.side_area):
            area.verticalScrollBar().setValue(0)

    def _show_subject(self) -> None:
        draft = self.draft
        label, relation = draft.label(), draft.relation()
        self.tile.setVisible(label is not None)
        self.sign.setVisible(draft.subject.kind == "reasons")
        for widget in (self.sentence, self.preview, self.side.head):
            widget.setVisible(label is not None)
        if label is not None:
            self.title.setText(label.name)
            self.tile.show_look(label.colour, label.pattern)
            self.sentence.show_label(label)
            self.preview.show_label(label, {one.key: one.name for one in draft.scheme.labels})
            shown: QWidget = self.form
        elif relation is not None:
            self.title.setText(tr("Relation “{name}”", name=relation.name))
            shown = self.relation
        elif draft.subject.kind == "reasons":
            self.title.setText(tr("Reasons to reject"))
            shown = self.reasons
        else:
            self.title.setText(tr("Scheme"))
            shown = self.empty
        for form in self._forms:
            form.setVisible(form is shown)
        self.told.emit()

    def _show_effects(self, weight: Weight | None) -> None:
        draft = self.draft
        self.effects.show_effects(self.changes, weight, draft.scheme, dirty=bool(self.changes))

    # The window

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """At Esc go from the form back to the list, from there back to the text."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        focus: QWidget | None = self.window().focusWidget()
        if focus is not None and self.column.isAncestorOf(focus):
            self.things.focus_subject()
        else:
            self.left.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Show the scheme as it is."""
        super().showEvent(event)
        self.take_up()
        self.show_counts()
        if self.changes:
            self._weigh.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Count nothing while nobody looks."""
        super().hideEvent(event)
        self._weigh.stop()
        if self._keep.isActive():
            self.keep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the preview below the form where there is not room for three columns."""
        super().resizeEvent(event)
        beside = self.width() >= _SIDE_BELOW
        narrow = self.width() < _NARROW
        left = metrics.LIST_WIDTH if beside else _LEFT_NARROW
        self.things.setFixedWidth(_LEFT_NARROWEST if narrow else left)
        margin = metrics.SPACE_EDGE if narrow else metrics.SPACE_SECTIONS
        self._middle.setContentsMargins(margin, 0, margin, 0)
        sides = self.things.width() + (metrics.PANEL_WIDTH if beside else 0) + 2 * margin
        self.form.fit(min(_COLUMN, self.width() - sides))
        if beside == self._side_beside:
            return
        self._side_beside = beside
        if beside:
            self._column_rows.removeWidget(self.side)
            self.side.set_beside(beside=True)
            self.side_area.setWidget(self.side)
        else:
            self.side_area.takeWidget()
            self.side.set_beside(beside=False)
            self._column_rows.addWidget(self.side)
        self.side.show()
        self.side_area.setVisible(beside)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the grounds."""
        painter = smooth_painter(self)
        theme = look()
        painter.fillRect(self.rect(), theme.base)
        if self._side_beside:
            side = self.side_area.geometry()
            painter.fillRect(side, theme.win)
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            x = side.right() if mirrored else side.left()
            painter.fillRect(x, 0, 1, self.height(), theme.line)
        painter.end()
