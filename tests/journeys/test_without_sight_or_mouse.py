"""Every page, panel and sheet, as a screen reader finds it, and as the Tab key walks it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from annotator.ui.editor.surface import Surface
from annotator.ui.jobs import Job
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.tab_circle import tab_stops
from tests.benchmarks.pictures.views import STANDING, VIEWS, View, take

from .conftest import Start
from .hand import Hand

_Role = QAccessible.Role
_NAMED = (
    _Role.Button, _Role.CheckBox, _Role.RadioButton, _Role.EditableText, _Role.List, _Role.ListItem,
    _Role.Cell, _Role.ComboBox, _Role.Slider, _Role.ProgressBar, _Role.Dialog, _Role.Graphic,
    _Role.MenuItem,
)  # fmt: skip
"""What means nothing unless one hears of what it is."""
_MOST_ROWS = 40
"""Rows of a list that are looked at."""
_MOST_KEYS = 300
_ONE_ROW = 6
"""Pixels by which parts of one row may stand lower than others."""
_LEAST = 24
"""Pixels that differ around what has the focus: more than a caret is."""


class Seen:
    """A view that was opened: what lies on top of the window, and where the keyboard was before."""

    def __init__(self, view: View, start: Start, folder: Path) -> None:
        project = None if view.project is None else view.project(folder)
        self.hand: Hand = start(project)
        self.hand.window.frame.resize(1440, 900)
        self.hand.wait(lambda: QApplication.focusWidget() is not None)
        self.before: QWidget | None = None
        for step in view.steps:
            if not self.sheets():
                self.before = QApplication.focusWidget()
            take(step, self.hand.window, folder)
            for _ in range(3):
                # One job may follow another, and show what it found in a later turn.
                QTest.qWait(40)
                self.hand.settle()
                self.hand.wait(self._is_at_rest)
            self.hand.settle()

    def _is_at_rest(self) -> bool:
        jobs = self.hand.window.frame.findChildren(Job)
        return all(one.objectName() == STANDING for one in jobs)

    def sheets(self) -> list[Popover]:
        """List what is open over the page."""
        found = self.hand.window.frame.findChildren(Popover)
        return [one for one in found if one.isVisible()]

    @property
    def scope(self) -> QWidget:
        """Where the keyboard may go: the sheet on top, or the whole window."""
        sheets = self.sheets()
        focus = QApplication.focusWidget()
        around = [one for one in sheets if focus is not None and one.isAncestorOf(focus)]
        return [self.hand.window.frame, *sheets, *around][-1]


@pytest.fixture(params=VIEWS, ids=lambda view: view.name)
def seen(request: pytest.FixtureRequest, start: Start, tmp_path: Path) -> Seen:
    """Open each view in turn."""
    return Seen(request.param, start, tmp_path)


def test_it_can_be_heard_walked_and_left(seen: Seen) -> None:
    assert _unheard(seen.hand) == []
    if QApplication.activePopupWidget() is not None:
        # A menu of Qt's walks by arrow keys, and closes at Esc.
        seen.hand.strike("Esc")
        return
    _is_walked(seen)
    if seen.sheets():
        _is_left(seen)


def _unheard(hand: Hand) -> list[str]:
    """List what a screen reader finds and cannot tell anybody of."""
    roots = [hand.window.frame, *hand.window.frame.findChildren(QMenu)]
    found = []
    for root in roots:
        for one in _tree(QAccessible.queryAccessibleInterface(root)):
            role, name = one.role(), one.text(QAccessible.Text.Name).strip()
            lost = one.state().focusable and role in (_Role.Client, _Role.NoRole)
            if lost or (not name and (role in _NAMED or one.state().focusable)):
                found.append(f"{type(one.object()).__name__}: {role.name} “{name}”")
    return found


def _tree(one: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Walk what can be seen of a part and all that is in it."""
    if one.state().invisible:
        return
    yield one
    count = one.childCount()
    for number in range(min(count, _MOST_ROWS) if one.role() == _Role.List else count):
        child = one.child(number)
        if child is not None:
            yield from _tree(child)


def _is_walked(seen: Seen) -> None:
    """Press Tab until it comes round: past everything there is, each to be seen when it is met."""
    frame, scope = seen.hand.window.frame, seen.scope
    focus = QApplication.focusWidget()
    assert focus is not None, "nothing has the keyboard"
    assert scope.isAncestorOf(focus), f"the keyboard is not in {scope.accessibleName()}"
    stops = tab_stops(scope)
    assert _against_reading(scope, stops) == []
    walked: list[QWidget] = []
    unseen = []
    for _ in range(_MOST_KEYS):
        if isinstance(focus, Surface):
            break
        before = frame.grab().toImage()
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        seen.hand.settle()
        focus = QApplication.focusWidget()
        assert focus is not None, f"nothing has the keyboard after {walked[-1:]}"
        if focus in walked[-1:]:
            continue  # a page of text has links
        if focus in walked:
            break
        walked.append(focus)
        if len(stops) > 1 and not isinstance(focus, Surface) and not _shows(frame, focus, before):
            unseen.append(_called(focus))
    if walked and not isinstance(focus, Surface):
        # In a text Tab walks its annotations; F6 leads on from there.
        assert [_called(one) for one in tab_stops(scope) if one not in walked] == []
    assert unseen == [], "nobody sees that they have the focus"


def _against_reading(scope: QWidget, stops: list[QWidget]) -> list[str]:
    """List where Tab goes up a column, or back along a row."""
    places = [QRect(one.mapTo(scope, QPoint(0, 0)), one.size()) for one in stops]
    found = []
    for at, (here, there) in enumerate(pairwise(places)):
        above = there.bottom() <= here.top()
        up = above and there.left() < here.right() and here.left() < there.right()
        back = abs(there.top() - here.top()) < _ONE_ROW and there.left() < here.left()
        if up or back:
            found.append(f"{_called(stops[at])} to {_called(stops[at + 1])}")
    return found


def _is_left(seen: Seen) -> None:
    """Press Esc until no sheet is open: the keyboard is where it was before."""
    for _ in range(3):
        if seen.sheets():
            focus = QApplication.focusWidget()
            assert focus is not None
            QTest.keyClick(focus, Qt.Key.Key_Escape)
            seen.hand.settle()
    assert seen.sheets() == []
    focus = QApplication.focusWidget()
    assert focus is not None
    # What opened the sheet may have turned to another page.
    assert focus is seen.before or not (seen.before and seen.before.isVisible())


def _shows(frame: QWidget, part: QWidget, before: QImage) -> bool:
    """Tell whether a part looks otherwise with the focus than it did without."""
    place = QRect(part.mapTo(frame, QPoint(0, 0)), part.size()).adjusted(-4, -4, 4, 4)
    place = place.intersected(before.rect())
    now = frame.grab().toImage().copy(place)
    was = before.copy(place)
    return (
        sum(
            now.pixel(x, y) != was.pixel(x, y)
            for y in range(now.height())
            for x in range(now.width())
        )
        >= _LEAST
    )


def _called(part: QWidget) -> str:
    name = QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
    return f"{type(part).__name__} “{name}”"
