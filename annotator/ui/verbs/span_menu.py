"""Rows of the text's menu about which words an annotation is on, and about several at once."""

from __future__ import annotations

from annotator.model.mark import Mark
from annotator.text.shortening import shortened
from annotator.text.words import word_at
from annotator.ui.desk import Desk
from annotator.ui.editor.selecting import Span, fragment_at
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.verbs.spans import NAMED, SpanVerbs, split_place
from annotator.ui.widgets.menu import Menu


class SpanMenu:
    """Adds rows to menus; what they do is done by `SpanVerbs`."""

    def __init__(self, hub: Hub, desk: Desk, verbs: SpanVerbs) -> None:
        self._hub = hub
        self._desk = desk
        self._verbs = verbs

    def add_mark_rows(self, menu: Menu, mark: Mark, position: int | None) -> None:
        """Offer to split one's own annotation at a place, to join it, to take a fragment out."""
        scene = self._desk.scene
        text, verbs = scene.display.text, self._verbs
        if position is not None:
            word = word_at(text, position)
            if word is not None and split_place(text, mark, word[0]) == word[0]:
                words = shortened(text[slice(*word)], NAMED)
                row = menu.add_row(tr("Split before “{words}”", words=words), icon="differs")
                row.triggered.connect(lambda: verbs.split_at(mark, word[0]))
            at = fragment_at(mark.pieces, position)
            if at is not None and len(mark.pieces) > 1:
                words = shortened(text[slice(*mark.pieces[at])], NAMED)
                row = menu.add_row(
                    tr("Take “{words}” out", words=words), icon="minus", keys="Ctrl Del"
                )
                row.triggered.connect(lambda: verbs.take_out_of(mark, position))
        following = verbs.next_alike(mark)
        if following is not None:
            words = shortened(text[slice(*following.pieces[0])], NAMED)
            row = menu.add_row(tr("Join with “{words}”", words=words), icon="merge")
            row.triggered.connect(lambda: verbs.join_all([mark, following]))

    def add_word_rows(self, menu: Menu, span: Span, active: Mark | None) -> None:
        """Offer to add words to the annotation that was selected when the menu was asked for."""
        scene = self._desk.scene
        if active is None or active.annotator != scene.annotator:
            return
        if any(start <= span[0] and span[1] <= end for start, end in active.pieces):
            return
        words = shortened(scene.display.text[slice(*active.pieces[0])], NAMED)
        label = scene.look_of(active.label).name
        row = menu.add_row(
            tr("Add to {label} “{words}”", label=label, words=words), icon="plus", keys="Ctrl Space"
        )
        row.triggered.connect(lambda: self._verbs.add_words_to(active.entity, [span]))

    def fill_for_several(self, menu: Menu) -> None:
        """Offer what can be done with all annotations that are selected."""
        project, verbs = self._hub.project, self._verbs
        assert project is not None
        count = len(self._desk.selected)
        for label in project.labels:
            if not label.retired:
                row = menu.add_row(
                    tr("Change {n} to {label}", n=count, label=label.name),
                    mark=(label.colour, label.pattern),
                    keys=label.shortcut,
                )
                row.triggered.connect(lambda _=False, key=label.key: verbs.relabel_selected(key))
        menu.addSeparator()
        row = menu.add_row(tr("Join {n}", n=count), icon="merge", keys="Ctrl J")
        row.triggered.connect(verbs.join)
        row = menu.add_row(
            tr("Remove {n} annotations", n=count), icon="trash", keys="Del", danger=True
        )
        row.triggered.connect(verbs.remove_selected)
