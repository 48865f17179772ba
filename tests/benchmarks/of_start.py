"""The program's start: to the first paint, and to the last article painted with its annotations."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.measuring import Result, in_turn

# Each prints the moment of its paint and ends at once.
_BARE = """
import os, sys, time
from PySide6.QtWidgets import QApplication, QPlainTextEdit
app = QApplication([])
class Window(QPlainTextEdit):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.time(), flush=True)
        os._exit(0)
window = Window()
window.setPlainText("text")
window.resize(1440, 900)
window.show()
app.exec()
"""
_OURS = """
import os, sys, time
from annotator.__main__ import main
def told(method):
    def paint(self, event):
        method(self, event)
        if not hasattr(self, "scene") or self.scene.display.text:
            print(time.time(), flush=True)
            os._exit(0)
    return paint
if sys.argv[1] == "frame":
    import annotator.ui.frame as module
    module.Frame.paintEvent = told(module.Frame.paintEvent)
else:
    import annotator.ui.application as module
    furnish = module.furnish
    def furnished(*words, **named):
        from annotator.ui.editor.view import ArticleView
        ArticleView.paintEvent = told(ArticleView.paintEvent)
        return furnish(*words, **named)
    module.furnish = furnished
main(sys.argv[2:])
"""


def measure(rounds: int) -> list[Result]:
    """Start the program on the sample project, and a bare window beside it."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "ANNOTATOR_HOME": home,
            "QT_QPA_PLATFORM": "offscreen",
        }
        make = "from annotator.app.sample import sample_project; print(sample_project())"
        made = _run(environment, make)
        project = str(Path(made.stdout.strip()))

        def until(code: str, *words: str) -> float:
            start = time.time()
            return (float(_run(environment, code, *words).stdout) - start) * 1000

        _run(environment, _OURS, "article", "open", project)
        return [
            in_turn(
                "start of the program to first paint",
                lambda: until(_OURS, "frame", "open", project),
                lambda: until(_BARE),
                limit=1.5,
                rounds=rounds,
            ),
            in_turn(
                "start to the last article painted with its annotations",
                lambda: until(_OURS, "article", "open", project),
                lambda: until(_BARE),
                limit=3,
                rounds=rounds,
            ),
        ]


def _run(environment: dict[str, str], code: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
