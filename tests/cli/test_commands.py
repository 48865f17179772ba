"""Every command does what the contract says, for people and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator import Project
from annotator.version import __version__
from tests.cli.conftest import TEXT, Run

ANNOTATION = [
    "id", "article", "annotator", "label", "start", "end", "fragments", "quote", "attributes",
    "note", "origin", "created", "modified",
]  # fmt: skip
ARTICLE = [
    "id", "title", "text", "zones", "url", "outlet", "byline", "published", "language",
]  # fmt: skip


def test_new_makes_a_project(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.annot"
    done = run("new", path, "--annotator", "Olena")
    assert done == (0, f"Made {path}, working as Olena.\n", "")
    other = tmp_path / "b.annot"
    assert run("new", other, "--json").json == {"project": str(other)}
    for made in (path, other):
        assert run("check", made) == (0, "No fault found.\n", "")


def test_new_takes_a_scheme(run: Run, tmp_path: Path) -> None:
    scheme = tmp_path / "labels.json"
    scheme.write_text(json.dumps({"labels": [{"key": "дата"}]}), encoding="utf-8")
    assert run("new", tmp_path / "a.annot", "--scheme", scheme).status == 0
    with Project.open(tmp_path / "a.annot") as project:
        assert [label.key for label in project.scheme.labels] == ["дата"]
    scheme.write_text("{", encoding="utf-8")
    done = run("new", tmp_path / "b.annot", "--scheme", scheme)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("labels.json is not a scheme: it is not JSON (")
    assert not (tmp_path / "b.annot").exists()
    missing = run("new", tmp_path / "b.annot", "--scheme", tmp_path / "no.json")
    assert missing.err.endswith("no.json cannot be read: No such file or directory.\n")


def test_import_takes_files_in(run: Run, path: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("An article.", encoding="utf-8")
    line = {"text": TEXT, "annotations": [{"label": "event", "start": 0, "end": 5}]}
    (tmp_path / "b.jsonl").write_text(json.dumps(line), encoding="utf-8")
    done = run("import", path, tmp_path / "a.txt", tmp_path / "b.jsonl", "--annotator", "Ben")
    taken = "Articles: 2, of them new: 1. Annotations: 1.\n"
    assert done == (0, f"{taken}Label: event → event (1), new in the scheme\n", "")
    assert run("undo", path).status == 0
    told = run("import", path, tmp_path / "a.txt", tmp_path / "b.jsonl", "--json").json
    articles = [article["id"] for article in run("articles", path, "--json").json]
    assert told == {
        "articles": [articles[1], articles[0]],
        "annotations": 1,
        "relations": 0,
        "new_labels": ["event"],
        "known": 0,
        "labels": [{"label": "event", "key": "event", "annotations": 1, "quote": "Olena"}],
        "annotators": [{"name": None, "annotations": 1}],
        "files": [
            {"name": name, "format": title, "articles": 1, "annotations": number, "unit": None}
            for name, title, number in (
                ("a.txt", "Plain text", 0),
                ("b.jsonl", "Annotator JSONL", 1),
            )
        ],
        "skipped": [],
        "notes": [],
        "may_be_versions": [],
    }
    again = run("import", path, tmp_path / "b.jsonl", "--annotator", "Olena")
    assert again.out == "Articles: 1, of them new: 0. Annotations: 0. Here already: 1.\n"


def test_import_says_what_was_taken_of_a_file_and_what_not(
    run: Run, path: Path, tmp_path: Path
) -> None:
    line = {"text": "a\0b\ud800\ud800", "annotations": [{"label": "x", "start": 0, "end": 9}]}
    (tmp_path / "a.jsonl").write_text(json.dumps(line), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("[]", encoding="utf-8")
    done = run("import", path, tmp_path / "a.jsonl", tmp_path / "b.jsonl")
    what = "1 NUL character and 2 lone halves of a character were replaced by “\ufffd”, one for one"
    without = "x 0–9: there is no such span; the text has 5 characters"
    assert done.err.splitlines() == [
        "Passed over: b.jsonl, line 1: it is no object in braces.",
        f"Passed over: a.jsonl, line 1 was taken without {without}",
        f"Note: a.jsonl, line 1: {what}",
    ]
    told = json.loads(run("import", path, tmp_path / "a.jsonl", "--json").out)
    assert told["notes"] == [{"where": "a.jsonl, line 1", "what": what}]


def doccano(path: Path, *articles: tuple[str, list[list[object]]]) -> Path:
    rows = [json.dumps({"text": text, "label": spans}) for text, spans in articles]
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_import_maps_labels_and_remembers(run: Run, path: Path, tmp_path: Path) -> None:
    first = doccano(tmp_path / "a.jsonl", ("Anna left Kyiv.", [[0, 4, "PER"], [10, 14, "LOC"]]),
                    ("Ben ate.", [[0, 3, "PER"], [4, 7, "MISC"]]))  # fmt: skip
    done = run("import", path, first, "--format", "doccano", "--map-label", "PER=source",
               "--map-label", "MISC=", "--offsets", "code-points")  # fmt: skip
    assert done.status == 0
    assert done.out.splitlines() == [
        "Articles: 2, of them new: 2. Annotations: 3.",
        "Offsets count code points.",
        "Label: PER → source (2)",
        "Label: LOC → LOC (1), new in the scheme",
        "Label: MISC → left out (1)",
    ]
    assert done.err == (
        "Passed over: The import was taken without 1 annotation of “MISC”: as asked for\n"
    )
    second = doccano(tmp_path / "b.jsonl", ("Vera left.", [[0, 4, "PER"], [5, 9, "MISC"]]))
    told = run("import", path, second, "--format", "doccano", "--labels-as-before",
               "--map-label", "MISC=figure", "--json")  # fmt: skip
    assert [(one["label"], one["key"]) for one in told.json["labels"]] == [
        ("MISC", "figure"), ("PER", "source")
    ]  # fmt: skip
    assert told.json["files"] == [
        {"name": "b.jsonl", "format": "doccano JSONL", "articles": 1, "annotations": 2,
         "unit": "utf16"}
    ]  # fmt: skip
    assert told.json["new_labels"] == []


def test_import_leaves_new_labels_out_if_asked(run: Run, path: Path, tmp_path: Path) -> None:
    file = doccano(tmp_path / "a.jsonl", ("Anna left Kyiv.", [[0, 4, "source"], [10, 14, "LOC"]]))
    done = run("import", path, file, "--format", "doccano", "--new-labels", "skip",
               "--map-annotator", "ben=Ben", "--json")  # fmt: skip
    told = json.loads(done.out)
    assert (told["annotations"], told["new_labels"]) == (1, [])
    assert told["skipped"] == [
        {"where": "The import", "reason": "1 annotation of “LOC”: the scheme has no such label"}
    ]


def test_import_takes_options_of_a_format(run: Run, path: Path, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("p,q\n1,Anna left Kyiv.\n", encoding="utf-8")
    refused = run("import", path, table)
    assert refused.status == 1
    assert "--option" in refused.err
    told = run("import", path, table, "--format", "csv", "--option", "text=q",
               "--option", "reference=p", "--json").json  # fmt: skip
    assert len(told["articles"]) == 1


@pytest.mark.parametrize("words", [["--map-label", "PER"], ["--option", "=x"]])
def test_import_says_how_pairs_are_written(run: Run, path: Path, words: list[str]) -> None:
    done = run("import", path, "a.txt", *words)
    assert done.status == 2
    assert "takes two words with = between them" in done.err


def test_import_lists_what_it_passes_over(run: Run, path: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("An article.", encoding="utf-8")
    missing = tmp_path / "no.txt"
    why = f"{missing} cannot be read: No such file or directory."
    done = run("import", path, tmp_path / "a.txt", missing)
    assert done == (
        0,
        "Articles: 1, of them new: 1. Annotations: 0.\n",
        f"Passed over: {why}\n",
    )
    told = run("import", path, tmp_path / "a.txt", missing, "--json")
    assert told.status == 0
    assert json.loads(told.out)["skipped"] == [{"where": "no.txt", "reason": why}]
    alone = run("import", path, missing)
    assert (alone.status, alone.err) == (1, f"Passed over: {why}\n")


def test_import_does_not_flood_the_terminal(run: Run, path: Path, tmp_path: Path) -> None:
    spans = [{"label": "x", "start": 0, "end": 999} for _ in range(50)]
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "a", "annotations": spans}))
    done = run("import", path, tmp_path / "a.jsonl")
    assert done.status == 0
    assert len(done.err.splitlines()) == 21
    assert done.err.endswith("Passed over: 30 more; --json lists all.\n")
    assert len(json.loads(run("import", path, tmp_path / "a.jsonl", "--json").out)["skipped"]) == 50


def test_import_takes_encoding_offsets_and_format(run: Run, path: Path, tmp_path: Path) -> None:
    cyrillic = tmp_path / "a.txt"
    cyrillic.write_bytes("Міністр сказав: «так».".encode("windows-1251"))
    asked = run("import", path, cyrillic)
    assert asked.status == 1
    assert "windows-1251 seems likely" in asked.err
    assert run("import", path, cyrillic, "--encoding", "windows-1251").status == 0
    (tmp_path / "b.data").write_text(
        json.dumps({"text": "😀ab", "annotations": [{"label": "x", "start": 2, "end": 3}]})
    )
    words = ("import", path, tmp_path / "b.data", "--format", "jsonl", "--offsets", "utf16")
    assert run(*words).status == 0
    (made,) = run("annotations", path, "--label", "x", "--json").json
    assert (made["start"], made["end"], made["quote"]) == (1, 2, "a")


def test_tag_makes_an_annotation(run: Run, path: Path, article: str) -> None:
    done = run("tag", path, article[:8], 0, 5, "source")
    assert done.status == 0
    assert done.out.startswith("Tagged “Olena” as source (0")
    words = ("--attribute", "value=600", "--attribute", "unit=km²", "--note", "wörds", "--json")
    made = run("tag", path, article, 16, 29, "figure", "--annotator", "Ben", *words).json
    assert list(made) == ANNOTATION
    assert (made["annotator"], made["label"], made["start"], made["end"]) == (
        "Ben", "figure", 16, 29,
    )  # fmt: skip
    assert made["fragments"] == [[16, 29]]
    assert made["quote"] == "about 600 km²"
    assert made["attributes"] == {"value": 600, "unit": "km²"}
    assert (made["note"], made["origin"], made["article"]) == ("wörds", "manual", article)


def test_articles_are_listed(run: Run, path: Path, article: str) -> None:
    run("tag", path, article, 0, 5, "source")
    (told,) = run("articles", path, "--json").json
    assert list(told) == [*ARTICLE, "source", "characters", "annotations"]
    assert (told["id"], told["text"]) == (article, TEXT)
    assert (told["characters"], told["annotations"]) == (len(TEXT), 1)
    assert run("articles", path).out.splitlines() == [
        "id            characters  annotations  title",
        f"{article[:12]}  {len(TEXT):>10}            1  {TEXT}",
    ]


def test_annotations_are_listed(run: Run, path: Path, article: str, tmp_path: Path) -> None:
    run("tag", path, article, 16, 29, "figure", "--annotator", "Ben")
    run("tag", path, article, 0, 5, "source")
    told = run("annotations", path, "--json").json
    assert [list(one) for one in told] == [ANNOTATION, ANNOTATION]
    assert [one["quote"] for one in told] == ["Olena", "about 600 km²"]
    for words in (("--annotator", "Ben"), ("--label", "figure"), (article, "--label", "figure")):
        assert run("annotations", path, *words, "--json").json == told[1:]
    assert run("annotations", path, "--label", "nothing", "--json").json == []
    assert run("annotations", path, article[:6]).out.splitlines() == [
        "article       start  end  label   annotator  quote",
        f"{article[:12]}      0    5  source  Olena      Olena",
        f"{article[:12]}     16   29  figure  Ben        about 600 km²",
    ]


def test_a_long_quote_is_shortened_in_one_line(run: Run, path: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("word\n" * 50, encoding="utf-8")
    run("import", path, tmp_path / "a.txt")
    other = run("articles", path, "--json").json[1]["id"]
    run("tag", path, other, 0, 240, "source")
    last = run("annotations", path, other).out.splitlines()[-1]
    assert last.endswith("Olena      " + "word " * 11 + "word…")


def test_search_finds_articles(run: Run, path: Path, article: str) -> None:
    (hit,) = run("search", path, "kyiv", "--json").json
    assert list(hit) == ["article", "title", "start", "end", "snippet", "marks"]
    assert (hit["article"], TEXT[hit["start"] : hit["end"]]) == (article, "Kyiv")
    done = run("search", path, '"burned near"')
    assert done.out.splitlines()[0] == f"{article[:12]}  {TEXT}"
    assert done.err == "1 article\n"
    assert run("search", path, "nothing") == (0, "", "0 articles\n")
    assert run("search", path, "…") == (1, "", "Type at least one word to search for.\n")


def test_undo_redo_and_history(run: Run, path: Path, article: str) -> None:
    run("tag", path, article, 0, 5, "source")
    assert run("undo", path) == (0, "Undone: Tag source.\n", "")
    assert run("annotations", path, "--json").json == []
    told = run("redo", path, "--json").json
    assert told == {"operation": 3, "title": "Tag source", "articles": [article]}
    assert run("undo", path, "--json").json == told
    assert run("undo", path).out == "Undone: Import 1 article.\n"
    assert run("undo", path) == (1, "", "There is nothing to undo.\n")
    assert run("redo", path).status == 0
    assert run("redo", path).status == 0
    assert run("redo", path, "--json") == (1, "", "There is nothing to redo.\n")
    steps = run("history", path, "--json").json
    assert list(steps[0]) == [
        "id", "title", "act", "state", "at", "annotator", "revisions", "target", "words", "article",
    ]  # fmt: skip
    tagged = next(step for step in steps if step["title"] == "Tag source")
    assert (tagged["words"], tagged["act"]) == ("", "redo")
    tagged = next(step for step in steps[::-1] if step["title"] == "Tag source")
    assert tagged["words"].startswith("“")
    assert [(step["act"], step["state"]) for step in steps[-3:]] == [
        ("do", "done"),
        ("do", "done"),
        ("start", "done"),
    ]
    shown = run("history", path).out.splitlines()
    assert shown[0].split() == ["step", "when", "annotator", "act", "state", "what", "article"]
    assert shown[-1].split()[0] == "1"
    assert shown[-1].rstrip().endswith("start  done   New project")


def test_export_writes_a_dataset(run: Run, path: Path, article: str, tmp_path: Path) -> None:
    run("tag", path, article, 0, 5, "source")
    out, report = tmp_path / "out.csv", tmp_path / "losses.json"
    done = run("export", path, out, "--format", "csv", "--loss-report", report)
    assert done.status == 0
    assert done.out == f"Wrote {out}.\n"
    assert done.err.startswith("Not held by csv: 1 × other (")
    told = run("export", path, out, "--format", "csv", "--json").json
    assert told == json.loads(report.read_text(encoding="utf-8"))
    assert [list(loss) for loss in told] == [["annotation", "article", "reason", "detail"]]
    assert out.read_text(encoding="utf-8").count("source") == 1
    assert run("export", path, tmp_path / "o.jsonl", "--format", "jsonl", "--json").json == []
    for words in (("--label", "figure"), ("--annotator", "Olena", "--label", "location")):
        assert run("export", path, out, "--format", "csv", *words).status == 0
        assert out.read_text(encoding="utf-8").count("Olena said") == 0


# As scripts call them.
FORMAT_NAMES = [
    "jsonl", "doccano", "prodigy", "csv", "tsv", "xlsx", "parquet", "spacy", "spacy-json", "conll",
    "conllu", "brat", "cas-json", "cas-xmi", "webanno-tsv", "label-studio", "qdpx", "qdc", "w3c",
    "geojson", "gate-json", "gate-xml", "tei", "html", "standoff", "frictionless", "croissant",
    "datasette", "taguette", "qualcoder", "rss", "warc", "markdown", "docx", "pdf", "eml", "mbox",
    "zip",
]  # fmt: skip


def test_formats_are_listed(run: Run) -> None:
    told = run("formats", "--json").json
    names = [one["name"] for one in told]
    assert names[0] == "jsonl"
    assert set(names) - {"text"} == set(FORMAT_NAMES)
    assert list(told[0]) == [
        "name", "title", "reads", "writes", "extension", "cannot_hold", "options", "available",
        "needs",
    ]  # fmt: skip
    shown = run("formats").out.splitlines()
    assert shown[0].split() == ["name", "reads", "writes", "cannot", "hold", "title"]
    assert next(row for row in shown if row.startswith("text ")).split()[1:3] == ["yes", "no"]


def test_check_finds_faults(run: Run, path: Path) -> None:
    assert run("check", path, "--json").json == {"ok": True, "faults": []}
    with Project.open(path) as project:
        project.session.database.connection.execute("UPDATE article SET title='x'")
    done = run("check", path)
    assert (done.status, done.err) == (1, "")
    assert done.out.splitlines()[0].startswith("article of revision ")
    told = run("check", path, "--json")
    assert told.status == 1
    assert json.loads(told.out) == {"ok": False, "faults": done.out.splitlines()}


def test_check_of_what_is_no_project(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "no.annot"
    why = f"{path} cannot be opened: there is no such file."
    assert run("check", path) == (1, "", f"{why}\n")
    told = run("check", path, "--json")
    assert (told.status, told.err) == (1, "")
    assert json.loads(told.out) == {"ok": False, "faults": [why]}


def test_backup_copies_a_project(run: Run, path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.annot"
    assert run("backup", path, copy) == (0, f"Copied to {copy}.\n", "")
    assert run("check", copy).status == 0
    other = tmp_path / "other.annot"
    assert run("backup", path, other, "--json").json == {"backup": str(other)}
    assert run("backup", path, copy) == (
        1,
        "",
        "copy.annot exists already. Choose another name for the backup.\n",
    )


def test_the_version_is_told(run: Run) -> None:
    assert run("--version") == (0, f"annotator, version {__version__}\n", "")


@pytest.mark.parametrize(
    "command",
    ["", "new", "import", "export", "formats", "tag", "articles", "annotations", "search", "undo",
     "redo", "history", "check", "backup", "open", "sample"],
)  # fmt: skip
def test_every_command_explains_itself(run: Run, command: str) -> None:
    done = run(*[word for word in (command, "--help") if word])
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"Usage: annotator {command}".rstrip())
    assert "  -h, --help" in done.out
