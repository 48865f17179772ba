"""Reading who does what: roles, assignments, whether people work blind, how far everybody is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

import orjson

from annotator.model.moments import TO_MONDAY, WEEK
from annotator.model.team import ROLES, Assignment, Role, TeamSettings
from annotator.store.coding import Coder
from annotator.store.rows import ASSIGNMENT, MEMBER, STATUS, TEAM

_HERE = "EXISTS (SELECT 1 FROM article a WHERE a.text = i.article)"


class Part(NamedTuple):
    """What somebody has done in an article: annotations, and the state they gave it, or “”."""

    annotations: int
    state: str


class Team:
    """Queries of one open file.

    Roles and settings are the project owner's, whoever of the leads gave them (see `store.heads`):
    a bundle in which somebody gives themselves a role changes nothing. An assignment counts if its
    author is a lead.
    """

    def __init__(self, connection: sqlite3.Connection, coder: Coder) -> None:
        self._connection = connection
        self._coder = coder

    def owner(self) -> str:
        """Give the name of the project's owner: the lead from the start."""
        row = self._connection.execute("SELECT value FROM project WHERE key='creator'").fetchone()
        return str(row[0])

    def roles(self) -> dict[str, Role]:
        """Give the roles that leads have given, by name; empty as long as nobody has one."""
        rows = self._connection.execute(f"SELECT body FROM item WHERE kind={MEMBER}").fetchall()
        if not rows:
            return {}
        given = (_fields(body) for (body,) in rows)
        found = sorted((str(one.get("name")), str(one.get("role"))) for one in given)
        owner = self.owner()
        # The owner stays a lead: somebody has to be able to give roles.
        return {
            name: role
            for name, wanted in found
            for role in ROLES
            if role == wanted
            if name != owner
        }

    def leads(self) -> set[str]:
        """Name those who are leads: the project's owner and whom the leads made one."""
        return {self.owner()} | {name for name, role in self.roles().items() if role == "lead"}

    def oversees(self, annotator: str) -> bool:
        """Tell whether somebody is a reviewer or a lead, whom others' work is sent to and shown."""
        return annotator in self.leads() or self.roles().get(annotator) == "reviewer"

    def settings(self) -> TeamSettings:
        """Give what a lead has settled for everybody."""
        row = self._connection.execute(f"SELECT body FROM item WHERE kind={TEAM}").fetchone()
        if row is None:
            return TeamSettings()
        fields = _fields(row[0])
        lanes = fields.get("lanes")
        names = lanes if isinstance(lanes, list) else ()
        return TeamSettings(fields.get("blind") is True, tuple(map(str, names)))

    def assignments(self, article: int | None = None) -> Iterator[Assignment]:
        """Walk the assignments of an article, or all by article, by name within one."""
        condition, values = ("", ()) if article is None else (" AND i.article=?", (article,))
        rows = self._connection.execute(
            "SELECT i.article, json_extract(i.body, '$.annotator') AS name, i.author FROM item i"
            f" WHERE i.kind={ASSIGNMENT} AND {_HERE}{condition} ORDER BY i.article, name, i.entity",
            values,
        ).fetchall()
        leads = self.leads() if rows else set()
        seen: set[tuple[int, str]] = set()
        for number, name, author in rows:
            by = self._coder.word(author)
            # Two leads may have assigned the same: one of them is named.
            if by in leads and isinstance(name, str) and (number, name) not in seen:
                seen.add((number, name))
                yield Assignment(self._coder.article_id(number), name, by)

    def queue(self, annotator: str) -> list[int] | None:
        """Give the numbers of the articles assigned to somebody: first those not done.

        None if nothing is assigned to anybody: then all are everybody's.
        """
        rows = self._connection.execute(
            "SELECT i.article, json_extract(i.body, '$.annotator'), i.author FROM item i"
            f" WHERE i.kind={ASSIGNMENT} AND {_HERE} ORDER BY i.article"
        ).fetchall()
        leads = self.leads() if rows else set()
        valid = [
            (number, to)
            for number, to, by in rows
            if isinstance(to, str) and self._coder.word(by) in leads
        ]
        if not valid:
            return None
        done = {
            number
            for (number,) in self._connection.execute(
                f"SELECT article FROM item WHERE kind={STATUS} AND author=?"
                " AND json_extract(body, '$.state') = 'done'",
                (self._coder.known_number(annotator) or 0,),
            )
        }
        own = dict.fromkeys(number for number, to in valid if to == annotator)
        return sorted(own, key=lambda number: (number in done, number))

    def is_done(self, article: int, annotator: str) -> bool:
        """Tell whether somebody has marked an article (its number) done."""
        row = self._connection.execute(
            f"SELECT json_extract(body, '$.state') FROM item WHERE kind={STATUS} AND article=?"
            " AND author=?",
            (article, self._coder.known_number(annotator) or 0),
        ).fetchone()
        return row is not None and row[0] == "done"

    def hides(self, article: int, annotator: str, *, in_review: bool = False) -> bool:
        """Tell whether others' work on an article (its number) is kept from somebody.

        So it is while people work blind, until they have marked the article done; in review,
        reviewers and leads see all.
        """
        if not self.settings().blind or self.is_done(article, annotator):
            return False
        return not (in_review and self.oversees(annotator))

    def parts(self) -> dict[str, dict[str, Part]]:
        """Give what everybody has done: by article's id, then by annotator's name.

        Retired articles are left out.
        """
        from annotator.store.article_sql import retired  # noqa: PLC0415 - it asks here who leads

        found: dict[int, dict[int, Part]] = {}
        for article, author, count in self._connection.execute(
            "SELECT article, author, count(*) FROM annotation GROUP BY article, author"
        ):
            found.setdefault(article, {})[author] = Part(count, "")
        for article, author, state in self._connection.execute(
            "SELECT i.article, i.author, json_extract(i.body, '$.state') FROM item i"
            f" WHERE i.kind={STATUS} AND {_HERE}"
        ):
            of = found.setdefault(article, {})
            of[author] = Part(of[author].annotations if author in of else 0, str(state))
        word, article_id = self._coder.word, self._coder.article_id
        gone = retired(self._connection, self._coder)
        self._coder.learn_shas(found)
        return {
            article_id(article): {word(author): part for author, part in of.items()}
            for article, of in found.items()
            if article not in gone
        }

    def last_changes(self) -> dict[str, int]:
        """Give when everybody last tagged or said something of an article, in milliseconds."""
        rows = self._connection.execute(
            "SELECT author, max(at) FROM ("
            " SELECT author, max(modified) AS at FROM annotation GROUP BY author UNION ALL"
            " SELECT i.author, r.at FROM item i JOIN revision r ON r.n = i.rev"
            f" WHERE i.kind={STATUS}) GROUP BY author"
        )
        return {self._coder.word(author): at for author, at in rows}

    def weeks(self) -> dict[tuple[int, str], tuple[int, int]]:
        """Count annotations made and articles marked done, by week and annotator.

        A week is named by the first millisecond of its Monday, UTC.
        """
        week = f"(at + {TO_MONDAY}) / {WEEK} * {WEEK} - {TO_MONDAY}"
        rows = self._connection.execute(
            f"SELECT week, author, sum(made), sum(done) FROM ("
            f" SELECT {week.replace('at', 'created')} AS week, author, count(*) AS made, 0 AS done"
            "  FROM annotation GROUP BY 1, 2 UNION ALL"
            f" SELECT {week.replace('at', 'r.at')}, i.author, 0, count(*)"
            "  FROM item i JOIN revision r ON r.n = i.rev"
            f"  WHERE i.kind={STATUS} AND json_extract(i.body, '$.state') = 'done' AND {_HERE}"
            "  GROUP BY 1, 2"
            ") GROUP BY week, author ORDER BY week, author"
        )
        return {(at, self._coder.word(author)): (made, done) for at, author, made, done in rows}


def _fields(body: str) -> dict[str, Any]:
    """Read a body; one of a newer program may be anything."""
    fields = orjson.loads(body)
    return fields if isinstance(fields, dict) else {}
