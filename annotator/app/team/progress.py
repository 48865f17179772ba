"""How far a team is: by person, by article, by week."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from annotator.app.session import Session
from annotator.model.moments import iso
from annotator.model.team import PersonProgress, TeamState, WeekPace
from annotator.store.team import Part

_BEGUN = Part(0, "")


def progress(session: Session, people: Sequence[str]) -> list[PersonProgress]:
    """Tell how far people are.

    Done are articles of theirs that they marked done: of those assigned to them, or of all where
    nothing is assigned to anybody.
    """
    with session.database.reading():
        parts, last = session.team.parts(), session.team.last_changes()
        total = session.articles.count()
        assigned: dict[str, set[str]] = {}
        for article, name, _ in session.team.assignments():
            assigned.setdefault(name, set()).add(article)
    told: list[PersonProgress] = []
    for name in people:
        of = {article: part[name] for article, part in parts.items() if name in part}
        done = {article for article, part in of.items() if part.state == "done"}
        own = assigned.get(name, set()) if assigned else None
        told.append(
            PersonProgress(
                annotator=name,
                assigned=total if own is None else len(own),
                done=len(done if own is None else done & own),
                annotations=sum(part.annotations for part in of.values()),
                last=iso(last[name]) if name in last else "",
            )
        )
    return told


def articles_by_state(session: Session, reviewed: Mapping[str, int]) -> dict[str, TeamState]:
    """Tell of every article how it stands for the team; see `annotator.model.team.TeamState`."""
    with session.database.reading():
        parts = session.team.parts()
        people = {one.name for one in session.items.annotators() if one.kind == "person"}
        assigned: dict[str, set[str]] = {}
        for article, name, _ in session.team.assignments():
            assigned.setdefault(article, set()).add(name)
        numbers = session.articles.numbers()
        articles = [session.database.coder.article_id(number) for number in numbers]
    states: dict[str, TeamState] = {}
    for article in articles:
        of = {name: part for name, part in parts.get(article, {}).items() if name in people}
        begun = {name for name, part in of.items() if part.annotations or part.state != "open"}
        awaited = assigned.get(article, begun)
        if not begun:
            states[article] = "untouched"
        elif any(of.get(name, _BEGUN).state != "done" for name in awaited):
            states[article] = "begun"
        elif article not in reviewed:
            states[article] = "done"
        else:
            states[article] = "review" if reviewed[article] else "settled"
    return states


def pace(session: Session, annotators: Collection[str]) -> list[WeekPace]:
    """Count what was done week by week; only by some annotators, if any is named."""
    with session.database.reading():
        weeks = session.team.weeks()
    return [
        WeekPace(iso(monday)[:10], name, made, done)
        for (monday, name), (made, done) in sorted(weeks.items())
        if not annotators or name in annotators
    ]
