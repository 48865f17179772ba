"""The values of a proposal that is being edited in review, and its label."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QSize
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from annotator.problems import UnknownNameError
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, metrics
from annotator.ui.review.desk import ReviewDesk
from annotator.ui.verbs.reviewing import ReviewVerbs
from annotator.ui.widgets.follow_focus import FollowFocus
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.text import Text

if TYPE_CHECKING:
    from annotator.model.scheme import Label
    from annotator.ui.pages.review import ReviewPage
    from annotator.ui.panels.form.grid import EditorGrid
    from annotator.ui.panels.form.subject import Shown

_WIDTH = 376
_HIGHEST = 440
_BELOW = 56
"""Pixels from the top of the panel to the values: its head stays in view."""


class ReviewValues(QObject):
    """Opens the fields of a proposal's label.

    What is typed belongs to the draft, and is no data until that is taken. Links stay as they were
    proposed.
    """

    def __init__(self, hub: Hub, review: ReviewDesk, verbs: ReviewVerbs, window: QWidget) -> None:
        super().__init__(window)
        self._hub = hub
        self._review = review
        self._verbs = verbs
        self._window = window
        self._popover: Popover | None = None
        self._values: dict[str, Shown] = {}
        verbs.page_made.connect(self._connect)

    def _connect(self, page: ReviewPage) -> None:
        page.view.edit_label.connect(self._on_digit)
        page.card.label_wanted.connect(self.choose_label)
        page.card.values_wanted.connect(self.edit_values)

    def why_not(self) -> str:
        """Say why there are no values to change; “” if there are."""
        return "" if self._review.draft is not None else tr("no proposal is being edited")

    def choose_label(self, button: QWidget) -> None:
        """Offer all labels for the proposal that is edited: not each has a digit."""
        project, draft = self._hub.project, self._review.draft
        if project is None or draft is None:
            return
        menu = Menu(tr("Label"), self._window)
        for label in project.labels:
            if not label.retired:
                mark = (label.colour, label.pattern)
                row = menu.add_row(label.name, mark=mark, keys=label.shortcut)
                row.setCheckable(True)
                row.setChecked(label.key == draft.label)
                row.triggered.connect(partial(self._give_label, label.key))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(button)

    def _on_digit(self, digit: str) -> None:
        labels = [] if self._hub.project is None else self._hub.project.labels
        for label in labels:
            if label.shortcut == digit and not label.retired:
                self._give_label(label.key)

    def _give_label(self, key: str, _checked: bool = False) -> None:
        """Give what is edited another label; of the values typed those stay that it has as well."""
        project, draft = self._hub.project, self._review.draft
        if project is None or draft is None:
            return
        values = draft.attributes
        if values is not None:
            values = _surviving(project.scheme.label(key), values)
        self._review.set_draft(draft._replace(label=key, attributes=values))
        self._verbs.page.view.begin_edit(draft.fragments, key)
        self._verbs.page.text().setFocus()

    def edit_values(self) -> None:
        """Open the fields beside the card."""
        label = self._label()
        one = self._review.current
        draft = self._review.draft
        if label is None or one is None or draft is None or self._popover is not None:
            return
        entry = one.consensus or one.unit.proposal
        if draft.attributes is not None:
            self._values = dict(draft.attributes)
        elif label.key == entry.label:
            self._values = dict(entry.attributes)
        else:
            self._values = dict(_surviving(label, entry.attributes))
        grid = self._grid(label)
        content = QWidget()
        content.setFixedWidth(_WIDTH)
        column = QVBoxLayout(content)
        column.setContentsMargins(*[metrics.SPACE_EDGE] * 4)
        column.setSpacing(metrics.SPACE)
        column.addWidget(Text(tr("Values of the {label}", label=label.name), weight=STRONG))
        area: QScrollArea = scrolled(grid)
        FollowFocus(area)
        area.setFixedHeight(min(_HIGHEST, grid.sizeHint().height() + metrics.SPACE))
        column.addWidget(area)
        told = tr("They are taken with the proposal, by Enter in the text.")
        column.addWidget(Text(told, px=metrics.TEXT_CAPTION, role="muted", lines=2))
        popover = self._popover = Popover(content, self._window, tr("Values"))
        popover.closed.connect(lambda: self._on_closed(popover, grid))
        grid.ended.connect(popover.hide)
        grid.escaped.connect(popover.hide)
        panel = self._verbs.page.panel
        corner = panel.mapTo(self._window, QPoint(0, 0))
        anchor = QRect(corner, QSize(panel.width(), _BELOW))
        first = grid.first()
        popover.open_at(anchor, align="right", focus=first.stop() if first is not None else None)
        if first is not None:
            first.enter()

    def _label(self) -> Label | None:
        project, draft = self._hub.project, self._review.draft
        if project is None or draft is None:
            return None
        try:
            return project.scheme.label(draft.label)
        except UnknownNameError:
            return None

    def _grid(self, label: Label) -> EditorGrid:
        from annotator.ui.panels.form.editors.making import (  # noqa: PLC0415 - seldom seen
            Surroundings,
            editors_of,
        )
        from annotator.ui.panels.form.grid import EditorGrid  # noqa: PLC0415

        around = Surroundings(lambda _: (), lambda _: None, lambda _: None)
        grid = EditorGrid()
        for attribute in label.attributes:
            if attribute.kind == "link":
                continue
            for number, editor in enumerate(editors_of(attribute, self._keep, around)):
                name = "" if number else attribute.name
                grid.add(editor, name, required=attribute.required)
                editor.show_value(self._values.get(attribute.key))
        return grid

    def _keep(self, key: str, value: Shown) -> bool:
        """Put a value into the draft; None takes it out."""
        draft = self._review.draft
        if draft is None:
            return False
        self._values.pop(key, None)
        if value is not None:
            self._values[key] = value
        self._review.set_draft(draft._replace(attributes=dict(self._values)))
        return True

    def _on_closed(self, popover: Popover, grid: EditorGrid) -> None:
        grid.flush()
        self._popover = None
        popover.deleteLater()


def _surviving(label: Label, values: Mapping[str, Shown]) -> Mapping[str, Shown]:
    from annotator.app.annotating import surviving  # noqa: PLC0415 - seldom needed

    return surviving(label, values)
