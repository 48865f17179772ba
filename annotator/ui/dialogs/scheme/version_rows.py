"""Versions of the scheme, and what was different in one, as rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from annotator.ui.i18n import tr
from annotator.ui.look import (
    RIGHT,
    STRONG,
    label_colours,
    look,
    metrics,
    paint_icon,
    paint_mark,
    paint_text,
    sans,
    text_width,
)
from annotator.ui.models.row_list import ROW
from annotator.ui.panels.dates import short_moment
from annotator.ui.widgets.avatar import paint_avatar
from annotator.ui.widgets.row_delegate import Index, RowDelegateBase

if TYPE_CHECKING:
    from annotator.app.scheming.differing import SchemeChange
    from annotator.app.scheming.scheming import SchemeVersion
    from annotator.model.scheme import Label

_VERSION = 52
_EDGE = 20
_GAP = 8
_SIGNS = {"came": ("plus", "ok"), "went": ("minus", "danger"), "changed": ("pencil", "muted")}


def title_of(version: SchemeVersion) -> str:
    """Name a version; one that undo brought back says so."""
    if version.back:
        return tr("Back to version {n}", n=version.version)
    return tr("Version {n}", n=version.version)


def counted(version: SchemeVersion) -> str:
    """Say how much was different in a version; of the first one nothing."""
    count = len(version.changes)
    if count == 1:
        return tr("1 change")
    return tr("{n} changes", n=f"{count:,}") if count else ""


def said_of_version(version: SchemeVersion) -> str:
    """Say all of a version in one line."""
    parts = (title_of(version), version.annotator, short_moment(version.at), counted(version))
    return ", ".join(one for one in parts if one)


class VersionDelegate(RowDelegateBase):
    """A version: who saved it, its number, when, and how much was different."""

    row_height = _VERSION
    raised = flush = True

    def __init__(self, monograms: Mapping[str, str], own: str) -> None:
        super().__init__()
        self._monograms = monograms
        self._own = own

    def paint_row(
        self, painter: QPainter, rect: QRectF, _option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint a version."""
        version: SchemeVersion = index.data(ROW)
        theme = look()
        side = metrics.AVATAR_SMALL
        circle = QRectF(rect.left() + _EDGE, rect.center().y() - side / 2, side, side)
        who = version.annotator
        fill = theme.accent if who == self._own else theme.muted
        paint_avatar(painter, circle, self._monograms.get(who, who[:2].upper()), fill)
        left = circle.right() + _GAP
        room = rect.right() - _EDGE - left
        small = sans(metrics.TEXT_CAPTION)
        count = counted(version)
        width = text_width(count, small) + 1 if count else 0.0
        upper = QRectF(left, rect.top() + 6, room, 20)
        paint_text(painter, upper, count, small, theme.text, RIGHT)
        upper.setWidth(room - width - _GAP)
        paint_text(painter, upper, title_of(version), sans(weight=STRONG), theme.text)
        lower = QRectF(left, rect.top() + 27, room, 16)
        words = f"{who} · {short_moment(version.at)}"
        paint_text(painter, lower, words, small, theme.text)


def said_of_change(change: SchemeChange) -> str:
    """Say a change, with its sign in a word."""
    sign = {"came": tr("new"), "went": tr("gone"), "changed": tr("changed")}[change.sign]
    return f"{sign}: {change.text}"


class ChangeDelegate(RowDelegateBase):
    """A change: its sign, the mark of its label, the sentence."""

    raised = flush = True

    def __init__(self) -> None:
        super().__init__()
        self.labels: Mapping[str, Label] = {}

    def paint_row(
        self, painter: QPainter, rect: QRectF, _option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint a change."""
        change: SchemeChange = index.data(ROW)
        theme = look()
        icon, role = _SIGNS[change.sign]
        side = metrics.ICON_SMALL
        x, middle = rect.left() + _EDGE - 4, rect.center().y()
        sign = QRectF(x, middle - side / 2, side, side)
        paint_icon(painter, icon, sign, theme.colour(role))
        x = sign.right() + _GAP
        label = self.labels.get(change.key) if change.about == "label" else None
        if label is not None:
            y = middle - metrics.MARK_HEIGHT / 2
            paint_mark(painter, x, y, label_colours(label.colour).line, label.pattern)
        x += metrics.MARK_WIDTH + _GAP
        words = QRectF(x, rect.top(), rect.right() - _EDGE - x, rect.height())
        paint_text(painter, words, change.text, sans(), theme.text)
