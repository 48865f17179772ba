"""The column at the left of the page: labels, relations, reasons to reject."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.app.scheming import labels as label_steps
from annotator.app.scheming import relations as relation_steps
from annotator.model.scheme import Label, RelationType
from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, look, metrics, paint_ground, paint_picked
from annotator.ui.models.row_list import KeyedRowList
from annotator.ui.panels.scheme.draft import SchemeDraft, Subject
from annotator.ui.panels.scheme.rows import (
    LABEL_ROW,
    LabelDelegate,
    RelationDelegate,
    ThingView,
)
from annotator.ui.widgets.follow_focus import FollowFocus
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.number_button import NumberButton
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.text import Text


class SchemeThings(QWidget):
    """Shows what the scheme has, and what is looked at; puts it in order.

    Signals:
        left(): back to the text.
        opened(): go on to the form.
        removal_wanted(kind, key): take something out of use.
        versions_wanted(): list the versions.
        label_wanted(): add a label.
        relation_wanted(): add a relation.
    """

    left = Signal()
    opened = Signal()
    removal_wanted = Signal(str, str)
    versions_wanted = Signal()
    label_wanted = Signal()
    relation_wanted = Signal()

    def __init__(self, draft: SchemeDraft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._silent = False
        self.setAccessibleName(tr("Labels and relations"))
        self.back = IconButton("left", tr("Back to the text"), "Esc")
        self.back.clicked.connect(self.left)
        self.version = NumberButton(px=metrics.TEXT_CAPTION, role="muted")
        self.version.clicked.connect(self.versions_wanted)
        self._label_delegate = LabelDelegate()
        self._relation_delegate = RelationDelegate()
        self.labels = ThingView(tr("Labels"), KeyedRowList(self._says_label), LABEL_ROW)
        self.labels.setItemDelegate(self._label_delegate)
        self._label_delegate.setParent(self.labels)
        self.relations = ThingView(
            tr("Relations"), KeyedRowList(self._says_relation), metrics.TALL_ROW
        )
        self.relations.setItemDelegate(self._relation_delegate)
        self._relation_delegate.setParent(self.relations)
        self.add_label = PushButton(tr("Add a label"), "link", icon="plus")
        self.add_relation = PushButton(tr("Add a relation"), "link", icon="plus")
        self.reasons = _ThingButton(tr("Reasons to reject"), "ghost", icon="ban")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        set_margins(head, metrics.SPACE, 10, metrics.SPACE_EDGE, 6, within=self)
        head.setSpacing(metrics.SPACE_INSIDE)
        head.addWidget(self.back)
        head.addWidget(Text(tr("Scheme"), weight=STRONG))
        head.addStretch(1)
        head.addWidget(self.version)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, metrics.SPACE_EDGE)
        column.setSpacing(0)
        column.addLayout(_head(tr("Labels")))
        column.addWidget(self.labels)
        column.addLayout(_indented(self.add_label))
        column.addSpacing(metrics.SPACE_EDGE)
        column.addLayout(_head(tr("Relations")))
        column.addWidget(self.relations)
        column.addLayout(_indented(self.add_relation))
        column.addSpacing(metrics.SPACE_EDGE)
        column.addLayout(_head(tr("Review")))
        row = QHBoxLayout()
        row.setContentsMargins(metrics.SPACE, 0, metrics.SPACE, 0)
        row.addWidget(self.reasons)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self.area = scrolled(inside)
        FollowFocus(self.area)
        whole = QVBoxLayout(self)
        set_margins(whole, 0, 0, 1, 0, within=self)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.area, 1)

    def _connect(self) -> None:
        draft, labels, relations = self._draft, self.labels, self.relations
        draft.changed.connect(self.refresh)
        draft.subject_changed.connect(self._show_subject)
        labels.chosen.connect(lambda key: self._look_at(Subject("label", key)))
        relations.chosen.connect(lambda key: self._look_at(Subject("relation", key)))
        labels.moved.connect(
            lambda key, steps: draft.try_to(
                lambda scheme: label_steps.move_label(scheme, key, steps), f"move:{key}"
            )
        )
        labels.dropped.connect(self._on_dropped)
        labels.nested.connect(self._nest)
        labels.removal_wanted.connect(lambda key: self.removal_wanted.emit("label", key))
        relations.moved.connect(
            lambda key, steps: draft.try_to(
                lambda scheme: relation_steps.move_relation(scheme, key, steps), f"move:{key}"
            )
        )
        relations.dropped.connect(
            lambda key, row: draft.try_to(
                lambda scheme: relation_steps.move_relation(
                    scheme, key, row - self.relations.things.row_of(key)
                ),
                f"drag:{key}",
            )
        )
        relations.removal_wanted.connect(lambda key: self.removal_wanted.emit("relation", key))
        for view in (labels, relations):
            view.opened.connect(self.opened)
        self.add_label.clicked.connect(self.label_wanted)
        self.add_relation.clicked.connect(self.relation_wanted)
        self.reasons.clicked.connect(lambda: draft.look_at(Subject("reasons")))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say how often each label is used."""
        self._label_delegate.counts = counts
        self.labels.viewport().update()

    def refresh(self) -> None:
        """Show the draft."""
        draft = self._draft
        self._silent = True
        for delegate in (self._label_delegate, self._relation_delegate):
            delegate.scheme = draft.scheme
        self._label_delegate.locked = draft.locked
        for view in (self.labels, self.relations):
            view.locked = draft.locked
        self.labels.things.show_rows(ordered(draft.scheme.labels))
        self.relations.things.show_rows(draft.scheme.relations)
        self.labels.fit()
        self.relations.fit()
        for button in (self.add_label, self.add_relation):
            button.setVisible(not draft.locked)
        self.version.set_number(
            tr("version {n}", n=draft.base.version), tr("Versions of the scheme")
        )
        self._silent = False
        self._show_subject()

    def focus_subject(self) -> None:
        """Give the keyboard to the row that is looked at."""
        view = self.relations if self._draft.subject.kind == "relation" else self.labels
        target: QWidget = view if view.things.rowCount() else self.add_label
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the edge."""
        paint_ground(self, look().win, "trailing")

    def _show_subject(self) -> None:
        self._silent = True
        kind, key = self._draft.subject
        self.labels.select(key if kind == "label" else "")
        self.relations.select(key if kind == "relation" else "")
        self.reasons.setChecked(kind == "reasons")
        self._silent = False

    def _look_at(self, subject: Subject) -> None:
        if not self._silent and subject.key:
            self._draft.look_at(subject)

    def _on_dropped(self, key: str, row: int) -> None:
        """Move a dragged label one place towards the row under the mouse."""
        steps = 1 if row > self.labels.things.row_of(key) else -1
        self._draft.do(lambda scheme: label_steps.move_label(scheme, key, steps), f"drag:{key}")

    def _nest(self, key: str, deeper: bool) -> None:
        scheme = self._draft.scheme
        label = scheme.label(key)
        parents = {one.key: one.parent for one in scheme.labels}
        if not deeper:
            parent = parents.get(label.parent, "")
        else:
            beside = [
                one.key for one in scheme.labels if one.parent == label.parent and not one.retired
            ]
            at = beside.index(key) if key in beside else 0
            if at == 0:
                return
            parent = beside[at - 1]
        self._draft.try_to(lambda it: label_steps.nest(it, key, parent))

    def _says_label(self, one: object) -> str:
        assert isinstance(one, Label)
        words = [one.name]
        if one.shortcut:
            words.append(tr("key {key}", key=one.shortcut))
        count = self._label_delegate.counts.get(one.key, 0)
        words.append(tr("{n} annotations", n=count))
        if one.retired:
            words.append(tr("retired"))
        elif one.parent:
            names = {label.key: label.name for label in self._draft.scheme.labels}
            words.append(tr("under {label}", label=names.get(one.parent, one.parent)))
        return ", ".join(words)

    def _says_relation(self, one: object) -> str:
        assert isinstance(one, RelationType)
        names = {label.key: label.name for label in self._draft.scheme.labels}
        sources, targets = (
            ", ".join(names.get(key, key) for key in keys) for keys in (one.sources, one.targets)
        )
        return tr(
            "{name}, from {sources} to {targets}",
            name=one.name,
            sources=sources,
            targets=targets,
        )


class _ThingButton(PushButton):
    """One thing of its kind, selected as a row is."""

    def __init__(self, text: str, kind: Literal["ghost"], *, icon: str) -> None:
        super().__init__(text, kind, icon=icon)
        self.setCheckable(True)

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the ground of what is selected below the words."""
        if self.isChecked():
            paint_picked(painter, rect, metrics.RADIUS_FIELD)
        super().paint_body(painter, rect)


def ordered(labels: tuple[Label, ...]) -> list[Label]:
    """Put labels in use first, retired ones below them."""
    return sorted(labels, key=lambda one: one.retired)


def _head(text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(metrics.SPACE_EDGE, metrics.SPACE_INSIDE, metrics.SPACE_EDGE, 4)
    words = Text(text, px=metrics.TEXT_CAPTION, weight=STRONG, role="muted")
    row.addWidget(words)
    row.addStrut(24)
    return row


def _indented(button: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    set_margins(row, 34, metrics.SPACE, metrics.SPACE_EDGE, 0, within=button)
    row.addWidget(button)
    row.addStretch(1)
    return row
