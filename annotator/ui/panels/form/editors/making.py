"""Which editor a kind of attribute has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from annotator.ui.panels.form.editor import Editor, Save
from annotator.ui.panels.form.editors.choice_box import ChoiceBoxEditor
from annotator.ui.panels.form.editors.choice_tray import ChoiceTrayEditor, fits_tray
from annotator.ui.panels.form.editors.date import DateEditor
from annotator.ui.panels.form.editors.flag import FlagEditor
from annotator.ui.panels.form.editors.link import LinkEditor, Target
from annotator.ui.panels.form.editors.number import NumberEditor
from annotator.ui.panels.form.editors.place import PlaceNameEditor, PlacePointEditor
from annotator.ui.panels.form.editors.quantity import QuantityEditor
from annotator.ui.panels.form.editors.text import TextEditor

if TYPE_CHECKING:
    from annotator.model.attributes import Attribute


class Surroundings(NamedTuple):
    """What editors ask of the article around the annotation.

    Attributes:
        targets: gives what may be linked to, of some labels.
        target: gives one annotation by its id.
        follow: selects an annotation by its id.
    """

    targets: Callable[[Sequence[str]], Sequence[Target]]
    target: Callable[[str], Target | None]
    follow: Callable[[str], None]


_EDITORS: dict[str, tuple[Any, ...]] = {
    "choice": (ChoiceBoxEditor,),
    "flag": (FlagEditor,),
    "number": (NumberEditor,),
    "quantity": (QuantityEditor,),
    "text": (TextEditor,),
    "date": (DateEditor,),
    "place": (PlaceNameEditor, PlacePointEditor),
}
"""The editors of a kind, a row each."""


def editors_of(attribute: Attribute, save: Save, around: Surroundings) -> list[Editor]:
    """Make what shows and takes the values of an attribute, in the order of the rows."""
    if attribute.kind == "link":
        return [LinkEditor(attribute, save, around.targets, around.target, around.follow)]
    if attribute.kind == "choice" and fits_tray(attribute):
        return [ChoiceTrayEditor(attribute, save)]
    return [kind(attribute, save) for kind in _EDITORS[attribute.kind]]
