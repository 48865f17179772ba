"""Desktops find the program, its sign and its files."""

from __future__ import annotations

import configparser
from pathlib import Path
from xml.etree import ElementTree as ET

from annotator import Project
from tests.packaging.world import World

_LINUX = Path(__file__).parents[2] / "packaging" / "linux"
_KIND = "{http://www.freedesktop.org/standards/shared-mime-info}"


def kind() -> ET.Element:
    found = ET.parse(_LINUX / "annotator.xml").getroot().find(f"{_KIND}mime-type")
    assert found is not None
    return found


def test_the_entry_opens_the_kind_of_file_that_is_described() -> None:
    entry = configparser.RawConfigParser()
    entry.read(_LINUX / "annotator.desktop", "utf-8")
    assert entry["Desktop Entry"]["MimeType"] == f"{kind().get('type')};"
    assert (_LINUX / f"{entry['Desktop Entry']['Icon']}.svg").is_file()


def test_a_project_is_known_by_its_first_bytes(project: Project) -> None:
    head = project.path.read_bytes()[:100]
    outer = kind().find(f"{_KIND}magic/{_KIND}match")
    inner = kind().find(f"{_KIND}magic/{_KIND}match/{_KIND}match")
    assert outer is not None
    assert inner is not None
    assert head.startswith(outer.attrib["value"].encode().decode("unicode_escape").encode())
    place = int(inner.attrib["offset"])
    assert head[place : place + 4] == int(inner.attrib["value"], 16).to_bytes(4, "big")


def test_the_entry_starts_this_checkout_and_can_be_taken_back(world: World) -> None:
    shared = world.home / ".local" / "share"
    assert world.run("linux/register")[0] == 0
    # There is no terminal to fetch libraries in when it is started from the desktop.
    assert (world.venv / "ready-run").exists()
    entry = (shared / "applications" / "annotator.desktop").read_text("utf-8")
    assert f'\nExec="{world.checkout}/packaging/annotator" %f\n' in entry
    assert len([path for path in shared.rglob("annotator.*") if path.is_file()]) == 3
    assert world.run("linux/register", "--remove")[0] == 0
    assert [path for path in shared.rglob("annotator.*") if path.is_file()] == []
