"""Boilerplate is folded into one row: greyed, never cut out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from annotator.text.zone import Zone
from annotator.ui.editor.display import DisplayText
from annotator.ui.editor.styles import Paragraphs


class Fold:
    """One stretch of boilerplate: its blocks, and whether they are hidden."""

    def __init__(self, zone: Zone, first: int, last: int, text: str) -> None:
        self.start = zone.start
        self.end = zone.end
        self.first = first
        self.last = last
        self.open = False
        inside = text[zone.start : zone.end]
        self.paragraphs = len(re.findall(r"\n\s*\S", inside)) + 1
        self.characters = len(inside)
        self.opening = " ".join(inside.split())[:40].strip()


class Folds:
    """All folds of an article."""

    def __init__(self, display: DisplayText, paragraphs: Paragraphs) -> None:
        self.all: list[Fold] = []
        self._by_block: dict[int, Fold] = {}
        for zone in paragraphs.zones:
            if zone.role == "boilerplate":
                first = display.block_at(zone.start)
                last = display.block_at(max(zone.start, zone.end - 1))
                fold = Fold(zone, first, last, display.text)
                self.all.append(fold)
                self._by_block.update(dict.fromkeys(range(first, last + 1), fold))

    def blocks(self) -> Iterable[int]:
        """Walk the blocks that lie in folds, open or not."""
        return self._by_block

    def of_block(self, block: int) -> Fold | None:
        """Give the fold that a block lies in."""
        return self._by_block.get(block)

    def hides(self, block: int) -> bool:
        """Tell whether a block is folded away."""
        fold = self._by_block.get(block)
        return fold is not None and not fold.open

    def turn(self, block: int) -> bool:
        """Open or close the fold that a block lies in; tell whether there is one."""
        fold = self._by_block.get(block)
        if fold is not None:
            fold.open = not fold.open
        return fold is not None

    def open_as(self, before: Folds) -> None:
        """Open those that begin within one that was open before the zones were changed."""
        opened = [(fold.start, fold.end) for fold in before.all if fold.open]
        for fold in self.all:
            fold.open = any(start < fold.end and fold.start < end for start, end in opened)

    def toggle(self) -> None:
        """Open all folds, or close them if all are open."""
        opening = not all(fold.open for fold in self.all)
        for fold in self.all:
            fold.open = opening
