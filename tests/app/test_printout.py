"""What is gathered to be printed: whose, how numbered, by which names."""

from __future__ import annotations

from annotator import Project
from annotator.app.printout import Reference, printout

_TEXT = "Mayor Ana Ruiz said 600 hectares near Hay 🇺🇦 burned. He said 20."


def _article(project: Project) -> str:
    article = project.import_text(_TEXT).id
    who = project.annotate(article, 0, 14, "source", attributes={"kind": "named-person"})
    figure = project.annotate(article, 20, 32, "figure", attributes={"value": 600}, note="sic")
    project.annotate(article, 53, 55, "source", attributes={"refers_to": who.id})
    project.relate(who.id, "says", figure.id)
    project.work_as("Mei")
    project.annotate(article, 38, 41, "location", certainty="unsure")
    project.work_as("Olena")
    return article


def test_everything_that_is_known(project: Project) -> None:
    article = _article(project)
    found = printout(project, article, ["Olena", "Mei"])
    assert [(one.number, one.label, one.quote, one.who) for one in found.entries] == [
        (1, "source", "Mayor Ana Ruiz", "Olena"),
        (2, "figure", "600 hectares", "Olena"),
        (3, "location", "Hay", "Mei"),
        (4, "source", "He", "Olena"),
    ]
    first, second, third, _ = found.entries
    assert first.links == (Reference("Says", True, 2, "600 hectares"),)
    assert second.links == (Reference("Said by", False, 1, "Mayor Ana Ruiz"),)
    assert second.values == (("Value", 600),)
    assert second.note == "sic"
    assert third.unsure
    assert found.counts == {"source": 2, "location": 1, "figure": 1}
    assert [found.numbers[mark.entity] for mark in found.marks] == [1, 2, 3, 4]


def test_some_people_and_no_names(project: Project) -> None:
    article = _article(project)
    found = printout(project, article, ["Mei"], pseudonyms=True)
    assert [one.quote for one in found.entries] == ["Hay"]
    assert found.entries[0].who.startswith("annotator ")
    assert "Mei" not in str(found.entries)
    bare = printout(project, article, ["Mei"], listed=False)
    assert (bare.entries, bare.numbers) == ((), {})
    assert printout(project, article, []).marks == ()


def test_links_to_what_is_not_printed_are_not_told(project: Project) -> None:
    article = _article(project)
    who = next(one for one in project.annotations() if one.quote == "Mayor Ana Ruiz")
    project.work_as("Mei")
    at = _TEXT.index("20.")
    figure = project.annotate(article, at, at + 2, "figure")
    project.relate(who.id, "says", figure.id)
    found = printout(project, article, ["Mei"])
    assert [(one.quote, one.links) for one in found.entries] == [("Hay", ()), (figure.quote, ())]
    told = {one.quote: one.links for one in printout(project, article, ["Olena", "Mei"]).entries}
    assert [one.number for one in told["Mayor Ana Ruiz"]] == [2, 5]


def test_fragments_are_parted(project: Project) -> None:
    article = _article(project)
    end = _TEXT.index("20.")
    project.annotate(article, 0, 0, "figure", fragments=[(20, 23), (end, end + 2), (24, 32)])
    found = printout(project, article, ["Olena"])
    assert "600 … hectares … 20" in [one.quote for one in found.entries]
