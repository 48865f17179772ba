"""The charts of the overview: numbers add up, open what they count, and can be saved."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.app import counting
from annotator.app.counting import Wanted
from annotator.app.sample import sample_project
from annotator.model.listing import LabelOutline
from annotator.ui.hub import Hub
from annotator.ui.look import Theme
from annotator.ui.pages.overview import OverviewPage
from annotator.ui.panels.overview.chart_card import ChartCard
from annotator.ui.panels.overview.count_rows import paint_labels
from annotator.ui.review.count import ReviewCount
from annotator.ui.verbs.charts import ChartVerbs, painted
from annotator.ui.widgets.message_bar import MessageBar
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.saved_card import WAYS
from annotator.ui.widgets.text import Text

Asked = list[tuple[str, Wanted]]


@pytest.fixture
def hub(qapp: object, problems: list[str], home: Path) -> Any:
    """Give a hub on the sample: three people, six outlets."""
    del qapp, home
    made = Hub()
    made.problem.connect(problems.append)
    made.open(Project.open(sample_project(), "Amara"))
    yield made
    made.close(quietly=True)
    made.deleteLater()


@pytest.fixture
def page(hub: Hub, qtbot: QtBot) -> OverviewPage:
    made = OverviewPage(hub, ReviewCount(hub, hub))
    qtbot.addWidget(made)
    made.resize(1440, 1400)
    made.show()
    # What is read last stands here.
    qtbot.waitUntil(
        lambda: any(one.isVisible() for one in made.open.bar.numbers.values()), timeout=20_000
    )
    return made


def _asked(card: ChartCard) -> Asked:
    asked: Asked = []
    card.spans_wanted.connect(lambda title, wanted: asked.append((title, wanted)))
    return asked


def _click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_the_labels_add_up_and_open(page: OverviewPage, hub: Hub, theme: Theme) -> None:
    card, asked = page.labels, _asked(page.labels)
    assert theme.name in ("light", "dark")
    assert sum(row.count for row in card.rows) == int(card.total.text().replace(",", ""))
    counts = [row.count for row in card.rows]
    assert counts == sorted(counts, reverse=True)
    _click(card.rows[0])
    project = hub.project
    assert project is not None
    title, wanted = asked[-1]
    assert title == card.rows[0].label.name
    assert len(project.counting.spans(wanted)) == card.rows[0].count
    page.people.picked.emit("Mei")
    assert sum(row.count for row in card.rows) < sum(counts)
    _click(card.rows[0])
    spans = project.counting.spans(asked[-1][1])
    assert len(spans) == card.rows[0].count
    assert {one.annotator for one, _ in spans} == {"Mei"}
    assert not card.grab().isNull()


def test_articles_add_up_too(page: OverviewPage, hub: Hub) -> None:
    card, asked = page.labels, _asked(page.labels)
    every = sum(row.count for row in card.rows)
    card.switch.set_current(1)
    card.switch.picked.emit(1)
    assert sum(row.counts.total() for row in card.articles) == every
    _click(card.articles[0])
    project = hub.project
    assert project is not None
    found = project.counting.spans(asked[-1][1])
    assert len(found) == card.articles[0].counts.total()
    assert {title for _, title in found} == {card.articles[0].title}
    heads, first, *_ = card.table()
    assert (heads[0], heads[-1], first[-1]) == ("article", "all", len(found))


def test_every_part_of_a_bar_opens_what_it_counts(page: OverviewPage, hub: Hub) -> None:
    card, asked = page.values, _asked(page.values)
    project = hub.project
    assert project is not None
    assert len(card.bars) == 6
    for bar in card.bars:
        assert sum(part.count for part in bar.parts) == int(bar.total.text())
        for part in bar.parts:
            part.click()
            assert len(project.counting.spans(asked[-1][1])) == part.count, asked[-1]
        bar.total.click()
        assert len(project.counting.spans(asked[-1][1])) == int(bar.total.text())


def test_other_values_can_be_chosen(page: OverviewPage) -> None:
    card = page.values
    assert card._facts is not None
    for subject in card._facts.subjects:
        card._take(subject)
        assert not card.grab().isNull()
        if card.bars:
            heads, *rows = card.table()
            assert len({len(row) for row in (heads, *rows)}) == 1
    page.people.picked.emit("Mei")
    page.people.picked.emit("")


def test_what_meets_opens(page: OverviewPage, hub: Hub) -> None:
    card, asked = page.together, _asked(page.together)
    project = hub.project
    assert project is not None
    for (row, column), cell in card.grid.cells.items():
        cell.click()
        spans = project.counting.spans(asked[-1][1])
        assert spans
        if row == column:
            assert cell.number == f"{card._tallies.paragraphs[asked[-1][1].label]:,}"
    for pair in card.rows:
        pair.click()
        spans = project.counting.spans(asked[-1][1])
        assert len(spans) >= pair.count > 1
    assert not card.grab().isNull()


def test_named_stand_against_unnamed(page: OverviewPage, hub: Hub) -> None:
    card, asked = page.values, _asked(page.values)
    project = hub.project
    assert project is not None
    assert card.choice.text() == "" or "Named and unnamed" in card.choice.accessibleName()
    assert list(card._parts) == ["named", "unnamed"]
    shares = [bar.counts["unnamed"] / bar.counts.total() for bar in card.bars]
    assert shares == sorted(shares, reverse=True)
    card.bars[0].parts[-1].click()
    kinds = {one.attributes["kind"] for one, _ in project.counting.spans(asked[-1][1])}
    assert kinds <= {"unnamed-official", "unnamed-person"}
    heads, *rows = card.table()
    assert heads == ("outlet", "named", "unnamed", "all")
    assert len(rows) == len(card.bars)


def test_whose_values_are_shown_is_found_by_letters(page: OverviewPage) -> None:
    card = page.values
    assert card._facts is not None
    titles = [one.title for one in card._facts.subjects]
    wanted = next(
        one
        for one in card._facts.subjects
        if one is not card._subject and sum(one.title in title for title in titles) == 1
    )
    card.choice.click()
    (popover,) = (one for one in page.window().findChildren(Popover) if one.isVisible())
    field = popover.findChildren(QLineEdit)[0]
    field.setText(wanted.title)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert card._subject == wanted
    assert wanted.title in card.choice.accessibleName()
    assert not popover.isVisible()


def test_weeks_open_what_was_made_in_them(page: OverviewPage, hub: Hub) -> None:
    card, asked = page.pace, _asked(page.pace)
    project = hub.project
    assert project is not None
    made = sum(column.count for column in card.columns.columns)
    assert made == int(page.labels.total.text().replace(",", ""))
    for column in card.columns.columns:
        column.setFocus()
        QTest.keyClick(column, Qt.Key.Key_Return)
        assert len(project.counting.spans(asked[-1][1])) == column.count
    page.people.picked.emit("Mei")
    card.columns.columns[-1].click()
    found = project.counting.spans(asked[-1][1])
    assert {one.annotator for one, _ in found} == {"Mei"}
    assert len(found) == card.columns.columns[-1].count
    heads, *rows = card.table()
    assert heads == ("week", "Mei", "all")
    assert sum(row[-1] for row in rows if isinstance(row[-1], int)) == len(found)


def test_the_number_of_a_person_opens_what_they_tagged(page: OverviewPage, hub: Hub) -> None:
    card, asked = page.people, _asked(page.people)
    project = hub.project
    assert project is not None
    for row in card.rows:
        assert row.counts.total() == row.person.annotations
        row.number.click()
        assert not row.isChecked()
        found = project.counting.spans(asked[-1][1])
        assert len(found) == row.person.annotations
        assert {one.annotator for one, _ in found} == {row.person.annotator}
    heads, *rows = card.table()
    assert heads[:2] == ("annotator", "articles done")
    assert len(rows) == len(card.rows)


def test_words_are_counted_and_open(page: OverviewPage, hub: Hub) -> None:
    card, asked = page.labels, _asked(page.labels)
    project = hub.project
    assert project is not None
    card.switch.set_current(2)
    card.switch.picked.emit(2)
    assert card.words
    for row in card.words[:20]:
        row.click()
        assert len(project.counting.spans(asked[-1][1])) == row.count > 1
    heads, *rows = card.table()
    assert heads == ("words", "label", "annotations")
    assert len(rows) >= len(card.words)
    assert not card.grab().isNull()


@pytest.mark.parametrize("ending", [ending for ending, _ in WAYS])
@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("states", "settled"),
        ("people", "Amara"),
        ("pace", "annotations a week"),
        ("labels", "Figure"),
        ("values", "Weather desk"),
        ("open", "missed"),
        ("together", "san carlos"),
    ],
)
def test_every_chart_is_saved(
    page: OverviewPage,
    hub: Hub,
    name: str,
    word: str,
    ending: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    out = tmp_path / f"chart 🇺🇦.{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(out), ""))
    messages = MessageBar(page)
    qtbot.addWidget(messages)
    card: ChartCard = getattr(page, name)
    before = card.size()
    ChartVerbs(hub, messages, page).save(card, ending)
    assert str(out) in messages.text()
    data = out.read_bytes()
    if ending == "csv":
        heads, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        assert len(rows) == len(card.table()) - 1 > 0
        assert {len(row) for row in rows} == {len(heads)}
    elif ending == "svg":
        words = "".join(etree.fromstring(data).itertext())
        assert word in words
        assert "Merge" not in words
    else:
        assert QImage.fromData(data).width() == 2 * card.width()
    assert all(tool.isVisible() for tool in card.tools)
    assert card.size() == before


def test_a_saved_picture_shows_the_rows_that_had_to_be_scrolled_to(page: OverviewPage) -> None:
    card = page.open
    card.setMinimumHeight(0)
    card.resize(card.width(), 200)
    last = card.rows[-1].article.title
    words = "".join(etree.fromstring(painted(card, "svg")).itertext())
    assert last in words


def test_a_full_disk_is_said(
    page: OverviewPage, hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    out = tmp_path / "missing" / "chart.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(out), ""))
    messages = MessageBar(page)
    qtbot.addWidget(messages)
    hub.problem.connect(messages.show_problem)
    ChartVerbs(hub, messages, page).save(page.labels, "csv")
    assert "cannot be written" in messages.text()


def test_spans_are_listed_and_lead_to_their_place(
    page: OverviewPage, hub: Hub, qtbot: QtBot, wait_for_sheet: Callable[[], QWidget]
) -> None:
    messages = MessageBar(page)
    qtbot.addWidget(messages)
    verbs = ChartVerbs(hub, messages, page)
    places: list[tuple[str, int, int]] = []
    verbs.place_wanted.connect(lambda *place: places.append(place))
    verbs.serve(page.labels)
    _click(page.labels.rows[0])
    QTest.keyClick(wait_for_sheet(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(places))
    article, start, end = places[0]
    project = hub.project
    assert project is not None
    assert 0 <= start < end <= len(project.article(article).text)


def test_that_a_list_is_not_all_is_said(
    page: OverviewPage,
    hub: Hub,
    qtbot: QtBot,
    wait_for_sheet: Callable[[], QWidget],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(counting, "MOST_SHOWN", 5)
    messages = MessageBar(page)
    qtbot.addWidget(messages)
    ChartVerbs(hub, messages, page).list_spans("All annotations", Wanted())
    wait_for_sheet()
    titles = [one.text() for one in page.window().findChildren(Text)]
    assert "All annotations: the first 5" in titles


@pytest.fixture
def wait_for_sheet(page: OverviewPage, qtbot: QtBot) -> Callable[[], QWidget]:
    """Give the list of the sheet over the page, once it is there."""
    from annotator.ui.widgets.row_view import RowView  # noqa: PLC0415 - for this fixture

    def wait() -> QWidget:
        found: list[QWidget] = []

        def there() -> bool:
            found[:] = [one for one in page.window().findChildren(RowView) if one.isVisible()]
            return bool(found)

        qtbot.waitUntil(there, timeout=20_000)
        return found[-1]

    return wait


def test_an_empty_project_teaches(qtbot: QtBot, tmp_path: Path) -> None:
    made = Hub()
    made.open(Project.create(tmp_path / "empty.annot", annotator="Olena"))
    page = OverviewPage(made, ReviewCount(made, made))
    qtbot.addWidget(page)
    page.resize(720, 480)
    page.show()
    qtbot.waitUntil(lambda: not page.outdated and bool(page.labels.rows), timeout=20_000)
    assert page.values.nothing.isVisibleTo(page)
    assert page.together.nothing.isVisibleTo(page)
    assert [row.count for row in page.labels.rows] == [0, 0, 0]
    assert page.labels.table()[0] == ("label", "annotations")
    assert not page.grab().isNull()
    made.close(quietly=True)


@pytest.mark.parametrize(("labels", "width"), [(2, 100), (60, 100), (300, 200), (1, 0.5)])
def test_a_bar_of_many_labels_stays_in_its_place(qapp: object, labels: int, width: float) -> None:
    del qapp
    outlines = [
        LabelOutline(f"l{n}", f"L{n}", "purple", "solid", "", "", retired=False, required=())
        for n in range(labels)
    ]
    counts = Counter({one.key: n + 1 for n, one in enumerate(outlines)})
    image = QImage(400, 12, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    paint_labels(painter, QRectF(0, 0, width, 12), counts, outlines, counts.total())
    painter.end()
    painted = [x for x in range(400) if image.pixelColor(x, 6).alpha()]
    assert max(painted) <= width
    assert max(painted) >= width - 2
