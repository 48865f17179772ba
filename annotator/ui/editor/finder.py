"""Looks for words or a pattern in a text: in a long one in the background."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from annotator.text.finding import find_all
from annotator.ui.jobs import Latest

Spans = list[tuple[int, int]]
_AT_ONCE = 200_000
"""Code points up to which a text is looked through at once: some milliseconds."""


class Wanted(NamedTuple):
    """What is looked for, and how."""

    words: str
    match_case: bool = False
    whole_words: bool = False
    pattern: bool = False
    """Whether the words are a regular expression, which may take for ever."""


class Finder(QObject):
    """Finds one thing at a time.

    Signals:
        found(spans): what was looked for last stands there (code points).
        failed(problem): it cannot be looked for (a `UserProblem`).
    """

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._search = Latest(self)

    @property
    def busy(self) -> bool:
        """Tell whether it is still looking."""
        return self._search.busy

    def look(self, text: str, wanted: Wanted) -> None:
        """Look for something; what was being looked for is given up."""
        self.stop()
        if not wanted.words:
            self.found.emit([])
        elif not wanted.pattern and len(text) <= _AT_ONCE:
            self.found.emit(_find(text, wanted, _silent))
        else:
            self._search.start(partial(_find, text, wanted), self.found.emit, self.failed.emit)

    def stop(self) -> None:
        """Give up what is being looked for."""
        self._search.stop()


def _find(text: str, wanted: Wanted, report: Callable[[int], None]) -> Spans:
    report(0)
    if not wanted.pattern:
        return find_all(
            text, wanted.words, match_case=wanted.match_case, whole_words=wanted.whole_words
        )
    from annotator.text.finding_patterns import find_pattern  # noqa: PLC0415 - seldom wanted

    return find_pattern(
        text, wanted.words, match_case=wanted.match_case, whole_words=wanted.whole_words
    )


def _silent(_count: int) -> None:
    """Show no progress."""
