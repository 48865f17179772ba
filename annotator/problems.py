"""What a user can understand and mend, as opposed to a bug.

Every layer raises these; the window shows them in its message bar and the command line on stderr
with exit status 1. Anything else that is raised is a bug and is reported as one.
"""

from __future__ import annotations

from collections.abc import Sequence


class UserProblem(Exception):  # noqa: N818 - a problem of the user's, not an error of ours
    """Say what happened and what to do next, in one or two plain sentences.

    The text is shown to the user as it stands, so it names things by the user's words (a file name,
    a label, a page) and never by ours.
    """

    option = ""
    """The option of the command line that does it all the same; the window has a button for it."""


class QueryProblem(UserProblem):
    """A query cannot be understood; ``start`` and ``end`` (code points) say which part of it."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.start = start
        self.end = end


class ProjectFileError(UserProblem):
    """A project file cannot be read or written."""


class ProjectBusyError(ProjectFileError):
    """A project file cannot be written while somebody else writes to it."""


class UnreadableInputError(UserProblem):
    """A file or a pasted text cannot be taken in; it names the file and says what to do."""


class ColumnsNeededError(UnreadableInputError):
    """Nobody has said which column of a table holds the articles' text.

    ``columns`` are those there are, each with the first value in it, in the table's order.
    """

    def __init__(self, message: str, columns: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.columns = tuple(columns)


class AttributeProblem(UserProblem):
    """A value does not fit its attribute; the text says what would."""


class UnknownNameError(UserProblem):
    """The user named something that is not there: an article, a label, an annotator, a format."""
