"""The form of one relation: its name, what its ends are called, which labels it ties."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.app.scheming.relations import change_relation
from annotator.model.scheme import Label, RelationType
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.panels.scheme.draft import SchemeDraft
from annotator.ui.panels.scheme.form_parts import beside, named
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tick_box import TickBox
from annotator.ui.widgets.tick_rows import TICK_ROW, TickRow, TickRows

_ENDS = ("sources", "targets")
_MOST_BOXES = 40
"""Labels that have a box each; more are a list, or the window would wait for so many widgets."""
_ROWS_SEEN = 12


class RelationForm(QWidget):
    """Shows the relation that is looked at, and changes it as one types.

    Signals:
        told(): what it shows is another.
    """

    told = Signal()

    def __init__(self, draft: SchemeDraft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._counts: Mapping[str, int] = {}
        self.name = Field(tr("Name"), tr("says"))
        self.outward = Field(tr("In the form of where it starts"), tr("Says"))
        self.inward = Field(tr("In the form of where it leads"), tr("Said by"))
        self.uses = Text(px=metrics.TEXT_CAPTION, role="muted", lines=2)
        self.rows: dict[str, TickRows] = {}
        """The labels of each end, where they are many."""
        self.boxes: dict[str, dict[str, TickBox]] = {end: {} for end in _ENDS}
        self._columns: dict[str, QVBoxLayout] = {}
        self._typed_from: dict[tuple[str, str], str] = {}
        """What stood in a field of a relation before one began to type there."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.SPACE_EDGE)
        column.addLayout(named(tr("Name"), self.name))
        column.addLayout(
            beside(
                [
                    (named(tr("Where it starts, the form calls the other end"), self.outward), 1),
                    (named(tr("Where it leads, the form calls the other end"), self.inward), 1),
                ]
            )
        )
        ends = QHBoxLayout()
        ends.setSpacing(metrics.SPACE_EDGE)
        self._names = {"sources": tr("Starts from"), "targets": tr("Leads to")}
        for end, words in self._names.items():
            holder = QWidget()
            part = QVBoxLayout(holder)
            part.setContentsMargins(0, 0, 0, 0)
            part.setSpacing(metrics.SPACE_INSIDE)
            part.addWidget(Text(words, px=metrics.TEXT_CAPTION, role="muted"))
            self._columns[end] = QVBoxLayout()
            self._columns[end].setSpacing(0)
            part.addLayout(self._columns[end])
            part.addStretch(1)
            ends.addWidget(holder, 1)
        column.addLayout(ends)
        column.addWidget(self.uses)
        column.addStretch(1)
        self._fields = {"name": self.name, "outward": self.outward, "inward": self.inward}
        for key, field in self._fields.items():
            field.edited.connect(lambda text, it=field, to=key: self._on_words(it, to, text))
            field.left.connect(self._settle)
        draft.changed.connect(self.refresh)
        draft.subject_changed.connect(self.refresh)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say how often relations are used."""
        self._counts = counts
        self.refresh()

    def refresh(self) -> None:
        """Show the relation of the draft."""
        relation, locked = self._draft.relation(), self._draft.locked
        if relation is None:
            return
        for key, field in self._fields.items():
            text = getattr(relation, key)
            if not field.focused() or not field.error():
                if field.text().strip() != text:
                    field.set_text(text)
                field.set_error("")
            field.edit.setReadOnly(locked)
        count = self._counts.get(relation.key, 0)
        self.uses.setText(
            tr(
                "In files it is called “{key}”. {n} links are of this kind.",
                key=relation.key,
                n=f"{count:,}",
            )
        )
        self._show_ends(relation, locked=locked)

    def _show_ends(self, relation: RelationType, *, locked: bool) -> None:
        labels = [
            one
            for one in self._draft.scheme.labels
            if not one.retired or one.key in (*relation.sources, *relation.targets)
        ]
        many = len(labels) > _MOST_BOXES
        for end in _ENDS:
            ticked = getattr(relation, end)
            if many:
                self._show_rows(end, labels, ticked, locked=locked)
            else:
                self._show_boxes(end, labels, ticked, locked=locked)
            if end in self.rows:
                self.rows[end].setVisible(many)
            for box in self.boxes[end].values():
                box.setVisible(not many)

    def _show_rows(
        self, end: str, labels: Sequence[Label], ticked: Collection[str], *, locked: bool
    ) -> None:
        rows = self.rows.get(end)
        if rows is None:
            rows = self.rows[end] = TickRows(self._names[end])
            rows.setFixedHeight(_ROWS_SEEN * TICK_ROW)
            rows.toggled.connect(lambda key, on: self._on_end(end, key, ticked=on))
            self._columns[end].addWidget(rows)
        rows.show_rows([TickRow(one.key, one.name) for one in labels], ticked)
        rows.setEnabled(not locked)

    def _show_boxes(
        self, end: str, labels: Sequence[Label], ticked: Collection[str], *, locked: bool
    ) -> None:
        if list(self.boxes[end]) != [one.key for one in labels]:
            self._make_boxes(end, labels)
        for one in labels:
            box = self.boxes[end][one.key]
            box.set_words(one.name)
            box.setChecked(one.key in ticked)
            box.setEnabled(not locked)

    def _make_boxes(self, end: str, labels: Sequence[Label]) -> None:
        for box in self.boxes[end].values():
            box.hide()
            box.deleteLater()
        boxes = self.boxes[end] = {
            one.key: TickBox(one.name, px=metrics.TEXT_BODY) for one in labels
        }
        for key, box in boxes.items():
            box.clicked.connect(lambda on, it=key: self._on_end(end, it, ticked=on))
            self._columns[end].addWidget(box, 0, Qt.AlignmentFlag.AlignLeading)

    def _on_words(self, field: Field, key: str, text: str) -> None:
        relation = self._draft.relation()
        if relation is not None:
            self._typed_from.setdefault((relation.key, key), getattr(relation, key))
            field.set_error(self._put(relation.key, key, text))

    def _put(self, relation: str, key: str, text: str) -> str:
        return self._draft.do(
            lambda scheme: change_relation(scheme, relation, **{key: text}), f"{key}:{relation}"
        )

    def _settle(self) -> None:
        """Show again what stood there, where words cannot be."""
        typed_from, self._typed_from = self._typed_from, {}
        for (relation, key), words in typed_from.items():
            if self._fields[key].error():
                self._put(relation, key, words)
        for field in self._fields.values():
            field.set_error("")
        self.refresh()

    def _on_end(self, end: str, label: str, *, ticked: bool) -> None:
        relation = self._draft.relation()
        if relation is None:
            return
        order = [one.key for one in self._draft.scheme.labels]
        keys = set(getattr(relation, end)) ^ {label}
        del ticked
        if not self._draft.try_to(
            lambda scheme: change_relation(
                scheme, relation.key, **{end: tuple(key for key in order if key in keys)}
            )
        ):
            self.refresh()
