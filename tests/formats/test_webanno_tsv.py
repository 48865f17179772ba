"""WebAnno TSV 3: layers, links, stacked annotations and parts of tokens are read."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.app.reading_files import FileReader
from annotator.formats.registry import format_of
from annotator.formats.webanno.cells import items, plain
from annotator.model.incoming import Incoming
from annotator.problems import UserProblem
from tests.formats.writing import read
from tests.nasty import texts

_FOREIGN = Path(__file__).parent.parent / "data" / "formats" / "foreign" / "webanno-tsv"
_HEAD = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|value\n\n\n"


def _foreign(name: str, **options: str) -> tuple[Incoming, FileReader]:
    reader = FileReader([_FOREIGN / name], format_name="webanno-tsv", options=options)
    (found,) = reader.articles()
    return found, reader


def _quotes(found: Incoming) -> list[tuple[str, str]]:
    assert all(
        found.text[one["start"] : one["end"]] == one.get("quote") for one in found.annotations
    )
    return [(one["label"], one.get("quote", "")) for one in found.annotations]


def _own(body: str) -> Incoming:
    (found,), reader = read("webanno-tsv", {"": (_HEAD + body).encode()})
    assert reader.problems == {}
    return found


def test_layers_stacked_annotations_and_parts_of_tokens() -> None:
    found, reader = _foreign("layers.tsv")
    assert found.text == "I 😊 like Old Cairo .\nSome 5[a] km\tand\nC:\\x more ."
    assert _quotes(found) == [
        ("EMO", "😊"), ("LOC", "Old Cairo"), ("ORG_x", "Old Cairo"), ("LOC", "Cairo"),
        ("PA|TH", "C:\\x"), ("Figure", "Some 5[a]"), ("Figure", "["),
    ]  # fmt: skip
    values = [one.get("attributes") for one in found.annotations]
    assert values == [None, {"identifier": "http://x.org/a"}, *[None] * 5]
    assert [(one["type"], one["from"], one["to"], one.get("note")) for one in found.relations] == [
        ("says", "1", "2", "kind: sure"), ("Says", "3", "4", None),
    ]  # fmt: skip
    assert [(one.where, one.reason.partition(":")[0]) for one in reader.skipped] == [
        ("layers.tsv, line 22", "Figure"),
        ("layers.tsv", "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS (2×)"),
        ("layers.tsv", "de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink (1×)"),
    ]
    assert [note.what for note in reader.notes] == [
        "line ends stand between its sentences: it has no others"
    ]


def test_layers_and_the_feature_that_is_the_label_are_chosen() -> None:
    found, _ = _foreign("layers.tsv", layer="POS", feature="PosValue")
    assert _quotes(found) == [("PRP", "I"), ("VB", "like")]
    found, _ = _foreign("layers.tsv", layer="NamedEntity,Figure", feature="none")
    assert {label for label, _ in _quotes(found)} == {"NamedEntity", "Figure"}


def test_what_fills_slots_is_linked() -> None:
    found, reader = _foreign("slots.tsv")
    assert _quotes(found) == [
        ("Thing", "loves"), ("Thing", "him not"), ("Host", "He"), ("Host", "her"), ("Host", "."),
    ]  # fmt: skip
    assert [(one["type"], one["from"], one["to"]) for one in found.relations] == [
        ("p1", "3", "1"), ("p2", "3", "2"), ("links", "4", "1"),
    ]  # fmt: skip
    assert reader.skipped == []


def test_a_span_over_sentences_is_one() -> None:
    found = _own(
        "#Text=He ran .\n1-1\t0-2\tHe\t_\t\n1-2\t3-6\tran\tX[1]\t\n1-3\t7-8\t.\tX[1]\t\n\n"
        "#Text=She too\n2-1\t10-13\tShe\tX[1]\t\n2-2\t14-17\ttoo\t_\t\n"
    )
    assert found.text == "He ran .\n\nShe too"
    assert _quotes(found) == [("X", "ran .\n\nShe")]


def test_offsets_in_code_points_are_found_out_and_wrong_ones_too() -> None:
    rows = "1-1\t0-1\t😀\tA\t\n1-2\t2-6\twent\tB\t\n1-2.1\t3-5\ten\tC\t\n"
    (found,), reader = read("webanno-tsv", {"": f"{_HEAD}#Text=😀 went\n{rows}".encode()})
    assert _quotes(found) == [("A", "😀"), ("B", "went"), ("C", "en")]
    assert [one.what for one in reader.notes] == ["its offsets count code points"]
    rows = rows.replace("2-6", "7-11")
    (found,), reader = read("webanno-tsv", {"": f"{_HEAD}#Text=😀 went\n{rows}".encode()})
    assert _quotes(found)[:2] == [("A", "😀"), ("B", "went")]
    assert "1 tokens are not where" in reader.notes[-1].what


def test_a_text_that_begins_later_and_sentences_far_apart() -> None:
    found = _own("#Text= a\n1-1\t8-9\ta\tX\t\n\n#Text=b\n2-1\t999999999-1000000000\tb\tX\t\n")
    assert found.text == " a\nb"
    assert [one["start"] for one in found.annotations] == [1, 3]


def test_signs_that_mean_something_are_told_from_those_that_do_not() -> None:
    assert [item.value for item in items(r"a\|b|\_[1]|*|_[2]|\*|c\[3\]|d\\[4]")] == [
        "a|b", "_", None, None, "*", "c[3]", "d\\",
    ]  # fmt: skip
    assert [item.number for item in items(r"a|\_[1]|c\[3\]|d\\[4]")] == [0, 1, 0, 4]
    assert items(r"e\[5]") == [("e[5]", 0)]
    assert items("_") == []
    assert plain(r"a\->b\;\t\\n") == "a->b;\t\\n"


def _escaped(text: str) -> str:
    for sign in "\\[]|_;*":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("->", "\\->").replace("\t", "\\t").replace("\n", "\\n")


@given(text=texts(min_size=1, max_size=12), labels=st.lists(texts(min_size=1, max_size=3)))
@settings(max_examples=60)
def test_whatever_stands_in_tokens_and_values_comes_back(text: str, labels: list[str]) -> None:
    words = text.replace("\r", "").split()
    if not words:
        return
    rows, at = [], 0
    labels = [" ".join(one.split()) for one in labels]
    for number, word in enumerate(words, 1):
        end = at + len(word.encode("utf-16-le")) // 2
        label = labels[number % len(labels)] if labels else ""
        cell = _escaped(label) if label else "_"
        rows.append(f"1-{number}\t{at}-{end}\t{_escaped(word)}\t{cell}\t\n")
        at = end + 1
    found = _own(f"#Text={_escaped(' '.join(words))}\n{''.join(rows)}")
    # A byte order mark at the beginning is none of the text's.
    assert found.text == " ".join(words).lstrip("\ufeff")
    assert [label for label, _ in _quotes(found)] == [
        labels[number % len(labels)]
        for number, word in enumerate(words, 1)
        if labels and labels[number % len(labels)]
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is not WebAnno TSV 3"),
        (b"#FORMAT=WebAnno TSV 2\n", "is not WebAnno TSV 3"),
        (_HEAD.encode() + b"1-1\t0-1\ta\t_\n", "no #Text="),
        (_HEAD.encode() + b"#Text=a\n1-1\t0\ta\t_\n", "line 6: it is no token"),
        (_HEAD.encode() + b"#Text=a\n1-1\t0-1\tb\t_\n", "are not those of the sentence"),
        (_HEAD.encode() + b"#Text=\xff\n", "encoding"),
    ],
)
def test_what_is_none_is_refused(data: bytes, said: str) -> None:
    _, reader = read("webanno-tsv", {"": data})
    assert [said in str(problem) for problem in reader.problems.values()] == [True]


def test_it_is_told_from_other_tables(tmp_path: Path) -> None:
    chosen = format_of(_FOREIGN / "layers.tsv")
    assert chosen is not None
    assert chosen.name == "webanno-tsv"
    (tmp_path / "a.tsv").write_text("text\tlabel\n")
    other = format_of(tmp_path / "a.tsv")
    assert other is not None
    assert other.name == "tsv"


def test_damaged_files_are_read_or_refused() -> None:
    lots = random.Random(6)
    samples = [one.read_bytes() for one in sorted(_FOREIGN.iterdir())]
    for number in range(400):
        data = bytearray(samples[number % len(samples)])
        for _ in range(lots.randint(1, 5)):
            at = lots.randrange(25, len(data))
            data[at : at + lots.randint(0, 3)] = lots.choice(
                [b"", b"\n", b"\t", b"|", b"[1]", b"[9_9]", b"_", b"*", b"\\", b"-", b"99", b"\0"]
            )
        found, reader = read("webanno-tsv", {"": bytes(data)})
        assert all(isinstance(one, UserProblem) for one in reader.problems.values())
        for one in found:
            assert len(one.text) < 5_000
            assert all(0 <= a["start"] < a["end"] <= len(one.text) for a in one.annotations)
