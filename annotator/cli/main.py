"""The command ``annotator``: its commands, its exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import NamedTuple

import click

from annotator.cli import agreement as agreeing
from annotator.cli import annotations as annotating
from annotator.cli import (
    article_words,
    articles,
    comparing,
    details,
    exchange,
    exports,
    history,
    links,
    projects,
    reviewing,
    shaping,
    tagging_all,
    team,
    versions,
)
from annotator.cli import schemes as scheming
from annotator.cli import searching as looking
from annotator.problems import UserProblem
from annotator.version import __version__


class WindowRequest(NamedTuple):
    """What the words asked for instead of a command: the window, on a project if one is named."""

    project: Path | None = None
    article: str | None = None
    sample: bool = False


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Without a command, the window opens on the project that was open last.",
)
@click.version_option(__version__, prog_name="annotator")
def annotator() -> None:
    """Read news closely: tag sources, locations and figures, review, export datasets.

    PROJECT is a .annot file. Exit status: 0 done; 1 a problem, said on stderr; 2 wrong usage.
    """


@annotator.command("open")
@click.argument("project", type=click.Path(path_type=Path))
@click.option("--article", metavar="ID", help="Begin with this article.")
def open_window(project: Path, article: str | None) -> WindowRequest:
    """Open the window on a project."""
    return WindowRequest(project, article)


@annotator.command("sample")
def open_sample() -> WindowRequest:
    """Open the window on the sample project, making it on first use."""
    return WindowRequest(sample=True)


for _group in (
    projects,
    articles,
    details,
    article_words,
    looking,
    annotating,
    shaping,
    links,
    tagging_all,
    history,
    exports,
    exchange,
    comparing,
    agreeing,
    reviewing,
    team,
    scheming,
    versions,
):
    for _command in _group.COMMANDS:
        annotator.add_command(_command)


def run(words: Sequence[str]) -> int | WindowRequest:
    """Run a command line; give the exit status, or the wish for a window."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that does not know a letter shows a mark for it.
        if isinstance(stream, TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="replace")
    try:
        result = annotator.main(args=list(words), prog_name="annotator", standalone_mode=False)
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except click.Abort:
        click.echo("Stopped. What was not finished has left nothing behind.", err=True)
        return 1
    except UserProblem as problem:
        instead = f" For that, say {problem.option}." if problem.option else ""
        click.echo(f"{problem}{instead}", err=True)
        return 1
    except BrokenPipeError:
        # Whoever read our output has left (``| head``): that is their right, and no news.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        if error.filename is not None:
            raise
        click.echo(f"The output could not be written: {error.strerror}.", err=True)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return result if isinstance(result, WindowRequest) else int(result or 0)
