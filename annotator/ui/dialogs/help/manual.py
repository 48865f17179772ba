"""The manual: Markdown files of ``resources/help`` in chapters, and what is found in them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from PySide6.QtGui import QKeySequence, QTextDocument

from annotator.resources import resource
from annotator.ui.i18n import tr

START = "start"


class Page(NamedTuple):
    """A page of the manual: its file, and the icon before its title."""

    name: str
    icon: str


CHAPTERS = (
    ("To begin", (Page(START, "info"), Page("keys", "keyboard"))),
    (
        "Tagging",
        (
            Page("tagging-by-keyboard", "keyboard"),
            Page("tagging-by-mouse", "tag"),
            Page("tagging-all", "find"),
            Page("form", "pencil"),
            Page("relations", "link"),
            Page("scheme", "label"),
            Page("history", "undo"),
        ),
    ),
    (
        "Articles",
        (
            Page("articles", "file"),
            Page("importing", "folder"),
            Page("searching", "search"),
            Page("overview", "chart"),
            Page("printing", "book"),
        ),
    ),
    (
        "With others",
        (
            Page("together", "merge"),
            Page("team", "users"),
            Page("comparing", "differs"),
            Page("reviewing", "review"),
            Page("agreement", "shield-tick"),
        ),
    ),
    ("Datasets", (Page("exporting", "export"), Page("command-line", "right"))),
    (
        "The window",
        (Page("windows", "layers"), Page("preferences", "settings"), Page("problems", "problem")),
    ),
)
"""What a chapter is called, and its pages."""

_ACTIONS_HERE = "<!-- actions -->"
_NATIVE = QKeySequence.SequenceFormat.NativeText
_BEFORE = 24
"""Code points shown before what was found."""


class Line(NamedTuple):
    """A paragraph of a page, and the heading it stands below."""

    head: str
    text: str
    level: int
    """Of a heading, from 1; 0 for what is none."""


class Hit(NamedTuple):
    """Where something was found.

    Attributes:
        page: the page's name.
        number: the paragraph, as `QTextDocument.findBlockByNumber` counts.
        text: the words around it, or the heading.
        letters: what was looked for, in ``text`` (code points).
    """

    page: str
    number: int
    text: str
    letters: tuple[tuple[int, int], ...]


def page_text(page: str) -> str:
    """Give a page of the manual as Markdown, with the table of actions where it belongs."""
    text = resource("help", f"{page}.md").read_text(encoding="utf-8")
    return text.replace(_ACTIONS_HERE, _table_of_actions()) if _ACTIONS_HERE in text else text


def page_title(page: str) -> str:
    """Give what a page calls itself."""
    return lines_of(page)[0].text


@cache
def lines_of(page: str) -> tuple[Line, ...]:
    """Give the paragraphs of a page without their marks, one for each block of its document."""
    document = QTextDocument()
    document.setMarkdown(page_text(page))
    found = []
    head = ""
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        head = block.text() if level else head
        found.append(Line(head, block.text(), level))
        block = block.next()
    return tuple(found)


def find(query: str) -> list[Hit]:
    """Find the paragraphs in which every word begins a word; headings before what stands below."""
    words = query.split()
    if not words:
        return []
    wanted = [re.compile(rf"(?<!\w){re.escape(word)}", re.IGNORECASE) for word in words]
    hits = [
        (not line.level, _hit(page.name, number, line, places))
        for _, pages in CHAPTERS
        for page in pages
        for number, line in enumerate(lines_of(page.name))
        if all(places := [one.search(line.text) for one in wanted])
    ]
    return [hit for _, hit in sorted(hits, key=lambda one: one[0])]


def _hit(page: str, number: int, line: Line, places: list[re.Match[str] | None]) -> Hit:
    spans = sorted(place.span() for place in places if place is not None)
    begin = 0 if line.level else max(0, spans[0][0] - _BEFORE)
    if begin:
        # From the beginning of a word on.
        begin = line.text.find(" ", begin, spans[0][0]) + 1 or begin
    before = "…" if begin else ""
    shift = len(before) - begin
    letters = tuple((start + shift, stop + shift) for start, stop in spans)
    return Hit(page, number, before + line.text[begin:], letters)


def _table_of_actions() -> str:
    """Write all actions with their keys, so that the manual cannot say others."""
    from annotator.ui.actions import ACTIONS  # noqa: PLC0415 - it is for the window to import that

    lines = ["| | |", "| --- | --- |"]
    group = ""
    for spec in ACTIONS:
        if spec.group != group:
            group = spec.group
            lines.append(f"| **{tr(group)}** | |")
        keys = [QKeySequence(keys).toString(_NATIVE) for keys in spec.keys]
        shown = " ".join(f"`{key}`" for key in keys or [spec.hint.replace(" ", "+")] if key)
        lines.append(f"| {tr(spec.text).rstrip('…')} | {shown} |")
    return "\n".join(lines)
