"""The scheme while it is being changed: steps, what is looked at, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, Signal

from annotator.app.scheming.rebasing import rebased
from annotator.app.scheming.scheming import same
from annotator.model.scheme import Label, RelationType, Scheme
from annotator.problems import UserProblem
from annotator.ui.i18n import tr

Kind = Literal["label", "relation", "reasons"]


class Subject(NamedTuple):
    """What the form is about: a label, a relation (by their keys), or the reasons to reject."""

    kind: Kind
    key: str = ""


class SchemeDraft(QObject):
    """Holds a scheme that is not saved yet.

    Signals:
        changed(): the scheme is another, by a step, by going back, or because it was saved.
        subject_changed(): something else is looked at.
        refused(text): a step cannot be done.
    """

    changed = Signal()
    subject_changed = Signal()
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.base = Scheme()
        """The scheme as it is saved."""
        self.scheme = Scheme()
        self.why_not = ""
        """Why it cannot be changed; “” if it can."""
        self.subject = Subject("label")
        self._before: list[Scheme] = []
        self._after: list[Scheme] = []
        self._mark = ""

    @property
    def dirty(self) -> bool:
        """Whether something is different from what is saved."""
        return not same(self.base, self.scheme)

    @property
    def locked(self) -> bool:
        """Whether it can only be looked at."""
        return bool(self.why_not)

    def label(self) -> Label | None:
        """Give the label that is looked at."""
        if self.subject.kind != "label":
            return None
        return next((one for one in self.scheme.labels if one.key == self.subject.key), None)

    def relation(self) -> RelationType | None:
        """Give the relation that is looked at."""
        if self.subject.kind != "relation":
            return None
        return next((one for one in self.scheme.relations if one.key == self.subject.key), None)

    def is_new(self, key: str) -> bool:
        """Tell whether a label was never saved."""
        return all(one.key != key for one in self.base.labels)

    def begin(self, scheme: Scheme, why_not: str = "") -> None:
        """Take up a saved scheme; what was changed in another one is forgotten."""
        self.base = self.scheme = scheme
        self.why_not = why_not
        self._forget_steps()
        self._look_at_something()
        self.changed.emit()

    def resume(self, base: Scheme, scheme: Scheme) -> bool:
        """Go on with a draft that was made from a scheme, on top of what is saved now.

        Returns:
            Whether that can be.
        """
        try:
            merged = rebased(base, scheme, self.base)
        except UserProblem:
            return False
        return not self.do(lambda _: merged)

    def take_over(self, scheme: Scheme) -> bool:
        """Put what was changed on what the scheme has become meanwhile.

        Returns:
            Whether that can be; if not, it is said why, and the draft stays as it is.
        """
        try:
            merged = rebased(self.base, self.scheme, scheme)
        except UserProblem as problem:
            self.refused.emit(str(problem))
            return False
        self.base, self.scheme = scheme, merged
        self._forget_steps()
        self._look_at_something()
        self.changed.emit()
        return True

    def do(self, step: Callable[[Scheme], Scheme], mark: str = "") -> str:
        """Change the scheme by a step; one after the other with the same mark go back as one.

        Returns:
            Why it cannot be done, “” if it was: a field says it below itself.
        """
        if self.locked:
            return self.why_not
        try:
            changed = step(self.scheme)
        except UserProblem as problem:
            return str(problem)
        if changed != self.scheme:
            if not (mark and mark == self._mark):
                self._before.append(self.scheme)
            elif changed == self._before[-1]:
                self._before.pop()  # typed back to where it began
                mark = ""
            self._mark = mark
            self._after.clear()
            self.scheme = changed
            self._look_at_something()
            self.changed.emit()
        return ""

    def try_to(self, step: Callable[[Scheme], Scheme], mark: str = "") -> bool:
        """Change the scheme by a step; that it cannot be done is said by the window."""
        problem = self.do(step, mark)
        if problem:
            self.refused.emit(problem)
        return not problem

    def look_at(self, subject: Subject) -> None:
        """Look at something else."""
        if subject != self.subject:
            self.subject = subject
            self._mark = ""
            self.subject_changed.emit()

    def discard(self) -> None:
        """Be as what is saved; a step back brings the changes back."""
        self.do(lambda _: self.base)

    def can_go_back(self) -> bool:
        """Tell whether a step was done that is not saved."""
        return bool(self._before)

    def can_go_on(self) -> bool:
        """Tell whether a step was taken back."""
        return bool(self._after)

    def back(self) -> None:
        """Take the last step back."""
        if self._before:
            self._after.append(self.scheme)
            self._step_to(self._before.pop())

    def on(self) -> None:
        """Do the step again that was taken back last."""
        if self._after:
            self._before.append(self.scheme)
            self._step_to(self._after.pop())

    def words(self, count: int) -> str:
        """Say how many changes wait to be saved."""
        if count == 1:
            return tr("1 change not saved as a version")
        return tr("{n} changes not saved as a version", n=count)

    def _step_to(self, scheme: Scheme) -> None:
        self._mark = ""
        self.scheme = scheme
        self._look_at_something()
        self.changed.emit()

    def _forget_steps(self) -> None:
        self._before.clear()
        self._after.clear()
        self._mark = ""

    def _look_at_something(self) -> None:
        """Look at what is there, if what was looked at is gone."""
        kind, key = self.subject
        there = {
            "label": [one.key for one in self.scheme.labels],
            "relation": [one.key for one in self.scheme.relations],
            "reasons": [""],
        }
        if key not in there[kind]:
            first = there["label"][0] if there["label"] else ""
            self.subject = Subject("label", first)
            self.subject_changed.emit()
