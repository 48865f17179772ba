"""What a query means in one project: its labels and people by name, its fields as SQL."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple

from annotator.app.session import Session
from annotator.model.query import FIELDS, Condition, Node, parse
from annotator.model.search import LineMark
from annotator.problems import QueryProblem, UserProblem
from annotator.store.article_conditions import Clause, articles_sql, frequent
from annotator.store.concordance import certainty_clause, quote_clause, value_clause

ROLES = ("headline", "deck", "byline", "dateline", "caption", "body", "boilerplate")
_MOST_NAMED = 12
_AT_A_VALUE = re.compile(
    r"""(?:^|[\s(\-−])(?P<field>[^\W\d]\w*):(?:(?:"[^"]*"|[^\s,()"]*),)*(?P<typed>"[^"]*|[^\s,()"]*)$"""
)
"""What is typed of a value behind the name of its field, and other values."""
_AT_A_WORD = re.compile(r"(?:^|[\s(\-−])(?P<typed>[^\W\d]\w*)$")
_OF_VALUES = ("quote", "value", "certainty")
"""Fields of annotations that say something of what is found by others."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query whose names are known to be those of the project."""

    words: Node | None
    articles: Clause
    """The query for the articles that count."""
    wants_annotations: bool
    labels: tuple[str, ...] = ()
    without_labels: tuple[str, ...] = ()
    annotators: tuple[str, ...] = ()
    without_annotators: tuple[str, ...] = ()
    untagged: bool = False
    """Whether what is tagged at all is left out."""
    rest: tuple[tuple[Clause, bool], ...] = ()
    zones: tuple[tuple[frozenset[str], bool], ...] = field(default=())
    """Roles of zones, and whether hits lie in them."""

    @property
    def leaves_out(self) -> bool:
        """Tell whether words are left out for what is tagged on them."""
        return self.untagged or bool(self.without_labels or self.without_annotators)

    @property
    def narrows_places(self) -> bool:
        """Tell whether not every place of an article counts."""
        return bool(self.zones) or (not self.wants_annotations and self.leaves_out)

    def leaves(self, mark: LineMark) -> bool:
        """Tell whether words with this annotation are left out."""
        return (
            self.untagged
            or mark.label in self.without_labels
            or mark.annotator in self.without_annotators
        )

    def is_in_zone(self, zones: Sequence[tuple[int, int, str]], at: int) -> bool:
        """Tell whether a place of an article with some zones counts."""
        role = next((role for start, end, role in zones if start <= at < end), "body")
        return all((role in roles) is wanted for roles, wanted in self.zones)


class Completion(NamedTuple):
    """What can be typed next: what stands there then, from ``start`` on, and what it is."""

    text: str
    start: int
    says: str


class Asking:
    """Reads queries about one project."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def read(self, text: str) -> Asked:
        """Read a query.

        Raises:
            UserProblem: there is nothing in it to look for, a field is misspelt, or it names a
                label, a person or a value that there is not.
        """
        query = parse(text)
        if query.words is None and not query.conditions:
            raise UserProblem("Type at least one word to search for.")
        untagged = any_label = False
        wanted: dict[tuple[str, bool], list[str]] = {}
        rest: list[tuple[Clause, bool]] = []
        zones: list[tuple[frozenset[str], bool]] = []
        for one in (*query.of("annotation"), *query.of("place")):
            name = one.field.name
            with _standing(one):
                if name == "label" and one.values in (("none",), ("any",)):
                    if (one.values == ("none",)) is not one.negated:
                        untagged = True
                    else:
                        any_label = True
                elif name == "label":
                    wanted.setdefault((name, one.negated), []).extend(self._labels(one))
                elif name == "annotator":
                    wanted.setdefault((name, one.negated), []).extend(self._people(one))
                elif name == "zone":
                    zones.append((self._roles(one), not one.negated))
                else:
                    rest.append((self._rest(one), not one.negated))
        labels, people = wanted.get(("label", False), []), wanted.get(("annotator", False), [])
        looks = any_label or bool(labels or people or any(must for _, must in rest))
        if rest and not looks:
            said = next(one for one in query.of("annotation") if one.field.name in _OF_VALUES)
            raise QueryProblem(
                f"-{said.field.name}: says something of annotations: "
                "name a label beside it, as in label:figure.",
                *said.at,
            )
        if untagged and looks:
            raise UserProblem("label:none looks for words without a label, so it stands alone.")
        articles = self._articles(query.of("article"))
        return Asked(
            query.words,
            articles,
            looks,
            tuple(labels),
            tuple(wanted.get(("label", True), ())),
            tuple(people),
            tuple(wanted.get(("annotator", True), ())),
            untagged,
            tuple(rest),
            tuple(zones),
        )

    def _articles(self, conditions: Sequence[Condition]) -> Clause:
        """Write the query for the articles that count."""
        session = self._session
        who = session.annotator.name
        with session.database.reading() as connection:
            coder = session.database.coder
            for one in conditions:
                with _standing(one):
                    articles_sql(connection, coder, [one], who)
            return articles_sql(connection, coder, conditions, who)

    def eyes(self) -> Callable[[int, str], bool]:
        """Make what tells whether somebody's annotations in an article may be seen."""
        session = self._session
        me = session.annotator.name
        if not session.is_blind:
            return lambda *_: True
        hidden: dict[int, bool] = {}

        def sees(article: int, annotator: str) -> bool:
            if annotator == me:
                return True
            if article not in hidden:
                hidden[article] = session.team.hides(article, me)
            return not hidden[article]

        return sees

    def complete(self, text: str, at: int | None = None) -> list[Completion]:
        """Offer what may stand where somebody types: names of fields, and names after a colon.

        Args:
            text: the query.
            at: where the caret is; None is the end.
        """
        before = text[: len(text) if at is None else at]
        if found := _AT_A_VALUE.search(before):
            known = FIELDS.get(found["field"].lower())
            typed = found["typed"].lstrip('"').casefold()
            return [
                Completion(f'"{one}"' if _needs_quotes(one) else one, found.start("typed"), says)
                for one, says in (self._values(known.name) if known else ())
                if _begins(one.casefold(), typed) and one.casefold() != typed
            ]
        word = _AT_A_WORD.search(before)
        if word is None or before.count('"') % 2:
            return []
        return [
            Completion(f"{one.name}:", word.start("typed"), one.says)
            for one in dict.fromkeys(FIELDS.values())
            if one.name.startswith(word["typed"].lower())
        ]

    def _values(self, name: str) -> list[tuple[str, str]]:
        session = self._session
        fixed = {
            "status": ("open", "begun", "done", "look"),
            "certainty": ("sure", "unsure"),
            "zone": ROLES,
            "flag": ("any", "none"),
            "note": ("any", "none"),
            "retired": ("yes", "no"),
        }
        if name in fixed:
            return [(one, "") for one in fixed[name]]
        if name == "label":
            return [
                *((one.key, one.name) for one in session.outlines.values()),
                ("none", "words that nobody has tagged"),
                ("any", "annotations of any label"),
            ]
        with session.database.reading() as connection:
            match name:
                case "annotator" | "assigned":
                    return [(one.name, one.kind) for one in session.items.annotators()]
                case "outlet" | "language" | "byline":
                    return [(value, f"{n:,}") for value, n in frequent(connection, name)]
        return []

    def _labels(self, condition: Condition) -> list[str]:
        """Give the keys of labels."""
        known = self._session.outlines
        found: list[str] = []
        for value in condition.values:
            said = value.casefold()
            keys = [
                key for key, one in known.items() if said in (key.casefold(), one.name.casefold())
            ]
            if not keys:
                raise _unknown("label", value, known)
            found += keys
        # What was merged into one of them is read as that.
        merges = self._session.merges()
        found = [merges.get(key, key) for key in found]
        return [*found, *(old for old, new in merges.items() if new in found)]

    def _people(self, condition: Condition) -> list[str]:
        session = self._session
        with session.database.reading():
            names = [one.name for one in session.items.annotators()]
        found: list[str] = []
        for value in condition.values:
            said = value.casefold()
            exact = [one for one in names if one.casefold() == said]
            begun = exact or [
                one
                for one in names
                if one.casefold().startswith(said) or f" {said}" in one.casefold()
            ]
            if said == "me" and not begun:
                begun = [session.annotator.name]
            if not begun:
                raise _unknown("annotator", value, names)
            found += begun
        return found

    def _roles(self, condition: Condition) -> frozenset[str]:
        found: set[str] = set()
        for value in condition.values:
            roles = [one for one in ROLES if one.startswith(value.lower())]
            if not roles:
                raise _unknown("zone", value, ROLES)
            found.update(roles)
        return frozenset(found)

    def _rest(self, condition: Condition) -> Clause:
        name = condition.field.name
        clauses: list[Clause] = []
        for value in condition.values:
            if name == "quote":
                clauses.append(quote_clause(value))
            elif name == "value":
                clauses.append(value_clause(value))
            elif value.lower() in ("sure", "unsure"):
                clauses.append(certainty_clause(value.lower()))
            else:
                raise _unknown("certainty", value, ("sure", "unsure"))
        joined = " OR ".join(clause for clause, _ in clauses)
        return f"({joined})", [one for _, bound in clauses for one in bound]


def _needs_quotes(name: str) -> bool:
    return re.search(r"[\s,()]", name) is not None


def _begins(name: str, typed: str) -> bool:
    """Tell whether a name, or one of its words, begins with what is typed."""
    return name.startswith(typed) or f" {typed}" in name


@contextmanager
def _standing(condition: Condition) -> Iterator[None]:
    """Say of a problem with a condition where that stands in the query."""
    try:
        yield
    except UserProblem as problem:
        raise QueryProblem(str(problem), *condition.at) from problem


def _unknown(what: str, value: str, known: object) -> UserProblem:
    names = [str(one) for one in known]  # type: ignore[attr-defined]
    close = get_close_matches(value.casefold(), names, 1)
    if close:
        return UserProblem(f"There is no {what} “{value}”. Did you mean {close[0]}?")
    more = ", …" if len(names) > _MOST_NAMED else ""
    return UserProblem(
        f"There is no {what} “{value}”; there are {', '.join(names[:_MOST_NAMED])}{more}."
    )
