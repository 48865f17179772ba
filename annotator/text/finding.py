"""Find every place where a text says what somebody typed, however it is written there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby, permutations
from typing import Final

from annotator.text.offsets import floor_grapheme

_BLANKS: Final = "\t \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_GAP: Final = re.compile(f"[{_BLANKS}\n]")
# A run of horizontal white space; a blank that carries a mark is not white space but its base.
_RUN: Final = rf"[{_BLANKS}]*(?:(?<=[\t\n\u2028\u2029])|(?!\p{{M}}|\p{{GCB=Extend}}|\p{{GCB=ZWJ}}))"

# Kinds of one sign: whichever is typed, all are found.
_KINDS: Final = ("'’‘‛ʼ‚＇`´′", '"“”„‟＂″', "-‐‑‒–—―−﹣－")
_SIGNS: Final = {sign: f"[{re.escape(kinds)}]" for kinds in _KINDS for sign in kinds}

# What makes a word longer. Letters of scripts written without spaces do not. Marks belong to what
# they stand on, which may be a picture.
_LETTER: Final = r"[[\p{L}\p{N}_]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}]]"
WORD: Final = rf"(?:{_LETTER}\p{{M}}*+)++"

# Two of these are never one grapheme: what news in Latin, Greek and Cyrillic letters is written in.
_NEVER_JOINED: Final = re.compile(
    "[\0-\x7f\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f–—‘’“”„…]{0,2}"
)

_MARKS_TO_SHUFFLE: Final = 3  # more marks on one letter are looked for in their usual orders only


def find_all(
    text: str, needle: str, *, match_case: bool = False, whole_words: bool = False
) -> list[tuple[int, int]]:
    """Return the spans that match a needle, in order, without overlaps.

    A space stands for any run of horizontal white space with at most one line feed in it. Straight
    and curly quotes, hyphens and dashes, composed and decomposed accents match each other; case
    does not count unless asked for, with full folding (ß is SS). ``whole_words`` wants no letter
    or digit next to the match, so ``Kyiv`` is found in ``Kyiv’s`` and ``Kyiv-based`` but ``600``
    not in ``1,600``. Spans begin and end on grapheme boundaries: ``cafe`` is not in ``café``
    however its accent is written. A needle of white space alone finds nothing.
    """
    return finder(needle, match_case=match_case, whole_words=whole_words)(text)


def finder(
    needle: str, *, match_case: bool = False, whole_words: bool = False
) -> Callable[[str], list[tuple[int, int]]]:
    """Give what finds a needle in one text after the other; see `find_all`."""
    if not needle.strip():
        return lambda _: []
    import regex  # noqa: PLC0415 - 20 ms that start-up does not need

    clusters = regex.findall(r"\X", needle)
    pattern = "".join(
        _gap(part) if gap else "".join(map(_cluster, part))
        for gap, part in groupby(clusters, lambda cluster: bool(_GAP.fullmatch(cluster)))
    )
    if _GAP.fullmatch(clusters[0]):
        # From the start of the run only, or a text of blanks alone would take quadratic time.
        pattern = f"(?<![{_BLANKS}]){pattern}"
    if whole_words:
        pattern = _whole(needle, pattern)
    # Version 1 folds fully: ß is SS.
    flags = regex.VERSION1 | (0 if match_case else regex.IGNORECASE)
    compiled = regex.compile(pattern, flags)

    def find(text: str) -> list[tuple[int, int]]:
        return [
            found.span()
            for found in compiled.finditer(text)
            if is_edge(text, found.start()) and is_edge(text, found.end())
        ]

    return find


def is_edge(text: str, position: int) -> bool:
    """Tell whether a position is a grapheme boundary, first by what takes no time."""
    around = text[max(position - 1, 0) : position + 1]
    return (
        around.isascii()
        or _NEVER_JOINED.fullmatch(around) is not None
        or floor_grapheme(text, position) == position
    )


def _gap(blanks: Iterable[str]) -> str:
    """Return the pattern for a run of white space, which may hold as many line feeds as typed."""
    line_feeds = max(1, sum(blank == "\n" for blank in blanks))
    return rf"(?=[{_BLANKS}\n]){_RUN}(?:\n{_RUN}){{0,{line_feeds}}}"


def _cluster(cluster: str) -> str:
    """Return the pattern for all canonically equivalent ways to write a grapheme cluster."""
    if cluster in _SIGNS:
        return _SIGNS[cluster]
    decomposed = unicodedata.normalize("NFD", cluster)
    if len(decomposed) == 1 and decomposed == cluster:
        return re.escape(cluster)
    ways = {cluster, decomposed, unicodedata.normalize("NFC", cluster)}
    base, marks = decomposed[0], decomposed[1:]
    if len(marks) <= _MARKS_TO_SHUFFLE:
        for order in map("".join, permutations(marks)):
            if unicodedata.normalize("NFD", base + order) == decomposed:
                ways.update(
                    unicodedata.normalize("NFC", base + order[:cut]) + order[cut:]
                    for cut in range(len(order) + 1)
                )
    return f"(?:{'|'.join(map(re.escape, sorted(ways, key=len, reverse=True)))})"


def _whole(needle: str, pattern: str) -> str:
    """Return a pattern with the edges that keep it from matching a part of a word."""
    import regex  # noqa: PLC0415 - as in the caller

    if regex.match(_LETTER, needle, regex.VERSION1):
        number = r"(?<!\d[.,])" if needle[0].isdecimal() else ""
        pattern = rf"(?<!{_LETTER}\p{{M}}*){number}{pattern}"
    if regex.search(rf"{_LETTER}\p{{M}}*\Z", needle, regex.VERSION1):
        number = r"(?![.,]\d)" if needle[-1].isdecimal() else ""
        pattern = f"{pattern}(?!{_LETTER}){number}"
    return pattern
