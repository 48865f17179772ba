"""Three people on the command line: bundles and files go around, and what is said about them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from annotator import Project
from annotator.sync.bundle import Bundle
from tests.cli.conftest import TEXT, Done, Run


class Desk:
    """Where one of the three sits: a home and a project of their own."""

    def __init__(self, name: str, folder: Path, run: Run, patch: pytest.MonkeyPatch) -> None:
        self.name, self._run, self._patch = name, run, patch
        self.home = folder / name / "home"
        self.folder = folder / name
        self.folder.mkdir(parents=True)
        self.path = self.folder / "talks.annot"

    def run(self, command: str, *words: object) -> Done:
        """Run a command on one's own project."""
        self._patch.setenv("ANNOTATOR_HOME", str(self.home))
        return self._run(command, self.path, *words)

    def bundle(self, *words: object, name: str = "out.annotz") -> Path:
        out = self.folder / name
        assert self.run("bundle", out, *words).status == 0
        return out

    def tag(self, start: int, end: int, label: str) -> str:
        article = self.run("articles", "--json").json[0]["id"]
        made = self.run("tag", article, start, end, label, "--annotator", self.name, "--json").json
        return str(made["id"])

    def annotations(self) -> set[tuple[str, str, str]]:
        found = self.run("annotations", "--json").json
        return {(one["annotator"], one["label"], one["quote"]) for one in found}


@pytest.fixture
def desks(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> tuple[Desk, Desk, Desk]:
    """Amara makes a project and sends it; Ben and Cem begin with what she sent."""
    amara, ben, cem = (Desk(name, tmp_path, run, monkeypatch) for name in ("Amara", "Ben", "Cem"))
    assert amara.run("new", "--annotator", "Amara").status == 0
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert amara.run("import", tmp_path / "a.txt").status == 0
    first = amara.bundle(name="first.annotz")
    for other in (ben, cem):
        done = other.run("new", "--from", first, "--annotator", other.name)
        assert done == (0, f"Made {other.path}, working as {other.name}.\n", "")
    return amara, ben, cem


@pytest.mark.parametrize("words", [(), ("--annotator", "Ben")])
def test_who_works_in_a_copy_of_a_file_sends_in_their_own_name(
    words: tuple[str, ...], desks: tuple[Desk, Desk, Desk]
) -> None:
    """Or what they send would be signed with another key than its lead's, which is an alarm."""
    amara, ben, _ = desks
    ben.path.unlink()
    shutil.copy(amara.path, ben.path)
    ben.tag(0, 5, "source")
    with Bundle(ben.bundle(*words)) as bundle:
        assert bundle.manifest.sender.annotator == "Ben"
    merged = amara.run("merge", ben.folder / "out.annotz")
    assert (merged.status, merged.err) == (0, "")
    assert ben.run("merge", amara.bundle()).status == 0
    assert ben.annotations() == amara.annotations()
    with Bundle(ben.bundle("--sender", "Cem")) as bundle:
        assert bundle.manifest.sender.annotator == "Cem"


def test_who_works_in_their_own_file_sends_in_their_own_name(
    desks: tuple[Desk, Desk, Desk],
) -> None:
    amara, ben, _ = desks
    with Bundle(amara.bundle()) as bundle:
        assert bundle.manifest.sender.annotator == "Amara"
    amara.run("merge", ben.bundle())
    with Bundle(ben.bundle("--annotator", "Amara")) as bundle:
        assert bundle.manifest.sender.annotator == "Ben"
    # Also if somebody else worked here last: they may not be sent what is kept from others.
    article = amara.run("articles", "--json").json[0]["id"]
    amara.run("tag", article, 0, 5, "source", "--annotator", "Ben")
    for words in ((), ("--annotator", "Ben")):
        with Bundle(amara.bundle(*words)) as bundle:
            assert bundle.manifest.sender.annotator == "Amara"


def test_three_people_exchange_bundles_and_agree_on_what_there_is(
    desks: tuple[Desk, Desk, Desk],
) -> None:
    for spot, desk in enumerate(desks):
        desk.tag(spot, 5, "source")
    for desk in desks:
        others = [other.bundle() for other in desks if other is not desk]
        for other in others:
            assert desk.run("merge", other).status == 0
    amara, ben, cem = desks
    assert amara.annotations() == ben.annotations() == cem.annotations()
    assert len(amara.annotations()) == 3
    for desk in desks:
        assert desk.run("check").out == "No fault found.\n"
    assert amara.run("undo").out == "Undone: Merge a bundle from Cem.\n"
    assert {one for one, *_ in amara.annotations()} == {"Amara", "Ben"}
    assert amara.run("redo").status == 0
    assert amara.annotations() == ben.annotations()


def test_bundle_says_what_it_wrote(desks: tuple[Desk, Desk, Desk]) -> None:
    amara, ben, _ = desks
    ben.tag(0, 5, "source")
    out = ben.folder / "b.annotz"
    done = ben.run("bundle", out)
    size = out.stat().st_size
    assert done.err == ""
    told = done.out.splitlines()
    assert told[0].startswith(f"Wrote {out}: 1 article, 1 annotation, 5 revisions, ")
    assert told[1].startswith("Signed with your key ")
    told_as_json = ben.run("bundle", out, "--no-sign", "--annotator", "Amara", "--json").json
    assert told_as_json == {
        "bundle": str(out),
        "size": out.stat().st_size,
        "revisions": 4,
        "articles": 1,
        "annotations": 0,
        "fingerprint": "",
        "delta": False,
        "blind": False,
        "kept_back": 0,
    }
    assert out.stat().st_size < size
    assert ben.run("bundle", out, "--no-sign").out.endswith("Not signed.\n")
    nothing = ben.run("bundle", out, "--since-last")
    assert (nothing.status, nothing.out) == (1, "")
    assert nothing.err.startswith("Nothing is new since the bundle of ")
    ben.tag(16, 29, "figure")
    delta = ben.run("bundle", out, "--since-last", "--no-sign").out
    assert "0 articles, 1 annotation, 1 revision" in delta
    assert "It holds what is newer than the last bundle" in delta
    article = ben.run("articles", "--json").json[0]["id"]
    assert ben.run("bundle", out, "--article", article[:8], "--json").json["articles"] == 1
    assert amara.run("bundle", amara.path).status == 1


def test_merge_says_what_it_brings_beforehand_and_afterwards(
    desks: tuple[Desk, Desk, Desk],
) -> None:
    amara, ben, cem = desks
    ben.tag(0, 5, "source")
    ben.tag(16, 29, "figure")
    file = ben.bundle(name="ben.annotz")
    before = amara.path.read_bytes()
    counts = {
        "new": 3, "known": 3, "ignored": 0, "conflicts": 0, "articles": 0, "annotations": 2,
    }  # fmt: skip
    assert amara.run("merge", file, "--dry-run", "--json").json == counts
    seen = amara.run("merge", file, "--dry-run")
    assert amara.path.read_bytes() == before
    assert seen.err == ""
    lines = seen.out.splitlines()
    assert lines[0].startswith("ben.annotz, from Ben, made 2")
    assert "Signed, key" in lines[0]
    assert lines[0].endswith("not seen before.")
    assert lines[1:] == [
        "Would bring 3 revisions: 2 of annotations, 1 of people.",
        "New annotations: 2 (1 figure, 1 source).",
        "Known already: 3 revisions.",
    ]
    done = amara.run("merge", file)
    assert done.out.splitlines()[1:] == [lines[1].replace("Would bring", "Brought"), *lines[2:]]
    again = amara.run("merge", file)
    assert "known since 2" in again.out
    assert again.out.splitlines()[1:] == ["Nothing new.", "Known already: 6 revisions."]
    assert amara.run("merge", file, "--json").json == counts | {
        "new": 0, "known": 6, "annotations": 0,
    }  # fmt: skip
    # A whole project file does as well, and several at once.
    cem.tag(0, 5, "source")
    seen_at_once = amara.run("merge", cem.path, file, "--dry-run", "--json").json
    told = amara.run("merge", cem.path, file, "--json").json
    assert told == seen_at_once
    assert (told["new"], told["annotations"]) == (2, 1)
    assert amara.run("history", "--json").json[0]["title"] == "Merge 2 files"


def test_conflicts_are_listed_and_settled(
    desks: tuple[Desk, Desk, Desk], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    amara, ben, cem = desks
    made = ben.tag(16, 29, "figure")
    # Cem's machine is Ben's second one.
    assert cem.run("merge", ben.bundle()).status == 0
    for desk, note in ((ben, "one"), (cem, "two")):
        monkeypatch.setenv("ANNOTATOR_HOME", str(desk.home))
        with Project.open(desk.path, "Ben") as project:
            project.update(made, note=note)
    assert amara.run("conflicts").out == "No conflicts.\n"
    assert amara.run("conflicts", "--json").json == []
    done = amara.run("merge", ben.path, cem.path)
    assert "Conflicts: 1. “annotator conflicts” lists them:" in done.out
    listed = amara.run("conflicts").out
    assert listed in done.out
    lines = listed.splitlines()
    assert lines[0].startswith(f"{made}  figure “about 600 km²” in “")
    assert lines[0].endswith("”, Ben:")
    assert {line.split("  ")[3] for line in lines[1:]} == {"note: one", "note: two"}
    (told,) = amara.run("conflicts", "--json").json
    assert (told["entity"], told["author"], len(told["sides"])) == (made, "Ben", 2)
    side = next(one for one in told["sides"] if one["words"] == "note: two")
    wrong = amara.run("conflicts", "--settle", made, "ffffff00")
    assert (wrong.status, wrong.out) == (1, "")
    done = amara.run("conflicts", "--settle", made, side["digest"][:12])
    assert done == (0, "Settled. 0 conflicts left.\n", "")
    (one,) = amara.run("annotations", "--json").json
    assert one["note"] == "two"
    # The settlement travels, and is the end of it.
    for desk in (ben, cem):
        assert desk.run("merge", amara.path).status == 0
        assert desk.run("conflicts").out == "No conflicts.\n"


def test_another_key_is_refused_until_it_is_accepted(desks: tuple[Desk, Desk, Desk]) -> None:
    amara, ben, cem = desks
    assert amara.run("merge", ben.bundle()).status == 0
    cem.tag(0, 5, "source")
    file = cem.bundle("--sender", "Ben", name="ben.annotz")
    refused = amara.run("merge", file)
    assert (refused.status, refused.out) == (1, "")
    assert "signed with another key than Ben's earlier bundles" in refused.err
    seen = amara.run("merge", file, "--dry-run")
    assert (seen.status, seen.err.split(":")[0]) == (0, "Warning")
    assert "Signed with another key than before" in seen.out
    assert amara.annotations() == set()
    accepted = amara.run("merge", file, "--accept-new-key")
    assert accepted.status == 0
    assert len(amara.annotations()) == 1
    begun = Desk("Dee", ben.folder, amara._run, amara._patch)
    begun.home = ben.home
    assert ben.run("merge", ben.bundle()).status == 0
    assert "say --accept-new-key" in begun.run("new", "--from", file).err
    assert begun.run("new", "--from", file, "--accept-new-key", "--annotator", "Dee").status == 0


def test_unsigned_bundles_say_so(desks: tuple[Desk, Desk, Desk]) -> None:
    amara, ben, _ = desks
    ben.tag(0, 5, "source")
    assert "Not signed: the name is a claim." in amara.run("merge", ben.bundle("--no-sign")).out
    amara.run("merge", ben.bundle())
    done = amara.run("merge", ben.bundle("--no-sign"))
    assert done.status == 0
    assert done.err.startswith("Warning: Ben has signed bundles since 2")


def test_other_versions_and_what_waits_are_told(
    desks: tuple[Desk, Desk, Desk], tmp_path: Path
) -> None:
    amara, ben, cem = desks
    for desk, text in ((amara, "It rained. The dam held."), (ben, "It rained. The dam broke.")):
        line = {"text": text, "url": "https://example.org/dam", "title": "Dam"}
        (tmp_path / "in.jsonl").write_text(json.dumps(line), encoding="utf-8")
        assert desk.run("import", tmp_path / "in.jsonl").status == 0
    told = amara.run("merge", ben.bundle())
    assert (
        "Another text of “Dam”: 1 sentence differs. Both are kept and linked; 0 annotations stay on"
        " the other one." in told.out
    )
    made = ben.tag(0, 5, "source")
    ben.bundle()
    assert ben.run("undo").status == 0
    delta = ben.bundle("--since-last", name="delta.annotz")
    waits = cem.run("merge", delta)
    assert "Waiting for an earlier bundle: 1 revision. They count when it comes." in waits.out
    assert made


def test_wrong_usage_and_problems(desks: tuple[Desk, Desk, Desk], tmp_path: Path) -> None:
    amara, ben, _ = desks
    assert amara.run("merge").status == 2
    assert amara.run("bundle").status == 2
    assert amara.run("conflicts", "--settle", "x").status == 2
    file = ben.bundle()
    scheme = tmp_path / "s.json"
    scheme.write_text("{}")
    both = Desk("Dee", tmp_path, amara._run, amara._patch)
    assert both.run("new", "--from", file, "--scheme", scheme).status == 2
    for words, why in (
        (("merge", tmp_path / "none.annotz"), "cannot be read: no such file or directory."),
        (("merge", amara.path), "is this project itself"),
        (("bundle", tmp_path / "x.annotz", "--annotator", "Nobody"), "There is no annotator"),
        (("import", file), "is a bundle: it is not imported but merged."),
        (("import", ben.path), "is a project: it is not imported but merged."),
    ):
        done = amara.run(*words)
        assert (done.status, why in done.err) == (1, True), done
    assert not (tmp_path / "x.annotz").exists()
