"""Values that were used before: counted, ordered, and kept from who works blind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator import Project
from annotator.app.values import KnownValues, folded
from annotator.problems import UnknownNameError
from annotator.store.earlier import UsedValue

TEXT = "San Carlos and Chillán. San Carlos again, and Ñiquén."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "places.annot", annotator="Olena") as made:
        made.import_text(TEXT)
        yield made


def _tag(project: Project, words: str, nth: int = 0, **values: Any) -> str:
    article = next(project.articles())
    at = -1
    for _ in range(nth + 1):
        at = article.text.index(words, at + 1)
    made = project.annotate(article.id, at, at + len(words), "location", attributes=values)
    return made.id


def test_the_most_used_come_first_and_then_the_latest(project: Project) -> None:
    for name in ("Ñiquén", "Chillán", "San Carlos", "Chillán", "San Fabián"):
        _tag(project, "Chillán", name=name)
    found = project.values.suggest("location", "name")
    assert [(one.value, one.uses) for one in found] == [
        ("Chillán", 2), ("San Fabián", 1), ("San Carlos", 1), ("Ñiquén", 1)
    ]  # fmt: skip
    names = [one.value for one in project.values.suggest("location", "name", "niq")]
    assert names == ["Ñiquén"]
    # A word of it will do, after those that begin so; several words in any order.
    names = [one.value for one in project.values.suggest("location", "name", "fab san")]
    assert names == ["San Fabián"]
    assert project.values.suggest("location", "country") == []
    assert project.values.suggest("nowhere", "name") == []


def test_what_the_same_words_had_comes_before_all(project: Project) -> None:
    for _ in range(3):
        _tag(project, "Chillán", name="Chillán")
    _tag(project, "San Carlos", name="San Carlos (Ñuble)")
    found = project.values.suggest("location", "name", words="San Carlos")
    assert [(one.value, one.here) for one in found] == [
        ("San Carlos (Ñuble)", True), ("Chillán", False)
    ]  # fmt: skip


def test_the_values_of_last_time(project: Project) -> None:
    _tag(project, "San Carlos", name="San Carlos", country="US")
    latest: dict[str, Any] = {"name": "San Carlos", "country": "CL", "latitude": -36.5}
    _tag(project, "San Carlos", **latest)
    made = _tag(project, "San Carlos", 1)
    assert project.values.last_time(made) == latest
    assert len(project.values.of_words(made)) == 2
    # One's own count more than what others said later.
    project.work_as("Ben")
    _tag(project, "San Carlos", name="San Carlos (Ben)")
    assert project.values.last_time(made)["name"] == "San Carlos (Ben)"
    project.work_as("Olena")
    assert project.values.last_time(made) == latest
    assert project.values.last_time(_tag(project, "Ñiquén")) == {}
    with pytest.raises(UnknownNameError):
        project.values.last_time("00000000-0000-0000-0000-000000000000")


def test_links_are_not_offered_again(project: Project) -> None:
    article = next(project.articles())
    first = project.annotate(article.id, 0, 10, "source").id
    project.annotate(article.id, 24, 34, "source", attributes={"refers_to": first, "role": "mayor"})
    third = project.annotate(article.id, 24, 34, "source").id
    assert project.values.last_time(third) == {"role": "mayor"}


def test_numbers_truths_and_objects_come_back_as_they_are(project: Project) -> None:
    _tag(project, "Chillán", latitude=-36.5, longitude=7)
    known = project.values.known("location")
    (latitude,) = known.matching("latitude")
    (longitude,) = known.matching("longitude")
    assert (latitude.value, longitude.value) == (-36.5, 7)
    assert type(longitude.value) is int


def test_who_works_blind_sees_their_own_alone(project: Project) -> None:
    project.work_as("Ben")
    _tag(project, "Chillán", name="Ben’s")
    project.work_as("Olena")
    _tag(project, "Ñiquén", name="Olena’s")
    project.session.keeps_blind = True
    assert len(project.values.suggest("location", "name")) == 2
    project.team.set_blind(True)
    assert [one.value for one in project.values.suggest("location", "name")] == ["Olena’s"]
    made = _tag(project, "Chillán")
    assert project.values.last_time(made) == {}
    project.session.keeps_blind = False
    assert project.values.last_time(made) == {"name": "Ben’s"}


def test_what_is_added_is_offered_at_once() -> None:
    known = KnownValues(
        [UsedValue("role", "mayor", 3, 10), UsedValue("role", "Mayor’s aide", 1, 12)]
    )
    known.add("role", "minister")
    known.add("role", "mayor")
    known.add("role", None)
    assert [(one.value, one.uses) for one in known.matching("role", "M")] == [
        ("mayor", 4), ("minister", 1), ("Mayor’s aide", 1)
    ]  # fmt: skip
    known.add("place", {"name": "Chillán", "latitude": 1})
    assert known.matching("place", "chill")[0].value == {"name": "Chillán", "latitude": 1}
    assert known.matching("nothing") == []


def test_capitals_and_accents_do_not_count() -> None:
    assert folded("  ÑIQUÉN\u00a0Straße ") == "niquen strasse"
