r"""Build the patterns behind `annotator.text.words`, where it is said what a word is.

Every word begins and ends on a grapheme boundary by construction: letters and digits take the
characters that are prepended to them (UAX #29, GB9b) and all marks that follow, and what stands
alone is a whole ``\X``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

# Parts stand in later parts as ‹name›. The first ones are the inside of a character class.
_PARTS: Final = {
    "mark": r"\p{M}\p{GCB=Extend}\p{GCB=SpacingMark}\p{GCB=ZWJ}",
    "prepend": r"\p{GCB=Prepend}",
    "picture": r"\p{Extended_Pictographic}\p{Regional_Indicator}",
    # No word holds one of these.
    "never": r"\s\x1C-\x1F“”„«»‹›…—。、，！？；：「」『』（）【】《》〈〉",
    # Classes.
    "alone": r"[[\p{Han}\p{Hiragana}\p{Thai}\p{Lao}]&&[\p{L}\p{Nl}]--[‹mark›]]",
    "katakana": r"[[\p{Katakana}ーｰﾞﾟ]&&\p{L}]",
    "letter": r"[[\p{L}\p{Nl}]--‹alone›--‹katakana›--[‹picture›‹prepend›]]",
    "digit": r"[[\p{Nd}\p{No}]--[‹prepend›]]",
    # Pieces.
    "end": r"(?![\p{L}\p{N}_‹mark›])",
    "unit": r"(?:[‹prepend›]*(?:‹letter›|‹digit›(?!\uFE0F?\u20E3))[‹mark›]*+)",
    "linked": r"(?<=\p{InCB=Linker}\p{InCB=Extend}*+)",
    "tail": r"(?:[‹mark›]*+(?:(?=\p{InCB=Consonant})‹linked›‹unit›++)*+)",
    "initial": r"(?:‹letter›[‹mark›]*+(?![\p{L}\p{N}_]))",
    "after": r"""(?:
        (?<=[\p{Nd}\p{No}])(?:[%‰‱٪％]|°(?:[CF]‹end›)?|\p{Sc}(?!\p{Nd})|\+(?![\p{L}\p{N}+]))
      | (?<=\p{Hebrew})׳(?!\p{L})
    )""",
    "piece": r"(?:‹initial›(?:\.‹initial›)++\.?|‹unit›++‹after›?)",
    "joint": r"""(?:
        ['’‘＇‛\-‐‑·&_׳״\u00AD\u2060\uFEFF]
      | (?<=\p{Nd})[.,:/٫٬–‒−](?=\p{Nd})
      | (?<=\p{Hebrew})"(?=\p{Hebrew})
    )""",
    "run": r"(?:‹piece›(?:‹joint›‹piece›)*+)",
    # The minus of a number, not a hyphen or a dash.
    "sign": r"(?<![^\s\x1C-\x1F(\[“\"'])[+\-−]",
    "point": r"(?<![^\s\x1C-\x1F(\[“\"'\p{Sc}+\-−])\.",
    "money": r"(?:\p{Lu}{1,3})?\p{Sc}",
    "url": r"(?:(?:[^‹never›<>\"()‹prepend›‹picture›‹alone›]|\([^‹never›()‹picture›‹alone›]*\))+"
    r"(?<![.,;:!?'’*_~\-–]))",
}

# A dot belongs to these only where what follows rules out the end of a sentence.
_BEFORE_A_NAME: Final = (
    "Mr|Mrs|Ms|Mx|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Cpl|Maj|Cmdr|Adm|Sen|Rep|Gov|Rev|Hon|Fr|St|Mt|Supt|vs"
)
_AFTER_A_NAME: Final = "Jr|Sr|Inc|Ltd|Co|Corp|Bros|etc|vs"
_BEFORE_A_NUMBER: Final = "No|Nos|Nr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec"

# A bare host name is a word only under these: "today.It" is a missing space.
_TOP_LEVEL: Final = (
    "com|org|net|info|gov|edu|int|mil|io|me|tv|news|eu|uk|us|ca|au|ua|ru|by|pl|cz|de|at|ch|fr|es|it"
)

_WORD: Final = rf"""
(?=[^\s\p{{P}}]|[.\-\#＃@＠*‼⁉〰〽])(?:
  # Most words of most news, quickly; what comes below would find the same.
  [A-Za-zÀ-ÖØ-öø-ɏΑ-ωЀ-ҁ]++(?=[ \n,]|(?<=[a-z]{{4}})\.[ \n])
| [一-鿿ぁ-ゖ](?=[一-鿿ぁ-ゖ。、])
  # Addresses.
| (?:https?://|ftp://|www\.)‹url›
| [A-Za-z0-9][A-Za-z0-9._%+\-]{{0,63}}@(?:[A-Za-z0-9\-]{{1,63}}\.){{1,5}}[A-Za-z]{{2,24}}‹end›
| (?:[A-Za-z0-9\-]{{1,63}}\.){{1,5}}(?:{_TOP_LEVEL})‹end›(?:/‹url›?)?
  # Abbreviations.
| (?:{_BEFORE_A_NAME})\.(?=[^\S\n]+\p{{Lu}})
| (?:{_AFTER_A_NAME})\.(?=,|[^\S\n]+[\p{{Ll}}\p{{Nd}}])
| Ph\.D\.?‹end›
| (?:{_BEFORE_A_NUMBER})\.(?=[^\S\n]*\p{{Nd}})
  # Keycaps, flags, characters that stand alone.
| (?=[‹prepend›]*[0-9\#*]\uFE0F?\u20E3)\X‹tail›
| [‹prepend›]*+\p{{RI}}{{1,2}}+‹tail›
| (?=[‹prepend›]*[‹alone›\p{{Extended_Pictographic}}])\X(?<![©®™‼⁉〰〽])‹tail›
  # Runs.
| (?:[‹prepend›]*‹katakana›[‹mark›]*+)++‹tail›
| (?<![‹prepend›])‹sign›?+‹money›?+‹point›?+(?=\p{{Nd}})‹run›‹tail›
| (?<![‹prepend›\p{{L}}\p{{N}}_&])[\#＃@]_*+‹run›‹tail›
| (?!(?=\p{{InCB=Consonant}})‹linked›)‹run›‹tail›
)
"""

# Going backward, the nearest place that no word can straddle.
_EDGE: Final = r"""(?r)
  (?<=[‹never›])
| (?<![‹prepend›])(?=‹alone›)
| (?<![‹prepend›‹mark›])(?=\p{Extended_Pictographic})
"""


@cache
def patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the compiled pattern of a word and, searching backward, of an edge.

    An edge is an empty match at a place that lies inside no word, whatever stands around it. The
    patterns are the `regex` library's, which has the methods of `re`.
    """
    import regex  # noqa: PLC0415 - 20 ms, and the window is up before the first word is asked for

    flags = regex.VERSION1 | regex.VERBOSE
    return regex.compile(_whole(_WORD), flags), regex.compile(_whole(_EDGE), flags)


@cache
def _inside() -> re.Pattern[str]:
    import regex  # noqa: PLC0415 - as above

    found: re.Pattern[str] = regex.compile(
        r"[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]"
    )
    return found


def has_words(text: str, start: int, end: int) -> bool:
    """Tell whether a part of a text holds anything that a word is made of.

    Trying the pattern of a word at every character of a megabyte of dots takes seconds.
    """
    return _inside().search(text, start, end) is not None


def _whole(pattern: str) -> str:
    for name, part in reversed(_PARTS.items()):
        pattern = pattern.replace(f"‹{name}›", part)
    return pattern
