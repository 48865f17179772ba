"""The sheet that lists the versions of the scheme, with what was different in each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from annotator.ui.dialogs.tell import tell
from annotator.ui.i18n import tr
from annotator.ui.panels.dates import short_moment

if TYPE_CHECKING:
    from annotator.app.scheming.scheming import SchemeVersion
    from annotator.ui.dialogs.sheet import Sheet


def show_versions(window: QWidget, versions: Sequence[SchemeVersion]) -> Sheet:
    """Open the sheet, the newest version first; its button copies all of it."""
    lines: list[str] = []
    for one in versions:
        lines.append(
            tr(
                "Version {n} · {when} · {who}",
                n=one.version,
                when=short_moment(one.at),
                who=one.annotator,
            )
        )
        lines += [f"    {change.text}" for change in one.changes] or [f"    {_first()}"]
        lines.append("")
    return tell(window, tr("Versions of the scheme"), lines[:-1])


def _first() -> str:
    return tr("As it began.")
