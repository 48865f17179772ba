"""Annotator: read news closely, tag what counts, agree on it, publish it.

The library's face is `Project`; it is loaded on first use, so that the window opens fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotator.version import __version__

if TYPE_CHECKING:
    from annotator.app.project import Project

__all__ = ["Project", "__version__"]


def __getattr__(name: str) -> Any:
    if name == "Project":
        from annotator.app.project import Project  # noqa: PLC0415 - keeps ``import annotator`` light

        return Project
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
