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


class Prepared(NamedTuple):
    """What takes a while to find out about a long article. Nothing in it is of Qt's."""

    printout: Printout
    display: DisplayText
    paragraphs: Paragraphs
    marks: MarkIndex


class Document:
    """What is printed.

    Attributes:
        source: makes the things on the pages, one after the other.
        items: those that were made by now.
        title: what stands at the foot of each page.
    """

    def __init__(self, source: Iterator[Item], title: str) -> None:
        self.source = source
        self.items: list[Item] = []
        self.title = title

    def grow(self) -> Iterator[Item]:
        """Make the things one after the other, and keep them."""
        for item in self.source:
            self.items.append(item)
            yield item


def prepare(printout: Printout) -> Prepared:
    """Look an article over; any thread may do that."""
    display = DisplayText(printout.article.text)
    paragraphs = Paragraphs(display, printout.article.zones)
    return Prepared(printout, display, paragraphs, MarkIndex(display.starts, printout.marks))


def document_of(prepared: Prepared, *, boilerplate: bool = False) -> Document:
    """Make a document; ``boilerplate`` prints what does not count, too."""
    title = prepared.printout.article.title or ""
    return Document(_items(prepared, boilerplate=boilerplate), title)


def _items(prepared: Prepared, *, boilerplate: bool) -> Iterator[Item]:
    printout, paragraphs = prepared.printout, prepared.paragraphs
    has_headline = "headline" in paragraphs.roles
    blocks = _blocks(prepared, boilerplate=boilerplate)
    if has_headline:
        yield next(blocks)
    elif printout.article.title:
        yield _headline(printout.article.title)
    if meta := _meta(printout):
        yield TextItem(meta, 0, sans_font(SMALL), theme().muted, before=_AFTER_HEADLINE)
    yield _legend(printout)
    yield from blocks
    if printout.entries:
        head = tr("Annotations ({n})", n=f"{len(printout.entries):,}")
        yield TextItem(
            head,
            0,
            sans_font(BODY, STRONG),
            theme().text,
            before=_BEFORE_LIST,
            keeps_next=True,
        )
        for entry in printout.entries:
            yield _record(printout, entry, paragraphs)


def _headline(title: str) -> TextItem:
    font = serif_font(HEADLINE, STRONG)
    return TextItem(title, 0, font, theme().text, keeps_next=True, leading=_HEADLINE_LEADING)


def _blocks(prepared: Prepared, *, boilerplate: bool) -> Iterator[Item]:
    printout, display, paragraphs, index = prepared
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
