"""A codebook of REFI-QDA (.qdc): the labels of a scheme, with their colours and definitions.

It has no texts, so that nothing can be imported from it; a project can begin with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from annotator.formats.base import Format, ReadRequest, WriteRequest
from annotator.formats.common.safe_xml import read_xml, walk_xml
from annotator.formats.common.safe_zip import SafeZip
from annotator.formats.common.xml_characters import holdable
from annotator.formats.qda.codes import code_elements, read_codes, scheme_of
from annotator.formats.qda.xml import CODE_NAME, HEAD, ORIGIN
from annotator.model.incoming import Incoming
from annotator.model.records import ArticleRecord, Loss, LossKind
from annotator.model.scheme import Scheme
from annotator.problems import UnreadableInputError, UserProblem
from annotator.text.counted import counted

_LARGEST = 50_000_000
"""Bytes of a codebook."""
_ARTICLES = LossKind(
    "other", "Articles, with all that was marked in them",
    "left out: a codebook holds the labels alone", "beside",
)  # fmt: skip


def read_codebook(data: bytes, name: str) -> Scheme:
    """Read a codebook as a scheme.

    Raises:
        UnreadableInputError: it is none, or has no code that can be used.
    """
    from lxml import etree  # noqa: PLC0415 - only where XML is read

    root = read_xml(data, name)
    if etree.QName(root).localname != "CodeBook":
        raise UnreadableInputError(f"{name} is no codebook of REFI-QDA.")
    return _usable(scheme_of(read_codes(root), Path(name).stem), name)


def codebook_of(path: Path) -> Scheme:
    """Read the codebook of a .qdc file, or of a project (.qdpx).

    Raises:
        UnreadableInputError: it has none.
        OSError: it cannot be read.
    """
    if path.suffix.lower() == ".qdc":
        if path.stat().st_size > _LARGEST:
            raise UnreadableInputError(f"{path.name} is too large for a codebook.")
        return read_codebook(path.read_bytes(), path.name)
    with (
        SafeZip(path, path.name) as archive,
        archive.open(project_member(archive, path.name)) as member,
    ):
        for book in walk_xml(member, path.name, ("{*}CodeBook",)):
            return _usable(scheme_of(read_codes(book), path.stem), path.name)
    raise UnreadableInputError(f"{path.name} has no codebook.")


def _usable(scheme: Scheme, name: str) -> Scheme:
    if not scheme.labels:
        raise UnreadableInputError(f"{name} has a codebook without a code that can be used.")
    return scheme


def project_member(archive: SafeZip, name: str) -> str:
    """Find the document of a project: ``project.qde``, or the only one of its kind.

    Raises:
        UnreadableInputError: there is none, or there are several.
    """
    documents = [one for one in archive.names() if one.lower().endswith(".qde")]
    usual = [one for one in documents if one.lower() == "project.qde"]
    if len(usual) != 1 and len(documents) != 1:
        what = "several documents" if documents else "no document"
        raise UnreadableInputError(f"{name} is no project of REFI-QDA: it has {what} (.qde).")
    return (usual if len(usual) == 1 else documents)[0]


def _read(request: ReadRequest) -> Iterator[Incoming]:
    with request.open() as file:
        found = read_codebook(file.read(_LARGEST), request.name)
    _refuse(request.name, len(found.labels))
    yield  # it is a generator, as all readers are


def _refuse(name: str, labels: int) -> NoReturn:
    raise UnreadableInputError(
        f"{name} is a codebook: it holds {counted(labels, 'label')} and no articles. "
        f"Begin a project with it: “annotator new talks.annot --scheme {name}”."
    )


def _write(request: WriteRequest) -> Iterator[Loss]:
    labels = request.scheme.labels
    if not labels:
        raise UserProblem("The scheme has no labels, so there is no codebook to write.")
    with request.out.main() as out:
        out.write(f'{HEAD}<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="{ORIGIN}">\n'.encode())
        out.write(b"<Codes>\n")
        out.writelines(one.encode() for one in code_elements(labels))
        out.write(b"</Codes>\n</CodeBook>\n")
    for article in request.articles:
        yield _ARTICLES.of(None, article["id"], _left_out(article))
        keys = {one["label"] for one in article["annotations"]}
        for key in sorted(key for key in keys if holdable(key) != key):
            yield CODE_NAME.of(None, article["id"], f"{key}: written as {holdable(key)}")


def _left_out(article: ArticleRecord) -> str:
    count = len(article["annotations"])
    return f"left out, with {counted(count, 'annotation')}"


FORMAT = Format(
    name="qdc",
    title="Codebook of REFI-QDA",
    extensions=("qdc",),
    read=_read,
    write=_write,
    cannot_hold=("label-charset", "other"),
)
