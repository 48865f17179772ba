"""Values of a proposal are changed while it is edited, with the fields of the form."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import Project
from annotator.model.annotator import CONSENSUS
from annotator.ui.widgets.popover import Popover

from .conftest import Start
from .reviewing import begin, consensus_in, page_of, project_under_review


def test_values_of_a_proposal(start: Start, tmp_path: Path) -> None:
    path = project_under_review(tmp_path)
    hand = begin(start, path)
    hand.press("V")
    assert hand.window.review_desk.draft is None
    hand.press("e", "V")
    draft = hand.window.review_desk.draft
    assert draft is not None
    label = draft.label
    with Project.open(path, read_only=True) as project:
        names = [one.name for one in project.scheme.label(label).attributes if one.kind == "text"]
    hand.walk_to(names[0])
    hand.type("typed in review")
    hand.press("Esc")
    draft = hand.window.review_desk.draft
    assert draft is not None
    assert draft.attributes is not None
    assert "typed in review" in draft.attributes.values()
    # Nothing is data until the draft is taken.
    with Project.open(path, read_only=True) as project:
        assert project.annotations(annotators=[CONSENSUS]) == []
    hand.press("V")
    hand.walk_to(names[0])
    hand.press("Esc", "Return")
    hand.wait(lambda: hand.window.review_desk.draft is None)
    with Project.open(path, read_only=True) as project:
        (entry,) = project.annotations(annotators=[CONSENSUS])
        assert "typed in review" in entry.attributes.values()
    hand.press("Ctrl+Z")
    with Project.open(path, read_only=True) as project:
        assert project.annotations(annotators=[CONSENSUS]) == []


@pytest.mark.parametrize("size", [(1440, 900), (720, 480)])
def test_a_proposal_is_edited_by_mouse_alone(
    start: Start, tmp_path: Path, size: tuple[int, int]
) -> None:
    """A label without a digit can be given, too."""
    path = project_under_review(tmp_path)
    with Project.open(path, "Olena") as project:
        project.schemes.save(project.scheme.with_labels(["rumour"]))
    hand = begin(start, path)
    hand.window.frame.resize(*size)
    hand.settle()
    card = page_of(hand).card
    assert not card.label.isVisible()
    hand.click(card.edit)
    hand.settle()
    hand.click(card.label)
    hand.choose("Rumour")
    draft = hand.window.review_desk.draft
    assert draft is not None
    assert draft.label == "rumour"
    hand.click(card.label)
    hand.choose("Source")
    hand.click(card.values)
    hand.wait(lambda: any(one.isVisible() for one in hand.all(Popover)))
    hand.press("Esc")
    hand.click(card.label)
    hand.choose("Rumour")
    hand.click(card.accept)
    hand.wait(lambda: hand.window.review_desk.draft is None)
    assert [label for label, _ in consensus_in(path)] == ["rumour"]


def test_another_label_takes_the_values_along_that_it_has(start: Start, tmp_path: Path) -> None:
    """By a digit: a proposal with values of its label could not be taken as another one."""
    path = project_under_review(tmp_path)
    hand = begin(start, path)
    hand.press("e", "V")
    hand.walk_to("Role")
    hand.type("aid worker")
    hand.press("Esc", "2", "Return")
    hand.wait(lambda: hand.window.review_desk.draft is None)
    with Project.open(path, read_only=True) as project:
        (entry,) = project.annotations(annotators=[CONSENSUS])
        assert (entry.label, entry.attributes) == ("location", {})
    # Values of the new label are added to none of the old one.
    hand.press("Ctrl+Z", "e", "3", "V")
    hand.walk_to("Of what")
    hand.type("aid workers")
    hand.press("Esc", "Return")
    hand.wait(lambda: hand.window.review_desk.draft is None)
    with Project.open(path, read_only=True) as project:
        (entry,) = project.annotations(annotators=[CONSENSUS])
        assert (entry.label, entry.attributes) == ("figure", {"of_what": "aid workers"})
