"""PDFs: pages of placed words, made an article again.

Lives here: ``pdf`` (the format), ``pages`` (pieces of text with their places, as pypdf finds them),
``order`` (columns and lines), ``running`` (heads and feet that pages repeat), ``paragraphs`` (lines
put together) and ``properties`` (what the file says of itself).
May import: what a format may, and pypdf.
One more: what a page's layout means is decided by places and sizes alone, so that it can be tested
without any PDF.
"""
