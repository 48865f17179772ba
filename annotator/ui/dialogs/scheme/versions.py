"""The sheet of the versions of the scheme: who saved each, when, and what was different."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.dialogs.scheme.version_rows import (
    ChangeDelegate,
    VersionDelegate,
    said_of_change,
    said_of_version,
)
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, look, metrics, paint_box, smooth_painter
from annotator.ui.models.row_list import RowList
from annotator.ui.panels.scheme.words_changed import WordsChanged
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.text import Text

if TYPE_CHECKING:
    from annotator.app.scheming.differing import SchemeChange
    from annotator.app.scheming.scheming import SchemeVersion

_WIDTH = 880
_LIST = 248
_HIGHEST = 480
_LEAST = 208
_ABOVE_AND_BELOW = 270
"""Pixels of the window that are not for the lists."""
_DETAIL = 176
_LINES = 40
"""Of a sentence: it is scrolled, and never shortened unless it is absurd."""


class Saved(NamedTuple):
    """The versions, the newest first; the letters of people's circles, and who works."""

    versions: Sequence[SchemeVersion]
    monograms: Mapping[str, str]
    own: str


class VersionsSheet(Sheet):
    """Lists versions at the left, and what was different in the chosen one beside them.

    Args:
        window: over which it opens.
        title: what is listed.
        saved: the versions.
        at: the number of the change of the first of them that is looked at first.

    Signals:
        before_wanted(label, at): list what was tagged with a label before a moment.
    """

    before_wanted = Signal(str, str)

    def __init__(self, window: QWidget, title: str, saved: Saved, at: int = 0) -> None:
        self._versions = saved.versions
        self.versions = RowView(tr("Versions of the scheme"))
        self._model: RowList[SchemeVersion] = RowList(said_of_version)
        _furnish(self.versions, self._model, VersionDelegate(saved.monograms, saved.own))
        self._model.show_rows(saved.versions)
        self.changes = RowView(tr("What was different"))
        self._changes: RowList[SchemeChange] = RowList(said_of_change)
        self._delegate = ChangeDelegate()
        _furnish(self.changes, self._changes, self._delegate)
        self.began = Text(role="muted", lines=2, align=Qt.AlignmentFlag.AlignCenter)
        self.sentence = Text(weight=STRONG, lines=_LINES)
        self.words = WordsChanged()
        self.rewritten = Text(px=metrics.TEXT_CAPTION, role="muted")
        self.before = PushButton(tr("Show what was tagged before"), "link")
        height = min(_HIGHEST, max(_LEAST, window.height() - _ABOVE_AND_BELOW))
        super().__init__(
            window,
            title,
            self._body(height),
            answer=tr("Copy"),
            refusal=tr("Close"),
            width=_WIDTH,
        )
        self.versions.selectionModel().currentChanged.connect(self._show_version)
        self.changes.selectionModel().currentChanged.connect(self._show_change)
        self.versions.activated.connect(self._enter)
        self.changes.activated.connect(self._list_before)
        self.before.clicked.connect(self._list_before)
        self.accepted.connect(lambda: QGuiApplication.clipboard().setText(self.text()))
        self.versions.setCurrentIndex(self._model.index(0))
        if at:
            self.changes.setCurrentIndex(self._changes.index(at))

    def text(self) -> str:
        """Give all versions in plain words, as the button copies them."""
        blocks = []
        for one in self._versions:
            lines = [said_of_version(one)]
            for change in one.changes:
                lines.append(f"    {change.text}")
                lines += [f"        − {words}" for words in change.was.split("\n") if words]
                lines += [f"        + {words}" for words in change.now.split("\n") if words]
            blocks.append("\n".join(lines))
        return "\n\n".join(blocks)

    def _body(self, height: int) -> QWidget:
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics.SPACE_EDGE)
        self.versions.setFixedWidth(_LIST)
        row.addWidget(self.versions)
        inside = QWidget()
        words = QVBoxLayout(inside)
        set_margins(words, 0, 0, metrics.SPACE, 0, within=inside)
        words.setSpacing(metrics.SPACE)
        words.addWidget(self.sentence)
        words.addWidget(self.words)
        words.addStretch(1)
        area = scrolled(inside)
        foot = QHBoxLayout()
        foot.addWidget(self.rewritten, 1)
        foot.addWidget(self.before)
        self._detail = _Detail()
        self._detail.setFixedHeight(min(_DETAIL, height // 2))
        detail = QVBoxLayout(self._detail)
        edge = metrics.SPACE_GROUPS
        detail.setContentsMargins(edge, edge, edge, metrics.SPACE)
        detail.addWidget(area, 1)
        detail.addLayout(foot)
        side = QVBoxLayout()
        side.setSpacing(metrics.SPACE)
        side.addWidget(self.changes, 1)
        side.addWidget(self.began, 1)
        side.addWidget(self._detail)
        row.addLayout(side, 1)
        body.setFixedHeight(height)
        return body

    def _version(self) -> SchemeVersion | None:
        at = self.versions.currentIndex().row()
        return self._versions[at] if 0 <= at < len(self._versions) else None

    def _change(self) -> SchemeChange | None:
        at = self.changes.currentIndex().row()
        return self._changes.rows[at] if 0 <= at < len(self._changes.rows) else None

    def _show_version(self) -> None:
        version = self._version()
        if version is None:
            return
        self._delegate.labels = version.labels
        self._changes.show_rows(version.changes)
        there = bool(version.changes)
        for part in (self.changes, self._detail):
            part.setVisible(there)
        self.began.setVisible(not there)
        self.began.setText(tr("The scheme as it began."))
        count = version.rewritten
        self.rewritten.setText(
            tr("One annotation was written anew with this version")
            if count == 1
            else tr("{n} annotations were written anew with this version", n=f"{count:,}")
            if count
            else ""
        )
        if there:
            self.changes.setCurrentIndex(self._changes.index(0))
        self._show_change()

    def _show_change(self) -> None:
        change = self._change()
        if change is not None:
            self.sentence.setText(change.text)
            self.words.show_words(change.was, change.now)
        self.before.setVisible(change is not None and change.about == "label" and bool(change.key))

    def _enter(self) -> None:
        """Lead from the versions to what was different."""
        if self._changes.rows:
            self.changes.setFocus(Qt.FocusReason.TabFocusReason)

    def _list_before(self) -> None:
        version, change = self._version(), self._change()
        if version is not None and change is not None and not self.before.isHidden():
            self.close()
            self.before_wanted.emit(change.key, version.at)


class _Detail(QWidget):
    """The ground of what was different in one change."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box."""
        painter = smooth_painter(self)
        theme = look()
        rect = QRectF(self.rect())
        paint_box(painter, rect, metrics.RADIUS_LABEL, fill=theme.zone, border=theme.line)
        painter.end()


def _furnish(
    view: RowView,
    model: RowList[SchemeVersion] | RowList[SchemeChange],
    delegate: VersionDelegate | ChangeDelegate,
) -> None:
    model.setParent(view)
    delegate.setParent(view)
    view.setModel(model)
    view.setItemDelegate(delegate)
