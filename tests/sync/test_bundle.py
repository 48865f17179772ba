"""A bundle comes back as it was written; whatever was done to it on the way leaves one sentence."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.sync.archive import MIMETYPE
from annotator.sync.bundle import Bundle, Cover, Line, write_bundle
from annotator.sync.manifest import Manifest, Scope, Sender
from annotator.sync.problems import (
    BrokenBundleError,
    BundleError,
    NewerBundleError,
    NotABundleError,
)
from tests.nasty import texts

COVER = Cover(
    project="0197a1b2-0000-7000-8000-000000000001",
    name="Talks “2026”",
    epoch=1,
    sender=Sender(annotator="علی‌رضا", replica="lap-1"),
    made="2026-02-09T10:42:00.000Z",
    scope=Scope(annotators=("Olena",)),
)
TEXTS = ["Olena said that 600 km² burned.", "Über 東京 😀\u2028\u00a0\tfin."]
LINES = [b'{"a":1}', '{"b":"\u2028 é 😀"}'.encode(), b'{"c":[]}']


def lines_of(raw: list[bytes]) -> list[Line]:
    return sorted(Line(sha256(line).digest(), line) for line in set(raw))


def texts_of(raw: list[str]) -> list[tuple[str, str]]:
    return sorted((sha256(text.encode()).hexdigest(), text) for text in set(raw))


def packed(lines: list[bytes] = LINES, written: list[str] = TEXTS) -> bytes:
    out = io.BytesIO()
    write_bundle(out, COVER, lines_of(lines), texts_of(written), 2)
    return out.getvalue()


def unpacked(path: Path) -> tuple[Manifest, list[Line], list[tuple[str, str]]]:
    with Bundle(path) as bundle:
        return bundle.manifest, list(bundle.lines()), list(bundle.texts())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "olena.annotz"
    path.write_bytes(packed())
    return path


@given(lines=st.lists(st.dictionaries(texts(), texts())), written=st.lists(texts(min_size=1)))
def test_what_is_written_comes_back(
    tmp_path_factory: pytest.TempPathFactory, lines: list[dict[str, str]], written: list[str]
) -> None:
    raw = [json.dumps(line, ensure_ascii=False).encode() for line in lines]
    path = tmp_path_factory.mktemp("bundle") / "b.annotz"
    path.write_bytes(packed(raw, written))
    manifest, came, texts_came = unpacked(path)
    assert came == lines_of(raw)
    assert texts_came == texts_of(written)
    assert (manifest.revisions, manifest.texts) == (len(came), len(texts_came))
    assert (manifest.project, manifest.sender, manifest.scope) == (
        COVER.project, COVER.sender, COVER.scope,
    )  # fmt: skip


def test_the_same_gives_the_same_bytes() -> None:
    assert packed() == packed(LINES[::-1], TEXTS[::-1])


def test_any_program_for_zip_files_reads_it(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        # At a fixed place, so that tools that look at bytes know what the file is.
        assert path.read_bytes()[30:].startswith(f"mimetype{MIMETYPE}".encode())
        assert archive.read("revisions.jsonl").splitlines() == [one.text for one in lines_of(LINES)]
        manifest = json.loads(archive.read("manifest.json"))
        for name, member in manifest["members"].items():
            assert member["sha256"] == sha256(archive.read(name)).hexdigest()


def test_a_bundle_that_is_cut_off_is_refused(path: Path) -> None:
    whole = path.read_bytes()
    for length in {0, 1, 4, 30, *range(50, len(whole), 37), len(whole) - 1}:
        path.write_bytes(whole[:length])
        with pytest.raises(BundleError) as refused:
            unpacked(path)
        if length > 100:
            assert "olena.annotz is damaged: its end is missing." in str(refused.value)


def test_a_flipped_bit_changes_nothing_or_is_refused(path: Path) -> None:
    whole = path.read_bytes()
    chance = random.Random(7)
    expected = unpacked(path)
    refused = 0
    for _ in range(600):
        at = chance.randrange(len(whole))
        path.write_bytes(
            whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :]
        )
        try:
            came = unpacked(path)
        except BundleError:
            refused += 1
        else:
            # Dates and other things that nobody reads.
            assert came[1:] == expected[1:]
    assert refused > 300


def remade(path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Pack the members anew after a change, so that only what it changed is wrong."""
    with zipfile.ZipFile(path) as archive:
        members = {one.filename: archive.read(one) for one in archive.infolist()}
    change(members)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, data, stored)


def manifest_with(packed: dict[str, bytes], /, **fields: object) -> None:
    packed["manifest.json"] = json.dumps(json.loads(packed["manifest.json"]) | fields).encode()


def resealed(members: dict[str, bytes], name: str, data: bytes) -> None:
    """Put other data into a member, with a manifest that fits."""
    members[name] = data
    known = json.loads(members["manifest.json"])["members"]
    known[name] = {"sha256": sha256(data).hexdigest(), "size": len(data)}
    manifest_with(members, members=known)


FIRST_TEXT = f"texts/{texts_of(TEXTS)[0][0]}.txt"
ONE_LINE = lines_of(LINES)[0].text + b"\n"
HARM: dict[str, tuple[Callable[[dict[str, bytes]], None], str]] = {
    "no manifest": (lambda it: it.__delitem__("manifest.json"), "“manifest.json” is missing"),
    "a manifest that is none": (
        lambda it: it.update({"manifest.json": b"[]"}),
        "its manifest is not as it should be",
    ),
    "no revisions": (
        lambda it: it.__delitem__("revisions.jsonl"),
        "it does not hold the members that its manifest names",
    ),
    "a text too few": (
        lambda it: it.__delitem__(FIRST_TEXT),
        "it does not hold the members that its manifest names",
    ),
    "a text too many": (
        lambda it: it.update({f"texts/{'0' * 64}.txt": b"x"}),
        "it does not hold the members that its manifest names",
    ),
    "a path that climbs": (
        lambda it: it.update({"../../.bashrc": b"x"}),
        "it holds a member that does not belong there",
    ),
    "an absolute path": (
        lambda it: it.update({"/etc/passwd": b"x"}),
        "it holds a member that does not belong there",
    ),
    "another text": (lambda it: it.update({FIRST_TEXT: b"x"}), "is not as long as it says"),
    "another text of that length": (
        lambda it: it.update({FIRST_TEXT: bytes(len(it[FIRST_TEXT]))}),
        "is not what was sent",
    ),
    "a text under another's name": (
        lambda it: resealed(it, FIRST_TEXT, b"x"),
        "is not the text it says it is",
    ),
    "a text that is none": (lambda it: resealed(it, FIRST_TEXT, b"\xff\xfe"), "is no text"),
    "a revision twice": (
        lambda it: resealed(it, "revisions.jsonl", ONE_LINE * 3),
        "its revisions are not in their order",
    ),
    "fewer revisions than it says": (
        lambda it: resealed(it, "revisions.jsonl", ONE_LINE),
        "it does not hold as many revisions as it says",
    ),
    "a bomb": (
        lambda it: resealed(it, "revisions.jsonl", bytes(150_000_000)),
        "it would swell to many times its size",
    ),
}


@pytest.mark.parametrize("name", HARM)
def test_harm_is_refused_with_a_reason(path: Path, name: str) -> None:
    change, why = HARM[name]
    remade(path, change)
    with pytest.raises(BrokenBundleError) as problem:
        unpacked(path)
    said = str(problem.value)
    assert why in said
    assert said.startswith("olena.annotz is damaged: ")
    assert said.endswith("Nothing of it was taken in; ask for it anew.")


def test_lines_are_found_wherever_the_blocks_end(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = unpacked(path)
    for size in (1, 2, 7, 8, 9):
        monkeypatch.setattr("annotator.sync.archive._BLOCK", size)
        assert unpacked(path) == expected


def test_a_line_without_an_end_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.sync.archive._BLOCK", 4)
    monkeypatch.setattr("annotator.sync.archive._LONGEST_LINE", 8)
    with pytest.raises(BrokenBundleError, match="has a line without an end"):
        unpacked(path)


def test_a_member_that_is_there_twice_is_refused(path: Path) -> None:
    with (
        pytest.warns(UserWarning, match="Duplicate name"),
        zipfile.ZipFile(path, "a") as archive,
    ):
        archive.writestr("revisions.jsonl", b"x")
    with pytest.raises(BrokenBundleError, match="it holds a member twice"):
        unpacked(path)


def test_members_that_share_their_bytes_are_refused(path: Path) -> None:
    """Many names for one stretch of bytes: how a few kilobytes become gigabytes."""
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        first = archive.getinfo("revisions.jsonl").header_offset
    entry = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 1)
    following = data.find(b"PK\x01\x02", entry + 1)
    data[following + 42 : following + 46] = first.to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(BrokenBundleError, match="its members overlap"):
        unpacked(path)


def test_an_encrypted_member_is_refused(path: Path) -> None:
    data = bytearray(path.read_bytes())
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(BrokenBundleError, match="is encrypted"):
        unpacked(path)


def test_a_bundle_for_newer_programs_is_refused(path: Path) -> None:
    remade(path, lambda it: manifest_with(it, min_reader=2, format="something new", members=7))
    with pytest.raises(NewerBundleError, match="Update Annotator to take it in"):
        unpacked(path)


def test_what_a_newer_program_adds_is_passed_over(path: Path) -> None:
    expected = unpacked(path)
    remade(path, lambda it: manifest_with(it, version=2, mood="sunny"))
    came = unpacked(path)
    assert came[1:] == expected[1:]
    assert came[0].version == 2


@pytest.mark.parametrize("data", [b"", b"text", b"SQLite format 3\0" + bytes(100)])
def test_other_files_are_no_bundle(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with pytest.raises(NotABundleError, match=r"olena\.annotz is no bundle of Annotator's\."):
        unpacked(path)


def test_another_archive_is_no_bundle(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", b"<xml/>")
    with pytest.raises(NotABundleError):
        unpacked(path)
