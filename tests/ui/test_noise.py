"""A test in which Qt or the program complains fails: seen on tests that do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_NOISY = """
import logging, warnings
from PySide6.QtCore import QObject, QTimer, qWarning
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

def test_quiet(qapp): pass
def test_logs_info(): logging.getLogger("annotator").info("fine")
def test_plugin(qapp): qWarning("This plugin does not support propagateSizeHints()")
def test_qt_warns(qapp): qWarning("careful")
def test_painter_warns(qapp): QPainter(QPixmap()).fillRect(0, 0, 1, 1, "red")
def test_logs_warning(): logging.getLogger("annotator").warning("careful")
def test_warns(): warnings.warn("careful")
def test_slot_fails(qtbot):
    QTimer.singleShot(0, lambda: 1 / 0)
    qtbot.wait(20)
"""


def test_noise_fails_a_test(tmp_path: Path) -> None:
    folder = tmp_path / "tests" / "ui"
    folder.mkdir(parents=True)
    for name in ("conftest.py", "ui/conftest.py", "ui/reviewed.py"):
        (tmp_path / "tests" / name).write_text((_ROOT / "tests" / name).read_text())
    (tmp_path / "pyproject.toml").write_text((_ROOT / "pyproject.toml").read_text())
    (folder / "test_noisy.py").write_text(_NOISY)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "-q", "-p", "no:cacheprovider", "--tb=no", folder],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    outcomes: dict[str, set[str]] = {}
    for line in run.stdout.splitlines():
        outcome, _, rest = line.partition(" ")
        if "::test_" in rest:
            name = rest.split("::test_")[1].split()[0]
            outcomes.setdefault(name, set()).add(outcome)
    passed = {name for name, seen in outcomes.items() if seen == {"PASSED"}}
    assert passed == {"quiet", "logs_info", "plugin"}
    assert set(outcomes) - passed == {
        "qt_warns", "painter_warns", "logs_warning", "warns", "slot_fails",
    }  # fmt: skip
