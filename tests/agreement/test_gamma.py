"""Gamma is what the package says it is; without the package there is a word of what to install."""

from __future__ import annotations

import logging

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


def test_the_package_gives_its_gamma(caplog: pytest.LogCaptureFixture) -> None:
    """Only where the extra is installed: it is large, and no part of the tools for development."""
    pytest.importorskip("pygamma_agreement")
    import numpy as np  # noqa: PLC0415 - only with the package
    from pyannote.core import Segment  # noqa: PLC0415
    from pygamma_agreement import CombinedCategoricalDissimilarity, Continuum  # noqa: PLC0415

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
