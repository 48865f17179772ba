"""Reviewing teammates' annotations: what there is to decide, deciding it, talking about it."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from annotator.app.review.adjudicating import UnitName
from annotator.app.review.commenting import Commenting
from annotator.app.review.examples import example, with_example
from annotator.app.review.settling import Settling
from annotator.model.identity import fixed_entity
from annotator.model.unit import ReviewUnit, Unit
from annotator.problems import UserProblem
from annotator.store.lines import item_content
from annotator.text.naming import in_line


class Reviewing(Settling, Commenting):
    """The verbs of a reviewer."""

    def make_example(
        self, article: str, unit: UnitName, *, positive: bool, annotators: Sequence[str] = ()
    ) -> str:
        """Add a unit's sentence to the examples of its label: what to tag, or what to leave.

        What counts is the unit's entry of the consensus; without one, what is proposed.

        Returns:
            The example as it stands in the scheme.

        Raises:
            UserProblem: the scheme is somebody else's, there is no such unit, or its sentence
                cannot be an example.
        """
        session = self._session
        if isinstance(unit, ReviewUnit):
            found = unit
        else:
            key = unit.key if isinstance(unit, Unit) else unit
            found = self._named_unit(article, key, annotators)
        said = found.consensus or found.unit.proposal
        number = session.article_number(article)
        with session.operation("") as writer:
            owner = session.team.owner()
            if owner != session.annotator.name:
                raise UserProblem(
                    f"The scheme is {owner}'s: only {owner} can add examples to it. Ask in a "
                    "comment."
                )
            read = session.articles.get(number)
            language = None if read is None else read.language
            words = example(session.text(number), said.fragments, language)
            scheme = with_example(session.scheme, said.label, words, positive=positive)
            if scheme is not session.scheme:
                name = in_line(scheme.label(said.label).name)
                writer.title = f"Add {'an ' if positive else 'a counter'}example of {name}"
                project = session.database.value("id") or ""
                content = item_content(scheme.as_body())
                writer.revise({fixed_entity("scheme", project): (1, content)})
        return words

    def disguises(self, article: str, people: Sequence[str]) -> dict[str, str]:
        """Give names to use while a reviewer does not want to know whose work it is.

        They are numbers in an order that differs from article to article, and is the same each
        time one comes back to it.
        """
        project = self._session.database.value("id") or ""

        def turn(name: str) -> bytes:
            return sha256(f"{project}\x1f{article}\x1f{name}".encode()).digest()

        return {name: str(at) for at, name in enumerate(sorted(set(people), key=turn), 1)}
