"""What exports and imports must cost at least: the rows, and the library of the format alone.

Floors do the same kind of work and no checks: no losses, no ids, no attributes, no fragments.
"""

from __future__ import annotations

import csv
import re
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import orjson


class Span(NamedTuple):
    """All that a row of the projection holds."""

    start: int
    end: int
    label: str
    quote: str
    id: str
    annotator: str
    origin: str
    created: int
    modified: int


class Row(NamedTuple):
    """An article with its spans, as two joined queries give it."""

    number: int
    text: str
    spans: list[Span]


def rows(db: sqlite3.Connection) -> Iterator[Row]:
    """Read a project's articles with their spans, in step."""
    words = dict(db.execute("SELECT id, text FROM word"))
    spans = db.execute(
        'SELECT article, start, "end", label, quote, hex(entity), author, origin, created, modified'
        " FROM annotation ORDER BY article, start"
    )
    ahead = next(spans, None)
    for number, text in db.execute("SELECT id, text FROM text ORDER BY id"):
        here: list[Span] = []
        while ahead is not None and ahead[0] == number:
            _, start, end, label, quote, entity, author, origin, created, modified = ahead
            here.append(
                Span(
                    start, end, words[label], quote, entity, words[author], words[origin],
                    created, modified,
                )
            )  # fmt: skip
            ahead = next(spans, None)
        yield Row(number, text if isinstance(text, str) else zlib.decompress(text).decode(), here)


def write_csv(found: Iterable[Row], out: Path) -> None:
    """Write a row a span."""
    with out.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        for row in found:
            table.writerows((row.number, *span) for span in row.spans)


def write_parquet(found: Iterable[Row], out: Path) -> None:
    """Write articles with nested spans, five hundred a group."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    texts = {name: pa.string() for name in Span._fields}
    numbers = dict.fromkeys(("start", "end", "created", "modified"), pa.int64())
    span = pa.struct(list((texts | numbers).items()))
    schema = pa.schema([("text", pa.large_string()), ("spans", pa.list_(span))])
    with pq.ParquetWriter(out, schema, compression="zstd") as file:
        group: list[dict[str, Any]] = []
        for row in found:
            group.append({"text": row.text, "spans": [one._asdict() for one in row.spans]})
            if len(group) == 500:
                file.write_table(pa.Table.from_pylist(group, schema))
                group = []
        if group:
            file.write_table(pa.Table.from_pylist(group, schema))


def write_conll(found: Iterable[Row], out: Path) -> None:
    """Join tokens by a plain pattern, each with a tag."""
    tokens = re.compile(r"\w+|[^\w\s]")
    with out.open("w", encoding="utf-8") as file:
        for row in found:
            inside: dict[int, str] = {}
            for one in row.spans:
                inside[one.start] = f"B-{one.label}"
            lines = [
                f"{token[0]}\t{inside.get(token.start(), 'O')}"
                for token in tokens.finditer(row.text)
            ]
            file.write("\n".join(lines) + "\n\n")


def write_xlsx(found: Iterable[Row], out: Path) -> None:
    """Write a row a span, and the texts to a sheet of their own."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - heavy

    with Workbook(out, {"constant_memory": True}) as book:
        texts, sheet = book.add_worksheet(), book.add_worksheet()
        number = 0
        for at, row in enumerate(found):
            texts.write_string(at, 0, row.text)
            for one in row.spans:
                for column, value in enumerate(one):
                    if isinstance(value, str):
                        sheet.write_string(number, column, value)
                    else:
                        sheet.write_number(number, column, value)
                number += 1


def write_brat(found: Iterable[Row], out: Path) -> None:
    """Write two files an article."""
    out.mkdir()
    for row in found:
        (out / f"{row.number}.txt").write_bytes(row.text.encode())
        lines = [
            f"T{n}\t{s.label} {s.start} {s.end}\t{s.quote}\n#{n}\tAnnotatorNotes T{n}\t{s.id}\n"
            for n, s in enumerate(row.spans, 1)
        ]
        (out / f"{row.number}.ann").write_bytes("".join(lines).encode())


def write_label_studio(found: Iterable[Row], out: Path) -> None:
    """Write a task an article."""
    with out.open("wb") as file:
        for row in found:
            results = [
                {
                    "id": str(number),
                    "from_name": "label",
                    "to_name": "text",
                    "type": "labels",
                    "value": {
                        "start": s.start,
                        "end": s.end,
                        "text": s.quote,
                        "labels": [s.label],
                    },
                    "meta": s._asdict(),
                }
                for number, s in enumerate(row.spans)
            ]
            task = {"data": {"text": row.text}, "annotations": [{"result": results}]}
            file.write(orjson.dumps(task) + b",\n")


def write_cas_json(found: Iterable[Row], out: Path) -> None:
    """Make a CAS an article and have cassis write it."""
    from cassis import Cas, TypeSystem  # noqa: PLC0415 - heavy

    out.mkdir()
    types = TypeSystem()
    kind = types.create_type(name="custom.Span", supertypeName="uima.tcas.Annotation")
    for name in ("label", "id", "annotator"):
        types.create_feature(kind, name=name, rangeType="uima.cas.String")
    for row in found:
        cas = Cas(types)
        cas.sofa_string = row.text
        cas.sofa_mime = "text/plain"
        cas.add_all(
            [
                kind(begin=s.start, end=s.end, label=s.label, id=s.id, annotator=s.annotator)
                for s in row.spans
            ]
        )
        cas.to_json(out / f"{row.number}.json")


# Reading: the library's reader alone, and what it gave into two plain tables


def store(path: Path, articles: Iterable[tuple[str, Iterable[tuple[Any, ...]]]]) -> None:
    """Put texts and spans into two tables, in one transaction."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.execute("CREATE TABLE article(text TEXT)")
        db.execute("CREATE TABLE span(article, start, last, label, quote)")
        db.execute("BEGIN IMMEDIATE")
        for number, (text, spans) in enumerate(articles):
            db.execute("INSERT INTO article VALUES(?)", (text,))
            db.executemany(
                "INSERT INTO span VALUES(?,?,?,?,?)", ((number, *span) for span in spans)
            )
        db.execute("COMMIT")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def read_parquet(path: Path) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Read our Parquet by batches."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    for file in sorted(path.rglob("*.parquet")):
        with pq.ParquetFile(file) as table:
            for batch in table.iter_batches(500, columns=["text", "annotations"]):
                for article in batch.to_pylist():
                    spans = article["annotations"]
                    yield (
                        article["text"],
                        [(s["start"], s["end"], s["label"], s["quote"]) for s in spans],
                    )


def read_brat(path: Path) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Read pairs of files, lines split at tabs."""
    for ann in sorted(path.rglob("*.ann")):
        text = ann.with_suffix(".txt").read_bytes().decode()
        spans: list[tuple[Any, ...]] = []
        for line in ann.read_bytes().decode().split("\n"):
            if line.startswith("T"):
                _, place, quote = line.split("\t", 2)
                label, start, end = place.split(" ")[:3]
                spans.append((int(start), int(end.split(";")[0]), label, quote))
        yield text, spans


def read_label_studio(path: Path) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Read tasks with ijson."""
    import ijson  # noqa: PLC0415 - only here

    with path.open("rb") as file:
        for task in ijson.items(file, "item", use_float=True):
            spans = [
                (v["start"], v["end"], (v.get("labels") or [""])[0], v.get("text"))
                for made in task["annotations"]
                for result in made["result"]
                if (v := result.get("value"))
            ]
            yield task["data"]["text"], spans


def read_cas_json(path: Path) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Read each document with cassis."""
    from cassis import load_cas_from_json  # noqa: PLC0415 - heavy

    for file in sorted(path.rglob("*.json")):
        if file.name == "manifest.json":
            continue
        with file.open("rb") as data:
            cas = load_cas_from_json(data)
        yield cas.sofa_string, [(s.begin, s.end, s.label, None) for s in cas.select("custom.Span")]


def read_xlsx(path: Path) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Read all sheets with calamine."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - heavy

    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        for row in book.get_sheet_by_name(name).iter_rows():
            yield str(row[0]), [(0, 0, "", str(cell)) for cell in row[1:6]]


def read_csv(path: Path) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Read a table with csv."""
    csv.field_size_limit(1 << 30)
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield row.get("text") or "", [(row["start"], row["end"], row["label"], row["quote"])]


def read_conll(path: Path) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Read lines split at tabs, an article a document."""
    words: list[str] = []
    spans: list[tuple[Any, ...]] = []
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.startswith("-DOCSTART-"):
                if words:
                    yield " ".join(words), spans
                words, spans = [], []
            elif line != "\n":
                word, *tags = line.rstrip("\n").split("\t")
                if any(tag.startswith("B-") for tag in tags):
                    spans.append((len(words), len(words) + 1, tags[0][2:], word))
                words.append(word)
    if words:
        yield " ".join(words), spans


Writer = Callable[[Iterable[Row], Path], None]
Reader = Callable[[Path], Iterator[tuple[str, Iterable[tuple[Any, ...]]]]]
