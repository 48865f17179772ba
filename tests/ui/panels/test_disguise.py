"""Names on the agreement page while a reviewer wants to know none."""

from __future__ import annotations

from annotator.ui.panels.agreement.disguise import Disguise
from annotator.ui.panels.agreement.query import SpanQuery
from tests.ui.agreement_report import PEOPLE, agreement_report

_NUMBERS = {
    "Jonas": "Person 1",
    "Mei": "Person 2",
    "Amara": "Person 3",
    "Tomasz": "Person 4",
    "Olena": "Person 5",
}


def test_without_names_to_show_everything_is_as_it_is() -> None:
    report = agreement_report()
    assert Disguise().report(report) is report
    query = SpanQuery("", annotators=("Mei",))
    assert Disguise().query(query, PEOPLE) is query


def test_no_name_is_left_in_a_disguised_report() -> None:
    shown = Disguise(_NUMBERS).report(agreement_report())
    said = repr(shown._replace(methods=""))
    assert not any(name in said for name in PEOPLE)
    assert shown.annotators == ("Person 1", "Person 2", "Person 3", "Person 4", "Person 5")
    assert shown.counts["Person 1"] == agreement_report().counts["Jonas"]
    assert sum(sum(one.values()) for one in shown.kinds_by_pair.values()) == 1271


def test_what_is_opened_has_the_real_names() -> None:
    disguise = Disguise(_NUMBERS)
    query = SpanQuery("", annotators=("Person 2", "Person 1"))
    assert disguise.query(query, PEOPLE).annotators == ("Mei", "Jonas")


def test_people_stand_in_the_order_of_their_numbers_also_when_there_are_many() -> None:
    many = [f"Name {n}" for n in range(12)]
    disguise = Disguise({name: f"Person {at}" for at, name in enumerate(reversed(many), 1)})
    assert disguise.in_order(many) == many[::-1]
    assert disguise.in_order([*many, "Somebody new"])[-1] == "Somebody new"


def test_of_two_the_labels_stay_with_their_people() -> None:
    report = agreement_report()._replace(
        annotators=("Amara", "Jonas"), confusion={("source", None): 4, (None, "figure"): 1}
    )
    disguise = Disguise(_NUMBERS)
    shown = disguise.report(report)
    assert shown.annotators == ("Person 1", "Person 3")
    assert shown.confusion == {(None, "source"): 4, ("figure", None): 1}
    query = SpanQuery("", labels=(None, "source"), ordered=True)
    assert disguise.query(query, report.annotators).labels == ("source", None)
