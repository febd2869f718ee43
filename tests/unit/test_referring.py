"""A later part of a question may speak of whom the first asks for as "he" or "she"."""

from __future__ import annotations

import pytest

from twinbot.answering.understanding.referring import put_name


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "was hat der vorher beruflich gemacht?",
            "de",
            "was hat Ada Holm vorher beruflich gemacht?",
        ),
        ("seit wann ist er im Amt?", "de", "seit wann ist Ada Holm im Amt?"),
        ("wie alt ist die?", "de", "wie alt ist Ada Holm?"),
        ("wann wurde sie gewählt?", "de", "wann wurde Ada Holm gewählt?"),
        ("wie hieß sein Vorgänger?", "de", "wie hieß Ada Holms Vorgänger?"),
        ("what was her job before that", "en", "what was Ada Holm's job before that"),
        ("when did he take office?", "en", "when did Ada Holm take office?"),
        ("その人は何歳ですか", "ja", "Ada Holmは何歳ですか"),
        (
            "市長になる前は何をしていた人ですか。",
            "ja",
            "Ada Holmは、市長になる前は何をしていた人ですか。",
        ),
    ],
)
def test_the_name_takes_the_place_of_what_stands_for_it(text, language, expected):
    assert put_name(text, language, "Ada Holm") == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("wann ist der neue Markt?", "de"),
        ("wo ist die alte Brücke?", "de"),
        ("wo sind die?", "de"),
        ("when did they meet?", "en"),
        ("where is the bridge?", "en"),
        ("市の人口は何人ですか", "ja"),
        ("会社の設立は何年ですか", "ja"),
    ],
)
def test_a_part_that_speaks_of_nobody_stays_as_it_is(text, language):
    assert put_name(text, language, "Ada Holm") == text
