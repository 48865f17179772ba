"""Steps from one version of the project file to the next, each a named migration step.

Lives here: one file a step; a step that has been released is never edited.
May import: sqlite-utils and nothing of ours, so that a step means the same for ever.
One more: ``mNNNN_what_it_does.py``, its registration in this file, a project file of the version
before it in ``tests/data/projects``.
"""

from __future__ import annotations

import sqlite3

VERSION = 2
"""The version that the newest step leads to: ``user_version`` in the file's header."""

_COLUMNS = """
annotation: rev entity article author label start end quote origin created modified rest
article: rev entity text author title outlet byline published language url
conflict: rev entity
item: rev entity kind article author body
merged: operation body touched
operation: id act title author at first last state target
project: key value
raw: text sha bytes
reading: author article caret top reached at
revision: n digest entity kind author replica seq put version at parents article label start end \
quote origin created rest line
search: text
sent: id at last body
shelf: operation lines
text: id sha chars text
word: id text
"""
TABLES = {
    name: columns.split()
    for name, columns in (line.split(": ") for line in _COLUMNS.strip().splitlines())
}
"""What a file of that version has at least: tables and their columns, in their order."""


def migrate(connection: sqlite3.Connection, application_id: int) -> None:
    """Bring a file to the newest version, in one transaction: all steps or none.

    `Migrations.apply` opens deferred transactions of its own; inside ours they become savepoints.
    """
    from sqlite_utils import Database, Migrations  # noqa: PLC0415 - 60 ms, only to make or migrate

    from annotator.store.migrations.m0001_foundation import foundation  # noqa: PLC0415 - as above
    from annotator.store.migrations.m0002_exchange import exchange  # noqa: PLC0415 - as above

    steps = Migrations("annotator")
    steps()(foundation)
    steps()(exchange)
    connection.execute("BEGIN IMMEDIATE")
    try:
        steps.apply(Database(connection, recursive_triggers=False))
        connection.execute(f"PRAGMA application_id={application_id}")
        connection.execute(f"PRAGMA user_version={VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite ends it by itself when the disk fails
            connection.execute("ROLLBACK")
        raise
