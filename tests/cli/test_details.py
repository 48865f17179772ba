"""What is said of articles, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import Project

from .conftest import Run

WIRE = " ".join(f"word{n} of the report about the valley" for n in range(40))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "talks.annot"
    with Project.create(path, annotator="Olena") as project:
        project.import_text(f"One 🇺🇦\n\n{WIRE}")
        project.import_text(f"Two\n\n{WIRE} and a last line")
        project.import_text("الثالث\n\nنص قصير.")
    return path


def ids(path: Path) -> list[str]:
    with Project.open(path, read_only=True) as project:
        return [article.id for article in project.articles()]


def test_details_are_shown_and_changed(run: Run, path: Path) -> None:
    first, second, _ = ids(path)
    told = run("details", path, first[:10], "--json").json
    assert told[0]["id"] == first
    assert (told[0]["outlet"], told[0]["said"][0]["annotator"]) == (None, "Olena")
    done = run("details", path, first, second, "--set", "outlet=Andes Wire", "--set",
               "published=9 Feb 2026", "--annotator", "Ben")  # fmt: skip
    assert done.status == 0
    assert "Andes Wire" in done.out
    assert "Ben" in done.out
    told = run("details", path, second, "--json").json
    assert told[0]["published"] == "2026-02-09"
    assert [one["annotator"] for one in told[0]["said"]] == ["Ben", "Olena"]
    assert run("details", path, second, "--set", "published=soon").status == 1
    assert run("details", path, second, "--set", "colour=red").status == 2
    assert run("details", path, second, "--set", "outlet").status == 2
    assert run("undo", path).status == 0
    assert run("details", path, first, "--json").json[0]["outlet"] is None


def test_articles_are_retired_and_brought_back(run: Run, path: Path) -> None:
    first, *_ = ids(path)
    assert run("retire", path, first, "--reason", "a copy").status == 0
    assert len(run("articles", path, "--json").json) == 2
    assert run("retire", path, "--json").json == [
        {"article": first, "by": "Olena", "reason": "a copy"}
    ]
    assert "a copy" in run("retire", path).out
    refused = run("retire", path, ids(path)[0], "--annotator", "Ben")
    assert refused.status == 1
    assert "Only a lead" in refused.err
    assert run("bring-back", path, first, "--json").json == {"articles": 1}
    assert len(run("articles", path, "--json").json) == 3


def test_copies_are_listed(run: Run, path: Path) -> None:
    first, second, _ = ids(path)
    (group,) = run("copies", path, "--json").json
    assert [one["id"] for one in group] == [first, second]
    assert 0.5 < group[1]["alike"] < 1
    assert first[:12] in run("copies", path).out


def test_articles_are_flagged(run: Run, path: Path) -> None:
    first, second, _ = ids(path)
    told = run("flag", path, first[:8], second, "--words", " look  again 🚩", "--json").json
    assert told == [{"article": one, "flag": "look again 🚩"} for one in (first, second)]
    run("flag", path, second, "--words", "")
    assert "look again 🚩" in run("flag", path).out
    assert len(run("flag", path, "--json").json) == 1
    # A flag is one's own.
    run("flag", path, first, "--words", "mine", "--annotator", "Ben")
    assert run("flag", path, "--json").json == [{"article": first, "flag": "look again 🚩"}]
    assert run("flag", path, first).status == 2
    assert run("flag", path, "--words", "x").status == 2
    assert run("flag", path, first, "--words", "x" * 81).status == 1


def test_articles_are_marked_and_noted(run: Run, path: Path) -> None:
    first, second, _ = ids(path)
    assert run("mark", path, first, second, "--as", "done").out == "Marked done: 2.\n"
    assert len(run("articles", path, "--query", "status:done", "--json").json) == 2
    assert run("mark", path, first, "--as", "read").status == 2
    assert run("note", path, first[:9], "The wire has this, too.").status == 0
    assert "The wire has this, too." in run("comments", path).out
    assert run("note", path, "abcdef00", "x").status == 1


def test_zones_are_shown_and_set(run: Run, path: Path) -> None:
    first, *_ = ids(path)
    before = run("zones", path, first, "--json").json
    assert [one["role"] for one in before] == ["body"]
    end = before[0]["end"]
    both = ("--set", "0-3=headline", "--set", "8-9=caption")
    told = run("zones", path, first, *both, "--json").json
    assert told == [
        {"start": 0, "end": 6, "role": "headline"},
        {"start": 8, "end": end, "role": "caption"},
    ]
    assert "caption" in run("zones", path, first).out
    # Found again, now that its title is known.
    told_again = run("zones", path, first, "--as-found", "--json").json
    assert [one["role"] for one in told_again] == ["headline", "body"]
    assert run("zones", path, first, "--set", "1-2=mood").status == 2
    assert run("zones", path, first, "--set", "2-1=deck").status == 2
    beyond = run("zones", path, first, "--set", "1-99999=deck")
    assert (beyond.status, beyond.err[:23]) == (1, "There is no stretch 1–9")
    assert run("zones", path, first, "--set", "1-2=deck", "--as-found").status == 2
    assert run("undo", path).status == 0
    assert run("zones", path, first, "--json").json == told
