"""The keys that matter while something beside the text has the keyboard: a list, the find bar."""

from __future__ import annotations

from annotator.ui.i18n import tr
from annotator.ui.pages.tagging import TaggingPage


def beside_keys(page: TaggingPage) -> list[tuple[str, str]]:
    """Give the keys, the most important last; none if nothing beside the text has the keyboard."""
    if keys := page.find_bar.hints():
        return keys
    if page.annotations.view.hasFocus() and len(page.view.scene.chosen) <= 1:
        return [
            ("1–9", tr("change label")),
            ("Del", tr("remove")),
            ("Shift ↓", tr("several")),
            ("↑ ↓", tr("walk")),
            ("Enter", tr("text")),
        ]
    if page.articles.view.hasFocus():
        return [("Shift ↓", tr("several")), ("↑ ↓", tr("walk")), ("Enter", tr("open"))]
    return []
