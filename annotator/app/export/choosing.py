"""Which articles an export takes."""

from __future__ import annotations

from annotator.app.review.reviewing import Reviewing
from annotator.app.session import Session
from annotator.app.team.progress import articles_by_state
from annotator.model.export import Selection
from annotator.model.team import TeamState

_STATES: tuple[TeamState, ...] = ("settled", "review", "done", "begun", "untouched")


def chosen_articles(session: Session, selection: Selection) -> frozenset[str] | None:
    """Give the ids of the articles that are taken; None for all.

    Raises:
        UnknownNameError: there is no such article, annotator, or label.
    """
    session.annotators_named(selection.annotators)
    for key in selection.labels:
        session.scheme.label(key)
    if not selection.articles and not selection.states:
        return None
    coder = session.database.coder
    named = {coder.article_id(number) for number in session.article_numbers(selection.articles)}
    if not selection.states:
        return frozenset(named)
    found = {
        article for article, state in team_states(session).items() if state in selection.states
    }
    return frozenset(found & named if named else found)


def team_states(session: Session) -> dict[str, TeamState]:
    """Tell of every article how it stands for the team."""
    reviewing = Reviewing(session)
    countable = reviewing.countable()
    open_here = reviewing.open_counts(countable)
    reviewed = {
        article: sum(count for kind, count in open_here.get(article, {}).items() if kind != "same")
        for article in countable
    }
    return articles_by_state(session, reviewed)
