"""Users of other programs as annotators: each by a name that one may have."""

from __future__ import annotations

from annotator.formats.base import ReadRequest
from annotator.model.annotator import annotator_name
from annotator.model.incoming import Note
from annotator.problems import UserProblem

_LONGEST = 80
_JOINERS = "\u200c\u200d"


class People:
    """Names of users by their ids; says once what it had to change."""

    def __init__(self, request: ReadRequest) -> None:
        self._request = request
        self._names: dict[str, str] = {}
        self._unknown: set[str] = set()

    def add(self, identity: str, name: str) -> None:
        """Make a user known."""
        tidy = self._tidy(name) or f"User {len(self._names) + 1}"
        if tidy in self._names.values():
            self._note(f"two users are called “{tidy}”: they are one annotator here")
        elif tidy != name:
            self._note(f"the user “{name}” is the annotator “{tidy}” here")
        self._names[identity] = tidy

    def of(self, identity: str) -> str | None:
        """Give an annotator; None, who is whoever imports, if nobody or somebody unknown is named.

        An unknown user is told once.
        """
        found = self._names.get(identity)
        if found is None and identity and identity not in self._unknown:
            self._unknown.add(identity)
            self._note(f"the user {identity} is not among its users: taken as yours")
        return found

    def named(self, name: str | None) -> str | None:
        """Give an annotator by a name that is its own id, as where users have no table."""
        if not name:
            return None
        if name not in self._names:
            self.add(name, name)
        return self._names[name]

    def _note(self, what: str) -> None:
        self._request.notes.append(Note(self._request.name, what))

    def _tidy(self, name: str) -> str:
        try:
            return annotator_name(name)
        except UserProblem:
            kept = "".join(one for one in name if one.isprintable() or one in _JOINERS)
            return " ".join(kept.split())[:_LONGEST].strip(_JOINERS + " ")
