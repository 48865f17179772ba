"""Lines of pages put together into paragraphs, and words that were parted at line ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from annotator.formats.pdf.order import Line
from annotator.text.blocks import Block
from annotator.text.zone_line import is_sentence

_LARGER = 1.15
"""From which size on, compared to the article's, a short paragraph is a heading."""
_LONGEST_HEADING = 250
_INDENT = 0.8
_SHORT_LINE = 0.5
"""The share of its column below which a line ends a paragraph, however the next one begins."""
_ITEM = re.compile(r"(?:[•‣◦▪●○■·]|[-–—*](?=\s)|\(?\d{1,3}[.)](?=\s)|\(?[a-z][.)](?=\s))")
_WIDE_SCRIPT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_HYPHEN = re.compile(r"(?<=[^\W\d_])(?:-|\u2010|\u00ad)$")
_LAST_WORD = re.compile(r"[^\W\d_]+(?=(?:-|\u2010|\u00ad)$)")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Put:
    """The paragraphs of a document, and how many words were put together at line ends."""

    blocks: list[Block]
    joined: int


def paragraphs_of(lines: Sequence[Line], running: frozenset[int]) -> Put:
    """Return the paragraphs; heads and feet stand behind the paragraph that they cut.

    Args:
        lines: the lines of all pages, in the order of reading.
        running: the numbers of those that pages repeat.
    """
    body = _usual_size([line for at, line in enumerate(lines) if at not in running])
    leading = _usual_leading(lines, running)
    words = Counter(
        word.casefold()
        for line in lines
        for word in re.findall(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*", line.text)
    )
    paragraphs: list[_Paragraph] = []
    between: list[tuple[int, Line]] = []
    for at, line in enumerate(lines):
        if at in running:
            between.append((len(paragraphs), line))
        elif paragraphs and _goes_on(paragraphs[-1].lines, line, leading):
            paragraphs[-1].lines.append(line)
        else:
            paragraphs.append(_Paragraph([line]))
    blocks: list[Block] = []
    joined = 0
    waiting = iter([*between, (-1, None)])
    place, cut = next(waiting)
    sizes = sorted({round(one.lines[0].size) for one in paragraphs}, reverse=True)
    for number, paragraph in enumerate(paragraphs):
        while cut is not None and place <= number:
            blocks.append(Block(text=cut.text, role="boilerplate"))
            place, cut = next(waiting)
        text, count = _text_of(paragraph.lines, words)
        joined += count
        blocks.append(_block(paragraph.lines, text, body, sizes, blocks))
    while cut is not None:
        blocks.append(Block(text=cut.text, role="boilerplate"))
        place, cut = next(waiting)
    return Put(blocks, joined)


def _block(
    lines: list[Line], text: str, body: float, sizes: list[int], before: list[Block]
) -> Block:
    line = lines[0]
    if line.cells > 1:
        is_next = bool(before) and before[-1].listed and " | " in before[-1].text
        return Block(text=text, listed=True, tight=is_next)
    is_item = _ITEM.match(text) is not None
    size = median(one.size for one in lines)
    if size >= _LARGER * body and len(text) <= _LONGEST_HEADING and not is_item:
        level = min(1 + sizes.index(round(line.size)), 6)
        return Block(text=text, heading=level)
    tight = is_item and bool(before) and before[-1].listed and " | " not in before[-1].text
    return Block(text=text, listed=is_item, tight=tight)


def _usual_size(lines: Sequence[Line]) -> float:
    """Return the size of most letters."""
    counted: Counter[float] = Counter()
    for line in lines:
        counted[round(line.size, 1)] += len(line.text)
    return counted.most_common(1)[0][0] if counted else 0.0


def _usual_leading(lines: Sequence[Line], running: frozenset[int]) -> float:
    """Return the usual distance of lines, in sizes of their letters."""
    found = [
        (line.base - after.base) / line.size
        for at, (line, after) in enumerate(pairwise(lines))
        if line.column == after.column
        and line.base > after.base
        and at not in running
        and abs(line.size - after.size) < 0.1 * line.size
    ]
    return min(median(found), 2.5) if found else 1.2


def _goes_on(above: list[Line], line: Line, leading: float) -> bool:
    """Tell whether a line belongs to the paragraph above it."""
    last = above[-1]
    if last.cells > 1 or line.cells > 1 or abs(last.size - line.size) > 0.1 * last.size:
        return False
    if last.column != line.column:
        return _runs_over(last, line)
    if (last.base - line.base) / last.size > leading * 1.3 + 0.1 or _ITEM.match(line.text):
        return False
    indent = line.left - last.left
    if len(above) > 1 or _ITEM.match(above[0].text):
        # The first line of a paragraph may be indented itself, an item's others are.
        indent = line.left - (last.left if len(above) > 1 else max(last.left, line.left))
    if indent > _INDENT * line.size:
        return False
    return not _ends_early(last, line)


def _ends_early(last: Line, line: Line) -> bool:
    """Tell whether a line ends though the next one's first word would have stood in it as well."""
    first = line.text.split(" ")[0]
    width = (line.right - line.left) / max(len(line.text), 1)
    if last.right + (len(first) + 2) * width >= last.edge:
        return False
    # Beside a picture lines are shorter; what goes on in small letters goes on.
    share = (last.right - last.left) / max(last.edge - last.left, 1)
    return share < _SHORT_LINE or not line.text[:1].islower() or is_sentence(last.text)


def _runs_over(last: Line, line: Line) -> bool:
    """Tell whether a paragraph goes on in the next column, or on the next page."""
    if _HYPHEN.search(last.text):
        return line.text[:1].islower()
    return not is_sentence(last.text) and (
        line.text[:1].islower() or last.text.endswith((",", ";")) or _is_wide(last.text, line.text)
    )


def _is_wide(before: str, after: str) -> bool:
    return bool(_WIDE_SCRIPT.match(before[-1:]) and _WIDE_SCRIPT.match(after[:1]))


def _text_of(lines: list[Line], words: Counter[str]) -> tuple[str, int]:
    """Return a paragraph's text, and how many words were put together."""
    text, joined = lines[0].text, 0
    for line in lines[1:]:
        if _HYPHEN.search(text) and line.text[:1].islower():
            text = _put_together(text, line.text, words)
            joined += 1
        elif _is_wide(text, line.text):
            text += line.text
        else:
            text = f"{text.removesuffix(chr(0xAD))} {line.text}"
    return text.replace("\u00ad", ""), joined


def _put_together(text: str, after: str, words: Counter[str]) -> str:
    """Join a word that a line end parts; its hyphen stays if the document has it elsewhere."""
    first, second = _LAST_WORD.search(text), _FIRST_WORD.match(after)
    if first is None or second is None or text.endswith("\u00ad"):
        return text[:-1] + after
    whole = f"{first[0]}{second[0]}".casefold()
    hyphenated = f"{first[0]}-{second[0]}".casefold()
    keeps = words[hyphenated] > words[whole]
    return (text if keeps else text[:-1]) + after
