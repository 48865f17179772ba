"""Recognise the captions of pictures."""

from __future__ import annotations

from typing import Final

from annotator.text.zone_line import either, pattern

_LONGEST: Final = 400  # code points
_LONGEST_CREDIT: Final = 90

_KIND: Final = either(r"""
photo(?:s|graphs?)?|images?|pictures?|pictured|video|illustration|graphic|infographic|caption
foto|bild(?:er)?|symbolbild|grafik|crédits?(?: photo)?|photographie
fotografía|imagen|imagem|immagine|zdjęci[ea]|fot\.|rys\.
фото(?:графія)?|зображення|ілюстрація|иллюстрация|відео|видео
""")
_LABEL: Final = rf"""(?i)
    (?:(?:file|stock|illustrative|representative)\s)?{_KIND}
    (?:\s(?:credits?|courtesy|caption|source|by|von|de|di))*(?:\s\(?\w+\)?)?\s*[:/|©]
  | (?:photo|image|picture|photograph)s?\s(?:by|courtesy|credit|via|from)\b
"""
_CREDIT_SIGN: Final = r"[/:©(\[]|Images|EPA|Shutter|iStock|Unsplash|Commons"  # few lines have one
_CREDIT: Final = r"""
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
