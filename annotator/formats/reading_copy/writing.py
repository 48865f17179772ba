"""Write the page: what it is of, labels and people to choose from, contents, articles."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from tempfile import SpooledTemporaryFile

from annotator.formats.base import WriteRequest
from annotator.formats.common.losses import unheld
from annotator.formats.reading_copy.articles import ArticleWriter
from annotator.formats.reading_copy.colours import style_of_filters, style_of_labels
from annotator.formats.reading_copy.details import Details
from annotator.formats.reading_copy.pieces import MOST_DRAWN
from annotator.model.records import ArticleRecord, Loss, LossKind
from annotator.resources import resource
from annotator.text.counted import counted

_SPOOL = 8_000_000
_BLOCK = 1 << 20
_HELD = (
    "text", "title", "url", "outlet", "byline", "published", "language", "zones", "annotator",
    "certainty", "attributes", "note", "relations",
)  # fmt: skip
CROWDED = LossKind(
    "overlapping", f"More than {MOST_DRAWN} spans at one place",
    "the outer ones are in the list below the text and not drawn there", "changed",
)  # fmt: skip


def write(request: WriteRequest) -> Iterator[Loss]:
    """Write the page; articles wait on the disk until what stands before them is known."""
    with (
        request.out.main() as out,
        SpooledTemporaryFile(_SPOOL) as articles,
        SpooledTemporaryFile(_SPOOL) as contents,
    ):
        page = _Page(request)
        for article in request.articles:
            written = page.writer.write(article)
            articles.write(written.html.encode())
            contents.write(page.line_of_contents(article, written.title).encode())
            yield from unheld(article, _HELD)
            for identity in sorted(written.hidden):
                yield CROWDED.of(identity, article["id"])
        out.write(page.top().encode())
        for spool, after in ((contents, page.MIDDLE), (articles, page.bottom())):
            spool.seek(0)
            while block := spool.read(_BLOCK):
                out.write(block)
            out.write(after.encode())


class _Page:
    """What stands around the articles, and what has to be counted for it."""

    MIDDLE = '</ol></nav></aside>\n<main id="main">\n'

    def __init__(self, request: WriteRequest) -> None:
        self._name = request.name
        self._labels = {one.key: f"l{number}" for number, one in enumerate(request.scheme.labels)}
        self._people = {name: f"p{number}" for number, name in enumerate(request.annotators)}
        self._details = Details(request.scheme, self._people)
        self._style = "\n".join(
            (
                resource("reading-copy", "page.css").read_text(encoding="utf-8"),
                style_of_labels(request.scheme),
                style_of_filters([*self._labels.values(), "lx", *self._people.values(), "px"]),
            )
        )
        self._script = resource("reading-copy", "page.js").read_text(encoding="utf-8")
        self._of_label: Counter[str] = Counter()
        self._of_person: Counter[str] = Counter()
        self._articles = 0
        self.writer = ArticleWriter(self._details)

    def line_of_contents(self, article: ArticleRecord, title: str) -> str:
        """Write an article's line in the contents, and count what it has."""
        self._articles += 1
        annotations = article["annotations"]
        self._of_label.update(one["label"] for one in annotations)
        self._of_person.update(one["annotator"] for one in annotations)
        count = f"<b>{len(annotations):,}</b>" if annotations else ""
        return (
            f'<li><a href="#t{self._articles}"><span dir="auto">{escape(title)}</span>{count}'
            "</a></li>\n"
        )

    def top(self) -> str:
        """Write everything before the contents."""
        total = self._of_label.total()
        facts = [counted(self._articles, "article"), counted(total, "annotation")]
        if len(self._of_person) > 1:
            facts.append(counted(len(self._of_person), "annotator"))
        policy = (
            f"default-src 'none'; style-src '{_digest(self._style)}'; "
            f"script-src '{_digest(self._script)}'; base-uri 'none'; form-action 'none'"
        )
        return (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="referrer" content="no-referrer">\n'
            f"<title>{escape(self._name)}</title>\n<style>{self._style}</style>\n</head>\n<body>\n"
            '<a class="skip" href="#main">To the articles</a>\n'
            f'<aside>\n<div class="name"><h1 dir="auto">{escape(self._name)}</h1>'
            '<button id="theme" type="button" aria-label="Light or dark">'
            '<span aria-hidden="true"></span></button></div>\n'
            f'<p class="sum">{" · ".join(facts)}</p>\n'
            f"{self._filters()}"
            '<nav aria-label="Contents"><h2>Articles</h2>\n<ol class="contents">\n'
        )

    def bottom(self) -> str:
        """Write everything after the articles."""
        return (
            '</main>\n<div id="card" role="tooltip" hidden></div>\n'
            f"<script>{self._script}</script>\n</body>\n</html>\n"
        )

    def _filters(self) -> str:
        parts = []
        known = [(name, key, self._details.label(key)) for key, name in self._labels.items()] + [
            ("lx", key, key) for key in sorted(self._of_label.keys() - self._labels.keys())[:1]
        ]
        labels = [
            _tick(name, "label", shown, self._of_label[key])
            for name, key, shown in known
            if self._of_label[key]
        ]
        if labels:
            parts.append(f"<fieldset><legend>Labels</legend>{''.join(labels)}</fieldset>\n")
        people = [
            _tick(self._people.get(name, "px"), "person", name, count)
            for name, count in sorted(self._of_person.items())
        ]
        if len(people) > 1:
            parts.append(f"<fieldset><legend>Annotators</legend>{''.join(people)}</fieldset>\n")
        return "".join(parts)


def _tick(name: str, kind: str, shown: str, count: int) -> str:
    swatch = f'<i class="swatch {name}" aria-hidden="true"></i>' if kind == "label" else ""
    return (
        f'<label class="{kind}"><input type="checkbox" id="f-{name}" checked>{swatch}'
        f'<span dir="auto">{escape(shown)}</span><b>{count:,}</b></label>'
    )


def _digest(content: str) -> str:
    """Give the hash by which a page allows what stands in it and nothing else."""
    return "sha256-" + b64encode(sha256(content.encode()).digest()).decode()
