"""Fragments of an annotation in a format that has none: pieces that say which one they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NotRequired, cast

from annotator.model.incoming import IncomingAnnotation, Note


class Piece(IncomingAnnotation):
    """An annotation as a file gives it: perhaps one fragment of several."""

    fragment: NotRequired[list[int]]


def numbered(fragments: list[list[int]]) -> Iterator[tuple[list[int], dict[str, Any]]]:
    """Give each fragment with what says which one it is: nothing if there is one."""
    if len(fragments) == 1:
        yield fragments[0], {}
        return
    for number, fragment in enumerate(fragments, 1):
        yield fragment, {"fragment": [number, len(fragments)]}


def joined(pieces: Sequence[Piece], where: str, notes: list[Note]) -> list[IncomingAnnotation]:
    """Put fragments together that say they are of one annotation; others stay as they are."""
    if not any("fragment" in one for one in pieces):
        return list(pieces)
    found: list[IncomingAnnotation] = []
    parts: dict[tuple[str, str | None, str], list[Piece]] = {}
    for one in pieces:
        if "fragment" not in one or "id" not in one:
            found.append(_plain(one))
            continue
        key = one["id"], one.get("annotator"), one["label"]
        if key not in parts:
            parts[key] = []
            # Its place among the others is that of its first fragment.
            found.append(one)
        parts[key].append(one)
    for number, first in enumerate(found):
        key = first.get("id", ""), first.get("annotator"), first["label"]
        if "fragment" in first:
            found[number] = _whole(parts[key], where, notes)
    return found


def _whole(pieces: list[Piece], where: str, notes: list[Note]) -> IncomingAnnotation:
    pieces.sort(key=lambda one: one["fragment"])
    count = pieces[0]["fragment"][1]
    # The count is the file's word: it is never counted up to.
    numbered = [[number, count] for number in range(1, len(pieces) + 1)]
    if len(pieces) != count or [one["fragment"] for one in pieces] != numbered:
        what = f"{pieces[0]['label']} {pieces[0]['start']}–{pieces[0]['end']}"
        notes.append(Note(where, f"{what}: {len(pieces)} of its {count} fragments are there"))
    whole = _plain(pieces[0])
    if len(pieces) == 1:
        return whole
    spans = sorted([one["start"], one["end"]] for one in pieces)
    whole["start"], whole["end"] = spans[0][0], spans[-1][1]
    whole["fragments"] = spans
    whole.pop("quote", None)
    if all("quote" in one for one in pieces):
        by_place = sorted(pieces, key=lambda one: (one["start"], one["end"]))
        whole["quote"] = " ".join(one["quote"] for one in by_place)
    return whole


def _plain(piece: Piece) -> IncomingAnnotation:
    return cast(
        "IncomingAnnotation", {key: value for key, value in piece.items() if key != "fragment"}
    )
