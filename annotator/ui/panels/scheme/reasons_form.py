"""The reasons for which a reviewer says that nothing belongs somewhere, a line each."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.app.scheming.relations import put_reasons
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.panels.scheme.boxed import BoxedField
from annotator.ui.panels.scheme.draft import SchemeDraft
from annotator.ui.panels.scheme.form_parts import named
from annotator.ui.widgets.text import Text


class ReasonsForm(QWidget):
    """Shows the reasons and takes them as text: the first nine have the keys 1 to 9."""

    def __init__(self, draft: SchemeDraft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self.lines = BoxedField(tr("Reasons to reject"), tr("A reason in each line"))
        self.problem = Text(px=metrics.TEXT_CAPTION, role="danger", lines=2)
        about = Text(
            tr(
                "In review, x rejects an annotation; the digit that follows says why. Shift+Enter "
                "begins a new line. What was rejected for a reason keeps it."
            ),
            px=metrics.TEXT_SMALL,
            role="muted",
            lines=3,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.SPACE_EDGE)
        column.addWidget(about)
        column.addLayout(named(tr("Reasons, one a line"), self.lines))
        column.addWidget(self.problem)
        column.addStretch(1)
        self.lines.edited.connect(self._on_edited)
        self.lines.left.connect(self.refresh)
        draft.changed.connect(self._follow)
        draft.subject_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the reasons of the draft."""
        self.problem.setText("")
        words = "\n".join(one.name for one in self._draft.scheme.reasons)
        if self.lines.text() != words:
            self.lines.set_text(words)
        self.lines.edit.setReadOnly(self._draft.locked)

    def _follow(self) -> None:
        if not self.lines.focused():
            self.refresh()

    def _on_edited(self, words: str) -> None:
        names = [line for line in words.split("\n") if line.strip()]
        self.problem.setText(self._draft.do(lambda scheme: put_reasons(scheme, names), "reasons"))
