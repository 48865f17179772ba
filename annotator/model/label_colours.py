"""The colours that labels have by name, as other programs want them: on white, in hexadecimal.

They are those of the light theme; a test holds the two together.
"""

from __future__ import annotations

LABEL_HEX = {
    "purple": "#7B3FA0",
    "green": "#0B7A5B",
    "orange": "#D55E00",
    "blue": "#3588FB",
    "red": "#781B2B",
    "olive": "#88925F",
    "pink": "#E256B6",
    "teal": "#004552",
    "gold": "#905C28",
    "indigo": "#003ABA",
    "brown": "#612D00",
    "slate": "#5C6D7C",
}
_NAMES = {code: name for name, code in LABEL_HEX.items()}


def hex_colour(colour: str) -> str:
    """Give a label's colour as ``#RRGGBB``; an unknown name is slate's."""
    return colour.upper() if colour.startswith("#") else LABEL_HEX.get(colour, LABEL_HEX["slate"])


def label_colour(code: str) -> str:
    """Give ``#RRGGBB`` as a label's colour: its name if it is one of ours."""
    return _NAMES.get(code.upper(), code)
