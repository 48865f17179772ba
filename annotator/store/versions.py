"""Other versions of an article: the same address, or the same outlet and title, but another text.

Their texts are never mixed: annotations stay on the text that they were made on. The two articles
are linked by an entity that names both.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from annotator.model.annotator import Annotator
from annotator.model.identity import fixed_entity
from annotator.store.coding import Coder
from annotator.store.lines import item_content
from annotator.store.rows import VERSION
from annotator.store.writer import Writer


class Twin(NamedTuple):
    """A new article and one that was here, by the numbers of their texts; when each appeared."""

    new: int
    old: int
    title: str
    new_published: str
    old_published: str


def twins(connection: sqlite3.Connection, new: Iterable[int]) -> list[Twin]:
    """Find the articles of which some new ones are other versions; of several the first.

    Args:
        connection: at least in a read transaction.
        new: numbers of the texts of the new articles.
    """
    fresh = set(new)
    if not fresh:
        return []
    rows = connection.execute(
        "SELECT a.text, a.title, a.outlet, a.url, coalesce(a.published, '') FROM article a"
        " JOIN text t ON t.id = a.text WHERE t.text IS NOT NULL ORDER BY a.text, a.rev"
    ).fetchall()
    here: dict[tuple[str, ...], tuple[int, str]] = {}
    for number, title, outlet, url, published in rows:
        if number not in fresh:
            for name in _names(title, outlet, url):
                here.setdefault(name, (number, published))
    found: dict[int, Twin] = {}
    for number, title, outlet, url, published in rows:
        if number in fresh and number not in found:
            for name in _names(title, outlet, url):
                if name in here:
                    old, appeared = here[name]
                    found[number] = Twin(number, old, title, published, appeared)
                    break
    return list(found.values())


def link(writer: Writer, pairs: Iterable[Twin], author: Annotator) -> None:
    """Link each two versions of an article in somebody's name, unless they are linked already.

    Which of them is the newer one is the same on every machine: by the days that the articles say
    they appeared on, and if that does not tell, by the hashes of their texts.
    """
    article_id = writer.coder.article_id
    for twin in pairs:
        (_, older, _), (_, newer, number) = sorted(
            (
                (twin.new_published, article_id(twin.new), twin.new),
                (twin.old_published, article_id(twin.old), twin.old),
            )
        )
        entity = fixed_entity("version", newer, older)
        known = writer.connection.execute(
            "SELECT 1 FROM revision WHERE entity=? LIMIT 1", (entity,)
        ).fetchone()
        if not known:
            writer.ensure_annotator(author)
            writer.create(VERSION, entity, item_content({"older": older}), article=number)


def count_annotations(connection: sqlite3.Connection, article: int) -> int:
    """Count what is tagged in an article, by the number of its text."""
    row = connection.execute("SELECT count(*) FROM annotation WHERE article=?", (article,))
    return int(row.fetchone()[0])


def _names(title: str, outlet: str | None, url: str | None) -> list[tuple[str, ...]]:
    """Give by what an article may be known besides its text."""
    names: list[tuple[str, ...]] = []
    if url and (address := url.partition("#")[0].rstrip("/")):
        names.append((address,))
    if outlet and title:
        names.append((outlet, title))
    return names


class Link(NamedTuple):
    """Two versions of an article, by their ids, and who linked them."""

    newer: str
    older: str
    by: str


def links(connection: sqlite3.Connection, coder: Coder) -> list[Link]:
    """List the links of versions of which both are here, in the order they came.

    Who links the same two a second time is not listed.
    """
    rows = connection.execute(
        "SELECT DISTINCT i.article, i.author, json_extract(i.body, '$.older'), i.rev FROM item i"
        " JOIN article a ON a.text = i.article JOIN text t ON t.id = a.text AND t.text IS NOT NULL"
        f" WHERE i.kind={VERSION} ORDER BY i.rev"
    ).fetchall()
    found: dict[tuple[str, str], Link] = {}
    for number, author, older, _ in rows:
        known = coder.text_number(bytes.fromhex(older)) if isinstance(older, str) else None
        here = (
            known is not None
            and connection.execute(
                "SELECT 1 FROM article a JOIN text t ON t.id = a.text"
                " WHERE a.text=? AND t.text IS NOT NULL",
                (known,),
            ).fetchone()
        )
        if here:
            newer = coder.article_id(number)
            found.setdefault((newer, older), Link(newer, older, coder.word(author)))
    return list(found.values())


def link_as_newer(writer: Writer, newer: int, older: str, author: Annotator) -> None:
    """Say in somebody's name that an article is a newer version of another one.

    Args:
        writer: of the operation.
        newer: the number of its text.
        older: the id of the other one.
        author: whose word it is.
    """
    writer.ensure_annotator(author)
    entity = fixed_entity("version", writer.coder.article_id(newer), older)
    writer.put(VERSION, entity, item_content({"older": older}), article=newer)


def same_story(connection: sqlite3.Connection) -> list[tuple[int, str, str, str, str]]:
    """List what tells versions of articles: number, title, outlet, address and day of each."""
    return connection.execute(
        "SELECT a.text, coalesce(a.title, ''), coalesce(a.outlet, ''), coalesce(a.url, ''),"
        " coalesce(a.published, '') FROM article a JOIN text t ON t.id = a.text"
        " WHERE t.text IS NOT NULL GROUP BY a.text ORDER BY a.text"
    ).fetchall()


def standing(connection: sqlite3.Connection, annotations: Iterable[bytes]) -> set[bytes]:
    """Tell which of some annotations stand: made, and not removed."""
    return {
        one
        for one in annotations
        if connection.execute(
            "SELECT 1 FROM revision r JOIN annotation a ON a.rev = r.n WHERE r.entity=?", (one,)
        ).fetchone()
    }
