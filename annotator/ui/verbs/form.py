"""What the form asks for: opening it, saving what was typed, menus for the selected annotations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QWidget

from annotator.model.mark import Mark
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.pages.tagging import TaggingPage
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from annotator.app.project import Project
    from annotator.ui.panels.form.change import Change


class FormVerbs(QObject):
    """Joins the form to the project and the text.

    Args:
        relabel: puts another label (its key) on one annotation, and says what went with the old.
    """

    def __init__(
        self,
        hub: Hub,
        desk: Desk,
        page: TaggingPage,
        messages: MessageBar,
        window: QWidget,
        *,
        relabel: Callable[[Mark, str], None],
    ) -> None:
        super().__init__(window)
        self._hub = hub
        self._desk = desk
        self._page = page
        self._messages = messages
        self._window = window
        self._relabel_one = relabel
        form = page.form
        form.save = self.save
        form.left.connect(self.leave)
        form.lost.connect(messages.show_problem)
        form.label_wanted.connect(self.offer_labels)
        page.view.form_wanted.connect(lambda _: self.open_form())

    def open_form(self) -> None:
        """Give the keyboard to the first field of the form."""
        page = self._page
        if self._desk.active is None:
            return
        if page.panel.isHidden():
            page.columns.toggle_right()
        page.panel.show_form()
        page.form.enter()

    def leave(self) -> None:
        """Go back to the text."""
        self._page.columns.put_away()
        self._page.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self, change: Change) -> bool:
        """Save what was typed, as one operation; tell whether that was possible."""

        def edit(project: Project) -> bool:
            (one,) = change.ids
            held = project.annotating.get(one)
            values = {**held.attributes, **change.attributes}
            project.annotating.update(
                one, attributes=values, note=change.note, certainty=change.certainty
            )
            return True

        return bool(self._hub.run(edit))

    def offer_labels(self, button: QWidget) -> None:
        """Open a menu of the labels that the selected annotations may get."""
        project, subject = self._hub.project, self._page.form.subject
        if project is None or subject is None or subject.locked:
            return
        menu = Menu(tr("Label"), self._window)
        for label in project.labels:
            if label.retired:
                continue
            row = menu.add_row(label.name, mark=(label.colour, label.pattern), keys=label.shortcut)
            row.setEnabled(subject.labels != (label.key,))
            row.triggered.connect(lambda _=False, key=label.key: self._relabel(key))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_at(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _relabel(self, label: str) -> None:
        mark = self._desk.active
        if mark is not None:
            self._relabel_one(mark, label)
