"""What stands beside the text: the strip of the whole article, and the stripes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.ui.desk import Desk
from annotator.ui.memory import Memory
from annotator.ui.pages.tagging import TaggingPage
from annotator.ui.soon import Soon

if TYPE_CHECKING:
    from annotator.ui.editor.overview_strip import OverviewStrip
    from annotator.ui.editor.stripes import Stripes
    from annotator.ui.pages.review import ReviewPage
    from annotator.ui.review.desk import ReviewDesk

_KEEP_AFTER = 500
"""Milliseconds after the last move of the edge when its place is remembered."""


class MarginVerbs(QObject):
    """Makes them once an article was painted, and lets them lead to annotations."""

    def __init__(self, desk: Desk, page: TaggingPage, memory: Memory, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._page = page
        self._memory = memory
        self.strip: OverviewStrip | None = None
        self.stripes: Stripes | None = None
        self.in_review: Stripes | None = None
        """The stripes of the review page, once there is one."""
        self._dragged = 0
        self._keep = Soon(self._remember, self, _KEEP_AFTER)
        self._made = Soon(self._make, self)
        desk.article_changed.connect(self._on_article_changed)

    def toggle_stripes(self) -> None:
        """Show the stripes beside the text, or fold them away."""
        self._make()
        if self._keep.isActive():
            self._keep.stop()
            self._remember()
        width = -self._memory.settings.stripes
        self._memory.change(lambda settings: replace(settings, stripes=width))
        self._fit()

    def use_review(self, page: ReviewPage, review: ReviewDesk) -> None:
        """Give the page of review stripes of its own: a lane for each annotator."""
        from annotator.ui.editor.stripes import Stripes  # noqa: PLC0415 - once seen

        def people() -> list[str]:
            return [name for name in review.people() if name not in review.hidden_lanes]

        def lead(entity: bytes) -> None:
            article, mark = self._desk.article, self._desk.scene.marks.get(entity)
            if article is not None and mark is not None:
                page.lead_to_place(article.id, mark.start, mark.end)

        made = self.in_review = Stripes(page.view, people, review.name_of)
        made.chosen.connect(lead)
        made.resized.connect(self._on_resized)
        for signal in (review.lanes_changed, review.names_changed):
            signal.connect(made.update)
        self._fit()

    def _on_article_changed(self) -> None:
        if self.strip is None:
            self._made.start()
        else:
            self.strip.refresh()

    def _make(self) -> None:
        if self.strip is not None:
            return
        from annotator.ui.editor.overview_strip import OverviewStrip  # noqa: PLC0415 - once seen

        desk, view = self._desk, self._page.view
        self.strip = OverviewStrip(view)
        view.scroll_bar.raise_()
        self.strip.chosen.connect(self._lead)
        for signal in (desk.mark_changed, desk.marks_reset, desk.lanes_changed):
            signal.connect(self.strip.refresh)
        for signal in (desk.labels_changed, desk.filter_changed):
            signal.connect(self.strip.refresh)
        desk.selected_changed.connect(self.strip.show_selected)
        self._fit()

    def _fit(self) -> None:
        """Give the stripes the width that is remembered; they are made when there is one."""
        width = max(0, self._memory.settings.stripes)
        if width and self.stripes is None:
            from annotator.ui.editor.stripes import Stripes  # noqa: PLC0415 - once seen

            self.stripes = Stripes(self._page.view)
            self.stripes.chosen.connect(self._lead)
            self.stripes.resized.connect(self._on_resized)
        for stripes in (self.stripes, self.in_review):
            if stripes is not None:
                stripes.set_wanted(width)

    def _lead(self, entity: bytes) -> None:
        self._desk.set_active(entity, reveal=True)
        self._page.view.setFocus()

    def _on_resized(self, width: int) -> None:
        for stripes in (self.stripes, self.in_review):
            if stripes is not None:
                stripes.set_wanted(width)
        # Remembered once the hand rests: folded by a drag, they come back as they were before it.
        self._dragged = width
        self._keep.start()

    def _remember(self) -> None:
        width = self._dragged
        self._memory.change(lambda it: replace(it, stripes=width or -abs(it.stripes)))
