"""Makes small PDFs with words at given places, and pages that are pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_GREY_DOT = b"\x80"


class Words(NamedTuple):
    """Some words on a page: their place from the lower left corner, in points, and their size."""

    text: str
    left: float
    base: float
    size: float = 10
    turned: bool = False


def pdf(pages: Sequence[Sequence[Words] | None], info: str = "", root: str = "") -> bytes:
    """Make a document; a page that is None shows a picture and no words."""
    objects: list[bytes] = [
        f"<< /Type /Catalog /Pages 2 0 R {root} >>".encode(),
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8 /Length 1 >>\nstream\n" + _GREY_DOT + b"\nendstream",
        f"<< {info} >>".encode("latin-1"),
    ]
    kids = []
    for words in pages:
        drawn = b"q 400 0 0 600 0 0 cm /I Do Q" if words is None else _drawn(words)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        what = "/XObject << /I 4 0 R >>" if words is None else "/Font << /F 3 0 R >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R"
            f" /Resources << {what} >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return pdf_file(objects)


def column(lines: Sequence[str], left: float, top: float, size: float = 10) -> list[Words]:
    """Give lines below each other."""
    return [Words(line, left, top - number * 1.2 * size, size) for number, line in enumerate(lines)]


def _drawn(words: Sequence[Words]) -> bytes:
    drawn = []
    for one in words:
        way = "0 1 -1 0" if one.turned else "1 0 0 1"
        said = one.text.encode("cp1252").replace(b"\\", b"\\\\")
        said = said.replace(b"(", b"\\(").replace(b")", b"\\)")
        place = f"BT /F {one.size} Tf {way} {one.left} {one.base} Tm (".encode()
        drawn.append(place + said + b") Tj ET")
    return b"\n".join(drawn)


def pdf_file(objects: Sequence[bytes]) -> bytes:
    """Put objects into a file: the first is its root, the fifth what it says of itself."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, start,
    )  # fmt: skip
    return bytes(out)
