"""Turn the bytes of a web page into text, as browsers do but without guessing."""

from __future__ import annotations

import re
from typing import Final

from annotator.text.binary import binary_kind
from annotator.text.decoding import Decoded, decode, has_mark, is_charset

_LOOKED_AT: Final = 4096  # bytes; browsers look at 1,024
_MOST_REPLACED: Final = 0.001  # of all characters; more, and the page names its encoding wrongly

# What browsers understand by some names (WHATWG Encoding Standard), in Python's names.
_MEANT: Final = {
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "iso-8859-1": "windows-1252",
    "iso8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-9": "windows-1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "x-mac-cyrillic": "mac-cyrillic",
    # A page that could say so in ASCII is not in UTF-16.
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
}

_COMMENT: Final = rb"(?s)<!--.*?-->"
_DECLARED: Final = (
    rb"(?i)<meta\s[^>]*?charset\s*=\s*[\"']?\s*([\w.:\-]+)"
    rb"|<\?xml\s[^>]*?encoding\s*=\s*[\"']([\w.:\-]+)"
)


def decode_html(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of a web page.

    The order: a named encoding, a byte order mark, the encoding the page declares, then what
    `annotator.text.decoding.decode` does and raises. A few bytes that the declared encoding does
    not know become U+FFFD, as in a browser.
    """
    declared = None if encoding is not None or has_mark(data) else _declared(data)
    if declared and binary_kind(data) is None:
        text = data.decode(declared, "replace")
        if text.count("\ufffd") <= _MOST_REPLACED * len(text):
            return Decoded(text, declared)
    return decode(data, encoding)


def _declared(data: bytes) -> str | None:
    """Return the Python name of the encoding that a page declares, if there is such a one."""
    found = re.search(_DECLARED, re.sub(_COMMENT, b"", data[:_LOOKED_AT]))
    if not found:
        return None
    label = (found[1] or found[2]).decode("ascii", "replace").lower()
    name = _MEANT.get(label, label)
    return name if is_charset(name) else None
