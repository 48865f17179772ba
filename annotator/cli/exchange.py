"""Commands about exchange with teammates: bundle, merge, conflicts."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.app.project import Project
from annotator.cli.output import Counter, as_json_option, print_json
from annotator.cli.projects import project_argument
from annotator.model.exchange import Conflict, MergeReport, Signature
from annotator.text.counted import counted

_DAY = 10
"""Characters of an ISO moment that name its day."""
_MINUTE = 16
_SHORT_DIGEST = 12
_MOST_TOLD = 20
"""Conflicts and versions that are told one by one."""
_KINDS = {
    "article": "articles' details", "status": "articles' states", "annotator": "people",
    "scheme": "the scheme", "member": "roles", "team": "the team's settings",
    "version": "links between versions",
}  # fmt: skip


@click.command()
@project_argument
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT.annotz")
@click.option("--annotator", "annotators", multiple=True, metavar="NAME", help="Only their work.")
@click.option("--article", "articles", multiple=True, metavar="ID", help="Only this article.")
@click.option("--since-last", is_flag=True,
              help="Only what is newer than the last bundle of the same choice.")  # fmt: skip
@click.option("--everybody", is_flag=True,
              help="Everybody's work, though people work blind; for reviewers.")  # fmt: skip
@click.option("--sender", metavar="NAME", help="Who sends. [default: who works here]")
@click.option("--sign/--no-sign", default=True, show_default=True,
              help="Sign it with this machine's key.")  # fmt: skip
@as_json_option
def bundle(
    project: Path,
    out: Path,
    annotators: tuple[str, ...],
    articles: tuple[str, ...],
    since_last: bool,
    everybody: bool,
    sender: str | None,
    sign: bool,
    as_json: bool,
) -> None:
    """Write a bundle for teammates, to be merged into their project.

    Labels, people and roles always go along, and of the articles text and details. While people
    work blind it holds only your own work.
    """
    counter = Counter("Revisions written")
    with Project.open(project, sender) as opened:
        if sender is None:
            opened.work_as(opened.exchanging.who_sends(annotators))
        report = opened.exchanging.bundle(
            out,
            articles=articles or None,
            annotators=annotators or None,
            since_last=since_last,
            everybody=everybody,
            sign=sign,
            progress=counter,
        )
    counter.done()
    if as_json:
        print_json(report.as_json())
        return
    click.echo(
        f"Wrote {out}: {counted(report.articles, 'article')}, "
        f"{counted(report.annotations, 'annotation')}, "
        f"{counted(report.revisions, 'revision')}, {_size(report.size)}."
    )
    if report.delta:
        click.echo("It holds what is newer than the last bundle, and needs that one before it.")
    if report.blind:
        click.echo("People work blind: it holds only your own work.")
    if report.kept_back:
        click.echo(
            f"Kept back: {counted(report.kept_back, 'annotation')} of yours in articles that the "
            "others have not finished."
        )
    click.echo(
        f"Signed with your key {report.fingerprint}." if report.fingerprint else "Not signed."
    )


@click.command()
@project_argument
@click.argument(
    "others", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="OTHER..."
)
@click.option("--dry-run", is_flag=True, help="Say what it would bring, and write nothing.")
@click.option("--accept-new-key", is_flag=True,
              help="Merge although a sender signs with another key than before.")  # fmt: skip
@click.option("--annotator", metavar="NAME", help="Who merges.")
@as_json_option
def merge(
    project: Path,
    others: tuple[Path, ...],
    dry_run: bool,
    accept_new_key: bool,
    annotator: str | None,
    as_json: bool,
) -> None:
    """Take over what teammates sent: bundles, or whole project files.

    All of it is one step that can be undone. The same again, or in another order, makes no
    difference.
    """
    counter = Counter("Revisions read")
    with Project.open(project, annotator) as opened:
        if dry_run and as_json:
            reports = [opened.exchanging.preview_together(others, counter)]
        elif dry_run:
            reports = opened.exchanging.preview(others, counter)
        else:
            reports = [
                opened.exchanging.merge(others, accept_new_key=accept_new_key, progress=counter)
            ]
    counter.done()
    if as_json:
        print_json(reports[0].as_json())
    else:
        for report in reports:
            _tell(report, is_preview=dry_run)
    for report in reports:
        for warning in report.warnings:
            click.echo(f"Warning: {warning}", err=True)


@click.command()
@project_argument
@click.option("--settle", nargs=2, type=str, metavar="ID DIGEST",
              help="Let one side of a conflict stand.")  # fmt: skip
@as_json_option
def conflicts(project: Path, settle: tuple[str, str] | None, as_json: bool) -> None:
    """List what somebody said in two ways on two machines.

    Until one side is picked, the first one stands in. With --settle, pick one by the id of what is
    in conflict and the first digits of the side's digest.
    """
    with Project.open(project, read_only=settle is None) as opened:
        if settle is not None:
            opened.exchanging.settle(*settle)
        found = opened.conflicts()
    if as_json:
        print_json([_as_json(one) for one in found])
        return
    if settle is not None:
        click.echo(f"Settled. {counted(len(found), 'conflict')} left.")
        return
    for conflict in found:
        _tell_conflict(conflict)
    if not found:
        click.echo("No conflicts.")


def _tell(report: MergeReport, *, is_preview: bool) -> None:
    head = f"{report.file}" + (f", from {report.sender}" if report.sender else "")
    made = f", made {report.made[:_MINUTE].replace('T', ' ')} UTC" if report.made else ""
    click.echo(f"{head}{made}, {_size(report.size)}. {_signed(report.signature)}")
    if not (report.new or report.ignored or report.pending):
        click.echo("Nothing new.")
    else:
        verb = "Would bring" if is_preview else "Brought"
        kinds = ", ".join(
            f"{number:,} of {_KINDS.get(kind, f'{kind}s')}"
            for kind, number in report.new_by_kind.items()
        )
        click.echo(f"{verb} {counted(report.new, 'revision')}" + (f": {kinds}." if kinds else "."))
    if report.new_articles:
        click.echo(f"New articles: {report.new_articles:,}.")
    if report.annotations:
        most_first = sorted(report.new_by_label.items(), key=lambda it: (-it[1], it[0]))
        labels = ", ".join(f"{number:,} {label}" for label, number in most_first)
        click.echo(f"New annotations: {report.annotations:,} ({labels}).")
    if report.known:
        click.echo(f"Known already: {counted(report.known, 'revision')}.")
    if report.pending:
        click.echo(
            f"Waiting for an earlier bundle: {counted(report.pending, 'revision')}. They count "
            "when it comes."
        )
    for one in report.ignored:
        click.echo(f"Without effect: {one.number:,} {one.what} ({one.why}).")
    for version in report.versions[:_MOST_TOLD]:
        click.echo(
            f"Another text of “{version.title}”: "
            f"{counted(version.differing, 'sentence')} {_verb(version.differing, 'differ')}. Both "
            f"are kept and linked; {counted(version.annotations, 'annotation')} "
            f"{_verb(version.annotations, 'stay')} on the other one."
        )
    _tell_more(len(report.versions))
    if report.conflicts:
        click.echo(f"Conflicts: {len(report.conflicts):,}. “annotator conflicts” lists them:")
        for conflict in report.conflicts[:_MOST_TOLD]:
            _tell_conflict(conflict)
        _tell_more(len(report.conflicts))


def _tell_more(number: int) -> None:
    if number > _MOST_TOLD:
        click.echo(f"… and {number - _MOST_TOLD:,} more.")


def _tell_conflict(conflict: Conflict) -> None:
    what = f"{conflict.label} “{conflict.quote}”" if conflict.quote else conflict.kind
    where = f" in “{conflict.place}”" if conflict.place else ""
    click.echo(f"{conflict.entity}  {what}{where}, {conflict.author}:")
    for side in conflict.sides:
        when = side.at[:_MINUTE].replace("T", " ")
        click.echo(f"    {side.digest[:_SHORT_DIGEST]}  {side.words}  (on {side.replica}, {when})")


def _as_json(conflict: Conflict) -> dict[str, object]:
    return conflict._asdict() | {"sides": [side._asdict() for side in conflict.sides]}


def _signed(signature: Signature) -> str:
    match signature.state:
        case "unsigned":
            return "Not signed: the name is a claim."
        case "unknown":
            return f"Signed, key {signature.fingerprint} not seen before."
        case "known":
            return f"Signed, key {signature.fingerprint} known since {signature.since[:_DAY]}."
    return f"Signed with another key than before: {signature.fingerprint}."


def _verb(number: int, plural: str) -> str:
    return f"{plural}s" if number == 1 else plural


def _size(number: int) -> str:
    """Give a number of bytes as people read it."""
    for unit, factor in (("MB", 1_000_000), ("kB", 1_000)):
        if number >= factor:
            return f"{number / factor:,.1f} {unit}"
    return f"{number:,} bytes"


COMMANDS = (bundle, merge, conflicts)
