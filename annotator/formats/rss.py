"""RSS and Atom: the items of a feed's file, each an article.

A feed is read from the file alone; what it links to is not fetched. Many feeds hold summaries only:
these are taken, and said.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from annotator.formats.base import Format, ReadRequest
from annotator.formats.common.html_words import words_of_html
from annotator.formats.common.taking import Given, taken
from annotator.model.incoming import Incoming, Note, Skipped
from annotator.problems import UnreadableInputError
from annotator.text.canonical import canonical
from annotator.text.zones import find_zones

_FEED = re.compile(
    rb"<(?:\w+:)?(?:rss[\s>]|feed[\s>]|RDF\s[^>]*purl\.org/(?:rss|net)/|channel[\s>])"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?![A-Za-z])")
_LARGEST = 200_000_000
"""Bytes of a feed, which is read as a whole."""
_BLOCK = 1 << 20
_FAULTS = (ValueError, LookupError, TypeError, AttributeError, AssertionError)
"""What the library raises at some damaged feeds, besides what it notes of others."""
_HTML = ("text/html", "application/xhtml+xml")
_BESIDE = {"enclosures": "the files that items link to", "tags": "the categories of items"}
"""What is not taken, by the name that the library gives it."""


def _read(request: ReadRequest) -> Iterator[Incoming]:
    feed = _parsed(_whole(request), request)
    beside: Counter[str] = Counter()
    summaries = 0
    for number, item in enumerate(feed.entries, 1):
        where = f"{request.name}, item {number}"
        beside.update(key for key in _BESIDE if item.get(key))
        body, is_summary = _body(item)
        if not body:
            title = _shown(item.get("title_detail")) or "no title"
            request.skipped.append(Skipped(where, f"an item: it has no text ({title[:80]})"))
            continue
        summaries += is_summary
        yield from taken(request, _given(item, body, feed.feed, where))
    if summaries:
        what = f"{summaries:,} of {len(feed.entries):,} items have only a summary, which was taken"
        request.notes.append(Note(request.name, what))
    for key, count in beside.items():
        request.skipped.append(Skipped(request.name, f"{_BESIDE[key]} ({count:,}×)"))


def _whole(request: ReadRequest) -> bytes:
    blocks: list[bytes] = []
    size = 0
    with request.open() as file:
        while block := file.read(_BLOCK):
            size += len(block)
            if size > _LARGEST:
                most = _LARGEST // 1_000_000
                raise UnreadableInputError(f"{request.name} is larger than {most} MB.")
            blocks.append(block)
    return b"".join(blocks)


def _parsed(data: bytes, request: ReadRequest) -> Any:
    """Read a feed's bytes; the library takes anything else for an address or a name of a file."""
    import feedparser  # noqa: PLC0415 - only for feeds

    headers = (
        {"content-type": f"application/xml; charset={request.encoding}"} if request.encoding else {}
    )
    try:
        feed = feedparser.parse(io.BytesIO(data), response_headers=headers)
    except _FAULTS as error:
        raise UnreadableInputError(f"{request.name} is too damaged to be read.") from error
    if not feed.get("version") and not feed.entries:
        raise UnreadableInputError(f"{request.name} is no feed: it is neither RSS nor Atom.")
    if not feed.entries:
        raise UnreadableInputError(f"{request.name} is a feed without items.")
    if feed.bozo and not isinstance(feed.bozo_exception, feedparser.CharacterEncodingOverride):
        what = "it is not well written; what could be read of it was taken"
        request.notes.append(Note(request.name, what))
    return feed


def _body(item: Any) -> tuple[str, bool]:
    """Give an item's text, and whether it is a summary alone."""
    contents = [_shown(one) for one in item.get("content", ())]
    full = max(contents, key=len, default="")
    summary = _shown(item.get("summary_detail"))
    return (full, False) if full else (summary, bool(summary))


def _shown(detail: Any) -> str:
    """Give what a piece of a feed shows: most are HTML."""
    if not detail or not isinstance(value := detail.get("value"), str):
        return ""
    return words_of_html(value) if detail.get("type") in _HTML else value.strip()


def _given(item: Any, body: str, feed: Any, where: str) -> Given:
    title = " ".join(_shown(item.get("title_detail")).split())
    # The headline stands first, as in a page that is taken in.
    begins = not title or " ".join(body[: 2 * len(title)].split()).startswith(title)
    text = canonical(body if begins else f"{title}\n\n{body}").text
    url = item.get("link") or None
    source = item.get("source") or {}
    reference = item.get("id") or None
    return Given(
        text=text,
        where=where,
        extractor="rss",
        media="application/rss+xml",
        title=title or None,
        url=url,
        outlet=source.get("title") or feed.get("title") or None,
        byline=_author(item),
        published=_published(item),
        language=_language(item, feed),
        reference=None if reference == url else reference,
        zones=[(one.start, one.end, one.role) for one in find_zones(text, title=title or None)],
    )


def _author(item: Any) -> str | None:
    people = item.get("authors") or [item.get("author_detail") or {}]
    names = [one.get("name") or "" for one in people]
    return ", ".join(name for name in names if name) or item.get("author") or None


def _published(item: Any) -> str | None:
    """Give when an item appeared: a day where the feed says no more, else a moment in UTC."""
    for key in ("published", "updated", "created"):
        # Not by the library's own look-up, which gives other fields where one is missing.
        said, parsed = dict.get(item, key), dict.get(item, f"{key}_parsed")
        if said and _DAY.fullmatch(said.strip()):
            return str(said.strip())
        if parsed is not None:
            year, month, day, hour, minute, second = parsed[:6]
            return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"
    return None


def _language(item: Any, feed: Any) -> str | None:
    said = (item.get("title_detail") or {}).get("language") or feed.get("language") or ""
    found = _LANGUAGE.match(said)
    return found[1].lower() if found else None


def _recognises(head: bytes, name: str) -> bool:
    del name
    return bool(_FEED.search(head))


FORMAT = Format(
    name="rss",
    title="RSS and Atom",
    extensions=("rss", "atom", "xml"),
    read=_read,
    recognises=_recognises,
)
