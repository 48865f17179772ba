"""What the card says while no difference is current."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.review.desk import ReviewDesk
from annotator.ui.review.units import is_open_difference
from annotator.ui.widgets.empty_state import EmptyState
from annotator.ui.widgets.push_button import PushButton


class CardState(EmptyState):
    """What the card says while no unit is current, and the one thing to do then."""

    def __init__(self, review: ReviewDesk) -> None:
        super().__init__(tr("Nothing to review"), icon="review")
        self._review = review
        self.button = PushButton("", "primary", keys="Enter")
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertSpacing(layout.count() - 1, metrics.SPACE_EDGE)
        layout.insertWidget(layout.count() - 1, self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.does = ""
        """What the button does: ``next``, ``open``, ``take``, ``merge``, ``done`` or nothing."""
        self.button.clicked.connect(self.acted)

    def refresh(self, has_article: bool) -> None:
        """Say what is so."""
        review = self._review
        units, people = review.units, review.review.people
        if not has_article:
            self._say(tr("No article is open"), tr("Alt ↓ opens the next one."), "")
        elif not review.review.article:
            self._say(tr("Comparing what everybody marked…"), "", "")
        elif review.review.hidden:
            self._say(
                tr("You work blind"),
                tr(
                    "Others’ work on this article stays hidden until you have marked the article "
                    "done."
                ),
                "done",
            )
        elif not people:
            self._say(
                tr("Nobody has tagged this article yet"),
                tr("There is something to review once two people have."),
                "next",
            )
        elif len(people) < 2:
            self._say(
                tr("This article needs a second person"),
                tr(
                    "{who} alone has worked on it. Merge what others sent you.",
                    who=review.name_of(people[0]),
                ),
                "merge",
            )
        elif not units:
            self._say(tr("Nobody marked anything here"), tr("All agree on that."), "next")
        elif left := sum(is_open_difference(one) for one in units):
            self._say(
                tr("{n} still open", n=left),
                tr("What is left waits for you or for others."),
                "open",
            )
        elif agreed := len(review.agreed()):
            self._say(
                tr("No open difference"),
                tr("On {n} all agree. They count once they are taken.", n=agreed),
                "take",
            )
        else:
            self._say(
                tr("All {n} settled", n=len(units)), tr("The consensus of this article stands."),
                "next",
            )  # fmt: skip

    def _say(self, title: str, sentence: str, does: str) -> None:
        self.set_words(title, sentence)
        self.does = does
        faces = {
            "next": (tr("Next article"), "Enter"),
            "open": (tr("Next open one"), "Enter"),
            "take": (tr("Take all agreed"), "Shift A"),
            "merge": (tr("Merge…"), ""),
            "done": (tr("Mark the article done"), "Ctrl Enter"),
        }
        if does in faces:
            self.button.set_face(*faces[does])
        self.button.setVisible(does in faces)
