"""What people write into YAML files: a slip is told with its line, and nothing is read as something else."""

from __future__ import annotations

import pytest

from gridcenter.domain.errors import BadInput
from gridcenter.services.plain_yaml import parsed_yaml


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "a: 1\nday: 2026-02-30\n",
            "f.yaml: line 2: there is no “2026-02-30”; if it is a word, put it in quotes",
        ),
        ("a: 1\n\nat: 2026-01-01 25:00:00\n", "line 3: there is no “2026-01-01 25:00:00”"),
        ("most: " + "9" * 5000, "line 1: there is no “999999999999999999999999999999999999999…”"),
        ("days: 010", "line 1: “010” can be read as several numbers; write it in decimal, or in quotes"),
        ("at: 17:30", "line 1: “17:30” can be read as several numbers"),
        ("most: 0x1F", "line 1: “0x1F” can be read as several numbers"),
        ("most: 1_000", "line 1: “1_000” can be read as several numbers"),
    ],
)
def test_a_value_that_is_not_what_it_looks_like_is_refused_with_its_line(
    text: str, sentence: str, english: None
) -> None:
    with pytest.raises(BadInput) as refused:
        parsed_yaml(text, "f.yaml")
    assert sentence in str(refused.value)


def test_plain_numbers_days_and_words_are_read_as_they_stand() -> None:
    found = parsed_yaml("a: 0\nb: -12\nc: +3\nd: '010'\ne: 1.5\nf: [2028-02-29]\n", "f.yaml")
    assert [found[key] for key in "abcde"] == [0, -12, 3, "010", 1.5]
    assert str(found["f"][0]) == "2028-02-29"
