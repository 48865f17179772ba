"""What the popover says: why a hit is not ticked, what is about to be done, what was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from annotator.app.bulk import BulkReport
from annotator.model.occurrence import Occurrence
from annotator.text.shortening import shortened
from annotator.text.zone import Role
from annotator.ui.i18n import tr
from annotator.ui.models.occurrences import Doing, OccurrenceModel
from annotator.ui.panels.form.shown import shown

NameOf = Callable[[str], str]
"""Gives the name of a label by its key."""
_LONGEST = 40
"""Characters of the words that the title names."""
_LONGEST_VALUE = 56

_REASONS: dict[str, str] = {
    "tagged": "already tagged",
    "inside": "inside a {other}",
    "around": "around a {other}",
    "overlaps": "overlaps a {other}",
    "labelled": "is a {other}",
    "crosses": "meets a {other}",
    "intended": "left out on purpose",
    "suggested": "inside a suggestion",
    "theirs": "tagged by {other}",
}
_ZONES: dict[Role, str] = {
    "headline": "headline zone",
    "deck": "deck zone",
    "byline": "byline",
    "dateline": "dateline",
    "caption": "caption",
    "boilerplate": "boilerplate zone",
}
_ZONE_NAMES: dict[Role, str] = {
    "headline": "Headline",
    "deck": "Deck",
    "byline": "Byline",
    "dateline": "Dateline",
    "caption": "Captions",
    "body": "Body",
    "boilerplate": "Boilerplate",
}


def reason(hit: Occurrence, name_of: NameOf) -> str:
    """Say what is at a hit besides the words; “” if nothing is."""
    if hit.reason:
        other = hit.other if hit.reason in ("theirs", "suggested") else name_of(hit.other)
        return tr(_REASONS[hit.reason], other=other)
    return tr(_ZONES[hit.role]) if hit.role in _ZONES else ""


def zone_name(role: Role) -> str:
    """Name a zone in the menu."""
    return tr(_ZONE_NAMES[role])


def title(doing: Doing, words: str) -> str:
    """Say what is about to be done."""
    short = shortened(words, _LONGEST)
    match doing:
        case "tag":
            return tr("Tag every “{words}”", words=short)
        case "change":
            return tr("Change every “{words}”", words=short)
        case "remove":
            return tr("Remove every “{words}”", words=short)


def answer(doing: Doing, count: int) -> str:
    """Say what the button does."""
    match doing:
        case "tag":
            return tr("Tag {n}", n=f"{count:,}")
        case "change":
            return tr("Change {n}", n=f"{count:,}")
        case "remove":
            return tr("Remove {n}", n=f"{count:,}")


def nothing(model: OccurrenceModel, *, elsewhere: bool) -> str:
    """Say why nothing is ticked and what to do; ``elsewhere``: one can look in more articles."""
    if model.free_count():
        return tr("Nothing is ticked: Space ticks a place, Ctrl+A ticks all.")
    if not model.shown_count():
        return tr("There is nothing to tick. Esc closes.")
    if elsewhere:
        return tr("All here are tagged already. Choose all articles, or Esc closes.")
    return tr("All are tagged already, so nothing is left to do. Esc closes.")


def done(doing: Doing, report: BulkReport, label: str) -> str:
    """Say what was done."""
    count = {"tag": report.made, "change": report.changed, "remove": report.removed}[doing]
    where = (
        tr("1 article") if report.articles == 1 else tr("{n} articles", n=f"{report.articles:,}")
    )
    said = ""
    match doing:
        case "tag":
            said = tr("Tagged {n} in {where}", n=f"{count:,}", where=where)
        case "change":
            said = tr("{n} in {where} are {label} now", n=f"{count:,}", where=where, label=label)
        case "remove":
            said = tr("Removed {n} in {where}", n=f"{count:,}", where=where)
    if report.relations:
        said += tr(", and {n} links with them", n=f"{report.relations:,}")
    if doing == "change" and report.known:
        said += tr("; {n} had one already", n=f"{report.known:,}")
    return tr("{said}. Ctrl+Z takes all of it back.", said=said)


def doing_words(doing: Doing) -> str:
    """Name what is to be done, on the button that offers something else."""
    return {"tag": tr("Tag"), "change": tr("Change label"), "remove": tr("Remove")}[doing]


def copied(values: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Offer to give the others the same values; ``names`` are those of attributes, in order."""
    keys = [*(key for key in names if key in values), *(key for key in values if key not in names)]
    said = [
        f"{names.get(key, key)}: {shortened(shown(values[key]), _LONGEST_VALUE)}" for key in keys
    ]
    if len(said) == 1:
        return tr("Give them the same {value}", value=said[0])
    together = shortened("; ".join(said), _LONGEST_VALUE)
    return tr("Give them the same values: {values}", values=together)
