"""What the palette finds in a project: articles by their titles, and places by their words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from annotator.problems import UserProblem
from annotator.ui.apart import read_apart
from annotator.ui.commands.command import Command
from annotator.ui.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from annotator.app.project import Project
    from annotator.model.listing import ArticleRow
    from annotator.model.search import Hit
    from annotator.ui.hub import Hub

_MOST = 12
_LONG = 5_000
"""Articles from which on they are looked through in the background."""

Show = Callable[[Sequence[Command]], object]
ShowPlace = Callable[[str, int, int], object]


class _Found(NamedTuple):
    """What was found: articles, places in texts, in how many articles, or what is wrong."""

    articles: Sequence[ArticleRow] = ()
    hits: Sequence[Hit] = ()
    total: int = 0
    problem: str = ""


def find(
    hub: Hub,
    query: str,
    show: Show,
    show_place: ShowPlace,
    concordance: Callable[[str], object] | None,
    parent: QObject,
) -> None:
    """Look for articles, first by their titles, then by their words.

    Args:
        hub: holds the project.
        query: what was typed.
        show: is given commands that lead there; later, if there are very many articles.
        show_place: leads to a span of an article.
        concordance: shows every place of a query.
        parent: who waits for it.
    """
    project = hub.project
    if project is None or not any(character.isalnum() for character in query):
        show(())
        return
    # One is still typing the last word: its beginning is enough.
    typed = query if query.endswith(('"', "*", " ")) else f"{query}*"

    def read(project: Project) -> _Found:
        words = query.strip().strip('"')
        rows = project.corpus.rows(project.corpus.numbers(matching=words)[:_MOST])
        try:
            hits, total = project.corpus.search(typed, limit=_MOST)
        except UserProblem as problem:
            return _Found(rows, problem=str(problem))
        return _Found(rows, hits, total)

    def tell(found: _Found) -> None:
        show(_commands(found, show_place, concordance and partial(concordance, typed)))

    if project.corpus.at_most() > _LONG:
        read_apart(hub, read, tell, parent)
    else:
        tell(read(project))


def _commands(
    found: _Found, show_place: ShowPlace, concordance: Callable[[], object] | None
) -> list[Command]:
    commands = [
        Command(
            row.title,
            partial(show_place, row.id, 0, 0),
            icon="file",
            group=tr("Articles"),
            aside=row.outlet or "",
            always=True,
        )
        for row in found.articles
    ]
    if found.problem:
        why = Command(tr("Search the texts"), tuple, reason=found.problem, always=True)
        return [*commands, why]
    total = found.total
    head = tr("In the text of {n} articles", n=f"{total:,}") if total != 1 else tr("In a text")
    commands += [
        Command(
            hit.snippet,
            partial(show_place, hit.article, hit.start, hit.end),
            icon="quote",
            group=head,
            aside=hit.title,
            always=True,
            letters=hit.marks,
        )
        for hit in found.hits
    ]
    if concordance is not None and found.hits:
        commands.append(
            Command(
                tr("Show all {n} in the concordance", n=f"{total:,}")
                if total > 1
                else tr("Show every place in the concordance"),
                concordance,
                icon="find",
                group=head,
                keys="Ctrl Shift F",
                always=True,
            )
        )
    return commands
