"""The sheet that asks who works: one of the project's people, or somebody new."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from annotator.model.annotator import worker_name
from annotator.problems import UserProblem
from annotator.ui.dialogs.sheet import Sheet, column_of
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.pair_rows import PairRows
from annotator.ui.widgets.text import Text


class AskName(Sheet):
    """Asks who works.

    Args:
        window: what it covers.
        name: who works now.
        people: the project's people with their roles, to pick from; the role may be “”.
        like: finds who goes by a name, or by one that is easily taken for it.

    Signals:
        named(name): the name, tidied.
    """

    named = Signal(str)

    def __init__(
        self,
        window: QWidget,
        name: str,
        people: Sequence[tuple[str, str]] = (),
        like: Callable[[str], str | None] = lambda _: None,
    ) -> None:
        self._like = like
        self._pointed_out = ""
        """A name of which it was said whom it is like: typed again, it is meant."""
        self.field = Field(tr("Your name"), tr("Your name"))
        self.advice = Text(role="muted", lines=3)
        self.view = PairRows(tr("The project's people"), people)
        parts: list[QWidget] = [self.advice, self.field]
        if people:
            parts += [Text(tr("Or one of these"), px=metrics.TEXT_SMALL, role="muted"), self.view]
        super().__init__(
            window,
            tr("Who is working?"),
            column_of(parts),
            answer=tr("Work as this"),
            refusal=tr("Cancel"),
        )
        self._advise()
        self.field.set_text(name)
        self.field.edited.connect(lambda _: self._on_edited())
        self.field.submitted.connect(lambda _: self.accept())
        self.view.clicked.connect(self._on_picked)
        self.view.activated.connect(self._on_picked)

    def accept(self) -> None:
        """Go on if it can be a name; else say why not, and whom it is like."""
        try:
            name = worker_name(self.field.text())
        except UserProblem as problem:
            self.field.set_error(str(problem))
            return
        known = self._like(name)
        if known not in (None, name) and self._pointed_out != name:
            self._pointed_out = name
            self.advice.set_role("warn")
            self.advice.setText(
                tr(
                    "{known} is here already. Pick {known}, if that is you; if you are somebody "
                    "else who goes by “{name}”, press Enter once more.",
                    known=known,
                    name=name,
                )
            )
            return
        super().accept()
        self.named.emit(name)

    def _on_picked(self, index: QModelIndex) -> None:
        self.field.set_text(index.data(Qt.ItemDataRole.UserRole))
        self.accept()

    def _on_edited(self) -> None:
        self.field.set_error("")
        self._advise()

    def _advise(self) -> None:
        self._pointed_out = ""
        self.advice.set_role("muted")
        self.advice.setText(
            tr("Your annotations carry this name, here and in what you send to others.")
        )
