"""The second version: work comes from teammates, and is settled with them.

Kinds of entity that came with it have negative numbers: the positive ones may be taken by words of
an older file.
"""

from __future__ import annotations

from sqlite_utils import Database

_STATEMENTS = (
    """CREATE TABLE merged(
        operation INTEGER PRIMARY KEY REFERENCES operation,
        body TEXT NOT NULL,        -- JSON: whose bundle it was, its file, its key, what it brought
        touched TEXT NOT NULL      -- JSON: [kind, article] of what it touched, for its undo
    ) STRICT""",
    """CREATE TABLE shelf(
        operation INTEGER PRIMARY KEY REFERENCES operation,
        lines BLOB NOT NULL        -- zlib: the canonical lines of a merge that was taken back
    ) STRICT""",
    """CREATE TABLE sent(
        id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,       -- milliseconds since 1970, UTC
        last INTEGER NOT NULL,     -- the newest revision there was when the bundle was written
        body TEXT NOT NULL         -- JSON: its file and what was chosen
    ) STRICT""",
    """CREATE VIEW verdicts AS
        SELECT lower(hex(t.sha)) AS article, w.text AS annotator,
               json_extract(i.body, '$.decision') AS decision,
               json_extract(i.body, '$.reason') AS reason, json_extract(i.body, '$.note') AS note,
               json_extract(i.body, '$.rule') AS rule,
               json_extract(i.body, '$.consensus') AS consensus,
               json_extract(i.body, '$.cites') AS cites
        FROM item i JOIN text t ON t.id = i.article JOIN word w ON w.id = i.author
        WHERE i.kind = -1""",
    """CREATE VIEW comments AS
        SELECT lower(hex(t.sha)) AS article, w.text AS annotator,
               json_extract(i.body, '$.about') AS about, json_extract(i.body, '$.text') AS text,
               json_extract(i.body, '$.act') AS act, json_extract(i.body, '$.created') AS created
        FROM item i JOIN text t ON t.id = i.article JOIN word w ON w.id = i.author
        WHERE i.kind = -2""",
    """CREATE VIEW assignments AS
        SELECT lower(hex(t.sha)) AS article, json_extract(i.body, '$.annotator') AS annotator,
               w.text AS assigned_by
        FROM item i JOIN text t ON t.id = i.article JOIN word w ON w.id = i.author
        WHERE i.kind = -3""",
)


def exchange(db: Database) -> None:
    """Make the tables and views of exchange and review."""
    for statement in _STATEMENTS:
        db.execute(statement)
