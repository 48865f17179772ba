"""Texts that break programs which count characters, and Hypothesis strategies made of them.

`CANONICAL` texts are as stored: canonicalising changes nothing. `RAW` texts are as they come from
outside. The same parts make up the strategies `texts` and `raw_texts`, so that a property test
meets them in every order and company.
"""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

CANONICAL: Final[dict[str, str]] = {
    "empty": "",
    "flag": "Talks in Odesa 🇺🇦 went on; 🇫🇷🇩🇪🇵🇱 sent envoys.",
    "odd flags": "🇺🇦🇺 and 🇫🇷🇩",
    "family": "A family 👨‍👩‍👧‍👦 of four, and a farmer 👨🏽‍🌾 too.",
    "skin tone": "Thumbs 👍🏿 up, hands 👐🏻👐 open",
    "keycaps": "Press 1️⃣2️⃣ or #️⃣, not 3.",
    "variation selector": "A heart ❤️ and a heart ❤ and © with ©️",
    "astral": "𝔏𝔢𝔱𝔱𝔢𝔯𝔰 𝟙𝟚𝟛 and 😀😀 end",
    "astral Han": "𠀀𠀁𠮷野家で食べた。",
    "Arabic": "قال الوزير إن ١٢٫٥٪ مِن النَّاسِ غادروا في ٢٠٢٤، نعم؟",
    "Arabic prepended": "السنة ؀١٢ ثم ۝٣",
    "Persian": "می‌خواهم به تهران بروم.",
    "Hebrew": 'צה״ל הודיע כי ג׳ורג׳ הגיע לת"א ב-12:30.',
    "bidi": "The city of القدس (\u2067ירושלים\u2069) has 2 names",
    "decomposed": "Cafe\u0301 Zu\u0308rich nai\u0308ve e\u0323\u0302nd",
    "stacked marks": "Z\u0351\u036b\u0343a\u0321\u033clg\u0322o\u0334",
    "orphan mark": "\u0301 starts, and \u0308\n\u0301 starts a line",
    "no-break space": "12\u00a0000\u00a0people, 5\u202f%, «\u00a0oui\u00a0»",
    "line separators": "one\u2028two\u2029three\u0085four\x0bfive\x0csix\x1cseven",
    "byte order mark inside": "before\ufeffafter \ufeff end",
    "zero width": "zero\u200bwidth soft\u00adhyphen word\u2060joiner\u200d \u200e",
    "noncharacters": "object \ufffc end \uffff \ufdd0 \U0010ffff",
    "replacement": "Kr\ufffdger said \ufffd\ufffd",
    "Hangul": "서울에서 회담 \u1112\u1161\u11ab\u1100\u1173\u11af 각\u11a8",
    "Devanagari": "क्षत्रिय और दिल्ली में नमस्ते, स्त्री।",
    "Malayalam": "കേരളം ൎക ന്‍റെ",
    "Thai": "กรุงเทพฯ น้ำท่วม เกี่ยวกับ ๑๒๓",
    "Japanese": "東京でテレビを見た。「はい」と言った、ガスもﾊﾞｽも。",
    "Chinese": "北京市政府表示，2024年增长5.2%。“很好”，他说。",
    "Ukrainian": "Об’єднання «Київ» отримало 3,5 млрд грн у с. Нове, т. зв. «фонд».",
    "Greek": "Ο υπουργός είπε ότι το 3,5% «δεν αρκεί»· γιατί;",
    "Turkish": "İstanbul’da ISPARTA ve ığdır",
    "sharp s": "Die STRASSE, die Straße und die STRAẞE",
    "ligature": "The ﬁnal oﬃce",
    "numbers": "$3.5bn, £3.2bn, €20, US$20,000, -5°C, −3.5%, 3–4, 1/2, 10:30, ½, km²",
    "dots": "The U.S.-based D.C. firm, e.g. Mr. Smith’s, at 5 p.m. Then… nothing...",
    "addresses": "Write to a.b@example.org or see https://example.org/a_(b)?c=1. @name #tag AT&T",
    "quotes": "“‘Yes,’ she said, „nein“ «non» ‹no› 「はい」 'it' \"was\"”",
    "brackets": "(a) [b] {c} ((d) e] 1)",
    "only white space": " \t\u00a0\u3000\u200b\n \n",
    "only line feeds": "\n\n\n",
    "trailing line feed": "The end.\n",
    "tabs": "a\tb\t\tc",
}

RAW: Final[dict[str, str]] = {
    "CRLF": "one\r\ntwo\r\n\r\nthree\r\n",
    "CR": "one\rtwo\r\rthree",
    "mixed line ends": "a\r\nb\nc\rd\n\re\r\r\nf",
    "byte order mark": "\ufeffHeadline",
    "two byte order marks": "\ufeff\ufeffHeadline",
    "NUL": "a\0b\0\0",
    "lone high surrogate": "a\ud83d b",
    "lone low surrogate": "a\ude00 b",
    "parted surrogate pair": "a\ud83d\ude00b",
    "all at once": "\ufeffa\0\r\n\ud800😀\r🇺🇦\r\n",
}

_NEWS = (
    "The", "minister", "said", "Kyiv", "Kyiv’s", "talks", "in", "according", "to",
    "O’Brien", "U.S.", "D.C.", "Mr.", "e.g.", "$3.5bn", "12,345", "3.5%", "co-op",
    "don't", "F-16", "3–4", "10:30", "AT&T", "@name", "#tag",
    "https://example.org/a", "a.b@example.org", "Read also:", "Photo:",
    "By Ann Lee", "Nov 12, 2023", "Сказав", "міністр", "東京", "テレビ", "서울",
    "مدينة", "नमस्ते",
)  # fmt: skip
_GLUE = (
    " ", " ", " ", " ", "\n", "\n\n", ". ", ", ", "! ", "? ", "… ", "-", "–", "—",
    "’", "'", '"', "“", "”", "«", "»", "(", ")", "[", "]", ":", ";", "/", "&", "@",
    "#", "$", "%", "+", ".", ",", "。", "、", "\u00a0", "\u202f", "\u3000", "\t",
)  # fmt: skip
_NASTY = (
    "😀", "🇺🇦", "🇺", "👨‍👩‍👧", "👍🏽", "❤️", "3️⃣", "©", "é", "e\u0301",
    "\u0301", "\u0323\u0302", "ß", "SS", "İ", "ﬁ", "𠀀", "𝟙", "क्ष", "\u094d",
    "ക", "\u0d4e", "น้ำ", "\u1112", "\u1161", "\u11ab", "각", "؀", "١٢٫٥", "\u0651",
    "ג׳", "״", "\u200b", "\u200c", "\u200d", "\u200e", "\u2028", "\u2029", "\u0085",
    "\x0b", "\x0c", "\x1c", "\u00ad", "\u2060", "\ufeff", "\ufe0f", "\u20e3",
    "\ufffc", "\ufffd", "\uffff", "\U0010ffff", "½", "²", "°", "ー", "ア", "あ",
    "a", "B", "1", "_",
)  # fmt: skip
_UNCANONICAL = ("\r\n", "\r", "\0", "\ud83d", "\ude00", "\ud800", "\udfff", "\ufeff")


def texts(*, min_size: int = 0, max_size: int = 40) -> st.SearchStrategy[str]:
    """Canonical texts of up to ``max_size`` parts: news words and nasty ones, glued together."""
    parts = st.one_of(st.sampled_from(_NEWS), st.sampled_from(_GLUE), st.sampled_from(_NASTY))
    joined = st.lists(parts, min_size=min_size, max_size=max_size).map("".join)
    canonical = joined.map(lambda text: text.lstrip("\ufeff"))
    return canonical.filter(lambda text: len(text) >= min_size) if min_size else canonical


def raw_texts(*, max_size: int = 40) -> st.SearchStrategy[str]:
    """Texts as they come from outside: also CR, NUL, lone surrogates and byte order marks."""
    parts = st.one_of(
        st.sampled_from(_UNCANONICAL),
        st.sampled_from(_NEWS),
        st.sampled_from(_GLUE),
        st.sampled_from(_NASTY),
    )
    return st.lists(parts, max_size=max_size).map("".join)


@st.composite
def texts_with_span(draw: st.DrawFn, *, max_size: int = 40) -> tuple[str, int, int]:
    """A canonical text and a start and an end in it, anywhere, the end not before the start."""
    text = draw(texts(max_size=max_size))
    start = draw(st.integers(0, len(text)))
    return text, start, draw(st.integers(start, len(text)))


def long_texts() -> st.SearchStrategy[str]:
    """Canonical texts with paragraphs of up to tens of thousands of code points.

    Most have no blank for thousands of characters: short nasty texts, each said many times over.
    """
    without_blanks = texts(max_size=8).map(lambda text: "".join(text.split()))
    said = st.one_of(without_blanks, without_blanks, texts(max_size=8))
    often = st.builds(lambda text, size: text * (size // len(text or "a")), said, _SIZES)
    return st.lists(often, max_size=4).map("".join).map(lambda text: text.lstrip("\ufeff"))


_SIZES = st.sampled_from((1, 100, 1_999, 2_001, 3_999, 4_001, 9_000))


def long_text(size: int = 5_000_000) -> str:
    """News-like text of exactly ``size`` code points in paragraphs, an emoji here and there."""
    sentence = "The minister said on Tuesday that growth of 3.5% in Kyiv — “a surprise” — goes on. "
    page = (sentence * 4 + "\n\n") * 9 + sentence + "Observers 😀 agreed 🇺🇦.\n\n"
    return (page * (size // len(page) + 1))[:size]


def huge_paragraph(size: int = 1_000_000) -> str:
    """One paragraph of exactly ``size`` code points."""
    return long_text(size).replace("\n", " ")
