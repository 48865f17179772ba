"""The menus of the popover: labels, zones, what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtWidgets import QWidget

from annotator.model.listing import LabelOutline
from annotator.model.occurrence import ROLES
from annotator.text.zone import Role
from annotator.ui.dialogs.tag_all.words import zone_name
from annotator.ui.i18n import tr
from annotator.ui.models.occurrences import Doing
from annotator.ui.widgets.menu import Menu


def open_labels(
    owner: QWidget, labels: Iterable[LabelOutline], choose: Callable[[str], None]
) -> None:
    """Offer labels; the key of the chosen one is told."""
    menu = Menu(tr("Label"), owner)
    for one in labels:
        row = menu.add_row(one.name, mark=(one.colour, one.pattern), keys=one.shortcut)
        row.triggered.connect(lambda _=False, key=one.key: choose(key))
    _show(menu, owner)


def open_doings(owner: QWidget, choose: Callable[[Doing], None]) -> None:
    """Offer what can be done with all places."""
    menu = Menu(tr("What to do"), owner)
    doings: tuple[tuple[Doing, str, str], ...] = (
        ("tag", tr("Tag those that are not"), "tag"),
        ("change", tr("Change the label of those that are"), "pencil"),
        ("remove", tr("Remove those that are"), "trash"),
    )
    for doing, text, icon in doings:
        row = menu.add_row(text, icon=icon, danger=doing == "remove")
        row.triggered.connect(lambda _=False, chosen=doing: choose(chosen))
    _show(menu, owner)


def open_zones(
    owner: QWidget,
    counts: Mapping[Role, int],
    wanted: frozenset[Role],
    turn: Callable[[Role], None],
) -> None:
    """Offer the zones in which there are hits, with their numbers; those wanted have a tick."""
    menu = Menu(tr("Zones to tick"), owner)
    for role in ROLES:
        if role in counts:
            icon = "tick" if role in wanted else ""
            row = menu.add_row(zone_name(role), icon=icon, keys=f"{counts[role]:,}")
            row.triggered.connect(lambda _=False, one=role: turn(one))
    _show(menu, owner)


def _show(menu: Menu, owner: QWidget) -> None:
    menu.aboutToHide.connect(menu.deleteLater)
    menu.open_below(owner)
