"""A contact sheet: every page, panel and sheet of the window, so that a change of look is seen.

    .venv/bin/python -m tests.benchmarks.looks            # all sheets, into tests/benchmarks/looks/
    .venv/bin/python -m tests.benchmarks.looks dark       # one of them
    .venv/bin/python -m tests.benchmarks.looks dark OUT   # its pictures whole, into a folder

Each sheet is one way to see the window: light, dark, strong contrast, small, everything at 200 %.
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

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.app.sample import sample_project
from annotator.app.settings import Settings
from annotator.ui.application import application
from annotator.ui.frame import Frame
from annotator.ui.jobs import Job
from annotator.ui.look import current, sans
from annotator.ui.memory import Memory
from annotator.ui.window import Window

OUT = Path(__file__).parent / "looks"
_THUMB = 432
_COLUMNS = 4
_GAP = 16
_CAPTION = 24
_QUALITY = 76


class Way(NamedTuple):
    """One way to see the window: its theme, its size, and in per cent how large everything is."""

    theme: str
    size: tuple[int, int] = (1440, 900)
    scale: int = 100


WAYS = {
    "light": Way("light"),
    "dark": Way("dark"),
    "light-contrast": Way("light-contrast"),
    "dark-contrast": Way("dark-contrast"),
    "small": Way("light", (900, 600)),
    "smallest": Way("dark", (720, 480)),
    "large": Way("light", (960, 600), 150),
    "double": Way("dark", (1440, 900), 200),
}


class View(NamedTuple):
    """One thing to see: keys pressed in the text, the action that leads there, keys pressed."""

    name: str
    action: str = ""
    keys: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


_VIEWS = (
    View("tagging"),
    View("a figure and its form", before=("Tab", "Tab", "Tab")),
    View("find", "find", ("f", "i", "r", "e")),
    View("palette", "palette"),
    View("tag every occurrence", "tag_all", before=("Tab",)),
    View("link", "link", before=("Tab", "Tab", "Tab")),
    View("what is painted", "show_filter"),
    View("history", "history"),
    View("what was done to it", "annotation_history", before=("Tab",)),
    View("note of an article", "note"),
    View("details of an article", "details"),
    View("parts of an article", "zones"),
    View("near duplicates", "near_duplicates"),
    View("scheme", "scheme"),
    View("versions of the scheme", "scheme_versions"),
    View("review", "review_mode"),
    View("agreement", "agreement"),
    View("overview", "overview"),
    View("concordance", "concordance"),
    View("same words, tagged otherwise", "tagged_unlike"),
    View("tagged here and not there", "left_untagged"),
    View("export", "export"),
    View("people", "people"),
    View("assign", "assign"),
    View("send", "send"),
    View("preferences", "preferences"),
    View("print", "print_article"),
    View("help", "help"),
    View("about", "about"),
    View("reading", "reading"),
)


class Seen(NamedTuple):
    """One picture with what it shows."""

    name: str
    picture: QImage


def main(names: list[str]) -> None:
    """Take the pictures of the ways that are named, or of all; a folder takes them whole."""
    folders = [name for name in names if name not in WAYS]
    ways = [name for name in names if name in WAYS] or list(WAYS)
    if len(ways) > 1:
        # Each in a program of its own: how large everything is cannot be changed in a running one.
        for name in ways:
            command = [sys.executable, "-m", "tests.benchmarks.looks", name, *folders]
            subprocess.run(command, check=True)
        return
    (name,) = ways
    app = application(WAYS[name].scale)
    app.setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory() as home:
        os.environ["ANNOTATOR_HOME"] = home
        seen = list(_pictures(WAYS[name]))
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
    project = sample_project()
    for name, action, keys, before in (View("welcome"), *_VIEWS):
        memory = Memory()
        memory.settings = settings
        frame = Frame(settings, working=name != "welcome")
        frame.resize(*way.size)
        window = Window(frame, memory)
        if name != "welcome":
            window.verbs.opening.open_path(project, who="Amara")
        window.show()
        frame.show()
        _rest(frame)
        for key in before:
            _press(key)
            _rest(frame)
        if action:
            window.verbs.actions[action].trigger()
            _rest(frame)
        for key in keys:
            _press(key)
        _rest(frame)
        yield Seen(name, frame.grab().toImage())
        frame.close()
        frame.deleteLater()
        _rest(None)


def _press(key: str) -> None:
    focus = QApplication.focusWidget()
    if focus is None:
        return
    if len(key) == 1:
        QTest.keyClicks(focus, key)
    else:
        QTest.keyClick(focus, getattr(Qt.Key, f"Key_{key}"))


def _rest(frame: QWidget | None) -> None:
    """Let the window come to rest: until nothing works in the background, and a moment more."""
    quiet = 0.0
    last = time.monotonic()
    while quiet < 0.6:
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        time.sleep(0.01)
        now = time.monotonic()
        busy = frame is not None and frame.findChildren(Job)
        quiet = 0.0 if busy else quiet + now - last
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
    for number, (name, picture) in enumerate(seen):
        row, column = divmod(number, _COLUMNS)
        x = _GAP + column * (_THUMB + _GAP)
        y = _GAP + row * (height + _CAPTION + _GAP)
        small = picture.scaled(
            _THUMB,
            height,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage(x, y, small)
        place = QRect(x, y + height, _THUMB, _CAPTION)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)
    painter.end()
    return sheet


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(sys.argv[1:])
