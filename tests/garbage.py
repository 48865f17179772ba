"""Garbage of tests of the window is collected as the window collects it: in its own thread."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from annotator.ui.collecting import collect_due


@pytest.fixture(autouse=True)
def _collected_here() -> Iterator[None]:
    """Keep jobs of a test from collecting wrappers of Qt objects in their threads."""
    gc.disable()
    yield
    collect_due()
    gc.enable()
