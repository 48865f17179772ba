"""Notes of a project: on a text, on a selection, on a link."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from annotator.formats.qda.qdpx_tables import Tables, children
from annotator.formats.qda.qdpx_writing import OURS
from annotator.formats.qda.xml import plain_guid
from annotator.model import moments
from annotator.model.incoming import IncomingComment

if TYPE_CHECKING:
    from lxml.etree import _Element

_ACTS = ("say", "ask", "resolve")


class NoteText(NamedTuple):
    """A note; ``values`` is what we wrote into its description."""

    id: str
    author: str | None
    text: str
    created: str | None
    modified: str | None
    values: dict[str, Any]

    def as_comment(self) -> IncomingComment:
        """Give the note as a comment, about the article unless it says otherwise."""
        act, after, about = (self.values.get(key) for key in ("act", "after", "about"))
        is_list = isinstance(after, list) and all(isinstance(one, str) for one in after)
        comment: IncomingComment = {
            "text": self.text,
            "act": act if act in _ACTS else _ACTS[0],
            "after": after if is_list and after else [],
            "about": about if isinstance(about, str) else None,
        }
        if self.id:
            comment["id"] = self.id
        if self.author is not None:
            comment["author"] = self.author
        if self.created is not None:
            comment["created"] = self.created
        if (modified := self.modified or self.created) is not None:
            comment["modified"] = modified
        return comment


class Notes:
    """Finds the notes that an element refers to.

    Args:
        tables: where they are.
        text_at: reads a text that lies in a file of its own; None if there is none.
    """

    def __init__(self, tables: Tables, text_at: Callable[[str], str | None]) -> None:
        self._tables = tables
        self._text_at = text_at

    def of(self, element: _Element) -> list[NoteText]:
        """Give an element's notes; an empty one is none unless it says something otherwise."""
        return self.named([one.get("targetGUID") for one in children(element, "NoteRef")])

    def named(self, references: Iterable[str | None]) -> list[NoteText]:
        """Give the notes of some names."""
        found: list[NoteText] = []
        for reference in references:
            name = plain_guid(reference)
            for one in self._tables.notes.take(name):
                _, text, path, author, created, modified, description = one
                words = self._text_at(path) if text is None and path else text
                values = our_values(description)
                if description.strip() and not values:
                    words = f"{description.strip()}\n\n{words or ''}".rstrip()
                if words or values:
                    note = NoteText(
                        id=name,
                        author=self._tables.people.of(author),
                        text=words or "",
                        created=when(created),
                        modified=when(modified),
                        values=values,
                    )
                    found.append(note)
        return found


def when(text: str | None) -> str | None:
    """Give a moment as ours are written; None if it is none."""
    if not text:
        return None
    try:
        return moments.iso(moments.milliseconds(text.strip()))
    except (ValueError, OverflowError):
        return None


def our_values(description: str) -> dict[str, Any]:
    """Give what we wrote into a description; nothing if it is somebody's words."""
    if not description.startswith(OURS):
        return {}
    try:
        found = orjson.loads(description[len(OURS) :])
    except orjson.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}
