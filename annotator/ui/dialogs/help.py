"""The manual in the program: Markdown files of ``resources/help``, and who made it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from annotator.resources import resource
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.i18n import tr
from annotator.ui.widgets.text import Text
from annotator.version import __version__

_WIDTH = 760
_HEIGHT = 520


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


def _show(text: QTextBrowser, page: str) -> None:
    path = resource("help", f"{page}.md")
    text.setMarkdown(path.read_text(encoding="utf-8"))
    text.setTextInteractionFlags(
        text.textInteractionFlags() | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    )
