"""The program's start: the window for a person, the command line for everything else."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def main(words: Sequence[str] | None = None) -> int:
    """Run the program with command-line words (None: the process's own); give the exit status."""
    given = list(sys.argv[1:] if words is None else words)
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
    from annotator.ui.application import run  # noqa: PLC0415 - Qt is not for the command line

    return run(project, article, sample=sample)


if __name__ == "__main__":
    sys.exit(main())
