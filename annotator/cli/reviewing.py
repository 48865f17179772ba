"""Commands about settling differences: review, adjudicate, comments."""

from __future__ import annotations

from collections import Counter as Tally
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

import click

from annotator.app.project import Project
from annotator.cli.output import Counter, as_json_option, in_one_line, print_json, print_table
from annotator.cli.projects import project_argument
from annotator.model.unit import KINDS, Answer, ReviewUnit, UnitState
from annotator.model.verdict import Rule

if TYPE_CHECKING:
    from annotator.app.review.settling import Settled

_SHORT_ID = 12
_LONGEST = 40
_STATES = get_args(UnitState)
_RULES = tuple(one for one in get_args(Rule) if one)

_compared_option = click.option(
    "--annotator",
    "annotators",
    multiple=True,
    metavar="NAME",
    help="Compare these. [default: all people and imports]",
)


@click.command()
@project_argument
@click.argument("article", required=False)
@_compared_option
@click.option("--state", "states", multiple=True, type=click.Choice(_STATES),
              help="Only units that stand so.")  # fmt: skip
@click.option("--reviewer", metavar="NAME", help="Who looks.")
@as_json_option
def review(
    project: Path,
    article: str | None,
    annotators: tuple[str, ...],
    states: tuple[str, ...],
    reviewer: str | None,
    as_json: bool,
) -> None:
    """List what several people marked, and how each stands, of one ARTICLE or all.

    A unit is what they say of the same words. It is open, settled, unsure (a reviewer could not
    decide), changed (what was decided about is no longer what it was) or disputed (two reviewers
    decided differently).
    """
    found: list[tuple[str, ReviewUnit]] = []
    hidden = 0
    with Project.open(project, reviewer, read_only=True) as opened:
        reviewing = opened.reviewing
        for one in [article] if article is not None else reviewing.countable():
            seen = reviewing.article(one, annotators)
            hidden += bool(seen.hidden)
            found += [
                (seen.article, unit) for unit in seen.units if not states or unit.state in states
            ]
    if hidden:
        shown = "1 article" if hidden == 1 else f"{hidden} articles"
        click.echo(
            f"Of {shown} only your own work is shown: people work blind in this project.", err=True
        )
    if as_json:
        print_json([_record(one, unit) for one, unit in found])
        return
    tally = Tally(unit.state for _, unit in found)
    counts = ", ".join(f"{tally[state]:,} {state}" for state in _STATES if tally[state])
    units = "1 unit" if len(found) == 1 else f"{len(found):,} units"
    click.echo(f"{units}{': ' if counts else ''}{counts}.")
    if found:
        print_table(
            (
                (
                    one[:_SHORT_ID],
                    unit.unit.start,
                    unit.unit.kind,
                    unit.state,
                    "; ".join([*map(_said, unit.unit.answers), *_silent(unit)]),
                )
                for one, unit in found
            ),
            ("article", "#start", "kind", "state", "answers"),
        )


@click.command()
@project_argument
@click.option("--rule", required=True, type=click.Choice(_RULES), help="What decides; see above.")
@click.option("--least", type=int, metavar="K", help="For at-least: of how many people.")
@click.option("--share", type=float, metavar="X", help="For share: above 0, up to 1.")
@click.option("--article", "articles", multiple=True, metavar="ID", help="Only in this article.")
@_compared_option
@click.option("--reviewer", metavar="NAME", help="Who decides.")
@click.option("--dry-run", is_flag=True, help="Say what would be settled, and write nothing.")
@as_json_option
def adjudicate(
    project: Path,
    rule: str,
    least: int | None,
    share: float | None,
    articles: tuple[str, ...],
    annotators: tuple[str, ...],
    reviewer: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Settle by a rule what nobody has decided about yet, as one step.

    \b
    unanimous  all who took part in the article marked the same
    present    all who marked something there marked the same; others may be silent
    at-least   K people or more marked the same, and fewer anything else
    share      a share X of those who took part marked the same, and fewer
               anything else, or nothing

    A tie decides nothing, and no rule rejects.
    """  # noqa: D301 - click takes a backspace for “leave the lines as they are”
    counter = Counter("Articles looked at")
    with Project.open(project, reviewer, read_only=dry_run) as opened:
        results = opened.reviewing.settle_by_rule(
            cast("Rule", rule),
            articles or None,
            least=least,
            share=share,
            annotators=annotators,
            dry=dry_run,
            progress=counter,
        )
    counter.done()
    settled, left = sum(one.settled for one in results), sum(map(_left, results))
    if as_json:
        print_json(
            {
                "rule": rule,
                "settled": settled,
                "open": left,
                "articles": [one._asdict() for one in results],
            }
        )
        return
    click.echo(f"{'Would settle' if dry_run else 'Settled'} {settled:,}. Still open: {left:,}.")
    if results:
        print_table(
            (
                (
                    one.article[:_SHORT_ID],
                    one.settled,
                    _left(one),
                    ", ".join(f"{one.open[kind]} {kind}" for kind in KINDS if one.open.get(kind)),
                )
                for one in results
            ),
            ("article", "#settled", "#open", "kinds"),
        )


@click.command()
@project_argument
@click.argument("article", required=False)
@click.option("--asking", is_flag=True, help="Only threads that wait for an answer.")
@click.option("--reviewer", metavar="NAME", help="Who looks.")
@as_json_option
def comments(
    project: Path, article: str | None, asking: bool, reviewer: str | None, as_json: bool
) -> None:
    """List comments on articles and annotations, of one ARTICLE or all."""
    with Project.open(project, reviewer, read_only=True) as opened:
        found = opened.reviewing.comments(article, asking=asking)
    if as_json:
        print_json([{"article": one.article} | one.as_json() for one in found])
        return
    print_table(
        (
            (
                one.article[:_SHORT_ID],
                "article" if one.about is None else one.about[:_SHORT_ID],
                one.author,
                one.act,
                in_one_line(one.text, 2 * _LONGEST),
            )
            for one in found
        ),
        ("article", "about", "author", "act", "text"),
    )


def _left(one: Settled) -> int:
    return sum(one.open.values())


def _said(answer: Answer) -> str:
    first = answer.first
    return f"{', '.join(answer.annotators)}: {first.label} “{in_one_line(first.quote, _LONGEST)}”"


def _silent(one: ReviewUnit) -> list[str]:
    return [f"{', '.join(one.unit.silent)}: –"] if one.unit.silent else []


def _record(article: str, one: ReviewUnit) -> dict[str, object]:
    unit, verdict = one.unit, one.verdict
    return {
        "article": article,
        "key": unit.key,
        "kind": unit.kind,
        "state": one.state,
        "start": unit.start,
        "end": unit.end,
        "answers": [
            {
                "annotators": list(answer.annotators),
                "annotations": [annotation.as_json() for annotation in answer.annotations],
            }
            for answer in unit.answers
        ],
        "silent": list(unit.silent),
        "proposal": {
            "label": unit.proposal.label,
            "fragments": [list(fragment) for fragment in unit.proposal.fragments],
            "attributes": dict(unit.proposal.attributes),
            "why": unit.proposal.why,
        },
        "verdict": None
        if verdict is None
        else {
            "id": verdict.id,
            "reviewer": verdict.reviewer,
            "decision": verdict.decision,
            "reason": verdict.reason,
            "note": verdict.note,
            "rule": verdict.rule,
        },
        "consensus": None if one.consensus is None else one.consensus.as_json(),
        "comments": one.comments,
        "asking": one.asking,
    }


COMMANDS = (review, adjudicate, comments)
"""In the order of a review."""
