"""DocBin, spaCy's own files of documents: what ``spacy train`` reads, in files of some hundred.

Our record lies in each document's user data, as ``doc._.annotator``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from annotator.formats.base import Format, ReadRequest, WriteRequest
from annotator.formats.common.leftovers import Leftovers
from annotator.formats.common.records_within.back import taken_whole
from annotator.formats.spacy.doc_json import EDGES
from annotator.formats.spacy.document import CANNOT_HOLD, GROUP, KEPT, Marked, document
from annotator.formats.spacy.taking_back import record_of
from annotator.formats.spacy.unpacking import LARGEST_FILE, Unpacked, unpacked
from annotator.model.incoming import Incoming, Skipped
from annotator.model.records import ArticleRecord, Loss
from annotator.problems import UnreadableInputError

if TYPE_CHECKING:
    from spacy.tokens import Doc, DocBin, Span
    from spacy.vocab import Vocab

_FOLDERS = {"": "docs", "train": "train", "dev": "dev", "test": "test"}
_DOCUMENTS = 500
_CHARACTERS = 4_000_000
"""How many documents, and how many code points of text, make a file."""
_ATTRIBUTES = ("ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID")
_KEY: Any = ("._.", KEPT, None, None)
"""Under which spaCy has ``doc._.annotator`` in a document's user data."""


def _write(request: WriteRequest) -> Iterator[Loss]:
    shards: dict[str, _Shard] = {}
    edges = request.options["edges"]
    for article in request.articles:
        folder = _FOLDERS[request.split_of(article["id"])]
        shard = shards.setdefault(folder, _Shard(request, folder))
        yield from shard.add(article, edges)
    for shard in shards.values():
        shard.write()
    with request.out.part("README.md") as out:
        out.write(_readme(sorted(shards)).encode())


class _Shard:
    """The documents of a folder that wait for their file."""

    def __init__(self, request: WriteRequest, folder: str) -> None:
        self._request = request
        self._folder = folder
        self._files = 0
        self._begin()

    def add(self, article: ArticleRecord, edges: str) -> Sequence[Loss]:
        """Add an article, and write the file if it is large enough; give what was lost."""
        from spacy.tokens import Doc  # noqa: PLC0415 - an optional library

        text = article["text"]
        made = document(article, "widen" if edges == "widen" else "cut")
        words = [text[start:end] for start, end in made.tokens]
        doc = Doc(self._vocab, words=words, spaces=made.blanks)
        begins = {start: number for number, (start, _) in enumerate(made.tokens)}
        ends = {end: number + 1 for number, (_, end) in enumerate(made.tokens)}
        spans = {one: _span(doc, one, begins, ends) for one in made.spans}
        doc.spans[GROUP] = [spans[one] for one in made.spans]
        doc.set_ents([spans[one] for one in made.entities])
        doc.user_data[_KEY] = made.kept
        self._bin.add(doc)
        self._documents += 1
        self._characters += len(text)
        if self._documents >= _DOCUMENTS or self._characters >= _CHARACTERS:
            self.write()
        return made.losses

    def write(self) -> None:
        """Write what waits to a file of its own."""
        if not self._documents:
            return
        with self._request.out.part(f"{self._folder}/{self._files:05}.spacy") as out:
            out.write(self._bin.to_bytes())
        self._files += 1
        self._begin()

    def _begin(self) -> None:
        from spacy.tokens import DocBin  # noqa: PLC0415 - an optional library
        from spacy.vocab import Vocab  # noqa: PLC0415 - an optional library

        # A vocabulary keeps every word it has met: one for each file.
        self._vocab: Vocab = Vocab()
        self._bin: DocBin = DocBin(attrs=_ATTRIBUTES, store_user_data=True)
        self._documents = self._characters = 0


def _span(doc: Doc, one: Marked, begins: dict[int, int], ends: dict[int, int]) -> Span:
    from spacy.tokens import Span  # noqa: PLC0415 - an optional library

    return Span(
        doc,
        begins[one.start],
        ends[one.end],
        label=one.label,
        kb_id=one.concept,
        span_id=one.annotation,
    )


def _readme(folders: Sequence[str]) -> str:
    """Say how the files are read; without articles there are none."""
    first = folders[0] if folders else "docs"
    return f"""# Documents for spaCy

Each `.spacy` file is a DocBin of up to {_DOCUMENTS} documents, one an article. The folders here
are what `spacy train` takes as `--paths.train` and `--paths.dev`.

```python
import spacy
from spacy.tokens import Doc, DocBin

Doc.set_extension("annotator", default=None)
nlp = spacy.blank("xx")
for doc in DocBin(store_user_data=True).from_disk("{first}/00000.spacy").get_docs(nlp.vocab):
    print(doc.spans["{GROUP}"], doc.ents, doc._.annotator["title"])
```

`doc.spans["{GROUP}"]` has every span; `span.id_` is the annotation's id, the same in all fragments
of one. `doc.ents` cannot overlap: it has the longest of overlapping spans. `doc._.annotator` has
what spaCy has no place for: who made an annotation and when, values, notes, links, verdicts.
"""


def _read(request: ReadRequest) -> Iterator[Incoming]:
    with request.open() as file:
        data = file.read(LARGEST_FILE + 1)
    leftovers = Leftovers()
    number = 0
    for number, doc in enumerate(unpacked(data, request.name), 1):
        yield from _article(request, doc, f"{request.name}, document {number}", leftovers)
    if not number:
        raise UnreadableInputError(f"{request.name} holds no document.")
    leftovers.tell(request)


def _article(
    request: ReadRequest, doc: Unpacked, where: str, leftovers: Leftovers
) -> Iterator[Incoming]:
    if not doc.text.strip():
        request.skipped.append(Skipped(where, "an article: its text is empty"))
        return
    if doc.categories:
        leftovers.add("categories of whole texts")
    if doc.grammar:
        leftovers.add("grammar of tokens")
    if others := len(doc.user_data) - (_KEY in doc.user_data):
        leftovers.add("user data of other programs", others)
    if doc.lost:
        spans = "1 span" if doc.lost == 1 else f"{doc.lost:,} spans"
        request.skipped.append(Skipped(where, f"{spans} outside the text"))
    kept = _plain(doc.user_data.get(_KEY))
    record = record_of(doc.text, doc.spans, doc.entities, kept, where, request.skipped)
    yield from taken_whole(
        request, record, where, extractor="spacy", media="application/octet-stream"
    )


def _plain(value: Any) -> Any:
    """Give user data as JSON has it: spaCy reads lists as tuples."""
    match value:
        case tuple() | list():
            return [_plain(one) for one in value]
        case dict():
            return {key: _plain(one) for key, one in value.items()}
    return value


FORMAT = Format(
    name="spacy",
    title="spaCy DocBin",
    extensions=("spacy",),
    read=_read,
    write=_write,
    cannot_hold=CANNOT_HOLD,
    options={"edges": EDGES},
    layout="folder",
    splits_itself=True,
    needs="spacy",
    extra="spacy",
)
