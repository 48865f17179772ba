from __future__ import annotations

import pytest
from hypothesis import given, settings

from annotator.text.dates import find_date
from tests.nasty import texts


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("Nov 12, 2023\u00a0-\u00a016:30", "2023-11-12T16:30"),
        ("Wednesday, October 30, 2024 2:30 p.m. ET", "2024-10-30T14:30"),
        ("5th of June, 2020 12:05 am", "2020-06-05T00:05"),
        ("2024-10-30T14:00:00Z", "2024-10-30T14:00"),
        ("2024/1/5", "2024-01-05"),
        ("2024年10月30日", "2024-10-30"),
        ("30.10.2024 9:05", "2024-10-30T09:05"),
        ("14:00, 30 October 2024", "2024-10-30T14:00"),
        ("10/30/2024", "2024-10-30"),
        ("30/10/2024", "2024-10-30"),
        ("05/05/2024", "2024-05-05"),
        ("30. Oktober 2024, 14:00 Uhr", "2024-10-30T14:00"),
        ("le 1er mars 2024 à 14h00", "2024-03-01T14:00"),
        ("El 3 de mayo de 2024", "2024-05-03"),
        ("12 października 2021", "2021-10-12"),
        ("30 жовтня 2024, 14:05", "2024-10-30T14:05"),
        ("1 мая 2024 г.", "2024-05-01"),
        ("3 maggio 2024", "2024-05-03"),
        ("3 de março de 2024", "2024-03-03"),
    ],
)
def test_dates_with_a_year(line: str, iso: str) -> None:
    found = find_date(line)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    ("line", "span"),
    [
        ("KOSTI, Sudan — Tuesday 14 October", "14 October"),
        ("on Sept. 5 they", "Sept. 5"),
        ("03/04/2024", "03/04/2024"),
        ("31 February 2024", "31 February 2024"),
        ("30 October 2024, 25:00", "30 October 2024"),
    ],
)
def test_where_a_date_stands(line: str, span: str) -> None:
    found = find_date(line)
    assert found is not None
    assert line[found.start : found.end] == span
    assert found.iso in {None, "2024-10-30"}


@pytest.mark.parametrize("line", ["", "no date", "May 5:30", "12 people", "in 2024", "1-2-3"])
def test_no_dates(line: str) -> None:
    assert find_date(line) is None


@settings(max_examples=100, deadline=None)
@given(texts())
def test_a_date_is_in_its_line(line: str) -> None:
    found = find_date(line)
    assert found is None or 0 <= found.start < found.end <= len(line)
