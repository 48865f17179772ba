"""A corpus for measuring: seeded, so that the same arguments give the same bytes everywhere.

News-like articles with marked spans; one in twelve holds emoji, one in ten CJK, so that whoever
counts in another unit than code points is caught.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

LABELS = ("source", "location", "figure")

_NAMES = (
    "Amina Sadiq", "Jorge Valdés", "Hanne Lund", "Petra Kováč", "Tariq Aziz", "Mei-Ling Chou",
    "the harbour master", "a ministry official", "two port workers", "the growers’ union",
)  # fmt: skip
_PLACES = (
    "Valparaíso", "the Skagerrak", "Łódź", "northern Ghana", "Izmir", "the Mekong delta", "Tromsø",
    "Quito", "東京", "釜山", "the port of Kribi", "Old Cairo",
)  # fmt: skip
_UNITS = ("tonnes of rice", "percent", "households", "cubic metres", "euros a week", "lorries")
_SUBJECTS = ("The levy", "A second pump", "The new timetable", "The inquiry", "Last week’s storm")
_VERBS = ("has slowed", "may reopen", "is blamed for", "will decide over", "has split")
_OBJECTS = ("ferry traffic", "the wheat auctions", "school meals", "the northern railway", "rents")
_TAILS = ("for the third year", "before the rains", "despite two warnings", "as talks drag on")
_EMOJI = ("🌾", "🚢", "👩‍🌾", "🇬🇭", "🏞️")
_CJK = ("港口星期三重新开放。", "電車は正午に再開した。")


class Document(NamedTuple):
    """An article: title, text, and spans (start, end, label) in code points."""

    title: str
    text: str
    spans: list[tuple[int, int, str]]


def documents(count: int, spans: int, seed: int = 1, words: int = 480) -> Iterator[Document]:
    """Make articles of about ``words`` words with exactly ``spans`` spans each."""
    for number in range(count):
        rng = random.Random(f"{seed}:{number}")
        yield _document(rng, spans, words)


def long_document(characters: int, spans: int, seed: int = 1) -> Document:
    """Make one article of about so many code points with exactly ``spans`` spans."""
    rng = random.Random(f"{seed}:long")
    return _document(rng, spans, characters // 6, least=characters)


def _document(rng: random.Random, spans: int, words: int, least: int = 0) -> Document:
    emoji, cjk = rng.random() < 1 / 12 or least > 0, rng.random() < 1 / 10 or least > 0
    parts: list[str] = []
    marked: list[tuple[int, int, str]] = []
    length = counted = sentences = 0
    while counted < words or length < least:
        pieces = _sentence(rng)
        if emoji and rng.random() < 0.02:
            pieces.insert(0, (rng.choice(_EMOJI) + " ", ""))
        if cjk and rng.random() < 0.02:
            pieces.insert(0, (rng.choice(_CJK), ""))
        for text, label in pieces:
            if label:
                marked.append((length, length + len(text), label))
            parts.append(text)
            length += len(text)
            counted += text.count(" ")
        sentences += 1
        gap = "\n\n" if sentences % 4 == 0 else " "
        parts.append(gap)
        length += len(gap)
    text = "".join(parts).rstrip()
    title = f"{rng.choice(_SUBJECTS)} {rng.choice(_VERBS)} {rng.choice(_OBJECTS)}"
    return Document(title, text, _exactly(rng, text, marked, spans))


def _sentence(rng: random.Random) -> list[tuple[str, str]]:
    """Make a sentence as pieces of text, each with its label or none."""
    number = f"{rng.randint(2, 980)}" if rng.random() < 0.5 else f"{rng.uniform(1, 90):.1f}"
    who, where = rng.choice(_NAMES), rng.choice(_PLACES)
    figure = f"{number} {rng.choice(_UNITS)}"
    clause = f"{rng.choice(_SUBJECTS)} {rng.choice(_VERBS)} {rng.choice(_OBJECTS)}"
    match rng.randrange(3):
        case 0:
            return [(f"{clause} in ", ""), (where, "location"), (", ", ""), (who, "source"),
                    (f" said {rng.choice(_TAILS)}.", "")]  # fmt: skip
        case 1:
            return [("Around ", ""), (figure, "figure"), (" were held back near ", ""),
                    (where, "location"), (f" {rng.choice(_TAILS)}.", "")]  # fmt: skip
    return [("“", ""), (f"{clause},” said ", ""), (who, "source"), (", who counted ", ""),
            (figure, "figure"), (f" {rng.choice(_TAILS)}.", "")]  # fmt: skip


def _exactly(
    rng: random.Random, text: str, marked: list[tuple[int, int, str]], count: int
) -> list[tuple[int, int, str]]:
    """Take some of the spans, or add runs of words that may nest and overlap."""
    if len(marked) >= count:
        return sorted(rng.sample(marked, count))
    spans = set(marked)
    while len(spans) < count:
        start = text.rfind(" ", 0, rng.randrange(1, max(2, len(text) - 60))) + 1
        end = text.find(" ", start + rng.randint(4, 40))
        words = text[start:end].strip()
        if end > start and words and "\n" not in words and text.startswith(words, start):
            spans.add((start, start + len(words), rng.choice(LABELS)))
    return sorted(spans)
