"""Gamma is what the package says it is; without the package there is a word of what to install."""

from __future__ import annotations

import logging
import sys
from types import SimpleNamespace

import numpy as np
import pytest

from annotator.agreement import gamma
from annotator.agreement.bootstrap import Resampling
from annotator.agreement.sample import Terms
from annotator.model.annotation import Annotation
from tests.agreement.making import span
from tests.agreement.measuring import Found, marked

_TERMS = Terms(("A", "B"), ("source", "figure"))
_CLOSE = {"A": [span(0, 5), span(10, 15, "figure")], "B": [span(0, 6), span(10, 15)]}
_SAME = {"A": [span(0, 5), span(10, 15, "figure")], "B": [span(0, 5), span(10, 15, "figure")]}


def _measured(*people: dict[str, list[Annotation]], how: Resampling | None = None) -> Found:
    samples = [marked("x" * 40, one, f"{number:02}") for number, one in enumerate(people)]
    return Found(gamma.gamma_measures(samples, _TERMS, how or Resampling()))


def test_without_the_package_one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gamma, "is_available", lambda: False)
    found = _measured(_CLOSE)
    assert [one.label for one in found.measures] == [None, "source", "figure"]
    for one in found.measures:
        assert (one.value, one.n) == (None, 0)
        assert one.why == "needs the extra “gamma”: pip install 'annotator-desktop[gamma]'"


def test_disorders_of_articles_are_added_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for the package, whose costs can be reckoned in the head."""

    def disorder(units: gamma.Units, _seed: int) -> gamma.Disorder:
        left, right = units.values()
        return gamma.Disorder(abs(len(left) - len(right)), float(len(left) + len(right)))

    monkeypatch.setattr(gamma, "is_available", lambda: True)
    monkeypatch.setattr(gamma, "disorder", disorder)
    one_more = {"A": [span(0, 5)], "B": [span(0, 5), span(9, 12, "figure")]}
    found = _measured(one_more, _SAME)
    assert found.value("gamma") == pytest.approx(1 - 1 / 7)
    assert found("gamma").n == 7
    assert found.value("gamma", "source") == 1
    assert found.value("gamma", "figure") == pytest.approx(1 - 1 / 3)
    nothing = _measured({"A": [], "B": []})("gamma")
    assert (nothing.value, nothing.why) == (None, "nothing marked")
    spread = _measured(one_more, _SAME, how=Resampling(200, 1))("gamma")
    assert spread.low == pytest.approx(1 - 1 / 3)
    assert spread.high == 1


def test_no_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gamma, "is_available", lambda: True)
    assert {one.why for one in _measured().measures} == {"no article"}


class _Continuum:
    """Does as the package's does: draws from numpy's common generator, and talks to the log."""

    def __init__(self) -> None:
        self.units: dict[str, list[tuple[tuple[int, int], str]]] = {}

    def add_annotator(self, name: str) -> None:
        self.units[name] = []

    def add(self, name: str, segment: tuple[int, int], label: str) -> None:
        self.units[name].append((segment, label))

    @property
    def avg_num_annotations_per_annotator(self) -> float:
        return sum(map(len, self.units.values())) / len(self.units)

    def compute_gamma(self, _dissimilarity: object, n_samples: int) -> SimpleNamespace:
        logging.warning("CBC solver not installed. Using GLPK.")  # noqa: LOG015 - as it does
        drawn = np.random.random(n_samples).mean()
        return SimpleNamespace(observed_disorder=0.25, expected_disorder=drawn)


def test_what_the_package_is_given_and_gives(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    package = SimpleNamespace(
        Continuum=_Continuum, CombinedCategoricalDissimilarity=lambda: None, Segment=lambda *at: at
    )
    for name in ("pygamma_agreement", "pyannote", "pyannote.core"):
        monkeypatch.setitem(sys.modules, name, package)
    units = {"A": [(0, 5, "x"), (7, 9, "y"), (9, 11, "y")], "B": [(0, 5, "x")]}
    before = str(np.random.get_state())
    found = gamma.disorder(units, 7)
    assert str(np.random.get_state()) == before
    assert not caplog.records
    # Two spans a person: the costs are twice what the package says.
    assert found.observed == 0.5
    assert found == gamma.disorder(units, 7) != gamma.disorder(units, 8)
    assert gamma.disorder({"A": [], "B": []}, 7) == (0, 0)


def test_the_package_gives_its_gamma(caplog: pytest.LogCaptureFixture) -> None:
    """Only where the extra is installed: it is large, and no part of the tools for development."""
    pytest.importorskip("pygamma_agreement")
    from pyannote.core import Segment  # noqa: PLC0415 - only with the package
    from pygamma_agreement import (  # noqa: PLC0415 - only with the package
        CombinedCategoricalDissimilarity,
        Continuum,
    )

    handlers = list(logging.getLogger().handlers)
    before = str(np.random.get_state())
    assert _measured(_SAME).value("gamma") == 1
    found = gamma.disorder(
        {name: [(one.start, one.end, one.label) for one in of] for name, of in _CLOSE.items()}, 7
    )
    assert str(np.random.get_state()) == before
    assert logging.getLogger().handlers == handlers
    assert not caplog.records
    continuum = Continuum()
    for name, spans in _CLOSE.items():
        for one in spans:
            continuum.add(name, Segment(one.start, one.end), one.label)
    np.random.seed(7)
    with gamma._silence():
        theirs = continuum.compute_gamma(CombinedCategoricalDissimilarity(), n_samples=30)
    assert 1 - found.observed / found.expected == pytest.approx(theirs.gamma)
