"""Values of a proposal are changed while it is edited, with the fields of the form."""

from __future__ import annotations

from pathlib import Path

from annotator import Project
from annotator.model.annotator import CONSENSUS

from .conftest import Start
from .reviewing import begin, project_under_review


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
