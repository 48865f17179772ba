"""Tell the language of a text, when that is plain to see."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_LOOKED_AT: Final = 6000  # code points
_FEWEST_LETTERS: Final = 20
_FEWEST_OF_A_SCRIPT: Final = 6
_WORD: Final = r"[^\s\d.,;:!?…\"“”„«»()।،؛؟–—]+"
_FEWEST_WORDS: Final = 20
_SURE_SHARE: Final = 0.15  # of all words
_SURE_LEAD: Final = 1.5  # times the next language's

# Words that every page of a language is full of and that tell it from its neighbours.
_FUNCTION_WORDS: Final = {
    "en": "the of and to in that is was for on with as by at from it he his are said has have not",
    "de": "der die das und ist nicht den von mit dem ein eine sich auf für des im auch es wird sie",
    "fr": "le la les des et est une dans du que pour pas qui sur au plus par avec sont ce il elle",
    "es": "el la los las de que y en un una por con para se del su es como más pero lo fue",
    "it": "il di che la e per un una non è del della con sono si da alla nel anche come gli ha",
    "pt": "o a os as de que e do da em um uma não para com por no na dos se mais foi ao",
    "nl": "de het een van en in is dat op te voor met zijn niet aan er ook als bij naar wordt",
    "pl": "w i na z się do nie że jest o to przez po jak ale od za czy oraz są być który",
    "sv": "och att det i en som på är av för med till den har inte om ett men var från",
    "da": "og det i en som på er af for med til den har ikke at om et men var fra",
    "no": "og det i en som på er av for med til den har ikke å om et men var fra",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi kadar sonra ancak ise dedi en",
    "uk": "і в не на що з у до та за це він як про був від його але їх які",
    "ru": "и в не на что с по как это он из за то от был его но для они к",
    "ar": "في من على أن إلى التي عن مع هذا الذي هذه ما بعد كان قال لا كما بين",
    "fa": "و در به از که این را با است برای آن یک خود تا کرد بر شده می",
    "hi": "के में है की को से का और ने कि पर एक हैं यह भी लिए नहीं",
}
# Letters that a language cannot do without, and letters of its neighbours that it has not.
_OWN_LETTERS: Final = {"uk": "іїєґ", "ru": "ыэ", "fa": "پچژگ"}
_FOREIGN_LETTERS: Final = {"uk": "ыэъёў", "ru": "іїєґў", "fa": "يةك"}

# The Arabic script is that of many languages; these letters and words tell three of them apart.
_ARABIC_SCRIPT: Final = r"[\u0620-\u064a\u066e-\u06d3]"
_ARABIC: Final = r"[ةإى]|\bال\w"
_PERSIAN: Final = "پچژگکی"
_URDU: Final = "ٹڈڑںےہ"
_URDU_WORDS: Final = r"\b(?:ہے|ہیں|نے|کے|کی|میں|اور)\b"
_OF_OTHERS: Final = r"[ټډړږښګۍېڕڵۆێەۇۈۋڄڃڳڱ]"  # Pashto, Kurdish, Uyghur, Sindhi

_SCRIPTS: Final = {  # languages whose script says it all
    "el": r"[\u0370-\u03ff\u1f00-\u1fff]",
    "he": r"[\u05d0-\u05ea]",
    "th": r"[\u0e01-\u0e4e]",
    "ko": r"[\uac00-\ud7a3]",
    "ja": r"[\u3041-\u30fa]",
    "zh": r"[\u4e00-\u9fff]",
}


def guess_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, None unless it is sure.

    Scripts of one language decide by themselves, from two or three words on; function words decide
    among 17 others. A text too short or in another language gives None, and so do Danish and
    Norwegian, which are too near.
    """
    start = text[:_LOOKED_AT].casefold()
    letters = sum(map(str.isalpha, start))
    if letters < _FEWEST_OF_A_SCRIPT:
        return None
    share = {
        language: len(re.findall(script, start)) / letters for language, script in _SCRIPTS.items()
    }
    if share["ja"] > 0.1:  # Japanese has as many Chinese characters as its own
        return "ja"
    best = max(share, key=lambda language: share[language])
    if share[best] > 0.5 and (best != "zh" or letters >= _FEWEST_LETTERS):  # a name may be Japanese
        return best
    if len(re.findall(_ARABIC_SCRIPT, start)) > letters / 2:
        return _by_function_words(start) or _by_arabic_letters(start)
    return _by_function_words(start)


def _by_arabic_letters(text: str) -> str | None:
    """Tell Arabic, Persian and Urdu by the letters that the others do not have."""
    arabic = re.search(_ARABIC, text) is not None
    persian, urdu = (any(map(text.count, letters)) for letters in (_PERSIAN, _URDU))
    if re.search(_OF_OTHERS, text) or arabic is (persian or urdu):
        return None
    if urdu:
        return "ur" if re.search(_URDU_WORDS, text) else None
    return "fa" if persian else "ar"


def _by_function_words(text: str) -> str | None:
    words = Counter(re.findall(_WORD, text))
    if words.total() < _FEWEST_WORDS:
        return None
    hits = Counter(
        {
            language: sum(words[word] for word in set(known.split()))
            for language, known in _FUNCTION_WORDS.items()
            if _could_be(language, text)
        }
    )
    (best, most), (_, next_most) = hits.most_common(2)
    sure = most >= _SURE_SHARE * words.total() and most >= _SURE_LEAD * next_most
    return best if sure else None


def _could_be(language: str, text: str) -> bool:
    own = _OWN_LETTERS.get(language)
    if own is None:
        return True
    foreign = _FOREIGN_LETTERS[language]
    return sum(map(text.count, own)) > sum(map(text.count, foreign))
