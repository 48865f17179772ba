"""What an export could not hold: a list that may be longer than memory, and its counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from tempfile import TemporaryFile
from typing import IO, BinaryIO, overload

import orjson

from annotator.model.export import MOST_NAMED, Honesty, HonestyRow
from annotator.model.records import ArticleRecord, Loss, LossEffect, LossKind

_AT_ONCE = 1_000
"""Losses that are kept in memory."""
_MEASURE: dict[LossEffect, int] = {"beside": 0, "changed": 1, "left out": 2}


class Losses(Sequence[Loss]):
    """The losses of an export in the order in which they came; the many wait on the disk.

    Each is told with its words and reason; its kind is in the `Honesty`.
    """

    def __init__(self) -> None:
        self._recent: list[Loss] = []
        self._spool: IO[bytes] | None = None
        self._places: list[int] = []
        """Where each thousand begins in the spool."""
        self._spooled = 0

    def append(self, loss: Loss) -> None:
        """Add one."""
        self._recent.append(loss)
        if len(self._recent) == _AT_ONCE:
            self._put_by()

    def write(self, out: BinaryIO) -> None:
        """Write all as one JSON list, as ``--loss-report`` does."""
        mark = b"["
        for loss in self:
            out.write(mark + orjson.dumps(loss.as_json()))
            mark = b",\n"
        out.write(b"]\n" if len(self) else b"[]\n")

    def close(self) -> None:
        """Forget what is on the disk."""
        if self._spool is not None:
            self._spool.close()
            self._spool = None

    def __len__(self) -> int:
        return self._spooled + len(self._recent)

    def __iter__(self) -> Iterator[Loss]:
        for number in range(len(self._places)):
            yield from self._page(number)
        yield from self._recent

    @overload
    def __getitem__(self, index: int) -> Loss: ...
    @overload
    def __getitem__(self, index: slice) -> list[Loss]: ...
    def __getitem__(self, index: int | slice) -> Loss | list[Loss]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        number = range(len(self))[index]
        if number >= self._spooled:
            return self._recent[number - self._spooled]
        return self._page(number // _AT_ONCE)[number % _AT_ONCE]

    def _put_by(self) -> None:
        if self._spool is None:
            self._spool = TemporaryFile()  # noqa: SIM115 - closed by close
        self._spool.seek(0, 2)
        self._places.append(self._spool.tell())
        self._spool.write(orjson.dumps([list(loss[:4]) for loss in self._recent]) + b"\n")
        self._spooled += len(self._recent)
        self._recent.clear()

    def _page(self, number: int) -> list[Loss]:
        assert self._spool is not None
        self._spool.seek(self._places[number])
        return [Loss(*one) for one in orjson.loads(self._spool.readline())]


class Tally:
    """Counts what a format cannot hold, while it is written.

    Of an annotation the heaviest loss counts: left out before changed before beside.
    """

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str, str, str], int] = {}
        self._named: dict[tuple[str, str, str, str], list[str]] = {}
        self._effects: dict[str, LossEffect] = {}
        """Of the annotations of the article that is written now."""
        self._article = ""
        self._articles = self._spans = 0
        self._spoiled = {"changed": 0, "left out": 0}

    def see(self, article: ArticleRecord) -> None:
        """Note an article on its way to the format."""
        self._articles += 1
        self._spans += len(article["annotations"])

    def note(self, loss: Loss) -> None:
        """Note a loss."""
        kind = loss.kind or LossKind(loss.reason, _PLAIN.get(loss.reason, ""), "left out", "beside")
        row = (kind.reason, kind.what, kind.instead, kind.effect)
        self._counts[row] = self._counts.get(row, 0) + 1
        if loss.annotation is None:
            return
        named = self._named.setdefault(row, [])
        if len(named) < MOST_NAMED:
            named.append(loss.annotation)
        if loss.article != self._article:
            self._settle()
            self._article = loss.article
        known = self._effects.get(loss.annotation, "beside")
        if _MEASURE[kind.effect] > _MEASURE[known]:
            self._effects[loss.annotation] = kind.effect

    def honesty(self) -> Honesty:
        """Give the counts, what weighs most first."""
        self._settle()
        rows = [
            HonestyRow(*row, count, tuple(self._named.get(row, ())))  # type: ignore[arg-type]
            for row, count in self._counts.items()
        ]
        rows.sort(key=lambda one: (-_MEASURE[one.effect], -one.number, one.what))
        changed, left_out = self._spoiled["changed"], self._spoiled["left out"]
        return Honesty(
            articles=self._articles,
            written=self._spans - changed - left_out,
            changed=changed,
            left_out=left_out,
            beside=sum(one.number for one in rows if one.effect == "beside"),
            rows=tuple(rows),
        )

    def _settle(self) -> None:
        for effect in self._effects.values():
            if effect != "beside":
                self._spoiled[effect] += 1
        self._effects.clear()


_PLAIN = {
    "discontinuous": "Fragments of one span",
    "overlapping": "Spans that overlap",
    "identical": "Spans that are there twice",
    "not-token-aligned": "Edges inside a word",
    "label-charset": "Names of labels",
    "relation": "Links between annotations",
    "attribute": "Values of annotations",
    "note": "Notes on annotations",
    "empty": "Articles without annotations",
    "other": "Other things",
}
"""What is said of a loss that names no kind."""
