"""What the details of an article say that cannot be changed: where it came from, how long it is."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.app.details import FIELDS, ArticleDetails, Particulars
from annotator.ui.i18n import tr
from annotator.ui.panels.dates import short_moment

NAMES = {
    "title": "Title",
    "outlet": "Outlet",
    "byline": "Byline",
    "published": "Published",
    "language": "Language",
    "url": "Address",
    "reference": "Reference",
}


def source_words(details: ArticleDetails) -> str:
    """Say where an article came from, and how long it is."""
    said: list[str] = []
    source = details.source
    if source is not None and source.extractor == "pasted":
        said.append(tr("Pasted."))
    elif source is not None and source.name:
        said.append(
            tr("Taken in from {file}, written in {encoding}.", file=source.name,
               encoding=source.encoding.upper())
            if source.encoding
            else tr("Taken in from {file}.", file=source.name)
        )  # fmt: skip
    words, characters = f"{details.words:,}", f"{details.characters:,}"
    said.append(tr("{words} words, {characters} characters.", words=words, characters=characters))
    if details.own_zones:
        said.append(tr("Its zones are not all as the program finds them."))
    return " ".join(said)


def said_words(said: Sequence[Particulars]) -> str:
    """Say whose details count, and what others say otherwise; “” if all is as it was taken in."""
    first, *others = said
    if not others and not first.edited:
        return ""
    when = (
        tr("edited {when}", when=short_moment(first.edited)) if first.edited else tr("as taken in")
    )
    lines = [tr("These are {name}’s details, {when}.", name=first.annotator, when=when)]
    for one in others:
        differing = [
            f"{tr(NAMES[field])} “{one.values[field]}”"
            for field in FIELDS
            if one.values[field] != first.values[field] and one.values[field]
        ]
        if differing:
            lines.append(tr("{name} says: {what}.", name=one.annotator, what=", ".join(differing)))
    return " ".join(lines)
