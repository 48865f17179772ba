"""What the card shows of a unit: its answers and its proposal, in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from annotator.model.identity import entity_bytes
from annotator.model.unit import ReviewUnit
from annotator.problems import UserProblem
from annotator.ui.editor.scene import Scene
from annotator.ui.i18n import tr
from annotator.ui.panels.dates import short_moment
from annotator.ui.panels.review.answers import AnswerWords, ProposalWords
from annotator.ui.review.desk import ReviewDesk
from annotator.ui.review.units import is_open
from annotator.ui.review.words import (
    answer_pieces,
    attribute_pieces,
    decided,
    disputed_keys,
    quote_pieces,
    rejected_because,
    warning,
)
from annotator.ui.widgets.marked_quote import Piece

if TYPE_CHECKING:
    from annotator.model.scheme import Scheme

_LONGEST = 150
"""Code points of the quote in the proposal; the answers above show all of it."""


def answers_of(
    review: ReviewDesk, scene: Scene, scheme: Scheme, one: ReviewUnit
) -> list[AnswerWords]:
    """Give every distinct answer, and last who marked nothing."""
    unit = one.unit
    text = scene.display.text
    everybody = sum(len(answer.annotators) for answer in unit.answers) + len(unit.silent)
    quote_of = partial(_quote_of, scene)
    lit = disputed_keys(scheme, unit, quote_of)
    labels = {answer.first.label for answer in unit.answers}
    found: list[AnswerWords] = []
    for number, answer in enumerate(unit.answers):
        first = answer.first
        attributes = attribute_pieces(scheme, first.label, first.attributes, quote_of, lit)
        if len(labels) > 1:
            name = Piece(scene.look_of(first.label).name, lit=True)
            attributes = [name, *([Piece("  ·  ")] if attributes else []), *attributes]
        found.append(
            AnswerWords(
                *_who(review, answer.annotators),
                tr("{n} of {all}", n=len(answer.annotators), all=everybody),
                str(number + 1) if number < 9 else "",
                answer_pieces(text, unit, number),
                attributes,
                scene.look_of(first.label).colour,
            )
        )
    if unit.silent:
        found.append(
            AnswerWords(
                *_who(review, unit.silent),
                tr("{n} of {all}", n=len(unit.silent), all=everybody),
                "",
                (),
                [Piece(tr("marked nothing here"))],
            )
        )
    return found


def _quote_of(scene: Scene, annotation: str) -> str:
    """Give the words of an annotation of the article; “” if there is none of that id."""
    try:
        mark = scene.marks.get(entity_bytes(annotation))
    except UserProblem:
        return ""
    if mark is None:
        return ""
    return " ".join(scene.display.text[mark.start : mark.end].split())


def _who(review: ReviewDesk, people: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Give the circles and the names of some people."""
    ordered = [one for one in review.people() if one in people] or list(people)
    circles = tuple(review.initials_of(one) for one in ordered)
    return circles, ", ".join(review.name_of(one) for one in ordered)


def proposal_of(review: ReviewDesk, scene: Scene, scheme: Scheme, one: ReviewUnit) -> ProposalWords:
    """Give what would be accepted; of a settled unit what was decided; of a draft its words."""
    text, proposal = scene.display.text, one.unit.proposal
    draft, verdict = review.draft, one.verdict
    quote_of = partial(_quote_of, scene)
    if draft is not None:
        style = scene.look_of(draft.label)
        kept = proposal.attributes if draft.label == proposal.label else {}
        return ProposalWords(
            style.name,
            tr("[ ] {l} {r} move edges, digits label", l="{", r="}"),
            quote_pieces(text, draft.fragments, longest=_LONGEST),
            attribute_pieces(scheme, draft.label, kept, quote_of),
            style.colour,
        )
    said = ""
    if verdict is not None:
        said = decided(one, review.name_of(verdict.reviewer), short_moment(verdict.modified))
    if not is_open(one) and verdict is not None:
        if one.consensus is None:
            why = rejected_because(scheme, verdict)
            return ProposalWords(
                tr("Nothing belongs here"), said, (), [Piece(why)] if why else (), "slate"
            )
        mark = one.consensus
        return ProposalWords(
            tr("Consensus"),
            said,
            quote_pieces(text, mark.fragments, longest=_LONGEST),
            attribute_pieces(scheme, mark.label, mark.attributes, quote_of),
            scene.look_of(mark.label).colour,
        )
    return ProposalWords(
        tr("Proposal"),
        said or (proposal.unnamed if review.names_hidden else proposal.why),
        quote_pieces(text, proposal.fragments, longest=_LONGEST),
        attribute_pieces(scheme, proposal.label, proposal.attributes, quote_of),
        scene.look_of(proposal.label).colour,
        warning(one, review.name_of),
    )
