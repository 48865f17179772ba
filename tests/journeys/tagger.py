"""The window in a process of its own, tagging every word by keys; says each tag once it is seen.

Run as ``tagger.py PROJECT [--quit-after N]``: after N tags it copies a word and closes the window.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from annotator.ui import application
from annotator.ui.window import Window


class Tagger:
    """Tags word after word, a line on its output for each."""

    def __init__(self, last: int) -> None:
        self._last = last
        self._done = 0
        furnish = application.furnish

        def furnish_and_begin(*given: object, **named: object) -> Window:
            window = furnish(*given, **named)  # type: ignore[arg-type]
            self._view = window.tagging.view
            self._window = window
            QTimer.singleShot(200, self._tag)
            return window

        application.furnish = furnish_and_begin

    def _tag(self) -> None:
        window, view = self._window, self._window.tagging.view
        handle = window.frame.windowHandle()
        shift, none = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
        QTest.keyClick(handle, Qt.Key.Key_Right, shift)
        QTest.keyClick(handle, Qt.Key.Key_1, none)
        mark = window.desk.active
        if mark is not None:
            self._done += 1
            words = view.scene.display.text[mark.start : mark.end]
            sys.stdout.write(json.dumps([mark.label, words]) + "\n")
            sys.stdout.flush()
        QTest.keyClick(handle, Qt.Key.Key_Right, none)
        if self._done == self._last:
            QTest.keyClick(handle, Qt.Key.Key_Right, shift)
            QTest.keyClick(handle, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
            window.frame.close()
        else:
            QTimer.singleShot(0, self._tag)


if __name__ == "__main__":
    tagger = Tagger(int(sys.argv[3]) if len(sys.argv) > 3 else -1)
    sys.exit(application.run(Path(sys.argv[1])))
