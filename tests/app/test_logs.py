"""The log is written where the program keeps its own; that it cannot be is no matter."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.app.logs import start_log


@pytest.fixture
def logger() -> Iterator[logging.Logger]:
    """The program's logger, left as it was."""
    ours = logging.getLogger("annotator")
    level, handlers = ours.level, [*ours.handlers]
    yield ours
    for handler in ours.handlers:
        if handler not in handlers:
            handler.close()
    ours.handlers[:] = handlers
    ours.setLevel(level)


def test_what_is_logged_is_kept(home: Path, logger: logging.Logger) -> None:
    start_log()
    logging.getLogger("annotator.app.session").info("it was %s", "so")
    (line,) = (home / "log" / "annotator.log").read_text(encoding="utf-8").splitlines()
    assert line.endswith("INFO annotator.app.session: it was so")


def test_a_log_that_cannot_be_written_is_no_matter(home: Path, logger: logging.Logger) -> None:
    (home / "log").write_text("a file in its place")
    start_log()
    logger.info("nobody hears")
    assert (home / "log").read_text() == "a file in its place"


def test_nor_that_it_cannot_be_written_any_more(
    home: Path, logger: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    start_log()
    (home / "log" / "annotator.log").mkdir()
    logger.info("nobody hears")
    assert capsys.readouterr().err == ""
