"""Commands about the team: people, assign, progress."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from annotator.app.project import Project
from annotator.app.team.planning import AssignmentPlan
from annotator.cli.output import as_json_option, print_json, print_table
from annotator.cli.projects import project_argument
from annotator.model.team import ROLES, Role, TeamState

_who_option = click.option("--annotator", metavar="NAME", help="Who works.")
_NO_ROLE = "none"
_STATES: tuple[TeamState, ...] = ("untouched", "begun", "done", "review", "settled")


@click.command()
@project_argument
@click.option("--add", multiple=True, metavar="NAME", help="Make somebody known.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    metavar="NAME=ROLE",
    help="Give a role: annotator, reviewer, lead; none takes it back.",
)
@click.option(
    "--blind/--no-blind",
    default=None,
    help="Whether nobody sees others' work on an article before they are done with it.",
)
@click.option("--lane", "lanes", multiple=True, metavar="NAME", help="The order of the lanes.")
@_who_option
@as_json_option
def people(
    project: Path,
    add: tuple[str, ...],
    roles: tuple[str, ...],
    blind: bool | None,
    lanes: tuple[str, ...],
    annotator: str | None,
    as_json: bool,
) -> None:
    """List who works in a project and in which role, or change it.

    As long as nobody was given a role, everybody may do everything. Roles guide; whoever has the
    file can change it.
    """
    given = dict(_role(one) for one in roles)
    changing = bool(add or given or lanes or blind is not None)
    with Project.open(project, annotator, read_only=not changing) as opened:
        team = opened.team
        if changing:
            team.change(add=add, roles=given, blind=blind, lanes=lanes or None)
        members, settings, in_force = team.members(), team.settings(), team.has_roles()
    if as_json:
        print_json(
            {
                "blind": settings.blind,
                "roles": in_force,
                "people": [
                    {
                        "name": one.annotator.name,
                        "kind": one.annotator.kind,
                        "role": one.role,
                        "colour": one.annotator.colour,
                        "initials": one.annotator.monogram,
                    }
                    for one in members
                ],
            }
        )
        return
    print_table(
        (
            (
                one.annotator.name,
                one.role if one.annotator.kind == "person" else "–",
                one.annotator.kind,
            )
            for one in members
        ),
        ("name", "role", "kind"),
    )
    if settings.blind:
        click.echo("People work blind.", err=True)
    if not in_force:
        click.echo("Nobody was given a role: everybody may do everything.", err=True)


@click.command()
@project_argument
@click.option("--to", "names", multiple=True, metavar="NAME",
              help="To whom. [default: all people]")  # fmt: skip
@click.option("--article", "articles", multiple=True, metavar="ID",
              help="Which. [default: those assigned to nobody]")  # fmt: skip
@click.option("--all", "to_all", is_flag=True, help="Everybody does every article.")
@click.option("--each", type=int, metavar="K", help="K people do each article. [default: 1]")
@click.option("--overlap", type=float, metavar="SHARE",
              help="Only this share (0 to 1) is done by several: K, or all; the rest by one each.",
              )  # fmt: skip
@click.option("--seed", type=int, default=0, show_default=True, metavar="N",
              help="The same seed gives the same plan.")  # fmt: skip
@click.option("--remove", is_flag=True, help="Take the articles back; what is tagged stays.")
@click.option("--dry-run", is_flag=True, help="Say who would get what, and write nothing.")
@_who_option
@as_json_option
def assign(
    project: Path,
    names: tuple[str, ...],
    articles: tuple[str, ...],
    to_all: bool,
    each: int | None,
    overlap: float | None,
    seed: int,
    remove: bool,
    dry_run: bool,
    annotator: str | None,
    as_json: bool,
) -> None:
    """Share articles out among people, as evenly as can be.

    Whoever has an article, or has begun it, keeps it, and it counts.
    """
    if to_all and (each is not None or overlap is not None):
        raise click.UsageError("--all excludes --each and --overlap")
    if remove:
        if to_all or each is not None or overlap is not None or dry_run:
            raise click.UsageError("--remove goes with --to and --article alone")
        _take_back(project, names, articles, annotator, as_json=as_json)
        return
    several = each if each is not None else (None if to_all or overlap is not None else 1)
    with Project.open(project, annotator, read_only=dry_run) as opened:
        plan = opened.team.plan(
            articles or None, names or None, per_article=several, overlap=overlap, seed=seed
        )
        if not dry_run:
            opened.team.apply(plan)
    if as_json:
        print_json(plan.as_json())
    else:
        _tell(plan, dry_run=dry_run)


@click.command()
@project_argument
@as_json_option
def progress(project: Path, as_json: bool) -> None:
    """Tell how far everybody is, how the articles stand, and what was done week by week."""
    with Project.open(project, read_only=True) as opened:
        team = opened.team
        rows, states, weeks = team.progress(), team.articles_by_state(), team.pace()
    counts = {state: list(states.values()).count(state) for state in _STATES}
    if as_json:
        print_json(
            {
                "people": [row._asdict() for row in rows],
                "articles": states,
                "weeks": [week._asdict() for week in weeks],
            }
        )
        return
    print_table(
        (
            (row.annotator, row.done, row.assigned, row.annotations, row.last[:10] or "–")
            for row in rows
        ),
        ("who", "#done", "#of", "#annotations", "last"),
    )
    told = ", ".join(f"{count:,} {state}" for state, count in counts.items() if count)
    click.echo(f"\nArticles: {told or 'none'}.")
    if weeks:
        click.echo()
        print_table(weeks, ("week of", "who", "#annotations", "#done"))


def _tell(plan: AssignmentPlan, *, dry_run: bool) -> None:
    print_table(
        ((one.annotator, one.new, one.articles, one.characters) for one in plan.shares),
        ("who", "#new", "#articles", "#characters"),
    )
    click.echo(
        f"{plan.articles:,} {'article' if plan.articles == 1 else 'articles'}, "
        f"{plan.shared:,} of them done by several." + (" Nothing was written." if dry_run else ""),
        err=True,
    )


def _take_back(
    project: Path,
    names: tuple[str, ...],
    articles: tuple[str, ...],
    annotator: str | None,
    *,
    as_json: bool,
) -> None:
    if not names and not articles:
        raise click.UsageError("--remove needs --to or --article")
    with Project.open(project, annotator) as opened:
        found = opened.team.unassign(articles, names)
    if as_json:
        print_json({"removed": [one._asdict() for one in found]})
    else:
        click.echo(f"Taken back: {len(found):,}.")


def _role(given: str) -> tuple[str, Role | None]:
    name, sign, role = given.rpartition("=")
    if not sign or role not in (*ROLES, _NO_ROLE):
        raise click.UsageError(
            f"--role takes NAME=ROLE, a role being annotator, reviewer, lead or none, not “{given}”"
        )
    return name, None if role == _NO_ROLE else cast("Role", role)


COMMANDS = (people, assign, progress)
