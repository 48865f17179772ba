"""Words, in one line or several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.i18n import tr
from annotator.ui.panels.form.editor import Save
from annotator.ui.panels.form.editors.typed import TypedEditor
from annotator.ui.panels.form.subject import Shown
from annotator.ui.widgets.growing_field import GrowingField

if TYPE_CHECKING:
    from annotator.model.attributes import TextAttribute


class TextEditor(TypedEditor):
    """Takes words; Shift+Enter begins a new line."""

    def __init__(self, attribute: TextAttribute, save: Save) -> None:
        super().__init__(attribute, save, GrowingField(attribute.name, tr("Add")))

    def read(self, text: str) -> Shown:
        """Take the words as they are."""
        return self.attribute.parse(text)

    def written(self, value: Shown) -> str:
        """Give the words."""
        return str(value)
