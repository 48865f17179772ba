"""The few rules that Qt's own parts need: line edits, scroll bars, menus, tooltips.

All else is painted. ``bare`` marks a line edit whose border somebody else paints, ``painted`` a
menu that paints itself, ``tall`` one with the rows of a popover.
"""

from __future__ import annotations

from annotator.ui.look import metrics
from annotator.ui.look.contrast import over
from annotator.ui.look.theme import Theme


def style_sheet(theme: Theme) -> str:
    """Write the style sheet of the application for one theme."""
    field = metrics.CONTROL
    handle = metrics.SCROLL_HANDLE
    lit = over(theme.accent, theme.raised, theme.accent_row)
    return f"""
QToolTip {{ background: {theme.raised.name()}; color: {theme.text.name()};
  border: 1px solid {theme.line2.name()}; padding: 1px 4px; }}
QLineEdit {{ background: {theme.field.name()}; color: {theme.text.name()};
  placeholder-text-color: {theme.muted.name()};
  border: 1px solid {theme.line2.name()}; border-radius: {metrics.RADIUS_FIELD}px;
  padding: 0 8px; min-height: {field - 2}px;
  selection-background-color: {theme.selection.name()}; selection-color: {theme.text.name()}; }}
QLineEdit:focus {{ border: 2px solid {theme.accent.name()}; padding: 0 7px;
  min-height: {field - 4}px; }}
QLineEdit:disabled {{ background: {theme.win.name()}; color: {theme.muted.name()}; }}
QLineEdit[bare="true"] {{ background: transparent; border: 0; padding: 0; min-height: 0; }}
QScrollBar {{ background: transparent; border: 0; margin: 0; }}
QScrollBar:vertical {{ width: {handle + 4}px; }}
QScrollBar:horizontal {{ height: {handle + 4}px; }}
QScrollBar::handle {{ background: {theme.line2.name()}; border-radius: {handle // 2}px;
  margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {theme.faint.name()}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QMenu {{ background: {theme.raised.name()}; color: {theme.text.name()};
  border: 1px solid {theme.line2.name()}; padding: 6px 0; menu-scrollable: 1; }}
QMenu::scroller {{ height: {metrics.ICON}px; }}
QMenu::item {{ padding: 0 28px 0 16px; min-height: {field}px; }}
QMenu::item:selected {{ background: {lit.name()}; }}
QMenu::item:disabled {{ color: {theme.muted.name()}; }}
QMenu::separator {{ height: 1px; background: {theme.line.name()}; margin: 5px 0; }}
QMenu[painted="true"] {{ background: transparent; border: 0; }}
QMenu[painted="true"]::separator {{ height: 11px; background: transparent; margin: 0; }}
QMenu[tall="true"]::item {{ min-height: {metrics.TALL_ROW}px; }}
"""
