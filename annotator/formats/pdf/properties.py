"""What a PDF says of itself. Its dates are those of the file, and not taken for the article's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from annotator.formats.common.authors import real_author
from annotator.formats.pdf.pages import FAULTS
from annotator.text.plain import NO_FIELDS, Fields

if TYPE_CHECKING:
    from pypdf import PdfReader

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?![A-Za-z])")


def properties(reader: PdfReader) -> Fields:
    """Return title, author, publisher and language, as far as they are there and readable."""
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - only for PDFs

    said = NO_FIELDS
    try:
        info = reader.metadata
        if info is not None:
            said = said._replace(
                title=_words(info.get("/Title")), byline=real_author(_words(info.get("/Author")))
            )
    except (PyPdfError, *FAULTS):
        pass
    try:
        root: Any = reader.trailer["/Root"]
        found = _LANGUAGE.match(_words(root.get("/Lang")))
        said = said._replace(language=found[1].lower() if found else None)
    except (PyPdfError, *FAULTS):
        pass
    try:
        about = reader.xmp_metadata
        if about is not None:
            publishers = [_words(one) for one in about.dc_publisher or ()]
            said = said._replace(outlet=", ".join(one for one in publishers if one) or None)
    except (PyPdfError, *FAULTS):
        pass
    return said


def _words(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
