"""What the merge sheet says: of its report, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotator.model.exchange import MergeReport
from annotator.model.listing import LabelOutline
from annotator.text.naming import in_line
from annotator.ui.i18n import tr
from annotator.ui.panels.dates import short_moment

_KINDS = {
    "verdict": ("verdict", "verdicts"),
    "comment": ("comment", "comments"),
    "relation": ("relation", "relations"),
    "status": ("word on how far an article is", "words on how far articles are"),
    "article": ("article's particulars", "articles' particulars"),
    "assignment": ("assignment", "assignments"),
    "annotator": ("annotator", "annotators"),
    "member": ("role", "roles"),
    "scheme": ("change of the labels", "changes of the labels"),
    "team": ("team setting", "team settings"),
    "version": ("link of two versions", "links of versions"),
    "shelved": ("retired article", "retired articles"),
    "silence": ("thing said to be intended", "things said to be intended"),
}


def effective(report: MergeReport) -> int:
    """Count what takes effect, conflicts among them."""
    return report.new


def new_words(report: MergeReport, labels: Sequence[LabelOutline]) -> str:
    """Say what is new: annotations by label, everything else by kind, and where."""
    parts: list[str] = []
    if report.annotations:
        parts.append(_annotations(report.annotations, report.new_by_label, labels))
    edits = report.new_by_kind.get("annotation", 0) - report.annotations
    if edits > 0:
        parts.append(tr("one edit") if edits == 1 else tr("{n} edits", n=f"{edits:,}"))
    for kind, count in report.new_by_kind.items():
        if kind != "annotation" and count:
            one, many = _KINDS.get(kind, ("other thing", "other things"))
            parts.append(f"{count:,} {tr(one) if count == 1 else tr(many)}")
    if not parts:
        return tr("Nothing.")
    said = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {tr('and')} {parts[-1]}"
    where = (
        tr("in one article") if report.articles == 1 else tr("in {n} articles", n=report.articles)
    )
    fresh = f", {report.new_articles:,} {tr('of them new')}" if report.new_articles else ""
    return f"{said} {where}{fresh}."


def _annotations(count: int, by_label: Mapping[str, int], labels: Sequence[LabelOutline]) -> str:
    names = {label.key: in_line(label.name) for label in labels}
    ranked = sorted(by_label.items(), key=lambda one: -one[1])
    said = ", ".join(f"{n:,} {names.get(key, key)}" for key, n in ranked)
    word = tr("annotation") if count == 1 else tr("annotations")
    return f"{count:,} {word} ({said})" if said else f"{count:,} {word}"


def foot_words(report: MergeReport) -> str:
    """Sum the report up in one line."""
    parts = [tr("{n} new", n=f"{report.new:,}")]
    other = sum(one.annotations for one in report.versions)
    if other:
        parts.append(tr("{n} on another version", n=f"{other:,}"))
    if report.conflicts:
        count = len(report.conflicts)
        parts.append(tr("one conflict") if count == 1 else tr("{n} conflicts", n=count))
    return ", ".join(parts) + "."


def file_words(report: MergeReport) -> str:
    """Name the file, when it was made, of how many articles and how large it is."""
    parts = [report.file]
    if report.made:
        parts.append(tr("made {moment}", moment=short_moment(report.made)))
    word = tr("article") if report.articles == 1 else tr("articles")
    parts.append(f"{report.articles:,} {word}")
    parts.append(_size(report.size))
    return "  ·  ".join(parts)


def _size(size: int) -> str:
    if size < 1_000_000:
        return f"{max(1, size // 1000):,} kB"
    return f"{size / 1_000_000:.1f} MB"


def title_words(report: MergeReport) -> str:
    """Say whose work it is."""
    if report.sender:
        return tr("Merge a bundle from {name}", name=report.sender)
    return tr("Merge {file}", file=report.file)
