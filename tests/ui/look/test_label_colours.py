"""Twelve colours of labels: readable, and apart for eyes that see fewer colours.

Colour vision deficiencies are simulated by the matrices for severity 1.0 of G. M. Machado, M. M.
Oliveira and L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision
Deficiency", IEEE Transactions on Visualization and Computer Graphics 15(6), 2009, in linear RGB.
Distances are CIE 1976 in Lab under D65.
"""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from annotator.model.scheme import COLOURS
from annotator.model.srgb import linear
from annotator.ui.look import load_theme
from annotator.ui.look.contrast import contrast, mixed, over

NAMES = ("light", "dark", "light-contrast", "dark-contrast")
VISIONS = {
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
# sRGB to XYZ under D65, each row divided by the white point.
TO_XYZ = (
    (0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883),
)
Triple = tuple[float, float, float]


def _times(matrix: tuple[Triple, Triple, Triple], colour: Triple) -> Triple:
    x, y, z = (sum(m * c for m, c in zip(row, colour, strict=True)) for row in matrix)
    return x, y, z


def _lab(colour: QColor, vision: str) -> Triple:
    seen = (linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF()))
    red, green, blue = (min(1.0, max(0.0, part)) for part in _times(VISIONS[vision], seen))
    x, y, z = (
        part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116
        for part in _times(TO_XYZ, (red, green, blue))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _distance(one: QColor, other: QColor, vision: str) -> float:
    return math.dist(_lab(one, vision), _lab(other, vision))


def test_the_measure_knows_a_published_pair() -> None:
    # The confusion that the simulation is about: red and green of equal lightness.
    red, green = QColor("#B05050"), QColor("#5F7A2E")
    assert _distance(red, green, "usual") > 2 * _distance(red, green, "deutan")
    assert _lab(QColor("#FFFFFF"), "usual") == pytest.approx((100, 0, 0), abs=0.02)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("vision", VISIONS)
def test_any_two_labels_are_apart(name: str, vision: str) -> None:
    labels = load_theme(name).labels
    pairs = {
        (one, other): _distance(labels[one].line, labels[other].line, vision)
        for one, other in itertools.combinations(labels, 2)
    }
    closest = min(pairs, key=lambda pair: pairs[pair])
    # Okabe and Ito's blue, vermillion and green, the usual advice, come as near as 17.
    assert pairs[closest] >= 16, closest


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("vision", VISIONS)
def test_the_labels_of_every_project_are_far_apart(name: str, vision: str) -> None:
    labels = load_theme(name).labels
    for one, other in itertools.combinations(("purple", "green", "orange"), 2):
        assert _distance(labels[one].line, labels[other].line, vision) >= 38


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("label", COLOURS)
def test_a_label_can_be_seen_and_read(name: str, label: str) -> None:
    theme = load_theme(name)
    colours = theme.labels[label]
    strong = name.endswith("contrast")
    assert contrast(colours.line, theme.base) >= (4.5 if strong else 3)
    assert contrast(colours.chip_text, colours.chip) >= 4.5
    assert contrast(colours.ink, theme.base) >= (7 if strong else 4.5)
    for alpha in (theme.wash, theme.row, theme.wash_selected):
        assert contrast(theme.text, over(colours.line, theme.base, alpha)) >= 4.5


def test_the_scheme_names_the_colours_that_themes_have() -> None:
    assert set(COLOURS) == set(load_theme("light").labels)
    assert len({tuple(load_theme(name).labels) for name in NAMES}) == 1
    assert list(load_theme("dark").labels)[:3] == ["purple", "green", "orange"]


@pytest.mark.parametrize("name", NAMES)
@given(colour=st.integers(0, 0xFFFFFF))
def test_any_colour_is_fitted_to_the_page(name: str, colour: int) -> None:
    theme = load_theme(name)
    fitted = theme.label(f"#{colour:06x}")
    assert contrast(fitted.line, theme.base) >= 2.99
    assert contrast(fitted.chip_text, fitted.chip) >= 4.49
    assert contrast(fitted.ink, theme.base) >= 4.49


def test_a_colour_that_fits_is_left_alone() -> None:
    theme = load_theme("light")
    assert theme.label("#7b3fa0").line == theme.label("purple").line
    assert theme.label("#ffffff").line != QColor("#ffffff")


@pytest.mark.parametrize("unknown", ["mauve", "#12", "#zzzzzz", ""])
def test_what_is_not_known_is_grey(unknown: str) -> None:
    theme = load_theme("light")
    assert theme.label(unknown) == theme.label("slate")


def test_mixing_goes_from_one_to_the_other() -> None:
    black, white = QColor("#000000"), QColor("#FFFFFF")
    assert mixed(black, white, 0).name() == "#000000"
    assert mixed(black, white, 1).name() == "#ffffff"
    assert over(black, white, 51).lightness() == pytest.approx(204, abs=1)
