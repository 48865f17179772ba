"""The service that reads, saves, weighs and lists versions of a project's scheme."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import orjson
from pydantic import ValidationError

from annotator.app.asking import Asking
from annotator.app.review.examples import example, with_example
from annotator.app.saving import save_file
from annotator.app.schemes import scheme_from
from annotator.app.scheming.adopting import adopted, extended
from annotator.app.scheming.differing import SchemeChange, differences
from annotator.app.scheming.kept import KeptDraft, forget_draft, keep_draft, kept_draft
from annotator.app.scheming.planning import Plan, Touch
from annotator.app.scheming.steps import checked
from annotator.app.scheming.weighing import Weight, touched, weigh
from annotator.app.session import Session
from annotator.model.annotation import Annotation
from annotator.model.canonical import plain
from annotator.model.identity import fixed_entity
from annotator.model.mark import Fragment
from annotator.model.scheme import Label, Scheme
from annotator.problems import UserProblem
from annotator.store.carrying import (
    carry_annotations,
    label_counts,
    relation_counts,
    scheme_revisions,
    written_along,
)
from annotator.store.lines import item_content
from annotator.text.naming import in_line
from annotator.text.shortening import shortened

_SIGNS = ("went", "came", "changed")
"""What the name of a step says rather than what stands behind it here."""
_SUMMARY = 70
"""Characters of a difference in the name of a step."""


class SchemeChangedError(UserProblem):
    """Somebody else saved the scheme since one began to change it."""


class SchemeVersion(NamedTuple):
    """One saved version: which, by whom, when (ISO 8601), and what was different from before.

    Attributes:
        back: whether somebody went back to it from a later one.
        rewritten: how many annotations were written anew when it was saved.
        labels: those that the changes are about, by key; what is gone as it was.
    """

    version: int
    annotator: str
    at: str
    changes: tuple[SchemeChange, ...]
    back: bool = False
    rewritten: int = 0
    labels: Mapping[str, Label] = {}


class Schemes:
    """The verbs about the scheme. Only its owner, who made the project, changes it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def current(self) -> Scheme:
        """The scheme as it stands."""
        return self._session.scheme

    def why_not(self) -> str:
        """Say in one sentence why whoever works cannot change the scheme; “” if they can."""
        session = self._session
        if session.database.read_only:
            return "This project is open read-only, so its scheme cannot be changed."
        owner = session.team.owner()
        if owner == session.annotator.name:
            return ""
        return (
            f"The scheme is {owner}’s, who made this project: you see it, and only {owner} can "
            "change it."
        )

    def save(
        self,
        scheme: Scheme,
        *,
        base: Scheme | None = None,
        progress: Callable[[int], None] = lambda _: None,
    ) -> Scheme:
        """Save a scheme as the next version, with one's own annotations carried over; one step.

        Annotations of a label that was merged get the other label, values that are not asked for
        any more go (the history has them), values whose key is another get that. Those of others
        are theirs: they stay as they were written, and are read with the label that theirs was
        merged into.

        Args:
            scheme: what to save; its version is counted here.
            base: the scheme that it was made from, if nothing else may have been saved since.
            progress: told how many annotations were looked at; what it raises stops all of it.

        Returns:
            The scheme as it is saved; the same as before if nothing is different.

        Raises:
            SchemeChangedError: somebody saved another one since ``base``.
            UserProblem: it is somebody else's, or leaves out a label that has annotations.
        """
        session = self._session
        with session.operation("") as writer:
            if why := self.why_not():
                raise UserProblem(why)
            old = session.scheme
            if base is not None and not same(base, old):
                raise SchemeChangedError(
                    "The scheme was changed meanwhile. Look at what is different and save again."
                )
            saved = checked(scheme.model_copy(update={"version": old.version + 1}))
            if same(saved, old):
                return old
            self._refuse_gone(saved)
            writer.title = f"Save scheme version {saved.version}{_summary(old, saved)}"
            project = session.database.value("id") or ""
            writer.revise({fixed_entity("scheme", project): (1, item_content(saved.as_body()))})
            plan = Plan(old, saved)
            labels = set(plan.carried)
            merges = session.merges()
            read_as = {key: merges.get(key, key) for key in (one.key for one in old.labels)}
            raw = {key: as_ for key, as_ in read_as.items() if as_ in labels}
            if raw:
                carry_annotations(writer, session.annotator.name, raw, plan.carry, progress)
        return saved

    def keep_draft(self, base: Scheme, scheme: Scheme) -> None:
        """Keep what is not saved yet, until `save`, or until it is the same as ``base``."""
        session = self._session
        project = session.database.value("id") or ""
        if same(base, scheme):
            forget_draft(project)
        else:
            keep_draft(project, session.annotator.name, KeptDraft(base, scheme))

    def kept_draft(self) -> KeptDraft | None:
        """Give what whoever works has not saved; None if there is nothing."""
        session = self._session
        return kept_draft(session.database.value("id") or "", session.annotator.name)

    def differences(self, new: Scheme, old: Scheme | None = None) -> list[SchemeChange]:
        """List what is different in a scheme from the one as it stands (or another)."""
        return differences(self._session.scheme if old is None else old, new)

    def weigh(self, new: Scheme, progress: Callable[[int], None] = lambda _: None) -> Weight:
        """Count what saving a scheme would do to annotations."""
        return weigh(self._session, new, progress)

    def touched(self, new: Scheme, touch: Touch) -> Iterator[Annotation]:
        """Walk the annotations that saving a scheme would touch in one way, as far as one may see.

        `weigh` counts those as well that are kept from who works blind.
        """
        return self._seen(touched(self._session, new, touch))

    def counts(self) -> dict[str, int]:
        """Count annotations by label, those of a merged one with the one as which it is read."""
        session = self._session
        merges = session.merges()
        found: dict[str, int] = {}
        with session.database.reading() as connection:
            for label, count in label_counts(connection, session.database.coder).items():
                key = merges.get(label, label)
                found[key] = found.get(key, 0) + count
        return found

    def relation_counts(self) -> dict[str, int]:
        """Count relations by their type."""
        with self._session.database.reading() as connection:
            return relation_counts(connection)

    def versions(self) -> list[SchemeVersion]:
        """List the versions of the scheme, newest first, with what was different in each."""
        session = self._session
        project = session.database.value("id") or ""
        entity = fixed_entity("scheme", project)
        owner = session.team.owner()
        found: list[SchemeVersion] = []
        before: Scheme | None = None
        with session.database.reading() as connection:
            for n, author, at, body in scheme_revisions(
                connection, session.database.coder, [entity]
            ):
                scheme = _readable_body(body) if author == owner else None
                if scheme is None:
                    continue
                rewritten = written_along(connection, n)
                found.append(version_of(scheme, before, author, at, rewritten))
                before = scheme
        return found[::-1]

    def tagged_before(self, label: str, at: str) -> Iterator[Annotation]:
        """Walk the annotations of a label that were made before a moment (ISO 8601, UTC).

        Those are left out that are kept from who works blind. A label that was merged meanwhile is
        the one as which it is read.
        """
        session = self._session
        with session.database.reading():
            found = session.annotations.find(labels=[session.merges().get(label, label)])
            yield from self._seen(one for one in found if one.created < at)

    def add_example(
        self, article: str, fragments: Sequence[Fragment], label: str, *, positive: bool
    ) -> str:
        """Add the sentence around a span (code points) to the examples of a label.

        Args:
            article: the article's id.
            fragments: the span, or the pieces of it.
            label: the key of the label.
            positive: whether it is what to tag; else it is what to leave.

        Returns:
            The example as it stands in the scheme.

        Raises:
            UserProblem: the scheme is somebody else's, or the sentence cannot be an example.
        """
        session = self._session
        number = session.article_number(article)
        with session.operation("") as writer:
            if why := self.why_not():
                raise UserProblem(why)
            read = session.articles.get(number)
            language = None if read is None else read.language
            words = example(session.text(number), fragments, language)
            scheme = with_example(session.scheme, label, words, positive=positive)
            if scheme is not session.scheme:
                name = in_line(scheme.label(label).name)
                writer.title = f"Add {'an ' if positive else 'a counter'}example of {name}"
                project = session.database.value("id") or ""
                content = item_content(scheme.as_body())
                writer.revise({fixed_entity("scheme", project): (1, content)})
        return words

    def from_file(self, path: Path, *, add: bool = False) -> Scheme:
        """Read a scheme (JSON) or a codebook (.qdc) as the scheme that the project would have.

        Labels in use that it does not have are retired; with ``add`` all that is there stays, and
        what is new is added.

        Raises:
            UserProblem: it cannot be read, or does not go with the project's scheme.
        """
        now, file = self._session.scheme, scheme_from(path)
        return extended(now, file) if add else adopted(now, file, self.counts())

    def to_file(self, path: Path, scheme: Scheme | None = None) -> None:
        """Write the scheme as it stands (or another) as a scheme file.

        Raises:
            UserProblem: it cannot be written, or there is a project of that name.
        """
        text = orjson.dumps(
            (scheme or self._session.scheme).as_json(),
            option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE,
        )
        save_file(path, text)

    def _seen(self, found: Iterator[Annotation]) -> Iterator[Annotation]:
        """Leave out what is kept from who works, if they work blind."""
        session = self._session
        if not session.is_blind:
            yield from found
            return
        sees = Asking(session).eyes()
        numbers: dict[str, int | None] = {}
        for one in found:
            if one.article not in numbers:
                numbers[one.article] = session.articles.number(one.article)
            number = numbers[one.article]
            if number is not None and sees(number, one.annotator):
                yield one

    def _refuse_gone(self, new: Scheme) -> None:
        there = {one.key for one in new.labels}
        counts = self.counts()
        names = {one.key: one.name for one in self._session.scheme.labels}
        for key, count in counts.items():
            if key not in there and key in names:
                raise UserProblem(
                    f"“{names[key]}” has {count:,} annotations and is not in the new scheme. "
                    "Retire it, or merge it into another label."
                )


def _summary(old: Scheme, new: Scheme) -> str:
    """Say in a few words what is different: what went or came before what changed."""
    found = sorted(differences(old, new), key=lambda change: _SIGNS.index(change.sign))
    if not found:
        return ""
    more = f", and {len(found) - 1:,} more" if len(found) > 1 else ""
    return f": {shortened(found[0].text.rstrip('.'), _SUMMARY)}{more}"


def version_of(
    scheme: Scheme, before: Scheme | None, annotator: str, at: str, rewritten: int = 0
) -> SchemeVersion:
    """Tell what is different in a scheme from the one before; None if it is the first."""
    changes = () if before is None else tuple(differences(before, scheme))
    told = {one.key for one in changes if one.about == "label"}
    known = (*(before.labels if before else ()), *scheme.labels)
    return SchemeVersion(
        scheme.version,
        annotator,
        at,
        changes,
        back=before is not None and scheme.version <= before.version,
        rewritten=rewritten,
        labels={one.key: one for one in known if one.key in told},
    )


def same(one: Scheme, other: Scheme) -> bool:
    """Tell whether two schemes say the same, whatever their versions."""
    if one is other:
        return True
    return one.model_copy(update={"version": 1}) == other.model_copy(update={"version": 1})


def _readable_body(body: str) -> Scheme | None:
    try:
        return Scheme.model_validate(plain(orjson.loads(body)))
    except (ValidationError, orjson.JSONDecodeError):
        return None
