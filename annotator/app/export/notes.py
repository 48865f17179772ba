"""The honesty sheet as a page of Markdown, to lie beside the files."""

from __future__ import annotations

from annotator.model.export import ExportPlan, Honesty
from annotator.text.counted import counted

NAME = "export-notes.md"


def notes(plan: ExportPlan, title: str, honesty: Honesty, name: str) -> str:
    """Write down what a format could not hold.

    Args:
        plan: what was asked for.
        title: the format's title.
        honesty: the counts.
        name: the dataset's name.
    """
    sums = (
        f"{counted(honesty.articles, 'article')}. {counted(honesty.written, 'span')} written as "
        f"they are, {honesty.changed:,} changed, {honesty.left_out:,} left out."
    )
    lines = [f"# {name}: what {title} does not hold", "", sums, ""]
    if honesty.fits:
        lines += ["Everything fits.", ""]
    else:
        lines += ["| what | count | what happens instead |", "| --- | ---: | --- |"]
        lines += [
            f"| {_cell(one.what)} | {one.number:,} | {_cell(one.instead)} |" for one in honesty.rows
        ]
        lines += [""]
    chosen = plan.selection
    whose = "the consensus" if chosen.consensus else ", ".join(chosen.annotators) or "everybody"
    if plan.pseudonyms and chosen.annotators:
        whose = counted(len(chosen.annotators), "annotator")
    lines += [
        f"- Annotations of: {_cell(whose)}",
        f"- Labels: {_cell(', '.join(chosen.labels) or 'all')}",
    ]
    if chosen.states:
        lines.append(f"- Articles that are: {', '.join(chosen.states)}")
    if plan.options:
        options = ", ".join(f"{key}={value}" for key, value in sorted(plan.options.items()))
        lines.append(f"- Options: {_cell(options)}")
    if plan.splits is not None:
        one = plan.splits
        lines.append(
            f"- Splits: train {one.train:g}, dev {one.dev:g}, test {one.test:g}; seed {one.seed}"
            + (f"; each has its share by {one.by}" if one.by else "")
            + ("; near duplicates stay together" if one.group else "")
        )
    if plan.pseudonyms:
        lines.append("- Annotators have pseudonyms; notes and comments are as they were written.")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
