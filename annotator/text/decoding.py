"""Turn the bytes of a file into text without ever guessing silently."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Mapping
from typing import Final, NamedTuple

from annotator.problems import UnknownNameError, UnreadableInputError, UserProblem
from annotator.text.binary import binary_kind, has_many_controls

# What files that are not Unicode mostly are, the likeliest first.
_USUAL: Final = (
    "windows-1252",
    "windows-1251",
    "iso-8859-2",
    "windows-1250",
    "koi8-r",
    "windows-1256",
    "gb18030",
    "shift_jis",
    "euc-kr",
    "big5",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "euc-jp",
)
_MARKS: Final = (  # the longer first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_CHARSETS: Final = frozenset({"unicode_escape", "raw_unicode_escape", "idna", "punycode"})
_MOST_CONTROLS_OF_UTF8: Final = 0.3  # of all bytes; a text may have been padded with some NULs
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_LOOKED_AT: Final = 4096  # bytes, for UTF-16 without a mark
_FEWEST: Final = 8  # bytes
_PREVIEW: Final = 80  # characters
_SAME: Final = 0.05  # two guesses that differ by less are equally good


class Decoded(NamedTuple):
    """A text, and the encoding that makes it of its bytes (a name Python knows)."""

    text: str
    encoding: str


class EncodingNeededError(UserProblem):
    """The encoding of a file has to be named by the user.

    ``guess`` is the likeliest one, to be preselected and confirmed, or None; ``candidates`` are the
    guess and the usual ones; ``previews`` has about 80 characters around the first that is not
    ASCII, for every candidate that can decode the whole file.
    """

    def __init__(
        self,
        message: str,
        guess: str | None = None,
        candidates: tuple[str, ...] = (),
        previews: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.guess = guess
        self.candidates = candidates
        self.previews = dict(previews or {})


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of a file.

    The order: a named encoding; a byte order mark; UTF-16 without one, where every other byte of
    many is NUL; UTF-8. Anything else raises EncodingNeededError. Raises UnreadableInputError for
    what is no text (PDF, pictures, packed files) or is not in the named encoding, and
    UnknownNameError if there is no encoding of that name.
    """
    if kind := binary_kind(data):
        raise UnreadableInputError(f"This is not a text; it seems to be {kind.name}. {kind.advice}")
    if encoding is not None:
        return _decode_as(data, encoding)
    bad = 0
    for name in _self_evident(data):
        try:
            decoded = Decoded(data.decode(name), name)
        except UnicodeDecodeError as error:
            bad = error.start
            continue
        if name != "utf-8" or not has_many_controls(data, _MOST_CONTROLS_OF_UTF8):
            return decoded
    if has_many_controls(data):
        raise UnreadableInputError(
            "This seems to be no text but a program's data. If it is a text, name its encoding."
        )
    raise _encoding_needed(data, bad)


def has_mark(data: bytes) -> bool:
    """Tell whether bytes begin with the byte order mark of a Unicode encoding."""
    return any(data.startswith(mark) for mark, _ in _MARKS)


def is_charset(name: str) -> bool:
    """Tell whether Python knows an encoding of texts of this name."""
    try:
        b" ".decode(name)
    except UnicodeDecodeError:  # one of several bytes a character
        pass
    except (LookupError, ValueError):  # ValueError: a name that cannot be one
        return False
    return codecs.lookup(name).name.replace("-", "_") not in _NO_CHARSETS


def _decode_as(data: bytes, encoding: str) -> Decoded:
    if not is_charset(encoding):
        raise UnknownNameError(
            f"There is no encoding “{encoding}”. Try utf-8, windows-1252 or windows-1251, "
            "for example."
        )
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise UnreadableInputError(
            f"This is not {encoding}: byte {error.start + 1:,} (0x{data[error.start]:02X}) stands "
            "for no character there. Choose another encoding."
        ) from error


def _self_evident(data: bytes) -> list[str]:
    """Return the encodings that need no naming, in the order in which to try them."""
    marked = [name for mark, name in _MARKS if data.startswith(mark)]
    unmarked = [name for name in (_utf16(data), "utf-8") if name]
    return marked or unmarked


def _utf16(data: bytes) -> str | None:
    """Return the kind of UTF-16 whose NULs the bytes unmistakably show, None if they do not.

    Of Latin text nearly every second byte is NUL; of Cyrillic or Greek text it is one and the same,
    and NUL at spaces.
    """
    if len(data) % 2 or len(data) < _FEWEST:
        return None
    first, second = data[:_LOOKED_AT:2], data[1:_LOOKED_AT:2]
    for low, high, name in ((first, second, "utf-16-le"), (second, first, "utf-16-be")):
        usual = sum(count for _, count in Counter(high).most_common(2))
        if high.count(0) >= 0.1 * len(high) and usual >= 0.9 * len(high) and not low.count(0):
            return name
    return None


def _encoding_needed(data: bytes, bad: int) -> EncodingNeededError:
    guess = _guess(data)
    candidates = tuple(dict.fromkeys([guess, *_USUAL] if guess else _USUAL))
    previews = {name: preview for name in candidates if (preview := _preview(data, name))}
    return EncodingNeededError(
        f"This text is not Unicode: byte {bad + 1:,} (0x{data[bad]:02X}) stands for no character "
        f"there. Choose the encoding in which it reads right"
        f"{f'; {guess} seems likely' if guess else ''}.",
        guess,
        candidates,
        previews,
    )


def _guess(data: bytes) -> str | None:
    """Return the likeliest encoding, the more usual one of several that are equally likely."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 30 ms, for few files only

    matches = from_bytes(data, cp_isolation=list(_USUAL))
    best = matches.best()
    if best is None:
        return None
    likely = {
        codecs.lookup(name).name
        for match in matches
        if match.chaos <= best.chaos and match.coherence >= best.coherence - _SAME
        for name in match.could_be_from_charset
    }
    return next((name for name in _USUAL if codecs.lookup(name).name in likely), None)


def _preview(data: bytes, encoding: str) -> str | None:
    """Return what stands around the first character that is not ASCII; None if undecodable."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    found = _NOT_ASCII.search(text)
    start = max(found.start() - _PREVIEW // 2, 0) if found else 0
    return " ".join(text[start : start + _PREVIEW].split())
