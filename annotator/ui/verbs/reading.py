"""Looking up articles that a list knows by their numbers: very many in the background."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from annotator.ui.apart import read_apart
from annotator.ui.hub import Hub

AT_ONCE = 500
"""Articles of which something is read while one waits."""


def with_ids(
    hub: Hub, numbers: Sequence[int], then: Callable[[list[str]], object], parent: QObject
) -> None:
    """Look up the ids of articles that a list knows by their numbers, in their order.

    A few are handed over at once, very many later.
    """
    if len(numbers) > AT_ONCE:
        read_apart(hub, lambda project: project.corpus.ids(numbers), then, parent)
        return
    found = hub.run(lambda project: project.corpus.ids(numbers))
    if found is not None:
        then(found)
