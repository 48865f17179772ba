"""Offsets are never moved: whatever a file counts, they stand at the characters it meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import regex
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotator import Project
from annotator.model.incoming import Skipped
from tests.formats.jsonl_in import line, taken
from tests.nasty import raw_texts

_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def kept_before(text: str) -> list[int]:
    """Count, before each position of a text as it came, the characters that are stored."""
    marks = len(text) - len(text.lstrip("\ufeff"))
    counts = [0]
    for place, character in enumerate(text):
        gone = place < marks or (text[place : place + 2] == "\r\n" and character == "\r")
        counts.append(counts[-1] + (not gone))
    return counts


def stored(text: str) -> str:
    """Write a text as it is stored, by the rules of the design and not by our function."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def in_units(text: str, unit: str) -> list[int] | None:
    """Give the position in a unit of every code point, by a way of its own; None if it has none."""
    match unit:
        case "utf16":
            return [
                len(text[:place].encode("utf-16-le", "surrogatepass")) // 2
                for place in range(len(text) + 1)
            ]
        case "utf8":
            return [
                len(text[:place].encode("utf-8", "surrogatepass")) for place in range(len(text) + 1)
            ]
        case "graphemes":
            starts: list[int] = []
            for number, cluster in enumerate(regex.findall(r"\X", text)):
                starts += [number, *[-1] * (len(cluster) - 1)]
            return [*starts, len(regex.findall(r"\X", text))]
    return list(range(len(text) + 1))


@settings(max_examples=200)
@given(
    text=raw_texts(max_size=14).filter(lambda text: bool(stored(text).strip())),
    unit=st.sampled_from(["code-points", "utf16", "utf8", "graphemes"]),
    data=st.data(),
)
def test_offsets_never_drift(filling: Project, text: str, unit: str, data: st.DataObject) -> None:
    assume(not _PAIR.search(text))  # JSON has no way to say two halves that are not one character
    positions = in_units(text, unit)
    assert positions is not None
    usable = [place for place, position in enumerate(positions) if position >= 0]
    assume(len(usable) > 1)
    spans: list[tuple[int, int]] = []
    for _ in range(data.draw(st.integers(1, 4))):
        edges = data.draw(st.lists(st.sampled_from(usable), min_size=2, max_size=2, unique=True))
        spans.append((min(edges), max(edges)))
    quotes = data.draw(st.booleans())
    annotations = [
        {"label": str(number), "start": positions[start], "end": positions[end]}
        | ({"quote": text[start:end]} if quotes else {})
        for number, (start, end) in enumerate(spans)
    ]
    counts, plain = kept_before(text), stored(text)
    expected = {
        (str(number), plain, counts[start], counts[end], plain[counts[start] : counts[end]])
        for number, (start, end) in enumerate(spans)
        if counts[start] < counts[end]
    }
    assert taken(filling, line(text=text, annotations=annotations), unit) == expected


@pytest.mark.parametrize(
    ("unit", "start", "end", "why"),
    [
        ("utf16", 0, 2, "position 2 lies inside a character"),
        ("utf16", 2, 3, "position 2 lies inside a character"),
        ("utf16", 0, 9, "there is no position 9; the text has 5 UTF-16 units"),
        ("utf8", 1, 3, "position 3 lies inside a character"),
        ("utf8", 1, 99, "there is no position 99; the text has 8 bytes"),
        ("graphemes", 0, 5, "there is no position 5; the text has 4 grapheme clusters"),
        ("code-points", 0, 9, "there is no such span; the text has 4 characters"),
        ("code-points", 2, 2, "there is no such span; the text has 4 characters"),
    ],
)
def test_an_offset_that_fits_nowhere_is_listed(
    project: Project, tmp_path: Path, unit: str, start: int, end: int, why: str
) -> None:
    path = tmp_path / "in.jsonl"
    bad = {"label": "x", "start": start, "end": end}
    path.write_bytes(line(text="a😀éb", annotations=[bad, {"label": "y", "start": 0, "end": 1}]))
    report = project.import_files([path], offsets=unit)
    assert [one.label for one in project.annotations()] == ["y"]
    assert report.skipped == (Skipped("in.jsonl, line 1", f"x {start}–{end}: {why}"),)


def test_offsets_of_another_unit_are_found_out_by_the_quotes(
    project: Project, tmp_path: Path
) -> None:
    path = tmp_path / "in.jsonl"
    annotation = {"label": "x", "start": 2, "end": 4, "quote": "ab"}
    path.write_bytes(line(text="😀abc", annotations=[annotation]))
    report = project.import_files([path])
    (skipped,) = report.skipped
    assert skipped.reason == (
        "x 2–4: the text there is “bc”, not “ab”. If the file counts in another unit, import it "
        "with --offsets"
    )
    project.undo()
    assert project.import_files([path], offsets="utf16").skipped == ()
    assert [one.quote for one in project.annotations()] == ["ab"]


def test_zones_are_moved_too(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    text = "\ufeffHead 😀\r\n\r\nBody"
    zones = [
        {"start": 1, "end": 8, "role": "headline"},
        {"start": 12, "end": 16, "role": "body"},
    ]
    path.write_bytes(line(text=text, zones=zones))
    project.import_files([path], offsets="utf16")
    (article,) = project.articles()
    assert [article.text[zone.start : zone.end] for zone in article.zones] == ["Head 😀", "Body"]
    path.write_bytes(line(text="😀b", zones=[{"start": 1, "end": 2, "role": "body"}]))
    report = project.import_files([path], offsets="utf16")
    assert [one.reason for one in report.skipped] == [
        "in.jsonl, line 1: a zone: position 1 lies inside a character."
    ]
