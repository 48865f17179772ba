"""The list of articles: filtered by a query, in order, in groups, remembered."""

from __future__ import annotations

import time
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import Project
from annotator.model.listing import ArticleView, Grouping, ReadingPlace
from annotator.problems import UserProblem

ARTICLES = [
    {"title": "Fires cut the road", "outlet": "Andes Wire", "published": "2026-02-09",
     "language": "en", "byline": "M. Iturra", "text": "Fires cut the road near Chillán."},
    {"title": "«Київ» горить", "outlet": "Радіо", "published": "2026-02-08T10:00",
     "language": "uk", "text": "Київ горить сьогодні вранці."},
    {"title": "Ärger in Łódź", "outlet": "andes wire", "published": "2026-01", "text": "Ärger!",
     "byline": "Ö. Ilk", "reference": "wire-17"},
    {"title": "No outlet", "text": "No title here, so nothing is known. It is the longest."},
    {"title": "100% of_it", "outlet": "Radio Itata", "published": "2026-02-02", "language": "en",
     "url": "https://itata.example/100", "text": "All of it."},
]  # fmt: skip


@pytest.fixture
def listed(project: Project, tmp_path: Path) -> Project:
    file = tmp_path / "articles.jsonl"
    file.write_bytes(b"".join(orjson.dumps(one) + b"\n" for one in ARTICLES))
    project.import_files([file])
    return project


def titles(project: Project, **how: object) -> list[str]:
    numbers = project.lists.listed(ArticleView(**how)).numbers  # type: ignore[arg-type]
    rows = {row.number: row.title for row in project.corpus.rows(numbers)}
    return [rows[number].split()[0] for number in numbers]


def ids(project: Project) -> list[str]:
    return [article.id for article in project.articles()]


@pytest.mark.parametrize(
    ("sorting", "order"),
    [
        ("came", ["Fires", "«Київ»", "Ärger", "No", "100%"]),
        ("title", ["100%", "Ärger", "Fires", "No", "«Київ»"]),
        ("outlet", ["Fires", "Ärger", "100%", "«Київ»", "No"]),
        ("published", ["Fires", "«Київ»", "100%", "Ärger", "No"]),
        ("length", ["No", "Fires", "«Київ»", "100%", "Ärger"]),
        ("byline", ["Fires", "Ärger", "«Київ»", "No", "100%"]),
        ("language", ["Fires", "100%", "«Київ»", "Ärger", "No"]),
        ("url", ["100%", "Fires", "«Київ»", "Ärger", "No"]),
        ("flag", ["Fires", "«Київ»", "Ärger", "No", "100%"]),
    ],
)
def test_orders(listed: Project, sorting: str, order: list[str]) -> None:
    assert titles(listed, sorting=sorting) == order
    backwards = titles(listed, sorting=sorting, backwards=True)
    assert sorted(backwards) == sorted(order)
    # What has no value stands last either way.
    known = {"outlet": 4, "published": 4, "byline": 2, "language": 3, "url": 1}.get(sorting, 0)
    assert set(backwards[known:]) == set(order[known:])


def test_orders_by_ones_own_work(listed: Project) -> None:
    first, second, third, *_ = ids(listed)
    listed.annotate(second, 0, 4, "location")
    listed.annotate(second, 5, 11, "location")
    listed.annotate(first, 0, 5, "source")
    assert titles(listed, sorting="annotations")[:2] == ["«Київ»", "Fires"]
    assert titles(listed, sorting="worked")[:2] == ["Fires", "«Київ»"]
    # Moments are told by milliseconds.
    time.sleep(0.01)
    listed.corpus.keep_reading_place(third, ReadingPlace(0, 0, 3))
    assert titles(listed, sorting="worked")[0] == "Ärger"
    listed.corpus.set_state(first, "done")
    listed.corpus.set_state(second, "look")
    assert titles(listed, sorting="status") == ["«Київ»", "Ärger", "No", "100%", "Fires"]


@pytest.mark.parametrize(
    ("grouping", "groups"),
    [
        (
            "outlet",
            [("Andes Wire", 1), ("Radio Itata", 1), ("andes wire", 1), ("Радіо", 1), ("", 1)],
        ),
        ("day", [("2026-02-09", 1), ("2026-02-08", 1), ("2026-02-02", 1), ("2026-01", 1), ("", 1)]),
        ("week", [("2026-02-09", 1), ("2026-02-02", 2), ("", 2)]),
        ("month", [("2026-02", 3), ("2026-01", 1), ("", 1)]),
        ("language", [("en", 2), ("uk", 1), ("", 2)]),
        ("flag", [("", 5)]),
        ("byline", [("M. Iturra", 1), ("Ö. Ilk", 1), ("", 3)]),
        ("assigned", [("", 5)]),
        ("status", [("2", 5)]),
        ("copies", []),
    ],
)
def test_groups(listed: Project, grouping: str, groups: list[tuple[str, int]]) -> None:
    found = listed.lists.listed(ArticleView(grouping=grouping))  # type: ignore[arg-type]
    assert [tuple(one) for one in found.groups] == groups
    assert len(found.numbers) == sum(one.size for one in found.groups)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("road fires", ["Fires"]),
        ("ЩО", []),
        ("київ", ["«Київ»"]),
        ("łódź", ["Ärger"]),
        ("ÄRGER in", ["Ärger"]),
        ("andes", ["Fires", "Ärger"]),
        ("andes -fires", ["Ärger"]),
        ("fires OR київ", ["Fires", "«Київ»"]),
        ("%", ["100%"]),
        ("_", ["100%"]),
        ("outlet:andes", ["Fires", "Ärger"]),
        ("outlet:", ["Fires", "«Київ»", "Ärger", "No", "100%"]),
        ('outlet:"andes wire" -language:en', ["Ärger"]),
        ("language:en", ["Fires", "100%"]),
        ("date:2026-02", ["Fires", "«Київ»", "100%"]),
        ("status:open itata", ["100%"]),
        ("flag:any", []),
        ("reference:wire-17", ["Ärger"]),
        ("-reference:WIRE byline:iturra", ["Fires"]),
        ("note:none assigned:none 100", ["100%"]),
        ("retired:yes", []),
        ("label:location", []),
        ("\ud800", []),
        ("'", []),
    ],
)
def test_filters(listed: Project, text: str, found: list[str]) -> None:
    assert titles(listed, text=text) == found


def test_letters_that_become_ascii_are_found(project: Project) -> None:
    project.import_text("Die Straße im \ufb01fth \u212aelvin ſtand\n\nText.")
    for text in ("STRASSE", "fifth", "kelvin", "stand", "die straße", "ﬁ"):
        assert titles(project, text=text) == ["Die"], text
    assert titles(project, text="strase") == []


def test_what_cannot_be_meant_is_said(listed: Project) -> None:
    for text in ("outlt:x", "status:finished", "label:nothing", "annotator:nobody"):
        with pytest.raises(UserProblem):
            listed.lists.listed(ArticleView(text))


def test_labels_and_people_are_filtered_by(listed: Project) -> None:
    first, second, *_ = ids(listed)
    listed.annotate(first, 0, 5, "source")
    listed.work_as("Ben")
    listed.annotate(second, 0, 4, "location")
    assert titles(listed, text="label:Location") == ["«Київ»"]
    assert titles(listed, text="-label:location,source") == ["Ärger", "No", "100%"]
    assert titles(listed, text="annotator:ben") == ["«Київ»"]
    assert titles(listed, text="locat") == ["«Київ»"]


def test_flags_are_ones_own(listed: Project) -> None:
    first, second, *_ = ids(listed)
    listed.corpus.set_state(first, "done")
    listed.corpus.set_flag([first, second], " check  the 🇺🇦 source ")
    assert listed.corpus.flags() == ["check the 🇺🇦 source"]
    assert titles(listed, showing="flagged") == ["Fires", "«Київ»"]
    assert titles(listed, text="flag:SOURCE status:done") == ["Fires"]
    (row, *_) = listed.corpus.rows(listed.corpus.numbers()[:1])
    assert (row.flag, row.state) == ("check the 🇺🇦 source", "done")
    # What else is said of the article stays, whatever is said later.
    listed.corpus.set_state(first, "look")
    assert titles(listed, showing="flagged") == ["Fires", "«Київ»"]
    listed.work_as("Ben")
    assert titles(listed, showing="flagged") == []
    listed.work_as("Olena")
    listed.corpus.set_flag([first, second], "")
    assert listed.corpus.rows(listed.corpus.numbers()[:1])[0].state == "look"
    assert titles(listed, showing="flagged") == []
    listed.undo()
    assert titles(listed, showing="flagged") == ["Fires", "«Київ»"]
    with pytest.raises(UserProblem):
        listed.corpus.set_flag([first], "x" * 81)


def test_states_of_several_are_one_step(listed: Project) -> None:
    listed.corpus.set_states(ids(listed)[:3], "done")
    assert listed.corpus.count_in_state("done") == 3
    step = listed.next_undo()
    assert step is not None
    assert step.title == "Mark 3 articles done"
    listed.undo()
    assert listed.corpus.count_in_state("done") == 0


def test_a_view_is_remembered(listed: Project) -> None:
    assert listed.lists.kept_view() == ArticleView()
    listed.lists.keep_view(ArticleView("words", "title", True, "outlet", "done"))
    assert listed.lists.kept_view() == ArticleView("", "title", True, "outlet", "kept")
    listed.session.database.keep_value("article_view", '{"sorting": 5, "grouping": [1]}')
    assert listed.lists.kept_view() == ArticleView()
    listed.session.database.keep_value("article_view", "nonsense")
    assert listed.lists.kept_view() == ArticleView()


def test_who_works_blind_finds_nothing_by_others_labels(listed: Project) -> None:
    (first, *_) = ids(listed)
    listed.team.set_blind(True)
    listed.work_as("Ben")
    listed.annotate(first, 0, 5, "source")
    listed.work_as("Olena")
    listed.session.keeps_blind = True
    assert titles(listed, text="label:source") == titles(listed, text="annotator:ben") == []
    assert titles(listed, text="-label:source")[0] == "Fires"
    assert titles(listed, text="sourc") == []
    listed.work_as("Ben")
    listed.reviewing.comment(first, "Ben's word on the wire")
    listed.work_as("Olena")
    assert titles(listed, text="note:any") == titles(listed, showing="noted") == []
    assert titles(listed, text="note:wire") == []
    listed.corpus.set_state(first, "done")
    assert titles(listed, text="note:wire") == ["Fires"]


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet='ab:"-()*%_\\ OR,лє\u202e\u0301', max_size=20))
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    project = _project()
    try:
        found = project.lists.listed(ArticleView(text)).numbers
    except UserProblem:
        return
    assert set(found) <= set(project.corpus.numbers())


_kept: list[Project] = []


def _project() -> Project:
    if not _kept:
        from tempfile import mkdtemp  # noqa: PLC0415 - one project for all examples

        made = Project.create(Path(mkdtemp()) / "any.annot", annotator="Olena")
        made.import_text("ab лє: \u202e\n\nText.")
        _kept.append(made)
    return _kept[0]


def test_versions_stand_together(listed: Project) -> None:
    first, second, third, *_ = ids(listed)
    assert listed.lists.listed(ArticleView(grouping="versions")).groups == []
    listed.versions.declare(third, first)
    found = listed.lists.listed(ArticleView(grouping="versions"))
    assert [one.size for one in found.groups] == [2]
    assert set(listed.corpus.ids(found.numbers)) == {first, third}
    assert second not in listed.corpus.ids(found.numbers)


def test_what_is_no_day_is_in_no_group_of_days(project: Project, tmp_path: Path) -> None:
    """Files of others have anything where a day belongs; a year alone is in no week."""
    days = [
        "2026", "2026-02", "2026-02-09", "2026-02-31", "0000-00-00", "soon, 3pm", "20260209",
        "-0044-03-15", "99999-01-01", "0001-01-01", "9999-12-31T23:59:59Z", "", "2026-13",
    ]  # fmt: skip
    file = tmp_path / "days.jsonl"
    file.write_bytes(
        b"\n".join(orjson.dumps({"text": f"Text {n}", "published": d}) for n, d in enumerate(days))
    )
    project.import_files([file])

    def groups(grouping: Grouping) -> dict[str, int]:
        listed = project.lists.listed(ArticleView(grouping=grouping))
        return {group.key: group.size for group in listed.groups}

    assert groups("day") == {
        "9999-12-31": 1, "2026-02-09": 1, "2026-02": 1, "2026": 1, "0001-01-01": 1, "2026-13": 1,
        "": 7,
    }  # fmt: skip
    assert groups("week") == {"9999-12-27": 1, "2026-02-09": 1, "0001-01-01": 1, "": 10}
    assert groups("month")["2026-02"] == 2


def test_a_query_as_long_as_one_may_be_is_answered(project: Project) -> None:
    found = project.import_text("A dam\n\nburst.").id
    long = ["dam " * 250, " OR ".join(["ſkiß"] * 249 + ["dam"]), "%" * 10_000, "\u212a" * 10_000]
    values = ["status:" + ",".join(["begun"] * 249 + ["open"]), "outlet:" + ",".join(["ß"] * 250)]
    for text in [*long, *values]:
        project.lists.listed(ArticleView(text=text))
    for text in (long[0], long[1], values[0]):
        assert project.lists.ids(text) == [found]
    for text in [*long[:2], *values]:
        project.searching.articles(text)


def test_references_put_in_order_and_part(project: Project) -> None:
    articles = [project.import_text(f"Text {n}.\n\nBody {n}.").id for n in range(3)]
    numbers = [project.corpus.number(one) for one in articles]
    for at, reference in ((0, "B-2"), (2, "A-1")):
        project.details.change([articles[at]], {"reference": reference})
    found = project.lists.listed
    assert found(ArticleView(sorting="reference")).numbers == [numbers[at] for at in (2, 0, 1)]
    backwards = found(ArticleView(sorting="reference", backwards=True)).numbers
    assert backwards == [numbers[at] for at in (0, 2, 1)]
    groups = found(ArticleView(grouping="reference")).groups
    assert [(one.key, one.size) for one in groups] == [("A-1", 1), ("B-2", 1), ("", 1)]
