"""What every annotation has besides the attributes of its label: a note, and how sure one is."""

from __future__ import annotations

from annotator.model.attributes import ChoiceAttribute, TextAttribute
from annotator.problems import AttributeProblem
from annotator.ui.i18n import tr
from annotator.ui.panels.form.editor import Save
from annotator.ui.panels.form.editors.choice_tray import ChoiceTrayEditor
from annotator.ui.panels.form.editors.text import TextEditor
from annotator.ui.panels.form.subject import Shown

NOTE = "note"
CERTAINTY = "certainty"
_LONGEST_NOTE = 100_000


class NoteEditor(TextEditor):
    """Takes free words."""

    def __init__(self, save: Save) -> None:
        asked = TextAttribute(kind="text", key=NOTE, name=tr("Note"))
        super().__init__(asked, save)

    def read(self, text: str) -> Shown:
        """Take the words as they are, however many."""
        if len(text) > _LONGEST_NOTE:
            raise AttributeProblem(tr("too long: {n} characters", n=f"{len(text):,}"))
        return text


class CertaintyEditor(ChoiceTrayEditor):
    """Takes whether one is sure of the annotation."""

    def __init__(self, save: Save) -> None:
        asked = ChoiceAttribute.model_validate(
            {
                "kind": "choice",
                "key": CERTAINTY,
                "name": tr("Certainty"),
                "choices": [
                    {"key": "sure", "name": tr("sure")},
                    {"key": "unsure", "name": tr("unsure")},
                ],
            }
        )
        super().__init__(asked, save, none=False)
