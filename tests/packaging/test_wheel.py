"""A wheel holds all that the program needs, and works without this checkout.

It is built by hatchling itself and unpacked: that is what installing does, less the network.
"""

from __future__ import annotations

import configparser
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

_ROOT = Path(__file__).parents[2]
_LEFT_BY_PYTHON = {"__pycache__"}

# Shows the window on the sample; says where the program comes from once the article is painted.
_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import annotator
from annotator.ui.editor.view import ArticleView
from annotator.__main__ import main

def look():
    for view in QApplication.allWidgets():
        if isinstance(view, ArticleView) and view.scene.display.text:
            print(annotator.__file__)
            print(view.scene.display.text[:20])
            QApplication.quit()

app = QApplication(sys.argv[:1])
timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
QTimer.singleShot(30_000, QApplication.quit)
sys.exit(main(["sample"]))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    place = tmp_path_factory.mktemp("wheel")
    return Path(next(WheelBuilder(str(_ROOT)).build(directory=str(place), versions=["standard"])))


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the wheel into an empty folder."""
    place = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    return place


def files_below(folder: Path) -> set[str]:
    """Name the files below a folder of the checkout, but for what Python leaves there."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not _LEFT_BY_PYTHON & set(path.parts)
    }


def run(unpacked: Path, *words: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run Python where the unpacked wheel comes first, away from the checkout."""
    return subprocess.run(
        [sys.executable, "-P", *words],
        cwd=home,
        env={
            **os.environ,
            "PYTHONPATH": str(unpacked),
            "ANNOTATOR_HOME": str(home),
            "QT_QPA_PLATFORM": "offscreen",
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_it_holds_every_module_and_every_resource(unpacked: Path) -> None:
    wanted = files_below(_ROOT / "annotator")
    wanted |= {f"resources/{name}" for name in files_below(_ROOT / "resources")}
    assert len(wanted) > 200
    assert files_below(unpacked / "annotator") == wanted


def test_it_holds_nothing_else(unpacked: Path) -> None:
    tops = sorted(path.name.partition("-")[0] for path in unpacked.iterdir())
    assert tops == ["annotator", "annotator_desktop"]


def test_it_has_the_licence_and_both_starts(unpacked: Path) -> None:
    (info,) = unpacked.glob("*.dist-info")
    assert (info / "licenses" / "LICENSE").read_text("utf-8").lstrip().startswith("Apache License")
    starts = configparser.ConfigParser()
    starts.read(info / "entry_points.txt", "utf-8")
    assert dict(starts["console_scripts"]) == {"annotator": "annotator.__main__:main"}
    assert dict(starts["gui_scripts"]) == {"annotator-window": "annotator.__main__:main"}


def test_its_commands_work(unpacked: Path, tmp_path: Path) -> None:
    sample = unpacked / "annotator" / "resources" / "samples" / "harbour-strike.txt"
    for words in (
        ["--help"],
        ["formats"],
        ["new", "talks.annot", "--annotator", "Olena"],
        ["import", "talks.annot", str(sample)],
        ["check", "talks.annot"],
    ):
        done = run(unpacked, "-m", "annotator", *words, home=tmp_path)
        assert done.returncode == 0, (words, done.stderr)
        assert done.stdout


def test_its_window_shows_the_sample(unpacked: Path, tmp_path: Path) -> None:
    done = run(unpacked, "-c", _WINDOW, home=tmp_path)
    assert done.stdout.splitlines() == [
        str(unpacked / "annotator" / "__init__.py"),
        "Fires cut the valley",
    ], done.stderr
    assert done.returncode == 0
