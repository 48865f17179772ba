"""Counting articles up for the coefficients: pairs of spans, what is where, values."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from annotator.agreement.covering import Cover, Line, Stretches, cover, in_words, on_line
from annotator.agreement.sample import Sample, Terms
from annotator.agreement.sums import Table, stacked, table_of
from annotator.agreement.units import units
from annotator.agreement.value_sums import ValueSums, fields_of
from annotator.model.scheme import Scheme
from annotator.model.unit import Difference
from annotator.text.words import words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from annotator.agreement.covering import Ints
    from annotator.agreement.ratios import Floats

_AT_ONCE = 20_000
"""Annotations after which a part of the articles is counted up."""

LEFT, RIGHT, PAIRED, EDGES, LABEL, BOTH = range(6)
"""What is counted of pairs of spans, see `annotator.agreement.spans_f1.PairCounts`."""


class Tally:
    """Takes articles in and gives the table of what they add to every coefficient."""

    def __init__(self, terms: Terms, scheme: Scheme) -> None:
        self._terms = terms
        self._scheme = scheme
        self.fields = fields_of(scheme, terms.labels)
        self.values = ValueSums(self.fields, len(terms.groups))
        self._person = {name: number for number, name in enumerate(terms.people)}
        self._label = {key: number for number, key in enumerate(terms.labels)}
        self._pair = {
            (terms.people[i], terms.people[j]): number for number, (i, j) in enumerate(terms.pairs)
        }
        self._samples: list[Sample] = []
        self._found: list[list[Difference]] = []
        self._waiting = 0
        self._tables: list[Table] = []
        self.wordless = 0
        """Annotations in which there is no word."""

    def add(self, sample: Sample, differences: list[Difference]) -> None:
        """Take an article with the differences between every two who took part."""
        number = len(self._samples)
        self._samples.append(sample)
        self._found.append(differences)
        if self.fields:
            self._add_values(number, sample, differences)
        self._waiting += 1 + sum(map(len, sample.marked.values()))
        if self._waiting >= _AT_ONCE:
            self._count_up()

    def _add_values(self, number: int, sample: Sample, differences: list[Difference]) -> None:
        by_pair: dict[tuple[str, str], list[Difference]] = defaultdict(list)
        for one in differences:
            by_pair[one.annotators].append(one)
        for names, found in by_pair.items():
            self.values.add_pairs(number, self._pair[names], found)
        together = [one for marked in sample.marked.values() for one in marked]
        if len(self._person) > 2 and any(one.attributes for one in together):
            found_units = units(together, tuple(sample.marked), self._scheme)
            self.values.add_units(number, len(self._pair), found_units)

    def table(self) -> Table:
        """Give what all articles add up; there must be one at least."""
        if self._samples:
            self._count_up()
        return stacked(self._tables)

    def _count_up(self) -> None:
        """Make a table of the articles that wait, all at once: numpy is quick with many."""
        import numpy as np  # noqa: PLC0415 - slow to load

        terms, samples = self._terms, self._samples
        took_part = np.array([[name in one.marked for name in terms.people] for one in samples])
        texts = on_line([len(one.text) for one in samples])
        people, articles = self._stretches(texts)
        found = [
            # At once into an array: a quarter of a million tuples keep the collector busy.
            np.fromiter(chain.from_iterable(words(one.text)), np.int64).reshape(-1, 2)
            for one in samples
        ]
        counts = [len(one) for one in found]
        ends = np.concatenate(found) + np.repeat(texts.starts, counts)[:, None]
        places = Line(ends[:, 0], ends[:, 1])
        in_text = [in_words(one, places, of) for one, of in zip(people, articles, strict=True)]
        self.wordless += sum(len(one.starts) for one in people) - sum(
            len(one.starts) for one in in_text
        )
        blocks: dict[str, Floats] = {"pairs": self._pairs(), "articles": self._groups(took_part)}
        blocks["units"] = self._units(people, articles, took_part)
        blocks |= self.values.blocks(len(samples))
        for name, line, marked in (
            ("words", on_line(counts), in_text),
            ("text", texts, people),
        ):
            for by_label in (False, True):
                covered = cover(
                    line, marked, took_part, terms.pairs, len(terms.labels), by_label=by_label
                )
                _put(blocks, f"{name} by label" if by_label else name, covered, took_part)
        self._tables.append(table_of(blocks))
        self._samples, self._found, self._waiting = [], [], 0

    def _stretches(self, texts: Line) -> tuple[list[Stretches], list[Ints]]:
        """Lay everybody's annotations on the line; give them and the numbers of their articles."""
        import numpy as np  # noqa: PLC0415 - slow to load

        laid: list[list[int]] = [[] for _ in self._person]
        label = self._label
        starts = texts.starts.tolist()
        for number, sample in enumerate(self._samples):
            shift = starts[number]
            for name, marked in sample.marked.items():
                rows = laid[self._person[name]]
                for one in marked:
                    place = label.get(one.label)
                    if place is None:
                        continue
                    if len(one.fragments) == 1:
                        start, end = one.start, one.end
                        rows += (start + shift, end + shift, place, end - start, number)
                        continue
                    size = sum(last - first for first, last in one.fragments)
                    for first, last in one.fragments:
                        rows += (first + shift, last + shift, place, size, number)
        tables = [np.array(rows, np.int64).reshape(-1, 5) for rows in laid]
        return [Stretches(*table[:, :4].T) for table in tables], [table[:, 4] for table in tables]

    def _units(
        self, people: list[Stretches], articles: list[Ints], took_part: NDArray[np.bool_]
    ) -> Floats:
        """Count stretches by article, group and label, the last one being all."""
        import numpy as np  # noqa: PLC0415 - slow to load

        shape = (len(self._samples), len(self._label))
        own = []
        for one, of in zip(people, articles, strict=True):
            counts = np.bincount(of * shape[1] + one.labels, minlength=shape[0] * shape[1])
            by_label = counts.reshape(shape).astype(float)
            own.append(np.append(by_label, by_label.sum(axis=1, keepdims=True), axis=1))
        both = [(took_part[:, i] & took_part[:, j])[:, None] for i, j in self._terms.pairs]
        groups = [
            here * (own[i] + own[j]) for here, (i, j) in zip(both, self._terms.pairs, strict=True)
        ]
        if len(own) > 2:
            groups.append(sum(own[1:], own[0]))
        return np.stack(groups, axis=1)

    def _groups(self, took_part: NDArray[np.bool_]) -> Floats:
        """Tell which articles enter for which group."""
        import numpy as np  # noqa: PLC0415 - slow to load

        twos = [took_part[:, i] & took_part[:, j] for i, j in self._terms.pairs]
        everybody = [] if len(self._person) == 2 else [took_part.sum(axis=1) > 1]
        result: Floats = np.stack([*twos, *everybody], axis=1).astype(float)
        return result

    def _pairs(self) -> Floats:
        """Count pairs of spans by article, group, count and label, the last one being all."""
        import numpy as np  # noqa: PLC0415 - slow to load

        label, every = self._label, len(self._label)
        shape = (len(self._samples), len(self._pair), every + 1)
        cells = shape[0] * shape[1] * shape[2]
        rows: list[int] = []
        for number, found in enumerate(self._found):
            for _, _, mine, theirs, annotators, _ in found:
                rows += (
                    number * shape[1] + self._pair[annotators],
                    -1 if mine is None else label.get(mine.label, -1),
                    -1 if theirs is None else label.get(theirs.label, -1),
                    bool(mine and theirs and mine.fragments == theirs.fragments),
                )
        cell, left, right, edges = np.array(rows, np.int64).reshape(-1, 4).T

        def count(place: Ints, of: NDArray[np.bool_]) -> Floats:
            times = np.bincount(cell[of] * (every + 1) + place[of], minlength=cells)
            return times.reshape(shape).astype(float)

        paired, same = (left >= 0) & (right >= 0), left == right
        all_labels = np.full_like(left, every)
        counts = np.empty((*shape[:2], 6, every + 1))
        for what, place, of in (
            (LEFT, left, left >= 0),
            (RIGHT, right, right >= 0),
            (PAIRED, all_labels, paired),
            (EDGES, all_labels, paired & (edges > 0)),
            (LABEL, left, paired & same),
            (BOTH, left, paired & same & (edges > 0)),
        ):
            counts[:, :, what] = count(place, of)
            if place is not all_labels:
                counts[:, :, what, every] = counts[:, :, what].sum(axis=-1)
        # Seen from one label, its pairs are those in which both have it.
        counts[:, :, PAIRED, :every] = counts[:, :, LABEL, :every]
        counts[:, :, EDGES, :every] = counts[:, :, BOTH, :every]
        if len(self._person) == 2:
            return counts
        return np.concatenate([counts, counts.sum(axis=1, keepdims=True)], axis=1)


def _put(
    blocks: dict[str, Floats], name: str, covered: Cover, took_part: NDArray[np.bool_]
) -> None:
    blocks[f"{name}: match"], blocks[f"{name}: whole"] = covered.match, covered.whole
    if name.startswith("text"):
        blocks[f"{name}: selves"] = covered.selves
        return
    blocks[f"{name}: left"] = covered.left
    # For Fleiss a word counts once, however many read it.
    people = took_part.sum(axis=1)[:, None]
    blocks[f"{name}: same"] = covered.match[:, -1] / people
    blocks[f"{name}: shares"] = covered.whole[:, -1] / people
