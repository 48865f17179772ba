"""Whatever is merged that is not as it should be: one sentence, and the project as it was.

`FUZZ_ROUNDS=2000` damages more bundles than the few that are always tried.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from annotator import Project
from annotator.app.exchange.starting import start_from_bundle
from annotator.problems import UserProblem
from tests.sync.test_bundle import manifest_with, remade, resealed
from tests.troubles import make_newer

_ROUNDS = int(os.environ.get("FUZZ_ROUNDS", "120"))
TEXT = "Olena said that about 600 km² burned near Kyiv. 😀 Ben was in 東京."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with Olena's project, and a bundle of Ben's for it, signed and not."""
    folder = tmp_path_factory.mktemp("made")
    with Project.create(folder / "talks.annot", annotator="Olena") as project:
        article = project.import_text(TEXT)
        project.annotate(article.id, 0, 5, "source")
        project.bundle(folder / "first.annotz")
    with start_from_bundle(folder / "first.annotz", folder / "ben.annot", "Ben") as project:
        one = project.annotate(article.id, 16, 29, "figure", attributes={"value": 600})
        project.update(one.id, note="sure")
        project.relate(project.annotate(article.id, 0, 5, "source").id, "says", one.id)
        project.import_text("Another article of Ben's.")
        project.corpus.set_state(article.id, "done")
        project.exchanging.bundle(folder / "ben.annotz", sign=False)
        project.exchanging.bundle(folder / "signed.annotz")
    return folder


class Target:
    """A live project, and what comes to it."""

    def __init__(self, folder: Path, made: Path) -> None:
        self.folder = folder
        self.made = made
        self.path = folder / "talks.annot"
        shutil.copy(made / "talks.annot", self.path)
        self.bundle = folder / "in" / "ben.annotz"
        self.bundle.parent.mkdir()
        shutil.copy(made / "ben.annotz", self.bundle)
        self.dump = self.dumped()

    def dumped(self) -> list[str]:
        with closing(sqlite3.connect(self.path)) as connection:
            return list(connection.iterdump())

    def lines(self) -> set[bytes]:
        with closing(sqlite3.connect(self.path)) as connection:
            return {row[0] for row in connection.execute("SELECT digest FROM revision")}

    def merge(self, path: Path | None = None) -> None:
        with Project.open(self.path, "Olena") as project:
            try:
                project.merge(path or self.bundle)
            finally:
                assert project.check() == []

    def refuses(self, path: Path | None = None) -> str:
        """Merge and preview what is refused; give the sentence."""
        with Project.open(self.path, "Olena") as project:
            with pytest.raises(UserProblem) as previewed:
                project.exchanging.preview([path or self.bundle])
            with pytest.raises(UserProblem) as problem:
                project.merge(path or self.bundle)
        assert str(previewed.value) == str(problem.value)
        self.is_as_it_was()
        said = str(problem.value)
        assert said.endswith(".")
        assert "\n" not in said
        return said

    def is_as_it_was(self) -> None:
        assert self.dumped() == self.dump
        assert not [one for one in self.folder.iterdir() if one.suffix in (".annotz", ".tmp")]


@pytest.fixture
def target(tmp_path: Path, made: Path) -> Target:
    return Target(tmp_path, made)


def test_what_is_sound_is_merged(target: Target) -> None:
    before = target.lines()
    target.merge()
    assert target.lines() > before


# Bytes


@pytest.mark.parametrize("which", ["ben.annotz", "signed.annotz", "ben.annot"])
def test_flipped_bits_change_nothing_or_are_refused(which: str, tmp_path: Path, made: Path) -> None:
    sound = (made / which).read_bytes()
    target = Target(tmp_path, made)
    target.merge(made / which)
    expected = target.lines()
    shutil.rmtree(target.folder / "in")
    dice = random.Random(which)
    refused = 0
    for _ in range(_ROUNDS):
        shutil.copy(made / "talks.annot", target.path)
        at = dice.randrange(len(sound))
        target.bundle.parent.mkdir(exist_ok=True)
        damaged = target.bundle.with_name(which)
        damaged.write_bytes(
            sound[:at] + bytes([sound[at] ^ 1 << dice.randrange(8)]) + sound[at + 1 :]
        )
        try:
            target.merge(damaged)
        except UserProblem:
            refused += 1
            target.is_as_it_was()
        else:
            # Dates, empty space and other things that nobody reads.
            assert target.lines() == expected
    assert refused > _ROUNDS / 20


@pytest.mark.parametrize("which", ["ben.annotz", "signed.annotz", "ben.annot"])
def test_what_was_cut_off_is_refused(which: str, target: Target) -> None:
    sound = (target.made / which).read_bytes()
    damaged = target.bundle.with_name(which)
    lengths = {1, 20, 100, 4096, *range(200, len(sound), len(sound) // 15), len(sound) - 1}
    if which.endswith(".annot"):
        # What we read lies before; a last page that has lost nothing but zeros has lost nothing.
        lengths.remove(len(sound) - 1)
    for length in lengths:
        damaged.write_bytes(sound[:length])
        assert which in target.refuses(damaged)


# Revisions that are wrong in themselves, in a bundle that is not


def relined(change: Callable[[list[dict[str, Any]]], None]) -> Callable[[dict[str, bytes]], None]:
    """Change the revisions of a bundle and seal it again, so that all its hashes fit."""

    def remake(members: dict[str, bytes]) -> None:
        lines = [json.loads(line) for line in members["revisions.jsonl"].splitlines()]
        change(lines)
        raw = [(line if isinstance(line, str) else canonical_json(line)).encode() for line in lines]
        raw.sort(key=lambda line: sha256(line).digest())
        resealed(members, "revisions.jsonl", b"".join(line + b"\n" for line in raw))
        manifest = json.loads(members["manifest.json"])
        members["manifest.json"] = json.dumps(manifest | {"revisions": len(raw)}).encode()

    return remake


def canonical_json(value: Any) -> str:
    """Write what our own writer would refuse."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def of(lines: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    return next(line for line in lines if line["kind"] == kind)


def mark(lines: list[dict[str, Any]]) -> dict[str, Any]:
    return next(line for line in lines if line["kind"] == "annotation" and line["author"] == "Ben")


WRONG: dict[str, Callable[[list[dict[str, Any]]], None]] = {
    "a line that is no JSON": lambda it: it.append("{"),  # type: ignore[arg-type]
    "a line that is no object": lambda it: it.append("[]"),  # type: ignore[arg-type]
    "a line that is not canonical": lambda it: it.append(json.dumps(it[0])),  # type: ignore[arg-type]
    "no author": lambda it: it[0].pop("author"),
    "an author who is a number": lambda it: it[0].update(author=5),
    "an empty author": lambda it: it[0].update(author=""),
    "an author of a million letters": lambda it: it[0].update(author="a" * 1_000_000),
    "an entity that is none": lambda it: it[0].update(entity="../../x"),
    "a parent that is none": lambda it: it[0].update(parents=["x"], seq=2),
    "parents without an order": lambda it: it[0].update(parents=["b" * 64, "a" * 64], seq=2),
    "a root that has a past": lambda it: it[0].update(parents=[], seq=2),
    "a huge number": lambda it: it[0].update(seq=2**62),
    "a fraction": lambda it: it[0].update(seq=1.5),
    "no moment": lambda it: it[0].update(at="yesterday"),
    "a moment beyond the calendar": lambda it: it[0].update(at="9999999-01-01T00:00:00.000Z"),
    "an article that is none": lambda it: it[0].update(article="../etc"),
    "an annotation nowhere": lambda it: mark(it).update(article=None),
    "a span outside the text": lambda it: mark(it)["body"].update(fragments=[[16, 2900]]),
    "a span backwards": lambda it: mark(it)["body"].update(fragments=[[29, 16]]),
    "fragments that overlap": lambda it: mark(it)["body"].update(fragments=[[1, 9], [5, 12]]),
    "no fragments": lambda it: mark(it)["body"].update(fragments=[]),
    "a quote that is not the text": lambda it: mark(it)["body"].update(quote="Mallory"),
    "a label that is none": lambda it: mark(it)["body"].update(label=7),
    "values that are none": lambda it: mark(it)["body"].update(attributes=[]),
    "a title that is none": lambda it: of(it, "article")["body"].update(title=5),
    "an annotator without a name": lambda it: of(it, "annotator")["body"].pop("name"),
    "a relation to nothing": lambda it: of(it, "relation")["body"].pop("to"),
    "a state that is none": lambda it: of(it, "status")["body"].update(state=[]),
    "a scheme that is none": lambda it: of(it, "scheme")["body"].update(labels="all"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_revision_refuses_the_whole_bundle(name: str, target: Target) -> None:
    change = WRONG[name]
    remade(target.bundle, relined(change))
    assert target.refuses().startswith("ben.annotz is damaged: ")


@pytest.mark.parametrize("depth", [300, 900, 5000, 100_000])
def test_a_deep_nest_is_refused(depth: int, target: Target) -> None:
    nest = '{"a":' * depth + "1" + "}" * depth

    def dig(lines: list[Any]) -> None:
        line = {**lines[0], "kind": "novelty", "body": {"deep": "HERE"}}
        lines.append(canonical_json(line).replace('"HERE"', nest))

    remade(target.bundle, relined(dig))
    target.refuses()


def test_a_kind_to_come_is_kept_as_it_is(target: Target) -> None:
    line = {"kind": "novelty", "body": {"deep": [[[{"a": 1}]]]}, "schema_version": 9}
    remade(target.bundle, relined(lambda it: it.append({**mark(it), **line})))
    target.merge()
    assert any("novelty" in line for line in target.dumped())


@pytest.mark.parametrize(
    "change", [{"op": "tombstone", "body": None}, {"schema_version": 2}, {"kind": "scheme-2"}]
)
def test_the_scheme_is_not_taken_away_in_its_owners_name(
    change: dict[str, object], target: Target
) -> None:
    """Who wrote a revision is a claim; a project without a scheme could not be opened again."""

    def rob(lines: list[dict[str, Any]]) -> None:
        scheme = of(lines, "scheme")
        parent = sha256(canonical_json(scheme).encode()).hexdigest()
        lines.append({**scheme, "parents": [parent], "seq": 2, **change})

    remade(target.bundle, relined(rob))
    assert "would leave this project without labels" in target.refuses()


def test_a_text_that_is_not_canonical_is_refused(target: Target) -> None:
    text = "\ufeffTwo\r\nlines."
    name = sha256(text.encode()).hexdigest()

    def smuggle(members: dict[str, bytes]) -> None:
        relined(lambda it: of(it, "article").update(article=name))(members)
        resealed(members, f"texts/{name}.txt", text.encode())

    remade(target.bundle, smuggle)
    assert "not in its canonical form" in target.refuses()


def test_text_and_revisions_of_what_nobody_names_are_no_matter(target: Target) -> None:
    text = b"Nobody speaks of this."
    remade(
        target.bundle,
        lambda it: resealed(it, f"texts/{sha256(text).hexdigest()}.txt", text),
    )
    target.merge()
    assert not any("Nobody speaks" in line for line in target.dumped())


def test_names_with_line_ends_are_refused_as_senders(target: Target) -> None:
    def rename(members: dict[str, bytes]) -> None:
        manifest = json.loads(members["manifest.json"])
        manifest["sender"]["annotator"] = "Olena\x1b[2J\nBen"
        members["manifest.json"] = json.dumps(manifest).encode()

    remade(target.bundle, rename)
    assert "its sender has no proper name" in target.refuses()


# What a newer program made


def test_what_needs_a_newer_program_is_refused(target: Target) -> None:
    remade(target.bundle, lambda it: manifest_with(it, min_reader=2, members=7))
    assert target.refuses() == (
        "ben.annotz was made by a newer version of Annotator. Update Annotator to take it in."
    )
    newer = target.bundle.with_name("ben.annot")
    shutil.copy(target.made / "ben.annot", newer)
    make_newer(newer)
    assert "was made by a newer version of Annotator" in target.refuses(newer)


# Things that are no files of ours


def test_what_is_no_file_is_said_without_waiting_for_it(target: Target, tmp_path: Path) -> None:
    pipe, empty, loop = (target.bundle.with_name(name) for name in ("pipe", "empty", "loop"))
    os.mkfifo(pipe)
    empty.touch()
    loop.symlink_to(loop)
    dangling = target.bundle.with_name("dangling")
    dangling.symlink_to("nowhere")
    other = target.bundle.with_name("other.db")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE t(a)")
    archive = target.bundle.with_name("other.zip")
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("word/document.xml", "<xml/>")
    for path, why in (
        (pipe, "pipe is no file. Name a bundle or a project file."),
        (target.bundle.parent, "in is a folder. Name a bundle or a project file."),
        (Path(os.devnull), "null is no file. Name a bundle or a project file."),
        (empty, "empty is empty. Ask for it anew."),
        (target.folder / "none.annotz", "cannot be read: no such file or directory."),
        (dangling, "cannot be read: no such file or directory."),
        (loop, "cannot be read: too many levels of symbolic links."),
        (other, "other.db is neither a bundle nor a project of Annotator's."),
        (archive, "other.zip is neither a bundle nor a project of Annotator's."),
    ):
        assert why in target.refuses(path)


def test_a_file_whose_name_is_no_text_is_merged(target: Target) -> None:
    odd = target.bundle.with_name(os.fsdecode(b"ben \xff.annotz"))
    target.bundle.rename(odd)
    target.merge(odd)
    assert target.lines() > set()


def test_nothing_of_several_is_taken_if_one_is_damaged(target: Target) -> None:
    broken = target.bundle.with_name("broken.annotz")
    for wrong, why in (
        ("a quote that is not the text", r"broken\.annotz( or|) .*is damaged"),
        ("a line that is no JSON", r"^broken\.annotz is damaged"),
    ):
        shutil.copy(target.bundle, broken)
        remade(broken, relined(WRONG[wrong]))
        with Project.open(target.path, "Olena") as project:
            for order in ([target.bundle, broken], [broken, target.bundle]):
                with pytest.raises(UserProblem, match=why):
                    project.exchanging.merge(order)
        target.is_as_it_was()


def test_a_read_only_project_says_so(target: Target) -> None:
    with Project.open(target.path, "Olena", read_only=True) as project:
        with pytest.raises(UserProblem, match="cannot be changed"):
            project.merge(target.bundle)
        # But its work can be sent.
        project.bundle(target.folder / "in" / "own.annotz")
    target.is_as_it_was()


# Beginning with what is damaged


@pytest.mark.parametrize("name", ["a quote that is not the text", "a line that is no JSON"])
def test_nobody_begins_with_a_damaged_bundle(name: str, target: Target) -> None:
    remade(target.bundle, relined(WRONG[name]))
    new = target.folder / "new.annot"
    with pytest.raises(UserProblem, match=r"ben\.annotz is damaged"):
        start_from_bundle(target.bundle, new, "Cem")
    assert sorted(one.name for one in target.folder.iterdir()) == ["in", "talks.annot"]


def test_nobody_begins_with_a_bundle_without_labels(target: Target) -> None:
    def rob(lines: list[dict[str, Any]]) -> None:
        lines[:] = [line for line in lines if line["kind"] != "scheme"]

    remade(target.bundle, relined(rob))
    with pytest.raises(UserProblem, match="holds no labels"):
        start_from_bundle(target.bundle, target.folder / "new.annot", "Cem")
    assert not (target.folder / "new.annot").exists()


def test_no_project_is_begun_over_another(target: Target) -> None:
    with pytest.raises(UserProblem, match=r"talks\.annot exists already"):
        start_from_bundle(target.bundle, target.path, "Cem")
    target.is_as_it_was()
