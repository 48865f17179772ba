"""Beginning with what a teammate sent: the same project, in a file of one's own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from annotator.app.exchange.keys import trust
from annotator.app.exchange.parcels import Parcel, refuse_changed_key
from annotator.app.project import Project
from annotator.app.session import Session
from annotator.app.settings import load_settings, replica_name, user_name
from annotator.model.annotator import Annotator, worker_name
from annotator.problems import UserProblem
from annotator.store.beginning import begin_with
from annotator.store.database import Database
from annotator.store.line_reading import LineError
from annotator.sync.problems import BrokenBundleError


def start_from_bundle(
    bundle: Path,
    path: Path,
    annotator: str | None = None,
    *,
    accept_new_key: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> Project:
    """Make a project file of a bundle (or of a teammate's project file), and open it.

    It is the same project: bundles of the one can be merged into the other.

    Args:
        bundle: what was sent.
        path: where the project is to be; must not exist yet.
        annotator: the name of whoever works; None takes this machine's.
        accept_new_key: begin although its sender signed with another key before.
        progress: told how many revisions were read; what it raises stops this, and no file is made.

    Raises:
        UserProblem: it cannot be read, is damaged or holds no scheme, or the file exists or cannot
            be written.
    """
    author = Annotator(name=worker_name(annotator or load_settings().annotator or user_name()))
    with Parcel(bundle) as parcel:
        if not accept_new_key:
            refuse_changed_key(parcel)
        if parcel.scope.delta:
            raise UserProblem(
                f"{parcel.file} holds only what was new since an earlier bundle. Ask "
                f"{parcel.sender} for a whole one to begin with."
            )
        settings = {
            "id": parcel.project,
            "creator": parcel.creator or parcel.sender,
            "created": parcel.created or parcel.made,
            "begun_by": author.name,
        }
        if parcel.epoch > 1:
            settings["epoch"] = str(parcel.epoch)

        def begin(file: Database) -> None:
            if not begin_with(file, author, replica_name(), settings, parcel, progress):
                raise UserProblem(
                    f"{parcel.file} holds no labels, so that it is no project to begin with. Ask "
                    "for a bundle of the project's lead."
                )

        try:
            database = Database.create(path, begin)
        except LineError as error:
            raise BrokenBundleError(parcel.file, str(error)) from error
        if parcel.key is not None:
            # The project is there. A key that cannot be remembered will be a new one next time.
            with suppress(UserProblem):
                trust(parcel.sender, parcel.key)
    return Project(Session(database, author))
