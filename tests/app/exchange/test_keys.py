"""A key is made once and kept from others; whose it is, is remembered from the first bundle on."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from annotator.app.exchange.keys import own_private_key, signature_of, trust
from annotator.problems import UserProblem
from annotator.sync.signing import fingerprint, public_key_of
from tests.troubles import as_nobody, open_folder

KEY, OTHER = public_key_of(bytes(range(32))), public_key_of(bytes(range(1, 33)))


def test_the_own_key_is_made_once_and_only_its_owner_may_read_it(home: Path) -> None:
    key = own_private_key()
    assert len(key) == 32
    assert own_private_key() == key
    (file,) = home.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.unlink()
    assert own_private_key() != key


def test_a_key_that_is_spoiled_is_not_made_anew(home: Path) -> None:
    (home / "signing-key").write_text("zz")
    with pytest.raises(UserProblem, match="is no key any more"):
        own_private_key()
    assert (home / "signing-key").read_text() == "zz"


def test_a_folder_that_may_not_be_written_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with open_folder() as folder:
        folder.chmod(0o555)
        monkeypatch.setenv("ANNOTATOR_HOME", str(folder))
        with as_nobody():
            with pytest.raises(UserProblem, match="Bundle without a signature"):
                own_private_key()
            with pytest.raises(UserProblem, match="cannot be written"):
                trust("Olena", KEY)
        assert os.listdir(folder) == []  # noqa: PTH208 - hidden drafts as well


def test_the_first_key_of_a_name_is_trusted_and_another_is_an_alarm() -> None:
    assert signature_of("Olena", None) == ("unsigned", "", "")
    assert signature_of("Olena", KEY) == ("unknown", fingerprint(KEY), "")
    trust("Olena", KEY)
    known = signature_of("Olena", KEY)
    assert (known.state, known.fingerprint) == ("known", fingerprint(KEY))
    assert known.since.endswith("Z")
    changed = signature_of("Olena", OTHER)
    assert changed == ("changed", fingerprint(OTHER), known.since)
    # Unsigned, though they signed before: since when is said.
    assert signature_of("Olena", None) == ("unsigned", "", known.since)
    assert signature_of("Jonas", KEY).state == "unknown"


def test_somebody_may_have_several_keys() -> None:
    trust("Olena", KEY)
    first = signature_of("Olena", KEY)
    trust("Olena", OTHER)
    trust("Olena", KEY)
    assert signature_of("Olena", KEY) == first
    assert signature_of("Olena", OTHER).state == "known"


@pytest.mark.parametrize("data", ["", "{", "[]", '{"Olena": [{"key": "x", "since": ""}]}'])
def test_a_spoiled_list_of_keys_is_not_taken_for_an_empty_one(home: Path, data: str) -> None:
    (home / "known-keys.json").write_text(data)
    for what in (lambda: signature_of("Olena", KEY), lambda: trust("Olena", KEY)):
        with pytest.raises(UserProblem, match="is not the list of your teammates' keys any more"):
            what()
    assert (home / "known-keys.json").read_text() == data


def test_the_list_can_be_read_by_people(home: Path) -> None:
    trust("علی‌رضا", KEY)
    told = json.loads((home / "known-keys.json").read_text(encoding="utf-8"))
    assert [one["key"] for one in told["علی‌رضا"]] == [KEY.hex()]
