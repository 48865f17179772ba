"""What the system lacks is installed if that may be done, and else it is said how."""

from __future__ import annotations

import pytest

from tests.packaging.world import LIBRARY, PACKAGE, World

_INSTALL = "apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=120"


def assert_nothing_done(world: World) -> None:
    assert world.told() == []
    assert not world.venv.exists()


def test_root_installs_only_what_is_missing(world: World) -> None:
    world.put_debian()
    world.be(0)
    world.lack_a_library()
    status, said = world.run("set-up")
    assert status == 0, said
    assert world.told()[:2] == ["apt-get update -qq", f"{_INSTALL} {PACKAGE}"]


def test_nothing_is_installed_when_nothing_is_missing(world: World) -> None:
    world.put_debian()
    world.be(0)
    assert world.run("set-up")[0] == 0
    assert [line for line in world.told() if "apt-get" in line] == []


def test_sudo_without_a_password_is_as_good(world: World) -> None:
    world.put_debian()
    world.put_sudo(password=False)
    world.lack_a_library()
    status, said = world.run("set-up")
    assert status == 0, said
    assert world.told()[:4] == [
        "by sudo:", "apt-get update -qq", "by sudo:", f"{_INSTALL} {PACKAGE}",
    ]  # fmt: skip


def test_with_a_password_the_command_is_said_and_nothing_done(world: World) -> None:
    world.put_debian()
    world.put_sudo(password=True)
    world.lack_a_library()
    status, said = world.run("annotator", "sample")
    assert status == 1
    assert (
        "    sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends "
        f"{PACKAGE}'\n" in said
    )
    assert "Nothing has been changed" in said
    assert_nothing_done(world)


def test_without_sudo_it_is_for_root(world: World) -> None:
    world.put_debian()
    world.lack_a_library()
    status, said = world.run("annotator", "sample")
    assert status == 1
    assert (
        f"    su - -c 'apt-get update && apt-get install -y --no-install-recommends {PACKAGE}'"
        in said
    )
    assert_nothing_done(world)


@pytest.mark.parametrize("manager", ["dnf", "zypper"])
def test_fedora_and_opensuse_are_told_the_library_itself(world: World, manager: str) -> None:
    world.put(manager)
    world.lack_a_library()
    status, said = world.run("annotator", "sample")
    assert status == 1
    assert f"    sudo {manager} install '{LIBRARY}()(64bit)'\n" in said
    assert_nothing_done(world)


def test_any_other_system_is_told_the_names(world: World) -> None:
    world.lack_a_library()
    status, said = world.run("annotator", "sample")
    assert status == 1
    assert f"    {LIBRARY}\n" in said
    assert_nothing_done(world)


def test_a_package_that_does_not_help_is_said(world: World) -> None:
    world.put_debian()
    world.be(0)
    world.lack_a_library(for_ever=True)
    status, said = world.run("set-up")
    assert status == 1
    assert f"still cannot be found: {LIBRARY}" in said
    assert not world.venv.exists()


def test_a_library_that_vanishes_is_noticed(world: World) -> None:
    assert world.run("set-up")[0] == 0
    world.lack_a_library()
    status, said = world.run("annotator", "sample")
    assert status == 1
    assert LIBRARY in said


def test_no_python_is_said(world: World) -> None:
    world.remove("python3")
    status, said = world.run("annotator", "sample")
    assert status == 1
    assert "needs Python 3.11 or newer" in said
    assert_nothing_done(world)
