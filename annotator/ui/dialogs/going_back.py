"""The sheet before going back in the history: what would be taken back, and whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.dialogs.sheet import Sheet, column_of
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.panels.dates import short_moment
from annotator.ui.widgets.text import Text

if TYPE_CHECKING:
    from annotator.model.changes import Operation
    from annotator.model.timeline import Weight

_KINDS = {
    "annotation": ("1 annotation", "{n} annotations"),
    "relation": ("1 link", "{n} links"),
    "article": ("1 article", "{n} articles"),
    "scheme": ("the scheme", "the scheme"),
    "status": ("the state of 1 article", "the states of {n} articles"),
    "verdict": ("1 decision of a review", "{n} decisions of a review"),
    "comment": ("1 comment", "{n} comments"),
    "assignment": ("1 assignment", "{n} assignments"),
    "annotator": ("1 person", "{n} people"),
    "member": ("the role of 1 person", "the roles of {n} people"),
    "team": ("how the team works", "how the team works"),
    "version": ("1 link of versions", "{n} links of versions"),
    "silence": ("1 thing that is intended", "{n} things that are intended"),
    "shelved": ("1 retired article", "{n} retired articles"),
}
"""What the kinds of things are called, one and several; others are summed up."""


class GoingBack(Sheet):
    """Says what going back takes back, and asks.

    Signals:
        wanted(): go back.
    """

    wanted = Signal()

    def __init__(self, window: QWidget, step: Operation, weight: Weight, own: str) -> None:
        parts: list[QWidget] = [
            Text(
                tr("To just after “{step}”, {when}.", step=step.title, when=short_moment(step.at)),
                lines=3,
            ),
            Text(_steps(weight, own), lines=4),
            Text(_kinds(weight), role="muted", px=metrics.TEXT_SMALL, lines=4),
        ]
        if others := sum(count for name, count in weight.by.items() if name != own):
            said = (
                tr("1 step is somebody else's.")
                if others == 1
                else tr("{n} steps are somebody else's.", n=f"{others:,}")
            )
            parts.append(Text(said, role="warn", lines=2))
        if weight.merges:
            said = tr("What teammates' files brought since stays.")
            parts.append(Text(said, role="muted", px=metrics.TEXT_SMALL, lines=2))
        parts.append(
            Text(
                tr("This is one step itself: Ctrl+Z takes it back."),
                role="muted",
                px=metrics.TEXT_SMALL,
                lines=2,
            )
        )
        super().__init__(
            window,
            tr("Go back?"),
            column_of(parts),
            answer=tr("Go back"),
            refusal=tr("Cancel"),
        )

    def accept(self) -> None:
        """Tell that it is wanted, and close."""
        super().accept()
        self.wanted.emit()


def _steps(weight: Weight, own: str) -> str:
    by = [
        tr("{n} by you", n=f"{count:,}")
        if name == own
        else tr("{n} by {who}", n=f"{count:,}", who=name)
        for name, count in sorted(weight.by.items(), key=lambda one: (one[0] != own, -one[1]))
    ]
    if weight.steps == 1:
        return tr("1 step is taken back: {by}.", by=", ".join(by))
    return tr("{n} steps are taken back: {by}.", n=f"{weight.steps:,}", by=", ".join(by))


def _kinds(weight: Weight) -> str:
    told = [
        tr(one) if count == 1 else tr(several, n=f"{count:,}")
        for kind, (one, several) in _KINDS.items()
        if (count := weight.kinds.get(kind, 0))
    ]
    if rest := sum(count for kind, count in weight.kinds.items() if kind not in _KINDS):
        told.append(tr("1 other thing") if rest == 1 else tr("{n} other things", n=f"{rest:,}"))
    if not told:
        return ""
    what = ", ".join(told)
    if weight.steps == 1:
        return tr("It made or changed {what}.", what=what)
    return tr("They made or changed {what}.", what=what)
