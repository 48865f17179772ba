"""What is seen, and the steps that lead there."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from annotator import Project
from annotator.app.bug_report import report_text
from annotator.app.counting import Wanted
from annotator.ui.dialogs.bug import open_sheet
from annotator.ui.dialogs.progress import ProgressSheet
from annotator.ui.jobs import Job
from annotator.ui.panels.overview.chart_card import ChartCard
from annotator.ui.window import Window
from tests.benchmarks.pictures import projects

STANDING = "stands still for its picture"
"""The name of a job that does not end while its window is there."""
_PATIENCE = 3
"""Seconds after which a button will not come any more."""
Step = str | Callable[[Window, Path], object]
"""``:action``, a key (``Tab``, ``Ctrl+A``), letters to type, or what is called."""


class View(NamedTuple):
    """One thing to see: the project it is seen in (None: none is open), and how one gets there."""

    name: str
    steps: tuple[Step, ...] = ()
    project: Callable[[Path], Path] | None = projects.sample


def take(step: Step, window: Window, folder: Path) -> None:
    """Take a step, as a hand would."""
    if not isinstance(step, str):
        step(window, folder)
    elif step.startswith(":"):
        window.verbs.actions[step[1:]].trigger()
    elif (focus := QApplication.activePopupWidget() or QApplication.focusWidget()) is not None:
        key = QKeySequence(step)
        if len(step) > 1 and step[0].isupper():
            QTest.keySequence(focus, key)
        else:
            QTest.keyClicks(focus, step)


def _bug(window: Window, _folder: Path) -> None:
    try:
        raise LookupError("a picture of a bug")  # noqa: TRY301 - it needs a trace
    except LookupError as error:
        open_sheet(window.frame, report_text(error))


def _main_menu(window: Window, _folder: Path) -> None:
    window.verbs.menus.open_main(window.top.menu)


def _take_in(files: Callable[[Path], Path]) -> Step:
    return lambda window, folder: window.verbs.importing.import_paths([files(folder)])


def _merge(window: Window, folder: Path) -> None:
    window.verbs.exchanging.merge_file(folder / "jonas.annotz")


def _spans_of_a_label(window: Window, _folder: Path) -> None:
    card = window.frame.findChildren(ChartCard)[0]
    card.spans_wanted.emit("Figure", Wanted(label="figure"))


def _merge_label(window: Window, _folder: Path) -> None:
    window.verbs.scheming.steps.ask_merge("figure")


def _keys_of(action: str) -> Step:
    def ask(window: Window, _folder: Path) -> None:
        assert window.verbs.preferring.sheet is not None
        page = window.verbs.preferring.sheet.keys
        page.ask(next(one for one in page.table.actions() if one.name == action))

    return ask


def _note_of_a_link(window: Window, folder: Path) -> None:
    with Project.open(folder / "Valley fires.annot", read_only=True) as project:
        article = next(project.articles()).id
        link = next(one for one in project.relations(article) if one.annotator == "Amara")
    window.verbs.relating.note_link(link.id)


def _problem(window: Window, _folder: Path) -> None:
    window.messages.show_problem("The project cannot be written: the disk is full.")


def _page_of_preferences(number: int) -> Step:
    def turn(window: Window, _folder: Path) -> None:
        assert window.verbs.preferring.sheet is not None
        window.verbs.preferring.sheet.show_page(number)

    return turn


def _press(name: str) -> Step:
    def press(window: Window, _folder: Path) -> None:
        def found() -> QAbstractButton | None:
            buttons = window.frame.findChildren(QAbstractButton)
            known = (one for one in buttons if one.isVisible() and one.isEnabled())
            return next((one for one in known if name in (one.accessibleName(), one.text())), None)

        until = time.monotonic() + _PATIENCE
        # It may come with what is still being worked out.
        while (button := found()) is None:
            if time.monotonic() > until:
                raise LookupError(f"no button “{name}” can be pressed")
            QTest.qWait(20)
        button.click()

    return press


def _menu_at(widget: QWidget, place: QPoint) -> None:
    """Ask for the menu of a place, by the right button or the key for menus."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget, event)


def _menu_of_marked(window: Window, _folder: Path) -> None:
    view = window.tagging.view
    mark = window.desk.active
    assert mark is not None
    _menu_at(view.viewport(), view.box_of(mark.start, mark.start + 1).center())


def _menu_of_an_article(window: Window, _folder: Path) -> None:
    rows = window.tagging.articles.view
    _menu_at(rows.viewport(), rows.visualRect(rows.currentIndex()).center())


def _long_job(window: Window, _folder: Path) -> None:
    def stand(report: Callable[[int], None]) -> None:
        # Until the window goes, and the job with it.
        while True:
            report(740)
            time.sleep(0.02)

    job: Job[None] = Job(stand, window.frame)
    job.setObjectName(STANDING)
    said = "{n} articles looked at"
    ProgressSheet(window.frame, job, "Looking for near duplicates", said, 2_000).run()
    QTest.qWait(700)


def _who(window: Window, _folder: Path) -> None:
    window.verbs.opening.ask_who()


_FIGURE = ("Tab", "Tab", "Tab")
_KEYS = (":preferences", _page_of_preferences(3))
VIEWS = (
    View("welcome", project=None),
    View("nothing yet", project=projects.empty),
    View("tagging"),
    View("a figure and its form", _FIGURE),
    View("several and their form", (":select_all",)),
    View("menu of an annotation", (*_FIGURE, _menu_of_marked)),
    View("menu of several", (*_FIGURE, ":select_all", _menu_of_marked)),
    View("menu of an article", (_menu_of_an_article,)),
    View("choosing a label", ("Down", "Down", "Space")),
    View("no article fits", (":filter_articles", "zzz")),
    View("find", (":find", "fire")),
    View("nothing found", (":find", "zzz")),
    View("main menu", (_main_menu,)),
    View("palette", (":palette",)),
    View("palette with words", (":palette", "dupl")),
    View("tag every occurrence", ("Tab", ":tag_all")),
    View("link", (*_FIGURE, ":link")),
    View("note of a link", (*_FIGURE, _note_of_a_link)),
    View("what is shown", (":show_filter",)),
    View("stripes", (":toggle_stripes",)),
    View("history", (":history",)),
    View("going back", (*_FIGURE, "Del", ":history", "Down", _press("Go back to here…"))),
    View("what was done to it", ("Tab", ":annotation_history")),
    View("to discuss", ("Tab", ":discuss")),
    View("note of an article", (":note",)),
    View("details of an article", (":details",)),
    View("flag", (":flag",)),
    View("zones of an article", (":zones",)),
    View("retire", (":retire",)),
    View("near duplicates", (":near_duplicates",), projects.with_a_copy),
    View("a long job", (_long_job,)),
    View("copies of an article", (":near_duplicates", ":copies"), projects.with_a_copy),
    View("versions compared", (":compare_versions",), projects.in_versions),
    View("annotations carried over", (":compare_versions", "2"), projects.in_versions),
    View("scheme", (":scheme",)),
    View("a new label", (":add_label",)),
    View("merging a label", (":scheme", _merge_label)),
    View("what a change touches", (":scheme", "Del", _press("Show them"))),
    View("leaving a changed scheme", (":add_label", "weapon", "Return", ":tag_mode")),
    View("an attribute", (":scheme", _press("Add an attribute"))),
    View("versions of the scheme", (":scheme_versions",)),
    View("review", (":review_mode",)),
    View("review, a pane each", (":review_mode", ":side_by_side")),
    View("rejecting", (":review_mode", ":reject_unit")),
    View("values of a proposal", (":review_mode", ":edit_proposal", ":edit_values")),
    View("agreement", (":agreement",)),
    View("overview", (":overview",)),
    View("behind a number", (":overview", _spans_of_a_label)),
    View("concordance", (":concordance",)),
    View("concordance with lines", (":concordance", "fire", "Return")),
    View("tagging lines", (":concordance", "fire", "Return", "Space", "t")),
    View("lines about to be tagged", (":concordance", "fire", "Return", "Space", "t", "2")),
    View("articles that hold it", (":concordance", "fire", "Return", _press("Articles"))),
    View("same words, tagged otherwise", (":tagged_unlike",)),
    View("tagged here and not there", (":left_untagged",)),
    View("intended", (":left_untagged", "i")),
    View("files taken in", (_take_in(projects.odd_files), ":import_report")),
    View("in which encoding", (_take_in(projects.undecided),)),
    View("a problem", (_problem,)),
    View("somebody's labels", (_take_in(projects.labelled),)),
    View("merge", (_merge,), projects.merged),
    View("conflicts", (":conflicts",), projects.in_conflict),
    View("export", (":export",)),
    View("who works", (_who,)),
    View("people", (":people",)),
    View("assign", (":assign",)),
    View("send", (":send",)),
    View("preferences", (":preferences",)),
    View("preferences, text", (":preferences", _page_of_preferences(1))),
    View("preferences, you", (":preferences", _page_of_preferences(2))),
    View("preferences, keys", _KEYS),
    View("preferences, keys of an action", (*_KEYS, _keys_of("undo"))),
    View("print", (":print_article",)),
    View("help", (":help",)),
    View("help, searched", (":help", "bundle", "Return")),
    View("about", (":about",)),
    View("a bug", (_bug,)),
    View("reading", (":reading",)),
)
