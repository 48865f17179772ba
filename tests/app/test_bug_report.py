"""Reports and logs of a bug: the place, and nothing of an article or of who works."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.app import bug_report
from annotator.app.bug_report import report_text, short_path
from annotator.app.logs import start_log

SECRET = "The witness lives in Kyiv"


def _caught(fails: Callable[[], object]) -> BaseException:
    try:
        fails()
    except Exception as error:  # noqa: BLE001 - whatever it is
        return error
    raise AssertionError("nothing was raised")


def _quotes_text() -> None:
    raise ValueError(f"unknown words {SECRET!r} at 7")


def _looks_up_text() -> None:
    {}[SECRET]  # type: ignore[index]


def _chains() -> None:
    try:
        _quotes_text()
    except ValueError as error:
        raise RuntimeError(f"second “{SECRET}”") from error


def _many_lines() -> None:
    raise ValueError(f"1 error\ninput_value={SECRET}")


def _never_closed() -> None:
    raise ValueError(f"opened “{SECRET}")


@pytest.mark.parametrize(
    "fails", [_quotes_text, _looks_up_text, _chains, _many_lines, _never_closed]
)
def test_a_report_has_the_place_and_nothing_of_the_text(fails: Callable[[], object]) -> None:
    report = report_text(_caught(fails))
    assert SECRET not in report
    assert "witness" not in report
    assert fails.__name__ in report
    assert "Annotator" in report
    assert "Python" in report


def test_a_report_tells_what_led_to_it() -> None:
    report = report_text(_caught(_chains))
    assert report.index("ValueError: unknown words ‘…’ at 7") < report.index("RuntimeError: second")


def test_what_is_about_the_program_stays_as_it_is() -> None:
    report = report_text(_caught(lambda: None.start))  # type: ignore[attr-defined]
    assert "'NoneType' object has no attribute 'start'" in report
    report = report_text(_caught(lambda: "".index("a", 5)))
    assert "ValueError: substring not found" in report


def test_a_report_names_no_path_of_whoever_works() -> None:
    report = report_text(_caught(_chains))
    assert str(Path(__file__).parent) not in report
    assert 'File "test_bug_report.py", line ' in report
    report = report_text(_caught(lambda: json.loads("{")))
    assert 'File "python/json/__init__.py", line ' in report
    library = Path(pytest.__file__)
    assert short_path(str(library)) == "pytest/__init__.py"
    assert short_path(bug_report.__file__) == "annotator/app/bug_report.py"
    assert short_path(r"D:\Olena K\site-packages\a\b.py") == "a/b.py"
    assert short_path("<string>") == "<string>"


@pytest.mark.parametrize(
    ("said", "written"),
    [
        (
            "cannot import name 'x' from 'y' (/people/olena/lib/site-packages/y/z.py)",
            "cannot import name 'x' from 'y' (y/z.py)",
        ),
        (
            r"cannot import name 'x' from 'y' (D:\People\Olena Koval\y.py)",
            "cannot import name 'x' from 'y' (y.py)",
        ),
        ("/people/olena/lib/libqt.so.6: cannot open", "libqt.so.6: cannot open"),
    ],
)
def test_a_message_names_no_path_either(said: str, written: str) -> None:
    assert f"ImportError: {written}\n" in report_text(ImportError(said))


@pytest.mark.parametrize(
    "fails", [_quotes_text, _looks_up_text, _chains, _many_lines, _never_closed]
)
def test_a_log_has_nothing_of_the_text_either(
    fails: Callable[[], object], home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    logger = logging.getLogger("annotator")
    level, before = logger.level, [*logger.handlers]
    try:
        start_log()
        error = _caught(fails)
        # Whoever hears of it first writes it out in full; that is not ours to keep.
        told = (type(error), error, error.__traceback__)
        logging.getLogger("annotator.ui.errors").error("bug", exc_info=told)
    finally:
        for handler in logger.handlers:
            if handler not in before:
                handler.close()
        logger.handlers[:] = before
        logger.setLevel(level)
    written = (home / "log" / "annotator.log").read_text(encoding="utf-8")
    assert "witness" not in written
    assert SECRET not in written
    assert fails.__name__ in written
    assert type(error).__name__ in written
    assert str(Path(__file__).parent) not in written
    caplog.clear()
