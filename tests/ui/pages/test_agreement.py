"""The agreement page: what it shows of a report, and what a number opens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.app.sample import sample_project
from annotator.model.agreement import AgreementReport, Measure
from annotator.model.unit import KINDS
from annotator.ui.apart import Apart
from annotator.ui.hub import Hub
from annotator.ui.jobs import Job
from annotator.ui.look import Theme, look, sans, text_width
from annotator.ui.look.contrast import contrast
from annotator.ui.pages.agreement import AgreementPage
from annotator.ui.panels.agreement.filters import Choice
from annotator.ui.panels.agreement.matrix import share_of
from annotator.ui.panels.agreement.query import SpanQuery
from annotator.ui.panels.agreement.reading import Reading, decimal
from annotator.ui.verbs.agreement import gather
from annotator.ui.widgets.heat_cell import heat, readable_on
from annotator.ui.widgets.number_button import NumberButton
from tests.ui.agreement_report import agreement_report, all_kinds
from tests.ui.reviewed import reviewed_article

_SIZES = [(1440, 824), (900, 572), (720, 404)]


def _queries(page: AgreementPage) -> list[SpanQuery]:
    asked: list[SpanQuery] = []
    page.spans_wanted.connect(lambda query, *_: asked.append(query))
    return asked


def test_the_figures_are_those_of_the_report(page: AgreementPage) -> None:
    assert [one.number.text() for one in page.figures.figures] == [
        "0.69", "0.68", "0.88", "1,271", "31 of 40",
    ]  # fmt: skip
    notes = [one.note.text() for one in page.figures.figures]
    assert notes[0] == "95 % interval 0.66 to 0.73"
    assert notes[3] == "684 equal in every respect"
    assert notes[4] == "9 by one person only"


def test_a_cell_opens_where_two_people_differ(page: AgreementPage) -> None:
    asked = _queries(page)
    cell = page.matrix.grid.cells[2, 1]
    assert (cell.number, cell.word) == ("0.66", "264 pairs")
    QTest.mouseClick(cell, Qt.MouseButton.LeftButton)
    assert asked[-1].annotators == ("Jonas", "Mei")
    assert "same" not in asked[-1].kinds
    assert set(asked[-1].kinds) == set(KINDS) - {"same"}


def test_few_pairs_and_none_are_said(page: AgreementPage) -> None:
    cells = page.matrix.grid.cells
    assert cells[4, 2].word == "23, few"
    none = cells[4, 1]
    assert (none.number, none.word, none.share) == ("–", "no article", None)
    assert not none.isEnabled()


def test_the_matrix_is_a_triangle_with_the_names_on_its_edge(page: AgreementPage) -> None:
    cells = page.matrix.grid.cells
    assert set(cells) == {(row, column) for row in range(5) for column in range(row + 1)}
    assert [cells[n, n].number for n in range(5)] == list(page.report.annotators)  # type: ignore[union-attr]
    assert cells[0, 0].word == "702"


def test_the_scale_lies_beside_the_cells(page: AgreementPage) -> None:
    grid, shown = page.matrix.grid, set[bool]()
    for width in range(1100, 1440, 8):
        page.resize(width, 824)
        QApplication.processEvents()
        box = grid.legend()
        shown.add(box is not None)
        cells = [QRectF(cell.geometry()) for cell in grid.cells.values()]
        assert box is None or not any(box.intersects(cell) for cell in cells), width
    assert shown == {True, False}


def test_labels_stand_by_their_agreement_all_before_them(page: AgreementPage) -> None:
    rows = page.labels.bars.rows
    assert [row.name for row in rows] == ["All labels", "Location", "Figure", "Source"]
    assert [row.value.text() for row in rows] == ["0.69", "0.77", "0.74", "0.58"]
    assert [row.pairs.text() for row in rows] == ["1,271", "459", "326", "486"]


def test_the_parts_of_a_bar_add_up_to_its_whole(page: AgreementPage) -> None:
    for how in range(3):
        page.kinds.switch.segment(how).click()
        for bar in page.kinds.bars.bars:
            parts = sum(count for _, count, _ in bar.segments)
            assert bar.total.text() == f"{parts:,}"
            widths = [segment.width() for _, _, segment in bar.segments]
            assert min(widths) >= 4
            # What is more is longer, but for what is rounded.
            counts = [count for _, count, _ in bar.segments]
            for one, wide in zip(counts, widths, strict=True):
                for other, narrow in zip(counts, widths, strict=True):
                    assert one <= other or wide >= narrow


def test_a_segment_opens_its_kind_of_its_row(page: AgreementPage) -> None:
    asked = _queries(page)
    bar = next(one for one in page.kinds.bars.bars if one.part.name == "Source")
    step, count, segment = bar.segments[3]
    assert (step.key, count) == ("value", 38)
    QTest.mouseClick(segment, Qt.MouseButton.LeftButton)
    assert set(asked[-1].kinds) == {"value", "attribute"}
    assert asked[-1].label == "source"


def test_where_any_overlap_matches_other_edges_are_agreed(page: AgreementPage) -> None:
    page.filters.choose(page.filters.choice.__class__(match="overlap"))
    bar = page.kinds.bars.bars[0]
    assert [(step.key, count) for step, count, _ in bar.segments] == [
        ("agreed", 684 + 236), ("missed", 215), ("value", 108), ("label", 28),
    ]  # fmt: skip
    asked = _queries(page)
    bar.segments[0][2].click()
    assert set(asked[-1].kinds) == {"same", "edges"}


def test_labels_against_each_other(page: AgreementPage) -> None:
    asked = _queries(page)
    cells = page.confusion.grid.cells
    assert cells[0, 0].share is None
    assert cells[3, 0].number == "96"
    assert cells[3, 0].share == 1
    assert (3, 3) not in cells
    QTest.mouseClick(cells[1, 0], Qt.MouseButton.LeftButton)
    assert asked[-1].labels is not None
    assert set(asked[-1].labels) == {"source", "location"}


def test_two_people_make_a_square_with_named_sides(
    page: AgreementPage, report: AgreementReport
) -> None:
    two = report._replace(
        annotators=("Amara", "Mei"), confusion={("source", "figure"): 4, ("figure", "source"): 7}
    )
    page.show_report(two)
    cells = page.confusion.grid.cells
    assert (cells[0, 2].number, cells[2, 0].number) == ("4", "7")
    assert "rows Amara" in page.confusion.about.text()


def test_what_is_undefined_says_why(page: AgreementPage, report: AgreementReport) -> None:
    why = "all tokens bear the same label"
    measure = Measure("unitizing_alpha", None, report.annotators, None, 0, why=why)
    page.show_report(report._replace(measures=(measure,)))
    assert page.figures.figures[0].number.text() == "–"
    assert page.figures.figures[0].note.text() == why


def test_weeks_can_be_looked_at(page: AgreementPage) -> None:
    page.labels.switch.segment(1).click()
    assert page.labels.trend.isVisible()
    assert "0.52, 210 pairs" in page.labels.trend.accessibleDescription()


def test_without_two_people_it_says_what_is_needed(
    page: AgreementPage, report: AgreementReport
) -> None:
    page.show_report(report._replace(annotators=("Amara",), articles=(), measures=()))
    assert page.empty.isVisible()
    assert not page.area.isVisible()


def test_the_methods_paragraph_is_copied_by_a_key(page: AgreementPage) -> None:
    copied: list[str] = []
    page.copy_wanted.connect(copied.append)
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_M)
    assert copied == [agreement_report().methods]


def test_escape_leads_back_to_the_article(page: AgreementPage) -> None:
    left: list[bool] = []
    page.article_wanted.connect(lambda: left.append(True))
    QTest.keyClick(page, Qt.Key.Key_Escape)
    page.pages.segment(0).click()
    assert left == [True, True]
    assert page.pages.current() == 1


def test_another_measure_needs_no_other_report(page: AgreementPage) -> None:
    page.filters.choose(page.filters.choice.__class__(measure="f1_exact"))
    assert page.figures.figures[0].number.text() == "0.68"
    assert not page.work.isActive()


def test_other_people_need_another_report(page: AgreementPage) -> None:
    page.filters.choose(page.filters.choice.__class__(annotators=("Amara", "Mei")))
    assert page.work.isActive()
    page.work.stop()


@pytest.mark.parametrize("size", _SIZES)
def test_it_fits_every_window(page: AgreementPage, size: tuple[int, int]) -> None:
    page.resize(*size)
    assert (page.width(), page.height()) == size
    cards: list[QWidget] = [page.matrix, page.labels, page.kinds, page.confusion, page.methods]
    for card in cards:
        place = card.mapTo(page, card.rect().topRight())
        assert place.x() <= size[0] - 24
    for button in page.findChildren(NumberButton):
        if button.isVisible():
            assert button.width() >= text_width(button.text(), sans(button._px, button._weight))


def test_every_number_can_be_reached_and_has_a_name(page: AgreementPage) -> None:
    for button in page.findChildren(NumberButton):
        assert button.accessibleName()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    for cell in page.matrix.grid.cells.values():
        assert cell.accessibleName()


def test_what_stands_on_heat_can_be_read(theme: Theme) -> None:
    del theme
    for step in range(101):
        fill = heat(step / 100)
        assert contrast(readable_on(fill), fill) >= 4.5


def test_the_scale_begins_at_a_half_and_ends_at_four_fifths() -> None:
    assert share_of(0.50) == 0
    assert share_of(0.80) == pytest.approx(1)
    assert heat(5) == heat(1)
    assert heat(-1) == heat(0) == look().kinds["agreed"].fill


def test_a_negative_coefficient_has_a_minus() -> None:
    assert decimal(-0.125) == "−0.12"
    assert decimal(None) == "–"


def test_fleiss_stands_in_for_cohen_where_there_are_several(report: AgreementReport) -> None:
    fleiss = Measure("fleiss_kappa", None, report.annotators, 0.5, 10)
    reading = Reading(report._replace(measures=(fleiss,)), [], "cohen_kappa", "edges")
    assert reading.overall() == fleiss
    assert reading.overall(label="source") is None


def test_the_made_up_report_adds_up(report: AgreementReport) -> None:
    assert sum(all_kinds().values()) == 1271
    assert sum(sum(one.values()) for one in report.kinds_by_pair.values()) == 1271


def test_the_keyboard_stays_at_its_number_when_the_intervals_come(
    page: AgreementPage, report: AgreementReport, qtbot: QtBot
) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    places: list[Callable[[], QWidget]] = [
        lambda: page.matrix.grid.cells[3, 1],
        lambda: page.confusion.grid.cells[1, 0],
        lambda: page.labels.bars.rows[2].value,
        lambda: page.kinds.bars.bars[1].segments[2][2],
        lambda: page.filters.first,
    ]
    for place in places:
        before = place()
        before.setFocus()
        page.show_report(report)
        assert place().hasFocus()
        assert (place() is before) == (before is page.filters.first)


class _Windows(QObject):
    """Notes what is shown as a window."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.seen: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_no_part_of_it_is_ever_a_window(hub: Hub, qtbot: QtBot, qapp: QApplication) -> None:
    windows = _Windows(qapp)
    page = AgreementPage(hub)
    qtbot.addWidget(page)
    qapp.removeEventFilter(windows)
    assert windows.seen == []


def test_while_people_work_blind_it_is_of_what_one_may_see(
    hub: Hub, project: Project, qtbot: QtBot
) -> None:
    article = project.import_text("Kyiv said 600 people had left.").id
    for who in ("Amara", "Jonas"):
        project.work_as(who)
        project.annotate(article, 0, 4, "source")
        project.corpus.set_state(article, "done")
    project.work_as("Olena")
    project.team.set_blind(True)
    project.team.add_person("Mei")
    page = AgreementPage(hub)
    qtbot.addWidget(page)
    for who, seen in (("Jonas", (article,)), ("Mei", ()), ("Amara", (article,))):
        project.work_as(who)
        page.outdate()
        page.show()
        qtbot.waitUntil(
            lambda it=seen: page.report is not None and page.report.articles == it  # type: ignore[misc]
        )
        every = SpanQuery("every")
        found = gather(Apart(project.path, who, blind=True), every, Choice(), (article,), _unheard)
        assert len(found) == len(seen)


def test_nothing_is_worked_out_for_a_page_that_was_left(
    hub: Hub, project: Project, qtbot: QtBot
) -> None:
    article = project.import_text("Kyiv said 600 people had left.").id
    for who in ("Amara", "Jonas"):
        project.work_as(who)
        project.annotate(article, 0, 4, "source")
    page = AgreementPage(hub)
    qtbot.addWidget(page)
    page.show()
    page.hide()
    assert page.outdated
    qtbot.waitUntil(lambda: not page.findChildren(Job))
    assert page.report is None
    page.show()
    qtbot.waitUntil(lambda: page.report is not None)


def test_every_number_counts_what_it_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "home"))
    with Project.open(sample_project(), "Amara") as sample:
        report = sample.comparing.report()
        apart = Apart.of(sample)
        found = {
            one: gather(apart, SpanQuery("", annotators=one), Choice(), report.articles, _unheard)
            for one in report.kinds_by_pair
        }
        assert {pair: len(all_of) for pair, all_of in found.items()} == {
            pair: sum(counts.values()) for pair, counts in report.kinds_by_pair.items()
        }
    every = [one for all_of in found.values() for one in all_of]

    def opened(query: SpanQuery) -> int:
        return sum(query.fits(one, outlet) for one, _, outlet in every)

    for key, counts in report.kinds_by_label.items():
        for kind, number in counts.items():
            assert opened(SpanQuery("", label=key, kinds=(kind,))) == number, (key, kind)
    for outlet, counts in report.kinds_by_outlet.items():
        assert opened(SpanQuery("", outlet=outlet)) == sum(counts.values())
    for pair, number in report.confusion.items():
        assert opened(SpanQuery("", labels=pair)) == number, pair


def _unheard(_: int) -> None:
    """Take no notice of progress."""


def test_who_works_blind_is_told_when_it_is_compared(
    hub: Hub, project: Project, qtbot: QtBot
) -> None:
    reviewed_article(project)
    project.team.add_person("Nobody yet")
    project.team.set_blind(True)
    project.work_as("Nobody yet")
    project.session.keeps_blind = True
    page = AgreementPage(hub)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.report is not None)
    assert page.blind.isVisible()
    assert not page.empty.isVisible()
