"""The manual in the program: Markdown files of ``resources/help``, and who made it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from annotator.resources import resource
from annotator.ui.dialogs.manual_page import set_page
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.i18n import tr
from annotator.ui.widgets.text import Text
from annotator.version import __version__

_WIDTH = 760
_HEIGHT = 520
_ACTIONS_HERE = "<!-- actions -->"
_NATIVE = QKeySequence.SequenceFormat.NativeText


def open_help(window: QWidget, page: str = "start") -> Sheet:
    """Open a page of the manual; its links lead to the others."""
    text = QTextBrowser()
    text.setFrameShape(QFrame.Shape.NoFrame)
    text.setOpenLinks(False)
    text.setFixedHeight(min(_HEIGHT, window.height() - 240))
    text.setAccessibleName(tr("Help"))
    text.anchorClicked.connect(lambda url: _show(text, url.fileName().removesuffix(".md")))
    _show(text, page)
    sheet = Sheet(window, tr("Help"), text, answer="", refusal=tr("Close"), width=_WIDTH)
    sheet.open(text)
    return sheet


def open_about(window: QWidget) -> Sheet:
    """Tell version, licence and where everything stays."""
    words = Text(
        tr(
            "Version {version}. Apache licence 2.0. Everything stays on this computer: no account, "
            "no network.",
            version=__version__,
        ),
        role="muted",
        lines=4,
    )
    sheet = Sheet(window, "Annotator", words, answer="", refusal=tr("Close"))
    sheet.open(sheet.refuse)
    return sheet


def page_text(page: str) -> str:
    """Give a page of the manual as Markdown, with the table of actions where it belongs."""
    text = resource("help", f"{page}.md").read_text(encoding="utf-8")
    return text.replace(_ACTIONS_HERE, _table_of_actions()) if _ACTIONS_HERE in text else text


def _table_of_actions() -> str:
    """Write all actions with their keys, so that the manual cannot say others."""
    from annotator.ui.actions import ACTIONS  # noqa: PLC0415 - it is for the window to import that

    lines = ["| | |", "| --- | --- |"]
    group = ""
    for spec in ACTIONS:
        if spec.group != group:
            group = spec.group
            lines.append(f"| **{tr(group)}** | |")
        keys = [QKeySequence(keys).toString(_NATIVE) for keys in spec.keys]
        shown = " ".join(f"`{key}`" for key in keys or [spec.hint.replace(" ", "+")] if key)
        lines.append(f"| {tr(spec.text).rstrip('…')} | {shown} |")
    return "\n".join(lines)


def _show(text: QTextBrowser, page: str) -> None:
    set_page(text.document(), page_text(page))
    text.moveCursor(QTextCursor.MoveOperation.Start)
    text.setTextInteractionFlags(
        text.textInteractionFlags() | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    )
