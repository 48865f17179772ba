"""Settings: whatever the file holds, the program starts, and keeps what it can use."""

from __future__ import annotations

import json
import os
import pwd
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.app import paths
from annotator.app.project import Project
from annotator.app.settings import (
    Recent,
    Settings,
    load_settings,
    read_settings,
    replica_name,
    save_settings,
    user_name,
)
from annotator.problems import UserProblem

FULL = Settings(
    annotator="Olena “K.” Коваль",
    theme="dark",
    last_project="/data/talks.annot",
    recent=(Recent("/data/talks.annot", 12, 3, "2026-11-23T10:42:00.000Z"), Recent("x.annot")),
    window="AdnQywAD",
    columns=(260, 0),
    lanes=("Ben", "Кім"),
    text_size=19,
)


def test_settings_come_back() -> None:
    assert load_settings() == Settings()
    save_settings(FULL)
    assert load_settings() == FULL


def test_a_path_that_is_no_text_comes_back() -> None:
    name = os.fsdecode(b"/data/caf\xe9.annot")
    save_settings(Settings(last_project=name, recent=(Recent(name),)))
    assert load_settings().recent == (Recent(name),)


def test_what_cannot_be_written_at_all_is_no_matter() -> None:
    assert save_settings(FULL) == ""
    assert "surrogates" in save_settings(Settings(annotator="\ud800"))
    assert load_settings() == FULL


def test_a_mark_of_byte_order_is_no_matter(home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "settings.json").write_text('\ufeff{"theme": "dark"}', encoding="utf-8")
    assert read_settings() == (Settings(theme="dark"), None)


def test_where_unreadable_settings_lie_is_told(home: Path) -> None:
    home.mkdir(exist_ok=True)
    file = home / "settings.json"
    file.write_text("{", encoding="utf-8")
    aside = home / "settings.unreadable.json"
    assert read_settings() == (Settings(), aside)
    assert aside.read_text(encoding="utf-8") == "{"
    assert read_settings() == (Settings(), None)
    # A folder in its place cannot be read, nor a name be taken.
    aside.unlink()
    (aside / "x").mkdir(parents=True)
    (file / "y").mkdir(parents=True)
    assert read_settings() == (Settings(), file)
    assert save_settings(FULL) != ""


def test_only_the_file_is_left(home: Path) -> None:
    save_settings(FULL)
    save_settings(Settings())
    assert [one.name for one in home.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe\x00", b"[" * 100_000]
)
def test_a_broken_file_is_set_aside(home: Path, data: bytes) -> None:
    (home / "settings.json").write_bytes(data)
    assert load_settings() == Settings()
    assert [one.name for one in home.iterdir()] == ["settings.unreadable.json"]
    assert (home / "settings.unreadable.json").read_bytes() == data
    save_settings(FULL)
    assert load_settings() == FULL


@pytest.mark.parametrize(
    ("given_fields", "kept"),
    [
        ({"annotator": 5, "theme": "dark"}, Settings(theme="dark")),
        ({"theme": "purple"}, Settings()),
        ({"theme": None, "text_size": "17", "more": 1}, Settings()),
        ({"text_size": True}, Settings()),
        ({"text_size": 19}, Settings(text_size=19)),
        ({"columns": "wide"}, Settings()),
        ({"columns": [260, "x", None, 1.5, True, 3]}, Settings(columns=(260, 3))),
        ({"lanes": ["Ben", 5]}, Settings(lanes=("Ben",))),
        ({"recent": "x"}, Settings()),
        (
            {"recent": [5, {}, {"path": 5}, {"path": ""}, {"path": "a", "articles": "many"}]},
            Settings(recent=(Recent("a"),)),
        ),
        ({"recent": [{"path": "a", "colour": "red", "done": 2}]},
         Settings(recent=(Recent("a", done=2),))),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_at_its_default(
    home: Path, given_fields: dict[str, Any], kept: Settings
) -> None:
    (home / "settings.json").write_text(json.dumps(given_fields), encoding="utf-8")
    assert load_settings() == kept


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    fields=st.fixed_dictionaries(
        {},
        optional={
            **dict.fromkeys(("annotator", "theme", "window", "text_size", "more"), _JSON),
            "columns": st.lists(_JSON, max_size=3),
            "lanes": st.lists(_JSON, max_size=3),
            "recent": st.lists(
                st.fixed_dictionaries({"path": _JSON}, optional={"articles": _JSON, "at": _JSON})
                | _JSON,
                max_size=3,
            ),
        },
    )
)
def test_any_json_gives_settings_of_the_right_types(home: Path, fields: dict[str, Any]) -> None:
    (home / "settings.json").write_text(json.dumps(fields), encoding="utf-8")
    loaded = load_settings()
    for name in ("annotator", "theme", "last_project", "window"):
        assert type(getattr(loaded, name)) is str
    assert type(loaded.text_size) is int
    assert all(type(one) is int for one in loaded.columns)
    assert all(type(one) is str for one in loaded.lanes)
    for recent in loaded.recent:
        assert type(recent.path) is str
        assert type(recent.articles) is int


def test_recent_projects_are_few_and_each_is_there_once() -> None:
    kept = Settings()
    for n in range(20):
        kept = kept.with_recent(Recent(f"{n}.annot"))
    kept = kept.with_recent(Recent("15.annot", articles=4))
    assert [one.path for one in kept.recent][:3] == ["15.annot", "19.annot", "18.annot"]
    assert len(kept.recent) == 12
    assert [one.path for one in kept.recent].count("15.annot") == 1


def test_a_machine_has_one_name(home: Path) -> None:
    name = replica_name()
    assert replica_name() == name
    assert (home / "replica").read_text() == name
    assert [one.name for one in home.iterdir()] == ["replica"]


@pytest.mark.parametrize("data", [b"", b" \n", b"\xff\xfe", b"two words", b"a\nb"])
def test_a_broken_name_of_a_machine_is_made_anew(home: Path, data: bytes) -> None:
    (home / "replica").write_bytes(data)
    name = replica_name()
    assert name.isalnum()
    assert replica_name() == name


def test_who_works_is_the_user_unless_somebody_was_named(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.annot") as project:
        assert project.annotator.name == user_name()
    save_settings(Settings(annotator="Olena"))
    with Project.create(tmp_path / "b.annot") as project:
        assert project.annotator.name == "Olena"
    with Project.open(tmp_path / "a.annot") as project:
        assert project.annotator.name == "Olena"


@pytest.mark.parametrize(
    ("full_name", "login", "name"),
    [
        ("Olena Kovalenko,Room 5,,", "olena", "Olena Kovalenko"),
        ("", "olena", "olena"),
        (",,,", "olena", "olena"),
        ("\x07", "olena", "olena"),
        ("x" * 200, "olena", "olena"),
        ("", "", "Me"),
    ],
)
def test_a_user_s_name_is_one_that_can_be_kept(
    monkeypatch: pytest.MonkeyPatch, full_name: str, login: str, name: str
) -> None:
    entry = pwd.struct_passwd((login, "x", 1, 1, full_name, "/", "/bin/sh"))
    monkeypatch.setattr(pwd, "getpwuid", lambda _: entry)
    monkeypatch.delenv("USERNAME", raising=False)
    assert user_name() == name


def test_a_user_whom_the_system_does_not_know_is_me(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: int) -> None:
        raise KeyError

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    monkeypatch.delenv("USERNAME", raising=False)
    assert user_name() == "Me"
    monkeypatch.setenv("USERNAME", "olena")
    assert user_name() == "olena"


def test_a_name_in_the_settings_that_cannot_be_one_is_said(tmp_path: Path) -> None:
    save_settings(Settings(annotator="\x07"))
    with pytest.raises(UserProblem, match="may hold letters"):
        Project.create(tmp_path / "a.annot")
    assert list(tmp_path.iterdir()) == []


def test_folders_lie_under_the_home_of_the_program(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert paths.settings_folder() == home
    assert paths.data_folder() == home / "data"
    assert paths.log_folder() == home / "log"
    monkeypatch.setenv("ANNOTATOR_HOME", "~/x")
    assert paths.settings_folder() == Path.home() / "x"


def test_without_a_home_of_its_own_the_platform_s_folders_are_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for empty in (True, False):
        if empty:
            monkeypatch.setenv("ANNOTATOR_HOME", "")
        else:
            monkeypatch.delenv("ANNOTATOR_HOME")
        for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            monkeypatch.setenv(variable, str(tmp_path / variable))
        assert paths.settings_folder() == tmp_path / "XDG_CONFIG_HOME" / "annotator"
        assert paths.data_folder() == tmp_path / "XDG_DATA_HOME" / "annotator"
        assert paths.log_folder() == tmp_path / "XDG_STATE_HOME" / "annotator" / "log"
