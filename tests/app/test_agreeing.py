"""The report on agreement: which articles enter, who is compared, and sums that add up."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import orjson
import pytest

from annotator import Project
from annotator.app.agreeing import MEASURES
from annotator.model.agreement import AgreementReport, LeftOut, Measure
from annotator.problems import UnknownNameError, UserProblem

TEXT = "Olena said that about 600 km² burned near Kyiv. 😀 Ben was in 東京."
OTHER = "She told reporters in Kosti that the road was closed."
DAY = "2026-11-23"


@pytest.fixture
def articles(project: Project) -> list[str]:
    """Two articles; Olena, Ben and Mei have worked on the first, Olena alone on the second."""
    first, second = (project.import_text(text).id for text in (TEXT, OTHER))
    project.annotate(first, 16, 29, "figure", attributes={"value": 600, "unit": "km²"})
    project.annotate(first, 0, 5, "source", attributes={"kind": "named-person"})
    project.annotate(second, 0, 3, "source")
    project.work_as("Ben")
    project.annotate(first, 22, 29, "figure", attributes={"value": 601, "unit": "km²"})
    project.annotate(first, 0, 5, "location")
    project.annotate(first, 42, 46, "location")
    project.work_as("Mei")
    project.annotate(first, 42, 46, "location")
    project.work_as("Olena")
    return [first, second]


def one_of(
    report: AgreementReport,
    measure: str,
    label: str | None = None,
    *people: str,
    attribute: str = "",
) -> Measure:
    (found,) = [
        one
        for one in report.measures
        if (one.measure, one.label, one.attribute or "") == (measure, label, attribute)
        and one.annotators == (people or report.annotators)
    ]
    return found


def test_what_enters_and_what_does_not(project: Project, articles: list[str]) -> None:
    project.import_text("Nobody has looked at this.")
    report = project.comparing.report(day=DAY)
    assert report.articles == (articles[0],)
    assert report.annotators == ("Olena", "Ben", "Mei")
    assert report.counts == {"Olena": 2, "Ben": 3, "Mei": 1}
    assert report.left_out == (
        LeftOut("articles", 1, "only one annotator"),
        LeftOut("untouched articles", 1, "nobody has marked anything or is done"),
    )
    assert report.left_out[0].words == "1 article (only one annotator)"
    assert report.methods.endswith(f"on {DAY}.")


def test_pairs_are_counted_by_kind_label_people_and_outlet(
    project: Project, articles: list[str]
) -> None:
    report = project.comparing.report()
    assert report.kinds_by_label == {
        None: {"label": 1, "value": 1, "missed": 6, "same": 1},
        "source": {"label": 1, "missed": 1},
        "figure": {"value": 1, "missed": 2},
        "location": {"missed": 3, "same": 1},
    }
    assert report.kinds_by_pair == {
        ("Olena", "Ben"): {"label": 1, "value": 1, "missed": 1},
        ("Olena", "Mei"): {"missed": 3},
        ("Ben", "Mei"): {"missed": 2, "same": 1},
    }
    assert report.kinds_by_outlet == {"": report.kinds_by_label[None]}
    assert report.confusion == {
        ("location", "source"): 1, ("figure", "figure"): 1, ("location", "location"): 1,
        ("source", None): 1, ("figure", None): 2, ("location", None): 3,
    }  # fmt: skip


def test_every_number_is_that_of_the_differences_it_opens(
    project: Project, articles: list[str]
) -> None:
    report = project.comparing.report()
    found = list(project.comparing.differences(report.articles))
    assert Counter(one.kind for one in found) == report.kinds_by_label[None]
    for pair, kinds in report.kinds_by_pair.items():
        assert Counter(one.kind for one in found if one.annotators == pair) == kinds
    whole = report.kinds_by_label[None]
    for kind, count in whole.items():
        by_label = sum(
            of.get(kind, 0) for label, of in report.kinds_by_label.items() if label is not None
        )
        assert by_label == count
    assert one_of(report, "f1_exact").n == sum(whole.values())


def test_measures_of_all_of_every_two_and_of_every_label(
    project: Project, articles: list[str]
) -> None:
    report = project.comparing.report()
    pair = one_of(report, "f1_overlap", None, "Olena", "Ben")
    assert (pair.value, pair.n) == (2 * 1 / 5, 3)
    assert one_of(report, "f1_exact", "location", "Ben", "Mei").value == pytest.approx(2 / 3)
    assert one_of(report, "f1_exact", "source", "Ben", "Mei").why == "nothing marked"
    assert one_of(report, "semeval_exact", None, "Olena", "Ben").value == pytest.approx(2 / 5)
    assert one_of(report, "fleiss_kappa").n == one_of(report, "krippendorff_alpha").n
    # Cohen's is for two, Fleiss' for all.
    names = Counter((one.measure, len(one.annotators)) for one in report.measures)
    assert ("cohen_kappa", 3) not in names
    assert ("fleiss_kappa", 2) not in names
    value = one_of(report, "value_alpha", "figure", "Olena", "Ben", attribute="value")
    assert value.value == pytest.approx(0.0)
    assert value.n == 2
    # All people before pairs of them, all labels before single ones.
    rows = [(one.annotators, one.label) for one in report.measures if one.measure == "f1_exact"]
    labels = [None, "source", "location", "figure"]
    pairs = [("Olena", "Ben"), ("Olena", "Mei"), ("Ben", "Mei")]
    assert rows == [(who, label) for who in (report.annotators, *pairs) for label in labels]
    assert report.measures[0].measure == "unitizing_alpha"


def test_with_two_people_all_is_the_pair(project: Project, articles: list[str]) -> None:
    report = project.comparing.report(annotators=["Ben", "Olena"])
    assert report.annotators == ("Ben", "Olena")
    assert {one.annotators for one in report.measures} == {("Ben", "Olena")}
    assert one_of(report, "cohen_kappa").n == one_of(report, "fleiss_kappa").n
    # The first label is the first person's.
    assert report.confusion == {
        ("location", "source"): 1, ("figure", "figure"): 1, ("location", None): 1,
    }  # fmt: skip
    turned = project.comparing.report(annotators=["Olena", "Ben"])
    assert turned.confusion == {
        ("source", "location"): 1, ("figure", "figure"): 1, (None, "location"): 1,
    }  # fmt: skip
    assert {one[3] for one in turned.measures} == {one[3] for one in report.measures}


def test_other_labels_count_as_not_marked(project: Project, articles: list[str]) -> None:
    report = project.comparing.report(labels=["location"])
    assert {one.label for one in report.measures} == {None, "location"}
    assert report.counts == {"Olena": 0, "Ben": 2, "Mei": 1}
    assert one_of(report, "f1_exact").value == one_of(report, "f1_exact", "location").value
    assert one_of(report, "cohen_kappa", None, "Olena", "Mei").value == pytest.approx(0)
    assert LeftOut("annotations", 3, "other labels") in report.left_out
    # A pair of a source and a location is shown where the location is.
    assert report.kinds_by_label["location"] == {"label": 1, "missed": 3, "same": 1}
    assert report.kinds_by_label[None] == report.kinds_by_label["location"]
    assert "labels Location only" in report.methods


def test_only_some_articles_and_measures(project: Project, articles: list[str]) -> None:
    report = project.comparing.report(articles=[articles[1][:10]])
    assert report.articles == ()
    assert report.left_out == (LeftOut("articles", 1, "only one annotator"),)
    assert report.annotators == ()
    report = project.comparing.report([articles[0]], measures=["f1_exact", "cohen_kappa"])
    assert {one.measure for one in report.measures} == {"f1_exact", "cohen_kappa"}
    assert "gamma" not in {one.measure for one in project.comparing.report().measures}
    (*_, gamma) = project.comparing.report(measures=["gamma"]).measures
    assert gamma.measure == "gamma"


def test_who_is_done_agrees_that_there_is_nothing(project: Project, articles: list[str]) -> None:
    project.work_as("Ben")
    project.corpus.set_state(articles[1], "done")
    report = project.comparing.report([articles[1]])
    assert report.articles == (articles[1],)
    assert report.annotators == ("Olena", "Ben")
    assert one_of(report, "f1_exact").value == 0
    assert report.counts == {"Olena": 1, "Ben": 0}


def test_one_person_cannot_agree(project: Project, articles: list[str]) -> None:
    report = project.comparing.report(annotators=["Mei"])
    assert report.annotators == ("Mei",)
    assert {(one.value, one.why) for one in report.measures} == {(None, "only one annotator")}
    assert report.measures
    assert report.trend == ()
    assert "could not be measured" in report.methods


def test_a_new_project_has_a_report_too(project: Project) -> None:
    report = project.comparing.report()
    assert (report.articles, report.annotators, report.left_out) == ((), (), ())


def test_while_people_work_blind_others_articles_do_not_enter(
    project: Project, articles: list[str]
) -> None:
    project.team.set_blind(blind=True)
    project.work_as("Mei")
    project.session.keeps_blind = True
    report = project.comparing.report()
    assert LeftOut("blind articles", 1, "people work blind") in report.left_out
    assert report.articles == ()


def line(text: str, outlet: str, moments: dict[str, str]) -> bytes:
    """Write an article in which several people marked the first word, each at a moment."""
    spans = [
        {"start": 0, "end": 3, "label": "source", "annotator": name, "created": at, "modified": at}
        for name, at in moments.items()
    ]
    return orjson.dumps({"text": text, "outlet": outlet, "annotations": spans}) + b"\n"


@pytest.fixture
def weeks(project: Project, tmp_path: Path) -> Project:
    """Three articles, marked in two weeks; a Sunday, the Monday after, and a correction in May."""
    file = tmp_path / "weeks.jsonl"
    marked = (
        ("She said one.", "Wire", {"Ann": "2026-03-01T23:00:00Z", "Ben": "2026-02-28T08:00:00Z"}),
        ("Two of them.", "Post", {"Ann": "2026-03-02T01:00:00Z", "Ben": "2026-03-02T02:00:00Z"}),
        ("The third.", "Post", {"Ann": "2026-03-03T01:00:00Z", "Ben": "2026-03-04T02:00:00Z",
                                "Cy": "2026-05-09T00:00:00Z"}),
    )  # fmt: skip
    file.write_bytes(b"".join(line(*one) for one in marked))
    project.import_files([file])
    return project


def test_the_trend_is_by_the_week_in_which_articles_were_marked(weeks: Project) -> None:
    report = weeks.comparing.report(annotators=["Ann", "Ben"])
    assert [(one.week, one.n) for one in report.trend] == [("2026-02-23", 1), ("2026-03-02", 2)]
    assert [one.value for one in report.trend] == [pytest.approx(1), pytest.approx(1)]
    assert set(report.kinds_by_outlet) == {"Wire", "Post"}
    assert report.kinds_by_outlet["Post"] == {"same": 2}


def test_since_a_day(weeks: Project) -> None:
    report = weeks.comparing.report(since="2026-03-02")
    assert len(report.articles) == 2
    assert LeftOut("earlier articles", 1, "marked before 2026-03-02") in report.left_out
    assert "marked since 2026-03-02" in report.methods
    # One correction in May does not make the article one of May.
    assert weeks.comparing.report(since="2026-03-05").articles == ()


def test_intervals_are_the_same_with_the_same_seed(weeks: Project) -> None:
    told: list[int] = []
    how: dict[str, Any] = {"resamples": 200, "seed": 4, "day": DAY}
    report = weeks.comparing.report(progress=told.append, **how)
    assert report == weeks.comparing.report(**how)
    assert told == [103, 203]
    assert one_of(report, "f1_exact", None, "Ann", "Ben").low == 1


def test_a_report_is_the_same_in_whatever_order_articles_came(tmp_path: Path) -> None:
    lines = [
        {
            "text": "word " * (9 + number),
            "annotations": [
                {"label": "source", "start": 0, "end": 5 * (number + 1), "annotator": name}
                for number, name in ((number, "Ann"), (number // 2, "Ben"), (number // 3, "Cem"))
            ],
        }
        for number in range(9)
    ]
    told = []
    for name, some in (("one", lines), ("other", lines[::-1])):
        (tmp_path / f"{name}.jsonl").write_bytes(b"\n".join(map(orjson.dumps, some)))
        with Project.create(tmp_path / f"{name}.annot", annotator="Olena") as project:
            project.import_file(tmp_path / f"{name}.jsonl")
            told.append(project.comparing.report(resamples=50).as_json())
    assert told[0] == told[1]


def test_the_work_can_be_stopped(weeks: Project) -> None:
    def stop(_: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        weeks.comparing.report(resamples=100, progress=stop)


def test_a_table_names_labels_and_attributes(project: Project, articles: list[str]) -> None:
    comparing = project.comparing
    report = comparing.report(measures=["value_alpha"], labels=["figure"])
    assert "Figure: Value" in comparing.table(report, "markdown")
    assert r"\begin{tabular}" in comparing.table(report, "latex")
    assert comparing.table(report, "csv").splitlines()[1].startswith("value_alpha,figure,value,")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"annotators": ["Nobody"]}, "There is no annotator “Nobody” in this project"),
        ({"labels": ["nothing"]}, "The scheme has no label “nothing”"),
        ({"articles": ["abcdef99"]}, "There is no article “abcdef99”"),
        ({"measures": ["luck"]}, "There is no measure “luck”; there are unitizing_alpha, "),
    ],
)
def test_unknown_names(project: Project, articles: list[str], asked: Any, told: str) -> None:
    with pytest.raises(UnknownNameError, match=told):
        project.comparing.report(**asked)


def test_a_day_that_is_none(project: Project) -> None:
    with pytest.raises(UserProblem, match="“soon” is not a day like 2026-02-09"):
        project.comparing.report(since="soon")


def test_the_measures_are_those_of_the_contract() -> None:
    assert set(MEASURES) == {
        "f1_exact", "f1_overlap", "semeval_strict", "semeval_exact", "semeval_partial",
        "semeval_type", "cohen_kappa", "fleiss_kappa", "krippendorff_alpha", "unitizing_alpha",
        "value_alpha", "gamma",
    }  # fmt: skip
