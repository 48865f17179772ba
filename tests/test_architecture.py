"""The habits of CONTRIBUTING.md that a machine can hold, each with a sample that breaks it.

Which package may import which is said in ``pyproject.toml`` and held by import-linter; what it
cannot say is looked up in the sources here.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest

_ROOT = Path(__file__).parent.parent
_LONGEST = 400
_UNWATCHED = {".git", ".venv", ".hypothesis", "__pycache__", "build", "dist", "results"}
_TEXTS = {".py", ".md", ".toml", ".json", ".jsonl", ".svg", ".txt", ".sh", ".ps1", ".yml", ""}
_SQL = re.compile(
    r"\b(SELECT|INSERT|UPDATE|DELETE|PRAGMA|CREATE|DROP|ALTER|ATTACH|VACUUM|BEGIN|ROLLBACK)\b"
)
_MACHINE_PATH = re.compile(r"(?<![\w.}])/(home|Users|root|work|mnt|media)/\w|\b[A-Z]:\\Users\\\w")
_OWN_LAYER = {
    "sqlite3": "annotator/store",
    "sqlite_utils": "annotator/store",
    "PySide6": "annotator/ui",
    "shiboken6": "annotator/ui",
}
_BROAD = {"Exception", "BaseException"}
_OPEN_PROJECTS = ("annotator/ui/apart.py", "annotator/ui/verbs/opening.py")
_SAID = ("Lives here:", "May import:", "One more:")

Look = Callable[[PurePosixPath, ast.Module], Iterator[str]]


# What is looked for


def sql_outside_the_store(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Find statements of SQL in strings; docstrings may speak of them."""
    if path.is_relative_to("annotator/store"):
        return
    spoken = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in spoken
        ):
            for found in _SQL.finditer(node.value):
                yield f"{path}:{node.lineno}: SQL ({found[0]}) belongs into annotator.store"


def foreign_libraries(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Find imports of Qt and SQLite outside the one package that may have them."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                modules = [one.name for one in names]
            case ast.ImportFrom(module=str(module), level=0):
                modules = [module]
            case _:
                continue
        for library in {module.partition(".")[0] for module in modules} & _OWN_LAYER.keys():
            if not path.is_relative_to(_OWN_LAYER[library]):
                yield f"{path}:{node.lineno}: {library} belongs into {_OWN_LAYER[library]}"


def broad_except(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Find handlers of everything that do not raise it again, and ``suppress`` of everything."""
    for node in ast.walk(tree):
        match node:
            case ast.ExceptHandler(type=kind, body=body):
                broad = kind is None or _BROAD & set(_names(kind))
                again = any(isinstance(one, ast.Raise) and one.exc is None for one in body)
                if broad and not again:
                    yield f"{path}:{node.lineno}: name what is caught, or raise it again"
            case ast.Call(func=func, args=args) if "suppress" in _names(func):
                if any(_BROAD & set(_names(arg)) for arg in args):
                    yield f"{path}:{node.lineno}: name what is suppressed"


def star_import(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Find imports of everything."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and any(one.name == "*" for one in node.names):
            yield f"{path}:{node.lineno}: name what is imported"


def pumped_events(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Find event loops run by hand: the window stays alive by working in the background."""
    for node in ast.walk(tree):
        if "processEvents" in _names(node):
            yield f"{path}:{getattr(node, 'lineno', 0)}: processEvents; use a job"


def projects_of_its_own(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Find what opens a project in the window otherwise than the window and its jobs do."""
    if not path.is_relative_to("annotator/ui") or str(path) in _OPEN_PROJECTS:
        return
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="Project"), attr="open"):
                yield f"{path}:{node.lineno}: Project.open; use Apart"


def silent_package(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Find packages that do not say what lives there, what it may import, how to add one more."""
    if path.name == "__init__.py" and len(path.parts) > 2:
        said = ast.get_docstring(tree) or ""
        for phrase in _SAID:
            if phrase not in said:
                yield f"{path}: its docstring lacks “{phrase}”"


def too_long(path: PurePosixPath, text: str) -> Iterator[str]:
    if text.count("\n") > _LONGEST:
        yield f"{path}: over {_LONGEST} lines; split it"


def machine_paths(path: PurePosixPath, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        if found := _MACHINE_PATH.search(line):
            yield f"{path}:{number}: a path of somebody's machine ({found[0]}…)"


LOOKS: tuple[Look, ...] = (
    sql_outside_the_store,
    foreign_libraries,
    broad_except,
    star_import,
    pumped_events,
    projects_of_its_own,
    silent_package,
)


def _names(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name):
            yield name
        case ast.Attribute(attr=name):
            yield name
        case ast.Tuple(elts=elements):
            for element in elements:
                yield from _names(element)


def _files(*suffixes: str, under: str = "") -> Iterator[tuple[PurePosixPath, Path]]:
    for folder, folders, names in os.walk(_ROOT / under):
        folders[:] = [
            one for one in folders if one not in _UNWATCHED and not one.endswith("_cache")
        ]
        for name in names:
            path = Path(folder) / name
            if path.suffix in suffixes:
                yield PurePosixPath(path.relative_to(_ROOT).as_posix()), path


# The sources hold to it


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.__name__)
def test_the_sources_hold_to(look: Look) -> None:
    faults: list[str] = []
    for name, path in _files(".py", under="annotator"):
        faults += look(name, ast.parse(path.read_text(encoding="utf-8")))
    assert not faults


def test_no_source_is_too_long() -> None:
    faults: list[str] = []
    for folder in ("annotator", "tests"):
        for name, path in _files(".py", under=folder):
            faults += too_long(name, path.read_text(encoding="utf-8"))
    assert not faults


def test_no_file_speaks_of_somebodys_machine() -> None:
    faults: list[str] = []
    for name, path in _files(*_TEXTS):
        if name != PurePosixPath("tests/test_architecture.py"):
            faults += machine_paths(name, path.read_text(encoding="utf-8", errors="replace"))
    assert not faults


def test_all_sources_are_looked_at() -> None:
    names = {str(name) for name, _ in _files(".py")}
    assert {"annotator/__main__.py", "annotator/store/check.py", "tests/nasty.py"} <= names
    assert PurePosixPath("README.md") in {name for name, _ in _files(".md")}


# Each look sees a fault

_STORE, _APP, _UI = "annotator/store/x.py", "annotator/app/x.py", "annotator/ui/x.py"


@pytest.mark.parametrize(
    ("look", "path", "source"),
    [
        (sql_outside_the_store, _APP, "rows = run('SELECT 1')"),
        (sql_outside_the_store, _APP, "rows = run(f'DELETE FROM {table}')"),
        (sql_outside_the_store, _UI, "X = ('a', '  UPDATE t SET x=1')"),
        (foreign_libraries, _APP, "import sqlite3"),
        (foreign_libraries, _UI, "def f():\n    from sqlite_utils.db import Database"),
        (foreign_libraries, _APP, "if TYPE_CHECKING:\n    from PySide6.QtCore import QObject"),
        (foreign_libraries, _STORE, "import os, shiboken6"),
        (broad_except, _APP, "try:\n    f()\nexcept:\n    pass"),
        (broad_except, _APP, "try:\n    f()\nexcept Exception:\n    log()"),
        (broad_except, _APP, "try:\n    f()\nexcept (OSError, BaseException) as e:\n    raise X"),
        (broad_except, _APP, "try:\n    f()\nexcept builtins.Exception:\n    log()"),
        (broad_except, _APP, "with contextlib.suppress(Exception):\n    f()"),
        (star_import, _APP, "from os import *"),
        (pumped_events, _UI, "app.processEvents()"),
        (pumped_events, _UI, "pump = QApplication.processEvents"),
        (projects_of_its_own, _UI, "with Project.open(path, who) as own:\n    own.check()"),
        (projects_of_its_own, _UI, "job = Job(partial(Project.open, path))"),
        (silent_package, "annotator/app/__init__.py", '"""Lives here: x. May import: y."""'),
        (silent_package, "annotator/ui/look/__init__.py", ""),
    ],
)
def test_a_look_sees_a_fault(look: Look, path: str, source: str) -> None:
    assert list(look(PurePosixPath(path), ast.parse(source)))


@pytest.mark.parametrize(
    ("look", "path", "source"),
    [
        (sql_outside_the_store, _STORE, "rows = run('SELECT 1')"),
        (sql_outside_the_store, _APP, '"""A docstring about SELECT."""\nx = "Select a file"'),
        (foreign_libraries, _STORE, "import sqlite3"),
        (foreign_libraries, _UI, "from PySide6.QtCore import QObject"),
        (broad_except, _APP, "try:\n    f()\nexcept BaseException:\n    undo()\n    raise"),
        (broad_except, _APP, "try:\n    f()\nexcept (OSError, ValueError):\n    pass"),
        (projects_of_its_own, "annotator/ui/apart.py", "Project.open(path)"),
        (projects_of_its_own, "annotator/cli/x.py", "Project.open(path)"),
        (silent_package, "annotator/__init__.py", ""),
        (silent_package, "annotator/app/x.py", ""),
    ],
)
def test_a_look_lets_pass_what_is_right(look: Look, path: str, source: str) -> None:
    assert not list(look(PurePosixPath(path), ast.parse(source)))


def test_a_long_file_is_seen() -> None:
    path = PurePosixPath(_APP)
    assert list(too_long(path, "x\n" * (_LONGEST + 1)))
    assert not list(too_long(path, "x\n" * _LONGEST))


@pytest.mark.parametrize(
    "line", ["see /home/ann/notes", '"/work/x"', "C:\\Users\\ann", "(/Users/ann)", "=/root/x"]
)
def test_a_path_of_a_machine_is_seen(line: str) -> None:
    assert list(machine_paths(PurePosixPath("README.md"), f"fine\n{line}\n"))


@pytest.mark.parametrize("line", ["https://example.org/work/x", "./home/x", "{root}/work/x", "/h"])
def test_other_paths_are_no_matter(line: str) -> None:
    assert not list(machine_paths(PurePosixPath("README.md"), line))


# The contracts of import-linter

_BREACHES = {
    "Layers point one way": ("text/x.py", "import annotator.model"),
    "Qt only in ui": ("app/x.py", "from PySide6.QtCore import QObject"),
    "SQL only in store": ("formats/x.py", "import sqlite3"),
    "The window and the command line ask app": ("cli/x.py", "import annotator.store"),
}


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    # In a process of its own: it changes sys.path, and what it has read of a package stays read.
    return subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_contract_of_imports_holds() -> None:
    done = _lint(_ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    settings = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    assert {contract["name"] for contract in contracts} == _BREACHES.keys()
    assert f"Contracts: {len(contracts)} kept, 0 broken." in done.stdout


@pytest.mark.parametrize("contract", _BREACHES)
def test_a_breach_of_a_contract_is_seen(contract: str, tmp_path: Path) -> None:
    for _, path in _files(".py", under="annotator"):
        name = path.relative_to(_ROOT)
        if len(name.parts) == 2 or (len(name.parts) == 3 and name.name == "__init__.py"):
            made = tmp_path / name
            made.parent.mkdir(parents=True, exist_ok=True)
            made.touch()
    settings = (_ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(settings, encoding="utf-8")
    where, breach = _BREACHES[contract]
    (tmp_path / "annotator" / where).write_text(breach, encoding="utf-8")
    done = _lint(tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{contract} BROKEN" in done.stdout
    assert "3 kept, 1 broken" in done.stdout
