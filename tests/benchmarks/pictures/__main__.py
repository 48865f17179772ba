"""A contact sheet: every page, panel and sheet of the window, so that a change of look is seen.

    .venv/bin/python -m tests.benchmarks.pictures            # all sheets, into ../looks
    .venv/bin/python -m tests.benchmarks.pictures dark       # one of them
    .venv/bin/python -m tests.benchmarks.pictures dark OUT   # its pictures whole, into a folder

Each sheet is one way to see the window: light, dark, strong contrast, small, everything at 200 %.
What cannot be read in one of them is told: words that are too pale or cut, buttons too small for
theirs, lists that scroll sideways.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from annotator.app.settings import Settings
from annotator.ui.application import application
from annotator.ui.frame import Frame
from annotator.ui.jobs import Job
from annotator.ui.look import current, sans
from annotator.ui.memory import Memory
from annotator.ui.soon import InTurns
from annotator.ui.widgets.popover import Popover
from annotator.ui.window import Window
from tests.benchmarks.pictures.legible import faults
from tests.benchmarks.pictures.views import STANDING, VIEWS, take

OUT = Path(__file__).parents[1] / "looks"
_THUMB = 432
_COLUMNS = 4
_GAP = 16
_CAPTION = 24
_QUALITY = 76
_QUIET = 0.3
"""Seconds in which nothing works any more."""
_TURN = 0.02
"""Seconds that a turn of the event loop takes in which nothing is done."""


class Way(NamedTuple):
    """One way to see the window.

    Its theme, its size, in per cent how large everything is, and whether one reads from the right.
    """

    theme: str
    size: tuple[int, int] = (1440, 900)
    scale: int = 100
    leftwards: bool = False


WAYS = {
    "light": Way("light"),
    "dark": Way("dark"),
    "light-contrast": Way("light-contrast"),
    "dark-contrast": Way("dark-contrast"),
    "small": Way("light", (900, 600)),
    "smallest": Way("dark", (720, 480)),
    "large": Way("light", (960, 600), 150),
    "double": Way("dark", (720, 450), 200),
    "leftwards": Way("light", leftwards=True),
}


class Seen(NamedTuple):
    """One picture with what it shows, and what cannot be read in it."""

    name: str
    picture: QImage
    faults: list[str]


def main(names: list[str]) -> None:
    """Take the pictures of the ways that are named, or of all; a folder takes them whole."""
    if any(name.startswith("-") for name in names):
        sys.stdout.write(__doc__ or "")
        return
    folders = [name for name in names if name not in WAYS]
    ways = [name for name in names if name in WAYS] or list(WAYS)
    if len(ways) > 1:
        # Each in a program of its own: how large everything is cannot be changed in a running one.
        for name in ways:
            command = [sys.executable, "-m", "tests.benchmarks.pictures", name, *folders]
            subprocess.run(command, check=True)
        return
    (name,) = ways
    app = application(WAYS[name].scale)
    app.setQuitOnLastWindowClosed(False)
    if WAYS[name].leftwards:
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    with tempfile.TemporaryDirectory() as home:
        os.environ["ANNOTATOR_HOME"] = home
        seen = list(_pictures(WAYS[name]))
    for one in seen:
        for fault in one.faults:
            sys.stdout.write(f"{name}, {one.name}: {fault}\n")
    for folder in map(Path, folders):
        folder.mkdir(exist_ok=True)
        for one in seen:
            one.picture.save(str(folder / f"{name} {one.name}.png"))
    if not folders:
        sheet = _sheet(seen)
        OUT.mkdir(exist_ok=True)
        sheet.save(str(OUT / f"{name}.jpg"), quality=_QUALITY)
        sys.stdout.write(f"{name}: {len(seen)} pictures, {sheet.width()} × {sheet.height()}\n")


def _pictures(way: Way) -> Iterator[Seen]:
    """Walk through the window, a fresh one for each view, so that none leaves a trace."""
    from annotator.ui.dressing import dress  # noqa: PLC0415 - once there is an application

    settings = Settings(theme=way.theme, annotator="Amara")
    dress(settings)
    current().set_reduced_motion(True)
    for view in VIEWS:
        memory = Memory()
        memory.settings = settings
        frame = Frame(settings, working=bool(view.project))
        frame.resize(*way.size)
        window = Window(frame, memory)
        with tempfile.TemporaryDirectory() as folder:
            if view.project is not None:
                window.verbs.opening.open_path(view.project(Path(folder)), who="Amara")
            window.show()
            frame.show()
            _rest(frame)
            for step in view.steps:
                take(step, window, Path(folder))
                _rest(frame)
            found = dict.fromkeys(faults(_on_top(frame)))
            yield Seen(view.name, _picture(frame), list(found))
            if (menu := QApplication.activePopupWidget()) is not None:
                menu.close()
            frame.close()
            frame.deleteLater()
            _rest(None)


def _picture(frame: QWidget) -> QImage:
    """Give what the window shows, with the menu that is open over it."""
    picture = frame.grab()
    if (menu := QApplication.activePopupWidget()) is not None:
        painter = QPainter(picture)
        painter.drawPixmap(frame.mapFromGlobal(menu.pos()), menu.grab())
        painter.end()
    return picture.toImage()


def _on_top(frame: QWidget) -> QWidget:
    """Give what is not dimmed: the menu or the sheet that lies over the rest, or the window."""
    sheets = [one for one in frame.findChildren(Popover) if one.isVisible()]
    return QApplication.activePopupWidget() or [frame, *sheets][-1]


def _rest(frame: QWidget | None) -> None:
    """Let the window come to rest: until nothing works in the background, and a moment more."""
    quiet = 0.0
    last = time.monotonic()
    while quiet < _QUIET:
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        time.sleep(0.01)
        now = time.monotonic()
        kinds: tuple[type[QObject], ...] = (Job, InTurns)
        working = [one for kind in kinds for one in frame.findChildren(kind)] if frame else []
        busy = any(one.objectName() != STANDING for one in working)
        # A turn of the loop in which something was done for long is no quiet one.
        quiet = 0.0 if busy else quiet + min(now - last, _TURN)
        last = now


def _sheet(seen: list[Seen]) -> QImage:
    """Put pictures side by side, each with its name below."""
    first = seen[0].picture
    height = round(_THUMB * first.height() / first.width())
    rows = math.ceil(len(seen) / _COLUMNS)
    size = QSize(_GAP + _COLUMNS * (_THUMB + _GAP), _GAP + rows * (height + _CAPTION + _GAP))
    sheet = QImage(size, QImage.Format.Format_RGB32)
    sheet.fill(QColor("#8A909C"))
    painter = QPainter(sheet)
    painter.setFont(sans())
    painter.setPen(QColor("#FFFFFF"))
    for number, (name, picture, _) in enumerate(seen):
        row, column = divmod(number, _COLUMNS)
        x = _GAP + column * (_THUMB + _GAP)
        y = _GAP + row * (height + _CAPTION + _GAP)
        small = picture.scaled(
            _THUMB,
            height,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        small.setDevicePixelRatio(1)
        painter.drawImage(x, y, small)
        place = QRect(x, y + height, _THUMB, _CAPTION)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)
    painter.end()
    return sheet


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(sys.argv[1:])
