"""Recognise the captions of pictures."""

from __future__ import annotations

from typing import Final

from annotator.text.zone_line import pattern

_LONGEST: Final = 400  # code points
_LONGEST_CREDIT: Final = r"""
    \b(?:P(?:hotos?|icture|hotograph)|Images?|PHOTO|IMAGE|Foto|Фото|Bild|Credit)
      (?:\s*(?:by|[Cc]redit|courtesy(?:\sof)?))?\s*[:/©]\s*[^\W_a-zа-я][^:.]{1,60}\.?$
  | [(\[](?:(?:AP\s)?Photo|Image|Picture|Getty|EPA|via\s(?:REUTERS|AP)|Foto|Фото)\b[^)\]]*[)\]]\.?$
  | \b(?:Getty\sImages|EPA-EFE|Shutterstock|iStock|Unsplash|Wikimedia\sCommons)\W*$
  | /\s?(?:AP|AFP|Reuters|REUTERS|EPA|DPA|dpa)\W*$
"""


def is_caption(line: str) -> bool:
    """Tell whether a line captions a picture, by a label in front or a credit behind.

    "Photo: …", "Image credit: …", "The bridge on Friday (AP Photo/Ann Lee)".
    """
    if len(line) > _LONGEST:
        return False
    if pattern(_LABEL).match(line):
        return True
    end = line[-_LONGEST_CREDIT:]
    return bool(pattern(_CREDIT_SIGN).search(end)) and bool(pattern(_CREDIT).search(end))
