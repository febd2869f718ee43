"""Japanese names without a title behind them."""

import pytest

from twinbot.answering.extraction.persons import find_persons


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("農家の小林春吉が見つけました。", ["小林春吉"]),
        ("設計は建築家の中村弘道が担当しました。", ["中村弘道"]),
        ("村瀬健一さんが会長です。", ["村瀬健一さん"]),
        ("松本市から来ました。", []),
        ("上野公園で開かれます。", []),
        ("農家の高齢化が進んでいます。", []),
    ],
)
def test_a_common_family_name_begins_a_full_name(text, persons):
    assert find_persons(text) == persons
