"""A year or name of the question that the quoted pages do not hold."""

import pytest

from twinbot.answering.premises import find_unfounded
from twinbot.answering.questions import question_kind
from twinbot.types import Query


@pytest.mark.parametrize(
    ("question", "language", "page", "unfounded"),
    [
        ("Warum wurde 1995 unterzeichnet?", "de", "Unterzeichnet wurde 2019.", "1995"),
        ("Why was it signed in 1995?", "en", "It was signed in 2019.", "1995"),
        ("なぜ１９９５年に調印されたのですか", "ja", "2019年に調印されました。", "1995"),
        ("Warum wurde 2019 unterzeichnet?", "de", "Unterzeichnet wurde 2019.", None),
        ("Who was mayor in 2018?", "en", "Mayor from 2015 to 2025.", None),
        ("Who was mayor in 1950?", "en", "Mayor from 2015 to 2025.", "1950"),
        ("Warum kam Peter Petersen?", "de", "Es kam Anna Müller.", "Peter Petersen"),
        ("Warum kam Frau Müller?", "de", "Es kam Anna Müller.", None),
        (
            "なぜピーター・ピーターセンが来ましたか",
            "ja",
            "アンナ・ミュラー氏が来ました。",
            "ピーター・ピーターセン",
        ),
        ("How many of the 5000 came?", "en", "In 2019 many came.", None),
    ],
)
def test_what_the_pages_do_not_hold_is_named(question, language, page, unfounded):
    kind = question_kind(question, language)
    assert find_unfounded(Query(question, language), kind, [page]) == unfounded
