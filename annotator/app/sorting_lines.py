"""The orders in which lines of a concordance stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import merge

from annotator.model.query_words import folded
from annotator.model.search import ArticleHead, Line, SortKey

_WORD = re.compile(r"[^\W_]+")
_RUN = 4_000
"""Lines that are sorted in one go: a longer one would hold up whoever else works meanwhile."""

Key = tuple[object, ...]


def sorted_lines(
    lines: Sequence[Line],
    heads: Mapping[int, ArticleHead],
    sort: SortKey,
    *,
    backwards: bool = False,
) -> list[Line]:
    """Sort lines; those that are alike stand as in their articles.

    By the words at the left from the hit outwards (``left1``), or from the second or third one on;
    at the right likewise. Case and accents do not count. What has no value stands last.

    Args:
        lines: in any order.
        heads: the articles, by number.
        sort: by what.
        backwards: the other way round; articles keep their inner order.
    """
    key = _key(heads, sort)
    keyed = [
        sorted(
            ((key(line), line.article, line.start, line) for line in lines[at : at + _RUN]),
            key=_order,
            reverse=backwards,
        )
        for at in range(0, len(lines), _RUN)
    ]
    found = [one[3] for one in merge(*keyed, key=_order, reverse=backwards)]
    if not backwards:
        return found
    return list(_in_text_order(found, key))


def narrowed(
    lines: Sequence[Line],
    heads: Mapping[int, ArticleHead],
    wanted: Mapping[str, str],
    labels: Mapping[str, str],
) -> list[Line]:
    """Keep the lines whose columns hold some words, whatever their case and accents.

    Args:
        lines: in any order, which they keep.
        heads: the articles, by number.
        wanted: words by column: ``left``, ``hit`` (and what follows it), ``label``, ``title``,
            ``outlet``, ``date``.
        labels: the names of labels, by key.
    """
    words = {column: folded(said) for column, said in wanted.items()}
    articles = {
        number
        for number, head in heads.items()
        if all(
            words[column] in folded(_field(head, column))
            for column in ("title", "outlet", "date")
            if column in words
        )
    }
    return [
        line
        for line in lines
        if line.article in articles
        and ("left" not in words or words["left"] in folded(line.left))
        and ("hit" not in words or words["hit"] in folded(f"{line.hit}{line.right}"))
        and ("label" not in words or _has_label(line, words["label"], labels))
    ]


def _has_label(line: Line, said: str, labels: Mapping[str, str]) -> bool:
    return any(said in folded(f"{labels.get(m.label, '')} {m.label}") for m in line.marks)


def _order(keyed: tuple[Key, int, int, Line]) -> tuple[Key, int, int]:
    return keyed[:3]


def _in_text_order(lines: Sequence[Line], key: Callable[[Line], Key]) -> Iterator[Line]:
    """Turn each run of lines that are alike round again."""
    run: list[Line] = []
    last: Key | None = None
    for line in lines:
        here = key(line)
        if here != last:
            yield from reversed(run)
            run, last = [], here
        run.append(line)
    yield from reversed(run)


def _key(heads: Mapping[int, ArticleHead], sort: SortKey) -> Callable[[Line], Key]:
    match sort:
        case "article":
            return lambda line: (line.article,)
        case "hit":
            return lambda line: (folded(line.hit),)
        case "label":
            return lambda line: _last_if_empty(", ".join(sorted({m.label for m in line.marks})))
        case "title" | "outlet" | "date":
            names = {
                number: _last_if_empty(folded(_field(head, sort))) for number, head in heads.items()
            }
            return lambda line: names[line.article]
    beside, skip = sort[:-1], int(sort[-1]) - 1
    if beside == "left":
        return lambda line: tuple(_WORD.findall(folded(line.left))[::-1][skip:][:6])
    return lambda line: tuple(_WORD.findall(folded(line.right))[skip:][:6])


def _field(head: ArticleHead, sort: str) -> str:
    return {"title": head.title, "outlet": head.outlet, "date": head.published}[sort]


def _last_if_empty(value: str) -> Key:
    return (not value, value)
