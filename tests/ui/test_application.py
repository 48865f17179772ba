"""The application is made once, in the size that the settings say."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

_ASK = """
import os
from annotator.ui.application import application
from annotator.ui.frame import Frame
from annotator.app.settings import Settings
app = application({scale})
frame = Frame(Settings(), working=True)
print(app.devicePixelRatio(), os.environ.get("QT_SCALE_FACTOR", "none"))
screen = app.primaryScreen().availableSize()
print(frame.minimumWidth() <= screen.width(), frame.minimumHeight() <= screen.height())
assert application(130) is app
"""


def _asked(scale: int, **environment: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", _ASK.format(scale=scale)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


@pytest.mark.parametrize(("scale", "ratio"), [(100, "1.0"), (150, "1.5"), (200, "2.0")])
def test_everything_has_the_size_of_the_settings(scale: int, ratio: str) -> None:
    # Offscreen, the screen has 800 x 800 pixels: at 200 % less than the smallest window.
    assert _asked(scale) == [f"{ratio} none", "True True"]


def test_a_size_from_outside_is_left_alone() -> None:
    assert _asked(200, QT_SCALE_FACTOR="1.25") == ["1.25 1.25", "True True"]
