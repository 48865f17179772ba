"""A team at work: who does which article, and how far everybody is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from annotator.app.team.people import People
from annotator.model.identity import fixed_entity
from annotator.model.team import Assignment
from annotator.problems import UserProblem
from annotator.store.lines import item_content
from annotator.store.projection import chains
from annotator.store.rows import ASSIGNMENT
from annotator.text.counted import counted

if TYPE_CHECKING:
    from annotator.app.team.planning import AssignmentPlan, PlanGround
    from annotator.model.team import PersonProgress, TeamState, WeekPace

# The window opens fast: planning and counting are imported when they are asked for.


class TeamWork(People):
    """The verbs about a team: people and roles (see `People`), assignments, progress."""

    # Assignments

    def assignments(self, article: str | None = None) -> list[Assignment]:
        """List the assignments of an article, or all."""
        session = self._session
        number = None if article is None else session.article_number(article)
        with session.database.reading():
            return list(session.team.assignments(number))

    def assign(self, articles: Sequence[str], annotators: Sequence[str]) -> None:
        """Give each of some articles to each of some people, as one step.

        Raises:
            UserProblem: who works may not, or there is no such article or person.
        """
        self._give([(article, name) for article in articles for name in annotators])

    def unassign(
        self, articles: Sequence[str] = (), annotators: Sequence[str] = ()
    ) -> list[Assignment]:
        """Take articles back from people, as one step, and give what was taken.

        None named means all of them. What was tagged stays.

        Raises:
            UserProblem: who works may not, or there is no such article or person.
        """
        session = self._session
        self.require("lead")
        numbers = map(session.article_number, articles)
        ids = set(map(session.database.coder.article_id, numbers))
        names = {self.person(name).name for name in annotators}
        found = [
            one
            for one in self.assignments()
            if (not ids or one.article in ids) and (not names or one.annotator in names)
        ]
        if found:
            self._take(found)
        return found

    def plan(
        self,
        articles: Sequence[str] | None = None,
        annotators: Sequence[str] | None = None,
        *,
        per_article: int | None = 1,
        overlap: float | None = None,
        seed: int = 0,
    ) -> AssignmentPlan:
        """Work out who should do what, without writing it.

        Args:
            articles: by default those that are assigned to nobody.
            annotators: by default everybody.
            per_article: by how many each article is done; None is all of them.
            overlap: then only this share of the articles, 0 to 1, is done by so many, and the
                others by one each.
            seed: the same seed gives the same plan.

        Raises:
            UserProblem: there is no such article or person, an article is retired, or there are
                too few people.
        """
        from annotator.app.team.planning import make_plan  # noqa: PLC0415 - as said above

        session = self._session
        people = self.people() if annotators is None else list(dict.fromkeys(annotators))
        for name in people:
            self.person(name)
            self.require_person(name)
        ground = self.plan_ground()
        if articles is None:
            chosen: Sequence[str] = ground.unassigned
        else:
            numbers = map(session.article_number, articles)
            chosen = list(dict.fromkeys(map(session.database.coder.article_id, numbers)))
        if any(article not in ground.lengths for article in chosen):
            raise UserProblem("A retired article is nobody’s work. Bring it back before.")
        return make_plan(
            {article: ground.lengths[article] for article in chosen},
            people,
            ground.assigned,
            ground.begun,
            per_article=per_article,
            overlap=overlap,
            seed=seed,
        )

    def plan_ground(self) -> PlanGround:
        """Read what plans stand on, for who makes several."""
        from annotator.app.team.planning import PlanGround  # noqa: PLC0415 - as said above

        session = self._session
        with session.database.reading():
            begun = {
                article: {name for name, part in of.items() if part.annotations or part.state}
                for article, of in session.team.parts().items()
            }
            assigned: dict[str, set[str]] = {}
            for article, name, _ in session.team.assignments():
                assigned.setdefault(article, set()).add(name)
            rows = session.articles.rows(session.articles.numbers(), session.annotator.name)
        return PlanGround(
            lengths={row.id: row.characters for row in rows},
            assigned=assigned,
            begun=begun,
            unassigned=tuple(row.id for row in rows if row.id not in assigned),
        )

    def apply(self, plan: AssignmentPlan, progress: Callable[[int], None] = lambda _: None) -> None:
        """Write what a plan gives to whom, as one step.

        ``progress`` is told how many of its pairs are written; what it raises leaves all as it was.

        Raises:
            UserProblem: who works may not, or an article or a person is gone.
        """
        self._give(plan.pairs, progress)

    def queue(self, name: str | None = None) -> list[str]:
        """List the articles that somebody (by default, who works) has to do: first those not done.

        Those assigned to them; where nothing is assigned to anybody, all.
        """
        session = self._session
        who = session.annotator.name if name is None else name
        with session.database.reading():
            queue = session.team.queue(who)
            if queue is None:
                queue = session.articles.numbers()
                queue.sort(key=lambda number: session.team.is_done(number, who))
            return [session.database.coder.article_id(number) for number in queue]

    # How far the team is

    def progress(self) -> list[PersonProgress]:
        """Tell how far every person is, in the order of their lanes."""
        from annotator.app.team.progress import progress  # noqa: PLC0415 - as said above

        return progress(self._session, self.people())

    def articles_by_state(self, reviewed: Mapping[str, int] | None = None) -> dict[str, TeamState]:
        """Tell of every article, by id in the order they came, how it stands for the team.

        Args:
            reviewed: of articles that several people worked on, how many differences are open.
        """
        from annotator.app.team.progress import articles_by_state  # noqa: PLC0415 - as said above

        return articles_by_state(self._session, reviewed or {})

    def pace(self, annotators: Collection[str] = ()) -> list[WeekPace]:
        """Count what was done week by week, in all or by some annotators; oldest week first."""
        from annotator.app.team.progress import pace  # noqa: PLC0415 - as said above

        return pace(self._session, annotators)

    def _give(
        self,
        pairs: Collection[tuple[str, str]],
        progress: Callable[[int], None] = lambda _: None,
    ) -> None:
        session = self._session
        self.require("lead")
        for name in dict.fromkeys(name for _, name in pairs):
            self.person(name)
            self.require_person(name)
        with session.operation("") as writer:
            coder = writer.coder
            numbers = {one: session.article_number(one) for one, _ in dict.fromkeys(pairs)}
            ids = {article: coder.article_id(number) for article, number in numbers.items()}
            # As long as there are no roles anybody may: then it is the owner's, to count elsewhere.
            leads, owner = session.team.leads(), session.team.owner()
            author = session.annotator.name if session.annotator.name in leads else owner
            here = {(one.article, one.annotator) for one in session.team.assignments()}
            wanted = {
                fixed_entity("assignment", ids[article], name, author): (
                    numbers[article],
                    item_content({"annotator": name}),
                )
                for article, name in pairs
                if (ids[article], name) not in here
            }
            past = chains(writer.connection, wanted) if wanted else {}
            for count, (entity, (number, content)) in enumerate(wanted.items(), 1):
                progress(count)
                if not past[entity]:
                    writer.create(ASSIGNMENT, entity, content, article=number, author=author)
            old = {entity: chain for entity, chain in past.items() if chain}
            writer.revise({entity: (1, wanted[entity][1]) for entity in old}, old)
            writer.title = _title("Assign", "to", pairs)

    def _take(self, assignments: Collection[Assignment]) -> None:
        session = self._session
        self.require("lead")
        with session.operation("") as writer:
            # Two leads may have assigned the same, each on a machine of their own.
            leads = sorted(session.team.leads())
            writer.remove(
                fixed_entity("assignment", article, name, lead)
                for article, name, _ in assignments
                for lead in leads
            )
            pairs = [(one.article, one.annotator) for one in assignments]
            writer.title = _title("Take back", "from", pairs)


def _title(verb: str, way: str, pairs: Collection[tuple[str, str]]) -> str:
    """Name a step: “Assign 14 articles to Mei”."""
    articles = len({article for article, _ in pairs})
    names = sorted({name for _, name in pairs})
    people = names[0] if len(names) == 1 else counted(len(names), "person", "people")
    return f"{verb} {counted(articles, 'article')} {way} {people}"
