"""The sheet of what has been done to one annotation: who, when, the old and the new values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, look, metrics, paint_text, reading_painter, sans
from annotator.ui.panels.dates import short_moment
from annotator.ui.panels.form.shown import shown
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.text import Text

if TYPE_CHECKING:
    from annotator.app.timeline import Changed, Version

_WIDTH = 560
_MOST = 420
_LEAST_BELOW = 280
_NAMES = {
    "label": "Label",
    "words": "Words",
    "note": "Note",
    "certainty": "Certainty",
}
_ACTS = {
    "made": "Made",
    "changed": "Changed",
    "removed": "Removed",
    "brought back": "Brought back",
}


class AnnotationHistory(Sheet):
    """Lists the versions, the newest first."""

    def __init__(self, window: QWidget, quote: str, versions: Sequence[Version]) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        set_margins(column, 0, 0, metrics.SPACE_GROUPS, 0, within=window)
        column.setSpacing(metrics.SPACE_EDGE)
        for version in reversed(versions):
            column.addWidget(_version(version))
        column.addStretch(1)
        area = scrolled(inside)
        area.setAccessibleName(tr("Versions"))
        room = max(120, window.height() - _LEAST_BELOW)
        area.setFixedHeight(min(inside.sizeHint().height() + 2, _MOST, room))
        title = tr("What has been done to “{words}”", words=quote)
        super().__init__(window, title, area, answer="", refusal=tr("Close"), width=_WIDTH)


def _version(version: Version) -> QWidget:
    part = QWidget()
    grid = QGridLayout(part)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(metrics.SPACE)
    grid.setVerticalSpacing(metrics.SPACE_INSIDE)
    grid.setColumnMinimumWidth(0, metrics.FIELD_NAME_COLUMN)
    grid.setColumnStretch(1, 1)
    act, when = tr(_ACTS.get(version.act, version.act)), short_moment(version.at)
    head = tr("{act} by {who}, {when}", act=act, who=version.who, when=when)
    if version.through:
        head = tr(
            "Made by {who}, taken in by {through}, {when}",
            who=version.who,
            through=version.through,
            when=when,
        )
    grid.addWidget(Text(head, weight=STRONG), 0, 0, 1, 2)
    for row, change in enumerate(_shown(version), 1):
        name = change.field if change.own else tr(_NAMES[change.field])
        grid.addWidget(Text(name, px=metrics.TEXT_SMALL, role="muted"), row, 0)
        grid.addWidget(_Difference(change.old, change.new), row, 1)
    return part


def _shown(version: Version) -> Iterable[Changed]:
    """Give the fields to be told: of one that was brought back, none is news."""
    return () if version.act == "brought back" else version.changes


class _Difference(QWidget):
    """The old value, struck through, and the new one."""

    def __init__(self, old: Any, new: Any) -> None:
        super().__init__()
        self._old, self._new = _words(old), _words(new)
        said = tr("{new}, before {old}", new=self._new, old=self._old) if self._old else self._new
        self.setAccessibleName(said or tr("nothing, before {old}", old=self._old))
        self.setToolTip(f"{self._old} → {self._new}" if self._old else self._new)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give the height of a line."""
        return QSize(120, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both, the old one muted."""
        del event
        painter: QPainter = reading_painter(self)
        theme = look()
        box = QRectF(self.rect())
        font = sans()
        if self._old:
            struck = sans()
            struck.setStrikeOut(True)
            half = box.adjusted(0, 0, -box.width() / 2, 0)
            used = paint_text(painter, half, self._old, struck, theme.muted)
            used += paint_text(painter, box.adjusted(used + 6, 0, 0, 0), "→", font, theme.muted)
            box = box.adjusted(used + 12, 0, 0, 0)
        paint_text(painter, box, self._new or tr("nothing"), font, theme.text)
        painter.end()


def _words(value: Any) -> str:
    return "" if value is None else " ".join(shown(value).split())
