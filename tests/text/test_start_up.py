"""What start-up pays for the text layer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import annotator.text

HEAVY = {"regex", "trafilatura", "lxml", "charset_normalizer", "sentencex"}


def test_heavy_libraries_wait_until_they_are_needed() -> None:
    names = sorted(path.stem for path in Path(annotator.text.__path__[0]).glob("[!_]*.py"))
    assert "intake" in names
    program = "import sys, " + ", ".join(f"annotator.text.{name}" for name in names)
    program += f"\nprint({HEAVY!r} & set(sys.modules))"
    root = Path(annotator.text.__path__[0]).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root
    )
    assert done.stdout.strip() == "set()"
