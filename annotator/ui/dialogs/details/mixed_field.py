"""A field in which several articles differ: left as it is, typed over, or emptied on purpose."""

from __future__ import annotations

from annotator.ui.dialogs.details.suggesting import SuggestingField
from annotator.ui.i18n import tr
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.telling import tell


class MixedField(SuggestingField):
    """Says “mixed” until something is typed; only its button empties it for all articles.

    An empty field leaves the articles as they are, for it is empty from the start. The button
    beside the field is pressed again to think better of it; typing does so, too.
    """

    def __init__(self, name: str, articles: int) -> None:
        super().__init__(name, tr("mixed"), ())
        self._empty_it = tr("Empty “{field}” in all {n} articles", field=name, n=f"{articles:,}")
        self._leave_it = tr("Leave “{field}” as it is", field=name)
        self._will_be = tr("will be empty in all {n} articles", n=f"{articles:,}")
        self.emptied = False
        """Whether the articles are to have no such value any more."""
        self.button = IconButton("trash", self._empty_it)
        self.button.clicked.connect(self._on_button)
        self.edit.textEdited.connect(lambda _: self._show(emptied=False))

    def _on_button(self) -> None:
        self._show(emptied=not self.emptied)
        tell(self.edit, self.edit.placeholderText())
        self.edited.emit("")

    def _show(self, *, emptied: bool) -> None:
        if emptied == self.emptied:
            return
        self.emptied = emptied
        if emptied:
            self.set_text("")
        self.edit.setPlaceholderText(self._will_be if emptied else tr("mixed"))
        self.button.set_name(self._leave_it if emptied else self._empty_it)
        self.button.set_icon("undo" if emptied else "trash")
        self.set_icon("warning" if emptied else "")
