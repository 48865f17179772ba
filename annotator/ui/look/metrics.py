"""The sizes of the design, in device-independent pixels.

Spaces and heights sit on 4; 2 occurs inside a control only, 1 is a line. Who wants everything
larger has larger pixels (`annotator.ui.application`).
"""

from __future__ import annotations

from typing import Final

# Space
SPACE_INSIDE: Final = 4  # inside a control
SPACE: Final = 8  # between the controls of one group
SPACE_GROUPS: Final = 12
SPACE_EDGE: Final = 16  # between a panel's edge and what it holds
SPACE_SECTIONS: Final = 24
SPACE_BLOCKS: Final = 32  # above a headline, between the blocks of a page
PAGE_MARGIN: Final = 48

# Radius
RADIUS_WASH: Final = 3
RADIUS_CHIP: Final = 4  # chip, key cap, tick box
RADIUS_FIELD: Final = 6  # field, button, list row
RADIUS_LABEL: Final = 8  # label button, article row, one-line field, card
RADIUS_MENU: Final = 10  # menu, welcome card
RADIUS_POPOVER: Final = 12  # popover, palette, hero

# Type, sans (the line height is in the comment); weights are 400 and 600 only
TEXT_CAPTION: Final = 11  # 16: caption, meta, column head, chip
TEXT_SMALL: Final = 12  # 16: field name, status bar, small action
TEXT_BODY: Final = 13  # 20: everything else
TEXT_TITLE: Final = 15  # 24: title of a popover or card
TEXT_QUERY: Final = 17  # query, one-line field
TEXT_PAGE: Final = 20  # 28: title of a page
# Type, serif
TEXT_ARTICLE: Final = 17
TEXT_QUOTE: Final = 15  # 22
TEXT_CONTEXT: Final = 13
TEXT_HEADLINE: Final = 28  # 36
TEXT_HEADLINE_NARROW: Final = 24  # 32
TEXT_WELCOME: Final = 20
LINE_ARTICLE: Final = 36  # pitch of the lines of an article with one lane

# Control heights
ICON_BUTTON: Final = 28
SEGMENT: Final = 28
RELATION_ROW: Final = 28
PILL: Final = 30
CONTROL: Final = 32  # field, button, label button, list row, property row
TALL_ROW: Final = 36  # row of a popover, palette or table
BAR: Final = 48  # top bar, label bar
STATUS_BAR: Final = 28
ARTICLE_ROW: Final = 64
CARD: Final = 80
KEY_CAP: Final = 18
CHIP: Final = 20
CHIP_SMALL: Final = 16  # on the selected span
TICK_BOX: Final = 16
STATUS_RING: Final = 14
AVATAR: Final = 28
AVATAR_SMALL: Final = 20
PROGRESS: Final = 4

# Icons
ICON: Final = 16
ICON_SMALL: Final = 14  # beside text of 12
ICON_LARGE: Final = 20  # on a card

# Lines
HAIRLINE: Final = 1
RING_WIDTH: Final = 2  # keyboard focus
RING_GAP: Final = 1  # between a button and its ring
SCROLL_HANDLE: Final = 6

# Lanes and marks of labels
LANE: Final = 2.4
LANE_GAP: Final = 2.1
LANE_BELOW: Final = 0.8  # below the descent of the text
MARK_WIDTH: Final = 4
MARK_HEIGHT: Final = 16

# The main window
LIST_WIDTH: Final = 272
LIST_NARROWEST: Final = 220
LIST_WIDEST: Final = 360
PANEL_WIDTH: Final = 344
PANEL_NARROWEST: Final = 296
PANEL_WIDEST: Final = 440
PANEL_SMALL: Final = 304
TEXT_COLUMN: Final = 680
TEXT_COLUMN_WIDEST: Final = 700
FIELD_NAME_COLUMN: Final = 88
ROW_INSET: Final = 8
FOLD_LIST_BELOW: Final = 1200  # width of the window
FOLD_PANEL_BELOW: Final = 720  # height of the window
SLIDE_PANEL_BELOW: Final = 760  # width of the window
WINDOW_SMALLEST: Final = (720, 480)

# Levels
SHADOW_BLUR: Final = 32
SHADOW_DROP: Final = 12
DISABLED_OPACITY: Final = 0.38

# Motion, milliseconds
FADE: Final = 120
