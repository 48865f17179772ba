"""What the list of articles can show, in which order, in which groups: menus, and words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from annotator.model.listing import ArticleView, Grouping, Showing, Sorting
from annotator.ui.i18n import tr
from annotator.ui.widgets.menu import Menu

SHOWN: tuple[tuple[Showing, str], ...] = (
    ("kept", "All articles"),
    ("open", "Still open"),
    ("done", "Done"),
    ("look", "Needs a look"),
    ("flagged", "Flagged"),
    ("noted", "With notes"),
    ("retired", "Retired"),
)
SORTED: tuple[tuple[Sorting, str, str, str], ...] = (
    ("came", "As they came", "as they came", "newest first"),
    ("title", "By title", "by title", "by title, Z first"),
    ("outlet", "By outlet", "by outlet", "by outlet, Z first"),
    ("byline", "By byline", "by byline", "by byline, Z first"),
    ("published", "By date", "latest first", "earliest first"),
    ("language", "By language", "by language", "by language, Z first"),
    ("url", "By address", "by address", "by address, Z first"),
    ("reference", "By reference", "by reference", "by reference, Z first"),
    ("flag", "By flag", "by flag", "by flag, Z first"),
    ("status", "By status", "by status", "by status, done first"),
    ("annotations", "By annotations", "most annotations first", "fewest annotations first"),
    ("length", "By length", "longest first", "shortest first"),
    ("worked", "By last work", "last worked on first", "longest untouched first"),
)
GROUPED: tuple[tuple[Grouping, str, str], ...] = (
    ("", "No groups", ""),
    ("outlet", "Outlet", "by outlet"),
    ("byline", "Byline", "by byline"),
    ("day", "Day", "by day"),
    ("week", "Week", "by week"),
    ("month", "Month", "by month"),
    ("status", "Status", "by status"),
    ("language", "Language", "by language"),
    ("reference", "Reference", "by reference"),
    ("flag", "Flag", "by flag"),
    ("assigned", "Assigned to", "by whom they are assigned to"),
    ("copies", "Near duplicates", "near duplicates"),
    ("versions", "Versions", "by version"),
)

_Choose = Callable[[ArticleView], None]


def choices_menu(
    parent: QWidget, view: ArticleView, choose: _Choose, *, assigned: bool, copies: bool
) -> Menu:
    """Make the menu of what can be shown, and how.

    Args:
        parent: whose menu it is.
        view: how it is now.
        choose: told how it is wanted.
        assigned: whether anything is assigned to anybody.
        copies: whether near duplicates were looked for.
    """
    menu = Menu(tr("Show articles by state"), parent)
    for showing, words in SHOWN:
        _row(menu, tr(words), view, view._replace(showing=showing), choose)
    if assigned or view.showing == "mine":
        wanted: Showing = "kept" if view.showing == "mine" else "mine"
        row = menu.add_row(tr("Assigned to me"), icon="user")
        row.setCheckable(True)
        row.setChecked(view.showing == "mine")
        row.triggered.connect(lambda: choose(view._replace(showing=wanted)))
    menu.addSeparator()
    order = Menu(tr("Order"), menu)
    for sorting, words, *_ in SORTED:
        plain = view._replace(sorting=sorting, backwards=False)
        row = order.add_row(tr(words))
        row.setCheckable(True)
        row.setChecked(view.sorting == sorting)
        row.triggered.connect(lambda _=False, to=plain: choose(to))
    order.addSeparator()
    turned = view._replace(backwards=not view.backwards)
    row = order.add_row(tr("The other way round"))
    row.setCheckable(True)
    row.setChecked(view.backwards)
    row.triggered.connect(lambda: choose(turned))
    menu.addMenu(order)
    groups = Menu(tr("Groups"), menu)
    for grouping, words, _ in GROUPED:
        if grouping != "copies" or copies or view.grouping == "copies":
            _row(groups, tr(words), view, view._replace(grouping=grouping), choose)
    menu.addMenu(groups)
    for submenu, words in ((order, tr("Order")), (groups, tr("Groups"))):
        submenu.setTitle(words)
    return menu


def view_words(view: ArticleView) -> str:
    """Say how the list is looked at, where it is not as usual; what is typed is to be seen."""
    parts: list[str] = []
    if view.showing == "mine":
        parts.append(tr("Assigned to me"))
    elif view.showing != "kept":
        parts += [tr(words) for showing, words in SHOWN if showing == view.showing]
    parts += [tr(words) for one, _, words in GROUPED if one and one == view.grouping]
    if view.sorting != "came" or view.backwards:
        parts += [
            tr(back if view.backwards else words)
            for sorting, _, words, back in SORTED
            if sorting == view.sorting
        ]
    said = " · ".join(parts)
    return said[:1].upper() + said[1:]


def _row(menu: Menu, words: str, view: ArticleView, wanted: ArticleView, choose: _Choose) -> None:
    row = menu.add_row(words)
    row.setCheckable(True)
    row.setChecked(wanted == view)
    row.triggered.connect(lambda: choose(wanted))
