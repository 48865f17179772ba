"""What needs the list of formats begins when they are loaded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt

from annotator.ui.soon import InTurns


def with_formats(then: Callable[[], object], parent: QObject) -> None:
    """Do something once all formats are loaded; they are loaded in turns of the event loop.

    Who asks again before that, as by a key held down, is not served twice.

    Args:
        then: what is done, once.
        parent: asks; what it asked for goes with it.
    """
    from annotator.app.formats import formats_in_parts  # noqa: PLC0415 - not before it is asked for

    if parent.findChild(InTurns, options=Qt.FindChildOption.FindDirectChildrenOnly) is None:
        InTurns(formats_in_parts(), then, parent)
