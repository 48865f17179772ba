"""The environment is made once, made anew when it must be, and survives being cut off."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from tests.packaging.world import World

_FETCH = (
    "python -m pip --disable-pip-version-check install --no-compile --quiet --no-deps "
    "--require-hashes --only-binary :all: -r {0}/packaging/locks/{1}.txt"
)
_PUT_IN = (
    "python -m pip --disable-pip-version-check install --no-compile --quiet --no-deps "
    "--no-index --no-build-isolation --editable {0}"
)


def test_it_is_made_from_the_lock_and_nothing_else(world: World) -> None:
    status, said = world.run("set-up")
    assert status == 0, said
    assert "this happens once" in said
    assert "Everything is ready." in said
    made, fetched, put_in, *rest = world.told()
    assert made == f"python3 -m venv {world.venv}"
    assert fetched == _FETCH.format(world.checkout, "run")
    assert put_in == _PUT_IN.format(world.checkout)
    assert any("-m compileall" in line for line in rest)


def test_the_next_start_does_nothing_but_start(world: World) -> None:
    world.run("set-up")
    world.told()
    status, said = world.run("annotator", "open", "my talks.annot")
    assert (status, said) == (0, "")
    assert world.told() == ["python -P -m annotator open my talks.annot"]


def test_the_program_starts_where_one_stands(world: World) -> None:
    world.put_python(pause='[ "$3" != annotator ] || touch here')
    assert world.run("annotator", "new", "talks.annot")[0] == 0
    assert (world.checkout.parent / "here").exists()


def test_the_status_of_the_program_is_that_of_the_start(world: World) -> None:
    world.run("set-up")
    world.let_fail("nonsense")
    assert world.run("annotator", "nonsense")[0] == 1


@pytest.mark.parametrize(
    "part", ["packaging/locks/run.txt", "pyproject.toml", "annotator/version.py"]
)
def test_a_change_of_what_it_is_made_from_is_followed(world: World, part: str) -> None:
    world.run("set-up")
    world.told()
    (world.venv / "mine").touch()
    with (world.checkout / part).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    status, said = world.run("annotator")
    assert (status, "Bringing .venv up to date" in said, "once" in said) == (0, True, False)
    told = world.told()
    assert _FETCH.format(world.checkout, "run") in told
    assert told[-1] == "python -P -m annotator"
    assert (world.venv / "mine").exists()
    assert len(world.told()) == 0
    world.run("annotator")
    assert world.told() == ["python -P -m annotator"]


@pytest.mark.parametrize("word", ["run.txt", "--editable"])
def test_a_failure_is_said_and_the_next_one_begins_afresh(world: World, word: str) -> None:
    world.let_fail(word)
    status, said = world.run("annotator")
    assert status == 1
    assert "the reason stands above" in said
    assert "-m annotator" not in " ".join(world.told())
    (world.venv / "half made").touch()
    world.let_fail(word, fails=False)
    assert world.run("annotator")[0] == 0
    assert not (world.venv / "half made").exists()


def test_a_change_that_fails_half_way_is_begun_afresh(world: World) -> None:
    world.run("set-up")
    (world.venv / "half changed").touch()
    (world.checkout / "pyproject.toml").write_text("# changed", "utf-8")
    world.let_fail("run.txt")
    assert world.run("annotator")[0] == 1
    world.let_fail("run.txt", fails=False)
    assert world.run("annotator")[0] == 0
    assert not (world.venv / "half changed").exists()


def test_killed_in_mid_work_the_next_one_begins_afresh(world: World) -> None:
    world.put_python(pause='[ "$2" != pip ] || kill -9 $PPID')
    assert world.run("set-up")[0] != 0
    assert world.venv.exists()
    (world.venv / "half made").touch()
    world.put_python()
    assert world.run("set-up")[0] == 0
    assert not (world.venv / "half made").exists()


def test_a_checkout_that_was_moved_gets_another(world: World) -> None:
    world.run("set-up")
    (world.venv / "mine").touch()
    moved = world.checkout.with_name("moved")
    shutil.move(world.checkout, moved)
    world.checkout, world.venv = moved, moved / ".venv"
    assert world.run("set-up")[0] == 0
    assert not (world.venv / "mine").exists()
    assert f"--editable {moved}" in " ".join(world.told())


def test_an_environment_of_ones_own_is_kept(world: World) -> None:
    world.run("set-up")
    for ready in world.venv.glob("ready-*"):
        ready.unlink()
    (world.venv / "mine").touch()
    assert world.run("set-up")[0] == 0
    assert (world.venv / "mine").exists()


def test_one_for_tests_is_good_for_running(world: World) -> None:
    assert world.run("set-up", "tests")[0] == 0
    assert _FETCH.format(world.checkout, "tests") in world.told()
    world.run("annotator")
    assert world.told() == ["python -P -m annotator"]


def test_one_for_running_is_not_enough_for_tests(world: World) -> None:
    world.run("set-up")
    world.told()
    world.run("set-up", "tests")
    assert _FETCH.format(world.checkout, "tests") in world.told()


@pytest.mark.skipif(shutil.which("flock") is None, reason="needs flock")
def test_of_two_at_once_one_works_and_the_other_waits(world: World) -> None:
    fetching, go_on = (world.checkout.parent / name for name in ("fetching", "go-on"))
    world.put_python(
        pause='[ "$2" != pip ] || { touch fetching; until [ -e go-on ]; do sleep 0.02; done; }'
    )
    one = world.start("annotator", "one")
    wait_for(fetching)
    two = world.start("annotator", "two")
    assert two.stderr is not None
    assert two.stderr.readline() == "Another set-up is at work here; waiting for it.\n"
    go_on.touch()
    for process in (one, two):
        process.communicate(timeout=60)
        assert process.returncode == 0
    told = world.told()
    assert len([line for line in told if "-m venv" in line]) == 1
    assert len([line for line in told if "--require-hashes" in line]) == 1
    assert sorted(line for line in told if "-m annotator" in line) == [
        "python -P -m annotator one",
        "python -P -m annotator two",
    ]


def test_the_program_does_not_hold_up_another_set_up(world: World) -> None:
    world.put_python(pause='[ "$3" != annotator ] || { touch running; exec sleep 30; }')
    program = world.start("annotator", "window")
    try:
        wait_for(world.checkout.parent / "running")
        (world.checkout / "pyproject.toml").write_text("# changed", "utf-8")
        status, said = world.run("set-up")
        assert (status, "Another" in said) == (0, False)
    finally:
        program.kill()
        program.communicate()


def test_scripts_can_be_started(world: World) -> None:
    folder = world.checkout / "packaging"
    scripts = [path for path in folder.rglob("*") if _is_script(path)]
    assert {path.name for path in scripts} == {"annotator", "test", "set-up", "renew", "register"}
    assert [path.name for path in scripts if not path.stat().st_mode & 0o100] == []


def wait_for(path: Path) -> None:
    """Wait until a file is there."""
    end = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < end, path
        time.sleep(0.01)


def _is_script(path: Path) -> bool:
    return path.is_file() and path.read_bytes().startswith(b"#!")
