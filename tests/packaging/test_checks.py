"""The test command passes every part, whatever failed before, and forgets no failure."""

from __future__ import annotations

import pytest

from tests.packaging.world import World

_PARTS = [
    "python -m ruff check",
    "python -m ruff format --check",
    "python -m mypy",
    "lint-imports --no-cache",
    "python -m pytest -n auto --maxprocesses 8",
]


@pytest.fixture
def ready(world: World) -> World:
    assert world.run("set-up", "tests")[0] == 0
    world.told()
    return world


def test_all_parts_are_run(ready: World) -> None:
    status, said = ready.run("test")
    assert status == 0
    assert said.endswith("\n== tests\n")
    assert ready.told() == _PARTS


@pytest.mark.parametrize(
    ("word", "name"),
    [("check", "style"), ("--check", "format"), ("mypy", "types"), ("--no-cache", "layers")],
)
def test_a_part_that_fails_is_named_and_the_others_are_run(
    ready: World, word: str, name: str
) -> None:
    ready.let_fail(word)
    status, said = ready.run("test")
    assert status == 1
    assert said.endswith(f"\n== FAILED: {name}\n")
    assert ready.told() == _PARTS


def test_failing_tests_fail_it(ready: World) -> None:
    ready.let_fail("pytest")
    assert ready.run("test")[0] == 1


def test_words_are_for_pytest(ready: World) -> None:
    ready.run("test", "tests/text", "-k", "offsets or words")
    assert ready.told()[-1] == f"{_PARTS[-1]} tests/text -k offsets or words"
