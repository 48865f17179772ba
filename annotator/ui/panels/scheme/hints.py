"""The keys that matter where the hands are on the scheme's page."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from annotator.ui.i18n import tr
from annotator.ui.panels.scheme.label_form import LabelForm

Hints = list[tuple[str, str]]


def scheme_hints(form: LabelForm, column: QWidget) -> Hints:
    """Give the keys for the status bar, the most important last; ``column`` is left by Esc."""
    focus = QApplication.focusWidget()
    save = ("Ctrl S", tr("save version"))
    if focus is None or not column.isAncestorOf(focus):
        return [
            ("Esc", tr("back to the text")),
            ("Alt ↑|Alt ↓", tr("move")),
            ("Enter", tr("change")),
            ("Del", tr("retire")),
            save,
        ]
    back = ("Esc", tr("back to the list"))
    if focus is form.attributes.view:
        return [
            back,
            ("Alt ↑|Alt ↓", tr("move")),
            ("Del", tr("take out")),
            ("Space", tr("require")),
            ("Enter", tr("change")),
            save,
        ]
    if form.tag.has_at(focus) or form.leave.has_at(focus):
        return [back, ("Del", tr("take out")), ("Enter", tr("change")), save]
    return [back, ("Tab", tr("next field")), save]
