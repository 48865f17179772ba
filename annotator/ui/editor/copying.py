"""What is copied out of the text: the stored characters, and not Qt's."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from annotator.ui.editor.scene import Scene

_BYTE_ORDER_MARK = "\ufeff"


def copied(scene: Scene) -> str:
    """Give the stored characters that are selected: Qt would make a no-break space a space."""
    return " … ".join(scene.display.text[slice(*span)] for span in scene.spans)


def put_on_clipboard(scene: Scene) -> None:
    """Copy what is selected; where nothing is, the clipboard stays as it was.

    Data made in Python (`data_of`) and still on the clipboard when the program ends would crash it
    (PySide6 6.11), so the clipboard is given the words only.
    """
    if scene.spans:
        QGuiApplication.clipboard().setText(_for_qt(copied(scene)))


def data_of(scene: Scene) -> QMimeData:
    """Give what is selected as data that can be dragged away."""
    data = QMimeData()
    if scene.spans:
        data.setText(_for_qt(copied(scene)))
    return data


def _for_qt(words: str) -> str:
    """Double the byte order mark that words begin with: on the way to Qt one is dropped."""
    return _BYTE_ORDER_MARK + words if words.startswith(_BYTE_ORDER_MARK) else words
