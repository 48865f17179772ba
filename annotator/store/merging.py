"""Taking over what somebody sent: a union of two sets of revisions, in one operation.

What the revisions say is settled by `heads`, a pure function of the set: so the order in which
bundles come, and how often, does not matter. What came may be anything: every line is read back,
every digest and every quote compared, and one that is wrong refuses the whole merge.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple, Protocol

import orjson

from annotator.store import bulk, projection
from annotator.store.heads import RULED, owner_of, standings
from annotator.store.line_reading import LineError, LineReader
from annotator.store.merging_texts import ComingTexts
from annotator.store.rows import ANNOTATION, KINDS, Revision
from annotator.store.writer import Writer

_CHUNK = 10_000
"""Entities whose histories are held in memory at a time."""
_ROWS = 1_000
"""Rows that are handed over at a time."""
_OFTEN = 1_000
"""Revisions between two words on how far the merge is."""
_place_of = attrgetter("entity", "digest")

Key = tuple[int | str, str, str]
"""A kind (its number, or its name if it is unknown), the owner's name, and the author's."""


class Parcel(Protocol):
    """What comes: from a bundle, or from somebody's project file."""

    def lines(self) -> Iterator[tuple[bytes, bytes]]:
        """Walk revisions: the sha256 of a canonical line, and the line. Walked once."""

    def texts(self) -> Iterator[tuple[str, str]]:
        """Walk texts with their ids (hex sha256). Walked once, after the lines."""


class Brought(NamedTuple):
    """What a merge brings.

    Attributes:
        new: revisions that were not here, but for those ignored and pending.
        known: revisions that were here.
        pending: new ones that wait for a parent.
        new_by_kind: the new ones by the name of their kind.
        new_by_label: annotations that stand now and did not before, by label.
        ignored: new ones that have no effect, because they are not their author's to make.
        conflicts: entities that the new ones touch and that have several heads now.
        articles: numbers of the texts that the parcels speak of.
        new_articles: those of them that can be read now and could not before.
        annotations: annotations that stand now and did not before.
    """

    new: int
    known: int
    pending: int
    new_by_kind: dict[str, int]
    new_by_label: dict[str, int]
    ignored: dict[Key, int]
    conflicts: list[bytes]
    articles: list[int]
    new_articles: list[int]
    annotations: int


@dataclass(slots=True)
class _Count:
    """Counts while rows are taken over."""

    known: int = 0
    kinds: Counter[int] = field(default_factory=Counter)
    labels: Counter[int] = field(default_factory=Counter)
    ignored: Counter[tuple[int, int, int]] = field(default_factory=Counter)
    pending: int = 0
    conflicts: list[bytes] = field(default_factory=list)


def merge(
    writer: Writer, parcels: Sequence[Parcel], progress: Callable[[int], None] = lambda _: None
) -> Brought:
    """Take parcels over with a writer; ``progress`` hears how many revisions were read.

    What it raises ends the merge.

    Raises:
        LineError: something in them may not be taken over.
    """
    coder = writer.coder
    coder.learn_all()
    texts = ComingTexts(writer)
    reader = LineReader(coder, texts.number)
    lines = itertools.chain.from_iterable(parcel.lines() for parcel in parcels)
    rows = list(_read(reader, lines, progress))
    texts.settle(rows)
    articles = texts.all()
    before = _readable(writer, articles)
    for parcel in parcels:
        texts.take(parcel.texts())
    rows = _sorted(rows, texts)
    texts.expect_quotes(rows)
    count = _unite(writer, rows)
    writer.touched.update(texts.touched())
    return _brought(writer, count, articles, before)


def unite(writer: Writer, lines: Iterable[bytes]) -> None:
    """Take over again what was here before: the lines of a merge that was taken back."""
    coder = writer.coder
    coder.learn_all()
    reader = LineReader(coder, coder.name_text)
    rows = [reader.read(0, line) for line in lines]
    rows.sort(key=_place_of)
    _unite(writer, rows)


def _read(
    reader: LineReader, lines: Iterable[tuple[bytes, bytes]], progress: Callable[[int], None]
) -> Iterator[Revision]:
    for number, (digest, line) in enumerate(lines, 1):
        row = reader.read(0, line)
        if row.digest != digest:
            raise LineError("a revision is not what its digest says")
        yield row
        if number % _OFTEN == 0:
            progress(number)


def _sorted(rows: list[Revision], texts: ComingTexts) -> list[Revision]:
    """Put rows in the order of their entities, each once, with the numbers of their texts."""
    if texts.final:
        final = texts.final
        rows = [
            row._replace(article=final[row.article]) if row.article in final else row
            for row in rows
        ]
    rows.sort(key=_place_of)
    return [row for n, row in enumerate(rows) if not n or row.digest != rows[n - 1].digest]


def _unite(writer: Writer, rows: list[Revision]) -> _Count:
    """Add those of the rows that are not here, and project what they touch.

    Args:
        writer: of the operation.
        rows: sorted by entity, each once.
    """
    writer.flush()
    count = _Count()
    past, known = _known(writer, rows)
    count.known = len(known)
    lone: list[Revision] = []
    rest: list[Revision] = []
    for entity, group in itertools.groupby(rows, key=attrgetter("entity")):
        new = [row for row in group if row.digest not in known]
        if len(new) == 1 and entity not in past and _is_alone(new[0]):
            lone += new
        else:
            rest += new
    first = writer.next
    _insert(writer, lone)
    count.kinds.update(row.kind for row in lone)
    count.labels.update(row.label for row in lone if row.label is not None)
    projection.fill(writer.connection, count.kinds, first, writer.next - 1)
    _weave(writer, rest, count)
    return count


def _is_alone(row: Revision) -> bool:
    return row.parents is None and row.seq == 1 and row.kind not in RULED


def _known(writer: Writer, rows: list[Revision]) -> tuple[set[bytes], set[bytes]]:
    """Find the entities among those of the rows that are here, and the digests that are here."""
    run = writer.connection
    run.execute("CREATE TEMP TABLE IF NOT EXISTS coming(entity BLOB PRIMARY KEY) WITHOUT ROWID")
    run.execute("DELETE FROM coming")
    run.executemany(
        "INSERT INTO coming VALUES(?)",
        ((entity,) for entity, _ in itertools.groupby(row.entity for row in rows)),
    )
    found = run.execute(
        "SELECT r.entity, r.digest FROM coming c CROSS JOIN revision r ON r.entity = c.entity"
    ).fetchall()
    run.execute("DELETE FROM coming")
    past = {entity for entity, _ in found}
    known = {digest for _, digest in found}
    return past, known.intersection(row.digest for row in rows) if known else known


def _insert(writer: Writer, rows: list[Revision]) -> None:
    """Add rows, numbered from the writer's next on."""
    for start in range(0, len(rows), _ROWS):
        part = rows[start : start + _ROWS]
        numbered = [(n, *row[1:]) for n, row in enumerate(part, writer.next)]
        bulk.insert_rows(writer.connection, "revision", numbered)
        writer.next += len(part)
    writer.touched.update((row.kind, row.article) for row in rows)
    writer.pass_over()


def _weave(writer: Writer, rows: list[Revision], count: _Count) -> None:
    """Add rows whose entities have more than one revision, and work these out anew."""
    first = writer.next
    _insert(writer, rows)
    entities = list(dict.fromkeys(row.entity for row in rows))
    for start in range(0, len(entities), _CHUNK):
        chains = projection.chains(writer.connection, entities[start : start + _CHUNK])
        stood = _live(writer, chains)
        values = projection.renew(writer.connection, chains, writer.ruling)
        for row in values:
            if row.label is not None and row.entity not in stood:
                count.labels[row.label] += 1
        for chain in chains.values():
            why = standings(chain, writer.ruling)
            owner = owner_of(chain, writer.ruling) or 0
            for row in chain:
                if row.n < first:
                    continue
                standing = why.get(row.digest)
                if standing is None:
                    count.kinds[row.kind] += 1
                elif standing == "pending":
                    count.pending += 1
                else:
                    count.ignored[row.kind, owner, row.author] += 1
    in_conflict = writer.connection.execute("SELECT DISTINCT entity FROM conflict").fetchall()
    touched = set(entities)
    count.conflicts = [entity for (entity,) in in_conflict if entity in touched]


def _live(writer: Writer, chains: dict[bytes, list[Revision]]) -> set[bytes]:
    """Find the entities that stand as annotations in the projection as it is."""
    numbers = orjson.dumps(
        [row.n for chain in chains.values() for row in chain if row.kind == ANNOTATION]
    ).decode()
    return {
        entity
        for (entity,) in writer.connection.execute(
            "SELECT a.entity FROM json_each(?) j CROSS JOIN annotation a ON a.rev = j.value",
            (numbers,),
        )
    }


def _readable(writer: Writer, articles: Sequence[int]) -> set[int]:
    """Find those of some articles that can be read: they have metadata and a text."""
    return {
        number
        for (number,) in writer.connection.execute(
            "SELECT DISTINCT a.text FROM json_each(?) j CROSS JOIN article a ON a.text = j.value"
            " JOIN text t ON t.id = a.text WHERE t.text IS NOT NULL",
            (orjson.dumps(articles).decode(),),
        )
    }


def _brought(writer: Writer, count: _Count, articles: list[int], before: set[int]) -> Brought:
    coder = writer.coder
    after = _readable(writer, articles)
    return Brought(
        new=count.kinds.total(),
        known=count.known,
        pending=count.pending,
        new_by_kind={
            KINDS.get(kind) or coder.word(kind): n for kind, n in sorted(count.kinds.items())
        },
        new_by_label={coder.word(label): n for label, n in sorted(count.labels.items())},
        ignored={
            (
                kind if kind in KINDS else coder.word(kind),
                coder.word(owner) if owner else "",
                coder.word(author),
            ): n
            for (kind, owner, author), n in sorted(count.ignored.items())
        },
        conflicts=count.conflicts,
        articles=articles,
        new_articles=[number for number in articles if number in after - before],
        annotations=count.labels.total(),
    )
