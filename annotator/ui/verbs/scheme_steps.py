"""What the scheme's page asks for: labels, relations and attributes added, merged, taken out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.app.scheming.attributes import put_attribute
from annotator.app.scheming.labels import (
    add_label,
    bring_back,
    change_label,
    drop_label,
    merge_labels,
    retire,
)
from annotator.app.scheming.relations import add_relation, drop_relation
from annotator.problems import UserProblem
from annotator.ui.apart import read_apart
from annotator.ui.dialogs.scheme.asking import AskName, MergeSheet
from annotator.ui.dialogs.scheme.attribute import AttributeSheet
from annotator.ui.dialogs.scheme.touched import MOST_TOUCHED, TouchedRow, TouchedSheet, touched_rows
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.pages.scheme import SchemePage
from annotator.ui.panels.scheme.draft import Kind, Subject
from annotator.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from annotator.app.project import Project
    from annotator.app.scheming.planning import Touch
    from annotator.model.attributes import Attribute
    from annotator.model.scheme import Scheme


class SchemeSteps(QObject):
    """Asks and does steps of the draft of one page; made with the page.

    Signals:
        place_wanted(article, start, end): show a place of an article, in code points.
    """

    place_wanted = Signal(str, int, int)

    def __init__(self, hub: Hub, page: SchemePage, messages: MessageBar, window: QWidget) -> None:
        super().__init__(page)
        self._hub = hub
        self.page = page
        self._messages = messages
        self._window = window
        page.things.label_wanted.connect(self.add_label)
        page.things.relation_wanted.connect(self._add_relation)
        page.things.removal_wanted.connect(self.take_out)
        page.form.attribute_wanted.connect(self._ask_attribute)
        page.effects.touched_wanted.connect(self._list_touched)
        page.effects.colour_wanted.connect(self._colour)

    def add_label(self) -> None:
        """Ask for the name of a new label, and lead to its form."""
        if self.page.draft.locked:
            self._messages.show_problem(self.page.draft.why_not)
            return
        self._ask_name(
            "label",
            add_label,
            tr("Add a label"),
            tr("A kind of span, like “Source” or “Weapon”. Colour, line and key are chosen for "
               "you; all of it can be changed until you save."),
            self.page.form.definition,
        )  # fmt: skip

    def bring_back(self, key: str) -> None:
        """Put a label into use again."""
        self.page.draft.try_to(lambda scheme: bring_back(scheme, key))

    def ask_merge(self, key: str) -> None:
        """Ask into which label one is to be merged."""
        draft = self.page.draft
        others = [one for one in draft.scheme.labels if one.key != key and not one.retired]
        counts = self._hub.run(lambda project: project.schemes.counts()) or {}
        sheet = MergeSheet(self._window, draft.scheme.label(key), others, counts.get(key, 0))

        def merge(into: str, fields: bool) -> None:
            if draft.try_to(lambda scheme: merge_labels(scheme, key, into, fields=fields)):
                draft.look_at(Subject("label", into))

        sheet.merged.connect(merge)
        sheet.open(sheet.view)

    def take_out(self, kind: str, key: str) -> None:
        """Retire a label that was saved, take out one that never was; take out a relation."""
        draft = self.page.draft
        if kind == "relation":
            counts = self._hub.run(lambda project: project.schemes.relation_counts()) or {}
            if count := counts.get(key, 0):
                self._messages.show_problem(
                    tr("{n} links are of this kind. Remove them first.", n=f"{count:,}")
                )
                return
            draft.try_to(lambda scheme: drop_relation(scheme, key))
        elif draft.is_new(key):
            draft.try_to(lambda scheme: drop_label(scheme, key))
        elif draft.scheme.label(key).retired:
            self._messages.show_info(tr("It is retired already. Its menu brings it back."))
        else:
            draft.try_to(lambda scheme: retire(scheme, key))

    def _add_relation(self) -> None:
        self._ask_name(
            "relation",
            add_relation,
            tr("Add a relation"),
            tr("What ties one annotation to another, like “says” or “works for”."),
            self.page.relation.outward,
        )

    def _ask_name(
        self,
        kind: Kind,
        add: Callable[[Scheme, str], tuple[Scheme, str]],
        title: str,
        words: str,
        then: QWidget,
    ) -> None:
        """Ask for the name of something new, add it by a step, look at it and go on there."""
        draft = self.page.draft

        def take(name: str) -> str:
            made: list[str] = []

            def step(scheme: Scheme) -> Scheme:
                changed, key = add(scheme, name)
                made.append(key)
                return changed

            problem = draft.do(step)
            if not problem:
                draft.look_at(Subject(kind, made[-1]))
            return problem

        sheet = AskName(self._window, title, words, tr("Add it"), take)
        sheet.accepted.connect(then.setFocus)
        sheet.open(sheet.field)

    def _ask_attribute(self, key: str) -> None:
        draft = self.page.draft
        label = draft.label()
        if label is None or draft.locked:
            return
        old = label.attribute(key) if key else None

        def refuses(attribute: Attribute) -> str:
            try:
                put_attribute(draft.scheme, label.key, attribute, instead_of=key)
            except UserProblem as problem:
                return str(problem)
            return ""

        def take(attribute: Attribute) -> None:
            draft.try_to(lambda scheme: put_attribute(scheme, label.key, attribute, instead_of=key))
            self.page.form.attributes.select(attribute.key)

        sheet = AttributeSheet(self._window, label, draft.scheme.labels, old, refuses)
        sheet.made.connect(take)
        sheet.open(sheet.name)

    def _colour(self, label: str, colour: str) -> None:
        self.page.draft.try_to(lambda scheme: change_label(scheme, label, colour=colour))

    def _list_touched(self, touch: Touch) -> None:
        scheme = self.page.draft.scheme

        def gather(project: Project) -> tuple[list[TouchedRow], int]:
            rows = touched_rows(project, project.schemes.touched(scheme, touch))
            return rows, project.schemes.counts().get(touch.label, 0)

        def show(found: tuple[list[TouchedRow], int]) -> None:
            rows, total = found
            if not rows:
                self._messages.show_info(
                    tr(
                        "What others tagged is kept from you until you have marked their articles "
                        "done."
                    )
                )
                return
            shown = total if len(rows) >= MOST_TOUCHED else len(rows)
            sheet = TouchedSheet(
                self._window, tr("What this touches"), rows, scheme.labels, total=shown
            )
            sheet.place_wanted.connect(self.place_wanted)
            sheet.open(sheet.list)

        read_apart(self._hub, gather, show, self)
