"""Leaving out of a Word document's XML what no reader of its words needs.

Word keeps a paragraph in dozens of runs, each with its looks and marks of when it was edited. The
library that reads documents turns every element and attribute into Python objects, several times:
of a long report that takes half a minute. What is left here says the same words in the same
paragraphs, headings, lists, tables and notes, and takes a fraction of the time.

Some elements that hold words are unknown to the library; they are taken off their words here.
"""

from __future__ import annotations

from lxml import etree

from annotator.formats.common.safe_xml import read_xml

NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
"""Of Word's own elements: as it usually saves them, and as “strict”."""
_CHECKBOX = "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"
_IDLE = ("proofErr", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd", "tblGrid")
"""Elements that are neither words nor structure."""
_IDLE_ATTRIBUTES = (
    "rsidR", "rsidRPr", "rsidRDefault", "rsidP", "rsidTr", "rsidDel", "paraId", "textId"
)  # fmt: skip
_AROUND_WORDS = ("fldSimple", "bdo", "dir", "ruby", "rubyBase")
"""Elements around words that the library does not look into: fields, words of another direction."""
_SAME_AS = {"cr": "br", "ptab": "tab"}
_KEPT = {
    "pPr": ("pStyle", "numPr", "rPr"),
    "tcPr": ("gridSpan", "vMerge"),
    "trPr": ("tblHeader", "del"),
    "tblPr": (),
}
"""What of an element's properties says how its words are to be read."""


def slim(part: bytes, name: str) -> bytes:
    """Give a part of a document without what its words do not need.

    Raises:
        UnreadableInputError: it is no XML, or has a DOCTYPE.
    """
    root = read_xml(part, name)
    etree.strip_attributes(root, *(f"{{*}}{one}" for one in _IDLE_ATTRIBUTES))
    for space in NAMESPACES:
        _slim(root, f"{{{space}}}")
    said: bytes = etree.tostring(root)
    return said


def _slim(root: etree._Element, word: str) -> None:
    etree.strip_elements(root, *(f"{word}{one}" for one in _IDLE), with_tail=False)
    etree.strip_tags(root, *(f"{word}{one}" for one in _AROUND_WORDS))
    for name, other in _SAME_AS.items():
        for one in root.iter(f"{word}{name}"):
            one.tag = f"{word}{other}"
    for name, kept in _KEPT.items():
        meant = {f"{word}{one}" for one in kept}
        # Lists, since what is taken out may hold what comes next: former properties.
        for properties in list(root.iter(f"{word}{name}")):
            for one in list(properties):
                # The looks of a paragraph's end matter only where that end was deleted.
                is_looks = one.tag == f"{word}rPr" and one.find(f"{word}del") is None
                if one.tag not in meant or is_looks:
                    properties.remove(one)
    _join_runs(root, word)


def _join_runs(root: etree._Element, word: str) -> None:
    """Make one run of those that follow each other and hold nothing but text."""
    # A box to tick stands in place of the first text in it, and only of that.
    boxes = {
        run
        for box in root.iter(_CHECKBOX)
        for control in box.iterancestors(f"{word}sdt")
        for run in control.iter(f"{word}r")
    }
    text = f"{word}t"
    joined: etree._Element | None = None
    said: list[str] = []
    for run in list(root.iter(f"{word}r")):
        for looks in run.findall(f"{word}rPr"):
            run.remove(looks)
        if not len(run) or run in boxes or any(one.tag != text or len(one) for one in run):
            continue
        words = [one.text or "" for one in run]
        parent = run.getparent()
        if joined is not None and parent is not None and run.getprevious() is joined:
            parent.remove(run)
            said += words
            continue
        _put(joined, said)
        joined, said = run, words
    _put(joined, said)


def _put(run: etree._Element | None, said: list[str]) -> None:
    """Write all that was said by a run, and by those joined to it, as its one text."""
    if run is not None:
        run[0].text = "".join(said)
        for one in run[1:]:
            run.remove(one)
