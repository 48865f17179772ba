"""The manual: its pages at the left with a search above them, the page that is read beside them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QTextEdit, QVBoxLayout, QWidget

from annotator.ui.commands.command import Command, Match
from annotator.ui.commands.command_list import CommandList
from annotator.ui.dialogs.help.manual import CHAPTERS, START, Hit, find, page_text, page_title
from annotator.ui.dialogs.help.page import set_page
from annotator.ui.dialogs.sided import SidedGround
from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, look, metrics, tint
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.text import Text

_WIDTH, _HEIGHT, _SIDE = 960, 680, 304
_NARROW, _NARROW_SIDE = 760, 208
_MOST_HITS = 60


class HelpSheet(QObject):
    """Shows the manual; freed when it closes.

    Args:
        window: what it covers.
        page: the page that is open at first.
    """

    def __init__(self, window: QWidget, page: str = START) -> None:
        super().__init__(window)
        width = min(_WIDTH, window.width() - 2 * metrics.SPACE_EDGE)
        height = min(_HEIGHT, window.height() - 2 * metrics.SPACE_EDGE)
        ground = _Ground(self, _SIDE if width > _NARROW else _NARROW_SIDE)
        ground.setFixedSize(width, height)
        self._past: list[str] = []
        self._coming: list[str] = []
        self.page = ""
        self.list = CommandList(
            tr("Pages of the manual"),
            tr("Search the manual"),
            heads=True,
            nothing=tr("The manual does not say that. Try another word."),
            sieve=self._sieve,
        )
        self.list.chosen.connect(lambda command: command.run())
        self.text = QTextBrowser()
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenLinks(False)
        self.text.viewport().setAutoFillBackground(False)  # it is written on the sheet itself
        self.text.document().setDocumentMargin(metrics.SPACE_SECTIONS)
        self.text.anchorClicked.connect(self._on_link)
        self.back = IconButton("left", tr("Page before"), "Alt Left")
        self.back.clicked.connect(self.go_back)
        self.onward = IconButton("right", tr("Next page"), "Alt Right")
        self.onward.clicked.connect(self.go_onward)
        self.close_button = IconButton("x", tr("Close"), "Esc")
        self.close_button.clicked.connect(self.close)
        ground.put(self._side(), self._rest())
        self.popover = Popover(ground, window, tr("Help"), scrim=True)
        self.popover.closed.connect(self._on_closed)
        self._pages = [
            Command(
                page_title(one.name),
                partial(self.show_page, one.name),
                icon=one.icon,
                group=tr(chapter),
            )
            for chapter, pages in CHAPTERS
            for one in pages
        ]
        self.list.set_commands(self._pages)
        self.show_page(page)

    def open(self) -> None:
        """Show the sheet; one may type what to look for at once."""
        window = self.popover.parentWidget()
        assert window is not None
        top = (window.height() - self.popover.sizeHint().height()) // 2
        self.popover.open_centred(top, focus=self.list.field.edit)

    def close(self) -> None:
        """Close it."""
        self.popover.hide()

    def show_page(self, page: str) -> None:
        """Turn to a page, from its beginning."""
        if page != self.page:
            if self.page:
                self._past.append(self.page)
            self._coming.clear()
        self._turn(page)

    def go_back(self) -> None:
        """Turn to the page that was read before."""
        if self._past:
            self._coming.append(self.page)
            self._turn(self._past.pop())

    def go_onward(self) -> None:
        """Turn to the page from which one went back."""
        if self._coming:
            self._past.append(self.page)
            self._turn(self._coming.pop())

    def find(self) -> None:
        """Lead the focus to the field of the search."""
        self.list.field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.field.edit.selectAll()

    def _side(self) -> QWidget:
        side = QWidget()
        head = QHBoxLayout()
        set_margins(head, metrics.SPACE_EDGE, metrics.SPACE, metrics.SPACE, 0, within=side)
        head.setSpacing(0)
        head.addWidget(Text(tr("Help"), px=metrics.TEXT_TITLE, weight=STRONG), 1)
        head.addWidget(self.back)
        head.addWidget(self.onward)
        column = QVBoxLayout(side)
        set_margins(column, 0, metrics.SPACE_INSIDE, 1, 0, within=side)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        return side

    def _rest(self) -> QWidget:
        rest = QWidget()
        head = QHBoxLayout()
        set_margins(head, 0, metrics.SPACE, metrics.SPACE, 0, within=rest)
        head.addStretch(1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(rest)
        column.setContentsMargins(1, metrics.SPACE_INSIDE, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.text, 1)
        return rest

    def _turn(self, page: str) -> None:
        self.page = page
        set_page(self.text.document(), page_text(page))
        self.text.setAccessibleName(page_title(page))
        self.text.setExtraSelections([])
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.text.setTextInteractionFlags(
            self.text.textInteractionFlags() | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.back.setEnabled(bool(self._past))
        self.onward.setEnabled(bool(self._coming))
        if not self.list.field.text():
            self._select(page_title(page))

    def _select(self, title: str) -> None:
        """Let the list say which page is read."""
        for row, match in enumerate(self.list.model.rows):
            if isinstance(match, Match) and match.command.text == title:
                index = self.list.model.index(row)
                self.list.view.setCurrentIndex(index)
                self.list.view.scrollTo(index)

    def _show_hit(self, hit: Hit) -> None:
        self.show_page(hit.page)
        block = self.text.document().findBlockByNumber(hit.number)
        cursor = QTextCursor(block)
        self.text.setTextCursor(cursor)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        ground = tint(look().accent, look().accent_row)
        mark.format.setBackground(ground)
        self.text.setExtraSelections([mark])
        bar = self.text.verticalScrollBar()
        place = self.text.document().documentLayout().blockBoundingRect(block)
        bar.setValue(round(place.top()) - self.text.viewport().height() // 4)

    def _on_link(self, url: QUrl) -> None:
        self.show_page(url.fileName().removesuffix(".md"))

    def _sieve(self, _: Sequence[Command], query: str) -> tuple[Sequence[Command], str]:
        """Give the pages, or what is found in them."""
        if not query.strip():
            return self._pages, ""
        found = [
            Command(
                hit.text,
                partial(self._show_hit, hit),
                group=page_title(hit.page),
                letters=hit.letters,
            )
            for hit in find(query)[:_MOST_HITS]
        ]
        return found, "" if found else query

    def _on_closed(self) -> None:
        self.popover.deleteLater()
        self.deleteLater()


class _Ground(SidedGround):
    """Takes the keys that turn pages."""

    def __init__(self, sheet: HelpSheet, side: int) -> None:
        super().__init__(side)
        self._sheet = sheet

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held, key = event.modifiers(), event.key()
        verbs = {
            (Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Left): self._sheet.go_back,
            (Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Right): self._sheet.go_onward,
            (Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_F): self._sheet.find,
        }
        verb = verbs.get((held, Qt.Key(key)))
        if verb is None:
            super().keyPressEvent(event)
        else:
            verb()


def open_help(window: QWidget, page: str = START) -> HelpSheet:
    """Open a page of the manual; its links lead to the others."""
    sheet = HelpSheet(window, page)
    sheet.open()
    return sheet
