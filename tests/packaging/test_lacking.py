"""What is lacking is found by asking the loader and by looking for fonts."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

_PACKAGING = Path(__file__).parents[2] / "packaging"
_SCRIPT = _PACKAGING / "parts" / "lacking.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """Give the script as a module; it belongs to no package."""
    spec = importlib.util.spec_from_file_location("lacking", _SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(sys.platform != "linux", reason="libraries of a Linux")
def test_a_library_is_lacking_if_the_loader_does_not_find_it(script: ModuleType) -> None:
    table = "# a comment\n\nlibc.so.6 libc6\nlibnowhere.so.9   libnowhere9\n"
    assert list(script.lacking_libraries(table)) == [("libnowhere.so.9", "libnowhere9")]


def test_any_font_will_do(script: ModuleType, tmp_path: Path) -> None:
    folders = (str(tmp_path / "nowhere"), str(tmp_path))
    assert list(script.lacking_font(folders)) == [("font", "fonts-noto-core")]
    (tmp_path / "readme.txt").touch()
    assert list(script.lacking_font(folders)) == [("font", "fonts-noto-core")]
    (tmp_path / "truetype").mkdir()
    (tmp_path / "truetype" / "Some.TTF").touch()
    assert list(script.lacking_font(folders)) == []


def test_a_python_without_its_venv_is_noticed(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(script.lacking_venv()) == []
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    package = f"python3.{sys.version_info.minor}-venv"
    assert list(script.lacking_venv()) == [("venv", package)]


def test_nothing_is_lacking_where_these_tests_run() -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-S", _SCRIPT], capture_output=True, text=True, check=True
    )
    assert done.stdout == ""


def test_a_library_has_one_line_in_the_table() -> None:
    lines = (_PACKAGING / "linux" / "libraries.txt").read_text("utf-8").splitlines()
    names = [line.split()[0] for line in lines if line and not line.startswith("#")]
    assert len(names) == len(set(names)) > 20
