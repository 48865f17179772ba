"""Settling many differences at once, by a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from annotator.app.review.adjudicating import Adjudicating
from annotator.app.review.ruling import Entry, Ruling
from annotator.model.unit import DifferenceKind, Unit
from annotator.model.verdict import Rule
from annotator.problems import UserProblem
from annotator.store.history import last_operation


class Settled(NamedTuple):
    """What a rule settled in an article, and what is still open there, by kind."""

    article: str
    settled: int
    open: dict[DifferenceKind, int]


class Settling(Adjudicating):
    """The verb to settle by rule."""

    def settle_by_rule(
        self,
        rule: Rule,
        articles: Iterable[str] | None = None,
        *,
        least: int | None = None,
        share: float | None = None,
        annotators: Sequence[str] = (),
        dry: bool = False,
        progress: Callable[[int], None] = lambda _: None,
    ) -> list[Settled]:
        """Accept what a rule decides, in one operation; see `winner` for the rules.

        Units on which there is a verdict are left alone, and so are articles in which only one
        person took part.

        Args:
            rule: its name.
            articles: only these; by default all in which several people took part.
            least: for ``at-least``: of how many people.
            share: for ``share``: above 0, up to 1.
            annotators: only these are compared.
            dry: only tell what would be settled.
            progress: told the number of articles so far; what it raises stops all of it.

        Raises:
            UserProblem: who works may not settle, there is no such rule, article or annotator, or
                its number is missing or out of range.
        """
        self._team.require("settle")
        number = _measure(rule, least, share)
        numbers = [
            self._session.article_number(one)
            for one in (self.countable() if articles is None else dict.fromkeys(articles))
        ]

        def decide() -> list[tuple[Settled, list[Ruling]]]:
            found = []
            for count, article in enumerate(numbers, 1):
                found.append(self._by_rule(article, annotators, rule, number))
                progress(count)
            return found

        # Comparing takes long: nobody else should have to wait for the file meanwhile.
        seen = self._last_operation()
        decided = decide()
        if not dry and any(rulings for _, rulings in decided):
            with self._session.operation("") as writer:
                if self._last_operation() != seen:
                    decided = decide()
                for article, (_, rulings) in zip(numbers, decided, strict=True):
                    if rulings:
                        self._write(writer, article, rulings)
                total = sum(len(rulings) for _, rulings in decided)
                writer.title = f"Settle {total:,} {'difference' if total == 1 else 'differences'}"
        return [told for told, _ in decided]

    def _last_operation(self) -> int:
        with self._session.database.reading() as connection:
            return last_operation(connection)

    def _by_rule(
        self, number: int, annotators: Sequence[str], rule: Rule, measure: float
    ) -> tuple[Settled, list[Ruling]]:
        table = self._table(self._session.database.coder.article_id(number), annotators)
        rulings: list[Ruling] = []
        left: dict[DifferenceKind, int] = {}
        if len(table.people) >= 2:
            for one in self._reviewed_aside(table):
                entry = None if one.state != "open" else winner(one.unit, rule, measure)
                if entry is not None:
                    rulings.append(Ruling(one.unit, "accept", entry, rule=rule))
                elif one.state != "settled":
                    left[one.unit.kind] = left.get(one.unit.kind, 0) + 1
        return Settled(table.article, len(rulings), left), rulings


def winner(unit: Unit, rule: Rule, measure: float = 0) -> Entry | None:
    """Tell what a rule makes of a unit; None if it decides nothing.

    ``unanimous``: all who took part in the article marked the same. ``present``: all who marked
    something marked the same; others may be silent. ``at-least``: so many marked the same, and more
    than marked anything else. ``share``: this share of those who took part marked the same, and
    more than marked anything else or nothing. A tie decides nothing, and no rule rejects.
    """
    votes = [len(answer.annotators) for answer in unit.answers]
    first, others = votes[0], votes[1:]
    silent = len(unit.silent)
    people = len({name for answer in unit.answers for name in answer.annotators}) + silent
    if people < 2:
        return None
    match rule:
        case "unanimous":
            decides = not others and not silent
        case "present":
            decides = not others
        case "at-least":
            decides = first >= measure and first > max(others, default=0)
        case "share":
            decides = first >= measure * people and first > max([silent, *others])
        case _:
            decides = False
    if not decides:
        return None
    said = unit.proposal if not others else unit.answers[0].first
    return Entry(said.label, tuple(said.fragments), said.attributes)


def _measure(rule: Rule, least: int | None, share: float | None) -> float:
    """Give the number that goes with a rule.

    Raises:
        UserProblem: there is no such rule, or its number is missing or out of range.
    """
    match rule:
        case "unanimous" | "present":
            if least is not None or share is not None:
                raise UserProblem(f"The rule {rule} takes no number.")
            return 0
        case "at-least":
            if least is None or share is not None or least < 1:
                raise UserProblem("The rule at-least needs a number of people, 1 or more.")
            return least
        case "share":
            if share is None or least is not None or not 0 < share <= 1:
                raise UserProblem("The rule share needs a share, above 0 and up to 1.")
            return share
    raise UserProblem(
        f"There is no rule “{rule}”; there are unanimous, present, at-least and share."
    )
