"""The few words of a flag or a reason: tidied once, they stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given

from annotator.model.short_words import flag_words, reason_words
from annotator.problems import UserProblem
from tests.nasty import raw_texts


@given(raw_texts(max_size=8))
def test_tidy_words_stay_as_they_are(text: str) -> None:
    for tidy in (flag_words, reason_words):
        try:
            words = tidy(text)
        except UserProblem:
            continue
        assert tidy(words) == words == words.strip()


def test_too_many_are_refused() -> None:
    assert flag_words(" a\n b\t") == "a b"
    assert reason_words(" \ufeff a\n b\t") == "a\n b"
    with pytest.raises(UserProblem, match="at most 80 characters; this one has 81"):
        flag_words("x" * 81)
    with pytest.raises(UserProblem, match="at most 1,000 characters; this one has 1,001"):
        reason_words("x" * 1001)
