"""What tests of the set-up share: a world of their own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.packaging.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    if sys.platform != "linux":
        pytest.skip("the made-up system is a Linux")
    # A blank in the path: people have them.
    return World(tmp_path / "her computer")
