"""The start: what asks for a window, and what is said where there can be none."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from annotator import __main__ as program
from annotator.__main__ import main

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in _SCREENS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Give what windows were opened on; none is."""
    calls: list[tuple[object, ...]] = []

    def note(*words: object) -> int:
        calls.append(words)
        return 0

    monkeypatch.setattr(program, "_open_window", note)
    return calls


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ([], (None, None, False)),
        (["sample"], (None, None, True)),
        (["talks.annot"], (Path("talks.annot"), None, False)),
        (["open", "talks.annot"], (Path("talks.annot"), None, False)),
        (["open", "talks.annot", "--article", "1"], (Path("talks.annot"), "1", False)),
        (["open", "--article", "1", "talks.annot"], (Path("talks.annot"), "1", False)),
        (["open", "talks"], (Path("talks"), None, False)),
    ],
)
def test_words_that_ask_for_a_window(
    opened: list[tuple[object, ...]], words: list[str], asked: tuple[object, ...]
) -> None:
    assert main(words) == 0
    assert opened == [asked]


@pytest.mark.parametrize("words", [[], ["sample"], ["open", "talks.annot"]])
def test_without_a_screen_it_is_said(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "there is no screen here" in said.err


@pytest.mark.parametrize("name", _SCREENS)
def test_any_screen_will_do(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "something")
    assert program._has_screen()


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_always_have_one(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert program._has_screen()


def without_qt(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    """Let the import of the window fail."""

    class Missing:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "annotator.ui.application":
                raise ImportError(said)

    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.delitem(sys.modules, "annotator.ui.application", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])


def test_a_library_that_the_system_lacks_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without_qt(monkeypatch, "libEGL.so.1: cannot open shared object file: No such file")
    assert main(["sample"]) == 1
    assert "libEGL.so.1" in capsys.readouterr().err


def test_a_fault_of_ours_is_no_lacking_library(monkeypatch: pytest.MonkeyPatch) -> None:
    without_qt(monkeypatch, "cannot import name 'run'")
    with pytest.raises(ImportError, match="cannot import name"):
        main(["sample"])


def test_pydantic_looks_for_no_plugins(
    monkeypatch: pytest.MonkeyPatch, opened: list[tuple[object, ...]]
) -> None:
    monkeypatch.delenv("PYDANTIC_DISABLE_PLUGINS", raising=False)
    main(["sample"])
    assert os.environ["PYDANTIC_DISABLE_PLUGINS"] == "__all__"
    monkeypatch.setenv("PYDANTIC_DISABLE_PLUGINS", "one")
    main(["sample"])
    assert os.environ["PYDANTIC_DISABLE_PLUGINS"] == "one"
