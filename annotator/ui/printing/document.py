"""An article as the things that stand on its pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from annotator.app.printout import Entry, Printout
from annotator.ui.editor.display import DisplayText
from annotator.ui.editor.mark_index import MarkIndex
from annotator.ui.editor.styles import Paragraphs
from annotator.ui.i18n import tr
from annotator.ui.look import STRONG
from annotator.ui.panels.dates import short_date
from annotator.ui.panels.form.shown import shown
from annotator.ui.printing.item import Item
from annotator.ui.printing.legend import Key, Legend
from annotator.ui.printing.paper import BODY, HEADLINE, SMALL, sans_font, serif_font, theme
from annotator.ui.printing.record import Record
from annotator.ui.printing.text_item import Tagged, TextItem

_HEADLINE_LEADING = 1.08
_AFTER_HEADLINE = 12.0
_BETWEEN = 12.0
_BEFORE_LIST = 44.0
_MOST_NAMES = 8


class Document(NamedTuple):
    """What is printed: the things on the pages, and what stands at the foot of each."""

    items: list[Item]
    title: str


def document_of(printout: Printout, *, boilerplate: bool = False) -> Document:
    """Make the things that stand on the pages; ``boilerplate`` prints what does not count, too."""
    article = printout.article
    display = DisplayText(article.text)
    paragraphs = Paragraphs(display, article.zones)
    items: list[Item] = []
    has_headline = "headline" in paragraphs.roles
    if not has_headline and article.title:
        items.append(_headline(article.title))
    blocks = iter(_blocks(printout, display, paragraphs, boilerplate=boilerplate))
    if has_headline:
        items.append(next(blocks))
    if meta := _meta(printout):
        items.append(TextItem(meta, 0, sans_font(SMALL), theme().muted, before=_AFTER_HEADLINE))
    items.append(_legend(printout))
    items += blocks
    if printout.entries:
        head = tr("Annotations ({n})", n=f"{len(printout.entries):,}")
        items.append(
            TextItem(
                head,
                0,
                sans_font(BODY, STRONG),
                theme().text,
                before=_BEFORE_LIST,
                keeps_next=True,
            )
        )
        items += [_record(printout, entry, paragraphs) for entry in printout.entries]
    return Document(items, article.title or "")


def _headline(title: str) -> TextItem:
    font = serif_font(HEADLINE, STRONG)
    return TextItem(title, 0, font, theme().text, keeps_next=True, leading=_HEADLINE_LEADING)


def _blocks(
    printout: Printout, display: DisplayText, paragraphs: Paragraphs, *, boilerplate: bool
) -> Iterator[Item]:
    index = MarkIndex(display.starts, printout.marks)
    people = {name: place for place, name in enumerate(printout.names)}
    left_out = 0
    for block, role in enumerate(paragraphs.roles):
        if role == "blank":
            continue
        if role == "boilerplate" and not boilerplate:
            left_out += 1
            continue
        start, end = display.block_range(block)
        tagged = [
            Tagged(
                mark,
                theme().label(_colour(printout, mark.label)),
                _pattern(printout, mark.label),
                people[mark.annotator],
                printout.numbers.get(mark.entity, 0),
            )
            for mark in index.in_block(block)
        ]
        number = paragraphs.numbers[block]
        yield _paragraph(display.shown[start:end], start, role, tagged, number)
    if left_out:
        words = (
            tr("One paragraph of boilerplate is left out.")
            if left_out == 1
            else tr("{n} paragraphs of boilerplate are left out.", n=left_out)
        )
        yield TextItem(words, 0, sans_font(SMALL), theme().muted, before=_BETWEEN)


def _paragraph(
    shown_text: str, start: int, role: str, tagged: list[Tagged], number: int
) -> TextItem:
    colours = theme()
    if role == "headline":
        font = serif_font(HEADLINE, STRONG)
        return TextItem(
            shown_text,
            start,
            font,
            colours.text,
            tagged,
            keeps_next=True,
            leading=_HEADLINE_LEADING,
        )
    fonts = {
        "repeated": serif_font(BODY, STRONG),
        "deck": serif_font(BODY, italic=True),
        "byline": sans_font(SMALL),
        "dateline": sans_font(SMALL),
        "caption": sans_font(SMALL),
    }
    quiet = role in ("byline", "dateline", "caption", "boilerplate")
    return TextItem(
        shown_text,
        start,
        fonts.get(role) or serif_font(BODY),
        colours.muted if quiet else colours.text,
        tagged,
        number=str(number) if number else "",
        before=_BETWEEN,
    )


def _meta(printout: Printout) -> str:
    article = printout.article
    parts = [article.outlet, article.byline, short_date(article.published), article.url]
    return " · ".join(part for part in parts if part)


def _legend(printout: Printout) -> Legend:
    keys = [
        Key(
            printout.labels[key].name,
            theme().label(printout.labels[key].colour),
            printout.labels[key].pattern,
            count,
        )
        for key, count in printout.counts.items()
    ]
    names = list(printout.names.values())
    if not names:
        people = ""
    elif len(names) == 1:
        people = tr("Annotated by {who}", who=names[0])
    else:
        told = ", ".join(names[:_MOST_NAMES])
        people = tr("Lines from the upper to the lower: {names}", names=told)
    return Legend(keys, people)


def _record(printout: Printout, entry: Entry, paragraphs: Paragraphs) -> Record:
    label = printout.labels.get(entry.label)
    about = [f"{name}: {shown(value)}" for name, value in entry.values]
    about += [f"{title} → “{' '.join(words.split())}”" for title, words in entry.links]
    if entry.unsure:
        about.append(tr("unsure"))
    if entry.note:
        about.append(tr("Note: {words}", words=" ".join(entry.note.split())))
    place = paragraphs.name_at(entry.start)
    aside = " · ".join(
        part for part in (entry.who if len(printout.names) > 1 else "", place) if part
    )
    return Record(
        entry.number,
        label.name if label else entry.label,
        theme().label(_colour(printout, entry.label)),
        _pattern(printout, entry.label),
        " ".join(entry.quote.split()),
        "; ".join(" ".join(one.split()) for one in about),
        aside,
    )


def _colour(printout: Printout, key: str) -> str:
    label = printout.labels.get(key)
    return label.colour if label else "slate"


def _pattern(printout: Printout, key: str) -> str:
    label = printout.labels.get(key)
    return label.pattern if label else "solid"
