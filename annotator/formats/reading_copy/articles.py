"""One article of the page: its head, its text with marks, and the list of its annotations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from annotator.formats.reading_copy.details import Details
from annotator.formats.reading_copy.pieces import MOST_DRAWN, Span, lanes, pieces
from annotator.model.records import ArticleRecord, RelationRecord
from annotator.text.counted import counted

_ADDRESS = re.compile(r"https?://(?:www\.)?([^/\s\"<>]+)[^\s\"<>]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_DAY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(\d\d)")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
LANES = 6
"""Lines of marks that are drawn below each other; those further down share the last one."""


class Written(NamedTuple):
    """An article as HTML; ``hidden`` are ids of annotations of which a piece is not drawn."""

    html: str
    title: str
    hidden: set[str]


class _Line(NamedTuple):
    """A line of a text with the tags around it."""

    start: int
    end: int
    opening: str
    closing: str


class ArticleWriter:
    """Writes articles; numbers run through the page."""

    def __init__(self, details: Details) -> None:
        self._details = details
        self._marks = 0
        self._articles = 0

    def write(self, article: ArticleRecord) -> Written:
        """Write an article."""
        self._articles += 1
        first = self._marks + 1
        self._marks += len(article["annotations"])
        title = " ".join(article["title"].split()) or "Without a title"
        lines = _lines(article, title)
        hidden: set[str] = set()
        head = _head(article, "" if any(one.closing == "</h2>" for one in lines) else title)
        body = "".join(self._text(article, lines, first, hidden))
        listed = "".join(self._list(article, first))
        language = article["language"]
        lang = f' lang="{language}"' if language and _LANGUAGE.fullmatch(language) else ""
        html = f'<article id="t{self._articles}"{lang}>{head}{body}{listed}</article>\n'
        return Written(html, title, hidden)

    def _text(
        self, article: ArticleRecord, lines: Sequence[_Line], first: int, hidden: set[str]
    ) -> Iterator[str]:
        text, annotations = article["text"], article["annotations"]
        spans: list[Span] = []
        owners: list[int] = []
        for number, one in enumerate(annotations):
            for start, end in one["fragments"]:
                spans.append((start, end, len(owners)))
                owners.append(number)
        lane_of = [min(lane, LANES - 1) for lane in lanes([span[:2] for span in spans])]
        classes = [self._details.classes(one) for one in annotations]
        yield f'<div class="text d{max(lane_of, default=-1) + 1}" dir="auto">'
        begun: set[int] = set()
        rest = iter(lines)
        line = next(rest)
        for piece in pieces([0, *(one.end for one in lines)], spans):
            if piece.start == line.start:
                yield line.opening
            drawn = piece.marks[-MOST_DRAWN:]
            hidden.update(annotations[owners[n]]["id"] for n in piece.marks[:-MOST_DRAWN])
            for fragment in drawn:
                owner = owners[fragment]
                number = first + owner
                inner = " w" if fragment == drawn[-1] else ""
                more = ""
                if owner not in begun:
                    begun.add(owner)
                    more = f' id="m{number}" tabindex="0" aria-describedby="a{number}"'
                if piece.end == annotations[owner]["end"]:
                    more += f' data-n="{owner + 1}"'
                looks = f"m{inner} {classes[owner]} k{lane_of[fragment]}"
                yield f'<mark class="{looks}" data-a="{number}"{more}>'
            yield escape(text[piece.start : piece.end], quote=False)
            yield "</mark>" * len(drawn)
            if piece.end == line.end:
                yield line.closing
                line = next(rest, line)
        yield "</div>"

    def _list(self, article: ArticleRecord, first: int) -> Iterator[str]:
        annotations = article["annotations"]
        if not annotations:
            yield '<p class="none">No annotations</p>'
            return
        numbers = {one["id"]: first + number for number, one in enumerate(annotations)}
        quotes = {one["id"]: one["quote"] for one in annotations}
        ties: dict[str, list[RelationRecord]] = defaultdict(list)
        for tie in article["relations"]:
            for end in dict.fromkeys((tie["from"], tie["to"])):
                ties[end].append(tie)
        count = counted(len(annotations), "annotation")
        yield f'<details class="list"><summary>{count}</summary><ol>'
        for one in annotations:
            yield self._details.entry(one, numbers[one["id"]], numbers, quotes, ties[one["id"]])
        yield "</ol></details>"


def _head(article: ArticleRecord, title: str) -> str:
    """Write what is known of an article, and its title if its text does not have it."""
    facts = [escape(article["outlet"])] if article["outlet"] else []
    if article["published"]:
        facts.append(_moment(article["published"]))
    if article["url"] and (found := _ADDRESS.fullmatch(article["url"])):
        address = escape(article["url"])
        facts.append(f'<a href="{address}" rel="noopener noreferrer">{escape(found[1])}</a>')
    elif article["url"]:
        facts.append(escape(article["url"]))
    if article["byline"]:
        facts.append(escape(article["byline"]))
    parts = [f'<p class="facts">{"<span> · </span>".join(facts)}</p>'] if facts else []
    if title:
        parts.append(f'<h2 dir="auto">{escape(title)}</h2>')
    return f"<header>{''.join(parts)}</header>" if parts else ""


def _moment(text: str) -> str:
    """Write a day in words, and leave alone what is none."""
    found = _DAY.match(text)
    if found is None:
        return escape(text)
    shown = f"{int(found[3])} {_MONTHS[int(found[2]) - 1]} {found[1]}"
    return f'<time datetime="{escape(text)}">{shown}</time>'


def _lines(article: ArticleRecord, title: str) -> list[_Line]:
    """Cut a text into lines with the tags of what they are; the first headline is the heading."""
    text = article["text"]
    zones = iter(article["zones"])
    zone = next(zones, None)
    found: list[_Line] = []
    has_heading = False
    for start, end in (one.span() for one in _LINE.finditer(text)):
        while zone is not None and zone["end"] <= start:
            zone = next(zones, None)
        role = zone["role"] if zone is not None and zone["start"] < end else "body"
        shown = " ".join(text[start:end].split())
        is_title = role == "headline" or (not found and shown == title)
        if shown and is_title and not has_heading:
            has_heading = True
            found.append(_Line(start, end, '<h2 dir="auto">', "</h2>"))
            continue
        kind = role if shown else "gap"
        name = "" if kind == "body" else f' class="{kind}"'
        found.append(_Line(start, end, f'<p{name} dir="auto">', "</p>"))
    return found
