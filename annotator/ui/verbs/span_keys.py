"""The keys that matter while words are selected, or several annotations."""

from __future__ import annotations

from annotator.ui.editor.scene import Scene
from annotator.ui.i18n import tr


def span_keys(scene: Scene) -> list[tuple[str, str]]:
    """Give the keys, the most important last; none if there is one annotation or nothing."""
    if scene.held is not None:
        add = tr("add these words") if scene.selected else tr("add the word")
        return [("Esc", tr("let go")), ("Shift →", tr("select")), ("Ctrl Space", add)]
    if scene.spans:
        return [
            ("Esc", tr("let go")),
            ("Ctrl Space", tr("and further words")),
            ("Space", tr("choose")),
            ("1–9", tr("tag")),
        ]
    if len(scene.chosen) > 1:
        return [
            ("Esc", tr("let go")),
            ("Ctrl J", tr("join")),
            ("1–9", tr("change label")),
            ("Del", tr("remove")),
        ]
    return []
