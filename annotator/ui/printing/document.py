"""An article as the things that stand on its pages."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nlargest
from itertools import islice
from typing import NamedTuple

from annotator.app.printout import Entry, Printout, Reference
from annotator.text.shortening import shortened
from annotator.ui.editor.display import DisplayText
from annotator.ui.editor.mark_index import MarkIndex
from annotator.ui.editor.styles import Paragraphs
from annotator.ui.editor.wrapping import runs_leftwards
from annotator.ui.i18n import tr
from annotator.ui.look import STRONG
from annotator.ui.panels.dates import short_date
from annotator.ui.panels.form.shown import shown
from annotator.ui.printing.item import Item
from annotator.ui.printing.legend import Key, Legend
from annotator.ui.printing.paper import BODY, CAPTION, HEADLINE, SMALL, sans_font, serif_font, theme
from annotator.ui.printing.record import Record, Row, columns_for
from annotator.ui.printing.rule import Rule
from annotator.ui.printing.text_item import Tagged, TextItem

_HEADLINE_LEADING = 1.08
_AFTER_HEADLINE = 12.0
_BETWEEN = 12.0
_BEFORE_LIST = 44.0
_BEFORE_NAMES = 6.0
_HEAD = 3
"""Paragraphs among which a headline is looked for: some have a line or two above it."""
_WIDEST = 20
"""Texts of a column that are measured, the longest ones."""
_LONGEST_QUOTE = 2_000
"""Code points of an annotation in the list: what is longer stands above, in the article."""
_LONGEST = 60
"""Characters of the words at the other end of a link."""


class Prepared(NamedTuple):
    """What takes a while to find out about a long article. Nothing in it is of Qt's.

    ``asides`` say of each entry of the list whose it is and where; ``leftwards`` whether most of
    the text runs from right to left.
    """

    printout: Printout
    display: DisplayText
    paragraphs: Paragraphs
    marks: MarkIndex
    asides: tuple[str, ...]
    leftwards: bool


class Document:
    """What is printed.

    Attributes:
        source: makes the things on the pages, one after the other.
        items: those that were made by now.
        title: what stands at the foot of each page.
        leftwards: whether one begins to read at the right.
    """

    def __init__(self, source: Iterator[Item], title: str, *, leftwards: bool = False) -> None:
        self.source = source
        self.items: list[Item] = []
        self.title = title
        self.leftwards = leftwards

    def grow(self) -> Iterator[Item]:
        """Make the things one after the other, and keep them."""
        for item in self.source:
            self.items.append(item)
            yield item


def prepare(printout: Printout) -> Prepared:
    """Look an article over; any thread may do that."""
    display = DisplayText(printout.article.text)
    paragraphs = Paragraphs(display, printout.article.zones)
    asides = tuple(_aside(printout, entry, paragraphs) for entry in printout.entries)
    marks = MarkIndex(display.starts, printout.marks)
    leftwards = _runs_leftwards(display, paragraphs)
    return Prepared(printout, display, paragraphs, marks, asides, leftwards)


def document_of(prepared: Prepared, *, boilerplate: bool = False) -> Document:
    """Make a document; ``boilerplate`` prints what does not count, too."""
    title = prepared.printout.article.title or ""
    items = _items(prepared, boilerplate=boilerplate)
    return Document(items, title, leftwards=prepared.leftwards)


def _runs_leftwards(display: DisplayText, paragraphs: Paragraphs) -> bool:
    """Tell whether most of an article runs from right to left: a few foreign lines turn nothing."""
    balance = 0
    for block, role in enumerate(paragraphs.roles):
        if role != "blank":
            start, end = display.block_range(block)
            balance += end - start if runs_leftwards(display, block) else start - end
    return balance > 0


def _items(prepared: Prepared, *, boilerplate: bool) -> Iterator[Item]:
    printout, paragraphs, leftwards = prepared.printout, prepared.paragraphs, prepared.leftwards
    small, caption, muted = sans_font(SMALL), sans_font(CAPTION), theme().muted
    blocks = _blocks(prepared, boilerplate=boilerplate)
    hidden = ("blank",) if boilerplate else ("blank", "boilerplate")
    first = [role for role in paragraphs.roles if role not in hidden][:_HEAD]
    if "headline" in first:
        yield from islice(blocks, first.index("headline") + 1)
    elif printout.article.title:
        yield _headline(printout.article.title)
    if meta := _meta(printout):
        yield TextItem(meta, 0, small, muted, before=_AFTER_HEADLINE, at_right=leftwards)
    if printout.counts:
        yield _legend(printout, leftwards=leftwards)
    if people := _people(printout):
        yield TextItem(people, 0, caption, muted, before=_BEFORE_NAMES, at_right=leftwards)
    yield Rule()
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
            at_right=leftwards,
        )
        names = [printout.labels[key].name for key in printout.counts]
        columns = columns_for(names, nlargest(_WIDEST, set(prepared.asides), key=len))
        for entry, aside in zip(printout.entries, prepared.asides, strict=True):
            yield Record(_row(printout, entry, aside), columns, leftwards=leftwards)


def _headline(title: str) -> TextItem:
    font = serif_font(HEADLINE, STRONG)
    return TextItem(title, 0, font, theme().text, keeps_next=True, leading=_HEADLINE_LEADING)


def _blocks(prepared: Prepared, *, boilerplate: bool) -> Iterator[Item]:
    printout, display, paragraphs, index, *_ = prepared
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
        before = 0.0 if block in display.parted else _BETWEEN
        leftwards = runs_leftwards(display, block)
        words = display.shown[start:end]
        yield _paragraph(words, start, role, tagged, number, before=before, leftwards=leftwards)
    if left_out:
        words = (
            tr("One paragraph of boilerplate is left out.")
            if left_out == 1
            else tr("{n} paragraphs of boilerplate are left out.", n=left_out)
        )
        small, muted = sans_font(SMALL), theme().muted
        yield TextItem(words, 0, small, muted, before=_BETWEEN, at_right=prepared.leftwards)


def _paragraph(
    shown_text: str,
    start: int,
    role: str,
    tagged: list[Tagged],
    number: int,
    *,
    before: float,
    leftwards: bool,
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
            leftwards=leftwards,
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
        before=before,
        leftwards=leftwards,
    )


def _meta(printout: Printout) -> str:
    article = printout.article
    parts = [article.outlet, article.byline, short_date(article.published), article.url]
    return " · ".join(part for part in parts if part)


def _legend(printout: Printout, *, leftwards: bool) -> Legend:
    keys = [
        Key(
            printout.labels[key].name,
            theme().label(printout.labels[key].colour),
            printout.labels[key].pattern,
            count,
        )
        for key, count in printout.counts.items()
    ]
    return Legend(keys, leftwards=leftwards)


def _people(printout: Printout) -> str:
    """Say whose lines are which."""
    names = list(printout.names.values())
    if not names:
        return ""
    if len(names) == 1:
        return tr("Annotated by {who}", who=names[0])
    return tr("Lines from the upper to the lower: {names}", names=", ".join(names))


def _aside(printout: Printout, entry: Entry, paragraphs: Paragraphs) -> str:
    who = entry.who if len(printout.names) > 1 else ""
    return " · ".join(part for part in (who, paragraphs.name_at(entry.start)) if part)


def _row(printout: Printout, entry: Entry, aside: str) -> Row:
    label = printout.labels.get(entry.label)
    about = [f"{name}: {shown(value)}" for name, value in entry.values]
    about += [_link(one) for one in entry.links]
    if entry.unsure:
        about.append(tr("unsure"))
    if entry.note:
        about.append(tr("Note: {words}", words=" ".join(entry.note.split())))
    return Row(
        entry.number,
        label.name if label else entry.label,
        theme().label(_colour(printout, entry.label)),
        _pattern(printout, entry.label),
        shortened(entry.quote, _LONGEST_QUOTE),
        "; ".join(" ".join(one.split()) for one in about),
        aside,
    )


def _link(link: Reference) -> str:
    """Tell of a link: what the other end is called here, which way it leads, and where that is."""
    words = shortened(link.quote, _LONGEST)
    return f"{link.title} {'→' if link.outward else '←'} {link.number} “{words}”"


def _colour(printout: Printout, key: str) -> str:
    label = printout.labels.get(key)
    return label.colour if label else "slate"


def _pattern(printout: Printout, key: str) -> str:
    label = printout.labels.get(key)
    return label.pattern if label else "solid"
