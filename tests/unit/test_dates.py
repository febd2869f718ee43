"""Dates in questions are spelled as documents spell them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinbot.answering.understanding.wording.dates import spell_dates


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Was geschah am 25.11.2019?", "de", "Was geschah am 25. November 2019?"),
        ("Was geschah am 05. 4. 2025 dort?", "de", "Was geschah am 5. April 2025 dort?"),
        ("Was geschah am 2025-04-22?", "de", "Was geschah am 22. April 2025?"),
        ("What happened on 25.11.2019?", "en", "What happened on 25 November 2019?"),
        ("What happened on 2019-11-25?", "en", "What happened on 25 November 2019?"),
        ("Was geschah am 25.11.19?", "de", "Was geschah am 25. November 2019?"),
        ("Was war am 22. Apr. 2025?", "de", "Was war am 22. April 2025?"),
        ("What happened on April 22nd, 2025?", "en", "What happened on 22 April 2025?"),
        ("What happened on the 22nd of April 2025?", "en", "What happened on 22 April 2025?"),
        (
            "What was on 25/11/2019 and 11/25/2019?",
            "en",
            "What was on 25 November 2019 and 25 November 2019?",
        ),
        ("May 5 people come?", "en", "May 5 people come?"),
        ("2019/11/25に何がありましたか", "ja", "2019年11月25日に何がありましたか"),
        ("２０１９.１１.２５は？", "ja", "2019年11月25日は？"),
        ("令和7年に何がありましたか", "ja", "2025年に何がありましたか"),
        ("令和７年４月の訪問団", "ja", "2025年4月の訪問団"),
        ("令和元年の合意", "ja", "2019年の合意"),
        ("平成二十八年の選挙", "ja", "2016年の選挙"),
        ("昭和六十二年と平成十年", "ja", "1987年と1998年"),
        ("二〇一九年に何がありましたか", "ja", "2019年に何がありましたか"),
        ("何年ですか", "ja", "何年ですか"),
        ("On 4/5/2019?", "en", "On 4/5/2019?"),
        ("Version 1.2.3 und 10.000.000 Euro", "de", "Version 1.2.3 und 10.000.000 Euro"),
        ("Am 31.13.2019?", "de", "Am 31.13.2019?"),
        ("二十一年", "ja", "二十一年"),
    ],
)
def test_a_date_is_spelled_as_documents_spell_it(text, language, expected):
    assert spell_dates(text, language) == expected


@given(st.text(max_size=60), st.sampled_from(["de", "en", "ja"]))
def test_a_text_without_digits_or_kanji_stays_as_it_is(text, language):
    spelled = spell_dates(text, language)
    if not any(sign.isnumeric() or sign == "元" for sign in text):
        assert spelled == text
    assert spell_dates(spelled, language) == spelled
