"""CoNLL-U: ten columns, spans in the last one, whatever else in comments.

Tokens with the white space behind them make up the text again. ``Spans`` in the last column says
of which annotations a token is part; a comment ``# annotator span 1 = {…}`` at the beginning of its
article holds all that an annotation has, with its exact edges, ``# annotator article = {…}`` all
that is known of the article. Lemmas, parts of speech and dependencies are not ours to fill in.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, BinaryIO

import orjson

from annotator.formats.base import Format, WriteRequest
from annotator.formats.common.records_within.written import beside, extras_of
from annotator.formats.common.tokens import Tokens, tokens
from annotator.formats.conll.misc import SPANS, write_misc, write_spaces, write_word
from annotator.formats.conll.on_tokens import ranges_of
from annotator.formats.conll.reading_conllu import ANNOTATION, ARTICLE, read
from annotator.model.records import ArticleRecord, Loss, LossKind

_BLANK = LossKind(
    "empty", "Articles of white space alone", "left out: there is no word", "left out"
)
_BREAKS = str.maketrans({one: f"\\u{ord(one):04x}" for one in "\x7f\x85\u2028\u2029"})


def _write(request: WriteRequest) -> Iterator[Loss]:
    with request.out.main() as out:
        for number, article in enumerate(request.articles, 1):
            cut = tokens(article["text"], article["language"])
            if cut.spans:
                _write_article(article, cut, number, out)
            else:
                yield _BLANK.of(None, article["id"])


def _write_article(article: ArticleRecord, cut: Tokens, number: int, out: BinaryIO) -> None:
    text, spans = article["text"], cut.spans
    words = [text[start:end] for start, end in spans]
    gaps = [text[one[1] : two[0]] for one, two in pairwise(spans)]
    gaps.append(text[spans[-1][1] :])
    cells = [_cell(gap) for gap in gaps[:-1]]
    # A blank at the end of a text has to be said: nobody else writes one there.
    cells.append(_cell(gaps[-1]) if gaps[-1] != " " else "SpacesAfter=\\s")
    marks = _marks(article, cut)
    before = text[: spans[0][0]]
    for at in {*marks, 0}:
        entries = dict([cells[at].split("=", 1)]) if cells[at] != "_" else {}
        if before and at == 0:
            entries["SpacesBefore"] = write_spaces(before)
        if at in marks:
            entries[SPANS] = ",".join(marks[at])
        cells[at] = write_misc(entries)
    lines = [f"# newdoc id = {article['id']}", f"# {ARTICLE} = {_json(beside(article))}"]
    lines += [
        f"# {ANNOTATION} {place} = "
        + _json({"label": one["label"], "fragments": one["fragments"], **extras_of(one)})
        for place, one in enumerate(article["annotations"], 1)
    ]
    ends = [*cut.starts[1:], len(spans)]
    for sentence, (first, after) in enumerate(zip(cut.starts, ends, strict=True), 1):
        shown = "".join(
            word + (" " if gap else "")
            for word, gap in zip(words[first:after], gaps[first:after], strict=True)
        )
        lines += [f"# sent_id = {number}-{sentence}", f"# text = {shown.rstrip(' ')}"]
        lines += [
            f"{place}\t{word}\t_\t_\t_\t_\t_\t_\t_\t{cell}"
            for place, (word, cell) in enumerate(
                zip(words[first:after], cells[first:after], strict=True), 1
            )
        ]
        lines.append("")
    out.write(("\n".join(lines) + "\n").encode())


def _cell(gap: str) -> str:
    """Write what stands behind a token."""
    if gap == " ":
        return "_"
    return f"SpacesAfter={write_spaces(gap)}" if gap else "SpaceAfter=No"


def _marks(article: ArticleRecord, cut: Tokens) -> dict[int, list[str]]:
    """Give the spans that each token is part of."""
    marks: dict[int, list[str]] = {}
    for number, annotation in enumerate(article["annotations"], 1):
        label = write_word(annotation["label"])
        for first, after in ranges_of(cut, annotation["fragments"])[0]:
            marks.setdefault(first, []).append(f"B-{label}:{number}")
            for at in range(first + 1, after):
                marks.setdefault(at, []).append(f"I-{label}:{number}")
    return marks


def _json(value: dict[str, Any]) -> str:
    """Write JSON in one line, whatever a reader takes for the end of one."""
    return orjson.dumps(value).decode().translate(_BREAKS)


FORMAT = Format(
    name="conllu",
    title="CoNLL-U",
    extensions=("conllu",),
    read=read,
    write=_write,
    cannot_hold=("empty",),
)
