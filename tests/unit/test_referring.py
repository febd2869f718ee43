"""A later part of a question may speak of whom the first asks for as "he" or "she"."""

from __future__ import annotations

import pytest

from twinbot.answering.understanding.following.referring import put_name


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("was hat der vorher gemacht?", "de", "was hat Ada Holm vorher gemacht?"),
        ("seit wann ist er im Amt?", "de", "seit wann ist Ada Holm im Amt?"),
        ("wie alt ist die?", "de", "wie alt ist Ada Holm?"),
        ("wann wurde sie gewählt?", "de", "wann wurde Ada Holm gewählt?"),
        ("wo wohnt sie?", "de", "wo wohnt Ada Holm?"),
        ("wie hieß ihr Vorgänger?", "de", "wie hieß Ada Holms Vorgänger?"),
        ("was war sein früherer Beruf?", "de", "was war Ada Holms früherer Beruf?"),
        ("what was her job before that", "en", "what was Ada Holm's job before that"),
        ("when did he take office?", "en", "when did Ada Holm take office?"),
        ("who succeeded her?", "en", "who succeeded Ada Holm?"),
        ("who saw her in Lund?", "en", "who saw Ada Holm in Lund?"),
        ("who elected her as mayor?", "en", "who elected Ada Holm as mayor?"),
        ("when did she take up her office?", "en", "when did Ada Holm take up her office?"),
        ("その人は何歳ですか", "ja", "Ada Holmは何歳ですか"),
        ("彼女の前職は何ですか", "ja", "Ada Holmの前職は何ですか"),
        (
            "市長になる前は何をしていましたか。",
            "ja",
            "Ada Holmは、市長になる前は何をしていましたか。",
        ),
        ("何歳ですか", "ja", "Ada Holmは、何歳ですか"),
    ],
)
def test_the_name_takes_the_place_of_what_stands_for_it(text, language, expected):
    assert put_name(text, language, "Ada Holm") == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("wann ist der neue Markt?", "de"),
        ("seit wann ist die alte Brücke im Amt bekannt?", "de"),
        ("wie hoch ist er?", "de"),
        ("wann wurde er unterzeichnet?", "de"),
        ("wie viele Einwohner hat sie?", "de"),
        ("wann wurde die früher selbstständige Gemeinde eingemeindet?", "de"),
        ("when did they meet?", "en"),
        ("what made her famous?", "en"),
        ("where is the bridge?", "en"),
        ("wie viele Studierende hat sie?", "de"),
        ("wie alt ist sie?", "de"),
        ("was ist ihr Amtssitz?", "de"),
        ("その人口は何人ですか。", "ja"),
        ("その人達は誰ですか。", "ja"),
        ("参加者の年齢は何歳ですか", "ja"),
        ("その方法は何ですか", "ja"),
        ("お彼岸はいつですか", "ja"),
        ("何歳から投票できますか", "ja"),
        ("市になる前は何と呼ばれていましたか", "ja"),
        ("参加者の出身国はどこですか", "ja"),
        ("以前の市長は誰ですか", "ja"),
    ],
)
def test_a_part_that_speaks_of_nobody_stays_as_it_is(text, language):
    assert put_name(text, language, "Ada Holm") == text
