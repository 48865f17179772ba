"""Where an annotator was in each article. Local to this file: it is no data and travels nowhere."""

from __future__ import annotations

from annotator.model import moments
from annotator.model.listing import ReadingPlace
from annotator.store.database import Database


def reading_place(database: Database, article: int, author: str) -> ReadingPlace | None:
    """Give where an annotator left an article; None if never opened."""
    with database.reading() as connection:
        row = connection.execute(
            "SELECT caret, top, reached FROM reading WHERE author=? AND article=?",
            (database.coder.known_number(author) or 0, article),
        ).fetchone()
    return None if row is None else ReadingPlace(*row)


def last_read(database: Database, author: str) -> int | None:
    """Give the number of the article that an annotator had open last."""
    with database.reading() as connection:
        row = connection.execute(
            "SELECT r.article FROM reading r JOIN article a ON a.text = r.article"
            " WHERE r.author=? ORDER BY r.at DESC LIMIT 1",
            (database.coder.known_number(author) or 0,),
        ).fetchone()
    return None if row is None else int(row[0])


def keep_reading_place(
    database: Database, article: int, author: str, place: ReadingPlace, *, waits: bool = True
) -> None:
    """Remember where an annotator is; the furthest character seen never goes back.

    Raises:
        ProjectFileError: it cannot be written; `LockedError` at once if nobody ``waits``.
    """
    with database.writing(waits=waits) as connection:
        connection.execute(
            "INSERT INTO reading VALUES(?, ?, ?, ?, ?, ?)"
            " ON CONFLICT(author, article) DO UPDATE SET"
            " caret=excluded.caret, top=excluded.top, reached=max(reached, excluded.reached),"
            " at=excluded.at",
            (database.coder.number(author), article, *place, moments.now()),
        )
