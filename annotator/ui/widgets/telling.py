"""Having a screen reader say what it would not notice by itself."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def tell(part: QWidget, words: str, *, urgent: bool = False) -> None:
    """Say words about a part of the window; ``urgent`` ones come before what is being said."""
    # 2 ms that a window opens without.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415

    said = QAccessibleAnnouncementEvent(part, words)
    if urgent:
        said.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(said)


def tell_value(part: QWidget, value: str) -> None:
    """Say that a part stands at another value, which is its description as well."""
    from PySide6.QtGui import QAccessible, QAccessibleValueChangeEvent  # noqa: PLC0415 - as above

    part.setAccessibleDescription(value)
    QAccessible.updateAccessibility(QAccessibleValueChangeEvent(part, value))


def tell_focus(part: QWidget) -> None:
    """Say that the keyboard is in a part."""
    from PySide6.QtGui import QAccessible, QAccessibleEvent  # noqa: PLC0415 - as above

    QAccessible.updateAccessibility(QAccessibleEvent(part, QAccessible.Event.Focus))
