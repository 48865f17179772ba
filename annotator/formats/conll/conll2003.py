"""CoNLL-2003: a token a line with its tags, an empty line between sentences.

The tags of one person stand in one column. A span is never parted by the end of a sentence: the
sentences it joins are written as one, so that every reader takes it for one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from annotator.formats.base import Format, Option, WriteRequest
from annotator.formats.common.losses import LABEL, unheld
from annotator.formats.common.names import Names
from annotator.formats.common.tokens import Tokens, tokens
from annotator.formats.conll.on_tokens import Laid, disjoint, laid
from annotator.formats.conll.reading_conll2003 import DOCUMENT, OPTIONS, read
from annotator.formats.conll.side import PART, write_article, write_head
from annotator.formats.conll.tags import OUTSIDE, SCHEMES, write_tags
from annotator.model.records import ArticleRecord, Loss
from annotator.model.scheme import Scheme

_HELD = frozenset(
    {
        "text", "title", "url", "outlet", "byline", "published", "language", "zones", "reference",
        "source", "states", "none",
    }
)  # fmt: skip


def _write(request: WriteRequest) -> Iterator[Loss]:
    people: list[str | None] = [None]
    if request.options["overlaps"] == "columns":
        people = [*request.annotators] or [None]
    names = label_names(request.scheme)
    with request.out.main() as out, request.out.part(PART) as side:
        write_head(side, request.options["scheme"], people, names.changed())
        for article in request.articles:
            cut = tokens(article["text"], article["language"])
            yield from _article(article, cut, people, names.table, request, out)
            write_article(side, article, cut)


def label_names(scheme: Scheme) -> Names:
    """Give labels names without white space."""
    names = Names(lambda key: "_".join(key.split()))
    for label in scheme.labels:
        names.of(label.key)
    return names


def _article(
    article: ArticleRecord,
    cut: Tokens,
    people: list[str | None],
    names: dict[str, str],
    request: WriteRequest,
    out: BinaryIO,
) -> Iterator[Loss]:
    prefixes = SCHEMES[request.options["scheme"]]
    columns = [[OUTSIDE] * len(cut.spans) for _ in people]
    over: list[list[Laid]] = [[] for _ in people]
    places = {name: place for place, name in enumerate(people)}
    for annotation in article["annotations"]:
        ranges, losses = laid(cut, annotation)
        yield from losses
        over[0 if people == [None] else places[annotation["annotator"]]].append(
            (annotation, ranges)
        )
        if names[annotation["label"]] != annotation["label"]:
            yield LABEL.of(annotation["id"], article["id"])
    inside: set[int] = set()
    tagged: set[int] = set()
    for column, laid_over in zip(columns, over, strict=True):
        for span, loss in disjoint(laid_over, names):
            if span is not None:
                write_tags(column, span, prefixes)
                tagged.update(range(span.first, span.after))
                inside.update(_within(cut.starts, span.first, span.after))
            if loss is not None:
                yield loss
    yield from unheld(article, _HELD if people == [None] else _HELD | {"annotator"})
    outside = f"\t{OUTSIDE}" * len(people)
    rows = [article["text"][start:end] + outside for start, end in cut.spans]
    for at in tagged:
        word = rows[at].removesuffix(outside)
        rows[at] = "\t".join((word, *(column[at] for column in columns)))
    for start in cut.starts[1:]:
        if start not in inside:
            rows[start] = f"\n{rows[start]}"
    head = f"{DOCUMENT}{outside}\n\n"
    out.write((head + "".join(f"{row}\n" for row in rows) + "\n" * bool(rows)).encode())


def _within(starts: list[int], first: int, after: int) -> Iterable[int]:
    """Give the sentences that begin inside a span."""
    if after - first == 1:
        return ()
    at = bisect_right(starts, first)
    return starts[at : bisect_right(starts, after - 1, at)]


FORMAT = Format(
    name="conll",
    title="CoNLL-2003",
    extensions=("conll", "bio", "iob", "iob2", "conll2003"),
    read=read,
    write=_write,
    cannot_hold=(
        "discontinuous", "overlapping", "identical", "not-token-aligned", "label-charset",
        "relation", "attribute", "note", "other",
    ),
    options={
        "scheme": Option(
            "bio",
            "How tags say where a span begins and ends: bio is IOB2, bilou and iobes also mark its "
            "last token and what is one token.",
            ("bio", "bilou", "iobes"),
            reads=False,
        ),
        "overlaps": Option(
            "columns",
            "columns: a column of tags for each annotator. longest: one column for all. Of spans "
            "that lie over each other in a column the longest is written.",
            ("columns", "longest"),
            reads=False,
        ),
        **OPTIONS,
    },
    companions=(PART,),
)  # fmt: skip
