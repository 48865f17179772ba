"""What labels look like on the page: colours in light and dark, patterns of their lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import orjson

from annotator.model.scheme import Scheme
from annotator.resources import resource

_LINE_CONTRAST = 3.0
_INK_CONTRAST = 4.5
_STEP = 0.04
_FALLBACK = "slate"


def _dashed(first: str, gap: str, second: str) -> str:
    """Give a line of two strokes, by where the first, the gap and the second end."""
    return (
        f"linear-gradient(90deg, var(--c) {first}, transparent 0 {gap}, var(--c) 0 {second}, "
        "transparent 0)"
    )


_PATTERNS = {
    "solid": ("linear-gradient(var(--c), var(--c))", "8px"),
    "dots": ("radial-gradient(circle at 1.2px 1.2px, var(--c) 1.1px, transparent 1.3px)", "4px"),
    "dashes": ("linear-gradient(90deg, var(--c) 4.4px, transparent 0)", "6px"),
    "long-dashes": ("linear-gradient(90deg, var(--c) 11px, transparent 0)", "14px"),
    "dash-dots": (_dashed("5.6px", "7.6px", "10px"), "12px"),
    "double": ("linear-gradient(var(--c) .8px, transparent 0 1.6px, var(--c) 0)", "8px"),
    "squares": ("linear-gradient(90deg, var(--c) 2.4px, transparent 0)", "5px"),
    "dot-pairs": (_dashed("2.4px", "3.6px", "6px"), "10px"),
}
"""The picture of a piece of each line, and how long that is; lines are 2.4 pixels high."""


def style_of_labels(scheme: Scheme) -> str:
    """Give the rules of all labels: the n-th has the class ``ln``; others ``lx``."""
    named = [(f"l{n}", one.colour, one.pattern) for n, one in enumerate(scheme.labels)]
    rules = [*_colours(named, "light", ":root"), *_pattern_rules(named)]
    dark = "".join(_colours(named, "dark", ":root:not([data-theme=light])"))
    rules.append(f"@media screen and (prefers-color-scheme:dark){{{dark}}}")
    rules.append(
        "@media screen{" + "".join(_colours(named, "dark", ":root[data-theme=dark]")) + "}"
    )
    return "\n".join(rules)


def style_of_filters(kinds: list[str]) -> str:
    """Give the rules by which ticks take marks off the page; ``kinds`` are their classes."""
    return "\n".join(
        f":root:has(#f-{one}:not(:checked)) article .{one}"
        "{background:none;padding:0;display:var(--gone)}"
        for one in kinds
    )


def _colours(named: Sequence[tuple[str, str, str]], theme: str, scope: str) -> Iterator[str]:
    values = "".join(
        f"--{name}:{line};--{name}i:{ink};"
        for name, colour, _ in [*named, ("lx", _FALLBACK, "solid")]
        for line, ink in (_pair(theme, colour),)
    )
    yield f"{scope}{{{values}}}"


def _pattern_rules(named: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    for name, _, pattern in [*named, ("lx", _FALLBACK, "solid")]:
        image, period = _PATTERNS[pattern]
        yield f".{name}{{--c:var(--{name});--i:var(--{name}i);--line:{image};--period:{period}}}"


@cache
def _theme(name: str) -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(resource("themes", f"{name}.json").read_bytes())
    return found


@cache
def _pair(theme: str, colour: str) -> tuple[str, str]:
    """Give the colour of a label's line and of words in it."""
    content = _theme(theme)
    known = {name: (line, ink) for name, line, ink in content["labels"]}
    if colour in known:
        return known[colour]
    if not colour.startswith("#"):
        return known[_FALLBACK]
    base, target = content["colours"]["base"], "#FFFFFF" if content["dark"] else "#000000"
    return (
        _moved(colour, target, base, _LINE_CONTRAST),
        _moved(colour, target, base, _INK_CONTRAST),
    )


def _moved(colour: str, target: str, against: str, least: float) -> str:
    """Mix a colour towards another one until it stands out enough from what is behind it."""
    share, moved = 0.0, colour
    while _contrast(moved, against) < least and share < 1:
        share += _STEP
        moved = _mixed(colour, target, min(share, 1))
    return moved


def _contrast(one: str, other: str) -> float:
    """Give the contrast of two colours as the Web Content Accessibility Guidelines 2.2 do."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(colour: str, target: str, share: float) -> str:
    pairs = zip(_channels(colour), _channels(target), strict=True)
    return "#" + "".join(f"{round(one + (other - one) * share):02X}" for one, other in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))
