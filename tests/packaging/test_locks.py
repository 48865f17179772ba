"""The locks hold what pyproject.toml asks for, each file by its hash; licences are known."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

_ROOT = Path(__file__).parents[2]
_PINNED = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>[^ ;\\]+)(?: ; (?P<marker>.*?))? \\$")
_USABLE = re.compile(
    r"MIT|BSD-[23]-Clause|Apache-2\.0|MPL-[12]\.[01]|LGPL-3\.0-only|PSF-2\.0|CNRI-Python"
    r"|Public domain|MIT-0|0BSD|ISC|Zlib|CC0-1\.0"
)


def pinned(lock: str) -> dict[str, list[tuple[Version, str, int]]]:
    """Read a lock: for each library its versions, each with its marker and number of hashes."""
    found: dict[str, list[tuple[Version, str, int]]] = {}
    text = (_ROOT / "packaging" / "locks" / f"{lock}.txt").read_text("utf-8")
    for block in re.split(r"\n(?=[a-z])", text):
        match = _PINNED.match(block.partition("\n")[0])
        assert match, block
        entry = Version(match["version"]), match["marker"] or "", block.count("--hash=sha256:")
        found.setdefault(match["name"], []).append(entry)
    return found


def wanted(lock: str) -> list[Requirement]:
    """Give what pyproject.toml asks for."""
    told: dict[str, Any] = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))
    asked = [*told["project"]["dependencies"], *told["build-system"]["requires"]]
    if lock == "tests":
        groups = told["dependency-groups"]
        for one in groups["dev"]:
            asked += groups[one["include-group"]] if isinstance(one, dict) else [one]
    return [Requirement(one) for one in asked]


def table() -> dict[str, str]:
    """Read the licence of each library that we name."""
    text = (_ROOT / "packaging" / "licences.md").read_text("utf-8")
    rows = re.findall(r"^\| ([a-z0-9]+[a-z0-9-]*) \| (.+?) \| .+ \|$", text, re.MULTILINE)
    return {name: licence for name, licence in rows if name != "library"}


@pytest.mark.parametrize("lock", ["run", "tests"])
def test_everything_asked_for_is_locked(lock: str) -> None:
    have = pinned(lock)
    for one in wanted(lock):
        versions = [version for version, _, _ in have[canonicalize_name(one.name)]]
        assert any(one.specifier.contains(version) for version in versions), str(one)


@pytest.mark.parametrize("lock", ["run", "tests"])
def test_every_file_has_its_hash(lock: str) -> None:
    assert [name for name, all_ in pinned(lock).items() if not all(n for _, _, n in all_)] == []


def test_what_runs_is_what_is_tested() -> None:
    run, tests = pinned("run"), pinned("tests")
    assert {name: tests.get(name) for name in run} == run


def test_old_pythons_get_the_qt_that_does_not_crash() -> None:
    for version, marker, _ in pinned("run")["pyside6-essentials"]:
        assert version < Version("6.12") or "python_full_version >= '3.12'" in marker


def test_the_licence_of_every_library_is_named_and_lets_us_use_it() -> None:
    named = table()
    assert sorted(named) == sorted(pinned("run"))
    for name, licence in named.items():
        # Of a choice, one is enough; of what holds together, every part is needed.
        parts = [part.strip("()") for part in re.split(r" AND ", licence)]
        for part in parts:
            assert any(_USABLE.fullmatch(one.strip("()")) for one in part.split(" OR ")), name


def test_the_licences_are_those_that_the_libraries_state() -> None:
    for name, licence in table().items():
        stated = metadata.metadata(name)
        if "License-Expression" in stated:
            assert stated["License-Expression"] == licence, name
