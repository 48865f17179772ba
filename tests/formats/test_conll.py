"""CoNLL-2003: what is written comes back, and corpora of other people are read."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.app.reading_files import FileReader
from annotator.formats.common.tokens import tokens
from annotator.model.incoming import Incoming
from annotator.model.records import AnnotationRecord, ArticleRecord, Loss
from annotator.problems import UserProblem
from tests.formats.records import PEOPLE, annotation, article, articles
from tests.formats.writing import read
from tests.formats.writing import write as write_parts

_FOREIGN = Path(__file__).parent.parent / "data" / "formats" / "foreign" / "conll"
_GOLDEN = Path(__file__).parent.parent / "data" / "formats" / "conll"
_STRUCTURE = {"discontinuous", "overlapping", "identical", "not-token-aligned"}
_Span = tuple[str, str | None, int, int]


def write(
    records: list[ArticleRecord], options: dict[str, str] | None = None
) -> tuple[dict[str, bytes], list[Loss]]:
    """Write records; the file beside has the name that it gets beside “talks.conll”."""
    files, losses = write_parts("conll", records, options)
    return {"": files[""], "talks.tokens.jsonl": files["tokens.jsonl"]}, losses


def _spans(incoming: Incoming) -> list[_Span]:
    return sorted(
        (one["label"], one.get("annotator"), one["start"], one["end"])
        for one in incoming.annotations
    )


def _quotes(incoming: Incoming) -> list[tuple[str, str]]:
    return [
        (one["label"], incoming.text[one["start"] : one["end"]]) for one in incoming.annotations
    ]


def _expected(record: ArticleRecord, *, together: bool) -> dict[str, list[_Span]]:
    """Lay annotations over tokens, the longest first, in the plainest way: spans by annotation."""
    cut = tokens(record["text"], record["language"]).spans
    pieces: list[tuple[int, int, int, list[int], AnnotationRecord]] = []
    for place, one in enumerate(record["annotations"]):
        runs: list[list[int]] = []
        for start, end in one["fragments"]:
            run = [at for at, (first, last) in enumerate(cut) if first < end and start < last]
            if runs and run and runs[-1][-1] >= run[0]:
                runs[-1] = sorted({*runs[-1], *run})
            elif run:
                runs.append(run)
        pieces += [(-len(run), run[0], place, run, one) for run in runs]
    found: dict[str, list[_Span]] = {one["id"]: [] for one in record["annotations"]}
    taken: set[tuple[str | None, int]] = set()
    for *_, run, one in sorted(pieces, key=lambda piece: piece[:3]):
        who = None if together else one["annotator"]
        if taken.isdisjoint((who, at) for at in run):
            taken |= {(who, at) for at in run}
            found[one["id"]].append((one["label"], who, cut[run[0]][0], cut[run[-1]][1]))
    return found


@pytest.mark.parametrize("overlaps", ["columns", "longest"])
@given(records=articles(), scheme=st.sampled_from(["bio", "bilou", "iobes"]))
@settings(max_examples=60)
def test_what_is_written_comes_back_but_for_what_is_said(
    records: list[ArticleRecord], scheme: str, overlaps: str
) -> None:
    files, losses = write(records, {"scheme": scheme, "overlaps": overlaps})
    back, reader = read("conll", files)
    assert (reader.skipped, reader.notes, reader.problems) == ([], [], {})
    for record, incoming in zip(records, back, strict=True):
        expected = _expected(record, together=overlaps == "longest")
        assert _spans(incoming) == sorted(one for spans in expected.values() for one in spans)
        for one in record["annotations"]:
            who = None if overlaps == "longest" else one["annotator"]
            kept = expected[one["id"]] == [(one["label"], who, *one["fragments"][0])]
            kept = kept and len(one["fragments"]) == 1
            assert bool(_reasons(losses, one) & _STRUCTURE) is not kept
            assert ("attribute" in _reasons(losses, one)) is bool(one["attributes"])
            assert ("note" in _reasons(losses, one)) is bool(one["note"])
            assert ("label-charset" in _reasons(losses, one)) is (" " in one["label"])
        assert incoming.text == record["text"]
        fields = incoming.metadata
        assert fields.title == record["title"]
        for key in ("url", "outlet", "byline", "published", "language"):
            assert getattr(fields, key) == record[key]
        lost = sum(one.reason == "relation" and one.article == record["id"] for one in losses)
        assert lost == len(record["relations"])


def _reasons(losses: list[Loss], one: AnnotationRecord) -> set[str]:
    return {loss.reason for loss in losses if loss.annotation == one["id"]}


@given(records=articles())
@settings(max_examples=30)
def test_tags_are_what_other_readers_take_them_for(records: list[ArticleRecord]) -> None:
    from nervaluate.utils import conll_to_spans  # noqa: PLC0415 - heavy
    from nltk.chunk import conlltags2tree  # noqa: PLC0415 - heavy

    files, _ = write(records, {"overlaps": "longest"})
    sentences = [
        [tuple(line.split("\t")) for line in block.split("\n")]
        for block in files[""].decode().split("\n\n")
        if block and not block.startswith("-DOCSTART-")
    ]
    wanted = [
        sorted((one[0].replace(" ", "_"), *one[2:]) for spans in found.values() for one in spans)
        for found in (_expected(record, together=True) for record in records)
    ]
    by_nltk: Counter[tuple[str, str]] = Counter()
    by_nervaluate: Counter[tuple[str, str]] = Counter()
    for sentence in sentences:
        tree = conlltags2tree([(word, "-", tag) for word, tag in sentence], strict=True)
        for part in tree.subtrees(lambda one: one.label() != "S"):
            by_nltk[part.label(), " ".join(word for word, _ in part.leaves())] += 1
        rows = "\n".join(f"{word}\t{tag}" for word, tag in sentence)
        for found in conll_to_spans(rows)[0]:
            words = [word for word, _ in sentence[found["start"] : found["end"] + 1]]
            by_nervaluate[found["label"], " ".join(words)] += 1
    ours: Counter[tuple[str, str]] = Counter()
    for record, spans in zip(records, wanted, strict=True):
        cut = tokens(record["text"], record["language"]).spans
        for label, start, end in spans:
            inside = [record["text"][a:b] for a, b in cut if start <= a and b <= end]
            ours[label, " ".join(inside)] += 1
    assert by_nltk == ours
    assert by_nervaluate == ours


def test_schemes_mark_first_and_last_tokens() -> None:
    text = "Ann Lee met two port workers in Kribi."
    record = article(
        text,
        [
            annotation(text, [(0, 7)], 1),
            annotation(text, [(12, 28)], 2),
            annotation(text, [(32, 37)], 3, label="location"),
        ],
    )
    tags = {}
    for scheme in ("bio", "bilou", "iobes"):
        files, _ = write([record], {"scheme": scheme, "overlaps": "longest"})
        rows = files[""].decode().split("\n")[2:]
        tags[scheme] = " ".join(row.split("\t")[1][0] for row in rows if row)
    assert tags == {
        "bio": "B I O B I I O B O",
        "bilou": "B L O B I L O U O",
        "iobes": "B E O B I E O S O",
    }


def test_a_span_over_two_sentences_joins_them() -> None:
    text = "It rained. Kribi stood still. Nobody left."
    record = article(text, [annotation(text, [(3, 16)], 1)])
    files, losses = write([record], {"overlaps": "longest"})
    blocks = files[""].decode().split("\n\n")
    assert [block.count("\n") + 1 for block in blocks[1:-1]] == [7, 3]
    assert not {one.reason for one in losses} & _STRUCTURE


def test_losses_say_what_is_done_instead() -> None:
    text = "Ann Lee met two port workers in Kribi."
    record = article(
        text,
        [
            annotation(text, [(0, 7)], 1),
            annotation(text, [(0, 7)], 2),
            annotation(text, [(4, 7)], 3, label="figure"),
            annotation(text, [(4, 15)], 4),
            annotation(text, [(16, 22)], 5),
            annotation(text, [(28, 29)], 6),
            annotation(text, [(21, 29)], 7, annotator=PEOPLE[1]),
            annotation(text, [(29, 31), (32, 37)], 8, annotator=PEOPLE[1]),
        ],
    )
    files, losses = write([record])
    said = {int(one.annotation[-2:], 16): one.detail for one in losses if one.annotation}
    assert said == {
        1: "source is left out: it crosses source, which is no shorter",
        2: "source is left out: it crosses source, which is no shorter",
        3: "figure is left out: it lies within source",
        5: "widened to the whole word: 16–28",
        6: "left out: there is no word",
        7: "moved to the nearest word: 21–28",
        8: "written as spans of their own, without a link",
    }
    (kept,), _ = read("conll", files)
    assert _quotes(kept) == [
        ("source", "Lee met two"), ("source", "port workers"), ("source", "workers"),
        ("source", "in"), ("source", "Kribi"),
    ]  # fmt: skip


def test_without_the_file_beside_texts_are_put_together() -> None:
    text = "Ann  Lee, said\nKribi."
    record = article(text, [annotation(text, [(0, 8)], 1), annotation(text, [(15, 20)], 2)])
    files, _ = write([record], {"overlaps": "longest"})
    (back,), reader = read("conll", {"": files[""]})
    assert back.text == "Ann Lee , said\nKribi ."
    assert _quotes(back) == [("source", "Ann Lee"), ("source", "Kribi")]
    assert [note.what for note in reader.notes] == [
        "its texts are put together from the tokens, with a blank between them"
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'"tokens":[[0,', b'"tokens":[[1,', "has other tokens"),
        (b"[[0,5]", b"[[0,5000]", "does not fit the text"),
        (b"[[0,5]", b"[[-1,5]", "does not fit the text"),
        (b"annotator-tokens", b"tokens", "annotator-tokens"),
        (b'"columns":["Olena",', b'"columns":[', "other columns"),
    ],
)
def test_a_file_beside_that_does_not_fit_is_refused(old: bytes, new: bytes, said: str) -> None:
    files = {one.name: one.read_bytes() for one in _GOLDEN.iterdir()}
    changed = files["talks.tokens.jsonl"].replace(old, new)
    _, reader = read("conll", {"": files["talks.conll"], "talks.tokens.jsonl": changed})
    assert [said in str(problem) for problem in reader.problems.values()] == [True]


def test_a_file_beside_with_more_or_fewer_articles_is_refused() -> None:
    files = {one.name: one.read_bytes() for one in _GOLDEN.iterdir()}
    lines = files["talks.tokens.jsonl"].splitlines(keepends=True)
    for changed in (lines[:-1], [*lines, lines[-1]], []):
        beside = {"talks.tokens.jsonl": b"".join(changed)}
        _, reader = read("conll", {"": files["talks.conll"], **beside})
        assert len(reader.problems) == 1


def _foreign(name: str, **options: str) -> tuple[list[Incoming], FileReader]:
    reader = FileReader([_FOREIGN / name], format_name="conll", options=options)
    return list(reader.articles()), reader


def test_the_shared_task_of_2003_is_read() -> None:
    found, reader = _foreign("conll2003.conll")
    assert [one.text.replace("\n", " / ") for one in found] == [
        "EU rejects German call to boycott British lamb . / Peter Blackburn",
        "BRUSSELS 1996-08-22",
    ]
    assert [pair for one in found for pair in _quotes(one)] == [
        ("ORG", "EU"), ("MISC", "German"), ("MISC", "British"), ("PER", "Peter Blackburn"),
        ("LOC", "BRUSSELS"),
    ]  # fmt: skip
    assert [one.reason for one in reader.skipped] == [
        "what stands in the columns 2, 3: it is not tags of spans"
    ]
    phrases, _ = _foreign("conll2003.conll", tags="3")
    assert ("NP", "German call") in _quotes(phrases[0])
    sentences, _ = _foreign("conll2003.conll", articles="sentences")
    assert [one.text.split()[0] for one in sentences] == ["EU", "Peter", "BRUSSELS"]


def test_iob1_parts_neighbours_of_one_label() -> None:
    (found,), reader = _foreign("iob1.iob")
    assert _quotes(found) == [
        ("PER", "Ann Lee"), ("PER", "Ben"), ("LOC", "Kribi"), ("B-side", "port"),
    ]  # fmt: skip
    assert "3 spans begin with I-, as in IOB1" in [note.what for note in reader.notes]


def test_empty_tokens_blanks_at_ends_and_unknown_prefixes() -> None:
    (found,), reader = _foreign("empty-tokens.conll")
    assert found.text == "Paid by BBC News\n@x Quito Izmir"
    assert _quotes(found) == [("ORG", "BBC News"), ("LOC", "Izmir")]
    assert [(one.where, one.reason) for one in reader.skipped] == [
        ("empty-tokens.conll, line 9", "the tag “X-LOC” (1×): it is none")
    ]


def test_tags_in_two_columns_are_both_read() -> None:
    (found,), reader = _foreign("germeval.conll")
    assert _quotes(found) == [
        ("ORG", "University of Bremen"), ("LOC", "Kiel"), ("LOCpart", "Bremen"),
    ]  # fmt: skip
    assert [one.reason for one in reader.skipped] == ["comments (2×)"]


def test_labels_without_prefixes_are_spans_of_the_same_label() -> None:
    (found,), _ = _foreign("plain-labels.conll")
    assert _quotes(found) == [("location-port", "Kribi authority"), ("figure", "5")]


def test_bilou_with_comments_and_a_number_sign() -> None:
    (found,), reader = _foreign("bilou.conll")
    assert found.text == "four Ed St of X #"
    assert _quotes(found) == [("PER", "Ed"), ("LOC", "St of X")]
    assert "comments (1×)" in [one.reason for one in reader.skipped]


def test_line_ends_marks_and_separators_inside_tokens() -> None:
    data = "\ufeffa\u2028b\tB-X\r\nc\tI-X\r\n\r\nd\tO\r\n".encode()
    (found,), _ = read("conll", {"": data})
    assert found.text == "a\u2028b c\nd"
    assert _quotes(found) == [("X", "a\u2028b c")]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "holds no tokens"),
        (b"\n\n \n", "holds no tokens"),
        (b"a b\nc d\n", "has no column of tags"),
        (b"alone\n", "has no column of tags"),
        ("Tromsø\tB-LOC\nZürich\tO\n".encode("latin-1"), "encoding"),
        (b"%PDF-1.4\n\xff\xfe", "PDF"),
    ],
)
def test_what_is_no_file_of_tags_is_refused(data: bytes, said: str) -> None:
    _, reader = read("conll", {"": data})
    assert [said in str(problem) for problem in reader.problems.values()] == [True]


def test_options_of_reading_are_checked() -> None:
    for tags, said in (("x", "numbers"), ("1", "first of tokens"), ("9", "4 columns")):
        _, reader = _foreign("conll2003.conll", tags=tags)
        assert [said in str(problem) for problem in reader.problems.values()] == [True]


def test_another_encoding_is_taken_if_it_is_named_or_marked(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    path.write_bytes("Tromsø\tB-LOC\n".encode("latin-1"))
    (found,) = FileReader([path], encoding="latin-1").articles()
    assert found.text == "Tromsø"
    (found,), _ = read("conll", {"": "Tromsø\tB-LOC\n".encode("utf-16")})
    assert found.text == "Tromsø"
    reader = FileReader([path], encoding="no-such")
    assert list(reader.articles()) == []
    assert "no encoding “no-such”" in str(reader.problems[path])


def test_damaged_files_are_read_or_refused() -> None:
    lots = random.Random(4)
    samples = [one.read_bytes() for one in sorted(_FOREIGN.iterdir())]
    samples.append((_GOLDEN / "talks.conll").read_bytes())
    beside = (_GOLDEN / "talks.tokens.jsonl").read_bytes()
    for number in range(300):
        data = bytearray(samples[number % len(samples)])
        for _ in range(lots.randint(1, 6)):
            at = lots.randrange(len(data))
            data[at : at + lots.randint(0, 3)] = lots.choice(
                [b"", b"\n", b"\t", b" ", b"\0", b"\xff", b"B-", b"O", b"-DOCSTART-", b"#", b"\r"]
            )
        files = {"": bytes(data)}
        if number % 3 == 0:
            files["talks.tokens.jsonl"] = beside
        found, reader = read("conll", files)
        assert all(isinstance(one, UserProblem) for one in reader.problems.values())
        for one in found:
            assert all(0 <= a["start"] < a["end"] <= len(one.text) for a in one.annotations)
