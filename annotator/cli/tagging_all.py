"""Tagging every place where some words stand: tag-all."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.app.project import Project
from annotator.cli.annotations import attribute_given
from annotator.cli.output import (
    Counter,
    as_json_option,
    in_one_line,
    point_out_twin,
    print_json,
    print_table,
)
from annotator.cli.projects import project_argument
from annotator.model.occurrence import ROLES, USUAL_ROLES, Occurrence
from annotator.text.zone import Role

_SHORT_ID = 12
_SHOWN = 24
_WHY = {
    "tagged": "already tagged",
    "inside": "inside a {}",
    "around": "around a {}",
    "overlaps": "overlaps a {}",
    "labelled": "is a {}",
    "crosses": "meets a {}",
    "intended": "left out on purpose",
    "suggested": "suggested by {}",
    "theirs": "tagged by {}",
}


@click.command("tag-all")
@project_argument
@click.argument("text")
@click.argument("label")
@click.option(
    "--article", "articles", multiple=True, metavar="ID", help="Only in this article; default: all."
)
@click.option(
    "--whole-words/--parts", default=True, help="Whether a part of a longer word is no hit."
)
@click.option("--match-case/--any-case", default=True, help="Whether capitals count.")
@click.option(
    "--zones",
    default="",
    metavar="ROLE,…",
    help=f"Only in these zones, of {', '.join(ROLES)}; default: all but headline and boilerplate.",
)
@click.option(
    "--attribute", "attributes", multiple=True, metavar="KEY=VALUE", help="Set an attribute."
)
@click.option("--annotator", metavar="NAME", help="Who tags.")
@click.option("--dry-run", is_flag=True, help="Show the hits and tag nothing.")
@as_json_option
def tag_all(
    project: Path,
    text: str,
    label: str,
    articles: tuple[str, ...],
    whole_words: bool,
    match_case: bool,
    zones: str,
    attributes: tuple[str, ...],
    annotator: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Put LABEL on every place where TEXT stands, as one step.

    Left out are places inside an annotation of yours of that label, on words to which you gave
    another one, and what somebody said is left out on purpose. What you have tagged already stays.
    """
    roles = _roles(zones)
    with Project.open(project, annotator, read_only=dry_run) as opened:
        kind = opened.scheme.label(label)
        values = dict(attribute_given(kind, one) for one in attributes)
        counter = Counter("Articles looked at")
        found = opened.finding.find(
            text,
            label,
            articles=articles or None,
            match_case=match_case,
            whole_words=whole_words,
            progress=counter,
        )
        counter.done()
        ids = {number: head.id for number, head in found.articles.items()}
        taken = [one for one in found.hits if one.is_taken(roles)]
        made = touched = 0
        if not dry_run:
            point_out_twin(opened.annotator.name, opened.team.twin())
            spans = [(ids[one.article], one.start, one.end) for one in taken]
            report = opened.bulk.tag(spans, label, values)
            made, touched = report.made, report.articles
        known = sum(one.reason == "tagged" for one in found.hits)
    if as_json:
        hits = [_as_json(one, ids[one.article], roles) for one in found.hits]
        print_json({"made": made, "known": known, "articles": touched, "hits": hits})
        return
    if dry_run:
        _print_hits(found.hits, ids, roles)
    else:
        where = "article" if touched == 1 else "articles"
        click.echo(
            f"Tagged {made:,} in {touched:,} {where}. Tagged before: {known:,}. "
            f"Left out: {len(found.hits) - len(taken) - known:,}."
        )


def _roles(zones: str) -> frozenset[Role]:
    wanted = [one.strip() for one in zones.split(",") if one.strip()]
    unknown = [one for one in wanted if one not in ROLES]
    if unknown:
        raise click.BadParameter(f"there is no zone “{unknown[0]}”", param_hint="--zones")
    return frozenset(one for one in ROLES if one in wanted) if wanted else USUAL_ROLES


def _why(hit: Occurrence, roles: frozenset[Role]) -> str:
    if hit.reason:
        return _WHY[hit.reason].format(hit.other)
    return "" if hit.role in roles else f"{hit.role} zone"


def _as_json(hit: Occurrence, article: str, roles: frozenset[Role]) -> dict[str, object]:
    return {
        "article": article,
        "start": hit.start,
        "end": hit.end,
        "zone": hit.role,
        "quote": hit.hit,
        "reason": hit.reason or None,
        "other": hit.other or None,
        "taken": hit.is_taken(roles),
    }


def _print_hits(hits: list[Occurrence], ids: dict[int, str], roles: frozenset[Role]) -> None:
    print_table(
        (
            (
                "x" if one.is_taken(roles) else "=" if one.reason == "tagged" else "",
                ids[one.article][:_SHORT_ID],
                one.start,
                one.end,
                f"{one.left[-_SHOWN:]}[{in_one_line(one.hit)}]{one.right[:_SHOWN]}".strip(),
                _why(one, roles),
            )
            for one in hits
        ),
        ("", "article", "#start", "#end", "text", "why"),
    )


COMMANDS = (tag_all,)
