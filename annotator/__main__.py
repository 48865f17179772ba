"""The program's start: the window for a person, the command line for everything else."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

_READING = "--reading-process"
"""With this word alone a packed program starts itself to read files of other programs."""
_NO_SCREEN = """\
Annotator opens a window, and there is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set).
Start it in a desktop session. What needs no window: annotator --help"""
_NO_LIBRARY = """\
Annotator opens a window, and a library of the system that this needs is missing:
{}
Install the package that holds it. What needs no window: annotator --help"""


def main(words: Sequence[str] | None = None) -> int:
    """Run the program with command-line words (None: the process's own); give the exit status."""
    # There are none of ours, and looking for them through all that is installed takes time.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    given = list(sys.argv[1:] if words is None else words)
    if given == [_READING]:
        from annotator.app.reading.worker import main as read  # noqa: PLC0415 - for this alone

        read()
    if (window := _window_words(given)) is not None:
        return _open_window(*window)
    from annotator.cli.main import WindowRequest, run  # noqa: PLC0415 - click is not for the window

    result = run(given)
    if isinstance(result, WindowRequest):
        return _open_window(result.project, result.article, result.sample)
    return result


def _window_words(given: list[str]) -> tuple[Path | None, str | None, bool] | None:
    """Recognize, without the command line's libraries, the words that mean a window and no more."""
    match given:
        case []:
            return None, None, False
        case ["sample"]:
            return None, None, True
        case ["open", project] | [project] if project.endswith(".annot"):
            return Path(project), None, False
        case ["open", project, "--article", article] if project.endswith(".annot"):
            return Path(project), article, False
    return None


def _open_window(project: Path | None, article: str | None, sample: bool) -> int:
    if not _has_screen():
        print(_NO_SCREEN, file=sys.stderr)  # noqa: T201 - there is nothing else to say it on
        return 1
    try:
        from annotator.ui.application import run  # noqa: PLC0415 - Qt is not for the command line
    except ImportError as error:
        # Qt is there, and a library of the system that it stands on is not.
        if "cannot open shared object file" not in str(error):
            raise
        print(_NO_LIBRARY.format(error), file=sys.stderr)  # noqa: T201 - as above
        return 1
    return run(project, article, sample=sample)


def _has_screen() -> bool:
    """Tell whether a window can be shown; without a screen Qt would end the program by a crash."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
