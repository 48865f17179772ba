"""Which colours look alike, also to eyes that see fewer colours.

Deficiencies of colour vision are simulated by the matrices for severity 1.0 of G. M. Machado, M. M.
Oliveira and L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision
Deficiency", IEEE Transactions on Visualization and Computer Graphics 15(6), 2009, applied in linear
RGB. Distances are CIE 1976 in Lab under D65.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Literal, NamedTuple

from annotator.model.srgb import curved, linear

Sight = Literal["usual", "protan", "deutan", "tritan"]
"""Usual sight, and sight without long (red), middle (green) or short (blue) wave cones."""

Triple = tuple[float, float, float]
_Matrix = tuple[Triple, Triple, Triple]

ALIKE = 16.0
"""Distance in Lab below which two colours are taken to look alike; the nearest two of Okabe and
Ito's palette, the usual advice, are 17 apart."""

_SIGHTS: dict[Sight, _Matrix] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
SIGHTS: tuple[Sight, ...] = tuple(_SIGHTS)

# sRGB to XYZ under D65 (IEC 61966-2-1), each row divided by the white point.
_TO_XYZ: _Matrix = (
    (0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883),
)


class Pair(NamedTuple):
    """Two things by their keys, how far their colours are apart, and to which eyes."""

    one: str
    other: str
    distance: float
    sight: Sight


def simulated(colour: str, sight: Sight) -> Triple:
    """Give a colour (``#RRGGBB``) as somebody sees it: linear red, green and blue from 0 to 1."""
    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    seen = _times(_SIGHTS[sight], (red, green, blue))
    return tuple(min(1.0, max(0.0, part)) for part in seen)  # type: ignore[return-value]


@lru_cache(4096)
def lab(colour: str, sight: Sight = "usual") -> Triple:
    """Give a colour (``#RRGGBB``) in CIE 1976 L*a*b* as somebody sees it."""
    x, y, z = (
        part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116
        for part in _times(_TO_XYZ, simulated(colour, sight))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, sight: Sight = "usual") -> float:
    """Measure how far two colours (``#RRGGBB``) are apart to somebody's eyes (CIE 1976)."""
    return math.dist(lab(one, sight), lab(other, sight))


def seen(colour: str, sight: Sight) -> str:
    """Give a colour (``#RRGGBB``) as somebody sees it, as another one."""
    return "#" + "".join(f"{round(255 * curved(part)):02x}" for part in simulated(colour, sight))


def nearest(colours: Mapping[str, str], sights: Sequence[Sight] = SIGHTS) -> Pair | None:
    """Find the two things whose colours (``#RRGGBB``) are most alike, and under which sight.

    Of equally alike pairs the one that is so to most people's eyes; None with fewer than two.
    """
    found: Pair | None = None
    for sight in sights:
        # By lightness: who is farther apart in that alone cannot be nearer than the best so far.
        ordered = sorted((lab(colour, sight), key) for key, colour in colours.items())
        for at, (one, key) in enumerate(ordered):
            for other, beside in islice(ordered, at + 1, None):
                if found is not None and other[0] - one[0] >= found.distance:
                    break
                apart = math.dist(one, other)
                if found is None or apart < found.distance:
                    first, second = sorted((key, beside), key=list(colours).index)
                    found = Pair(first, second, apart, sight)
    return found


def farthest(free: Mapping[str, str], taken: Mapping[str, str]) -> str | None:
    """Find the free colour that is farthest from all that are taken, whoever looks.

    Args:
        free: by name, ``#RRGGBB``.
        taken: by any name, ``#RRGGBB``.
    """

    def apart(name: str) -> float:
        return min(
            (distance(free[name], colour, sight) for colour in taken.values() for sight in SIGHTS),
            default=math.inf,
        )

    return max(free, key=apart, default=None)


def _times(matrix: _Matrix, colour: Triple) -> Triple:
    x, y, z = (sum(m * c for m, c in zip(row, colour, strict=True)) for row in matrix)
    return x, y, z
