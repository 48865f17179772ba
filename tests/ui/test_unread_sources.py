"""Modules are imported without their source being read, which PySide would do."""

from __future__ import annotations

import subprocess
import sys

_ASK = """
import linecache
from annotator.ui import application, window
read = [name for name in linecache.cache if "annotator" in name]
assert not read, read[:3]
from PySide6.QtCore import QObject
assert QObject().objectName() == ""
"""


def test_no_source_is_read() -> None:
    subprocess.run([sys.executable, "-c", _ASK], check=True, timeout=60)
